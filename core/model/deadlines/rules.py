"""What the law says of a deadline: which events it hangs on, how it is counted, what ends it, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum

from neni.core.model.deadlines.moments import Moment, day_of, in_order, instant
from neni.core.model.deadlines.terms import Bound, Direction, Method, MonthEnd, OfficeHours, Roll, Term, Unit
from neni.core.model.facts import FactValue
from neni.core.model.periods import Period
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.rules import Condition, Severity
from neni.core.model.text import Text


class Combination(StrEnum):
    """Which of several events counts. All of them must be known: one that is not stated may be the one."""

    EARLIEST_OF = "earliest_of"
    LATEST_OF = "latest_of"


COMBINATIONS = {
    Combination.EARLIEST_OF: Text(sq="më e hershmja nga", sr="najranije od", en="the earliest of"),
    Combination.LATEST_OF: Text(sq="më e vonshmja nga", sr="najkasnije od", en="the latest of"),
}
"""Which of several events counts, in words."""


class Nature(StrEnum):
    """Whether a date is the law's and stands, or was set by the administration and may be moved by it."""

    LEGAL = "legal"
    ADMINISTRATIVE = "administrative"


@dataclass(frozen=True, slots=True)
class Length:
    """How long: a number, or the name of a fact or parameter that tells it."""

    amount: int | str
    unit: Unit

    def term(self, values: Mapping[str, FactValue | None]) -> Term | None:
        """The term, or None when what tells it is not known or no whole number."""
        told = self.amount if isinstance(self.amount, int) else values.get(self.amount)
        if isinstance(told, bool) or not isinstance(told, int | Decimal) or told != int(told) or told < 0:
            return None
        return Term(int(told), self.unit)


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One deadline of the law.

    It hangs on `triggers`, facts of dates or moments; `event_at` is the time of day of a trigger that is a date, for
    periods in hours. `when` limits it; `met_by` is the fact that ends it. It `expires` when nobody fails by letting it
    pass: somebody else's chance. It has room only when it ends after `fits_after`. `warn` are the terms before its end
    at which it wants attention. `four_eyes` says that a second person decides on suspension, extension and lifting.
    One code may stand several times for different days.
    """

    code: str
    title: Text
    direction: Direction
    triggers: tuple[str, ...]
    period: Length
    severity: Severity
    reference: Reference
    confidence: Confidence
    in_force: Period
    place: Place
    combination: Combination = Combination.LATEST_OF
    bound: Bound = Bound.LATEST
    nature: Nature = Nature.LEGAL
    roll: Roll = Roll.NONE
    month_end: MonthEnd = MonthEnd.LAST_DAY
    at: time | None = None
    event_at: time | None = None
    office_hours: str = ""
    when: Condition | None = None
    met_by: str | None = None
    warn: tuple[Term, ...] = ()
    who: Text | None = None
    note: Text | None = None
    four_eyes: bool = False
    expires: bool = False
    fits_after: str | None = None
    source: str | None = None
    fingerprint: str = ""

    @property
    def reads(self) -> frozenset[str]:
        """Every name it rests on."""
        told = self.when.reads if self.when else frozenset[str]()
        told |= frozenset(one for one in (self.period.amount, self.met_by, self.fits_after) if isinstance(one, str))
        return told | frozenset(self.triggers) | ({self.office_hours} if self.names_office_hours else frozenset())

    @property
    def names_office_hours(self) -> bool:
        """Whether the office hours are a parameter."""
        return bool(self.office_hours) and not self.office_hours[0].isdigit()

    def method(self, term: Term, values: Mapping[str, FactValue | None]) -> Method | None:
        """How it is counted; None when the office hours are not known."""
        known = Method(term, self.direction, self.bound, self.roll, self.month_end, self.at)
        if not self.office_hours:
            return known
        written = values.get(self.office_hours) if self.names_office_hours else self.office_hours
        try:
            hours = OfficeHours.read(str(written))
        except ValueError:
            return None
        return Method(term, self.direction, self.bound, self.roll, self.month_end, self.at, hours)

    def event(self, values: Mapping[str, FactValue | None]) -> Moment | None:
        """The event that counts; None while one of the triggers is not known."""
        name = self.counting_from(values)
        return None if name is None else self._moment(values.get(name))

    def counting_from(self, values: Mapping[str, FactValue | None]) -> str | None:
        """The trigger whose event counts; None while one of them is not known."""
        found = [(name, self._moment(values.get(name))) for name in self.triggers]
        known = [(in_order(moment), name) for name, moment in found if moment is not None]
        if len(known) < len(found) or not known:
            return None
        return (min if self.combination is Combination.EARLIEST_OF else max)(known, key=lambda one: one[0])[1]

    @property
    def can_be_missed(self) -> bool:
        """Whether letting its time pass is a failure."""
        return self.bound is Bound.LATEST and self.met_by is not None and not self.expires

    def met_on(self, values: Mapping[str, FactValue | None]) -> Moment | None:
        """When what it asks for was done; None while that is not stated."""
        value = values.get(self.met_by) if self.met_by else None
        return value if isinstance(value, date) else None

    def fits(self, last_day: date | None, values: Mapping[str, FactValue | None]) -> bool:
        """Whether there is room for it: an early election may be called when a period before it is over already."""
        start = values.get(self.fits_after) if self.fits_after else None
        return last_day is None or not isinstance(start, date) or day_of(start) < last_day

    def missing(self, values: Mapping[str, FactValue | None]) -> tuple[str, ...]:
        """What must be known before it can be counted, in the order of the rule."""
        wanted: Iterable[str] = (
            *self.triggers,
            *([self.period.amount] if isinstance(self.period.amount, str) else []),
            *([self.office_hours] if self.names_office_hours else []),
        )
        return tuple(dict.fromkeys(name for name in wanted if values.get(name) is None))

    def _moment(self, value: FactValue | None) -> Moment | None:
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        if isinstance(value, date):
            return instant(value, self.event_at) if self.event_at is not None else value
        return None


def in_force_for(rule: DeadlineRule, event: Moment, on: date) -> bool:
    """Whether this text of a rule governs: by the day of the event for what runs after it, because the law in force
    when a period began goes on to govern it; by the day of the case for what is counted back from an event to come."""
    return (day_of(event) if rule.direction is Direction.AFTER else on) in rule.in_force
