"""Dates, times and durations of conditions: how they are written, their parts, and counting in months.

A moment is kept in UTC, so that hours are elapsed hours. Written without a zone it is Kosovo's local time, and its
parts (the day, the hour) are those of Kosovo's clocks; written with one, those of the clocks there. Functions here
give None where there is no result.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from neni.core.model.conditions.values import Moment, Months

KOSOVO = ZoneInfo("Europe/Belgrade")
"""Kosovo has no zone of its own; it keeps the time of Belgrade."""
SECOND = 1_000_000
"""Microseconds, the smallest part a duration has."""
_LARGEST_PART = 18

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CLOCK = r"\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?"
_ZONE = r"(?:Z|[+-]\d{2}:\d{2}(?::\d{2})?|@[A-Za-z][A-Za-z0-9_+/-]*)"
_TIME = re.compile(rf"({_CLOCK})({_ZONE})?", re.ASCII)
_INSTANT = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})(?:T({_CLOCK})({_ZONE})?)?", re.ASCII)
_BEYOND = re.compile(rf"-?\d{{4,9}}-\d{{2}}-\d{{2}}(?:T{_CLOCK}{_ZONE}?)?|(?:.*T)?{_CLOCK}{_ZONE}?", re.ASCII)
"""Everything the standard can write, also years before 1 and after 9999 and parts of a microsecond."""
_MONTHS = re.compile(r"(-?)P(?=\d)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?", re.ASCII)
_DURATION = re.compile(
    r"(-?)P(?=.)(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12}(?:\.\d{1,6}0*)?)S)?)?",
    re.ASCII,
)
_FINE = re.compile(r"-?P[0-9WDTHM]*T[0-9HM]*\d\.\d+S", re.ASCII)
"""A duration with parts of a second."""
_FURTHEST = timedelta(hours=18)

Day = TypeVar("Day", date, datetime)


def read_date(text: str) -> date | None:
    """A day written `2026-01-31`."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """A time of day written `14:30:00`, with `Z`, an offset or `@Europe/Paris` when it has a zone."""
    found = _TIME.fullmatch(text)
    try:
        return _clock(*found.groups()) if found else None
    except (ValueError, OSError):
        return None


def read_instant(text: str) -> Moment | None:
    """A moment written `2026-01-31T14:30:00`, with a zone when it is not Kosovo's time; a day alone is its midnight."""
    found = _INSTANT.fullmatch(text)
    try:
        return moment_of(date.fromisoformat(found[1]), _clock(found[2] or "00:00:00", found[3])) if found else None
    except (ValueError, OSError):
        return None


def is_out_of_calendar(text: str) -> bool:
    """Whether the text is a date or time of the standard that Neni has none for."""
    if not _BEYOND.fullmatch(text) and not _FINE.fullmatch(text):
        return False
    year = re.match(r"(-?)(\d{4,9})-", text)
    wide = bool(year and (year[1] or len(year[2]) > 4 or int(year[2]) == 0))
    return wide or bool(re.search(r"\.\d{6}\d*[1-9]", text))


def _clock(written: str, zone: str | None) -> time:
    """Raises ValueError for what no clock shows, for zones nobody knows, and for parts of a microsecond."""
    whole, _, parts = written.partition(".")
    if parts[6:].strip("0"):
        raise ValueError(written)
    clock = time.fromisoformat(whole).replace(microsecond=int(parts[:6].ljust(6, "0")))
    return clock.replace(tzinfo=_zone(zone)) if zone else clock


def _zone(written: str) -> tzinfo:
    if written.startswith("@"):
        try:
            return ZoneInfo(written[1:])
        except ZoneInfoNotFoundError:
            raise ValueError(written) from None
    if written == "Z":
        return UTC
    hours, minutes, *seconds = map(int, written[1:].split(":"))
    offset = timedelta(hours=hours, minutes=minutes, seconds=sum(seconds))
    if offset > _FURTHEST or minutes > 59 or (seconds and seconds[0] > 59):
        raise ValueError(written)
    return timezone(-offset if written[0] == "-" else offset) if offset else UTC


