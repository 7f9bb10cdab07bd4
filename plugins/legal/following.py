"""Where references inside an act lead: to the provision they name, or to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from neni.core import Act, Provision, ProvisionKind
from neni.plugins.legal.references import Level, Reference, Scope, references_in
from neni.plugins.legal.structure.eids import cleaned, number_key
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.labels import annex_label, article_label, division_label, parts_of
from neni.plugins.legal.structure.passages import Passage
from neni.plugins.legal.structure.reading import Reading
from neni.plugins.legal.structure.words import AMENDING_TITLE

DIVISIONS = (ProvisionKind.CHAPTER, ProvisionKind.PART, ProvisionKind.SECTION)
PARAGRAPHS = (ProvisionKind.PARAGRAPH, ProvisionKind.SUBPARAGRAPH, ProvisionKind.POINT)


@dataclass(frozen=True, slots=True)
class Followed:
    """A reference and the provision it stands in. `leads` are the identifiers it leads to; `missing` what it names
    and the act does not have, as level and number; both are empty where it speaks of another act."""

    reference: Reference
    eid: str
    leads: tuple[str, ...]
    missing: tuple[tuple[Level, str], ...]


class Follower:
    """Knows every provision of one act by its number."""

    def __init__(self, act: Act) -> None:
        self._articles = {key: one for one in reversed(act.of(ProvisionKind.ARTICLE)) for key in _keys(one.number)}
        self._annexes = {number_key(one.number): one for one in reversed(act.of(ProvisionKind.ANNEX))}
        self._divisions = {number_key(one.number): one for one in reversed(act.of(*DIVISIONS))}
        self._inside = {part.eid: one for one in act.of(ProvisionKind.ARTICLE) for part in one.all()}
        self._by_eid = {one.eid: one for one in act.all()}

    def follow(self, reference: Reference, eid: str) -> Followed:
        """Where a reference leads that stands in the provision `eid`."""
        if reference.scope is Scope.OTHER_ACT:
            return Followed(reference, eid, (), ())
        leads: list[str] = []
        missing: list[tuple[Level, str]] = []
        for above in self._above(reference, eid, missing):
            self._descend(reference, above, leads, missing)
        self._whole(reference, leads, missing)
        return Followed(reference, eid, tuple(leads), tuple(missing))

    def _above(self, reference: Reference, eid: str, missing: list[tuple[Level, str]]) -> Iterator[Provision]:
        """The articles a reference names, or the one it stands in."""
        numbers = reference.of(Level.ARTICLE)
        for number in numbers:
            article = self._articles.get(number_key(number))
            if article is None:
                missing.append((Level.ARTICLE, number))
            else:
                yield article
        own = self._inside.get(eid)
        if not numbers and own is not None:
            yield own

    def _descend(
        self, reference: Reference, article: Provision, leads: list[str], missing: list[tuple[Level, str]]
    ) -> None:
        """From an article to the paragraph and the point named."""
        places = [article]
        inner = [one for one in reference.numbers if one[0] in {Level.PARAGRAPH, Level.SUBPARAGRAPH, Level.POINT}]
        for level, numbers in sorted(inner, key=lambda one: list(Level).index(one[0])):
            found: list[Provision] = []
            for number in numbers:
                inside = [part for place in places if (part := _part(place, level, number)) is not None]
                found += inside
                if not inside and places:
                    missing.append((level, number))
            places = found
        if inner or reference.of(Level.ARTICLE):
            leads += [one.eid for one in places]

    def _whole(self, reference: Reference, leads: list[str], missing: list[tuple[Level, str]]) -> None:
        for level, known in ((Level.ANNEX, self._annexes), (Level.CHAPTER, self._divisions)):
            for number in reference.of(level):
                found = known.get(number_key(number)) or (known.get("") if number in {"1", "i"} else None)
                if found is None:
                    missing.append((level, number))
                else:
                    leads.append(found.eid)


def _keys(number: str) -> Iterator[str]:
    """The number of an article as references are compared; of several articles told together each one's."""
    first, _, through = parts_of(number)
    yield number_key(number)
    yield from (str(one) for one in range(first, through + 1))


def _part(above: Provision, level: Level, number: str) -> Provision | None:
    """The part of that number; unnumbered paragraphs are counted."""
    wanted = cleaned(number).lower()
    direct = [one for one in above.parts if one.kind in PARAGRAPHS]
    if level is Level.PARAGRAPH and wanted.isdecimal() and all(not one.number for one in direct):
        return direct[int(wanted) - 1] if 0 < int(wanted) <= len(direct) else None
    for part in (*direct, *(one for one in above.all() if one is not above)):
        if part.number and cleaned(part.number).lower() == wanted and part.kind in PARAGRAPHS:
            return part
    return _counted(direct, level, wanted)


def _counted(direct: list[Provision], level: Level, wanted: str) -> Provision | None:
    """“stav 2” where only some paragraphs have numbers; “pika 2” of points that are dashes."""
    plain = [one for one in direct if not one.number]
    if not wanted.isdecimal() or len(plain) != len(direct) or level is Level.SUBPARAGRAPH:
        return None
    return plain[int(wanted) - 1] if 0 < int(wanted) <= len(plain) else None


def references_of(reading: Reading) -> tuple[Followed, ...]:
    """Every reference of an act, followed; words quoted for another act are left out."""
    follower = Follower(reading.act)
    quoted = {one.eid for one in reading.act.of(ProvisionKind.QUOTED, ProvisionKind.TAIL)}
    amending = AMENDING_TITLE.search(fold(reading.act.title.subject)) is not None
    found = []
    for passage in reading.passages:
        eid = reading.owner(passage)
        for one in references_in(passage, reading.act.language) if eid not in quoted else ():
            if not _own_label(one, passage):
                found.append(follower.follow(_of_the_amended(one) if amending else one, eid))
    return tuple(found)


def _own_label(reference: Reference, passage: Passage) -> bool:
    """Whether the words are the number of an article, chapter or annex itself."""
    line, start = passage.place(0)
    if passage.label or (reference.anchor.line, reference.anchor.start) != (line, start):
        return False
    return any(label(passage) is not None for label in (article_label, division_label, annex_label))


def _of_the_amended(reference: Reference) -> Reference:
    """In an act that amends another, “neni 10” without more is an article of the other."""
    return replace(reference, scope=Scope.OTHER_ACT) if reference.scope is Scope.UNSAID else reference
