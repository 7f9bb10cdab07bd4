"""The truth of a condition in three values: a walk over its tree that never raises, whatever the facts are.

A fact nobody stated is Unknown and makes unknown what depends on it; what can be told without it is told (`false
and x` is false). Null is known to be nothing: a comparison of things that cannot be compared is null, and a
condition that comes out null is not fulfilled. See docs/notation.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from neni.core.model.conditions import functions, operators
from neni.core.model.conditions.functions import FUNCTIONS
from neni.core.model.conditions.reading import ITEM
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
)
from neni.core.model.conditions.values import Interval, Unknown, Value

Scope = Mapping[str, Value]
MOST_ROUNDS = 100_000
"""More combinations than any list of a case has; beyond, an answer would take too long and is not told."""
_TOO_MANY = Unknown(frozenset())


def evaluate(node: Node, scope: Scope) -> Value:
    """The value of a condition or expression. Names that `scope` lacks are unknown."""
    return _WALK[type(node)](node, scope)


def truth(value: Value) -> bool | Unknown:
    """What a condition's value means: fulfilled, not fulfilled, or not to be told. Null fulfils nothing."""
    return value if isinstance(value, Unknown) else value is True


def missing_in(*values: Value) -> frozenset[str] | None:
    """The names that values wait for, also deep inside lists and records; None when all is known."""
    found = [one for value in values for one in _unknowns(value)]
    return frozenset().union(*(one.missing for one in found)) if found else None


def _unknowns(value: Value) -> Iterator[Unknown]:
    if isinstance(value, Unknown):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _unknowns(one)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _unknowns(one)
    elif isinstance(value, Interval):
        yield from _unknowns(value.low)
        yield from _unknowns(value.high)


def _strict(work: Callable[..., Value], *values: Value) -> Value:
    """Unknown when anything is, else what `work` says."""
    missing = missing_in(*values)
    return work(*values) if missing is None else Unknown(missing)


def kleene(decisive: bool, values: Iterable[Value]) -> Value:
    """`and` (False decides) or `or` (True decides) over the values."""
    missing: set[str] = set()
    unknown = null = False
    for value in values:
        if value is decisive:
            return decisive
        if isinstance(value, Unknown):
            unknown = True
            missing |= value.missing
        elif not isinstance(value, bool):
            null = True
    if unknown:
        return Unknown(frozenset(missing))
    return None if null else not decisive


def _not(node: Not, scope: Scope) -> Value:
    value = evaluate(node.operand, scope)
    if isinstance(value, Unknown):
        return value
    return not value if isinstance(value, bool) else None


def _compare(operator: str, left: Value, right: Value) -> Value:
    return _strict(lambda a, b: operators.compare(operator, a, b), left, right)


def _member(node: Member, scope: Scope) -> Value:
    return _field(evaluate(node.base, scope), node.name)


def _field(base: Value, name: str) -> Value:
    if isinstance(base, Unknown):
        return base
    if isinstance(base, tuple):
        return tuple(_field(one, name) for one in base)
    if isinstance(base, Mapping):
        return base.get(name)
    found = operators.MEMBERS.get(operators.kind_of(base), {}).get(name)
    return found(base) if found else None


def _interval(node: Range, scope: Scope) -> Value:
    low = evaluate(node.low, scope) if node.low else None
    high = evaluate(node.high, scope) if node.high else None
    return Interval(low, high, node.low_closed, node.high_closed)


def _within(value: Value, interval: Interval) -> Value:
    above = _compare(">=" if interval.low_closed else ">", value, interval.low)
    below = _compare("<=" if interval.high_closed else "<", value, interval.high)
    return kleene(False, (above, below))


def _between(node: Between, scope: Scope) -> Value:
    low, high = evaluate(node.low, scope), evaluate(node.high, scope)
    return _within(evaluate(node.operand, scope), Interval(low, high, low_closed=True, high_closed=True))


def _in(node: In, scope: Scope) -> Value:
    value = evaluate(node.operand, scope)
    return kleene(True, (_passes(value, test, scope) for test in node.tests))


def _passes(value: Value, test: Node, scope: Scope) -> Value:
    if isinstance(test, UnaryTest):
        return _compare(test.operator, value, evaluate(test.operand, scope))
    return _is_in(value, evaluate(test, scope))


def _is_in(value: Value, group: Value) -> Value:
    if isinstance(group, Interval):
        return _within(value, group)
    if isinstance(group, tuple) and not isinstance(value, tuple):
        return kleene(True, (_is_in(value, one) for one in group))
    return _compare("=", value, group)


def _if(node: If, scope: Scope) -> Value:
    test = evaluate(node.test, scope)
    if not isinstance(test, Unknown):
        return evaluate(node.then if test is True else node.otherwise, scope)
    then, otherwise = evaluate(node.then, scope), evaluate(node.otherwise, scope)
    missing = missing_in(then, otherwise)
    if missing is None and operators.equal(then, otherwise) is True:
        return then
    return Unknown(test.missing | (missing or frozenset()))


