"""Functions on dates, times and durations. None reads the clock: the day of an evaluation is a fact like others."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any, cast

from neni.core.model.conditions.arithmetic import EXACT
from neni.core.model.conditions.functions.signatures import Signature, one_of, signature
from neni.core.model.conditions.moments import (
    SECOND,
    local,
    moment_of,
    months_between,
    read_date,
    read_duration,
    read_instant,
    read_time,
    whole,
)
from neni.core.model.conditions.types import ConditionType, Kind
from neni.core.model.conditions.values import Moment, Value

_T, _N, _D, _I, _C = Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.INSTANT, Kind.TIME
_A_DAY = one_of(_D, _I)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _day(moment: date) -> date:
    """The day itself, or the day of a moment by the calendar of its zone."""
    return local(moment).date() if isinstance(moment, datetime) else moment


def _date(year: Decimal, month: Decimal, day: Decimal) -> Value:
    parts = whole(year), whole(month), whole(day)
    return date(*parts)  # type: ignore[arg-type]  # None is no number and ends as null like any wrong one


def _time(hour: Decimal, minute: Decimal, second: Decimal, offset: timedelta | None = None) -> Value:
    """Seconds may have parts, to the microsecond."""
    parts = whole(hour), whole(minute), whole(EXACT.multiply(second, Decimal(SECOND)))
    if None in parts:
        return None
    seconds, micro = divmod(cast("int", parts[2]), SECOND)
    zone = None if offset is None else timezone(offset) if offset else UTC
    return time(cast("int", parts[0]), cast("int", parts[1]), seconds, micro, zone)


def _together(day: date, clock: time) -> Value:
    return moment_of(_day(day), clock)


def _moment(*parts: Any) -> Value:
    """From year to second, and the zone as an offset or by its name."""
    year, month, day, *_ = parts
    day, zone = _date(year, month, day), parts[6] if len(parts) > 6 else None
    hour, minute, second = parts[3:6]
    clock = _time(hour, minute, second, zone if isinstance(zone, timedelta) else None)
    if isinstance(zone, str) and isinstance(clock, time):
        clock = read_time(f"{clock.isoformat()}@{zone}")
    return moment_of(cast("date", day), cast("time", clock))


def _time_of(moment: date) -> Value:
    """The time of day of a moment in its zone; a day begins at midnight in UTC."""
    if not isinstance(moment, datetime):
        return time(tzinfo=UTC)
    zone = moment.zone if isinstance(moment, Moment) else None
    return local(moment).time().replace(tzinfo=zone)


def _day_of_year(day: date) -> Value:
    return Decimal(_day(day).timetuple().tm_yday)


def _week_of_year(day: date) -> Value:
    return Decimal(_day(day).isocalendar().week)


def _lengths(_arguments: object) -> ConditionType:
    """Which of the two kinds of duration a text gives is not known before it is read."""
    return ConditionType(Kind.ANY)


DAYS: dict[str, tuple[Signature, ...]] = {
    "date": (
        signature([_T], _D, read_date),
        signature([_A_DAY], _D, _day),
        signature([_N, _N, _N], _D, _date),
    ),
    "time": (
        signature([_T], _C, read_time),
        signature([_A_DAY], _C, _time_of),
        signature([_C], _C, lambda clock: clock),
        signature([_N, _N, _N, one_of(Kind.DURATION, Kind.NULL)], _C, _time, least=3),
    ),
    "date and time": (
        signature([_T], _I, read_instant),
        signature([_A_DAY, _C], _I, _together),
        signature([_I], _I, lambda moment: moment),
        signature([_N] * 6 + [one_of(Kind.DURATION, Kind.TEXT, Kind.NULL)], _I, _moment, least=6),
    ),
    "duration": (signature([_T], _lengths, read_duration),),
    "years and months duration": (
        signature([_A_DAY, _A_DAY], Kind.MONTHS, lambda start, end: months_between(_day(start), _day(end))),
    ),
    "day of week": (signature([_A_DAY], _T, lambda day: _WEEKDAYS[_day(day).weekday()]),),
    "day of year": (signature([_A_DAY], _N, _day_of_year),),
    "week of year": (signature([_A_DAY], _N, _week_of_year),),
    "month of year": (signature([_A_DAY], _T, lambda day: _MONTHS[_day(day).month - 1]),),
}
