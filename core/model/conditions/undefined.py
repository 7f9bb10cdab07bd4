"""Names and functions nobody knows, in a text of the standard, where kinds are told by values only."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from neni.core.model.conditions import mistakes
from neni.core.model.conditions.functions import FUNCTIONS
from neni.core.model.conditions.mistakes import Mistake
from neni.core.model.conditions.tree import (
    INPUT,
    Call,
    ContextOf,
    Filter,
    For,
    FunctionOf,
    Name,
    Part,
    Quantified,
    children,
)

Known = frozenset[str]


def undefined(node: Part, known: Collection[str], *, filtered: bool = False) -> tuple[Mistake, ...]:
    """What stands for nothing. Inside a filter any name may be a field of the elements."""
    return tuple(_undefined(node, frozenset(known) | {INPUT}, filtered=filtered))


def _undefined(node: Part, known: Known, *, filtered: bool) -> Iterator[Mistake]:
    if isinstance(node, Name):
        if not filtered and node.name not in known:
            yield Mistake(mistakes.unknown_name(node.name, sorted(known)), node.span)
        return
    if isinstance(node, Call) and node.function not in FUNCTIONS and node.function not in known and not filtered:
        yield Mistake(mistakes.no_function(node.function, {*FUNCTIONS, *known}), node.span)
    if isinstance(node, Filter):
        yield from _undefined(node.base, known, filtered=filtered)
        yield from _undefined(node.test, known | {"item"}, filtered=True)
        return
    inner = known | given(node)
    for child in children(node):
        yield from _undefined(child, inner, filtered=filtered)


def given(node: Part) -> Known:
    """The names a node gives to what stands in it."""
    if isinstance(node, Quantified | For):
        return frozenset({one.name for one in node.bindings} | {"partial"})
    if isinstance(node, FunctionOf):
        return frozenset(name for name, _ in node.parameters)
    return frozenset(one.name for one in node.entries) if isinstance(node, ContextOf) else frozenset()
