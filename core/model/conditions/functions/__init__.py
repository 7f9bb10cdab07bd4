"""The functions of conditions in one table, used by checking, by evaluation and by the parser for their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from neni.core.model.conditions.functions.contexts import CONTEXTS
from neni.core.model.conditions.functions.days import DAYS
from neni.core.model.conditions.functions.lists import LISTS
from neni.core.model.conditions.functions.numbers import NUMBERS
from neni.core.model.conditions.functions.patterns import PATTERNS
from neni.core.model.conditions.functions.ranges import RANGES
from neni.core.model.conditions.functions.signatures import Signature
from neni.core.model.conditions.functions.statistics import STATISTICS
from neni.core.model.conditions.functions.texts import TEXTS
from neni.core.model.conditions.operators import attempt, unknown, unknown_within
from neni.core.model.conditions.types import EVERYTHING, Kind, kind_of
from neni.core.model.conditions.values import Unknown, Value

FUNCTIONS: Mapping[str, tuple[Signature, ...]] = {
    **NUMBERS, **STATISTICS, **TEXTS, **PATTERNS, **LISTS, **DAYS, **RANGES, **CONTEXTS,
}  # fmt: skip
"""Name to the ways the function may be called; the first that fits counts."""


def call(name: str, arguments: Sequence[Value]) -> Value:
    """What the function gives: null when no way of calling it fits, unknown when what is unknown could matter.

    Where a list is wanted one value counts as a list of one, and the other way round, as the standard has it.
    """
    ways = FUNCTIONS.get(name, ())
    if found := _fitting(ways, arguments):
        return _apply(found, arguments)
    for way in ways:
        if way.takes(len(arguments)):
            turned = [_turned(one, way.accepts_at(place)) for place, one in enumerate(arguments)]
            if found := _fitting((way,), turned):
                return _apply(found, turned)
    return None


def _fitting(ways: Sequence[Signature], arguments: Sequence[Value]) -> Signature | None:
    kinds = [Kind.ANY if isinstance(one, Unknown) else kind_of(one) for one in arguments]
    return next((one for one in ways if one.fits(kinds)), None)


def _turned(value: Value, accepted: frozenset[Kind]) -> Value:
    kind = kind_of(value)
    if kind in accepted or value is None:
        return value
    if isinstance(value, tuple) and len(value) == 1:
        return value[0]
    return (value,) if Kind.LIST in accepted and not isinstance(value, tuple) else value


def _apply(signature: Signature, arguments: Sequence[Value]) -> Value:
    undecided = [one for place, one in enumerate(arguments) if not _may_stay_unknown(signature, place)]
    if any(isinstance(one, Unknown) for one in undecided):
        return unknown(*undecided)
    if not signature.lenient and (missing := unknown_within(tuple(arguments))):
        return Unknown(missing)
    return attempt(signature.apply, *arguments)


def _may_stay_unknown(signature: Signature, place: int) -> bool:
    return signature.lenient and signature.accepts_at(place) == EVERYTHING
