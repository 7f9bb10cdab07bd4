"""What a draft says in figures and words: days, periods, amounts and shares, each with the words it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from neni.core import Anchor


class Unit(StrEnum):
    """What a period is counted in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class DayKind(StrEnum):
    """Which days of a period count."""

    WORKING = "working"
    CALENDAR = "calendar"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A day. `on` is None for one that is in no calendar; `plain` whether it is written dd.mm.yyyy or in words."""

    anchor: Anchor
    written: str
    on: date | None
    plain: bool = True


@dataclass(frozen=True, slots=True)
class NumberSaid:
    """A number in words with its digits in brackets, or the other way round."""

    anchor: Anchor
    written: str
    in_words: int | None
    in_digits: Decimal | None

    @property
    def value(self) -> Decimal:
        """What counts: the digits, or the words where there are none."""
        return self.in_digits if self.in_digits is not None else Decimal(self.in_words or 0)

    @property
    def agrees(self) -> bool:
        """Whether words and digits say the same, or only one of them stands there."""
        return self.in_words is None or self.in_digits is None or self.in_words == self.in_digits


@dataclass(frozen=True, slots=True)
class PeriodSaid(NumberSaid):
    """A period. `starts` is the word that tells from when it runs (“nga”, “od”, “from”); `ordinal` marks “osmog
    dana”: a day counted, not a stretch."""

    unit: Unit = Unit.DAY
    days: DayKind = DayKind.UNSAID
    starts: str = ""
    ordinal: bool = False

    @property
    def normal(self) -> str:
        """The same in every language: “7 day”, “15 working day”."""
        return " ".join(part for part in (f"{self.value:f}", self.days.value, self.unit.value) if part)


@dataclass(frozen=True, slots=True)
class AmountSaid(NumberSaid):
    """An amount of money, or a share when `currency` is “%”."""

    currency: str = "EUR"

    @property
    def normal(self) -> str:
        """The same in every way of writing: “1500.00 EUR”, “5 %”."""
        value = f"{self.value:.2f}" if self.currency != "%" else f"{self.value.normalize():f}"
        return f"{value} {self.currency}"


@dataclass(frozen=True, slots=True)
class Quantities:
    """Everything a stretch of text says in figures."""

    dates: tuple[DateSaid, ...] = ()
    periods: tuple[PeriodSaid, ...] = ()
    amounts: tuple[AmountSaid, ...] = ()
    numbers: tuple[NumberSaid, ...] = ()

    def __add__(self, other: Quantities) -> Quantities:
        return Quantities(
            self.dates + other.dates,
            self.periods + other.periods,
            self.amounts + other.amounts,
            self.numbers + other.numbers,
        )
