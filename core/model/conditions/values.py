"""Values inside a condition, as FEEL knows them, and the one FEEL lacks: a fact nobody has stated yet.

Facts enter by kind: money as a number of euros (exact, from cents), a percent as a fraction (10 % is 0.10), a
choice as its code, records as a list of contexts. `None` is FEEL's null: known to be nothing, or an operation
that has no result (adding a date to a text). `Unknown` is different: it carries the names to ask for, and
nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TypeAlias

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


Value: TypeAlias = (
    "bool | Decimal | str | date | datetime | time | timedelta | Months | Interval "
    "| tuple[Value, ...] | Mapping[str, Value] | Unknown | None"
)


def from_fact(kind: FactType, value: FactValue) -> Value:
    """A fact's value as conditions see it: money in euros, a percent as a fraction, a whole number as a Decimal."""
    match value:
        case bool() | str() | date() | timedelta():
            return value
        case tuple():
            return tuple(_row(kind, row) for row in value)
        case _:
            number = Decimal(value)
            return number.scaleb(-2, EXACT) if kind.kind in (FactKind.MONEY, FactKind.PERCENT) else number


def to_fact(kind: FactType, value: Value) -> FactValue | None:
    """The fact a value stands for; None when it is no value of that kind (money with parts of a cent, a choice
    nobody listed, a text for a number)."""
    if isinstance(value, Decimal):
        return _number_to_fact(kind, value)
    if isinstance(value, tuple):
        return _rows_to_fact(kind, value)
    fits = {
        FactKind.YES_NO: isinstance(value, bool),
        FactKind.TEXT: isinstance(value, str),
        FactKind.CHOICE: isinstance(value, str) and kind.choice(value) is not None,
        FactKind.DATE: isinstance(value, date) and not isinstance(value, datetime),
        FactKind.INSTANT: isinstance(value, datetime),
        FactKind.DURATION: isinstance(value, timedelta),
    }
    return value if fits.get(kind.kind, False) else None  # type: ignore[return-value]  # the table tells what fits


def _row(kind: FactType, row: Mapping[str, FactValue]) -> Mapping[str, Value]:
    """A record with all its fields; one nobody filled in is unknown, under the name of the whole."""
    unknown = Unknown(frozenset({kind.name}))
    return {
        field.name: from_fact(field, row[field.name]) if row.get(field.name) is not None else unknown
        for field in kind.fields
    }


def _rows_to_fact(kind: FactType, rows: tuple[Value, ...]) -> FactValue | None:
    if kind.kind is not FactKind.RECORDS or not all(isinstance(row, Mapping) for row in rows):
        return None
    written = []
    for row in rows:
        known = {field.name: to_fact(field, row.get(field.name)) for field in kind.fields}  # type: ignore[union-attr]
        written.append({name: value for name, value in known.items() if value is not None})
    return tuple(written)


def _number_to_fact(kind: FactType, number: Decimal) -> FactValue | None:
    if kind.kind is FactKind.NUMBER:
        return number
    if kind.kind is FactKind.PERCENT:
        return number.scaleb(2, EXACT)
    cents = number.scaleb(2, EXACT)
    whole = cents.to_integral_value()
    return int(whole) if kind.kind is FactKind.MONEY and whole == cents and abs(whole) < MOST_CENTS else None


EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[])
"""Numbers have 34 digits, as FEEL asks (IEEE 754 decimal128); what has no result comes out as not a number."""
MOST_CENTS = 10**18
