"""Registers: books of numbers, one series a year, in which no number is ever missing or reused."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from neni.core.model.text import Text

_PARTS = frozenset({"number", "year"})
_WIDTHS = frozenset({"", *(f"0{width}" for width in range(1, 10)), *(f"0{width}d" for width in range(1, 10)), "d"})


@dataclass(frozen=True, slots=True)
class Register:
    """A book of numbers, one series a year. `pattern` is a format string over `number` and `year`."""

    code: str
    title: Text
    pattern: str

    def write(self, number: int, year: int) -> str:
        """The number as it stands on paper, e.g. `KQZ-PRO-0007/2026`."""
        return self.pattern.format(number=number, year=year)

    def with_pattern(self, pattern: str | None) -> Register:
        """The same book, its numbers written otherwise."""
        return replace(self, pattern=pattern) if pattern else self


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One line of a register; `number` follows the one before it without a gap within its year. `subject` is the id
    of the case or document that has the number."""

    register: str
    year: int
    number: int
    written: str
    entered_at: datetime
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a register writes its numbers from a year on, as the institution decided."""

    register: str
    from_year: int
    pattern: str
    set_by: str
    set_at: datetime


def fitting(patterns: Iterable[Pattern], register: str, year: int) -> str | None:
    """The pattern in force for a register in a year, if the institution set one."""
    mine = [one for one in patterns if one.register == register and one.from_year <= year]
    return max(mine, key=lambda one: one.from_year).pattern if mine else None


def is_pattern(written: str) -> bool:
    """Whether a pattern writes every number of every year differently: it has `number` and `year`, and nothing else
    but plain characters."""
    try:
        parts = list(string.Formatter().parse(written))
    except ValueError:
        return False
    fields = [(name, width, turned) for _, name, width, turned in parts if name is not None]
    named = {name for name, _, _ in fields}
    plain = all(width in _WIDTHS and turned is None for _, width, turned in fields)
    return named == _PARTS and plain and written.isprintable() and 3 <= len(written) <= 60


def missing(entries: Sequence[RegisterEntry], last: int) -> Iterator[int]:
    """Numbers up to the last one given that have no line in the book."""
    there = {one.number for one in entries}
    return (number for number in range(1, last + 1) if number not in there)


def out_of_order(entries: Sequence[RegisterEntry]) -> Iterator[RegisterEntry]:
    """Lines entered earlier than a line with a smaller number."""
    latest: datetime | None = None
    for entry in sorted(entries, key=lambda one: one.number):
        if latest is not None and entry.entered_at < latest:
            yield entry
        latest = max(latest, entry.entered_at) if latest else entry.entered_at


def written_twice(entries: Sequence[RegisterEntry]) -> Iterator[RegisterEntry]:
    """Lines whose number stands on paper like that of another line."""
    seen: set[str] = set()
    for entry in entries:
        if entry.written in seen:
            yield entry
        seen.add(entry.written)
