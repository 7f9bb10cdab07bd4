"""Dates, times and durations as they are written in conditions (ISO 8601, as FEEL reads it)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from neni.core.model.conditions.values import Months, Value

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
_MOMENT = re.compile(rf"{_DATE.pattern}T{_TIME.pattern}", re.ASCII)
_DAYS = re.compile(r"(-)?P(?=.)(?:(\d{1,7})D)?(?:T(?=.)(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,10})S)?)?", re.ASCII)
_MONTHS = re.compile(r"(-)?P(?=.)(?:(\d{1,5})Y)?(?:(\d{1,6})M)?", re.ASCII)


def read_date(text: str) -> date | None:
    """`2026-03-31`; None when it is no date there is."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """`14:00:00`, with a zone or without."""
    try:
        return time.fromisoformat(text) if _TIME.fullmatch(text) else None
    except ValueError:
        return None


def read_moment(text: str) -> datetime | None:
    """`2026-03-31T14:00:00Z`; a zone is turned to UTC."""
    try:
        moment = datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
        return moment.astimezone(UTC) if moment and moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None


def read_duration(text: str) -> timedelta | Months | None:
    """`P3D`, `PT48H` as days and time; `P1Y`, `P2M` as months."""
    if found := _MONTHS.fullmatch(text):
        sign, years, months = found.groups()
        return Months((int(years or 0) * 12 + int(months or 0)) * (-1 if sign else 1))
    if found := _DAYS.fullmatch(text):
        sign, *counts = found.groups()
        days, hours, minutes, seconds = (int(one or 0) for one in counts)
        try:
            duration = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        except OverflowError:
            return None
        return -duration if sign else duration
    return None


def read_literal(text: str) -> Value:
    """What `@"…"` means; None when it is none of them."""
    return read_date(text) or read_moment(text) or read_time(text) or read_duration(text)
