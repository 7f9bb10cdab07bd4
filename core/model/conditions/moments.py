"""Dates, times and durations of conditions: how they are written, their parts, and counting in months.

A moment is kept in UTC, so that hours are elapsed hours. Written without a zone it is Kosovo's local time, and
its parts (the day, the hour) are those of Kosovo's clocks. Functions here give None where there is no result.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from neni.core.model.conditions.values import Months

KOSOVO = ZoneInfo("Europe/Belgrade")
"""Kosovo has no zone of its own; it keeps the time of Belgrade."""
SECOND = 1_000_000
"""Microseconds, the smallest part a duration has."""
_LARGEST_PART = 18

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
_MONTHS = re.compile(r"(-?)P(?=\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?", re.ASCII)
_DURATION = re.compile(
    r"(-?)P(?=.)(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,6})?)S)?)?",
    re.ASCII,
)

Day = TypeVar("Day", date, datetime)


def read_date(text: str) -> date | None:
    """A day written `2026-01-31`."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """A time of day written `14:30:00`; it has no zone."""
    try:
        return time.fromisoformat(text) if _TIME.fullmatch(text) else None
    except ValueError:
        return None


def read_instant(text: str) -> datetime | None:
    """A moment written `2026-01-31T14:30:00`, with `Z` or an offset when it is not Kosovo's time."""
    try:
        return in_utc(datetime.fromisoformat(text)) if _INSTANT.fullmatch(text) else None
    except ValueError:
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


def in_utc(moment: datetime) -> datetime | None:
    """The same moment in UTC; without a zone it is Kosovo's time. None beyond the ends of the calendar."""
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=KOSOVO)).astimezone(UTC)
    except OverflowError:
        return None


def local(moment: datetime) -> datetime:
    """The moment as Kosovo's clocks show it."""
    return moment.astimezone(KOSOVO)


def months_later(day: Day, months: Months) -> Day:
    """So many months later by the calendar; a day the month lacks becomes its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months.count, 12)
    last = calendar.monthrange(year, month + 1)[1] if date.min.year <= year <= date.max.year else 1
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def instant_months_later(moment: datetime, months: Months) -> datetime | None:
    """The same time of day in Kosovo, so many months later."""
    return in_utc(months_later(local(moment).replace(tzinfo=None), months))


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
