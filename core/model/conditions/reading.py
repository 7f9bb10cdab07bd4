"""What a condition reads: its free names, as opposed to those it binds itself."""

from __future__ import annotations

from neni.core.model.conditions.tree import Binding, Filter, For, Member, Name, Node, Quantified, children

ITEM = "item"
"""Inside a filter, the element itself."""


def names(node: Node) -> frozenset[str]:
    """Names of facts and parameters the condition may read. A name inside a filter is counted although a field of
    the record may stand before it: which, is known only when there are records."""
    return frozenset(_free(node, frozenset()))


def _free(node: Node | Binding, bound: frozenset[str]) -> set[str]:
    match node:
        case Name():
            return set() if node.name in bound else {node.name}
        case Quantified() | For():
            return _free_of_loop(node, bound)
        case Filter():
            return _free(node.base, bound) | _free(node.test, bound | {ITEM})
        case Binding():
            return _free(node.source, bound)
        case Member():
            return _free(node.base, bound)
        case _:
            return set().union(*(_free(one, bound) for one in children(node)))


def _free_of_loop(node: Quantified | For, bound: frozenset[str]) -> set[str]:
    found: set[str] = set()
    for binding in node.bindings:
        found |= _free(binding.source, bound)
        bound |= {binding.name}
    return found | _free(node.test if isinstance(node, Quantified) else node.result, bound)
