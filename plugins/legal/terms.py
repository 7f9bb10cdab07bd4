"""Terms an act defines and abbreviations it introduces: where, and where they are used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from neni.core import Anchor, ProvisionKind
from neni.plugins.legal.structure.clauses import Clause, claused
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.marks import in_capitals, mark, roman
from neni.plugins.legal.structure.passages import Passage
from neni.plugins.legal.structure.reading import Reading


class TermKind(StrEnum):
    """How a term comes into an act."""

    DEFINITION = "definition"
    """By an item of the article of definitions."""
    SHORT_NAME = "short_name"
    """“(në tekstin e mëtejmë: Komisioni)”."""
    ABBREVIATION = "abbreviation"
    """“Komisioni Qendror i Zgjedhjeve (KQZ)”."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term with the words that bring it in; `uses` are the other places it stands at."""

    term: str
    kind: TermKind
    eid: str
    anchor: Anchor
    uses: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every term of an act. `unknown` are abbreviations nobody introduced, each with where it stands first."""

    terms: tuple[Term, ...]
    unknown: tuple[Term, ...]


LETTERS = "A-ZËÇČĆŠŽĐА-ЯЂЈЉЊЋЏ"
SHORT = re.compile(
    r"\(\s*(?:ne\s+tekstin\s+e\s+m[eae]tejm[ea]|ne\s+vijim|me\s+poshte|u\s+daljem\s+tekstu|dalje|"
    r"hereinafter|hereafter)(?:\s+(?:referred\s+to\s+as|the|si|si\s+vijon|edhe|kao))*\s*[:,\-]?\s*"
    r"(?P<term>[^)]{1,80}?)\s*\)"
)
IN_BRACKETS = re.compile(rf"\(\s*[“\"„]?(?P<term>[{LETTERS}]{{2,10}}(?:-[{LETTERS}]{{1,4}})?)[”\"“]?\s*\)")
CAPITALS = re.compile(rf"(?<![\w/.-])[{LETTERS}]{{2,8}}(?![\w/])")
DEFINED = re.compile(
    r"(?P<quote>[\"'])?(?P<term>[^\"':;(]{2,90}?)(?(quote)[\"']|)\s*(?:\([^)]*\)\s*)?"
    r"(?:\s-\s|\s?-\s|:\s|"
    r"\s(?:nenkupton|do te thote|eshte|jane|oznacava|znaci|podrazumeva|je|su|means|shall mean|is)\b)"
)
LINKS = {"i", "e", "te", "se", "dhe", "per", "ne", "u", "o", "za", "of", "the", "and", "for", "me", "nga", "sa", "od"}
BETWEEN = rf"\W+(?:(?:{'|'.join(sorted(LINKS))})\W+){{0,2}}"
KNOWN = {"nr", "br", "no", "ue", "be", "eu", "oz", "sl", "gz", "euro", "eur", "okb", "un"}
"""Abbreviations everybody writes without a word of introduction: number, European Union, gazette."""


def vocabulary_of(reading: Reading) -> Vocabulary:
    """The terms and abbreviations of an act."""
    places = [one for one in _places(reading) if one[1] is not None]
    terms = _first_of_each(_introduced(reading, places))
    used = _Uses(passage for passage, _ in places)
    known = tuple(Term(one.term, one.kind, one.eid, one.anchor, used.of(one)) for one in terms)
    return Vocabulary(known, tuple(_unknown(places, known)))


def _places(reading: Reading) -> Iterator[tuple[Passage, str | None]]:
    """Passages with their provision; None for what is quoted or belongs to another act."""
    outside = {one.eid for one in reading.act.of(ProvisionKind.QUOTED, ProvisionKind.TAIL, ProvisionKind.SIGNATURE)}
    for passage in reading.passages:
        eid = reading.owner(passage)
        yield passage, None if eid in outside else eid


def _first_of_each(terms: Iterator[Term]) -> list[Term]:
    found: dict[str, Term] = {}
    for one in terms:
        found.setdefault(fold(one.term), one)
    return list(found.values())


def _introduced(reading: Reading, places: list[tuple[Passage, str | None]]) -> Iterator[Term]:
    defining = _defining(reading)
    for passage, eid in places:
        for found in SHORT.finditer(passage.folded):
            yield _term(passage, eid, found, TermKind.SHORT_NAME)
        for found in IN_BRACKETS.finditer(passage.text):
            if found.start() and not roman(found["term"].lower()) and not in_capitals(passage.text):
                anchor = passage.anchor(*found.span("term"))
                yield Term(found["term"], TermKind.ABBREVIATION, eid or "", anchor)
        if eid in defining and (found_one := _defined(passage)) is not None:
            yield _term(passage, eid, found_one, TermKind.DEFINITION)


def _term(passage: Passage, eid: str | None, found: re.Match[str], kind: TermKind) -> Term:
    start, end = passage.written(found.start("term")), passage.written(found.end("term"))
    words = passage.text[start:end]
    bare = words.strip("\"“”„'‘’ ")
    start += words.find(bare)
    return Term(bare, kind, eid or "", passage.anchor(start, start + len(bare)))


def _defining(reading: Reading) -> frozenset[str]:
    """Identifiers of the items of articles that define terms."""
    found: set[str] = set()
    for article in reading.act.of(ProvisionKind.ARTICLE):
        if Clause.DEFINITIONS in claused(article).clauses:
            found |= {one.eid for one in article.all() if one is not article and not one.parts}
    return frozenset(found)


def _defined(passage: Passage) -> re.Match[str] | None:
    """The term an item defines: what stands before its dash."""
    start = len(fold(passage.text[: mark(passage).words]))
    found = DEFINED.match(passage.folded, start)
    return found if found is not None and len(found["term"].split()) <= 10 else None


class _Uses:
    """Finds where terms are used, whatever case they stand in; every word of the act is looked at once."""

    def __init__(self, passages: Iterator[Passage]) -> None:
        self._at: dict[str, list[tuple[Passage, int]]] = defaultdict(list)
        for passage in passages:
            for found in re.finditer(r"[^\W_]+", passage.folded):
                self._at[found[0][:3]].append((passage, found.start()))

    def of(self, term: Term) -> tuple[Anchor, ...]:
        """Every place of a term but the one that brings it in."""
        every = re.findall(r"[^\W_]+", fold(term.term))
        words = [_stem(word) for word in every if word not in LINKS] or every
        if not words:
            return ()
        pattern = re.compile(BETWEEN.join(rf"{re.escape(word)}\w*" for word in words))
        found = []
        for passage, start in self._at.get(words[0][:3], ()):
            match = pattern.match(passage.folded, start)
            if match is not None:
                anchor = passage.folded_anchor(*match.span())
                if not _covers(term.anchor, anchor):
                    found.append(anchor)
        return tuple(found)


def _covers(whole: Anchor, part: Anchor) -> bool:
    """Whether a use is the very words that bring the term in."""
    return (
        whole.line == part.line and whole.start <= part.start and (part.end <= whole.end or whole.last_line is not None)
    )


def _stem(word: str) -> str:
    """A word without its ending, so that “vëzhguesit” is a use of “vëzhgues” and “letrën” one of “letër”."""
    if len(word) <= 3:
        return word
    return word[: max(3, len(word) - 3)] if len(word) > 6 else word[: len(word) // 2 + 1]


def _unknown(places: list[tuple[Passage, str | None]], terms: tuple[Term, ...]) -> Iterator[Term]:
    known = KNOWN | {word for one in terms for word in fold(one.term).split()}
    seen: set[str] = set()
    for passage, eid in places:
        if in_capitals(passage.text) or passage.text.isupper():
            continue
        for found in CAPITALS.finditer(passage.text):
            folded = fold(found[0])
            if folded in known or folded in seen or roman(folded) or _in_capital_run(passage.text, found):
                continue
            seen.add(folded)
            yield Term(found[0], TermKind.ABBREVIATION, eid or "", passage.anchor(*found.span()))


def _in_capital_run(text: str, found: re.Match[str]) -> bool:
    """Whether the words around it are in capitals too: a title inside a sentence is no abbreviation."""
    before = re.search(r"(\w{2,})\W+$", text[max(0, found.start() - 60) : found.start()])
    after = re.match(r"\W+(\w{2,})", text[found.end() : found.end() + 60])
    return any(one is not None and one[1].isupper() and one[1].isalpha() for one in (before, after))
