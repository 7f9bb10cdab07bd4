"""Somebody who counts on foot, day by day and quarter of an hour by quarter of an hour, with a wall calendar and a
clock and nothing of what Neni counts with. Slow, and plain enough to be believed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from neni.core.model.calendars import Calendar
from neni.core.model.deadlines.moments import Moment
from neni.core.model.deadlines.pauses import Extension, Pause
from neni.core.model.deadlines.terms import Bound, Direction, Method, MonthEnd, OfficeHours, Roll, Term, Unit

KOSOVO = ZoneInfo("Europe/Belgrade")
DAY, QUARTER, SECOND = timedelta(days=1), timedelta(minutes=15), timedelta(seconds=1)
HOURS = (Unit.HOURS, Unit.WORKING_HOURS)
FOR_EVER = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Walked:
    """Where the walk ended; nothing when a pause without end holds it."""

    last_day: date | None
    due: datetime | None


def walk(
    method: Method,
    event: Moment,
    calendar: Calendar,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
) -> Walked:
    """Count a deadline on foot."""
    stops = list(pauses)
    ended = _walked(method, method.term, event, method.direction, calendar, stops)
    for more in extensions:
        if ended is None:
            break
        stood = _stood(method, ended, calendar)
        if more.term is None:
            ended = more.until
        else:
            start = stood.due if more.term.unit in HOURS else stood.last_day
            assert start is not None
            ended = _walked(method, more.term, start, Direction.AFTER, calendar, stops)
    return Walked(None, None) if ended is None else _stood(method, ended, calendar)


def day_there(moment: Moment) -> date:
    """The day on the wall calendar of somebody in Kosovo."""
    return moment.astimezone(KOSOVO).date() if isinstance(moment, datetime) else moment


def midnight(day: date) -> datetime:
    """When a day begins: the first quarter of an hour that is of that day."""
    moment = datetime.combine(day - DAY, time(20), UTC)
    while moment.astimezone(KOSOVO).date() < day:
        moment += QUARTER
    return moment


def _walked(
    method: Method, term: Term, event: Moment, direction: Direction, calendar: Calendar, stops: list[Pause]
) -> Moment | None:
    step = 1 if direction is Direction.AFTER else -1
    if term.unit in HOURS:
        assert isinstance(event, datetime)
        return _hours(method.hours, term, event.astimezone(UTC), step, calendar, stops)
    if term.unit in (Unit.MONTHS, Unit.YEARS):
        months = term.amount * (12 if term.unit is Unit.YEARS else 1)
        ended = _months(day_there(event), step * months, method.month_end)
        return _later_by_pauses(day_there(event), ended, stops) if step == 1 else ended
    return _days(term, day_there(event), step, calendar, stops)


def _hours(
    hours: OfficeHours, term: Term, event: datetime, step: int, calendar: Calendar, stops: list[Pause]
) -> datetime | None:
    """Quarters of an hour, one after the other; those that do not count are only passed."""
    moment, left = event, term.amount * 4
    while left:
        quarter = moment if step == 1 else moment - QUARTER
        if any(one.end is None and one.start <= quarter for one in stops) and step == 1:
            return None
        left -= _counts(hours, term.unit, quarter, step, calendar, stops)
        moment += step * QUARTER
    return moment


def _counts(
    hours: OfficeHours, unit: Unit, quarter: datetime, step: int, calendar: Calendar, stops: list[Pause]
) -> bool:
    if step == 1 and any(one.start <= quarter < (one.end or FOR_EVER) for one in stops):
        return False
    if unit is Unit.HOURS:
        return True
    there = quarter.astimezone(KOSOVO)
    minutes = there.hour * 60 + there.minute
    return calendar.is_working(there.date()) and any(start <= minutes < closes for start, closes in hours.stretches)


def _days(term: Term, event: date, step: int, calendar: Calendar, stops: list[Pause]) -> date | None:
    day, left = event, term.amount * (7 if term.unit is Unit.WEEKS else 1)
    while left:
        day += step * DAY
        if step == 1 and any(one.end is None and day_there(one.start) <= day for one in stops):
            return None
        paused = step == 1 and _paused(day, stops)
        left -= not paused and (term.unit is not Unit.WORKING_DAYS or calendar.is_working(day))
    return day


def _paused(day: date, stops: list[Pause]) -> bool:
    return any(day_there(one.start) <= day <= (day_there(one.end) if one.end else date.max) for one in stops)


def _months(day: date, months: int, month_end: MonthEnd) -> date:
    """Month by month on the wall calendar, then to the day."""
    first, is_last = day.replace(day=1), (day + DAY).day == 1
    for _ in range(abs(months)):
        first = (first + 31 * DAY).replace(day=1) if months > 0 else (first - DAY).replace(day=1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    if month_end is MonthEnd.END_TO_END and is_last:
        return last
    if day.day > last.day:
        return last + DAY if month_end is MonthEnd.NEXT_DAY else last
    return first + (day.day - 1) * DAY


def _later_by_pauses(event: date, ended: date, stops: list[Pause]) -> date | None:
    """Each day after the event that a pause touches gives a day more."""
    day = event
    while day < ended:
        day += DAY
        if any(one.end is None and day_there(one.start) <= day for one in stops):
            return None
        ended += _paused(day, stops) * DAY
    return ended


def _stood(method: Method, ended: Moment, calendar: Calendar) -> Walked:
    """What becomes of an end on a day off, and its last or first moment."""
    day = day_there(ended)
    while method.roll is not Roll.NONE and not calendar.is_working(day):
        day += DAY if method.roll is Roll.NEXT_WORKING_DAY else -DAY
    if isinstance(ended, datetime) and day == day_there(ended):
        return Walked(day, ended)
    if method.at is not None and not isinstance(ended, datetime):
        return Walked(day, datetime.combine(day, method.at, KOSOVO).astimezone(UTC))
    return Walked(day, midnight(day) if method.bound is Bound.EARLIEST else midnight(day + DAY) - SECOND)
