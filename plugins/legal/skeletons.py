"""The skeleton of an act, which is the same in every language: articles, paragraphs, points, and what they say in
figures. Two language versions, or an old and a new text, are compared by it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from neni.core import Anchor, Language, Provision, ProvisionKind
from neni.plugins.legal.quantities import decimal_of, quantities_in
from neni.plugins.legal.references import Level, references_in
from neni.plugins.legal.structure.eids import number_key
from neni.plugins.legal.structure.labels import ARTICLE
from neni.plugins.legal.structure.marks import mark
from neni.plugins.legal.structure.passages import Passage
from neni.plugins.legal.structure.reading import Reading


class SaidKind(StrEnum):
    """Kinds of things that must be the same in every version."""

    CITATION = "citation"
    DATE = "date"
    PERIOD = "period"
    AMOUNT = "amount"
    REFERENCE = "reference"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Said:
    """One figure of a text: `normal` is the same in every language, `written` the words themselves."""

    kind: SaidKind
    normal: str
    written: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Bone:
    """A provision as it is compared: its figures without those of its parts, and its parts."""

    provision: Provision
    said: tuple[Said, ...]
    parts: tuple[Bone, ...] = ()

    @property
    def number(self) -> str:
        """Its number as it is compared: 12/A and 12а are the same."""
        return number_key(self.provision.number)

    def all_said(self) -> Iterator[Said]:
        """Every figure of it and its parts."""
        yield from self.said
        for part in self.parts:
            yield from part.all_said()

    def shape(self) -> tuple[object, ...]:
        """What tells it from its neighbours in any language."""
        return (len(self.parts), tuple(len(part.parts) for part in self.parts), tuple(sorted(self._normals())))

    def _normals(self) -> Iterator[str]:
        return (f"{one.kind}:{one.normal}" for one in self.all_said() if one.kind is not SaidKind.REFERENCE)


@dataclass(frozen=True)
class Skeleton:
    """An act by its bones."""

    reading: Reading
    articles: tuple[Bone, ...]
    annexes: tuple[Bone, ...]
    opening: tuple[Bone, ...]
    loose: tuple[Bone, ...] = field(default=())
    """Provisions of a text without articles."""


CITED = re.compile(r"(?<![\d/])(?:\d{2}\s?/\s?l\s?-\s?\d{1,3}|\d{4}/\d{1,3}(?!\d)|\d{1,3}/(?:19|20)\d{2})(?!\d)")
PLAIN = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/]|[.,]\d)")
FIGURE = re.compile(r"\d|\w\)")
OPENING = (ProvisionKind.TITLE, ProvisionKind.PREAMBLE)
DIVISIONS = (ProvisionKind.PART, ProvisionKind.CHAPTER, ProvisionKind.SECTION)


def skeleton_of(reading: Reading) -> Skeleton:
    """The skeleton of an act."""
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in reading.passages:
        passages[reading.owner(passage)].append(passage)
    maker = _Maker(passages, reading.act.language)
    act = reading.act
    opening = tuple(maker.bone(one) for one in act.parts if one.kind in OPENING)
    apart = {*OPENING, *DIVISIONS, ProvisionKind.ARTICLE, ProvisionKind.ANNEX, ProvisionKind.TAIL}
    skipped = {ProvisionKind.HEADER, ProvisionKind.SIGNATURE}
    return Skeleton(
        reading,
        tuple(map(maker.bone, act.of(ProvisionKind.ARTICLE))),
        tuple(map(maker.bone, act.of(ProvisionKind.ANNEX))),
        opening,
        tuple(maker.bone(one) for one in act.parts if one.kind not in apart | skipped),
    )


class _Maker:
    """Makes bones of provisions."""

    def __init__(self, passages: dict[str, list[Passage]], language: Language) -> None:
        self._passages = passages
        self._language = language

    def bone(self, provision: Provision) -> Bone:
        said = tuple(one for passage in self._passages.get(provision.eid, ()) for one in self._said(passage, provision))
        return Bone(provision, said, tuple(self.bone(part) for part in provision.parts))

    def _said(self, passage: Passage, provision: Provision) -> Iterator[Said]:
        """The figures of a passage, those of its own number left away."""
        return said_in(passage, self._language, _own_number_end(passage, provision))


def _own_number_end(passage: Passage, provision: Provision) -> int:
    """Where in the folded words the provision's own number ends."""
    if passage.label or not provision.number:
        return 0
    if provision.kind is ProvisionKind.ARTICLE:
        found = ARTICLE.match(passage.folded)
        return found.end() if found is not None else 0
    words = mark(passage).words
    return next((at for at in range(len(passage.folded) + 1) if passage.written(at) >= words), 0) if words else 0


def said_in(passage: Passage, language: Language, start: int = 0) -> Iterator[Said]:
    """The figures of a passage from a place on: what was read as one kind is not read as another."""
    taken: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for one in _candidates(passage, language):
        stretch = _stretch(one.anchor)
        at = bisect_left(taken, stretch)
        free = (not at or taken[at - 1][1] <= stretch[0]) and (at == len(taken) or stretch[1] <= taken[at][0])
        if free and _from(passage, one.anchor, start):
            taken.insert(at, stretch)
            yield one


def _stretch(anchor: Anchor) -> tuple[tuple[int, int], tuple[int, int]]:
    """From where to where an anchor reaches, by line and character."""
    return (anchor.line, anchor.start), (anchor.line if anchor.last_line is None else anchor.last_line, anchor.end)


def _from(passage: Passage, anchor: Anchor, start: int) -> bool:
    return (anchor.line, anchor.start) >= passage.place(passage.written(start))


def _candidates(passage: Passage, language: Language) -> Iterator[Said]:
    found = quantities_in(passage, language)
    if FIGURE.search(passage.text) is None:
        yield from (Said(SaidKind.PERIOD, one.normal, one.written, one.anchor) for one in found.periods)
        return
    yield from (_plain(passage, SaidKind.CITATION, one) for one in CITED.finditer(passage.folded))
    for day in found.dates:
        yield Said(SaidKind.DATE, day.on.isoformat() if day.on else day.written, day.written, day.anchor)
    for amount in found.amounts:
        yield Said(SaidKind.AMOUNT, amount.normal, amount.written, amount.anchor)
    for period in found.periods:
        yield Said(SaidKind.PERIOD, period.normal, period.written, period.anchor)
    for reference in references_in(passage, language):
        numbers = sorted(reference.numbers, key=lambda one: list(Level).index(one[0]))
        normal = " ".join(number_key(number) for _, several in numbers for number in several)
        yield Said(SaidKind.REFERENCE, normal, reference.written, reference.anchor)
    for number in found.numbers:
        yield Said(SaidKind.NUMBER, f"{number.value:f}", number.written, number.anchor)
    yield from (_plain(passage, SaidKind.NUMBER, one) for one in PLAIN.finditer(passage.folded))


def _plain(passage: Passage, kind: SaidKind, found: re.Match[str]) -> Said:
    normal = re.sub(r"\s", "", found[0]).upper() if kind is SaidKind.CITATION else f"{decimal_of(found[0]):f}"
    written = passage.text[passage.written(found.start()) : passage.written(found.end())]
    return Said(kind, normal, written, passage.folded_anchor(*found.span()))
