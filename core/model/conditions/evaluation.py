"""The value of a condition: a walk over its tree that never raises on data and never takes the unknown for false.

Iteration is bounded: a condition that looks at more than MOST_STEPS combinations of elements has no result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from neni.core.model.conditions.arithmetic import NEGATED, PROPERTIES
from neni.core.model.conditions.functions import call
from neni.core.model.conditions.moments import whole
from neni.core.model.conditions.operators import (
    all_of,
    any_of,
    attempt,
    calculate,
    compare,
    matches,
    negation,
    unknown,
    unknown_within,
    within,
)
from neni.core.model.conditions.tree import (
    And,
    Arithmetic,
    Between,
    Binding,
    Call,
    Comparison,
    Filter,
    For,
    If,
    In,
    ListOf,
    Literal,
    Member,
    Name,
    Negate,
    Node,
    Not,
    Or,
    Quantified,
    Range,
    UnaryTest,
    index_of,
)
from neni.core.model.conditions.types import kind_of
from neni.core.model.conditions.values import Interval, Unknown, Value

MOST_STEPS = 100_000

Scope = Mapping[str, Value]


def evaluate(node: Node, scope: Scope) -> Value:
    """What the condition gives with these facts; a name absent from `scope` is unknown, null has no result."""
    try:
        return Evaluator().value(node, scope)
    except (Exhausted, RecursionError):  # records nested without end, which no case type has
        return None


def truth(value: Value) -> bool | Unknown:
    """What a condition's value means: only true is met; null and what is neither true nor false is not met."""
    return value if isinstance(value, Unknown) else value is True


class Exhausted(Exception):
    """More combinations of elements than a condition may look at. Never leaves this package."""


class Evaluator:
    """One evaluation, which counts its steps. Raises Exhausted when there are too many."""

    def __init__(self) -> None:
        self._left = MOST_STEPS

    def value(self, node: Node, scope: Scope) -> Value:
        """The value of any node."""
        return _VALUES[type(node)](self, node, scope)

    def values(self, nodes: Sequence[Node], scope: Scope) -> Iterator[Value]:
        """The values of several nodes, each when asked for."""
        return (self.value(one, scope) for one in nodes)

    def name(self, node: Name, scope: Scope) -> Value:
        """A fact, parameter or bound variable."""
        return scope[node.name] if node.name in scope else Unknown(frozenset({node.name}))

    def member(self, node: Member, scope: Scope) -> Value:
        """A field, the field of every record of a list, or a part of a date or duration."""
        return member(self.value(node.base, scope), node.name)

    def negate(self, node: Negate, scope: Scope) -> Value:
        """Arithmetic minus."""
        operand = self.value(node.operand, scope)
        if isinstance(operand, Unknown):
            return operand
        apply = NEGATED.get(kind_of(operand))
        return attempt(apply, operand) if apply else None

    def between(self, node: Between, scope: Scope) -> Value:
        """Both ends in."""
        operand, low, high = self.values((node.operand, node.low, node.high), scope)
        return all_of((compare(">=", operand, low), compare("<=", operand, high)))

    def among(self, node: In, scope: Scope) -> Value:
        """Any of the tests; one that is met decides."""
        operand = self.value(node.operand, scope)
        return any_of(self._test(operand, test, scope) for test in node.tests)

    def _test(self, operand: Value, test: Node, scope: Scope) -> Value:
        if isinstance(test, UnaryTest):
            return compare(test.operator, operand, self.value(test.operand, scope))
        if isinstance(test, Range) and None not in (test.low, test.high):
            return self._within(operand, test, scope)
        value = self.value(test, scope)
        return unknown(operand, value) if isinstance(value, Unknown) else matches(operand, value)

    def _within(self, operand: Value, test: Range, scope: Scope) -> Value:
        """A null end makes no open range: what cannot be compared with it is null."""
        interval = Interval(*self._ends(test, scope), test.low_closed, test.high_closed)
        return within(operand, interval) if None not in (interval.low, interval.high) else self._no_end(interval)

    def _no_end(self, interval: Interval) -> Value:
        missing = unknown_within(interval)
        return Unknown(missing) if missing else None

    def _ends(self, node: Range, scope: Scope) -> tuple[Value, Value]:
        low, high = (None if one is None else self.value(one, scope) for one in (node.low, node.high))
        return low, high

    def range(self, node: Range, scope: Scope) -> Value:
        """A range as a value; unknown as long as one of its ends is."""
        low, high = self._ends(node, scope)
        if isinstance(low, Unknown) or isinstance(high, Unknown):
            return unknown(low, high)
        if (low is None) is not (node.low is None) or (high is None) is not (node.high is None):
            return None
        return Interval(low, high, node.low_closed, node.high_closed)

    def choose(self, node: If, scope: Scope) -> Value:
        """The branch; while the test is unknown, what both branches agree on."""
        test = self.value(node.test, scope)
        if not isinstance(test, Unknown):
            return self.value(node.then if test is True else node.otherwise, scope)
        then, otherwise = self.value(node.then, scope), self.value(node.otherwise, scope)
        if compare("=", then, otherwise) is True:
            return then
        return Unknown(test.missing | unknown_within(then) | unknown_within(otherwise))

    def quantified(self, node: Quantified, scope: Scope) -> Value:
        """Kleene's `or` (some) or `and` (every) over all combinations of elements."""
        combine = all_of if node.every else any_of
        return combine(self._tested(node.test, node.bindings, scope, combine))

    def _tested(
        self, test: Node, bindings: tuple[Binding, ...], scope: Scope, combine: Callable[[Iterator[Value]], Value]
    ) -> Iterator[Value]:
        if not bindings:
            yield self.value(test, scope)
            return
        elements = self.iterated(bindings[0], scope)
        if not isinstance(elements, tuple):
            yield elements
            return
        for element in elements:
            self._step()
            inner = {**scope, bindings[0].name: element}
            yield combine(self._tested(test, bindings[1:], inner, combine))

    def iterated(self, binding: Binding, scope: Scope) -> tuple[Value, ...] | Unknown | None:
        """What a binding goes through: the elements of a list, or the whole numbers of a range."""
        source = self.value(binding.source, scope)
        return integers(source) if isinstance(source, Interval) else as_list(source)

    def loop(self, node: For, scope: Scope) -> Value:
        """The result for each combination of elements; unknown while one of the lists is."""
        results: list[Value] = []
        blocked = self._collect(node.bindings, node.result, scope, results)
        missing = frozenset().union(*(one.missing for one in blocked if isinstance(one, Unknown)))
        if missing:
            return Unknown(missing)
        return None if blocked else tuple(results)

    def _collect(
        self, bindings: tuple[Binding, ...], result: Node, scope: Scope, results: list[Value]
    ) -> list[Unknown | None]:
        """Gather the results; return the sources that are no list."""
        if not bindings:
            results.append(self.value(result, scope))
            return []
        elements = self.iterated(bindings[0], scope)
        if not isinstance(elements, tuple):
            return [elements]
        blocked: list[Unknown | None] = []
        for element in elements:
            self._step()
            blocked += self._collect(bindings[1:], result, {**scope, bindings[0].name: element}, results)
        return blocked

    def select(self, node: Filter, scope: Scope) -> Value:
        """The element at an index written out, or the elements that meet the test."""
        elements = as_list(self.value(node.base, scope))
        if not isinstance(elements, tuple):
            return elements
        index = index_of(node)
        if index is not None:
            return at(elements, whole(index))
        tested = [(element, self._holds(node.test, element, scope)) for element in elements]
        missing = frozenset().union(*(one.missing for _, one in tested if isinstance(one, Unknown)))
        return Unknown(missing) if missing else tuple(element for element, test in tested if test is True)

    def _holds(self, test: Node, element: Value, scope: Scope) -> Value:
        self._step()
        if isinstance(element, Unknown):
            return element
        fields = element if isinstance(element, Mapping) else {}
        return self.value(test, {**scope, "item": element, **fields})

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Exhausted


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


