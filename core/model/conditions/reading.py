"""Which facts and parameters a condition speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from neni.core.model.conditions.checking import type_of
from neni.core.model.conditions.tree import (
    Binding,
    ContextOf,
    Filter,
    For,
    FunctionOf,
    Name,
    Node,
    Part,
    Quantified,
    children,
)
from neni.core.model.conditions.types import ConditionType

_NO_TYPES: Mapping[str, ConditionType] = {}


def names(node: Node, types: Mapping[str, ConditionType] = _NO_TYPES) -> frozenset[str]:
    """The free names: not the variables bound by `some`, `every` and `for`.

    Inside a filter the fields of the records come before facts of the same name. Which fields there are is told
    by `types`; without them every name in a filter but `item` counts.
    """
    return frozenset(_free(node, types))


def _free(node: Part, types: Mapping[str, ConditionType]) -> Iterator[str]:
    if isinstance(node, Name):
        yield node.name
    elif isinstance(node, Quantified):
        yield from _bound(node.bindings, node.test, types)
    elif isinstance(node, For):
        yield from set(_bound(node.bindings, node.result, types)) - {"partial"}
    elif isinstance(node, Filter):
        yield from _free(node.base, types)
        fields = {name for name, _ in type_of(node.base, types).inside.fields}
        yield from set(_free(node.test, types)) - fields - {"item"}
    elif isinstance(node, FunctionOf):
        yield from set(_free(node.body, types)) - {name for name, _ in node.parameters}
    elif isinstance(node, ContextOf):
        yield from _entries(node, types)
    else:
        for child in children(node):
            yield from _free(child, types)


def _entries(node: ContextOf, types: Mapping[str, ConditionType]) -> Iterator[str]:
    """An entry is known to those after it."""
    known: set[str] = set()
    for entry in node.entries:
        yield from set(_free(entry.value, types)) - known
        known.add(entry.name)


def _bound(bindings: tuple[Binding, ...], body: Node, types: Mapping[str, ConditionType]) -> Iterator[str]:
    """A binding is known to those after it and to the body, not to its own list."""
    if not bindings:
        yield from _free(body, types)
        return
    first, *rest = bindings
    yield from _free(first.source, types)
    inner = {**types, first.name: type_of(first.source, types).inside}
    yield from set(_bound(tuple(rest), body, inner)) - {first.name}
