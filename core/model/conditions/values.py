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
from decimal import Decimal
from typing import TypeAlias


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
