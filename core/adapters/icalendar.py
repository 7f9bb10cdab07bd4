"""Calendar files (iCalendar, RFC 5545) that Outlook and Thunderbird subscribe to. A day is a day; a moment is told in
the zone of Kosovo's clocks, with the rules of that zone in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import icalendar

from neni.core.model.deadlines.moments import ZONE

_PRODUCT = "-//Neni//Deadlines//EN"
_REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a calendar: on a day, or at a moment. `version` grows with each change, so that programs notice."""

    uid: str
    at: date | datetime
    summary: str
    description: str
    changed_at: datetime
    version: int = 0
    address: str = ""
    categories: tuple[str, ...] = ()
    warn: tuple[timedelta, ...] = ()


def write(name: str, happenings: Iterable[Happening], now: datetime) -> bytes:
    """A calendar of that name."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("refresh-interval", icalendar.vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(_REFRESH))
    for one in happenings:
        calendar.add_component(_event(one, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(one: Happening, now: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", one.uid)
    event.add("dtstamp", now)
    event.add("last-modified", one.changed_at)
    event.add("sequence", one.version)
    event.add("summary", one.summary)
    event.add("description", one.description)
    event.add("transp", "TRANSPARENT")
    if isinstance(one.at, datetime):
        event.add("dtstart", one.at.astimezone(ZONE))
    else:
        event.add("dtstart", one.at)
        event.add("dtend", one.at + timedelta(days=1))
    if one.address:
        event.add("url", one.address)
    if one.categories:
        event.add("categories", list(one.categories))
    for before in one.warn:
        event.add_component(_alarm(before, one.summary))
    return event


def _alarm(before: timedelta, summary: str) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -before)
    return alarm
