"""Functions on texts. Characters are Unicode code points; there are no patterns, whose running time has no bound."""

from __future__ import annotations

from decimal import Decimal

from neni.core.model.conditions.functions.signatures import Signature, signature
from neni.core.model.conditions.moments import whole
from neni.core.model.conditions.types import Kind
from neni.core.model.conditions.values import Value

_T, _N, _Y = Kind.TEXT, Kind.NUMBER, Kind.YES_NO


def _substring(text: str, start: Decimal, length: Decimal | None = None) -> Value:
    """Places count from 1, or from the end when negative; a length must be at least 1, and its parts do not count."""
    first = whole(start)
    if not first or abs(first) > len(text):
        return None
    rest = text[first - 1 :] if first > 0 else text[first:]
    if length is None:
        return rest
    return None if length < 1 else rest[: int(min(length, Decimal(len(rest))))]


def _before(text: str, mark: str) -> Value:
    return text.partition(mark)[0] if mark and mark in text else ""


def _after(text: str, mark: str) -> Value:
    return text.partition(mark)[2] if mark else text


TEXTS: dict[str, tuple[Signature, ...]] = {
    "string length": (signature([_T], _N, lambda text: Decimal(len(text))),),
    "upper case": (signature([_T], _T, str.upper),),
    "lower case": (signature([_T], _T, str.lower),),
    "substring": (signature([_T, _N, _N], _T, _substring, least=2),),
    "substring before": (signature([_T, _T], _T, _before),),
    "substring after": (signature([_T, _T], _T, _after),),
    "contains": (signature([_T, _T], _Y, lambda text, words: words in text),),
    "starts with": (signature([_T, _T], _Y, str.startswith),),
    "ends with": (signature([_T, _T], _Y, str.endswith),),
}