def _rounds(bindings: tuple[Binding, ...], scope: Scope) -> Iterator[Scope | Unknown | None]:
    """A scope for each combination; instead of one, Unknown or null where the source is that."""
    if not bindings:
        yield scope
        return
    source = evaluate(bindings[0].source, scope)
    if source is None or isinstance(source, Unknown):
        yield source
        return
    for element in _listed(source):
        yield from _rounds(bindings[1:], {**scope, bindings[0].name: element})


def _listed(source: Value) -> Iterable[Value]:
    """A list's elements; the whole numbers of a range; a single value as a list of itself."""
    if isinstance(source, tuple):
        return source
    if isinstance(source, Interval):
        return _numbers(source)
    return (source,)


def _numbers(interval: Interval) -> tuple[Value, ...]:
    low, high = interval.low, interval.high
    if missing := missing_in(low, high):
        return (Unknown(missing),)
    if not (isinstance(low, Decimal) and isinstance(high, Decimal)) or low != low.to_integral_value():
        return (None,)
    if high - low > MOST_ROUNDS:
        return (_TOO_MANY,)
    return tuple(Decimal(one) for one in range(int(low), int(high) + 1))


def _bounded(rounds: Iterator[Any]) -> Iterator[Any]:
    for count, one in enumerate(rounds):
        if count >= MOST_ROUNDS:
            yield _TOO_MANY
            return
        yield one


def _quantified(node: Quantified, scope: Scope) -> Value:
    def answers() -> Iterator[Value]:
        for one in _bounded(_rounds(node.bindings, scope)):
            yield one if one is None or isinstance(one, Unknown) else evaluate(node.test, one)

    return kleene(not node.every, answers())


def _for(node: For, scope: Scope) -> Value:
    results: list[Value] = []
    for one in _bounded(_rounds(node.bindings, scope)):
        if one is None or isinstance(one, Unknown):
            return one
        results.append(evaluate(node.result, one))
    return tuple(results)


def _filter(node: Filter, scope: Scope) -> Value:
    base = evaluate(node.base, scope)
    if base is None or isinstance(base, Unknown):
        return base
    elements = base if isinstance(base, tuple) else (base,)
    kept: list[Value] = []
    for element in elements[:MOST_ROUNDS]:
        answer = evaluate(node.test, _inside(element, scope))
        if isinstance(answer, Decimal):
            return _at(elements, answer)
        if isinstance(answer, Unknown):
            return answer
        if answer is True:
            kept.append(element)
    return tuple(kept)


def _inside(element: Value, scope: Scope) -> Scope:
    fields = element if isinstance(element, Mapping) else {}
    return {**scope, **fields, ITEM: element}


def _at(elements: tuple[Value, ...], place: Decimal) -> Value:
    """The element at a place counted from 1, or from the end when negative."""
    if place != place.to_integral_value() or not 1 <= abs(place) <= len(elements):
        return None
    return elements[int(place) - 1 if place > 0 else int(place)]


def _call(node: Call, scope: Scope) -> Value:
    given = [evaluate(one, scope) for one in node.arguments]
    function = FUNCTIONS.get(node.function)
    if function and function.lenient:
        waiting = [one for one in given if isinstance(one, Unknown)]
        if not waiting or (node.function == "list contains" and not isinstance(given[0], Unknown)):
            return functions.call(node.function, given)
        return Unknown(frozenset().union(*(one.missing for one in waiting)))
    return _strict(lambda *known: functions.call(node.function, known), *given)


_WALK: dict[type, Callable[[Any, Scope], Value]] = {
    Literal: lambda node, scope: node.value,  # noqa: ARG005 - every walker takes both
    Name: lambda node, scope: scope[node.name] if node.name in scope else Unknown(frozenset({node.name})),
    Member: _member,
    Negate: lambda node, scope: _strict(operators.negate, evaluate(node.operand, scope)),
    Arithmetic: lambda node, scope: _strict(
        lambda a, b: operators.arithmetic(node.operator, a, b), evaluate(node.left, scope), evaluate(node.right, scope)
    ),
    Comparison: lambda node, scope: _compare(node.operator, evaluate(node.left, scope), evaluate(node.right, scope)),
    And: lambda node, scope: kleene(False, (evaluate(part, scope) for part in node.parts)),
    Or: lambda node, scope: kleene(True, (evaluate(part, scope) for part in node.parts)),
    Not: _not,
    Range: _interval,
    Between: _between,
    In: _in,
    ListOf: lambda node, scope: tuple(evaluate(one, scope) for one in node.elements),
    If: _if,
    Quantified: _quantified,
    For: _for,
    Filter: _filter,
    Call: _call,
    UnaryTest: lambda node, scope: None,  # noqa: ARG005 - it means something only inside `in`
}
