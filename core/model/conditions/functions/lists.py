"""Functions on lists. Those whose answer the known elements may decide look at unknown ones themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from neni.core.model.conditions.functions.signatures import Signature, signature
from neni.core.model.conditions.operators import all_of, any_of, equal
from neni.core.model.conditions.types import EVERYTHING, ConditionType, Kind, join
from neni.core.model.conditions.values import Value

Elements = tuple[Value, ...]
LONGEST = 10_000
"""A longer list has no result here: finding doubles compares every element with every other."""
_L, _Y = Kind.LIST, Kind.YES_NO
_MOST_COMPARED = 1_000


def _contains(elements: Elements, wanted: Value) -> Value:
    return any_of(equal(one, wanted) for one in elements)


def _append(elements: Elements, *more: Value) -> Value:
    return _short(elements + more)


def _concatenate(*lists: Elements) -> Value:
    return _short(sum(lists, ()))


def _distinct(elements: Elements) -> Value:
    if len(elements) > _MOST_COMPARED:
        return None
    found: list[Value] = []
    for one in elements:
        if not any(equal(one, other) is True for other in found):
            found.append(one)
    return tuple(found)


def _union(*lists: Elements) -> Value:
    return _distinct(sum(lists, ()))


def _index_of(elements: Elements, wanted: Value) -> Value:
    return tuple(Decimal(place) for place, one in enumerate(elements, 1) if equal(one, wanted) is True)


def _reverse(elements: Elements) -> Value:
    return elements[::-1]


def _short(elements: Elements) -> Value:
    return elements if len(elements) <= LONGEST else None


def _same(arguments: Sequence[ConditionType]) -> ConditionType:
    return arguments[0]


def _lists_joined(arguments: Sequence[ConditionType]) -> ConditionType:
    return ConditionType(_L, element=join(one.inside for one in arguments))


def _appended(arguments: Sequence[ConditionType]) -> ConditionType:
    return ConditionType(_L, element=join((arguments[0].inside, *arguments[1:])))


def _numbers(_arguments: Sequence[ConditionType]) -> ConditionType:
    return ConditionType(_L, element=ConditionType(Kind.NUMBER))


def _logical(function: Callable[[Sequence[Value]], Value]) -> tuple[Signature, ...]:
    """Called with a list, or with the elements themselves."""
    return (
        signature([_L], _Y, function, lenient=True),
        signature([EVERYTHING], _Y, lambda *parts: function(parts), more=EVERYTHING, lenient=True, least=2),
    )


LISTS: dict[str, tuple[Signature, ...]] = {
    "list contains": (signature([_L, EVERYTHING], _Y, _contains, lenient=True),),
    "append": (signature([_L, EVERYTHING], _appended, _append, more=EVERYTHING, lenient=True),),
    "concatenate": (signature([_L], _lists_joined, _concatenate, more=frozenset({_L}), lenient=True),),
    "distinct values": (signature([_L], _same, _distinct),),
    "union": (signature([_L], _lists_joined, _union, more=frozenset({_L})),),
    "index of": (signature([_L, EVERYTHING], _numbers, _index_of),),
    "reverse": (signature([_L], _same, _reverse, lenient=True),),
    "all": _logical(all_of),
    "any": _logical(any_of),
}
