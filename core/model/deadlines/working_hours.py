"""Periods in working hours: the hours the office is open are walked, stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from neni.core.model.calendars import Calendar, NoCalendar, day_after
from neni.core.model.deadlines.moments import day_of, minute
from neni.core.model.deadlines.pauses import Pause
from neni.core.model.deadlines.terms import Direction, Method

MOST_WALKED = 20_000
"""So many days are walked at most."""


def working_hours(method: Method, event: datetime, calendar: Calendar, stops: list[Pause]) -> datetime | None:
    """Walks the hours the office is open, from the event on or back from it."""
    left = timedelta(hours=method.term.amount)
    backwards = method.direction is Direction.BEFORE
    if not left:
        return event.astimezone(UTC)
    open_end = next((stop.start for stop in stops if stop.end is None), None)
    for start, closes in _open(method, event, calendar, stops, backwards=backwards):
        if open_end is not None and not backwards and start >= open_end:
            return None
        if closes - start >= left:
            return closes - left if backwards else start + left
        left -= closes - start
    return None


def _open(
    method: Method, event: datetime, calendar: Calendar, stops: list[Pause], *, backwards: bool
) -> Iterator[tuple[datetime, datetime]]:
    """Stretches of open office after the event, or before it and backwards, pauses cut out. There is always a next one
    while a pause without end begins later; then one empty stretch at its beginning ends the walk."""
    day, step = day_of(event), -1 if backwards else 1
    for _ in range(MOST_WALKED):
        if calendar.is_working(day):
            stretches = [(minute(day, start), minute(day, closes)) for start, closes in method.hours.stretches]
            for start, closes in reversed(stretches) if backwards else stretches:
                within = (start, min(closes, event)) if backwards else (max(start, event), closes)
                yield from _cut(within, [] if backwards else stops)
        day = day_after(day, step)
    raise NoCalendar(day.year)


def _cut(stretch: tuple[datetime, datetime], stops: list[Pause]) -> Iterator[tuple[datetime, datetime]]:
    start, closes = stretch
    for stop in stops:
        if stop.end is None and stop.start < closes:
            if start < stop.start:
                yield start, stop.start
            yield max(start, stop.start), max(start, stop.start)
            return
        if stop.end is not None and stop.start < closes and stop.end > start:
            if start < stop.start:
                yield start, stop.start
            start = stop.end
    if start < closes:
        yield start, closes
