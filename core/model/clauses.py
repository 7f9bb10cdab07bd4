"""Clauses: passages for documents, kept beside the law, that a rule's outcome chooses. And what came of choosing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from neni.core.model.findings import Finding, Missing
from neni.core.model.periods import Period
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.rules import BRACES
from neni.core.model.text import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Clause:
    """One version of a clause: it counts while it is in force, and stands on a document when one of `rules` holds.

    `text` may name facts and parameters in braces. `documents` limits it to some document types; empty means every
    document of the case type. `fingerprint` changes whenever the clause, or a derivation or parameter value that its
    text names, changes: a confirmation counts for one fingerprint only.
    """

    code: str
    title: Text
    text: Text
    rules: tuple[str, ...]
    reference: Reference
    confidence: Confidence
    in_force: Period
    place: Place
    documents: tuple[str, ...] = ()
    source: str | None = None
    fingerprint: str = ""

    @property
    def tells(self) -> frozenset[str]:
        """Every name that stands in braces in its text, in any language."""
        words = (self.text.in_language(language) for language in Language)
        return frozenset(name for sentence in words for name in BRACES.findall(sentence))

    def is_for(self, document_type: str) -> bool:
        """Whether it may stand on a document of that type."""
        return not self.documents or document_type in self.documents


class ClauseState(StrEnum):
    """What became of a clause in a case. ADVISED: a rule asks for it, but a rule, text or value it rests on waits for
    two people. WAITS: a fact is missing, so nothing is chosen yet."""

    CHOSEN = "chosen"
    ADVISED = "advised"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class ChosenClause:
    """A clause that a rule asks for or may ask for: the rule's finding says why. `text` is filled with the values of
    the case; `missing` is what it waits for. Only what is CHOSEN may stand on a document."""

    clause: Clause
    finding: Finding
    state: ClauseState
    text: Text
    missing: tuple[Missing, ...] = ()


def on_document(choices: Iterable[ChosenClause], document_type: str) -> tuple[ChosenClause, ...]:
    """Those that stand on a document of that type, in the order of the law."""
    return tuple(one for one in choices if one.state is ClauseState.CHOSEN and one.clause.is_for(document_type))
