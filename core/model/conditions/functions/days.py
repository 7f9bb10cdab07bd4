"""Functions on dates, times and durations. None reads the clock: the day of an evaluation is a fact like others."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from neni.core.model.conditions.functions.signatures import Signature, one_of, signature
from neni.core.model.conditions.moments import (
    in_utc,
    local,
    months_between,
    read_date,
    read_duration,
    read_instant,
    read_time,
    whole,
)
from neni.core.model.conditions.types import ConditionType, Kind
from neni.core.model.conditions.values import Value

_T, _N, _D, _I, _C = Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.INSTANT, Kind.TIME
_A_DAY = one_of(_D, _I)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _day(moment: date) -> date:
    """The day itself, or the day of a moment by Kosovo's calendar."""
    return local(moment).date() if isinstance(moment, datetime) else moment


def _date(year: Decimal, month: Decimal, day: Decimal) -> Value:
    parts = whole(year), whole(month), whole(day)
    return date(*parts)  # type: ignore[arg-type]  # None is no number and ends as null like any wrong one


def _time(hour: Decimal, minute: Decimal, second: Decimal) -> Value:
    parts = whole(hour), whole(minute), whole(second)
    return time(*parts)  # type: ignore[arg-type]  # None is no number and ends as null like any wrong one


def _together(day: date, clock: time) -> Value:
    return in_utc(datetime.combine(_day(day), clock))


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
        signature([_I], _C, lambda moment: local(moment).timetz().replace(tzinfo=None)),
        signature([_N, _N, _N], _C, _time),
    ),
    "date and time": (
        signature([_T], _I, read_instant),
        signature([_A_DAY, _C], _I, _together),
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
