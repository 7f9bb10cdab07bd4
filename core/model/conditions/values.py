"""Values inside a condition, as FEEL knows them, and the one FEEL lacks: a fact nobody has stated yet.

Facts enter by kind: money as a number of euros (exact, from cents), a percent as a fraction (10 % is 0.10), a
choice as its code, records as a list of contexts. `None` is FEEL's null: known to be nothing, or an operation
that has no result (adding a date to a text). `Unknown` is different: it carries the names to ask for, and
nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Context, Decimal
from typing import Any, TypeAlias, TypeGuard, cast

from neni.core.model.facts import FactKind, FactType, FactValue


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that cannot be told until the facts named in `missing` are stated."""

    missing: frozenset[str]

    def __or__(self, other: Unknown) -> Unknown:
        return Unknown(self.missing | other.missing)


@dataclass(frozen=True, slots=True, order=True)
class Months:
    """A duration of years and months, in months (FEEL keeps it apart from days and time)."""

    count: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of comparable values; None leaves an end open."""

    low: Value
    high: Value
    low_closed: bool
    high_closed: bool


class Moment(datetime):
    """A date and time with the zone it was written in; None is Kosovo's time, written without one.

    It is kept in UTC like any moment, so that order and elapsed time need no look at the zone.
    """

    zone: tzinfo | None = None

    def within(self, zone: tzinfo | None) -> Moment:
        """The same moment, told in that zone."""
        made = Moment.combine(self.date(), self.time(), self.tzinfo)
        made.zone = zone
        return made


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function of the text's own: its parameters with their types, its body (a node, or what gives the value when
    the names are known), and the names known where it stands.
    """

    parameters: tuple[tuple[str, Any], ...]
    body: Any
    scope: Mapping[str, Value]


Value: TypeAlias = (
    "bool | Decimal | str | date | datetime | time | timedelta | Months | Interval | Function "
    "| tuple[Value, ...] | Mapping[str, Value] | Unknown | None"
)

_CENTS = Context(prec=60)
"""Wide enough to move the point of any number there may be: the context of the thread would round at 28 digits."""
_LARGEST = 30
"""No sum and no count a case states has more digits before the point."""
_PLAIN: dict[FactKind, type] = {
    FactKind.DATE: date,
    FactKind.INSTANT: datetime,
    FactKind.DURATION: timedelta,
    FactKind.CHOICE: str,
    FactKind.TEXT: str,
    FactKind.YES_NO: bool,
}


def from_fact(kind: FactType, value: FactValue) -> Value:
    """A stated fact as conditions read it.

    A field that a record leaves out is unknown, and what to ask for is then the records themselves.
    """
    match kind.kind:
        case FactKind.MONEY:
            return _CENTS.scaleb(Decimal(cast("int", value)), -2)
        case FactKind.PERCENT:
            return _CENTS.scaleb(Decimal(cast("Decimal", value)), -2)
        case FactKind.NUMBER:
            return Decimal(cast("Decimal", value))
        case FactKind.RECORDS:
            rows = cast("tuple[Mapping[str, FactValue], ...]", value)
            return tuple(_row(kind, row) for row in rows)
        case _:
            return cast("Value", value)


def _row(records: FactType, row: Mapping[str, FactValue]) -> Mapping[str, Value]:
    left_out = Unknown(frozenset({records.name}))
    return {one.name: from_fact(one, row[one.name]) if one.name in row else left_out for one in records.fields}


def to_fact(kind: FactType, value: Value) -> FactValue | None:
    """A value as a fact of that type; None when it is none: another kind, parts of a cent, no such choice."""
    match kind.kind:
        case FactKind.MONEY:
            return _cents(value)
        case FactKind.PERCENT:
            return _CENTS.scaleb(value, 2) if _is_number(value) else None
        case FactKind.NUMBER:
            return value if _is_number(value) else None
        case FactKind.RECORDS:
            return _rows(kind, value)
        case _:
            return _plain(kind, value)


def _is_number(value: Value) -> TypeGuard[Decimal]:
    return isinstance(value, Decimal) and value.is_finite() and (not value or value.adjusted() <= _LARGEST)


def _cents(value: Value) -> int | None:
    if not _is_number(value):
        return None
    cents = _CENTS.scaleb(value, 2)
    return int(cents) if cents == cents.to_integral_value() else None


def _plain(kind: FactType, value: Value) -> FactValue | None:
    fits = isinstance(value, _PLAIN[kind.kind]) and not (kind.kind is FactKind.DATE and isinstance(value, datetime))
    if fits and kind.kind is FactKind.CHOICE:
        fits = kind.choice(cast("str", value)) is not None
    return cast("FactValue", value) if fits else None


def _rows(kind: FactType, value: Value) -> FactValue | None:
    if not isinstance(value, tuple) or not all(isinstance(row, Mapping) for row in value):
        return None
    rows = cast("tuple[Mapping[str, Value], ...]", value)
    written = [{one.name: to_fact(one, row.get(one.name)) for one in kind.fields} for row in rows]
    return tuple({name: part for name, part in row.items() if part is not None} for row in written)
