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
from neni.plugins.legal.following import Followed, references_of
from neni.plugins.legal.quantities import Quantities, quantities_in
from neni.plugins.legal.structure import Passage, Reading
from neni.plugins.legal.structure.clauses import Clause, clauses_of
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.labels import article_label
from neni.plugins.legal.structure.marks import AMENDING
from neni.plugins.legal.structure.remarks import EXTRACT
from neni.plugins.legal.studying.spots import NOWHERE, Joined, Spot, Standing

Facts: TypeAlias = Mapping[str, FactValue]
AMENDED_ARTICLE = re.compile(r"\b(?:neni\w*|clan\w*|article)\s+(\d{1,3})")
FEW, FIRST, BELOW = 2, 12, 5


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

    @property
    def place(self) -> Anchor:
        """Where findings about the whole are pinned: the title, else the first words."""
        first = self.spots[0].passage.anchor() if self.spots else Anchor(0, 0, 0)
        return self.act.title.anchor or first

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Where each provision stands, by its identifier."""
        found: dict[str, Standing] = {}
        for part in self.act.parts:
            _stand(part, NOWHERE, found)
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
    def extract(self) -> bool:
        """Whether the text is a part of an act that begins with a later article."""
        return any(one.code == EXTRACT for one in self.act.remarks)

    @cached_property
    def cited(self) -> tuple[tuple[Spot, tuple[Citation, ...]], ...]:
        """Every passage that cites acts, with its citations; the draft's own number in its head and titles is none."""
        found = ((one, self._cited_in(one)) for one in self.own if not one.at_end)
        return tuple((spot, some) for spot, some in found if some)

    def _cited_in(self, spot: Spot) -> tuple[Citation, ...]:
        found = citations(spot.folded)
        if not spot.in_opening:
            return found
        own = figures(self.act.title.number)
        return tuple(one for one in found if figures(one.number) != own and one.title)

    @cached_property
    def citing(self) -> Mapping[int, tuple[Citation, ...]]:
        """The citations of a passage, by its identity: two passages may read alike."""
        return {id(spot.passage): some for spot, some in self.cited}

    @cached_property
    def amends(self) -> bool:
        """Whether the title, or most of the first articles, change another act."""
        if re.search(r"ndryshim|plotesim|izmen|dopun|amend", fold(self.act.title.subject)):
            return True
        first = self.articles[:FIRST]
        changing = sum(
            bool(AMENDING.search(self.words(one)) and AMENDED_ARTICLE.search(self.words(one))) for one in first
        )
        return len(first) > FEW and changing * 2 > len(first)

    @cached_property
    def claims(self) -> Mapping[str, frozenset[Clause]]:
        """What each article and chapter is for, by its identifier."""
        return {one.provision.eid: one.clauses for one in clauses_of(self.act)}

    @cached_property
    def followed(self) -> tuple[Followed, ...]:
        """Every reference of the act, with where it leads."""
        return references_of(self.reading)

    @cached_property
    def said(self) -> Mapping[int, Quantities]:
        """What each passage says in figures, by its identity."""
        language = self.act.language
        return {id(one.passage): quantities_in(one.passage, language) for one in self.own if _figures(one.folded)}

    @cached_property
    def joined(self) -> Joined:
        """The folded words of the draft itself."""
        return Joined(self.own, [one.folded for one in self.own])

    @cached_property
    def written(self) -> Joined:
        """The words of the draft itself as they are written."""
        return Joined(self.own, [one.passage.text for one in self.own])

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

    def cites_law(self, spot: Spot) -> bool:
        """Whether the passage names a law with an article."""
        some = self.citing.get(id(spot.passage), ())
        return any(one.kind.value in ("law", "code", "constitution") and one.pins for one in some)

    @property
    def text(self) -> str:
        """All words of the draft itself, folded, a line for each passage."""
        return self.joined.text


LABEL = re.compile(r"\W{0,3}(?:(?:neni|clan|article)\s+)?\d[\d.]*[.)]?(?:\s|$)")
FIGURE = re.compile(r"\d|\b(?:dit|dan|day|muaj|mesec|month|vit|vjet|godin|year|or[ea]|sat|hour|jav|nedelj|week)")


def _figures(folded: str) -> bool:
    """Whether anything behind its own number can be a figure, or a period in words."""
    label = LABEL.match(folded)
    return FIGURE.search(folded, label.end() if label else 0) is not None


def _stand(part: Provision, above: Standing, found: dict[str, Standing]) -> None:
    found[part.eid] = standing = above.below(part)
    for one in part.parts:
        _stand(one, standing, found)


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


def number_line(draft: Draft, article: Provision) -> Anchor:
    """The line of an article's number, which stands below its heading in some acts."""
    heading = article.heading_anchor
    if heading is None or (heading.line, heading.start) != (article.anchor.line, article.anchor.start):
        return first_line(draft, article)
    last = heading.line if heading.last_line is None else heading.last_line
    below = (draft.by_line[one] for one in range(last + 1, last + BELOW) if one in draft.by_line)
    number = next((one for one in below if article_label(one) is not None), None)
    return first_line(draft, article) if number is None else number.anchor(0, len(number.text))


def subject(kind: str, eid: str, anchor: Anchor, **facts: FactValue) -> Subject:
    """A subject of the legal department."""
    return Subject(f"legal.{kind}", eid, anchor, facts)


def figures(number: str) -> list[int]:
    """The figures of a number, however it is written: 06/L-082 and 6/L-82 are the same."""
    return [int(one) for one in re.findall(r"\d+", number)]
