"""The words of the law about periods: how long, in which unit, in which direction, and what happens at the edges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from neni.core.model.text import Text


class Unit(StrEnum):
    """What a period is counted in. HOURS are elapsed hours, whatever the clocks do meanwhile."""

    HOURS = "hours"
    WORKING_HOURS = "working_hours"
    DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"

    @property
    def is_hours(self) -> bool:
        """Whether it is counted from a moment and not from a day."""
        return self in (Unit.HOURS, Unit.WORKING_HOURS)

    @property
    def words(self) -> Text:
        """In words, of many."""
        return Text(_MANY[self][0], _SERBIAN[self][2], _MANY[self][1])


class Direction(StrEnum):
    """Whether the period runs from the event on or up to it."""

    AFTER = "after"
    BEFORE = "before"


class Roll(StrEnum):
    """What becomes of a last day that is no working day."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"
    PREVIOUS_WORKING_DAY = "previous_working_day"


class MonthEnd(StrEnum):
    """Where a month ends that has no such day (31 January and one month): on its last day, or on the first of the
    next; END_TO_END moreover goes from the last day of a month to the last day of a month."""

    LAST_DAY = "last_day"
    NEXT_DAY = "next_day"
    END_TO_END = "end_to_end"


class Bound(StrEnum):
    """Whether a deadline says until when something may be done, or from when on (`at least 40 days between`)."""

    LATEST = "latest"
    EARLIEST = "earliest"


@dataclass(frozen=True, slots=True)
class Term:
    """A length: `5 working days`."""

    amount: int
    unit: Unit

    @property
    def words(self) -> Text:
        """In words."""
        one = self.amount == 1
        names = _ONE[self.unit] if one else _MANY[self.unit]
        serbian = _serbian(self.amount, self.unit)
        return Text(f"{self.amount} {names[0]}", f"{self.amount} {serbian}", f"{self.amount} {names[1]}")


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When the office is open on a working day: stretches of minutes since midnight, in order."""

    stretches: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in self.stretches)

    @classmethod
    def read(cls, written: str) -> OfficeHours:
        """From `08:00-16:00` or `08:00-12:00, 13:00-17:00`. Raises ValueError."""
        stretches = tuple(_stretch(one.strip()) for one in written.split(","))
        edges = [edge for stretch in stretches for edge in stretch]
        if edges != sorted(set(edges)):
            raise ValueError(written)
        return cls(stretches)


WHOLE_DAY = OfficeHours(((0, 24 * 60),))
OFFICE_HOURS = OfficeHours(((8 * 60, 16 * 60),))


@dataclass(frozen=True, slots=True)
class Method:
    """How one deadline is counted. `at` is the time of day at which the last day ends, where it is not midnight."""

    term: Term
    direction: Direction = Direction.AFTER
    bound: Bound = Bound.LATEST
    roll: Roll = Roll.NONE
    month_end: MonthEnd = MonthEnd.LAST_DAY
    at: time | None = None
    hours: OfficeHours = OFFICE_HOURS


_STRETCH = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*-\s*(?:([01]\d|2[0-3]):([0-5]\d)|(24:00))", re.ASCII)


def _stretch(written: str) -> tuple[int, int]:
    found = _STRETCH.fullmatch(written)
    if found is None:
        raise ValueError(written)
    end = 24 * 60 if found[5] else int(found[3]) * 60 + int(found[4])
    return int(found[1]) * 60 + int(found[2]), end


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _serbian(amount: int, unit: Unit) -> str:
    """Serbian counts in three forms: 1 dan, 2 dana, 5 dana; 1 sat, 2 sata, 5 sati."""
    tens, ones = amount // 10 % 10, amount % 10
    form = 2 if tens == 1 or ones == 0 or ones > 4 else 0 if ones == 1 else 1
    return _SERBIAN[unit][form]


_ONE = {
    Unit.HOURS: ("orë", "hour"),
    Unit.WORKING_HOURS: ("orë pune", "working hour"),
    Unit.DAYS: ("ditë kalendarike", "calendar day"),
    Unit.WORKING_DAYS: ("ditë pune", "working day"),
    Unit.WEEKS: ("javë", "week"),
    Unit.MONTHS: ("muaj", "month"),
    Unit.YEARS: ("vit", "year"),
}
_MANY = {
    Unit.HOURS: ("orë", "hours"),
    Unit.WORKING_HOURS: ("orë pune", "working hours"),
    Unit.DAYS: ("ditë kalendarike", "calendar days"),
    Unit.WORKING_DAYS: ("ditë pune", "working days"),
    Unit.WEEKS: ("javë", "weeks"),
    Unit.MONTHS: ("muaj", "months"),
    Unit.YEARS: ("vjet", "years"),
}
_SERBIAN = {
    Unit.HOURS: ("sat", "sata", "sati"),
    Unit.WORKING_HOURS: ("radni sat", "radna sata", "radnih sati"),
    Unit.DAYS: ("kalendarski dan", "kalendarska dana", "kalendarskih dana"),
    Unit.WORKING_DAYS: ("radni dan", "radna dana", "radnih dana"),
    Unit.WEEKS: ("nedelja", "nedelje", "nedelja"),
    Unit.MONTHS: ("mesec", "meseca", "meseci"),
    Unit.YEARS: ("godina", "godine", "godina"),
}
