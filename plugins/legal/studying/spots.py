"""The passages of a draft with where they stand, and many of them as one text to look through."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from neni.core import Anchor, Provision, ProvisionKind
from neni.plugins.legal.structure import Passage
from neni.plugins.legal.structure.folding import fold

OUTSIDE = (ProvisionKind.TAIL,)
OPENING = (ProvisionKind.HEADER, ProvisionKind.TITLE)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a provision stands: in the preamble, in the head or a title, in the signature, in an annex, or among
    articles of amending acts printed behind; and the article it is part of. Words for another act are the draft's."""

    in_preamble: bool = False
    in_opening: bool = False
    at_end: bool = False
    in_annex: bool = False
    foreign: bool = False
    article: Provision | None = None

    def below(self, part: Provision) -> Standing:
        """Where a part of it stands."""
        kind = part.kind
        return Standing(
            self.in_preamble or kind is ProvisionKind.PREAMBLE,
            self.in_opening or kind in OPENING,
            self.at_end or kind is ProvisionKind.SIGNATURE,
            self.in_annex or kind is ProvisionKind.ANNEX,
            self.foreign or kind in OUTSIDE,
            part if kind is ProvisionKind.ARTICLE else self.article,
        )


NOWHERE = Standing()


class Spot:
    """A passage with its identifier and where it stands. `folded` are its words in small Latin letters without
    diacritics."""

    __slots__ = ("article", "at_end", "eid", "folded", "foreign", "in_annex", "in_opening", "in_preamble", "passage")

    def __init__(self, passage: Passage, eid: str, standing: Standing) -> None:
        self.passage, self.eid, self.folded, self.article = passage, eid, passage.folded, standing.article
        self.in_preamble, self.in_opening, self.at_end = standing.in_preamble, standing.in_opening, standing.at_end
        self.in_annex, self.foreign = standing.in_annex, standing.foreign

    def anchor(self, start: int, end: int) -> Anchor:
        """The words from `start` to before `end` of `folded`."""
        return self.passage.folded_anchor(start, end)

    def words(self, start: int, end: int) -> str:
        """The words as they are written."""
        return self.passage.text[self.passage.written(start) : self.passage.written(end)].strip()

    def folded_place(self, anchor: Anchor) -> int:
        """Where in `folded` an anchor of this passage begins."""
        passage = self.passage
        for at, segment in zip(passage.starts, passage.segments, strict=True):
            if segment.line == anchor.line and segment.start <= anchor.start <= segment.end:
                place = at + anchor.start - segment.start
                return place if len(self.folded) == len(passage.text) else len(fold(passage.text[:place]))
        return 0


class Joined:
    """The words of several passages as one text, so that a pattern goes over all of them at once."""

    def __init__(self, spots: Sequence[Spot], words: Sequence[str]) -> None:
        self.spots = tuple(spots)
        self.text = "\n".join(words)
        self.starts = [0, *accumulate(len(one) + 1 for one in words)][: len(words)]

    def hits(self, pattern: re.Pattern[str]) -> Iterator[tuple[Spot, re.Match[str], int, int]]:
        """Every match within one passage, with where it begins and ends there."""
        for match in pattern.finditer(self.text):
            which = bisect_right(self.starts, match.start()) - 1
            start = match.start() - self.starts[which]
            if "\n" not in match[0]:
                yield self.spots[which], match, start, start + len(match[0])
