"""Functions on numbers: rounding, remainders, roots, and what is reckoned over a list of numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from typing import Any

from neni.core.model.conditions.arithmetic import EXACT
from neni.core.model.conditions.functions.signatures import Signature, signature
from neni.core.model.conditions.moments import whole
from neni.core.model.conditions.operators import compare
from neni.core.model.conditions.types import ORDERED, ConditionType, Kind, join
from neni.core.model.conditions.values import Months, Value

_N = Kind.NUMBER
_SCALES = range(-6111, 6177)


def _rounding(mode: str) -> Callable[..., Value]:
    def rounded(number: Decimal, scale: Decimal = Decimal(0)) -> Value:
        places = whole(scale)
        if places is None or places not in _SCALES or not number.is_finite():
            return None
        if places >= -int(number.as_tuple().exponent):
            return number
        return EXACT.add(number.quantize(Decimal(1).scaleb(-places), mode, EXACT), Decimal(0))

    return rounded


def _modulo(dividend: Decimal, divisor: Decimal) -> Value:
    """The remainder has the sign of the divisor."""
    rest = EXACT.remainder(dividend, divisor)
    return EXACT.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


def _parity(rest: int) -> Callable[[Decimal], Value]:
    return lambda number: abs(EXACT.remainder(number, Decimal(2))) == rest


def _absolute(value: Any) -> Value:
    if isinstance(value, Months):
        return Months(abs(value.count))
    return EXACT.abs(value) if isinstance(value, Decimal) else abs(value)


def _best(sign: str) -> Callable[[Sequence[Value]], Value]:
    def best(values: Sequence[Value]) -> Value:
        """Null for an empty list, and where two values have no order."""
        found, *others = values
        for other in others:
            better = compare(sign, other, found)
            if not isinstance(better, bool):
                return None
            found = other if better else found
        return found

    return best


def _total(values: Sequence[Value]) -> Decimal | None:
    total = Decimal(0)
    for value in values:
        if not isinstance(value, Decimal):
            return None
        total = EXACT.add(total, value)
    return total


def _sum(values: Sequence[Value]) -> Value:
    return _total(values) if values else None


def _mean(values: Sequence[Value]) -> Value:
    total = _total(values)
    return None if total is None else EXACT.divide(total, Decimal(len(values)))


def _count(values: Sequence[Value]) -> Value:
    return Decimal(len(values))


def _element(arguments: Sequence[ConditionType]) -> ConditionType:
    return arguments[0].inside


def _over(
    function: Callable[[Sequence[Value]], Value], kinds: frozenset[Kind], result: Any, several: Any = None
) -> tuple[Signature, ...]:
    """Called with a list, or with the elements themselves."""
    return (
        signature([Kind.LIST], result, function),
        signature([kinds], several or result, lambda *values: function(values), more=kinds),
    )


def _rounder(mode: str, *, least: int) -> tuple[Signature, ...]:
    return (signature([_N, _N], _N, _rounding(mode), least=least),)


NUMBERS: dict[str, tuple[Signature, ...]] = {
    "abs": tuple(signature([kind], kind, _absolute) for kind in (_N, Kind.DURATION, Kind.MONTHS)),
    "floor": _rounder(ROUND_FLOOR, least=1),
    "ceiling": _rounder(ROUND_CEILING, least=1),
    "decimal": _rounder(ROUND_HALF_EVEN, least=2),
    "round up": _rounder(ROUND_UP, least=2),
    "round down": _rounder(ROUND_DOWN, least=2),
    "round half up": _rounder(ROUND_HALF_UP, least=2),
    "round half down": _rounder(ROUND_HALF_DOWN, least=2),
    "modulo": (signature([_N, _N], _N, _modulo),),
    "odd": (signature([_N], Kind.YES_NO, _parity(1)),),
    "even": (signature([_N], Kind.YES_NO, _parity(0)),),
    "sqrt": (signature([_N], _N, EXACT.sqrt),),
    "min": _over(_best("<"), ORDERED, _element, join),
    "max": _over(_best(">"), ORDERED, _element, join),
    "sum": _over(_sum, frozenset({_N}), _N),
    "mean": _over(_mean, frozenset({_N}), _N),
    "count": (signature([Kind.LIST], _N, _count, lenient=True),),
}
