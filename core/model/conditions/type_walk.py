"""The walk over a tree that tells the type of each node: what every part of the checking shares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from neni.core.model.conditions import mistakes
from neni.core.model.conditions.mistakes import Mistake
from neni.core.model.conditions.tree import If, Node, Span
from neni.core.model.conditions.types import ANY, YES_NO, ConditionType, Kind
from neni.core.model.text import Text

Types = Mapping[str, ConditionType]
LOOSE = frozenset({Kind.ANY, Kind.NULL})
"""Kinds that may stand beside any other in an equality."""


class TypeWalk(ABC):
    """One walk over a tree; gathers mistakes and tells the type of each node."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def wrong(self, message: Text, span: Span) -> ConditionType:
        """Note a mistake; what it stands in is of a type nobody knows."""
        self.mistakes.append(Mistake(message, span))
        return ANY

    @abstractmethod
    def type(self, node: Node, names: Types) -> ConditionType:
        """The type the node gives."""

    def expect(self, node: Node, found: ConditionType, expected: ConditionType, names: Types) -> None:
        """The node must give the expected type; the branches of an `if` are looked at one by one."""
        if isinstance(node, If):
            for branch in (node.then, node.otherwise):
                self.expect(branch, type(self)().type(branch, names), expected, names)
        elif found.kind not in LOOSE and expected.kind is not Kind.ANY and found.kind is not expected.kind:
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
        if found.kind not in LOOSE | {Kind.YES_NO}:
            self.wrong(mistakes.wrong_kind(found.kind, {Kind.YES_NO}), node.span)
        return YES_NO
