"""Functions that tell something of many numbers at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Context, Decimal, InvalidOperation, Overflow

from neni.core.model.conditions.arithmetic import EXACT, logarithm
from neni.core.model.conditions.functions.signatures import Signature, one_of, signature
from neni.core.model.conditions.types import ConditionType, Kind
from neni.core.model.conditions.values import Value

_N = Kind.NUMBER
_FINER = Context(prec=50, Emin=EXACT.Emin * 3, Emax=EXACT.Emax * 3, traps=[InvalidOperation, Overflow])
"""What is reckoned on the way has more digits than what comes out."""
Numbers = Sequence[Decimal]


def _product(numbers: Numbers) -> Value:
    result = Decimal(1)
    for one in numbers:
        result = EXACT.multiply(result, one)
    return result


def _median(numbers: Numbers) -> Value:
    ordered, middle = sorted(numbers), len(numbers) // 2
    if len(numbers) % 2:
        return ordered[middle]
    return EXACT.divide(EXACT.add(ordered[middle - 1], ordered[middle]), Decimal(2))


def _deviation(numbers: Numbers) -> Value:
    """The standard deviation of a sample; null of a single number."""
    count = Decimal(len(numbers))
    if count < 2:
        return None
    total = Decimal(0)
    for one in numbers:
        total = _FINER.add(total, one)
    mean, squares = _FINER.divide(total, count), Decimal(0)
    for one in numbers:
        apart = _FINER.subtract(one, mean)
        squares = _FINER.add(squares, _FINER.multiply(apart, apart))
    return EXACT.plus(_FINER.sqrt(_FINER.divide(squares, count - 1)))


def _mode(numbers: Numbers) -> Value:
    """The numbers that stand there most often, from the smallest."""
    counted = Counter(numbers)
    most = max(counted.values(), default=0)
    return tuple(sorted(number for number, times in counted.items() if times == most))


def _of_numbers(function: Callable[[Numbers], Value], *, empty: Value = None) -> Callable[[Sequence[Value]], Value]:
    def reckoned(values: Sequence[Value]) -> Value:
        numbers = [one for one in values if isinstance(one, Decimal)]
        if len(numbers) < len(values):
            return None
        return function(numbers) if numbers else empty

    return reckoned


def _many(reckon: Callable[[Sequence[Value]], Value], result: Kind | ConditionType) -> tuple[Signature, ...]:
    """Called with a list, or with the numbers themselves."""
    given = result if isinstance(result, ConditionType) else ConditionType(result)
    return (
        signature([Kind.LIST], lambda _arguments: given, reckon),
        signature([one_of(_N)], lambda _arguments: given, lambda *values: reckon(values), more=one_of(_N)),
    )


STATISTICS: dict[str, tuple[Signature, ...]] = {
    "product": _many(_of_numbers(_product), _N),
    "median": _many(_of_numbers(_median), _N),
    "stddev": _many(_of_numbers(_deviation), _N),
    "mode": _many(_of_numbers(_mode, empty=()), ConditionType(Kind.LIST, element=ConditionType(_N))),
    "log": (signature([_N], _N, logarithm),),
    "exp": (signature([_N], _N, EXACT.exp),),
}
