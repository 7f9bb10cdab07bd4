"""The built-in functions: one table for checking what is given and for doing the work.

`matches` and `replace` are left out: a pattern of a rule could keep the machine busy for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from functools import partial
from typing import Any

from neni.core.model.conditions import types
from neni.core.model.conditions.operators import compare, equal, kind_of, less, number
from neni.core.model.conditions.types import ConditionType
from neni.core.model.conditions.values import EXACT, Months, Unknown, Value
from neni.core.model.conditions.written import read_date, read_duration, read_moment, read_time


@dataclass(frozen=True, slots=True)
class Function:
    """`parameters` are the types taken in order; the last repeats when `variadic`. `at_least` arguments must be
    given. `lenient` functions look into lists with unknown elements themselves."""

    parameters: tuple[ConditionType, ...]
    result: ConditionType
    work: Callable[..., Value]
    at_least: int
    variadic: bool = False
    lenient: bool = False

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        return self.at_least <= count and (self.variadic or count <= len(self.parameters))

    def parameter(self, index: int) -> ConditionType:
        """The type of the argument at `index`."""
        return self.parameters[min(index, len(self.parameters) - 1)]


def _function(
    *parameters: ConditionType,
    result: ConditionType,
    at_least: int | None = None,
    variadic: bool = False,
    lenient: bool = False,
) -> Callable[[Callable[..., Value]], Function]:
    least = len(parameters) if at_least is None else at_least
    return lambda work: Function(parameters, result, work, least, variadic, lenient)


def _rounded(rounding: str, value: Any, digits: Any = Decimal(0)) -> Value:
    if not isinstance(value, Decimal) or not _whole(digits) or abs(digits) > 6000:
        return None
    step = Decimal(1).scaleb(-int(digits), EXACT)
    return number(value.quantize(step, rounding, EXACT))


def _whole(value: object) -> bool:
    return isinstance(value, Decimal) and value == value.to_integral_value()


def _modulo(dividend: Any, divisor: Any) -> Value:
    """The remainder with the sign of the divisor, as FEEL has it."""
    if not (isinstance(dividend, Decimal) and isinstance(divisor, Decimal)) or not divisor:
        return None
    rest = EXACT.remainder(dividend, divisor)
    return number(EXACT.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest)


def _square_root(value: Any) -> Value:
    return number(EXACT.sqrt(value)) if isinstance(value, Decimal) and value >= 0 else None


def _parity(rest: int, value: Any) -> Value:
    return EXACT.remainder(value, Decimal(2)).copy_abs() == rest if _whole(value) else None


def _elements(given: tuple[Value, ...]) -> Sequence[Value]:
    """A list, or the arguments themselves."""
    return given[0] if len(given) == 1 and isinstance(given[0], tuple) else given


def _sum(*given: Value) -> Value:
    numbers = _elements(given)
    total = Decimal(0)
    for one in numbers:
        if not isinstance(one, Decimal):
            return None
        total = EXACT.add(total, one)
    return number(total) if numbers else None


def _mean(*given: Value) -> Value:
    total, count = _sum(*given), len(_elements(given))
    return number(EXACT.divide(total, Decimal(count))) if isinstance(total, Decimal) else None


def _extreme(better: Callable[[Value, Value], bool | None], *given: Value) -> Value:
    elements = _elements(given)
    if not elements:
        return None
    best = elements[0]
    for one in elements[1:]:
        wins = better(one, best)
        if wins is None:
            return None
        best = one if wins else best
    return best if less(best, best) is not None else None


def _substring(text: Any, start: Any, length: Any = None) -> Value:
    """Letters count from 1, or from the end when negative."""
    if not isinstance(text, str) or not _whole(start) or not start or not (length is None or _whole(length)):
        return None
    begin = int(start) - 1 if start > 0 else max(len(text) + int(start), 0)
    return text[begin:] if length is None else text[begin : begin + max(int(length), 0)]


def _part(before: bool, text: Any, mark: Any) -> Value:
    if not (isinstance(text, str) and isinstance(mark, str)):
        return None
    head, found, tail = text.partition(mark) if mark else ("", "x", text)
    return (head if before else tail) if found else ""


def _of_text(work: Callable[..., Value], *given: Value) -> Value:
    return work(*given) if all(isinstance(one, str) for one in given) else None


def _contains(elements: Any, wanted: Value) -> Value:
    unknown = [one for one in (*elements, wanted) if isinstance(one, Unknown)]
    if isinstance(wanted, Unknown):
        return wanted if elements else False
    if any(equal(one, wanted) is True for one in elements if not isinstance(one, Unknown)):
        return True
    return Unknown(frozenset().union(*(one.missing for one in unknown))) if unknown else False


def _all_or_any(decisive: bool, *given: Value) -> Value:
    elements = _elements(given)
    unknown = [one.missing for one in elements if isinstance(one, Unknown)]
    if decisive in [one for one in elements if isinstance(one, bool)]:
        return decisive
    if unknown:
        return Unknown(frozenset().union(*unknown))
    return not decisive if all(isinstance(one, bool) for one in elements) else None


def _distinct(elements: Any) -> Value:
    kept: list[Value] = []
    for one in elements:
        if not any(equal(one, other) is True for other in kept):
            kept.append(one)
    return tuple(kept)


def _joined(*lists: Any) -> Value:
    return tuple(one for given in lists for one in (given if isinstance(given, tuple) else (given,)))


def _index_of(elements: Any, wanted: Value) -> Value:
    return tuple(Decimal(place) for place, one in enumerate(elements, 1) if equal(one, wanted) is True)


def _date(*given: Any) -> Value:
    match given:
        case (str() as text,):
            return read_date(text)
        case (datetime() as moment,):
            return moment.date()
        case (date() as day,):
            return day
        case (Decimal() as year, Decimal() as month, Decimal() as day_of_month) if all(map(_whole, given)):
            return date(int(year), int(month), int(day_of_month))
    return None


def _months_between(start: Any, end: Any) -> Value:
    """Whole months from one date to another."""
    if not (isinstance(start, date) and isinstance(end, date)):
        return None
    count = (end.year - start.year) * 12 + end.month - start.month
    if count > 0 and end.day < start.day:
        count -= 1
    if count < 0 and end.day > start.day:
        count += 1
    return Months(count)


def _of_day(work: Callable[[date], Value], day: Any) -> Value:
    return work(day) if isinstance(day, date) else None


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_TWO_NUMBERS = _function(types.NUMBER, types.NUMBER, result=types.NUMBER, at_least=1)
_ONE_NUMBER = _function(types.NUMBER, result=types.NUMBER)
_MANY = _function(types.ANY, result=types.ANY, variadic=True)
_TEXT_TO_TEXT = _function(types.TEXT, result=types.TEXT)
_TWO_TEXTS = _function(types.TEXT, types.TEXT, result=types.YES_NO)
_TEXT_BY_TEXT = _function(types.TEXT, types.TEXT, result=types.TEXT)
_LISTS = _function(types.list_of(), types.ANY, result=types.list_of(), at_least=1, variadic=True)
_TESTS = _function(types.ANY, result=types.YES_NO, variadic=True, lenient=True)

FUNCTIONS: Mapping[str, Function] = {
    "abs": _function(types.ANY, result=types.ANY)(lambda a: abs(a) if isinstance(a, Decimal | timedelta) else None),
    "floor": _TWO_NUMBERS(partial(_rounded, ROUND_FLOOR)),
    "ceiling": _TWO_NUMBERS(partial(_rounded, ROUND_CEILING)),
    "round up": _TWO_NUMBERS(partial(_rounded, ROUND_UP)),
    "round down": _TWO_NUMBERS(partial(_rounded, ROUND_DOWN)),
    "round half up": _TWO_NUMBERS(partial(_rounded, ROUND_HALF_UP)),
    "round half down": _TWO_NUMBERS(partial(_rounded, ROUND_HALF_DOWN)),
    "decimal": _function(types.NUMBER, types.NUMBER, result=types.NUMBER)(partial(_rounded, ROUND_HALF_EVEN)),
    "modulo": _function(types.NUMBER, types.NUMBER, result=types.NUMBER)(_modulo),
    "sqrt": _ONE_NUMBER(_square_root),
    "odd": _function(types.NUMBER, result=types.YES_NO)(partial(_parity, 1)),
    "even": _function(types.NUMBER, result=types.YES_NO)(partial(_parity, 0)),
    "min": _MANY(partial(_extreme, less)),
    "max": _MANY(partial(_extreme, lambda a, b: compare(">", a, b))),
    "sum": _function(types.ANY, result=types.NUMBER, variadic=True)(_sum),
    "mean": _function(types.ANY, result=types.NUMBER, variadic=True)(_mean),
    "count": _function(types.list_of(), result=types.NUMBER, lenient=True)(lambda a: Decimal(len(a))),
    "substring": _function(types.TEXT, types.NUMBER, types.NUMBER, result=types.TEXT, at_least=2)(_substring),
    "string length": _function(types.TEXT, result=types.NUMBER)(partial(_of_text, lambda a: Decimal(len(a)))),
    "upper case": _TEXT_TO_TEXT(partial(_of_text, str.upper)),
    "lower case": _TEXT_TO_TEXT(partial(_of_text, str.lower)),
    "substring before": _TEXT_BY_TEXT(partial(_part, True)),
    "substring after": _TEXT_BY_TEXT(partial(_part, False)),
    "contains": _TWO_TEXTS(partial(_of_text, lambda a, b: b in a)),
    "starts with": _TWO_TEXTS(partial(_of_text, str.startswith)),
    "ends with": _TWO_TEXTS(partial(_of_text, str.endswith)),
    "list contains": _function(types.list_of(), types.ANY, result=types.YES_NO, lenient=True)(_contains),
    "append": _LISTS(lambda a, *more: (*a, *more)),
    "concatenate": _LISTS(_joined),
    "union": _LISTS(lambda *lists: _distinct(_joined(*lists))),
    "distinct values": _function(types.list_of(), result=types.list_of())(_distinct),
    "index of": _function(types.list_of(), types.ANY, result=types.list_of(types.NUMBER))(_index_of),
    "reverse": _function(types.list_of(), result=types.list_of())(lambda a: tuple(reversed(a))),
    "all": _TESTS(partial(_all_or_any, False)),
    "any": _TESTS(partial(_all_or_any, True)),
    "date": _function(types.ANY, types.NUMBER, types.NUMBER, result=types.DATE, at_least=1)(_date),
    "time": _function(types.TEXT, result=types.TIME)(partial(_of_text, read_time)),
    "date and time": _function(types.TEXT, result=types.MOMENT)(partial(_of_text, read_moment)),
    "duration": _function(types.TEXT, result=types.ANY)(partial(_of_text, read_duration)),
    "years and months duration": _function(types.DATE, types.DATE, result=types.MONTHS)(_months_between),
    "day of week": _function(types.DATE, result=types.TEXT)(partial(_of_day, lambda a: _WEEKDAYS[a.weekday()])),
    "day of year": _function(types.DATE, result=types.NUMBER)(
        partial(_of_day, lambda a: Decimal(a.timetuple().tm_yday))
    ),
    "week of year": _function(types.DATE, result=types.NUMBER)(
        partial(_of_day, lambda a: Decimal(a.isocalendar().week))
    ),
    "month of year": _function(types.DATE, result=types.TEXT)(partial(_of_day, lambda a: _MONTH_NAMES[a.month - 1])),
}


def call(name: str, given: Sequence[Value]) -> Value:
    """The value of a function for known arguments; null where it has none."""
    function = FUNCTIONS.get(name)
    if function is None or not function.takes(len(given)):
        return None
    lists = (kind for kind in function.parameters[: len(given)])
    arguments = [(one,) if _wants_list(kind, one) else one for kind, one in zip(lists, given, strict=False)]
    try:
        return function.work(*arguments, *given[len(arguments) :])
    except (ValueError, OverflowError, ArithmeticError):
        return None


def _wants_list(kind: ConditionType, value: Value) -> bool:
    """A single value stands for a list of one, as FEEL has it."""
    return kind.kind is types.Kind.LIST and kind_of(value) is not tuple and not isinstance(value, Unknown)
