"""Functions with patterns. The library that reads patterns is given from outside, because its running time must have
a bound: `matches` may never keep a machine busy, whatever the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from neni.core.model.conditions.arithmetic import LONGEST_TEXT
from neni.core.model.conditions.functions.signatures import Signature, one_of, signature
from neni.core.model.conditions.types import ConditionType, Kind
from neni.core.model.conditions.values import Value

LONGEST_PATTERN = 1_000
_MOST_PARTS = 10_000
_T, _Y = Kind.TEXT, Kind.YES_NO
_FLAGS = one_of(_T, Kind.NULL)
_REFERENCE = re.compile(r"\\([\\$])|\$([0-9])|([\\$])")


class Found(Protocol):
    """One place where a pattern is met."""

    def group(self, number: int) -> str | None:
        """What a group met."""

    def span(self) -> tuple[int, int]:
        """Where it begins and ends."""


class Pattern(Protocol):
    """A pattern that was read."""

    @property
    def groups(self) -> int:
        """How many groups it has."""

    def met(self, text: str) -> Found | None:
        """The first place of the text that meets it."""

    def all(self, text: str) -> Sequence[Found]:
        """All places, one after the other."""


class _Reader:
    """Who reads patterns: nobody until a library is given."""

    read: Callable[[str, str], Pattern | None] | None = None


def read_with(read: Callable[[str, str], Pattern | None]) -> None:
    """Read patterns with that library: from pattern and flags; None for what is no pattern."""
    _Reader.read = read


def reads(pattern: str, flags: str | None) -> Pattern | None:
    """The pattern, or None when it is none."""
    reader = _Reader.read
    return None if reader is None or len(pattern) > LONGEST_PATTERN else reader(pattern, flags or "")


def _matches(text: str, pattern: str, flags: str | None = None) -> Value:
    read = reads(pattern, flags)
    return None if read is None else read.met(text) is not None


def _replace(text: str, pattern: str, replacement: str, flags: str | None = None) -> Value:
    """Null for a pattern met by nothing at all, as XPath has it, and for a wrong reference in the replacement."""
    read = reads(pattern, flags)
    if read is None or read.met("") is not None:
        return None
    parts, end, length = [], 0, 0
    for found in read.all(text):
        start, following = found.span()
        parts += [text[end:start], _filled(replacement, found, read.groups)]
        length += len(parts[-1]) + len(parts[-2])
        if length > LONGEST_TEXT:
            return None
        end = following
    return "".join((*parts, text[end:]))


def _filled(replacement: str, found: Found, groups: int) -> str:
    """`$1` is what the first group met; after a backslash a sign is itself. Raises ValueError."""

    def part(reference: re.Match[str]) -> str:
        escaped, number, wrong = reference.groups()
        if wrong:
            raise ValueError(replacement)
        if escaped:
            return str(escaped)
        return (found.group(int(number)) or "") if int(number) <= groups else ""

    return _REFERENCE.sub(part, replacement)


def _split(text: str, pattern: str) -> Value:
    read = reads(pattern, None)
    if read is None or read.met("") is not None:
        return None
    parts, end = [], 0
    for found in read.all(text):
        start, following = found.span()
        parts.append(text[end:start])
        end = following
    return (*parts, text[end:]) if len(parts) < _MOST_PARTS else None


def _texts(_arguments: object) -> ConditionType:
    return ConditionType(Kind.LIST, element=ConditionType(_T))


PATTERNS: dict[str, tuple[Signature, ...]] = {
    "matches": (signature([_T, _T, _FLAGS], _Y, _matches, least=2),),
    "replace": (signature([_T, _T, _T, _FLAGS], _T, _replace, least=3),),
    "split": (signature([_T, _T], _texts, _split),),
}
