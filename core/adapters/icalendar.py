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
    entries = list(happenings)
    if any(isinstance(one.at, datetime) for one in entries):
        calendar.add_component(_zone())
    for one in entries:
        calendar.add_component(_event(one, now))
    return bytes(calendar.to_ical())


def _zone() -> icalendar.Timezone:
    """Kosovo's clocks as a rule that has no end: since 1996 they change on the last Sundays of March and October, at
    01:00 UTC. Lists of nights, which the library would write, end in 2037 and tell spring an hour late."""
    zone = icalendar.Timezone()
    zone.add("tzid", ZONE.key)
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    zone.add_component(_clock(icalendar.TimezoneStandard(), datetime(1996, 10, 27, 3), (summer, winter), "CET"))  # noqa: DTZ001 - RFC 5545 tells it by the clock before the change
    zone.add_component(_clock(icalendar.TimezoneDaylight(), datetime(1997, 3, 30, 2), (winter, summer), "CEST"))  # noqa: DTZ001 - the same
    return zone


def _clock(
    part: icalendar.Component, first: datetime, offsets: tuple[timedelta, timedelta], name: str
) -> icalendar.Component:
    part.add("dtstart", first)
    part.add("rrule", {"freq": "yearly", "bymonth": first.month, "byday": "-1su"})
    part.add("tzoffsetfrom", offsets[0])
    part.add("tzoffsetto", offsets[1])
    part.add("tzname", name)
    return part


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
