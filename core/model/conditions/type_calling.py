"""Checking of functions: those conditions have, and those a text makes for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neni.core.model.conditions import mistakes
from neni.core.model.conditions.functions import FUNCTIONS
from neni.core.model.conditions.functions.parameters import NAMES, placed
from neni.core.model.conditions.functions.signatures import Signature
from neni.core.model.conditions.tree import Call, ContextOf, FunctionOf, InstanceOf, Invocation, Span
from neni.core.model.conditions.type_names import type_named
from neni.core.model.conditions.type_walk import Types, TypeWalk
from neni.core.model.conditions.types import ANY, NULL, YES_NO, ConditionType, Kind
from neni.core.model.text import Text


class CallingTypes(TypeWalk):
    """Calls, functions, contexts, and `instance of`."""

    def call(self, node: Call, names: Types) -> ConditionType:
        """What the function gives for arguments of these types."""
        given = [self.type(one, names) for one in node.arguments]
        if node.function in names and names[node.function].kind in (Kind.FUNCTION, Kind.ANY):
            return names[node.function].inside
        signatures = FUNCTIONS.get(node.function)
        if signatures is None:
            return self.wrong(mistakes.no_function(node.function, FUNCTIONS), node.span)
        arguments = self._in_places(node, given)
        if arguments is None:
            return ANY
        return self._called(node, arguments, signatures)

    def _in_places(self, node: Call, given: Sequence[ConditionType]) -> list[ConditionType] | None:
        """The types of the arguments in the order of the function; a mistake when the names are not its own."""
        if not node.names:
            return list(given)
        places = placed(node.function, node.names)
        if places is not None:
            return [NULL if one is None else given[one] for one in places]
        known = sorted({name for ways in NAMES.get(node.function, ()) for name in ways})
        strange = next((one for one in node.names if one not in known), node.names[0])
        self.wrong(mistakes.unknown_parameter(node.function, strange, known), node.span)
        return None

    def _called(self, node: Call, arguments: Sequence[ConditionType], signatures: Sequence[Signature]) -> ConditionType:
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
                return self.wrong(mistakes.wrong_kind(kind, wanted), _span_at(node, place))
        return ANY

    def invocation(self, node: Invocation, names: Types) -> ConditionType:
        """What is called must be a function."""
        for one in node.arguments:
            self.type(one, names)
        called = self.type(node.called, names)
        if called.kind not in (Kind.FUNCTION, Kind.ANY):
            return self.wrong(mistakes.wrong_kind(called.kind, {Kind.FUNCTION}), node.called.span)
        return called.inside

    def define(self, node: FunctionOf, names: Types) -> ConditionType:
        """A function; its element is what it gives."""
        inner = {**names, **{name: type_named(kind) for name, kind in node.parameters}}
        return ConditionType(Kind.FUNCTION, element=self.type(node.body, inner))

    def context(self, node: ContextOf, names: Types) -> ConditionType:
        """A record of the entries; each knows those before it, and a function itself."""
        inner, fields = dict(names), []
        for entry in node.entries:
            if isinstance(entry.value, FunctionOf):
                inner[entry.name] = ConditionType(Kind.FUNCTION)
            inner[entry.name] = self.type(entry.value, inner)
            fields.append((entry.name, inner[entry.name]))
        return ConditionType(Kind.RECORD, fields=tuple(fields))

    def instance(self, node: InstanceOf, names: Types) -> ConditionType:
        """Yes or no, whatever the operand is."""
        self.type(node.operand, names)
        return YES_NO


def _span_at(node: Call, place: int) -> Span:
    """Where the argument stands; the whole call when it is given by name."""
    return node.span if node.names else node.arguments[place].span


def _wrong_count(node: Call, signatures: Sequence[Signature]) -> Text:
    counts = set(_counts(signatures))
    more = any(one.more is not None for one in signatures)
    return mistakes.wrong_count(node.function, len(node.arguments), counts, more=more)


def _counts(signatures: Sequence[Signature]) -> Iterator[int]:
    for one in signatures:
        yield from range(one.least, len(one.accepts) + 1)
