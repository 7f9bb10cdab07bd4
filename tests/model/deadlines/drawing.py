"""What property tests draw: every way to count, over calendars with official tables, on days and nights of thirty
years, those on which the clocks change among them more often than chance would have it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from neni.core.adapters.holidays import ComputedHolidays
from neni.core.model.calendars import Calendar, DayOff, YearTable
from neni.core.model.deadlines.pauses import Extension, Pause
from neni.core.model.deadlines.terms import (
    OFFICE_HOURS,
    WHOLE_DAY,
    Bound,
    Direction,
    Method,
    MonthEnd,
    OfficeHours,
    Roll,
    Term,
    Unit,
)
from neni.core.model.text import Text
from neni.core.services.deadlines.calendars import shipped
from tests.model.deadlines.calendars import made_up

FIRST, LAST = date(2009, 1, 1), date(2038, 12, 31)
QUARTER = timedelta(minutes=15)
DAY_UNITS = (Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)
HOUR_UNITS = (Unit.HOURS, Unit.WORKING_HOURS)
LONGEST = {Unit.HOURS: 200, Unit.WORKING_HOURS: 40, Unit.MONTHS: 30, Unit.YEARS: 4, Unit.WEEKS: 60}
OFFICES = (
    OFFICE_HOURS,
    WHOLE_DAY,
    OfficeHours.read("08:00-12:00"),
    OfficeHours.read("07:30-12:00, 12:45-16:15"),
    OfficeHours.read("00:00-04:00, 22:00-24:00"),
)
"""Usual hours, round the clock, a half day, a break at noon, and a shift over the night on which the clocks change."""


def _sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


NIGHTS = tuple(_sunday(year, month) for year in range(FIRST.year, LAST.year + 1) for month in (3, 10))
"""The last Sundays of March and October."""

_KNOWN_SINCE = 2009


def _as_shipped(year: int) -> YearTable:
    """Kosovo's computed holidays; before there were any, made up ones, for periods that reach so far back."""
    return ComputedHolidays().table(year) if year >= _KNOWN_SINCE else made_up(year)


SHIPPED = Calendar(shipped(), _as_shipped)

near_a_night = st.builds(lambda day, off: day + timedelta(days=off), st.sampled_from(NIGHTS), st.integers(-3, 2))
ends_of_months = st.builds(lambda day: day.replace(day=1) - timedelta(days=1), st.dates(date(2009, 2, 1), LAST))
days = st.one_of(st.dates(FIRST, LAST), near_a_night, ends_of_months)


def _quarter(day: date, quarter: int) -> datetime:
    return datetime.combine(day, time(), UTC) + quarter * QUARTER


moments = st.builds(_quarter, days, st.integers(0, 95))


@st.composite
def tables(draw: st.DrawFn, year: int) -> YearTable:
    """An official table of a year: any days off, some in lieu of others, some weekend days worked."""
    some = st.sets(st.dates(date(year, 1, 1), date(year, 12, 31)), max_size=25)
    off, working = draw(some), {day for day in draw(some) if day.weekday() > 4}
    named = tuple(DayOff(day, Text.of(f"off {day:%d.%m}")) for day in sorted(off))
    return YearTable(year, named, Text.of("Decision"), official=True, working=tuple(sorted(working - off)))


@st.composite
def calendars(draw: st.DrawFn, near: date) -> Calendar:
    """The calendar that is shipped, or one of our own with official tables of some of the years around a day."""
    if draw(st.booleans()):
        return SHIPPED
    years = draw(st.sets(st.integers(near.year - 1, near.year + 2), max_size=3))
    return Calendar({year: draw(tables(year)) for year in sorted(years)}, made_up)


@st.composite
def methods(
    draw: st.DrawFn, units: tuple[Unit, ...] = tuple(Unit), directions: tuple[Direction, ...] = tuple(Direction)
) -> Method:
    """Any way to count that a ruleset can ask for."""
    unit = draw(st.sampled_from(units))
    at = draw(st.sampled_from([None, None, time(16), time(0), time(3), time(23, 59)]))
    return Method(
        Term(draw(st.integers(0, LONGEST.get(unit, 90))), unit),
        draw(st.sampled_from(directions)),
        draw(st.sampled_from(Bound)),
        draw(st.sampled_from(Roll)),
        draw(st.sampled_from(MonthEnd)),
        None if unit in HOUR_UNITS else at,
        draw(st.sampled_from(OFFICES)),
    )


@st.composite
def pauses(draw: st.DrawFn, event: date) -> list[Pause]:
    """Up to three pauses around and after a day, touching or overlapping as they like, some longer than a year; the
    last may have no end."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        start = _quarter(event + timedelta(days=draw(st.integers(-3, 60))), draw(st.integers(0, 95)))
        length = draw(st.one_of(st.integers(0, 20 * 96), st.integers(0, 450 * 96)))
        found.append(Pause(start, start + length * QUARTER))
    if found and draw(st.integers(0, 9)) == 0:
        found[-1] = Pause(found[-1].start, None)
    return found


@st.composite
def extensions(draw: st.DrawFn, event: date, units: tuple[Unit, ...]) -> list[Extension]:
    """Up to two extensions, by a length or, of days, until a day."""
    found = []
    for _ in range(draw(st.integers(0, 2))):
        if draw(st.booleans()) and Unit.HOURS not in units:
            found.append(Extension(None, event + timedelta(days=draw(st.integers(0, 200)))))
        else:
            found.append(Extension(Term(draw(st.integers(1, 12)), draw(st.sampled_from(units)))))
    return found
