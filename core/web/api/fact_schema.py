"""The JSON schema of facts, so that a program can make its own form or check before it sends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from neni.core.model.facts import FactKind, FactType
from neni.core.web.here import words

_NUMBER = {"type": ["string", "number"], "pattern": r"^-?\d{1,20}(\.\d{1,20})?$"}
_KINDS: dict[FactKind, dict[str, Any]] = {
    FactKind.MONEY: {**_NUMBER, "pattern": r"^-?\d{1,20}(\.\d{1,2})?$"},
    FactKind.PERCENT: _NUMBER,
    FactKind.NUMBER: _NUMBER,
    FactKind.DATE: {"type": "string", "format": "date"},
    FactKind.INSTANT: {"type": "string", "format": "date-time"},
    FactKind.DURATION: {"type": "string", "format": "duration"},
    FactKind.CHOICE: {"type": "string"},
    FactKind.TEXT: {"type": "string"},
    FactKind.YES_NO: {"type": "boolean"},
    FactKind.RECORDS: {"type": "array"},
}


def schema(facts: Iterable[FactType], required: Iterable[str] = ()) -> dict[str, Any]:
    """An object with these facts."""
    told: dict[str, Any] = {
        "type": "object",
        "properties": {fact.name: _of(fact) for fact in facts},
        "additionalProperties": False,
    }
    wanted = list(required)
    return {**told, "required": wanted} if wanted else told


def _of(fact: FactType) -> dict[str, Any]:
    told: dict[str, Any] = {**_KINDS[fact.kind], "title": words(fact.label), "x-kind": fact.kind.value}
    told |= {"description": words(fact.help)} if fact.help else {}
    told |= {"x-unit": fact.unit} if fact.unit else {}
    if fact.kind is FactKind.CHOICE:
        told["oneOf"] = [{"const": one.code, "title": words(one.label)} for one in fact.choices]
    if fact.kind is FactKind.RECORDS:
        told["items"] = schema(fact.fields)
    return told | _limits(fact)


def _limits(fact: FactType) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    if fact.max_length:
        limits["maxLength"] = fact.max_length
    if fact.pattern:
        limits["pattern"] = f"^(?:{fact.pattern})$"
    for name, bound in (("x-minimum", fact.minimum), ("x-maximum", fact.maximum)):
        if bound is not None:
            limits[name] = str(bound)
    return limits
