"""The functions of conditions in one table, used by checking, by evaluation and by the parser for their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from neni.core.model.conditions.functions.days import DAYS
from neni.core.model.conditions.functions.lists import LISTS
from neni.core.model.conditions.functions.numbers import NUMBERS
from neni.core.model.conditions.functions.signatures import Signature
from neni.core.model.conditions.functions.texts import TEXTS
from neni.core.model.conditions.operators import attempt, unknown, unknown_within
from neni.core.model.conditions.types import EVERYTHING, Kind, kind_of
from neni.core.model.conditions.values import Unknown, Value

FUNCTIONS: Mapping[str, tuple[Signature, ...]] = {**NUMBERS, **TEXTS, **LISTS, **DAYS}
"""Name to the ways the function may be called; the first that fits counts."""


def call(name: str, arguments: Sequence[Value]) -> Value:
    """What the function gives: null when no way of calling it fits, unknown when what is unknown could matter."""
    kinds = [Kind.ANY if isinstance(one, Unknown) else kind_of(one) for one in arguments]
    for signature in FUNCTIONS.get(name, ()):
        if signature.fits(kinds):
            return _apply(signature, arguments)
    return None


def _apply(signature: Signature, arguments: Sequence[Value]) -> Value:
    undecided = [one for place, one in enumerate(arguments) if not _may_stay_unknown(signature, place)]
    if any(isinstance(one, Unknown) for one in undecided):
        return unknown(*undecided)
    if not signature.lenient and (missing := unknown_within(tuple(arguments))):
        return Unknown(missing)
    return attempt(signature.apply, *arguments)


def _may_stay_unknown(signature: Signature, place: int) -> bool:
    return signature.lenient and signature.accepts_at(place) == EVERYTHING
