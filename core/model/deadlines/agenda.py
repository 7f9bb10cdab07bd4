"""Deadlines in a row, as a calendar shows them: what a timeline, a spreadsheet and an iCalendar file are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from neni.core.model.deadlines.moments import Moment, day_of
from neni.core.model.deadlines.moments import in_order as beginning
from neni.core.model.deadlines.rules import DeadlineRule, Nature
from neni.core.model.deadlines.stored import DeadlineState
from neni.core.model.deadlines.terms import Bound
from neni.core.model.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One date: `due` its last moment (the first, when it says from when on), `day` its day. `fits` is False when the
    period before an event has no room any more. `state` is that of a stored deadline, None for one that is only thought
    of; `done` tells that what it asks for was done, `kept` whether that was in time, None while it cannot be told."""

    uid: str
    rule: DeadlineRule
    due: datetime
    day: date
    fits: bool = True
    state: DeadlineState | None = None
    deadline_id: str | None = None
    missing: tuple[Text, ...] = ()
    changed_at: datetime | None = None
    reference: str = ""
    title: str = ""
    version: int = 0
    done: bool = False
    kept: bool | None = None

    @property
    def whole_day(self) -> bool:
        """Whether the day is what counts, and not a time of day."""
        return not self.rule.period.unit.is_hours and self.rule.at is None

    @property
    def movable(self) -> bool:
        """Whether the administration set it and may move it."""
        return self.rule.nature is Nature.ADMINISTRATIVE

    @property
    def starts_then(self) -> bool:
        """Whether it says from when on."""
        return self.rule.bound is Bound.EARLIEST


@dataclass(frozen=True, slots=True)
class Mark:
    """An event that dates hang on, at its own place among them."""

    name: str
    label: Text
    moment: Moment

    @property
    def due(self) -> datetime:
        """What it is put in order by."""
        return beginning(self.moment)

    @property
    def day(self) -> date:
        """Its day in Kosovo."""
        return day_of(self.moment)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By their moment, then by their code."""
    return tuple(sorted(entries, key=lambda one: (one.due, one.rule.code)))
