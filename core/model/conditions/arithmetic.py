"""What `+ - * / **` and `.name` do, by the kinds of their operands: one table for checking and for evaluation."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any
from zoneinfo import ZoneInfo

from neni.core.model.conditions.moments import (
    instant_months_later,
    like,
    local,
    microseconds,
    months_later,
    months_part,
    offset_of,
    part,
    since_midnight,
    zone_of,
)
from neni.core.model.conditions.types import Kind
from neni.core.model.conditions.values import Months, Value

EXACT = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""IEEE 754 decimal128. Its own context, because the surrounding program may have changed the thread's."""
LONGEST_TEXT = 100_000
"""Joining texts beyond this has no result: no condition may eat the memory of the office."""
_ANY_DAY = date(5000, 1, 1)


@dataclass(frozen=True, slots=True)
class Operation:
    """The kind that comes out and how it is reckoned; errors of arithmetic are the caller's to turn into null."""

    result: Kind
    apply: Callable[..., Value]


def power(base: Decimal, exponent: Decimal) -> Decimal:
    """A power, which has no result where its limit is no number: 0 ** -1."""
    return _finite(EXACT.power(base, exponent))


def logarithm(number: Decimal) -> Decimal:
    """The natural logarithm; 0 has none."""
    return _finite(EXACT.ln(number))


def _finite(number: Decimal) -> Decimal:
    """A number as it is; infinity, which decimal gives for these two without any signal, is none."""
    if not number.is_finite():
        raise OverflowError(number)
    return number


def _joined(left: str, right: str) -> Value:
    return left + right if len(left) + len(right) <= LONGEST_TEXT else None


def _clock_later(clock: time, length: timedelta) -> time:
    return (datetime.combine(_ANY_DAY, clock.replace(tzinfo=None)) + length).time().replace(tzinfo=clock.tzinfo)


def _clocks_apart(left: time, right: time) -> timedelta | None:
    """From one time of day to another; none between one with a zone and one without."""
    if (left.tzinfo is None) is not (right.tzinfo is None):
        return None
    return since_midnight(left) - since_midnight(right)


def _day_apart(day: date, moment: datetime) -> timedelta | None:
    """From a moment that has a zone to a day, which begins at midnight in UTC."""
    return datetime.combine(day, time.min, UTC) - moment if zone_of(moment) else None


def _moment_apart(moment: datetime, day: date) -> timedelta | None:
    apart = _day_apart(day, moment)
    return None if apart is None else -apart


def _scaled(length: timedelta, number: Decimal) -> timedelta:
    return timedelta(microseconds=int(_bounded(EXACT.multiply(Decimal(microseconds(length)), number))))


def _divided(length: timedelta, number: Decimal) -> timedelta:
    return timedelta(microseconds=int(_bounded(EXACT.divide(Decimal(microseconds(length)), number))))


def _bounded(number: Decimal) -> Decimal:
    """The nearest integer, refused before it grows digits that no duration has."""
    if number and number.adjusted() > 20:
        raise OverflowError(number)
    return number.to_integral_value(ROUND_HALF_EVEN)


def _months_scaled(length: Months, number: Decimal) -> Months:
    return Months(int(_short(EXACT.multiply(Decimal(length.count), number))))


def _months_divided(length: Months, number: Decimal) -> Months:
    return Months(int(_short(EXACT.divide(Decimal(length.count), number))))


def _short(number: Decimal) -> Decimal:
    if number and number.adjusted() > 20:
        raise OverflowError(number)
    return number


def _ratio(left: timedelta, right: timedelta) -> Decimal:
    return EXACT.divide(Decimal(microseconds(left)), Decimal(microseconds(right)))


def _months(sign: Callable[[Any, Any], int]) -> Callable[[Months, Months], Months]:
    return lambda left, right: Months(sign(left.count, right.count))


_N, _T, _D, _I, _C, _L, _M, _R, _Y = (
    Kind.NUMBER, Kind.TEXT, Kind.DATE, Kind.INSTANT, Kind.TIME, Kind.DURATION, Kind.MONTHS, Kind.RANGE, Kind.YES_NO,
)  # fmt: skip

