"""Which articles do what every act needs: purpose, scope, definitions, repeal, entry into force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from neni.core import Act, Provision, ProvisionKind
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.words import HEADED, IN_FORCE, REPEAL, of_own_act


class Clause(StrEnum):
    """What an article is for."""

    PURPOSE = "purpose"
    SCOPE = "scope"
    DEFINITIONS = "definitions"
    TRANSITIONAL = "transitional"
    FINAL = "final"
    REPEAL = "repeal"
    ENTRY_INTO_FORCE = "entry_into_force"


@dataclass(frozen=True, slots=True)
class Claused:
    """An article or chapter with what it is for, told by its heading or by its words."""

    provision: Provision
    clauses: frozenset[Clause]


def words_of(provision: Provision) -> str:
    """All words of a provision and its parts, without what it quotes for another act."""
    own = [provision.heading, provision.text]
    parts = [words_of(part) for part in provision.parts if part.kind is not ProvisionKind.QUOTED]
    return " ".join(word for word in (*own, *parts) if word)


def clauses_of(act: Act) -> tuple[Claused, ...]:
    """Every article and chapter that does one of these things, in the order of the text."""
    return tuple(found for found in map(claused, act.of(*_KINDS)) if found.clauses)


def claused(provision: Provision) -> Claused:
    """What an article or chapter is for."""
    return Claused(provision, frozenset(_clauses(provision)))


_KINDS = (ProvisionKind.CHAPTER, ProvisionKind.PART, ProvisionKind.SECTION, ProvisionKind.ARTICLE)


def _clauses(provision: Provision) -> Iterator[Clause]:
    heading = fold(provision.heading)
    for clause in Clause:
        if HEADED[clause.value].search(heading):
            yield clause
    if provision.kind is ProvisionKind.ARTICLE:
        words = fold(words_of(provision))
        if _own_act(words):
            yield Clause.ENTRY_INTO_FORCE
        if REPEAL.search(words):
            yield Clause.REPEAL


def _own_act(words: str) -> bool:
    """Whether it is this act that enters into force, and not one the article speaks of."""
    found = IN_FORCE.search(words)
    return found is not None and of_own_act(words[: found.start()])
