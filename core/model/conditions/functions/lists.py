"""Functions on lists. Those whose answer the known elements may decide look at unknown ones themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cmp_to_key

from neni.core.model.conditions.arithmetic import LONGEST_TEXT
from neni.core.model.conditions.functions.signatures import Signature, one_of, signature
from neni.core.model.conditions.moments import whole
from neni.core.model.conditions.operators import all_of, any_of, compare, equal
from neni.core.model.conditions.types import EVERYTHING, ConditionType, Kind, join
from neni.core.model.conditions.values import Unknown, Value

Elements = tuple[Value, ...]
LONGEST = 10_000
"""A longer list has no result here: finding doubles compares every element with every other."""
_L, _Y, _N = Kind.LIST, Kind.YES_NO, Kind.NUMBER
_MOST_COMPARED = 1_000


def _contains(elements: Elements, wanted: Value) -> Value:
    """An element of another kind is not the one wanted."""
    return any_of(False if same is None else same for same in (equal(one, wanted) for one in elements))


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


def _sublist(elements: Elements, start: Decimal, length: Decimal | None = None) -> Value:
    """Places count from 1, or from the end when negative; null when the list does not reach so far."""
    first = place_in(elements, start)
    if first is None:
        return None
    if length is None:
        return elements[first:]
    most = whole(length)
    return None if most is None or most < 1 or first + most > len(elements) else elements[first : first + most]


def place_in(elements: Elements, place: Decimal) -> int | None:
    """The place counted from 0; None when there is none."""
    number = whole(place)
    if not number or abs(number) > len(elements):
        return None
    return number - 1 if number > 0 else len(elements) + number


def _insert(elements: Elements, place: Decimal, one: Value) -> Value:
    at = place_in(elements, place)
    return None if at is None else _short((*elements[:at], one, *elements[at:]))


def _remove(elements: Elements, place: Decimal) -> Value:
    at = place_in(elements, place)
    return None if at is None else (*elements[:at], *elements[at + 1 :])


def _replaced(elements: Elements, place: Decimal, one: Value) -> Value:
    at = place_in(elements, place)
    return None if at is None else (*elements[:at], one, *elements[at + 1 :])


def _flatten(elements: Elements) -> Value:
    """The elements of lists within lists, in their order."""
    found: list[Value] = []
    waiting = list(reversed(elements))
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            waiting.extend(reversed(one))
        else:
            found.append(one)
        if len(found) > LONGEST or len(waiting) > LONGEST:
            return None
    return tuple(found)


def _join(elements: Elements, mark: str | None = None) -> Value:
    """Texts one after the other; nothing among them is left out."""
    texts = [one for one in elements if isinstance(one, str)]
    if len(texts) + elements.count(None) < len(elements):
        return None
    joined = (mark or "").join(texts)
    return joined if len(joined) <= LONGEST_TEXT else None


def sort(elements: Elements, before: Callable[[Value, Value], Value]) -> Value:
    """In the order that `before` tells; null as soon as it tells neither yes nor no."""

    def order(one: Value, other: Value) -> int:
        for left, right, sign in ((one, other, -1), (other, one, 1)):
            told = before(left, right)
            if not isinstance(told, bool):
                raise _NoOrder(told)
            if told:
                return sign
        return 0

    try:
        return tuple(sorted(elements, key=cmp_to_key(order)))
    except _NoOrder as error:
        return error.told if isinstance(error.told, Unknown) else None


class _NoOrder(Exception):
    """Two elements of which none goes before the other for certain. Never leaves this module."""

    def __init__(self, told: Value) -> None:
        super().__init__()
        self.told = told


def _natural(elements: Elements) -> Value:
    return sort(elements, lambda one, other: compare("<", one, other))


def _same(arguments: Sequence[ConditionType]) -> ConditionType:
    return arguments[0]


def _lists_joined(arguments: Sequence[ConditionType]) -> ConditionType:
    return ConditionType(_L, element=join(one.inside for one in arguments))


def _appended(arguments: Sequence[ConditionType]) -> ConditionType:
    return ConditionType(_L, element=join((arguments[0].inside, *arguments[1:])))


def _inserted(arguments: Sequence[ConditionType]) -> ConditionType:
    return ConditionType(_L, element=join((arguments[0].inside, arguments[2])))


def _any_list(_arguments: Sequence[ConditionType]) -> ConditionType:
    return ConditionType(_L)


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
    "sublist": (signature([_L, _N, _N], _same, _sublist, least=2, lenient=True),),
    "insert before": (signature([_L, _N, EVERYTHING], _inserted, _insert, lenient=True),),
    "remove": (signature([_L, _N], _same, _remove, lenient=True),),
    "list replace": (signature([_L, _N, EVERYTHING], _inserted, _replaced, lenient=True),),
    "flatten": (signature([_L], _any_list, _flatten),),
    "string join": (signature([_L, one_of(Kind.TEXT, Kind.NULL)], Kind.TEXT, _join, least=1),),
    "sort": (signature([_L], _same, _natural), signature([_L, Kind.FUNCTION], _same, lambda _list, _function: None)),
    "all": _logical(all_of),
    "any": _logical(any_of),
}
