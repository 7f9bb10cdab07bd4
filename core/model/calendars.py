"""Working days: weekends and holidays year by year. The computed table of a year is a guess that is usually right; an
official table of that year takes its place, because which day is off in lieu of a holiday is decided, not computed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from neni.core.model.text import Text

WEEKEND = (5, 6)
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""No calendar is made for years outside these."""


class NoCalendar(Exception):
    """There is no calendar for a year; what depends on it cannot be told."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no calendar for {year}")
        self.year = year


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day nobody works, and the holiday it is off for. `of` is the holiday's own day when this one is off in lieu."""

    day: date
    name: Text
    of: date | None = None


@dataclass(frozen=True, slots=True)
class YearTable:
    """The days off of one year beside weekends, and weekend days declared working days. `source` says where it is
    from; `official` whether the institution took it over from the authority that decides it."""

    year: int
    days: tuple[DayOff, ...]
    source: Text
    official: bool = False
    working: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """Why a day is no working day: its holidays, or only that it is a Saturday or Sunday (`weekday` 5 or 6)."""

    day: date
    holidays: tuple[DayOff, ...] = ()

    @property
    def reason(self) -> Text:
        """In words."""
        if not self.holidays:
            return WEEKDAYS[self.day.weekday()]
        names = [_named(one) for one in self.holidays]
        return Text(*(", ".join(getattr(one, code) for one in names) for code in ("sq", "sr", "en")))


class _Year:
    """One year laid out for counting: its working days as ordinals, in order."""

    __slots__ = ("closed", "open", "table")

    def __init__(self, table: YearTable) -> None:
        self.table = table
        found: dict[date, list[DayOff]] = {}
        for one in table.days:
            found.setdefault(one.day, []).append(one)
        self.closed: dict[date, Closed] = {}
        self.open: list[int] = []
        declared = frozenset(table.working)
        for day in _days_of(table.year):
            if day not in declared and (day in found or day.weekday() in WEEKEND):
                self.closed[day] = Closed(day, tuple(found.get(day, ())))
            else:
                self.open.append(day.toordinal())


class Calendar:
    """Which days are worked. `official` tables by year come first; for any other year `computed` is asked, once."""

    def __init__(self, official: Mapping[int, YearTable], computed: Callable[[int], YearTable]) -> None:
        self._official, self._computed = dict(official), computed
        self._years: dict[int, _Year] = {}

    def table(self, year: int) -> YearTable:
        """The days off of a year. Raises NoCalendar."""
        return self._year(year).table

    def closed(self, day: date) -> Closed | None:
        """Why nobody works on that day; None on a working day. Raises NoCalendar."""
        return self._year(day.year).closed.get(day)

    def is_working(self, day: date) -> bool:
        """Whether it is a working day. Raises NoCalendar."""
        return day not in self._year(day.year).closed

    def working_after(self, day: date, count: int) -> date:
        """The working day that is the `count`-th after `day`, which itself does not count; `day` for 0. Raises
        NoCalendar."""
        year, left = day.year, count
        start = bisect_right(self._year(year).open, day.toordinal())
        while left:
            days = self._year(year).open
            if start + left <= len(days):
                return date.fromordinal(days[start + left - 1])
            left -= len(days) - start
            year, start = year + 1, 0
        return day

    def working_before(self, day: date, count: int) -> date:
        """The working day that is the `count`-th before `day`, which itself does not count. Raises NoCalendar."""
        year, left = day.year, count
        end = bisect_left(self._year(year).open, day.toordinal())
        while left:
            if left <= end:
                return date.fromordinal(self._year(year).open[end - left])
            left -= end
            year -= 1
            end = len(self._year(year).open)
        return day

    def working_between(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included. Raises NoCalendar."""
        found = 0
        for year in range(first.year, last.year + 1):
            days = self._year(year).open
            start, end = bisect_left(days, first.toordinal()), bisect_right(days, last.toordinal())
            found += max(0, end - start)
        return found

    def closed_between(self, first: date, last: date) -> Iterator[Closed]:
        """The days nobody works from `first` to `last`, both included."""
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            closed = self.closed(date.fromordinal(ordinal))
            if closed:
                yield closed

    def _year(self, number: int) -> _Year:
        year = self._years.get(number)
        if year is None:
            if not FIRST_YEAR <= number <= LAST_YEAR:
                raise NoCalendar(number)
            year = self._years[number] = _Year(self._official.get(number) or self._computed(number))
        return year


@dataclass(frozen=True, slots=True)
class TableDifference:
    """A day on which two tables of a year disagree: what each says of it (None: a working day)."""

    day: date
    before: Closed | None
    after: Closed | None


@dataclass(frozen=True)
class TableComparison:
    """Two tables of a year, day by day."""

    before: YearTable
    after: YearTable

    @cached_property
    def differences(self) -> tuple[TableDifference, ...]:
        """The days on which one is worked and the other is not, in order."""
        was, will = _Year(self.before).closed, _Year(self.after).closed
        days = sorted(was.keys() ^ will.keys())
        return tuple(TableDifference(day, was.get(day), will.get(day)) for day in days)


def _days_of(year: int) -> Iterator[date]:
    start, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return (date.fromordinal(one) for one in range(start, end + 1))


def _named(one: DayOff) -> Text:
    if one.of is None or one.of == one.day:
        return one.name
    words, told = one.name, f"{one.of:%d.%m.%Y}"
    return Text(f"{words.sq} (për {told})", f"{words.sr} (za {told})", f"{words.en} (for {told})")


def day_after(day: date, count: int = 1) -> date:
    """So many calendar days later, or earlier when negative. Raises NoCalendar beyond what dates can say."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        raise NoCalendar(9999 if count > 0 else 0) from None


WEEKDAYS = (
    Text(sq="e hënë", sr="ponedeljak", en="Monday"),
    Text(sq="e martë", sr="utorak", en="Tuesday"),
    Text(sq="e mërkurë", sr="sreda", en="Wednesday"),
    Text(sq="e enjte", sr="četvrtak", en="Thursday"),
    Text(sq="e premte", sr="petak", en="Friday"),
    Text(sq="e shtunë", sr="subota", en="Saturday"),
    Text(sq="e diel", sr="nedelja", en="Sunday"),
)
