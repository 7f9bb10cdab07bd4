"""The value of a condition: a walk over its tree that never raises on data and never takes the unknown for false."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from neni.core.model.conditions.arithmetic import NEGATED
from neni.core.model.conditions.calling import Calling, Scope
from neni.core.model.conditions.elements import Exhausted, as_list, at, gone_through, member
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
    ContextOf,
    Filter,
    For,
    FunctionOf,
    If,
    In,
    InstanceOf,
    Invocation,
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
    inside,
)
from neni.core.model.conditions.types import kind_of
from neni.core.model.conditions.values import Function, Interval, Unknown, Value

ITEM = "item"
"""What the element is called in a filter."""
PARTIAL = "partial"
"""What the results so far are called in a `for`."""

TESTS = (Comparison, And, Or, Not, In, Between, Quantified, InstanceOf)
"""Nodes that give yes or no and never the number of a place."""


def evaluate(node: Node, scope: Scope) -> Value:
    """What the condition gives with these facts; a name absent from `scope` is unknown, null has no result."""
    try:
        return Evaluator().value(node, scope)
    except (Exhausted, RecursionError):  # records nested without end, which no case type has
        return None


def truth(value: Value) -> bool | Unknown:
    """What a condition's value means: only true is met; null and what is neither true nor false is not met."""
    return value if isinstance(value, Unknown) else value is True


class Evaluator(Calling):
    """One evaluation, which counts its steps. Raises Exhausted when there are too many."""

    def value(self, node: Node, scope: Scope) -> Value:
        """The value of any node."""
        return _VALUES[type(node)](self, node, scope)

    def name(self, node: Name, scope: Scope) -> Value:
        """A fact, parameter or bound variable."""
        if node.name in scope:
            return scope[node.name]
        return None if self.all_known else Unknown(frozenset({node.name}))

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
        self.weigh(operand)
        return any_of(self._test(operand, test, scope) for test in node.tests)

    def _test(self, operand: Value, test: Node, scope: Scope) -> Value:
        if isinstance(test, UnaryTest):
            return compare(test.operator, operand, self.value(test.operand, scope))
        if isinstance(test, Range) and None not in (test.low, test.high):
            return self._within(operand, test, scope)
        value = self.value(test, scope)
        self.weigh(value)
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
            self.step()
            inner = {**scope, bindings[0].name: element}
            yield combine(self._tested(test, bindings[1:], inner, combine))

    def iterated(self, binding: Binding, scope: Scope) -> tuple[Value, ...] | Unknown | None:
        """What a binding goes through."""
        return gone_through(self.value(binding.source, scope))

    def loop(self, node: For, scope: Scope) -> Value:
        """The result for each combination of elements; unknown while one of the lists is."""
        results: list[Value] = []
        blocked = self._collect(node.bindings, node, scope, results)
        missing = frozenset().union(*(one.missing for one in blocked if isinstance(one, Unknown)))
        if missing:
            return Unknown(missing)
        return None if blocked else self.made(tuple(results))

    def _collect(
        self, bindings: tuple[Binding, ...], node: For, scope: Scope, results: list[Value]
    ) -> list[Unknown | None]:
        """Gather the results; return the sources that are no list."""
        if not bindings:
            if asks_for(node.result, PARTIAL):
                self.weigh(so_far := tuple(results))
                scope = {**scope, PARTIAL: so_far}
            results.append(self.value(node.result, scope))
            return []
        elements = self.iterated(bindings[0], scope)
        if not isinstance(elements, tuple):
            return [elements]
        blocked: list[Unknown | None] = []
        for element in elements:
            self.step()
            blocked += self._collect(bindings[1:], node, {**scope, bindings[0].name: element}, results)
        return blocked

    def select(self, node: Filter, scope: Scope) -> Value:
        """The element at an index, or the elements that meet the test."""
        elements = as_list(self.value(node.base, scope))
        if not isinstance(elements, tuple):
            return elements
        index = index_of(node)
        if index is not None:
            return at(elements, whole(index))
        if not elements and not isinstance(node.test, TESTS):
            return self._nowhere(node.test, scope)
        tested = [(element, self._holds(node.test, element, scope)) for element in elements]
        if tested and isinstance(place := tested[0][1], Decimal):
            return at(elements, whole(place))
        missing = frozenset().union(*(one.missing for _, one in tested if isinstance(one, Unknown)))
        return Unknown(missing) if missing else tuple(element for element, test in tested if test is True)

    def _nowhere(self, test: Node, scope: Scope) -> Value:
        """Out of an empty list: nothing for an index, no elements for a test."""
        asked = self._holds(test, None, scope)
        if isinstance(asked, Unknown):
            return asked
        return None if isinstance(asked, Decimal) else ()

    def _holds(self, test: Node, element: Value, scope: Scope) -> Value:
        self.step()
        if isinstance(element, Unknown):
            return element
        return self.value(test, {**scope, **within_filter(element)})

    def arithmetic(self, node: Arithmetic, scope: Scope) -> Value:
        """What comes out; texts are weighed, since they grow."""
        result = calculate(node.operator, self.value(node.left, scope), self.value(node.right, scope))
        if isinstance(result, str):
            self.weigh(result)
        return result

    def comparison(self, node: Comparison, scope: Scope) -> Value:
        """Both sides, whatever they are."""
        left, right = self.value(node.left, scope), self.value(node.right, scope)
        if isinstance(left, tuple | dict):
            self.weigh(left)
        return compare(node.operator, left, right)


def within_filter(element: Value) -> Scope:
    """What the test of a filter knows of an element: its fields, and itself."""
    return {ITEM: element, **(element if isinstance(element, Mapping) else {})}


@lru_cache(maxsize=1024)
def asks_for(node: Node, name: str) -> bool:
    """Whether the name stands anywhere in the node."""
    return any(isinstance(one, Name) and one.name == name for one in inside(node))


_VALUES: dict[type, Callable[[Evaluator, Any, Scope], Value]] = {
    Literal: lambda _walk, node, _scope: node.value,
    Name: Evaluator.name,
    Member: Evaluator.member,
    Negate: Evaluator.negate,
    Arithmetic: Evaluator.arithmetic,
    Comparison: Evaluator.comparison,
    And: lambda walk, node, scope: all_of(walk.values(node.parts, scope)),
    Or: lambda walk, node, scope: any_of(walk.values(node.parts, scope)),
    Not: lambda walk, node, scope: negation(walk.value(node.operand, scope)),
    Range: Evaluator.range,
    Between: Evaluator.between,
    In: Evaluator.among,
    UnaryTest: lambda _walk, _node, _scope: None,
    ListOf: Evaluator.listed,
    If: Evaluator.choose,
    Quantified: Evaluator.quantified,
    For: Evaluator.loop,
    Filter: Evaluator.select,
    Call: Evaluator.call,
    Invocation: Evaluator.invocation,
    InstanceOf: Evaluator.instance,
    FunctionOf: lambda _walk, node, scope: Function(node.parameters, node.body, scope),
    ContextOf: Evaluator.context,
}
