"""Whether a condition makes sense before any fact is known: names, functions, kinds, codes of choices.

All mistakes are told at once. A part that is wrong counts as ANY afterwards, so that one mistake is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from neni.core.model.conditions import mistakes
from neni.core.model.conditions.arithmetic import ARITHMETIC, NEGATED, PROPERTIES
from neni.core.model.conditions.functions import FUNCTIONS
from neni.core.model.conditions.functions.signatures import Signature
from neni.core.model.conditions.mistakes import Mistake
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
    Span,
    UnaryTest,
    index_of,
)
from neni.core.model.conditions.types import ANY, ORDERED, YES_NO, ConditionType, Kind, join, of_value
from neni.core.model.text import Text

Types = Mapping[str, ConditionType]

_LOOSE = frozenset({Kind.ANY, Kind.NULL})
"""Kinds that may stand beside any other in an equality."""


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


class _Checker:
    """One walk over a tree; gathers mistakes and tells the type of each node."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def wrong(self, message: Text, span: Span) -> ConditionType:
        """Note a mistake; what it stands in is of a type nobody knows."""
        self.mistakes.append(Mistake(message, span))
        return ANY

    def type(self, node: Node, names: Types) -> ConditionType:
        return _TYPES[type(node)](self, node, names)

    def expect(self, node: Node, found: ConditionType, expected: ConditionType, names: Types) -> None:
        """The node must give the expected type; the branches of an `if` are looked at one by one."""
        if isinstance(node, If):
            for branch in (node.then, node.otherwise):
                self.expect(branch, type_of(branch, names), expected, names)
        elif found.kind not in _LOOSE and expected.kind is not Kind.ANY and found.kind is not expected.kind:
            self.wrong(mistakes.wrong_kind(found.kind, {expected.kind}), node.span)
        elif expected.codes is not None and found.codes is not None:
            self.codes(node.span, found.codes, expected.codes)

    def codes(self, span: Span, found: frozenset[str], possible: frozenset[str]) -> None:
        """Every code found must be possible."""
        for code in sorted(found - possible):
            self.wrong(mistakes.unknown_code(code, possible), span)

    def yes_no(self, node: Node, names: Types) -> ConditionType:
        """The node must be a test."""
        found = self.type(node, names)
        if found.kind not in _LOOSE | {Kind.YES_NO}:
            self.wrong(mistakes.wrong_kind(found.kind, {Kind.YES_NO}), node.span)
        return YES_NO

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
        if base.kind in _LOOSE or (base.kind is Kind.RECORD and not base.fields):
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

    def comparison(self, node: Comparison, names: Types) -> ConditionType:
        left, right = self.type(node.left, names), self.type(node.right, names)
        self.comparable(node.operator, left, right, node)
        return YES_NO

    def comparable(self, sign: str, left: ConditionType, right: ConditionType, at: Node) -> None:
        """Both sides must be of one kind; for an order it must be one that has an order."""
        if Kind.ANY in (left.kind, right.kind):
            return
        equality = sign in ("=", "!=")
        if left.kind is right.kind and not equality and not _has_order(left, right):
            self.wrong(mistakes.no_order(left.kind), at.span)
        elif left.kind is not right.kind and not (equality and Kind.NULL in (left.kind, right.kind)):
            self.wrong(mistakes.cannot_compare(left.kind, right.kind), at.span)
        elif equality and left.codes is not None and right.codes is not None and not left.codes & right.codes:
            self.never_equal(left.codes, right.codes, at)

    def never_equal(self, left: frozenset[str], right: frozenset[str], at: Node) -> None:
        """Name the code that is written out, when it is one; else only say so."""
        for (wrong, known), side in (((right, left), "right"), ((left, right), "left")):
            written = getattr(at, side, at)
            if isinstance(written, Literal) and len(wrong) == 1:
                self.codes(written.span, wrong, known)
                return
        self.wrong(mistakes.never_equal(), at.span)

    def logical(self, node: And | Or, names: Types) -> ConditionType:
        for part in node.parts:
            self.yes_no(part, names)
        return YES_NO

    def range(self, node: Range, names: Types) -> ConditionType:
        ends = [self.type(one, names) for one in (node.low, node.high) if one is not None]
        before = len(self.mistakes)
        for one in ends:
            self.comparable("<=", ends[0], one, node)
        sound = ends and len(self.mistakes) == before
        return ConditionType(Kind.RANGE, element=ends[-1] if sound else ANY)

    def between(self, node: Between, names: Types) -> ConditionType:
        operand = self.type(node.operand, names)
        for end in (node.low, node.high):
            self.comparable("<=", operand, self.type(end, names), end)
        return YES_NO

    def among(self, node: In, names: Types) -> ConditionType:
        operand = self.type(node.operand, names)
        for test in node.tests:
            self._test(operand, test, names)
        return YES_NO

    def _test(self, operand: ConditionType, test: Node, names: Types) -> None:
        if isinstance(test, UnaryTest):
            self.comparable(test.operator, operand, self.type(test.operand, names), test.operand)
        elif isinstance(test, ListOf):
            for element in test.elements:
                self._matches(operand, self.type(element, names), element)
        else:
            self._matches(operand, self.type(test, names), test)

    def _matches(self, operand: ConditionType, found: ConditionType, at: Node) -> None:
        if found.kind is Kind.LIST:
            self._matches(operand, found.inside, at)
        elif found.kind is Kind.RANGE:
            self.comparable("<=", operand, found.inside, at)
        else:
            self.comparable("=", operand, found, at)

    def listed(self, node: ListOf, names: Types) -> ConditionType:
        elements = [self.type(one, names) for one in node.elements]
        return ConditionType(Kind.LIST, element=join(elements) if elements else ANY)

    def choose(self, node: If, names: Types) -> ConditionType:
        self.yes_no(node.test, names)
        return join((self.type(node.then, names), self.type(node.otherwise, names)))

    def quantified(self, node: Quantified, names: Types) -> ConditionType:
        return self.yes_no(node.test, self.bound(node.bindings, names))

    def loop(self, node: For, names: Types) -> ConditionType:
        return ConditionType(Kind.LIST, element=self.type(node.result, self.bound(node.bindings, names)))

    def bound(self, bindings: Sequence[Binding], names: Types) -> Types:
        """The names, with the variables of the bindings."""
        for one in bindings:
            names = {**names, one.name: self.iterated(one.source, names)}
        return names

    def iterated(self, node: Node, names: Types) -> ConditionType:
        """The type a variable takes: the elements of a list, or the whole numbers of a range."""
        if isinstance(node, Range) and (found := self.type(node, names)).inside.kind in (Kind.NUMBER, Kind.ANY):
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

    def call(self, node: Call, names: Types) -> ConditionType:
        arguments = [self.type(one, names) for one in node.arguments]
        signatures = FUNCTIONS.get(node.function)
        if signatures is None:
            return self.wrong(mistakes.unknown_function(node.function, FUNCTIONS), node.span)
        possible = [one for one in signatures if one.takes(len(arguments))]
        if not possible:
            return self.wrong(_wrong_count(node, signatures), node.span)
        kinds = [one.kind for one in arguments]
        fitting = [one for one in possible if one.fits(kinds)]
        if not fitting:
            return self.wrong_argument(node, kinds, possible)
        results = [one.result(arguments) for one in fitting]
        return results[0] if all(one == results[0] for one in results) else ANY

    def wrong_argument(self, node: Call, kinds: Sequence[Kind], possible: Sequence[Signature]) -> ConditionType:
        """Tell the first argument that fits no way of calling, or the last when only the combination is wrong."""
        for place, kind in enumerate(kinds):
            accepted = [one.accepts_at(place) for one in possible if one.allows(place, kind)]
            if not accepted or place == len(kinds) - 1:
                wanted = frozenset().union(*(one.accepts_at(place) for one in possible))
                return self.wrong(mistakes.wrong_kind(kind, wanted), node.arguments[place].span)
        return ANY


def _has_order(left: ConditionType, right: ConditionType) -> bool:
    """Codes of a choice have none, whatever the alphabet says; a text written out is one text."""
    return left.kind in ORDERED and all(one.codes is None or len(one.codes) == 1 for one in (left, right))


def _wrong_count(node: Call, signatures: Sequence[Signature]) -> Text:
    counts = set(_counts(signatures))
    more = any(one.more is not None for one in signatures)
    return mistakes.wrong_count(node.function, len(node.arguments), counts, more=more)


def _counts(signatures: Sequence[Signature]) -> Iterator[int]:
    for one in signatures:
        yield from range(one.least, len(one.accepts) + 1)


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
}
