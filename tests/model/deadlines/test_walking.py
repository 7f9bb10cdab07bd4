"""Counting agrees with somebody who walks the calendar: every unit, direction, edge and policy, over calendars with
official tables, with pauses and extensions, on the nights the clocks change.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import cycle, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neni.core.model.calendars import Calendar
from neni.core.model.deadlines.counting import count
from neni.core.model.deadlines.moments import Moment, begin, day_of, end, instant
from neni.core.model.deadlines.pauses import Extension, Pause
from neni.core.model.deadlines.terms import Direction, Method, MonthEnd, Roll, Term, Unit
from tests.model.deadlines import drawing
from tests.model.deadlines.calendars import CALENDAR
from tests.model.deadlines.walking import KOSOVO, midnight, walk

pytestmark = pytest.mark.slow
ONE = timedelta(days=1)
thorough = settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
Drawn = tuple[Method, Moment, Calendar, list[Pause], list[Extension]]


@st.composite
def cases(draw: st.DrawFn) -> Drawn:
    method = draw(drawing.methods())
    event: Moment = draw(drawing.moments)
    if not method.term.unit.is_hours and draw(st.booleans()):
        event = day_of(event)
    day = day_of(event)
    ahead = method.direction is Direction.AFTER
    stops = draw(drawing.pauses(day)) if ahead else []
    exact = method.term.unit.is_hours and method.roll is Roll.NONE  # else it ends a second before a quarter of an hour
    units = drawing.HOUR_UNITS if exact else drawing.DAY_UNITS
    return method, event, draw(drawing.calendars(day)), stops, draw(drawing.extensions(day, units))


def told(case: Drawn) -> tuple[date | None, datetime | None]:
    found = count(*case)
    return found.last_day, found.due


@thorough
@given(cases())
def test_whatever_is_counted_is_where_a_walk_ends(case: Drawn) -> None:
    walked = walk(*case)
    assert told(case) == (walked.last_day, walked.due)


@pytest.mark.parametrize("unit", list(Unit))
def test_each_day_of_thirty_years_with_every_policy_in_turn(unit: Unit) -> None:
    """Eleven thousand days, each with the next of all policies and directions, from another hour of the day."""
    policies = cycle(product(range(14), Roll, MonthEnd, Direction, (CALENDAR, drawing.SHIPPED)))
    day = drawing.FIRST
    while day <= drawing.LAST:
        amount, roll, month_end, direction, calendar = next(policies)
        method = Method(Term(amount, unit), direction, roll=roll, month_end=month_end)
        event: Moment = midnight(day) + (day.toordinal() % 96) * drawing.QUARTER if unit.is_hours else day
        walked, found = walk(method, event, calendar), count(method, event, calendar)
        assert (found.last_day, found.due) == (walked.last_day, walked.due), (day, method)
        day += ONE


@pytest.mark.parametrize("night", drawing.NIGHTS, ids=str)
def test_every_quarter_of_an_hour_around_the_nights_of_the_clock_change(night: date) -> None:
    """From noon before to noon after, in elapsed and in working hours of an office that is open all night."""
    methods = [
        Method(Term(amount, unit), direction, roll=roll, hours=hours)
        for amount, unit in ((1, Unit.HOURS), (24, Unit.HOURS), (2, Unit.WORKING_HOURS), (24, Unit.WORKING_HOURS))
        for direction, roll, hours in product(Direction, Roll, (drawing.OFFICES[1], drawing.OFFICES[4]))
    ]
    table = cycle(methods)
    moment, last = midnight(night - ONE) + 12 * 4 * drawing.QUARTER, midnight(night) + 13 * 4 * drawing.QUARTER
    while moment <= last:
        method = next(table)
        walked, found = walk(method, moment, drawing.SHIPPED), count(method, moment, drawing.SHIPPED)
        assert (found.last_day, found.due) == (walked.last_day, walked.due), (moment, method)
        moment += drawing.QUARTER


@pytest.mark.parametrize("night", drawing.NIGHTS, ids=str)
def test_days_and_times_of_day_on_the_nights_of_the_clock_change(night: date) -> None:
    for day in (night - ONE, night, night + ONE):
        assert (begin(day), end(day)) == (midnight(day), midnight(day + ONE) - timedelta(seconds=1))
        for hour in (0, 1, 3, 4, 23):
            there = instant(day, time(hour)).astimezone(KOSOVO)
            assert (there.date(), there.hour) == (day, hour)


@thorough
@given(drawing.methods(), drawing.moments, drawing.moments, st.data())
def test_a_later_event_never_ends_earlier(method: Method, one: datetime, other: datetime, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from([other, one + drawing.QUARTER, one + ONE]))
    calendar = data.draw(drawing.calendars(one.date()))
    first, second = (count(method, event, calendar) for event in sorted((one, other)))
    assert first.last_day is not None
    assert second.last_day is not None
    assert first.last_day <= second.last_day
    if not _hours_moved_to_the_end_of_a_day(method):
        assert first.due is not None
        assert second.due is not None
        assert first.due <= second.due


@thorough
@given(drawing.methods(), drawing.moments, st.integers(1, 9), st.data())
def test_a_longer_period_never_ends_nearer(method: Method, event: datetime, more: int, data: st.DataObject) -> None:
    calendar = data.draw(drawing.calendars(event.date()))
    longer = Method(
        Term(method.term.amount + more, method.term.unit),
        method.direction,
        method.bound,
        method.roll,
        method.month_end,
        method.at,
        method.hours,
    )
    near, far = (count(one, event, calendar) for one in (method, longer))
    if method.direction is Direction.BEFORE:
        near, far = far, near
    assert near.last_day is not None
    assert far.last_day is not None
    assert near.last_day <= far.last_day
    if not _hours_moved_to_the_end_of_a_day(method):
        assert near.due is not None
        assert far.due is not None
        assert near.due <= far.due


def _hours_moved_to_the_end_of_a_day(method: Method) -> bool:
    """An end in hours that falls on a day off is moved to another day and ends with it; one that falls on that other
    day by itself ends at its hour. So of these only the days are in order."""
    return method.term.unit.is_hours and method.roll is not Roll.NONE


@thorough
@given(cases())
def test_what_rolls_ends_on_the_nearest_working_day_of_its_side(case: Drawn) -> None:
    method, _, calendar, _, _ = case
    found = count(*case)
    if method.roll is Roll.NONE or found.ended is None or found.last_day is None:
        return
    assert calendar.is_working(found.last_day)
    side = ONE if method.roll is Roll.NEXT_WORKING_DAY else -ONE
    day = day_of(found.ended)
    while day != found.last_day:
        assert not calendar.is_working(day), "a working day was passed over"
        day += side


@thorough
@given(drawing.methods(units=(Unit.HOURS, Unit.DAYS, Unit.WEEKS)), drawing.moments)
def test_before_undoes_after_where_every_day_counts(method: Method, event: datetime) -> None:
    there = count(Method(method.term), event, CALENDAR).ended
    assert there is not None
    back = count(Method(method.term, Direction.BEFORE), there, CALENDAR).ended
    assert back == (event if method.term.unit is Unit.HOURS else day_of(event))


@thorough
@given(drawing.methods(units=(Unit.MONTHS, Unit.YEARS)), drawing.days)
def test_before_undoes_after_over_months_on_days_that_every_month_has(method: Method, day: date) -> None:
    there = count(Method(method.term, month_end=method.month_end), day, CALENDAR).ended
    assert there is not None
    back = count(Method(method.term, Direction.BEFORE, month_end=method.month_end), there, CALENDAR).ended
    assert isinstance(there, date)
    assert isinstance(back, date)
    at_an_end = method.month_end is MonthEnd.END_TO_END and 1 in ((day + ONE).day, (there + ONE).day)
    assert back == day or day.day > 28 or at_an_end
    assert abs((back - day).days) <= 3, "never further off than months differ in length"


@thorough
@given(drawing.methods(units=(Unit.WORKING_DAYS, Unit.WORKING_HOURS)), drawing.moments, st.data())
def test_before_undoes_after_when_the_event_is_in_working_time(
    method: Method, event: datetime, data: st.DataObject
) -> None:
    calendar = data.draw(drawing.calendars(event.date()))
    if method.term.unit is Unit.WORKING_DAYS:
        day = day_of(event)
        while not calendar.is_working(day):
            day += ONE
        there = count(Method(method.term), day, calendar).ended
        assert there is not None
        assert count(Method(method.term, Direction.BEFORE), there, calendar).ended == day
        return
    # Working time begins where the first quarter of an hour of work is over.
    start = count(Method(Term(1, Unit.WORKING_HOURS), hours=method.hours), event, calendar).ended
    assert isinstance(start, datetime)
    there = count(Method(method.term, hours=method.hours), start, calendar).ended
    assert isinstance(there, datetime)
    back = count(Method(method.term, Direction.BEFORE, hours=method.hours), there, calendar).ended
    assert isinstance(back, datetime)
    again = count(Method(method.term, hours=method.hours), back, calendar).ended
    assert again == there, "the same working time lies between, whatever closed hours its ends touch"
