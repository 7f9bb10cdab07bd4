"""Conditions with what is known of their names put in, and everything reckoned that can be reckoned beforehand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, cast

from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import (
    And,
    Arithmetic,
    Comparison,
    Filter,
    For,
    If,
    ListOf,
    Literal,
    Member,
    Name,
    Negate,
    Node,
    Or,
    Quantified,
    Range,
    Span,
    UnaryTest,
)
from neni.core.model.conditions.values import Interval, Unknown, Value

NOWHERE = Span(0, 0, 1, 1)
UNKNOWN = Name("?unknown", NOWHERE)
"""Stands for a value that nobody states; no scope has this name."""
_STRICT = (Arithmetic, Comparison, Negate, Member)
"""What is unknown as soon as one operand is."""
_BY_THEMSELVES_NOTHING = (UnaryTest, Range, ListOf)


def literal(value: Value) -> Node | None:
    """The node of a value, `UNKNOWN` for an unknown one, None for lists, records and ranges."""
    if isinstance(value, Unknown):
        return UNKNOWN
    return None if isinstance(value, tuple | Mapping | Interval) else Literal(value, NOWHERE)


def folded(node: Node, known: Mapping[str, Node]) -> Node:
    """The condition with nodes in the place of names. `some` and `every` over a list written out fall apart."""
    reckoned = _reckoned(node, known)
    if reckoned is not None:
        return reckoned
    match node:
        case Name(name=name):
            return known.get(name, node)
        case Quantified():
            return _unrolled(node, known)
        case For() | Filter():
            return node
        case _:
            return _simple(rebuilt(node, lambda one: folded(one, known)))


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same kind of node over changed parts."""
    changed: dict[str, Any] = {one.name: _changed(getattr(node, one.name), change) for one in fields(node)}
    return cast("Node", replace(cast("Any", node), **changed))


def _changed(part: object, change: Callable[[Node], Node]) -> object:
    if isinstance(part, tuple):
        return tuple(_changed(one, change) for one in part)
    return change(cast("Node", part)) if hasattr(part, "span") else part


def _reckoned(node: Node, known: Mapping[str, Node]) -> Node | None:
    """The value, when every name it reads is a constant, or known to be unknown."""
    if isinstance(node, _BY_THEMSELVES_NOTHING):
        return None
    read = names(node)
    values = {name: one.value for name in read if isinstance(one := known.get(name), Literal)}
    unknown = {name for name in read if name == UNKNOWN.name or known.get(name) == UNKNOWN}
    return literal(evaluate(node, values)) if read == values.keys() | unknown else None


def _simple(node: Node) -> Node:
    """What parts that became known say of the whole."""
    if isinstance(node, _STRICT) and any(getattr(node, one.name) == UNKNOWN for one in fields(node)):
        return UNKNOWN
    if isinstance(node, If):
        if isinstance(node.test, Literal):
            return node.then if node.test.value is True else node.otherwise
        if node.test == UNKNOWN and UNKNOWN in (node.then, node.otherwise):
            return UNKNOWN
    return node


def _unrolled(node: Quantified, known: Mapping[str, Node]) -> Node:
    """The tests of all elements, joined."""
    first, rest = node.bindings[0], node.bindings[1:]
    source = folded(first.source, known)
    inner = {name: one for name, one in known.items() if name != first.name}
    if not isinstance(source, ListOf) or rest or any(isinstance(one, ListOf | Range) for one in source.elements):
        return node
    if any(not isinstance(one, Literal | Name) for one in source.elements):
        return node
    parts = tuple(folded(node.test, {**inner, first.name: one}) for one in source.elements)
    if not parts:
        return Literal(node.every, node.span)
    return And(parts, node.span) if node.every else Or(parts, node.span)
