"""Whether a condition makes sense before any fact is known: names, functions, kinds, codes of choices.

All mistakes are told at once. A part that is wrong counts as ANY afterwards, so that one mistake is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from neni.core.model.conditions import mistakes
from neni.core.model.conditions.arithmetic import ARITHMETIC, NEGATED, PROPERTIES
from neni.core.model.conditions.mistakes import Mistake
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
)
from neni.core.model.conditions.type_calling import CallingTypes
from neni.core.model.conditions.type_comparing import ComparingTypes
from neni.core.model.conditions.type_walk import LOOSE, Types
from neni.core.model.conditions.types import ANY, YES_NO, ConditionType, Kind, join, of_value

_COUNTED = frozenset({Kind.NUMBER, Kind.DATE, Kind.ANY})
"""Ranges of these have a next one."""


def check(node: Node, names: Types, expected: ConditionType | None = None) -> tuple[Mistake, ...]:
    """Every mistake of the condition, in the order of its text; `expected` is the type it must give."""
    checker = _Checker()
    found = checker.type(node, names)
    if expected is not None:
        checker.expect(node, found, expected, names)
    return tuple(sorted(checker.mistakes, key=lambda one: (one.span.start, one.span.end)))


def type_of(node: Node, names: Types) -> ConditionType:
    """The type the condition gives; ANY where that cannot be told beforehand."""
    return _Checker().type(node, names)


class _Checker(ComparingTypes, CallingTypes):
    """One walk over a tree."""

    def type(self, node: Node, names: Types) -> ConditionType:
        return _TYPES[type(node)](self, node, names)

    def literal(self, node: Literal, _names: Types) -> ConditionType:
        return of_value(node.value)

    def name(self, node: Name, names: Types) -> ConditionType:
        if node.name in names:
            return names[node.name]
        return self.wrong(mistakes.unknown_name(node.name, names), node.span)

    def member(self, node: Member, names: Types) -> ConditionType:
        base = self.type(node.base, names)
        if base.kind is Kind.LIST:
            return ConditionType(Kind.LIST, element=self._member(node, base.inside))
        return self._member(node, base)

    def _member(self, node: Member, base: ConditionType) -> ConditionType:
        if base.kind in LOOSE or (base.kind is Kind.RECORD and not base.fields):
            return ANY
        if found := base.field(node.name):
            return found
        if read := PROPERTIES.get((base.kind, node.name)):
            return ConditionType(read.result)
        known = [name for name, _ in base.fields] or [name for kind, name in PROPERTIES if kind is base.kind]
        return self.wrong(mistakes.unknown_member(node.name, base.kind, known), node.span)

    def negate(self, node: Negate, names: Types) -> ConditionType:
        found = self.type(node.operand, names)
        if found.kind in NEGATED or found.kind is Kind.ANY:
            return found
        return self.wrong(mistakes.wrong_kind(found.kind, NEGATED), node.span)

    def arithmetic(self, node: Arithmetic, names: Types) -> ConditionType:
        left, right = self.type(node.left, names).kind, self.type(node.right, names).kind
        if Kind.ANY in (left, right):
            return ANY
        if found := ARITHMETIC.get((node.operator, left, right)):
            return ConditionType(found.result)
        return self.wrong(mistakes.cannot_calculate(node.operator, left, right), node.span)

    def logical(self, node: And | Or, names: Types) -> ConditionType:
        for part in node.parts:
            self.yes_no(part, names)
        return YES_NO

    def listed(self, node: ListOf, names: Types) -> ConditionType:
        elements = [self.type(one, names) for one in node.elements]
        return ConditionType(Kind.LIST, element=join(elements) if elements else ANY)

    def choose(self, node: If, names: Types) -> ConditionType:
        self.yes_no(node.test, names)
        return join((self.type(node.then, names), self.type(node.otherwise, names)))

    def quantified(self, node: Quantified, names: Types) -> ConditionType:
        return self.yes_no(node.test, self.bound(node.bindings, names))

    def loop(self, node: For, names: Types) -> ConditionType:
        inner = {**self.bound(node.bindings, names), "partial": ConditionType(Kind.LIST, element=ANY)}
        return ConditionType(Kind.LIST, element=self.type(node.result, inner))

    def bound(self, bindings: Sequence[Binding], names: Types) -> Types:
        """The names, with the variables of the bindings."""
        for one in bindings:
            names = {**names, one.name: self.iterated(one.source, names)}
        return names

    def iterated(self, node: Node, names: Types) -> ConditionType:
        """The type a variable takes: the elements of a list, or the whole numbers or days of a range."""
        if isinstance(node, Range) and (found := self.type(node, names)).inside.kind in _COUNTED:
            return found.inside
        return self.elements(node, names)

    def elements(self, node: Node, names: Types) -> ConditionType:
        """The type of the elements of what must be a list."""
        found = self.type(node, names)
        if found.kind not in (Kind.LIST, Kind.ANY):
            return self.wrong(mistakes.wrong_kind(found.kind, {Kind.LIST}), node.span)
        return found.inside

    def select(self, node: Filter, names: Types) -> ConditionType:
        element = self.elements(node.base, names)
        if index_of(node) is not None:
            return element
        inner = {**names, "item": element, **dict(element.fields)}
        self.yes_no(node.test, inner)
        return ConditionType(Kind.LIST, element=element)


_TYPES: dict[type, Callable[[_Checker, Any, Types], ConditionType]] = {
    Literal: _Checker.literal,
    Name: _Checker.name,
    Member: _Checker.member,
    Negate: _Checker.negate,
    Arithmetic: _Checker.arithmetic,
    Comparison: _Checker.comparison,
    And: _Checker.logical,
    Or: _Checker.logical,
    Not: lambda walk, node, names: walk.yes_no(node.operand, names),
    Range: _Checker.range,
    Between: _Checker.between,
    In: _Checker.among,
    UnaryTest: lambda walk, node, names: walk.type(node.operand, names),
    ListOf: _Checker.listed,
    If: _Checker.choose,
    Quantified: _Checker.quantified,
    For: _Checker.loop,
    Filter: _Checker.select,
    Call: _Checker.call,
    Invocation: _Checker.invocation,
    InstanceOf: _Checker.instance,
    FunctionOf: _Checker.define,
    ContextOf: _Checker.context,
}
