"""Where the truth of an atom may change as its one fact grows: the values it compares the fact with.

Between two neighbouring cuts an atom has one value, so evaluating it once for each stretch tells it for every value.
Only comparisons with what the day fixes are looked into; anything else is Unfit and is evaluated case by case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from neni.core.model.compiling.expressions import Unfit
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import (
    Between,
    Comparison,
    In,
    ListOf,
    Name,
    Node,
    Range,
    UnaryTest,
)
from neni.core.model.conditions.types import Kind, kind_of
from neni.core.model.conditions.values import Interval, Unknown, Value

_EQUALITY = frozenset({"=", "!="})
_MOST_DIGITS = 60


def cuts(node: Node, fact: str, kind: Kind, fixed: Mapping[str, Value]) -> frozenset[Value]:
    """The values of that kind at which the atom may change. A text is in no order here: its cuts are the texts it is
    compared with. Raises Unfit."""
    ends = [_fixed(end, fixed) for end in _ends(node, fact)]
    if kind is Kind.TEXT and (_by_order(node) or any(map(_holds_range, ends))):
        raise Unfit
    found = frozenset(one for end in ends for one in _constants(end, kind))
    if kind is Kind.NUMBER and not all(_short(one) for one in found):
        raise Unfit
    return found


def _ends(node: Node, fact: str) -> Iterator[Node]:
    """The expressions the fact is compared with."""
    match node:
        case Comparison(left=Name(name=name)) if name == fact:
            yield node.right
        case Comparison(right=Name(name=name)) if name == fact:
            yield node.left
        case Between(operand=Name(name=name)) if name == fact:
            yield from (node.low, node.high)
        case In(operand=Name(name=name)) if name == fact:
            yield from (end for test in node.tests for end in _tested(test))
        case _:
            raise Unfit


def _tested(test: Node) -> Iterator[Node]:
    match test:
        case Range():
            yield from (end for end in (test.low, test.high) if end is not None)
        case UnaryTest():
            yield test.operand
        case ListOf():
            yield from test.elements
        case _:
            yield test


def _fixed(node: Node, fixed: Mapping[str, Value]) -> Value:
    if not names(node) <= fixed.keys():
        raise Unfit
    return evaluate(node, fixed)


def _constants(value: Value, kind: Kind) -> Iterable[Value]:
    """The values of the kind in what the fact is compared with; what is of another kind compares alike with all."""
    if isinstance(value, Unknown):
        return ()
    if isinstance(value, Interval):
        return (*_constants(value.low, kind), *_constants(value.high, kind))
    if isinstance(value, tuple):
        return tuple(one for element in value for one in _constants(element, kind))
    found = kind_of(value)
    if (kind, found) == (Kind.DATE, Kind.INSTANT):  # a day equals its midnight
        raise Unfit
    return (value,) if found is kind else ()


def _holds_range(value: Value) -> bool:
    return isinstance(value, Interval) or (isinstance(value, tuple) and any(map(_holds_range, value)))


def _short(value: Value) -> bool:
    return (
        isinstance(value, Decimal)
        and value.is_finite()
        and -_MOST_DIGITS < value.adjusted() < _MOST_DIGITS
        and (len(value.as_tuple().digits) <= _MOST_DIGITS)
    )


def _by_order(node: Node) -> bool:
    if isinstance(node, Comparison):
        return node.operator not in _EQUALITY
    if isinstance(node, In):
        return any(
            isinstance(one, Range) or (isinstance(one, UnaryTest) and one.operator not in _EQUALITY)
            for one in node.tests
        )
    return not isinstance(node, Name)
