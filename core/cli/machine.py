"""Values as JSON for programs that read the terminal: fields by name, sentences in the one language asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from neni.core.model.text import Language, Text


def plain(value: object, language: Language) -> Any:
    """The JSON-ready form of any value of the model."""
    match value:
        case Text():
            return value.in_language(language)
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Mapping():
            return {str(name): plain(one, language) for name, one in value.items()}
        case tuple() | list() | frozenset():
            return [plain(one, language) for one in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name), language) for field in fields(value)}
    return value
