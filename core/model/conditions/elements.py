"""What stands inside values: fields of records, elements of lists, the whole numbers and days of a range."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from neni.core.model.conditions.arithmetic import PROPERTIES
from neni.core.model.conditions.moments import whole
from neni.core.model.conditions.operators import attempt
from neni.core.model.conditions.types import kind_of
from neni.core.model.conditions.values import Interval, Unknown, Value

MOST_STEPS = 100_000


class Exhausted(Exception):
    """More work than a condition may do. Never leaves this package."""


def member(base: Value, name: str) -> Value:
    """`base.name`; null where there is none."""
    if isinstance(base, Unknown) or base is None:
        return base
    if isinstance(base, Mapping):
        return base.get(name)
    if isinstance(base, tuple):
        return tuple(member(one, name) for one in base)
    found = PROPERTIES.get((kind_of(base), name))
    return attempt(found.apply, base) if found else None


def as_list(value: Value) -> tuple[Value, ...] | Unknown | None:
    """What is iterated over: a list, or one value as a list of one, as FEEL has it."""
    return value if value is None or isinstance(value, tuple | Unknown) else (value,)


def gone_through(value: Value) -> tuple[Value, ...] | Unknown | None:
    """What a loop goes through: the elements of a list, or the whole numbers or days of a range."""
    return steps_of(value) if isinstance(value, Interval) else as_list(value)


def steps_of(interval: Interval) -> tuple[Value, ...] | None:
    """The whole numbers or days from end to end, downwards when the first is the greater; null when there are none."""
    low, high = _place(interval.low), _place(interval.high)
    if low is None or high is None or _is_day(interval.low) is not _is_day(interval.high):
        return None
    if abs(high - low) > MOST_STEPS:
        raise Exhausted
    step = 1 if low <= high else -1
    numbers = list(range(low, high + step, step))
    first, last = 0 if interval.low_closed else 1, len(numbers) - (not interval.high_closed)
    if _is_day(interval.low):
        return tuple(date.min + timedelta(days=one) for one in numbers[first:last])
    return tuple(map(Decimal, numbers[first:last]))


def _place(value: Value) -> int | None:
    if isinstance(value, Decimal):
        return whole(value)
    return (value - date.min).days if isinstance(value, date) and _is_day(value) else None


def _is_day(value: Value) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def at(elements: tuple[Value, ...], index: int | None) -> Value:
    """The element at the place, counted from 1, or from the end when negative."""
    if not index or abs(index) > len(elements):
        return None
    return elements[index - 1 if index > 0 else index]
