"""Days and moments in Kosovo: which day an instant falls on, and when a day begins and ends there."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from neni.core.model.calendars import NoCalendar

ZONE = ZoneInfo("Europe/Belgrade")
"""The time zone data has no zone for Kosovo; its clocks have always gone with Belgrade's."""
LAST_SECOND = time(23, 59, 59)
NIGHT_OF_CHANGE = time(2), time(3)
"""Between these the clocks of the last Sundays of March and October jump; no law may name a time in there."""

Moment = date | datetime
"""An event: a calendar day, or an aware instant."""


def day_of(moment: Moment) -> date:
    """The calendar day in Kosovo."""
    return moment.astimezone(ZONE).date() if isinstance(moment, datetime) else moment


def instant(day: date, clock: time) -> datetime:
    """When the clocks in Kosovo show that time on that day, as UTC; the first time when they show it twice."""
    return datetime.combine(day, clock, ZONE).astimezone(UTC)


def begin(day: date) -> datetime:
    """The first moment of a day, as UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC)


def end(day: date) -> datetime:
    """The last second of a day, as UTC."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=ZONE).astimezone(UTC)


def minute(day: date, since_midnight: int) -> datetime:
    """When the clocks in Kosovo show so many minutes since midnight; 1440 is the midnight that ends the day."""
    if since_midnight == 24 * 60:
        return begin(day + timedelta(days=1))
    return instant(day, time(since_midnight // 60, since_midnight % 60))


def later(moment: datetime, by: timedelta) -> datetime:
    """So much elapsed time later. Raises NoCalendar beyond what dates can say."""
    try:
        return moment.astimezone(UTC) + by
    except OverflowError:
        raise NoCalendar(9999) from None


def in_order(moment: Moment) -> datetime:
    """What moments of both kinds are put in order by: a day counts as its beginning."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else begin(moment)
