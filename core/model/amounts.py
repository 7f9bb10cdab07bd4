"""Numbers as people type them: `9.500,00`, `9,500.00`, `9 500` and `9500.00` all say what they mean; `9.500` does not.

Half of Europe reads `9.500` as nine and a half thousand, programs read it as nine and a half. It is refused, with a
sentence that tells how to write either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_GROUPING_SPACE = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*", re.ASCII)
_CURRENCY = re.compile(r"^(?:€|EUR)\s*|\s*(?:€|EUR)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with a point for decimals and no grouping, or what was typed when it is no number.

    An ambiguous one keeps its three digits behind a comma, a form that no flow accepts.
    """

    written: str
    ambiguous: bool = False


def read(typed: str) -> Amount:
    """What somebody typed into a field for a number, percentage or amount of money."""
    bare = _GROUPING_SPACE.sub("", _CURRENCY.sub("", typed.strip()))
    if not _NUMBER.fullmatch(bare):
        return Amount(typed)
    separators = re.findall(r"[.,]", bare)
    parts = re.split(r"[.,]", bare)
    if not separators:
        return Amount(bare)
    if len(separators) == 1:
        return _with_one_separator(*parts)
    return Amount(_without_grouping(parts, separators) or typed)


def _with_one_separator(whole: str, rest: str) -> Amount:
    digits = whole.removeprefix("-")
    could_group = len(rest) == 3 and len(digits) <= 3 and not digits.startswith("0")
    return Amount(f"{whole},{rest}", ambiguous=True) if could_group else Amount(f"{whole}.{rest}")


def _without_grouping(parts: list[str], separators: list[str]) -> str | None:
    """The number without its grouping; None when the separators stand where none belong."""
    last = separators[-1]
    has_decimals = separators.count(last) == 1
    groups, decimals = (parts[:-1], parts[-1]) if has_decimals else (parts, "")
    if len(set(separators[: len(groups) - 1])) > 1 or (has_decimals and last in separators[:-1]):
        return None
    first, *others = groups
    if others and (len(first.removeprefix("-")) > 3 or any(len(group) != 3 for group in others)):
        return None
    return "".join(groups) + (f".{decimals}" if decimals else "")


def show(written: str, *, comma: bool) -> str:
    """A number in plain form (`9500.00`) as people read it: `9.500,00` where the comma marks decimals."""
    sign = "-" if written.startswith("-") else ""
    whole, _, decimals = written.removeprefix("-").partition(".")
    grouped = f"{int(whole):,}" if whole.isdigit() else whole
    if comma:
        grouped = grouped.replace(",", ".")
    return sign + grouped + (("," if comma else ".") + decimals if decimals else "")
