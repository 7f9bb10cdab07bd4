"""Counting agrees with somebody who walks the calendar day by day, and keeps what anybody would expect of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from neni.core.model.calendars import NoCalendar
from neni.core.model.deadlines.counting import Count, count
from neni.core.model.deadlines.moments import ZONE, begin, day_of, end
from neni.core.model.deadlines.pauses import Extension, Pause
from neni.core.model.deadlines.terms import Bound, Direction, Method, MonthEnd, OfficeHours, Roll, Term, Unit
from tests.model.deadlines.calendars import CALENDAR

DAYS = st.dates(date(2009, 1, 1), date(2038, 12, 31))
START = datetime(2009, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 30 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
AMOUNTS = st.integers(0, 120)
DAY_UNITS = st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS])
ONE = timedelta(days=1)


def after(amount: int, unit: Unit, **more: object) -> Method:
    return Method(Term(amount, unit), **more)  # type: ignore[arg-type]


def before(amount: int, unit: Unit, **more: object) -> Method:
    return Method(Term(amount, unit), Direction.BEFORE, **more)  # type: ignore[arg-type]


def counted(method: Method, event: date | datetime, *more: object) -> Count:
    return count(method, event, CALENDAR, *more)  # type: ignore[arg-type]


def walk(event: date, amount: int, step: int) -> date:
    """The amount-th working day, found on foot."""
    day = event
    while amount:
        day += step * ONE
        amount -= CALENDAR.is_working(day)
    return day


@given(DAYS, AMOUNTS)
def test_working_days_agree_with_a_walk_over_thirty_years(event: date, amount: int) -> None:
    assert counted(after(amount, Unit.WORKING_DAYS), event).last_day == walk(event, amount, 1)
    assert counted(before(amount, Unit.WORKING_DAYS), event).last_day == walk(event, amount, -1)


def test_every_day_of_thirty_years_agrees_with_the_walk() -> None:
    day, last = date(2009, 1, 1), date(2038, 12, 31)
    method = after(3, Unit.WORKING_DAYS)
    window: list[date] = []
    while last >= day:  # backwards, so that the next three working days are always at hand
        if len(window) == 3:
            assert counted(method, last).last_day == window[2]
        if CALENDAR.is_working(last):
            window = [last, *window[:2]]
        last -= ONE


@given(DAYS, AMOUNTS)
def test_calendar_days_are_subtraction_and_back_again(event: date, amount: int) -> None:
    ended = counted(after(amount, Unit.DAYS), event).last_day
    assert ended == event + amount * ONE
    assert ended is not None
    assert counted(before(amount, Unit.DAYS), ended).last_day == event


@given(DAYS, AMOUNTS)
def test_working_days_back_from_their_end_come_to_a_working_event(event: date, amount: int) -> None:
    event = walk(event, 1, 1)
    ended = counted(after(amount, Unit.WORKING_DAYS), event).last_day
    assert ended is not None
    assert counted(before(amount, Unit.WORKING_DAYS), ended).last_day == event


@given(MOMENTS, st.integers(0, 500))
def test_hours_before_are_the_inverse_of_hours_after(event: datetime, amount: int) -> None:
    due = counted(after(amount, Unit.HOURS), event).due
    assert due is not None
    assert due - event == timedelta(hours=amount), "elapsed hours, whatever the clocks do"
    assert counted(before(amount, Unit.HOURS), due).due == event


@given(MOMENTS, st.integers(0, 60))
def test_working_hours_back_from_their_end_come_to_the_event_when_the_office_was_open(
    event: datetime, amount: int
) -> None:
    day = walk(day_of(event), 1, 1)
    event = datetime.combine(day, time(9, 30), ZONE).astimezone(UTC)
    due = counted(after(amount, Unit.WORKING_HOURS), event).due
    assert due is not None
    assert counted(before(amount, Unit.WORKING_HOURS), due).due == event


@given(DAYS, DAYS, st.integers(0, 40), DAY_UNITS, st.sampled_from(list(Roll)), st.sampled_from(list(MonthEnd)))
def test_a_later_event_never_ends_earlier(
    one: date, other: date, amount: int, unit: Unit, roll: Roll, month_end: MonthEnd
) -> None:
    first, second = sorted((one, other))
    method = after(amount, unit, roll=roll, month_end=month_end)
    a, b = counted(method, first).due, counted(method, second).due
    assert a is not None
    assert b is not None
    assert a <= b


@given(MOMENTS, MOMENTS, st.integers(0, 60), st.sampled_from([Unit.HOURS, Unit.WORKING_HOURS]))
def test_later_moments_never_end_earlier(one: datetime, other: datetime, amount: int, unit: Unit) -> None:
    first, second = sorted((one, other))
    a, b = counted(after(amount, unit), first).due, counted(after(amount, unit), second).due
    assert a is not None
    assert b is not None
    assert a <= b


@given(DAYS, st.integers(0, 40), DAY_UNITS)
def test_a_longer_period_never_ends_earlier(event: date, amount: int, unit: Unit) -> None:
    shorter, longer = (counted(after(one, unit), event).last_day for one in (amount, amount + 1))
    assert shorter is not None
    assert longer is not None
    assert shorter < longer


@given(DAYS, st.integers(0, 400), DAY_UNITS, st.sampled_from(list(Direction)))
def test_what_rolls_never_ends_on_a_day_off(event: date, amount: int, unit: Unit, direction: Direction) -> None:
    amount %= 60 if unit in (Unit.MONTHS, Unit.YEARS) else 401
    event = max(event, date(2009, 1, 1)) if direction is Direction.AFTER else event
    for roll, side in ((Roll.NEXT_WORKING_DAY, 1), (Roll.PREVIOUS_WORKING_DAY, -1)):
        try:
            found = count(Method(Term(amount, unit), direction, roll=roll), event, CALENDAR)
        except NoCalendar:
            continue
        assert found.last_day is not None
        assert found.ended is not None
        assert CALENDAR.is_working(found.last_day)
        assert (found.last_day - day_of(found.ended)).days * side >= 0
        between = {one.day for one in found.skipped()}
        if unit is not Unit.WORKING_DAYS:
            assert len(between) == abs((found.last_day - day_of(found.ended)).days)


@given(DAYS, st.integers(1, 40))
def test_what_was_skipped_and_what_was_counted_are_all_the_days_between(event: date, amount: int) -> None:
    found = counted(after(amount, Unit.WORKING_DAYS), event)
    assert found.last_day is not None
    assert len(found.skipped()) + amount == (found.last_day - event).days


@given(
    DAYS, st.integers(1, 60), st.integers(0, 70), st.integers(0, 30), st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS])
)
def test_days_touched_by_a_pause_do_not_count(event: date, amount: int, starts: int, lasts: int, unit: Unit) -> None:
    first = event + starts * ONE
    pause = Pause(begin(first) + timedelta(hours=9), begin(first + lasts * ONE) + timedelta(hours=15))
    day, left = event, amount
    while left:
        day += ONE
        paused = first <= day <= first + lasts * ONE
        left -= not paused and (unit is Unit.DAYS or CALENDAR.is_working(day))
    assert counted(after(amount, unit), event, [pause]).last_day == day


@given(MOMENTS, st.integers(1, 100), st.integers(0, 200), st.integers(1, 50))
def test_paused_hours_do_not_count(event: datetime, amount: int, starts: int, lasts: int) -> None:
    pause = Pause(event + timedelta(hours=starts), event + timedelta(hours=starts + lasts))
    due = counted(after(amount, Unit.HOURS), event, [pause]).due
    assert due is not None
    expected = amount + (lasts if starts < amount else 0)
    assert due - event == timedelta(hours=expected)


@pytest.mark.parametrize("unit", list(Unit))
def test_a_pause_without_end_leaves_the_end_unknown(unit: Unit) -> None:
    event = datetime(2026, 3, 2, 9, tzinfo=UTC)
    found = counted(after(30, unit), event, [Pause(event + timedelta(hours=2), None)])
    assert found.paused
    assert found.in_time(event) is None
    late = counted(after(1, Unit.DAYS), event, [Pause(event + timedelta(days=5), None)])
    assert not late.paused, "it had ended before"


@pytest.mark.parametrize(
    ("event", "months", "month_end", "ended"),
    [
        (date(2026, 1, 31), 1, MonthEnd.LAST_DAY, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, MonthEnd.LAST_DAY, date(2024, 2, 29)),
        (date(2026, 1, 31), 1, MonthEnd.NEXT_DAY, date(2026, 3, 1)),
        (date(2026, 2, 28), 1, MonthEnd.LAST_DAY, date(2026, 3, 28)),
        (date(2026, 2, 28), 1, MonthEnd.END_TO_END, date(2026, 3, 31)),
        (date(2025, 11, 30), 3, MonthEnd.END_TO_END, date(2026, 2, 28)),
        (date(2026, 3, 15), 10, MonthEnd.LAST_DAY, date(2027, 1, 15)),
    ],
)
def test_months_end_where_the_policy_says(event: date, months: int, month_end: MonthEnd, ended: date) -> None:
    assert counted(after(months, Unit.MONTHS, month_end=month_end), event).last_day == ended


def test_a_leap_day_and_a_year() -> None:
    assert counted(after(1, Unit.YEARS), date(2024, 2, 29)).last_day == date(2025, 2, 28)
    assert counted(before(4, Unit.YEARS), date(2028, 2, 29)).last_day == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("event", "hours", "due"),
    [
        ("2026-03-28T20:00", 24, "2026-03-29T21:00"),  # the clocks go forward at two: the day has 23 hours
        ("2026-10-24T20:00", 24, "2026-10-25T19:00"),  # and back at three: 25 hours
        ("2026-03-28T20:00", 48, "2026-03-30T21:00"),
        ("2026-10-24T20:00", 72, "2026-10-27T19:00"),
        ("2026-03-29T01:59", 1, "2026-03-29T03:59"),
    ],
)
def test_hours_pass_on_the_nights_of_the_clock_change(event: str, hours: int, due: str) -> None:
    began = datetime.fromisoformat(event).replace(tzinfo=ZONE)
    found = counted(after(hours, Unit.HOURS), began).due
    assert found is not None
    assert f"{found.astimezone(ZONE):%Y-%m-%dT%H:%M}" == due
    assert found - began.astimezone(UTC) == timedelta(hours=hours)


def test_a_day_ends_at_its_own_midnight_whatever_the_clocks_did() -> None:
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        found = counted(after(1, Unit.DAYS), day - ONE)
        assert found.due == end(day)
        assert f"{end(day).astimezone(ZONE):%H:%M:%S}" == "23:59:59"


def test_around_the_clock_working_hours_count_the_real_length_of_the_day() -> None:
    whole = OfficeHours.read("00:00-24:00")
    friday = datetime(2026, 10, 23, 12, 0, tzinfo=ZONE)
    found = counted(after(24, Unit.WORKING_HOURS, hours=whole), friday).due
    assert found is not None
    assert f"{found.astimezone(ZONE):%a %H:%M}" == "Mon 12:00", "Saturday and Sunday do not count"


def test_working_hours_begin_when_the_office_opens_and_end_when_it_closes() -> None:
    saturday = datetime(2026, 3, 7, 11, 0, tzinfo=ZONE)
    found = counted(after(24, Unit.WORKING_HOURS), saturday).due
    assert found is not None
    assert f"{found.astimezone(ZONE):%a %H:%M}" == "Wed 16:00"
    divided = OfficeHours.read("08:00-12:00, 13:00-17:00")
    found = counted(after(5, Unit.WORKING_HOURS, hours=divided), saturday).due
    assert found is not None
    assert f"{found.astimezone(ZONE):%a %H:%M}" == "Mon 14:00"


@pytest.mark.parametrize("written", ["", "8-16", "08:00-25:00", "16:00-08:00", "08:00-12:00, 11:00-13:00", "08:00"])
def test_office_hours_that_make_no_sense_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        OfficeHours.read(written)


def test_at_least_forty_days_is_a_deadline_from_when_on() -> None:
    found = counted(after(40, Unit.DAYS, bound=Bound.EARLIEST), date(2026, 3, 2))
    assert found.due == begin(date(2026, 4, 11))
    assert found.in_time(date(2026, 4, 11)) is True
    assert found.in_time(date(2026, 4, 10)) is False


def test_the_last_second_is_in_time_and_the_next_is_not() -> None:
    found = counted(after(5, Unit.DAYS), date(2026, 3, 2))
    last = datetime(2026, 3, 7, 23, 59, 59, 900_000, tzinfo=ZONE)
    assert found.in_time(last) is True
    assert found.in_time(last + timedelta(milliseconds=100)) is False
    assert (found.in_time(date(2026, 3, 7)), found.in_time(date(2026, 3, 8))) == (True, False)


def test_a_day_cannot_tell_whether_an_hour_was_kept() -> None:
    found = counted(after(48, Unit.HOURS), datetime(2026, 3, 2, 10, tzinfo=ZONE))
    answers = [found.in_time(date(2026, 3, day)) for day in (3, 4, 5)]
    assert answers == [True, None, False]


def test_extensions_are_counted_from_the_last_day_or_name_it() -> None:
    base = after(10, Unit.DAYS, roll=Roll.NEXT_WORKING_DAY)
    longer = counted(base, date(2026, 3, 2), [], [Extension(Term(5, Unit.WORKING_DAYS))])
    assert longer.last_day == date(2026, 3, 19)
    until = counted(base, date(2026, 3, 2), [], [Extension(None, date(2026, 5, 1))])
    assert until.last_day == date(2026, 5, 4), "1 May is a holiday, and then comes a weekend"
    hours = counted(after(48, Unit.HOURS), datetime(2026, 3, 2, 10, tzinfo=UTC), [], [Extension(Term(24, Unit.HOURS))])
    assert hours.due == datetime(2026, 3, 5, 10, tzinfo=UTC)


def test_an_extension_is_counted_from_where_the_end_stood() -> None:
    base = after(5, Unit.DAYS, roll=Roll.NEXT_WORKING_DAY)
    event, monday = date(2026, 3, 2), date(2026, 3, 9)
    assert counted(base, event).last_day == monday, "Saturday was moved"
    longer = counted(base, event, [], [Extension(Term(1, Unit.DAYS))])
    assert longer.last_day == monday + ONE, "a day more than what people were told"
    assert longer.moved_over() == {monday - ONE, monday - 2 * ONE}
    by_hours = counted(after(5, Unit.DAYS, at=time(16)), event, [], [Extension(Term(3, Unit.HOURS))]).due
    assert by_hours == datetime(2026, 3, 7, 19, tzinfo=ZONE)
    twice = [Extension(Term(1, Unit.WORKING_DAYS)), Extension(Term(4, Unit.DAYS))]
    assert counted(base, event, [], twice).last_day == date(2026, 3, 16), "Saturday again"


@pytest.mark.parametrize(
    ("event", "months", "month_end", "ended"),
    [
        (date(2026, 3, 31), 1, MonthEnd.LAST_DAY, date(2026, 2, 28)),
        (date(2024, 3, 30), 1, MonthEnd.LAST_DAY, date(2024, 2, 29)),
        (date(2026, 3, 31), 1, MonthEnd.NEXT_DAY, date(2026, 3, 1)),
        (date(2026, 2, 28), 1, MonthEnd.LAST_DAY, date(2026, 1, 28)),
        (date(2026, 2, 28), 1, MonthEnd.END_TO_END, date(2026, 1, 31)),
        (date(2026, 5, 31), 6, MonthEnd.END_TO_END, date(2025, 11, 30)),
        (date(2026, 5, 31), 6, MonthEnd.NEXT_DAY, date(2025, 12, 1)),
    ],
)
def test_months_before_an_event_keep_the_same_policy(
    event: date, months: int, month_end: MonthEnd, ended: date
) -> None:
    assert counted(before(months, Unit.MONTHS, month_end=month_end), event).last_day == ended


def test_what_no_calendar_tells_is_not_guessed() -> None:
    with pytest.raises(NoCalendar):
        counted(after(5, Unit.WORKING_DAYS), date(2250, 1, 1))
    with pytest.raises(NoCalendar):
        counted(after(99_999, Unit.YEARS), date(2026, 1, 1))
    with pytest.raises(NoCalendar):
        counted(after(99_999_999, Unit.DAYS), date(2026, 1, 1))
    with pytest.raises(NoCalendar):
        counted(before(0, Unit.DAYS, bound=Bound.EARLIEST), date(1, 1, 1))
    with pytest.raises(ValueError, match="moment"):
        counted(after(5, Unit.HOURS), date(2026, 1, 1))


@given(DAYS, st.integers(0, 60))
@example(date(2026, 3, 1), 0)
def test_a_deadline_before_keeps_its_distance(event: date, amount: int) -> None:
    found = counted(before(amount, Unit.DAYS), event).last_day
    assert found is not None
    assert (event - found).days == amount


@given(
    st.integers(0, 60 * 24 * 30),
    st.integers(1, 20),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 2000)), max_size=2),
)
def test_working_hours_agree_with_a_walk_over_the_quarters_of_an_hour(
    starts: int, amount: int, stops: list[tuple[int, int]]
) -> None:
    quarter = timedelta(minutes=15)
    event = datetime(2026, 3, 20, tzinfo=UTC) + (starts // 15) * quarter
    pauses = [Pause(event + (a // 15) * quarter, event + (a // 15 + b // 15 + 1) * quarter) for a, b in stops]
    moment, left = event, amount * 4
    while left:
        local = moment.astimezone(ZONE)
        works = CALENDAR.is_working(local.date()) and 8 <= local.hour < 16
        left -= works and not any(one.end and one.start <= moment < one.end for one in pauses)
        moment += quarter
    assert counted(after(amount, Unit.WORKING_HOURS), event, pauses).due == moment
