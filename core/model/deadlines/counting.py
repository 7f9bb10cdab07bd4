"""Counts periods. Pure arithmetic over a calendar; nothing here knows which law it serves."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from neni.core.model.calendars import Calendar, Closed, NoCalendar, day_after
from neni.core.model.deadlines.moments import Moment, begin, day_of, end, instant, later
from neni.core.model.deadlines.pauses import Extension, Pause, merged
from neni.core.model.deadlines.terms import Bound, Direction, Method, MonthEnd, Roll, Term, Unit
from neni.core.model.deadlines.working_hours import working_hours

_WORKING = (Unit.WORKING_DAYS, Unit.WORKING_HOURS)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the way to an end on which days off do not count; without a `unit` an end was moved over them."""

    unit: Unit | None
    start: Moment
    end: Moment

    def days_off(self, calendar: Calendar) -> Iterator[Closed]:
        """The days off in it; the day of the event of working days counts for nothing anyway."""
        first, last = sorted((day_of(self.start), day_of(self.end)))
        left_out = day_of(self.start) if self.unit is Unit.WORKING_DAYS else None
        return (one for one in calendar.closed_between(first, last) if one.day != left_out)


@dataclass(frozen=True, slots=True)
class Count:
    """A counted deadline. `ended` is where counting alone came to: a day, or a moment for hours; `last_day` and `due`
    are what became of it on a day nobody works. All three are None while a pause without end holds it. `stretches` are
    where days off were left out or moved over on the way there."""

    method: Method
    event: Moment
    calendar: Calendar
    ended: Moment | None
    last_day: date | None
    due: datetime | None
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    stretches: tuple[Stretch, ...] = ()

    @property
    def paused(self) -> bool:
        """Whether it stands still, nobody knows until when."""
        return self.due is None

    @property
    def rolled(self) -> bool:
        """Whether the last day was moved because nobody works on it."""
        return self.ended is not None and day_of(self.ended) != self.last_day

    def skipped(self) -> tuple[Closed, ...]:
        """Every day that did not count because nobody works on it, and every day an end was moved over, in order."""
        found = {one.day: one for stretch in self.stretches for one in stretch.days_off(self.calendar)}
        return tuple(found[day] for day in sorted(found))

    def moved_over(self) -> frozenset[date]:
        """The days off an end was moved over."""
        moved = (one for one in self.stretches if one.unit is None)
        return frozenset(day.day for one in moved for day in one.days_off(self.calendar))

    def in_time(self, done: Moment) -> bool | None:
        """Whether what was done then kept the deadline, to the second; None while that cannot be told."""
        if self.due is None or self.last_day is None:
            return None
        if isinstance(done, datetime):
            told = done.astimezone(UTC).replace(microsecond=0)
            return told <= self.due if self.method.bound is Bound.LATEST else told >= self.due.replace(microsecond=0)
        if done != day_of(self.due):
            return (done < self.last_day) is (self.method.bound is Bound.LATEST)
        whole = end(done) if self.method.bound is Bound.LATEST else begin(done)
        return True if self.due == whole else None


def count(
    method: Method,
    event: Moment,
    calendar: Calendar,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
) -> Count:
    """Count a period from an event. Raises NoCalendar for days of which no calendar tells, and ValueError for hours
    counted from a day without a time."""
    try:
        return _counted(method, event, calendar, tuple(pauses), tuple(extensions))
    except OverflowError:
        raise NoCalendar(day_of(event).year) from None


def _counted(
    method: Method, event: Moment, calendar: Calendar, stops: tuple[Pause, ...], more: tuple[Extension, ...]
) -> Count:
    passed, unit, start = list[Stretch](), method.term.unit, event
    ended = _ended(method, event, calendar, merged(stops))
    for extension in (*more, None):
        if ended is None:
            break
        if unit in _WORKING:
            passed.append(Stretch(unit, start, ended))
        last_day, due = _settled(method, ended, calendar)
        if last_day != day_of(ended):
            passed.append(Stretch(None, ended, last_day))
        if extension is None:
            return Count(method, event, calendar, ended, last_day, due, stops, more, tuple(passed))
        unit = extension.term.unit if extension.term else Unit.DAYS
        start = due if unit.is_hours else last_day
        ended = _extended(method, start, extension, calendar, merged(stops))
    return Count(method, event, calendar, None, None, None, stops, more)


def _ended(method: Method, event: Moment, calendar: Calendar, stops: list[Pause]) -> Moment | None:
    unit = method.term.unit
    if unit.is_hours:
        if not isinstance(event, datetime):
            raise ValueError("hours are counted from a moment, not from a day")
        return _hours(method, event, calendar, stops)
    return _days(method, method.term, day_of(event), calendar, stops)


