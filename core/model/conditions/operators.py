"""Operators of conditions on values: three-valued logic, equality, order, membership and exact arithmetic.

An operand that is not known yet makes the result unknown unless the other operands decide it. What FEEL has no
result for is null (None). Numbers are decimals of 34 digits, rounded half to even (IEEE 754 decimal128).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any, TypeAlias

from neni.core.model.conditions.arithmetic import ARITHMETIC
from neni.core.model.conditions.moments import since_midnight, zone_of
from neni.core.model.conditions.types import ORDERED, Kind, kind_of
from neni.core.model.conditions.values import Interval, Unknown, Value

Truth: TypeAlias = "bool | Unknown | None"

_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

_DAYS = {Kind.DATE, Kind.INSTANT}


def all_of(parts: Iterable[Value]) -> Truth:
    """Kleene's `and`: false decides; else the unknown stays unknown; null or no boolean gives null."""
    return _decided(parts, decisive=False)


def any_of(parts: Iterable[Value]) -> Truth:
    """Kleene's `or`: true decides; else the unknown stays unknown; null or no boolean gives null."""
    return _decided(parts, decisive=True)


def negation(value: Value) -> Truth:
    """Kleene's `not`."""
    if isinstance(value, bool):
        return not value
    return value if isinstance(value, Unknown) else None


def _decided(parts: Iterable[Value], *, decisive: bool) -> Truth:
    missing: frozenset[str] = frozenset()
    result: Truth = not decisive
    for part in parts:
        if part is decisive:
            return decisive
        if isinstance(part, Unknown):
            missing |= part.missing
            result = Unknown(missing)
        elif not isinstance(part, bool) and not isinstance(result, Unknown):
            result = None
    return result


def equal(left: Value, right: Value) -> Truth:
    """Whether both are the same; null equals null only, and values of different kinds give null."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return unknown(left, right)
    if left is None or right is None:
        return left is right
    kind, other = kind_of(left), kind_of(right)
    if kind is not other or kind is Kind.ANY:
        return _same_day(left, right) if {kind, other} == _DAYS else None
    return _EQUALITIES.get(kind, _plainly_equal)(left, right)


def _plainly_equal(left: Any, right: Any) -> Truth:
    try:
        return bool(left == right)
    except (ArithmeticError, TypeError):  # a decimal that is a signalling "not a number"
        return None


def _same_elements(left: tuple[Value, ...], right: tuple[Value, ...]) -> Truth:
    if len(left) != len(right):
        return False
    return all_of(map(equal, left, right))


def _same_fields(left: Mapping[str, Value], right: Mapping[str, Value]) -> Truth:
    if left.keys() != right.keys():
        return False
    return all_of(equal(value, right[name]) for name, value in left.items())


def _same_range(left: Interval, right: Interval) -> Truth:
    if (left.low_closed, left.high_closed) != (right.low_closed, right.high_closed):
        return False
    return all_of((equal(left.low, right.low), equal(left.high, right.high)))


def _same_day(left: Any, right: Any) -> Truth:
    """A day is its midnight in UTC, where the moment has a zone."""
    day, moment = (right, left) if isinstance(left, datetime) else (left, right)
    return datetime.combine(day, time.min, UTC) == moment if zone_of(moment) else None


def _same_clock(left: time, right: time) -> Truth:
    """With zones the same moment of a day; one with a zone and one without are never the same."""
    if (left.tzinfo is None) is not (right.tzinfo is None):
        return False
    return since_midnight(left) == since_midnight(right)


_EQUALITIES: dict[Kind, Callable[[Any, Any], Truth]] = {
    Kind.TIME: _same_clock,
    Kind.FUNCTION: lambda left, right: left is right,
    Kind.LIST: _same_elements,
    Kind.RECORD: _same_fields,
    Kind.RANGE: _same_range,
}


def compare(sign: str, left: Value, right: Value) -> Truth:
    """`left sign right` for one of `= != < <= > >=`."""
    if sign == "=":
        return equal(left, right)
    if sign == "!=":
        return negation(equal(left, right))
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return unknown(left, right)
    kind = kind_of(left)
    if kind not in ORDERED or kind is not kind_of(right):
        return None
    try:
        return _ORDER[sign](*map(_in_a_day, (left, right))) if kind is Kind.TIME else _ORDER[sign](left, right)
    except (ArithmeticError, TypeError):  # "not a number", or a time with a zone beside one without
        return None


def _in_a_day(clock: Any) -> tuple[Any, timedelta]:
    """Where a time of day stands: with a zone or without, which have no order, and how far into the day."""
    return (None if clock.tzinfo else False), since_midnight(clock)


def within(value: Value, interval: Interval) -> Truth:
    """Whether the value lies in the range; one end passed is enough to say no."""
    low = True if interval.low is None else compare(">=" if interval.low_closed else ">", value, interval.low)
    high = True if interval.high is None else compare("<=" if interval.high_closed else "<", value, interval.high)
    return all_of((low, high))


def matches(value: Value, test: Value) -> Truth:
    """One test of an `in`: a range holds the value, a list has it (or a range that holds it), or it is equal."""
    if isinstance(test, Interval):
        return within(value, test)
    if isinstance(test, tuple):
        return any_of(within(value, one) if isinstance(one, Interval) else equal(value, one) for one in test)
    return equal(value, test)


def calculate(sign: str, left: Value, right: Value) -> Value:
    """`left sign right` for one of `+ - * / **`."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return unknown(left, right)
    found = ARITHMETIC.get((sign, kind_of(left), kind_of(right)))
    return None if found is None else attempt(found.apply, left, right)


def attempt(function: Callable[..., Value], *arguments: Value) -> Value:
    """The result, or null where there is none: division by zero, a number or date out of bounds."""
    try:
        return function(*arguments)
    except (ArithmeticError, ValueError, TypeError):
        return None


def unknown(*values: Value) -> Unknown:
    """Unknown for the sake of every operand that is."""
    return Unknown(frozenset().union(*(one.missing for one in values if isinstance(one, Unknown))))


def unknown_within(value: Value) -> frozenset[str]:
    """The names missing anywhere inside a value."""
    if isinstance(value, Unknown):
        return value.missing
    if isinstance(value, Interval):
        return unknown_within(value.low) | unknown_within(value.high)
    if isinstance(value, Mapping):
        value = tuple(value.values())
    return frozenset().union(*map(unknown_within, value)) if isinstance(value, tuple) else frozenset()
