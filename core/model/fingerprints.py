"""Fingerprints of law: SHA-256 over content in one canonical form, so that a confirmation counts for exactly what
was confirmed. Where something stands in a file, comments and the spaces between words do not count; decision tables
count as the derivations they are. What says nothing does not count either, so that law keeps its fingerprint when a
later version of Neni lets more be said.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from neni.core.model.rules import Condition

_LEFT_OUT = frozenset(
    {"place", "places", "fingerprint", "file", "lines", "tables", "written", "rows", "rivals", "note_said"}
)
_STRING_OR_SPACES = re.compile(r'"(?:[^"\\]|\\.)*"|(?:\s|//[^\n]*|/\*[\s\S]*?\*/)+')
"""A string, or what stands between words: spaces, `// a comment to the end of its line`, `/* a comment */`."""


def fingerprint(*values: object) -> str:
    """The SHA-256 of values in their canonical form, as 64 hexadecimal digits."""
    written = json.dumps([canonical(one) for one in values], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def canonical(value: object) -> object:
    """Lists, mappings, texts and booleans only; equal content has equal form."""
    if isinstance(value, Condition):
        return spaced_once(value.text)
    if is_dataclass(value) and not isinstance(value, type):
        kept = ((field.name, getattr(value, field.name)) for field in fields(value) if field.name not in _LEFT_OUT)
        return {name: canonical(one) for name, one in kept if not _says_nothing(one)}
    if isinstance(value, Mapping):
        return {str(name): canonical(one) for name, one in value.items()}
    if isinstance(value, str | bool | None):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Iterable):
        return [canonical(one) for one in value]
    return _plain(value)


def _says_nothing(value: object) -> bool:
    return value is None or (isinstance(value, str | tuple | Mapping) and not value)


def spaced_once(text: str) -> str:
    """A condition with single spaces between its words and no comments; what stands in quotes is left as it is.

    A comment to the end of a line must go before its line break does, or it would swallow the next line.
    """
    return _STRING_OR_SPACES.sub(lambda found: found[0] if found[0].startswith('"') else " ", text).strip()


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"{value.total_seconds()} s"
    return str(value)
