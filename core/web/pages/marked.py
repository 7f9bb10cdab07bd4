"""The text of a manuscript with the words marked that remarks are about: a page of it at a time."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from neni.core.model.manuscripts import Line, Manuscript
from neni.core.model.manuscripts.reviews import Remark

LINES = 400
"""So many lines stand on one page."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a line with the numbers of the remarks about them; `first` are remarks whose words begin here."""

    words: str
    numbers: tuple[int, ...] = ()
    first: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line cut where marks begin and end."""

    line: Line
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a manuscript, with the remarks about it."""

    number: int
    count: int
    lines: tuple[MarkedLine, ...]
    remarks: tuple[Remark, ...]


def leaf(manuscript: Manuscript, remarks: Sequence[Remark], number: int) -> Leaf:
    """A page of the text. Remarks about what stands on no page (they have no words) come with the first."""
    shown = manuscript.body
    count = max(1, -(-len(shown) // LINES))
    number = min(max(number, 1), count)
    lines = shown[(number - 1) * LINES : number * LINES]
    marks = _marks(manuscript, remarks)
    there = {line.index for line in lines}
    placed = {line.index for line in shown}
    mine = [one for one in remarks if one.anchor.line in there or (number == 1 and one.anchor.line not in placed)]
    return Leaf(number, count, tuple(_marked(line, marks.get(line.index, ())) for line in lines), tuple(mine))


def leaf_of(manuscript: Manuscript, remark: Remark) -> int:
    """The page on which a remark's words stand."""
    for place, line in enumerate(manuscript.body):
        if line.index == remark.anchor.line:
            return place // LINES + 1
    return 1


_Mark = tuple[int, int, int]


def _marks(manuscript: Manuscript, remarks: Iterable[Remark]) -> Mapping[int, Sequence[_Mark]]:
    """For each line the stretches with the number of their remark."""
    found: dict[int, list[_Mark]] = defaultdict(list)
    for remark in remarks:
        anchor = remark.anchor
        last = anchor.line if anchor.last_line is None else anchor.last_line
        for line in manuscript.lines[anchor.line : last + 1]:
            start = anchor.start if line.index == anchor.line else 0
            end = anchor.end if line.index == last else len(line.text)
            if start < end:
                found[line.index].append((start, end, remark.number))
    return found


def _marked(line: Line, marks: Sequence[_Mark]) -> MarkedLine:
    cuts = sorted({0, len(line.text), *(min(cut, len(line.text)) for mark in marks for cut in mark[:2])})
    stretches = [
        Stretch(
            line.text[start:end],
            tuple(number for begins, ends, number in marks if begins <= start and end <= ends),
            tuple(number for begins, _, number in marks if begins == start),
        )
        for start, end in itertools.pairwise(cuts)
    ]
    return MarkedLine(line, tuple(stretches))