ARITHMETIC: dict[tuple[str, Kind, Kind], Operation] = {
    ("+", _N, _N): Operation(_N, EXACT.add),
    ("-", _N, _N): Operation(_N, EXACT.subtract),
    ("*", _N, _N): Operation(_N, EXACT.multiply),
    ("/", _N, _N): Operation(_N, EXACT.divide),
    ("**", _N, _N): Operation(_N, power),
    ("+", _T, _T): Operation(_T, _joined),
    ("-", _D, _D): Operation(_L, operator.sub),
    ("-", _D, _I): Operation(_L, _day_apart),
    ("-", _I, _D): Operation(_L, _moment_apart),
    ("+", _D, _L): Operation(_D, operator.add),
    ("+", _L, _D): Operation(_D, operator.add),
    ("-", _D, _L): Operation(_D, lambda day, length: day + -length),
    ("+", _D, _M): Operation(_D, months_later),
    ("+", _M, _D): Operation(_D, lambda length, day: months_later(day, length)),
    ("-", _D, _M): Operation(_D, lambda day, length: months_later(day, Months(-length.count))),
    ("-", _I, _I): Operation(_L, operator.sub),
    ("+", _I, _L): Operation(_I, lambda moment, length: like(moment + length, moment)),
    ("+", _L, _I): Operation(_I, lambda length, moment: like(moment + length, moment)),
    ("-", _I, _L): Operation(_I, lambda moment, length: like(moment - length, moment)),
    ("+", _I, _M): Operation(_I, instant_months_later),
    ("+", _M, _I): Operation(_I, lambda length, moment: instant_months_later(moment, length)),
    ("-", _I, _M): Operation(_I, lambda moment, length: instant_months_later(moment, Months(-length.count))),
    ("-", _C, _C): Operation(_L, _clocks_apart),
    ("+", _C, _L): Operation(_C, _clock_later),
    ("+", _L, _C): Operation(_C, lambda length, clock: _clock_later(clock, length)),
    ("-", _C, _L): Operation(_C, lambda clock, length: _clock_later(clock, -length)),
    ("+", _L, _L): Operation(_L, operator.add),
    ("-", _L, _L): Operation(_L, operator.sub),
    ("*", _L, _N): Operation(_L, _scaled),
    ("*", _N, _L): Operation(_L, lambda number, length: _scaled(length, number)),
    ("/", _L, _N): Operation(_L, _divided),
    ("/", _L, _L): Operation(_N, _ratio),
    ("+", _M, _M): Operation(_M, _months(operator.add)),
    ("-", _M, _M): Operation(_M, _months(operator.sub)),
    ("*", _M, _N): Operation(_M, _months_scaled),
    ("*", _N, _M): Operation(_M, lambda number, length: _months_scaled(length, number)),
    ("/", _M, _N): Operation(_M, _months_divided),
    ("/", _M, _M): Operation(_N, lambda left, right: EXACT.divide(Decimal(left.count), Decimal(right.count))),
}

NEGATED: dict[Kind, Callable[[Any], Value]] = {
    _N: EXACT.minus,
    _L: operator.neg,
    _M: lambda length: Months(-length.count),
}


def _weekday(day: date) -> Decimal:
    return Decimal(day.isoweekday())


def _field(name: str) -> Callable[[Any], Value]:
    return lambda day: Decimal(getattr(day, name))


def _local_field(name: str) -> Callable[[datetime], Value]:
    return lambda moment: Decimal(getattr(local(moment), name))


def _part(unit: int, of: int | None) -> Callable[[timedelta], Value]:
    return lambda length: part(length, unit, of)


def _properties() -> dict[tuple[Kind, str], Operation]:
    found: dict[tuple[Kind, str], Callable[[Any], Value]] = {
        (_D, "weekday"): _weekday,
        (_I, "weekday"): lambda moment: _weekday(local(moment)),
    }
    for name in ("year", "month", "day"):
        found[_D, name], found[_I, name] = _field(name), _local_field(name)
    for name in ("hour", "minute", "second"):
        found[_C, name], found[_I, name] = _field(name), _local_field(name)
    for name, unit, of in (("days", 86400, None), ("hours", 3600, 86400), ("minutes", 60, 3600), ("seconds", 1, 60)):
        found[_L, name] = _part(unit, of)
    found[_M, "years"] = lambda length: months_part(length, years=True)
    found[_M, "months"] = lambda length: months_part(length, years=False)
    made = {key: Operation(_N, apply) for key, apply in found.items()}
    made[_C, "time offset"] = Operation(_L, offset_of)
    made[_C, "timezone"] = Operation(_T, lambda clock: _zone_name(clock.tzinfo))
    made[_I, "time offset"] = Operation(_L, lambda moment: local(moment).utcoffset() if zone_of(moment) else None)
    made[_I, "timezone"] = Operation(_T, lambda moment: _zone_name(zone_of(moment)))
    made[_R, "start included"] = Operation(_Y, lambda value: value.low is not None and value.low_closed)
    made[_R, "end included"] = Operation(_Y, lambda value: value.high is not None and value.high_closed)
    made[_R, "start"] = Operation(Kind.ANY, lambda value: value.low)
    made[_R, "end"] = Operation(Kind.ANY, lambda value: value.high)
    return made


def _zone_name(zone: tzinfo | None) -> str | None:
    return zone.key if isinstance(zone, ZoneInfo) else None


PROPERTIES = _properties()
"""What `.name` reads from a date, moment, time or duration."""
