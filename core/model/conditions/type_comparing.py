"""Checking of comparisons: whether two types have an order or an equality between them."""

from __future__ import annotations

from neni.core.model.conditions import mistakes
from neni.core.model.conditions.tree import Between, Comparison, In, ListOf, Literal, Node, Range, UnaryTest
from neni.core.model.conditions.type_walk import Types, TypeWalk
from neni.core.model.conditions.types import ANY, ORDERED, YES_NO, ConditionType, Kind


class ComparingTypes(TypeWalk):
    """`= < in between` and ranges."""

    def comparison(self, node: Comparison, names: Types) -> ConditionType:
        """Both sides must go together."""
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

    def range(self, node: Range, names: Types) -> ConditionType:
        """The ends must have an order between them."""
        ends = [self.type(one, names) for one in (node.low, node.high) if one is not None]
        before = len(self.mistakes)
        for one in ends:
            self.comparable("<=", ends[0], one, node)
        sound = ends and len(self.mistakes) == before
        return ConditionType(Kind.RANGE, element=ends[-1] if sound else ANY)

    def between(self, node: Between, names: Types) -> ConditionType:
        """The operand must have an order with both ends."""
        operand = self.type(node.operand, names)
        for end in (node.low, node.high):
            self.comparable("<=", operand, self.type(end, names), end)
        return YES_NO

    def among(self, node: In, names: Types) -> ConditionType:
        """The operand must go together with each test."""
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


def _has_order(left: ConditionType, right: ConditionType) -> bool:
    """Codes of a choice have none, whatever the alphabet says; a text written out is one text."""
    return left.kind in ORDERED and all(one.codes is None or len(one.codes) == 1 for one in (left, right))
