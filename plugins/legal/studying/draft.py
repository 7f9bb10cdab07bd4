"""A draft while it is studied: the act, its passages with where they stand, and the citations in each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from neni.core import Act, ActRegister, Anchor, FactValue, Provision, ProvisionKind, Subject
from neni.plugins.legal.citations.finding import citations
from neni.plugins.legal.citations.found import Citation
from neni.plugins.legal.quantities import Quantities, quantities_in
from neni.plugins.legal.structure import Passage, Reading
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.marks import AMENDING

Facts: TypeAlias = Mapping[str, FactValue]
AMENDED_ARTICLE = re.compile(r"\b(?:neni\w*|clan\w*|article)\s+(\d{1,3})")
FEW = 2
OUTSIDE = (ProvisionKind.TAIL, ProvisionKind.QUOTED)
OPENING = (ProvisionKind.HEADER, ProvisionKind.TITLE)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a provision stands: the kinds of everything around it, itself last, and the article it is part of."""

    kinds: tuple[ProvisionKind, ...]
    article: Provision | None

    def within(self, *kinds: ProvisionKind) -> bool:
        """Whether it is, or is part of, a provision of one of the kinds."""
        return any(one in kinds for one in self.kinds)


NOWHERE = Standing((), None)


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage with its identifier and where it stands."""

    passage: Passage
    eid: str
    standing: Standing

    @property
    def folded(self) -> str:
        """Its words in small Latin letters without diacritics."""
        return self.passage.folded

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
                return len(fold(passage.text[: at + anchor.start - segment.start]))
        return 0

    @property
    def in_preamble(self) -> bool:
        """Whether it is part of the preamble."""
        return self.standing.within(ProvisionKind.PREAMBLE)

    @property
    def in_opening(self) -> bool:
        """Whether it is part of the head or a title."""
        return self.standing.within(*OPENING)

    @property
    def at_end(self) -> bool:
        """Whether it is part of the signature."""
        return self.standing.within(ProvisionKind.SIGNATURE)

    @property
    def foreign(self) -> bool:
        """Whether the words are those of another act: quoted, or printed behind."""
        return self.standing.within(*OUTSIDE)


@dataclass(frozen=True)
class Draft:
    """Everything known before the subjects are told. `sort` is what the draft is taken for."""

    reading: Reading
    on: date
    acts: ActRegister
    sort: str

    @property
    def act(self) -> Act:
        """The act the manuscript was read as."""
        return self.reading.act

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Where each provision stands, by its identifier."""
        found: dict[str, Standing] = {}
        for part in self.act.parts:
            _stand(part, (), None, found)
        return found

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every passage with where it stands."""
        return tuple(
            Spot(passage, eid, self.standings.get(eid, NOWHERE))
            for passage in self.reading.passages
            for eid in (self.reading.owner(passage),)
        )

    @cached_property
    def own(self) -> tuple[Spot, ...]:
        """The passages of the draft itself, without words of other acts."""
        return tuple(one for one in self.spots if not one.foreign)

    @cached_property
    def body(self) -> tuple[Spot, ...]:
        """The passages that lay down law: without head, titles, preamble and signature."""
        return tuple(one for one in self.own if not (one.in_opening or one.in_preamble or one.at_end))

    @cached_property
    def articles(self) -> tuple[Provision, ...]:
        """The articles of the act itself."""
        return self.act.of(ProvisionKind.ARTICLE)

    @cached_property
    def cited(self) -> tuple[tuple[Spot, tuple[Citation, ...]], ...]:
        """Every passage that cites acts, with its citations; a title cites nobody but what it amends."""
        found = ((one, citations(one.folded)) for one in self.own if not one.in_opening and not one.at_end)
        return tuple((spot, some) for spot, some in found if some)

    @cached_property
    def citing(self) -> Mapping[int, tuple[Citation, ...]]:
        """The citations of a passage, by its identity: two passages may read alike."""
        return {id(spot.passage): some for spot, some in self.cited}

    @cached_property
    def by_line(self) -> Mapping[int, Passage]:
        """The first passage of each line."""
        found: dict[int, Passage] = {}
        for one in self.reading.passages:
            found.setdefault(one.segments[0].line, one)
        return found

    @cached_property
    def _words(self) -> dict[int, str]:
        return {}

    def words(self, part: Provision) -> str:
        """All words of a provision, folded, those of other acts left out."""
        if id(part) not in self._words:
            own = (one for one in part.all() if one.kind is not ProvisionKind.QUOTED)
            self._words[id(part)] = fold(" ".join(one.text for one in own if one.text))
        return self._words[id(part)]

    @cached_property
    def amends(self) -> bool:
        """Whether the title, or most of the articles, change another act."""
        if re.search(r"ndryshim|plotesim|izmen|dopun|amend", fold(self.act.title.subject)):
            return True
        changing = sum(
            bool(AMENDING.search(self.words(one)) and AMENDED_ARTICLE.search(self.words(one))) for one in self.articles
        )
        return len(self.articles) > FEW and changing * 2 > len(self.articles)

    @cached_property
    def said(self) -> Mapping[int, Quantities]:
        """What each passage says in figures, by its identity."""
        digits = re.compile(
            r"\d|\bdit|\bdan|\bday|\bmuaj|\bmesec|\bmonth|\bvit|\bvjet|\bgodin|\byear|\bor[ea]|\bsat|\bhour"
        )
        return {
            id(one.passage): quantities_in(one.passage, self.act.language)
            for one in self.own
            if digits.search(one.folded)
        }

    def cites_law(self, spot: Spot) -> bool:
        """Whether the passage names a law with an article."""
        some = self.citing.get(id(spot.passage), ())
        return any(one.kind.value in ("law", "code", "constitution") and one.pins for one in some)

    @cached_property
    def text(self) -> str:
        """All words of the draft itself, folded, a line for each passage."""
        return "\n".join(one.folded for one in self.own)


def _stand(
    part: Provision, above: tuple[ProvisionKind, ...], article: Provision | None, found: dict[str, Standing]
) -> None:
    kinds = (*above, part.kind)
    article = part if part.kind is ProvisionKind.ARTICLE else article
    found[part.eid] = Standing(kinds, article)
    for one in part.parts:
        _stand(one, kinds, article, found)


def first_line(draft: Draft, part: Provision) -> Anchor:
    """The first line of a provision: its number."""
    anchor = part.anchor
    if anchor.last_line is None or anchor.last_line == anchor.line:
        return anchor
    passage = draft.by_line.get(anchor.line)
    if passage is None:
        return Anchor(anchor.line, anchor.start, anchor.start)
    segment = passage.segments[0]
    return Anchor(anchor.line, max(anchor.start, segment.start), max(segment.end, anchor.start))


def subject(kind: str, eid: str, anchor: Anchor, **facts: FactValue) -> Subject:
    """A subject of the legal department."""
    return Subject(f"legal.{kind}", eid, anchor, facts)


def numbered(number: str) -> tuple[int, str]:
    """Value and letters of a number as written: (12, "a") of “12/A”."""
    digits = "".join(one for one in number if one.isdigit())
    letters = "".join(one for one in number if one.isalpha()).lower()
    return (int(digits) if digits else 0), letters
