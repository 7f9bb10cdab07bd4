"""Where alerts are kept, who was told of them, what is still to be looked at, and what rules said of cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from neni.core.model.alerts import Alert, AlertKind, AlertState, Gravity
from neni.core.model.alerts.nights import Night, Said
from neni.core.model.alerts.notices import NoticeSettings
from neni.core.model.cases import Case


@dataclass(frozen=True, slots=True)
class AlertQuery:
    """Which alerts: of `departments` (None: of any), told to a person, in a state; newest first. `below` goes on after
    an earlier page (the id of its last alert)."""

    departments: tuple[str, ...] | None = None
    told_to: str | None = None
    state: AlertState | None = None
    kind: AlertKind | None = None
    gravity: Gravity | None = None
    below: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Look:
    """A deadline to be looked at, because it changed or wants attention: which warning it is, and since when."""

    deadline_id: str
    level: str
    at: datetime


class Alerts(Protocol):
    """Alerts, and whom they reached."""

    def add(self, alert: Alert) -> bool:
        """Store; False when one with that key was there before."""

    def get(self, alert_id: str) -> Alert:
        """One alert. Raises NotFound."""

    def by_key(self, key: str) -> Alert:
        """The alert with that key. Raises NotFound."""

    def many(self, alert_ids: Iterable[str]) -> Sequence[Alert]:
        """Those that are there, oldest first."""

    def save(self, before: Alert, after: Alert) -> Alert:
        """Store a changed alert as it was read; returns it with its next version. Raises Conflict when somebody changed
        it meanwhile."""

    def about(self, causes: Iterable[str]) -> Sequence[Alert]:
        """The alerts about these that have not ended, oldest first."""

    def of_closed_cases(self) -> Sequence[Alert]:
        """Alerts of cases on which nobody works any more that have not ended."""

    def ripe(self, now: datetime, limit: int) -> Sequence[Alert]:
        """Alerts somebody has to look at by then, the earliest first."""

    def find(self, query: AlertQuery) -> Sequence[Alert]:
        """Alerts the query asks for, newest first."""

    def count(self, query: AlertQuery) -> int:
        """How many there are."""

    def badge(self, person_id: str, now: datetime) -> int:
        """How many alerts that a person was told of wait for an acknowledgement and are not put off."""

    def tell(self, alert_id: str, people: Mapping[str, datetime | None], at: datetime) -> None:
        """Remember whom it reached, and from when on a letter is to tell of it (None: no letter)."""

    def told(self, alert_id: str) -> Sequence[str]:
        """Whom it reached, in order."""

    def for_letter(self, person_id: str, now: datetime) -> Sequence[Alert]:
        """Alerts of which a letter to a person is due by then, oldest first; those that are still open."""

    def lettered(self, person_id: str, alert_ids: Iterable[str], now: datetime) -> None:
        """A letter told a person of these."""

    def due_looks(self, now: datetime, limit: int) -> Sequence[Look]:
        """Deadlines to be looked at by then, the earliest first."""

    def looked(self, looks: Iterable[Look]) -> None:
        """These were looked at."""


class Notices(Protocol):
    """How people want to be told."""

    def of(self, person_id: str) -> NoticeSettings:
        """A person's wishes; what nobody said is as it usually is."""

    def all(self) -> Mapping[str, NoticeSettings]:
        """Everybody's wishes, by their id."""

    def save(self, settings: NoticeSettings) -> None:
        """Store them."""


class Nights(Protocol):
    """Evaluations of all open cases, and what rules said of each the last time."""

    def begin(self, night: Night) -> Night:
        """Store a run that begins; one that began before is returned as it stands."""

    def save(self, night: Night) -> None:
        """Store how far it has come."""

    def last(self, limit: int) -> Sequence[Night]:
        """The latest runs, newest first."""

    def count(self) -> int:
        """How many open cases there are."""

    def after(self, place: int, limit: int) -> Sequence[tuple[int, Case]]:
        """Open cases in the order in which they were stored, after a place; each with its own."""

    def said(self, case_ids: Iterable[str]) -> Mapping[str, Said]:
        """What rules said of cases the last time."""

    def put(self, said: Iterable[Said]) -> None:
        """Store what they say now."""
