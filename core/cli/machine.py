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
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, Mapping):
        return {str(name): plain(one, language) for name, one in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(one, language) for one in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name), language) for field in fields(value)}
    return _single(value)


def _single(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
