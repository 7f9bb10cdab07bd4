"""Conditions taken apart for the search: what they compare becomes variables, everything else stays open.

A *term* is a fact or an expression that is compared with values the law of a day tells; a *pair* is two expressions
compared with each other; whatever else a condition asks is a question of its own that may come out any way. Equal
terms of different conditions are one variable, so contradictions show wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from neni.core.model.conditions.checking import type_of
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import (
    And,
    Between,
    Binding,
    Comparison,
    In,
    ListOf,
    Literal,
    Name,
    Node,
    Not,
    Or,
    Range,
    Span,
    UnaryTest,
)
from neni.core.model.conditions.types import YES_NO, ConditionType
from neni.core.model.conditions.values import Value
from neni.core.model.facts import FactType
from neni.core.model.law.checks.domains import is_known, standing_for
from neni.core.model.law.checks.formulas import Alternative, Scope, Variable

_NOWHERE = Span(0, 0, 1, 1)
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_EQUALITIES = ("=", "!=")
_WAYS: tuple[Mapping[str, Value], ...] = (
    {"<": True, "<=": True, ">": False, ">=": False, "=": False, "!=": True},
    {"<": False, "<=": True, ">": False, ">=": True, "=": True, "!=": False},
    {"<": False, "<=": False, ">": True, ">=": True, "=": False, "!=": True},
    {"<": None, "<=": None, ">": None, ">=": None, "=": False, "!=": True},  # one of them is null
    {"<": None, "<=": None, ">": None, ">=": None, "=": True, "!=": False},  # both are
    {"<": None, "<=": None, ">": None, ">=": None, "=": None, "!=": None},  # no comparison has a result
)
"""What comparisons of two values with each other can come to, all at once."""


@dataclass(slots=True)
class Term:
    """A fact or expression with everything it is compared with."""

    name: str
    node: Node
    kind: ConditionType
    borders: list[Value] = field(default_factory=list)


class Terms:
    """All variables of some conditions by the law of one day. Rewrite every condition first, then ask for them."""

    def __init__(self, types: Mapping[str, ConditionType], law: Scope) -> None:
        self._types = types
        self._law = law
        self._terms: dict[object, Term] = {}
        self._pairs: dict[object, str] = {}

    def rewritten(self, node: Node) -> Node:
        """The condition over variables."""
        match node:
            case And() | Or():
                return type(node)(tuple(map(self.rewritten, node.parts)), node.span)
            case Not():
                return Not(self.rewritten(node.operand), node.span)
            case Comparison():
                return self._comparison(node)
            case In() | Between():
                return self._among(node)
            case _:
                return self._told(node) or self._question(node)

    def facts(self) -> dict[str, Term]:
        """The terms that are facts, by name."""
        return {one.node.name: one for one in self._terms.values() if isinstance(one.node, Name)}

    def variables(self, facts: Mapping[str, FactType], settled: Mapping[str, Variable]) -> Iterator[Variable]:
        """Every variable; those in `settled`, by fact, are known better than by their type."""
        for term in self._terms.values():
            name = term.node.name if isinstance(term.node, Name) else ""
            fact = facts.get(name)
            stated = fact if fact is not None and fact.asked else None
            yield settled.get(name) or _variable(term, standing_for(term.kind, stated, term.borders))
        for pair in self._pairs.values():
            ways = ({f"{pair} {sign}": one for sign, one in way.items()} for way in _WAYS)
            yield Variable(tuple(Alternative(way) for way in ways), frozenset(f"{pair} {sign}" for sign in _TURNED))

    def _comparison(self, node: Comparison) -> Node:
        left, right = self._told(node.left), self._told(node.right)
        if left is not None and right is not None:
            return Literal(evaluate(node, self._law), node.span)
        if right is not None:
            return self._compared(node, node.left, right, node.operator)
        if left is not None:
            return self._compared(node, node.right, left, _TURNED[node.operator])
        return self._pair(node)

    def _compared(self, node: Comparison, operand: Node, value: Literal, sign: str) -> Node:
        term = self._term(operand, in_order=sign not in _EQUALITIES)
        if term is None:
            return self._question(node)
        term.borders.append(value.value)
        return Comparison(sign, Name(term.name, _NOWHERE), value, node.span)

    def _pair(self, node: Comparison) -> Node:
        left, right = shape(node.left), shape(node.right)
        known, sign = (left, right), node.operator
        if known not in self._pairs and (right, left) in self._pairs:
            known, sign = (right, left), _TURNED[sign]
        pair = self._pairs.setdefault(known, f"≶{len(self._pairs)}")
        return Name(f"{pair} {sign}", node.span)

    def _among(self, node: In | Between) -> Node:
        tests = node.tests if isinstance(node, In) else (node.low, node.high)
        told = [self._told(one) for one in _ends(tests)]
        borders = [one.value for one in told if one is not None]
        ordered = isinstance(node, Between) or any(map(_asks_for_order, tests))
        ordered = ordered or not all(isinstance(one, str) for one in borders)
        term = self._term(node.operand, in_order=ordered) if len(borders) == len(told) else None
        if term is None:
            return self._question(node)
        term.borders += borders
        return replace(node, operand=Name(term.name, _NOWHERE))

    def _question(self, node: Node) -> Node:
        """Something that may come out true, false or null, whatever else is so."""
        term = self._terms.setdefault(shape(node), Term(f"?{len(self._terms)}", node, YES_NO))
        return Name(term.name, node.span)

    def _term(self, node: Node, *, in_order: bool) -> Term | None:
        kind = type_of(node, self._types)
        if not is_known(kind, in_order=in_order):
            return None
        return self._terms.setdefault(shape(node), Term(f"?{len(self._terms)}", node, kind))

    def _told(self, node: Node) -> Literal | None:
        """The value of what depends on no case."""
        if isinstance(node, Literal):
            return node
        return Literal(evaluate(node, self._law), node.span) if names(node, self._types) <= self._law.keys() else None


def _variable(term: Term, values: Iterable[Value]) -> Variable:
    return Variable(tuple(Alternative({term.name: one}) for one in values), frozenset({term.name}))


def _ends(tests: Iterable[Node]) -> Iterator[Node]:
    """What the tests of an `in` compare with."""
    for one in tests:
        match one:
            case UnaryTest():
                yield one.operand
            case Range():
                yield from (end for end in (one.low, one.high) if end is not None)
            case ListOf():
                yield from _ends(one.elements)
            case _:
                yield one


def _asks_for_order(test: Node) -> bool:
    match test:
        case UnaryTest():
            return test.operator not in _EQUALITIES
        case ListOf():
            return any(map(_asks_for_order, test.elements))
        case _:
            return isinstance(test, Range)


def shape(part: Any) -> object:
    """What a tree says, wherever it stands; equal for trees that say the same."""
    if isinstance(part, tuple):
        return tuple(map(shape, part))
    if hasattr(part, "span") or isinstance(part, Binding):
        return type(part), *(shape(getattr(part, one.name)) for one in fields(part) if one.name != "span")
    return type(part), part