def integers(interval: Interval) -> tuple[Value, ...] | None:
    """The whole numbers from end to end, downwards when the first is the greater; null when an end is none."""
    low, high = (whole(one) if isinstance(one, Decimal) else None for one in (interval.low, interval.high))
    if low is None or high is None:
        return None
    if abs(high - low) > MOST_STEPS:
        raise Exhausted
    step = 1 if low <= high else -1
    numbers = list(range(low, high + step, step))
    first, last = 0 if interval.low_closed else 1, len(numbers) - (not interval.high_closed)
    return tuple(map(Decimal, numbers[first:last]))


def at(elements: tuple[Value, ...], index: int | None) -> Value:
    """The element at the place, counted from 1, or from the end when negative."""
    if not index or abs(index) > len(elements):
        return None
    return elements[index - 1 if index > 0 else index]


_VALUES: dict[type, Callable[[Evaluator, Any, Scope], Value]] = {
    Literal: lambda _walk, node, _scope: node.value,
    Name: Evaluator.name,
    Member: Evaluator.member,
    Negate: Evaluator.negate,
    Arithmetic: lambda walk, node, scope: calculate(
        node.operator, walk.value(node.left, scope), walk.value(node.right, scope)
    ),
    Comparison: lambda walk, node, scope: compare(
        node.operator, walk.value(node.left, scope), walk.value(node.right, scope)
    ),
    And: lambda walk, node, scope: all_of(walk.values(node.parts, scope)),
    Or: lambda walk, node, scope: any_of(walk.values(node.parts, scope)),
    Not: lambda walk, node, scope: negation(walk.value(node.operand, scope)),
    Range: Evaluator.range,
    Between: Evaluator.between,
    In: Evaluator.among,
    UnaryTest: lambda _walk, _node, _scope: None,
    ListOf: lambda walk, node, scope: tuple(walk.values(node.elements, scope)),
    If: Evaluator.choose,
    Quantified: Evaluator.quantified,
    For: Evaluator.loop,
    Filter: Evaluator.select,
    Call: lambda walk, node, scope: call(node.function, tuple(walk.values(node.arguments, scope))),
}
