"""Patterns by RE2, whose running time grows with the text only. They are written as XPath has them, so what RE2 takes
for something else is told to it in other words, and what it lacks is no pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2

from neni.core.model.conditions.functions.patterns import Found, Pattern

_MEMORY = 1 << 20
_FLAGS = {"i", "m", "s", "x"}
_CLASSES = {
    "d": r"\p{Nd}",
    "w": r"\p{L}\p{M}\p{N}\p{S}",
    "s": r" \t\n\r",
    "W": r"\p{P}\p{Z}\p{C}",
}
_NEGATED = {"D": r"\P{Nd}", "S": r"[^ \t\n\r]"}
_PLAIN = frozenset("nrt\\|.?*+(){}-[]^$")
_LACKING = re.compile(r"-\[|\\[0-9icICSW]|\\[pP]\{\s*I\s*s")
_PARTS = re.compile(r"\\[pP]\{[A-Za-z]+\}|\\.|\(\?:|\(\?|-\[|\[\^?|\]|\s|.", re.DOTALL)


class _NoPattern(Exception):
    """Not a pattern of XPath, or one RE2 has no words for. Never leaves this module."""


@dataclass(frozen=True, slots=True)
class _Read:
    compiled: Any

    @property
    def groups(self) -> int:
        count: int = self.compiled.groups
        return count

    def met(self, text: str) -> Found | None:
        found: Found | None = self.compiled.search(text)
        return found

    def all(self, text: str) -> Sequence[Found]:
        return tuple(self.compiled.finditer(text))


@lru_cache(maxsize=512)
def read(pattern: str, flags: str) -> Pattern | None:
    """The pattern with its flags; None when either is none."""
    if not set(flags) <= _FLAGS:
        return None
    options = re2.Options()
    options.max_mem, options.log_errors = _MEMORY, False
    options.case_sensitive = "i" not in flags
    options.dot_nl = "s" in flags
    try:
        words = "".join(_words(_squeezed(pattern) if "x" in flags else pattern, lines="s" in flags))
        compiled = re2.compile(f"(?m){words}" if "m" in flags else words, options)
    except (_NoPattern, re2.error):
        return None
    return _Read(compiled)


def is_lacking(pattern: str) -> bool:
    """Whether XPath has something in the pattern for which RE2 has no words, so that null would be a wrong answer."""
    return bool(_LACKING.search(pattern))


def _squeezed(pattern: str) -> str:
    """Without the spaces outside of classes."""
    inside, kept = False, []
    for part in _PARTS.findall(pattern):
        if not part.isspace() or inside:
            kept.append(part.rstrip() if part.startswith("\\") else part)
        inside = part.startswith("[") or (inside and part != "]")
    return "".join(kept)


def _words(pattern: str, *, lines: bool) -> Iterator[str]:
    inside = False
    for part in _PARTS.findall(pattern):
        if part.startswith("\\"):
            yield _escape(part, inside=inside)
        elif (part == "(?" and not inside) or part == "-[" or (inside and part.startswith("[")):
            raise _NoPattern
        elif part == "." and not inside and not lines:
            yield r"[^\n\r]"
        else:
            inside = part.startswith("[") or (inside and part != "]")
            yield part


def _escape(part: str, *, inside: bool) -> str:
    sign = part[1:2]
    if (sign in ("p", "P") and len(part) > 2) or sign in _PLAIN:
        return part
    if sign in _CLASSES:
        return _CLASSES[sign] if inside else f"[{_CLASSES[sign]}]"
    if sign in _NEGATED and (not inside or sign == "D"):
        return _NEGATED[sign]
    raise _NoPattern