def moment_of(day: date, clock: time) -> Moment | None:
    """A day and a time of day together; the zone is that of the time."""
    try:
        local_time = datetime.combine(day, clock.replace(tzinfo=clock.tzinfo or KOSOVO))
        utc = local_time.astimezone(UTC)
        return Moment.combine(utc.date(), utc.time(), UTC).within(clock.tzinfo)
    except OverflowError:
        return None


def read_duration(text: str) -> timedelta | Months | None:
    """A duration written `P3D`, `PT48H`, `P2W`, or in months and years `P2M`, `P1Y6M`; never both."""
    if found := _MONTHS.fullmatch(text):
        sign, years, months = found.groups()
        count = int(years or 0) * 12 + int(months or 0)
        return Months(-count if sign else count)
    if not (found := _DURATION.fullmatch(text)):
        return None
    sign, weeks, days, hours, minutes, seconds = found.groups()
    micro = int(Decimal(seconds or 0) * SECOND)
    try:
        length = timedelta(int(days or 0), 0, micro, 0, int(minutes or 0), int(hours or 0), int(weeks or 0))
    except OverflowError:
        return None
    return -length if sign else length


def local(moment: datetime) -> datetime:
    """The moment as the clocks of its zone show it; Kosovo's when it has none."""
    return moment.astimezone(zone_of(moment) or KOSOVO)


def offset_of(clock: time) -> timedelta | None:
    """How far the clocks of its zone are ahead of UTC; in a named zone without the hour of summer."""
    zone = clock.tzinfo
    if not isinstance(zone, ZoneInfo):
        return clock.utcoffset()
    winter = datetime(2000, 1, 1, tzinfo=zone)
    return (winter.utcoffset() or timedelta()) - (winter.dst() or timedelta())


def since_midnight(clock: time) -> timedelta:
    """What has passed of a day, in UTC when the time of day has a zone."""
    passed = timedelta(0, clock.second, clock.microsecond, 0, clock.minute, clock.hour)
    return passed - (offset_of(clock) or timedelta())


def zone_of(moment: datetime) -> tzinfo | None:
    """The zone a moment was written in."""
    return moment.zone if isinstance(moment, Moment) else KOSOVO


def like(changed: datetime, moment: datetime) -> datetime:
    """Another moment, told in the zone of the first."""
    if not isinstance(moment, Moment):
        return changed
    return Moment.combine(changed.date(), changed.time(), UTC).within(moment.zone)


def months_later(day: Day, months: Months) -> Day:
    """So many months later by the calendar; a day the month lacks becomes its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months.count, 12)
    last = calendar.monthrange(year, month + 1)[1] if date.min.year <= year <= date.max.year else 1
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def instant_months_later(moment: datetime, months: Months) -> datetime | None:
    """The same time of day in its zone, so many months later."""
    later = months_later(local(moment).replace(tzinfo=None), months)
    try:
        return like(later.replace(tzinfo=zone_of(moment) or KOSOVO).astimezone(UTC), moment)
    except OverflowError:
        return None


def months_between(start: date, end: date) -> Months:
    """Whole months from `start` to `end`; negative when `end` is earlier."""
    if end < start:
        return Months(-months_between(end, start).count)
    whole = (end.year - start.year) * 12 + end.month - start.month
    return Months(whole - (end.day < start.day))


def microseconds(length: timedelta) -> int:
    """The length as a whole number."""
    return length // timedelta(microseconds=1)


def part(length: timedelta, unit: int, of: int | None = None) -> Decimal:
    """How many whole `unit`s (in seconds) the length has, within the larger unit `of`; the sign stays."""
    seconds = abs(microseconds(length)) // SECOND
    count = (seconds if of is None else seconds % of) // unit
    return Decimal(-count if length < timedelta() else count)


def months_part(length: Months, *, years: bool) -> Decimal:
    """The whole years, or the months beyond them; the sign stays."""
    count = abs(length.count) // 12 if years else abs(length.count) % 12
    return Decimal(-count if length.count < 0 else count)


def whole(number: Decimal) -> int | None:
    """The number as an integer, None when it is none or is longer than any sensible one."""
    if not number.is_finite() or (number and number.adjusted() > _LARGEST_PART):
        return None
    return int(number) if number == number.to_integral_value() else None
