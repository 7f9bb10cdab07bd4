"""A manuscript as law: its title, preamble and provisions with Akoma Ntoso eIds, and what rules are asked about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from neni.core.model.facts import FactValues
from neni.core.model.manuscripts import Anchor
from neni.core.model.problems import Problem
from neni.core.model.text import Language


class ProvisionKind(StrEnum):
    """Parts of an act, by the names of the Akoma Ntoso standard where it has one."""

    HEADER = "header"
    TITLE = "longTitle"
    PREAMBLE = "preamble"
    CITATION = "citation"
    """The part of a preamble that names the legal basis."""
    RECITAL = "recital"
    FORMULA = "formula"
    """The enacting word."""
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    SUBPARAGRAPH = "subparagraph"
    POINT = "point"
    QUOTED = "quotedStructure"
    """Words an amending act puts into another one: not provisions of its own."""
    OPERATIVE = "operative"
    """What a decision decides."""
    REASONING = "motivation"
    REMEDY = "remedy"
    ANNEX = "annex"
    SIGNATURE = "conclusions"
    TAIL = "tail"
    """Articles of amending acts, printed behind a consolidated text."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One part of an act. `number` is as written (“12/A”), without word and stop; `anchor` covers the whole part,
    `heading_anchor` its heading; `text` is its own words, without number, heading and the words of its `parts`."""

    eid: str
    kind: ProvisionKind
    anchor: Anchor
    text: str
    number: str = ""
    heading: str = ""
    heading_anchor: Anchor | None = None
    parts: tuple[Provision, ...] = ()

    def all(self) -> Iterator[Provision]:
        """The part itself and every part of it, in the order of the text."""
        yield self
        for part in self.parts:
            yield from part.all()


@dataclass(frozen=True, slots=True)
class ActTitle:
    """What the title of an act says of it; empty or None where it says nothing."""

    kind: str = ""
    number: str = ""
    year: int | None = None
    subject: str = ""
    issuer: str = ""
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A manuscript read as an act. `remarks` tell what found no place."""

    language: Language
    title: ActTitle
    parts: tuple[Provision, ...]
    on: date | None = None
    remarks: tuple[Problem, ...] = ()

    def all(self) -> Iterator[Provision]:
        """Every provision, in the order of the text."""
        for part in self.parts:
            yield from part.all()

    def of(self, *kinds: ProvisionKind) -> tuple[Provision, ...]:
        """Every provision of those kinds, in the order of the text."""
        return tuple(one for one in self.all() if one.kind in kinds)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something in an act that rules are asked about: `kind` is the code of a declared subject type, `facts` what is
    known of it, `anchor` the words a finding is pinned to, `eid` the provision they stand in."""

    kind: str
    eid: str
    anchor: Anchor
    facts: FactValues


@dataclass(frozen=True, slots=True)
class Study:
    """A manuscript read by a department: the act, and everything its rules are asked about."""

    act: Act
    subjects: tuple[Subject, ...]
