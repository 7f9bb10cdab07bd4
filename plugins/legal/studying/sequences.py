"""Where a number stands in its sequence: articles, paragraphs, points, chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from neni.plugins.legal.structure.alphabets import ranks

RIGHT, GAP, REPEAT, BACKWARDS = "right", "gap", "repeat", "backwards"


class Number(NamedTuple):
    """The value of a number, the place of its letter in the alphabet (0 without one), and the last of several numbers
    that stand together."""

    value: int
    rank: int = 0
    through: int = 0


def ranked(numbers: Sequence[tuple[int, str, int]]) -> Iterator[Number]:
    """Numbers with letters (value, letters, last value), each with its rank; letters behind one value are one list."""
    for value, group in groupby(numbers, key=lambda one: one[0]):
        letters = [one[1:] for one in group]
        places, _ = ranks([one for one, _ in letters if one and not one.isdecimal()])
        found, rank = iter(places), 0
        for one, through in letters:
            rank = int(one) if one.isdecimal() else next(found) or rank + 1 if one else 0
            yield Number(value, rank, through)


def positions(numbers: Sequence[Number], before: int = 0) -> Iterator[tuple[str, str]]:
    """For each number where it stands, and the number that was expected there; `before` is the one before the first."""
    seen: set[Number] = set()
    last = Number(before)
    for one in numbers:
        yield _position(one, last, seen), str(last.value + 1)
        seen.add(one)
        last = max(last, one, Number(one.through))


def letter_positions(letters: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The same for letters of a list, in the alphabet that fits with most of them."""
    places, alphabet = ranks(letters)
    for one, (position, expected) in zip(letters, positions([Number(place) for place in places]), strict=True):
        at = int(expected) - 1
        yield position if one in alphabet else GAP, alphabet[at] if at < len(alphabet) else "?"


def _position(one: Number, last: Number, seen: Iterable[Number]) -> str:
    if one in seen:
        return REPEAT
    if one < last:
        return BACKWARDS
    if one.value == last.value:
        return RIGHT if one.rank <= last.rank + 1 else GAP
    return RIGHT if one.value == last.value + 1 and one.rank <= 1 else GAP
