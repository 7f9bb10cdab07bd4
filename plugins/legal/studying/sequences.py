"""Where a number stands in its sequence: articles, paragraphs, chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

RIGHT, GAP, REPEAT, BACKWARDS = "right", "gap", "repeat", "backwards"


def positions(numbers: Sequence[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """For each number (value and letter) where it stands, and the number that was expected there."""
    seen: set[tuple[int, str]] = set()
    last = (0, "")
    for one in numbers:
        expected = last[0] + 1
        yield _position(one, last, seen), str(expected)
        seen.add(one)
        last = max(last, one)


def _position(one: tuple[int, str], last: tuple[int, str], seen: Iterable[tuple[int, str]]) -> str:
    if one in seen:
        return REPEAT
    value, letters = one
    if one < last:
        return BACKWARDS
    follows = value == last[0] + 1 or (value == last[0] and bool(letters))
    return RIGHT if follows else GAP