def _hours(method: Method, event: datetime, calendar: Calendar, stops: list[Pause]) -> datetime | None:
    length = timedelta(hours=method.term.amount)
    if method.term.unit is Unit.WORKING_HOURS:
        return working_hours(method, event, calendar, stops)
    if method.direction is Direction.BEFORE:
        return later(event, -length)
    ended = later(event, length)
    for stop in stops:
        if stop.start >= ended:
            break
        if stop.end is None:
            return None
        ended = later(ended, max(timedelta(0), stop.end - max(stop.start, event)))
    return ended


def _days(method: Method, term: Term, day: date, calendar: Calendar, stops: list[Pause]) -> date | None:
    """The last day: the day of the event is not counted."""
    backwards = method.direction is Direction.BEFORE
    if term.unit is Unit.WORKING_DAYS:
        if backwards:
            return calendar.working_before(day, term.amount)
        return _working_days(day, term.amount, calendar, stops)
    ended = _calendar_days(day, term, -1 if backwards else 1, method.month_end)
    return ended if backwards else _free(day, ended, stops)


def _calendar_days(day: date, term: Term, sign: int, month_end: MonthEnd) -> date:
    if term.unit is Unit.DAYS:
        return day_after(day, sign * term.amount)
    if term.unit is Unit.WEEKS:
        return day_after(day, sign * 7 * term.amount)
    months = term.amount * (12 if term.unit is Unit.YEARS else 1)
    return _months(day, sign * months, month_end)


def _months(day: date, months: int, month_end: MonthEnd) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= years <= 9999:
        raise NoCalendar(years)
    length = monthrange(years, month + 1)[1]
    if month_end is MonthEnd.END_TO_END and day.day == monthrange(day.year, day.month)[1]:
        return date(years, month + 1, length)
    if day.day <= length:
        return date(years, month + 1, day.day)
    last = date(years, month + 1, length)
    return day_after(last) if month_end is MonthEnd.NEXT_DAY else last


def _free(day: date, ended: date, stops: list[Pause]) -> date | None:
    """Later by every day after the event that a pause touches."""
    for first, last in _stopped(day, stops):
        if first > ended:
            break
        if last is None:
            return None
        ended = day_after(ended, (last - first).days + 1)
    return ended


def _working_days(day: date, amount: int, calendar: Calendar, stops: list[Pause]) -> date | None:
    ended = calendar.working_after(day, amount)
    for first, last in _stopped(day, stops):
        if first > ended:
            break
        if last is None:
            return None
        amount += calendar.working_between(first, last)
        ended = calendar.working_after(day, amount)
    return ended


def _stopped(day: date, stops: list[Pause]) -> Iterator[tuple[date, date | None]]:
    """The days after `day` that pauses touch, first and last, none twice."""
    since = day
    for stop in stops:
        first = max(day_of(stop.start), day_after(since))
        last = None if stop.end is None else day_of(stop.end)
        if last is None or last >= first:
            yield first, last
        if last is not None:
            since = max(since, last)


def _extended(
    method: Method, stood: Moment, extension: Extension, calendar: Calendar, stops: list[Pause]
) -> Moment | None:
    """So much more from where the end stood: from its last day, moved or not, or from its last moment for hours."""
    if extension.term is None:
        return extension.until or stood
    longer = Method(extension.term, hours=method.hours, month_end=method.month_end)
    if extension.term.unit.is_hours and isinstance(stood, datetime):
        return _hours(longer, stood, calendar, stops)
    return _days(longer, extension.term, day_of(stood), calendar, stops)


def _settled(method: Method, ended: Moment, calendar: Calendar) -> tuple[date, datetime]:
    """The last day once it was moved, and its last moment (or the first, of a deadline that says from when on)."""
    counted = day_of(ended)
    day = _ROLLS[method.roll](counted, calendar)
    if isinstance(ended, datetime) and day == counted:
        return day, ended
    if method.at is not None and not isinstance(ended, datetime):
        return day, instant(day, method.at)
    return day, begin(day) if method.bound is Bound.EARLIEST else end(day)


def _next(day: date, calendar: Calendar) -> date:
    return day if calendar.is_working(day) else calendar.working_after(day, 1)


def _previous(day: date, calendar: Calendar) -> date:
    return day if calendar.is_working(day) else calendar.working_before(day, 1)


_ROLLS: dict[Roll, Callable[[date, Calendar], date]] = {
    Roll.NONE: lambda day, _: day,
    Roll.NEXT_WORKING_DAY: _next,
    Roll.PREVIOUS_WORKING_DAY: _previous,
}
