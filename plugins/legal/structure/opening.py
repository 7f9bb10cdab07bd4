"""What stands before the first provision: the institution's head, the title, the preamble with its legal basis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from neni.core import ActTitle, ProvisionKind
from neni.plugins.legal.structure.headings import is_heading
from neni.plugins.legal.structure.marks import MarkKind, mark
from neni.plugins.legal.structure.passages import Passage
from neni.plugins.legal.structure.titles import title_of, titles_in
from neni.plugins.legal.structure.words import (
    BASIS,
    ENACTING,
    ISSUER,
    RECITAL,
    unspaced,
)

ENACTS = re.compile(r"\s" + ENACTING.pattern)
ADOPTS = re.compile(r"\s(?:miraton|nxjerr|donosi|donio|donijela|usvaja|izdaje|approves|adopts|issues|je\s)")
FAR = 8
"""So many passages behind the legal basis the enacting word may stand."""


@dataclass(frozen=True)
class Opening:
    """Places of passages: the lines of the first title, and what each place of the preamble is."""

    title: ActTitle
    titles: tuple[tuple[int, int], ...]
    preamble: dict[int, ProvisionKind]
    formulas: dict[int, int]
    """Where in the passage of a legal basis its enacting word begins: “…, KQZ miraton:”."""
    end: int


def opening_of(read: Sequence[Passage], end: int, *, whole: bool) -> Opening:
    """What stands before `end`; `whole` when no article tells where the provisions begin."""
    limit = _limit(read, end) if whole else end
    titles = titles_in(read, limit)
    preamble = _preamble(read, limit, titles)
    title = title_of(read, titles, _issuer(read, preamble, titles))
    behind = max([*(stop for _, stop in titles), *(place + 1 for place in preamble)], default=0)
    return Opening(title, titles, preamble, _formulas(read, preamble), min(behind, limit) if whole else end)


def _limit(read: Sequence[Passage], end: int) -> int:
    """Without articles the opening ends at the latest where something is numbered."""
    for place in range(min(end, 40)):
        if mark(read[place]).kind in {MarkKind.FIRST, MarkKind.SECOND, MarkKind.INSIDE} and not read[place].in_table:
            return place
    return min(end, 40)


def _preamble(read: Sequence[Passage], limit: int, titles: Sequence[tuple[int, int]]) -> dict[int, ProvisionKind]:
    """From the issuer or the legal basis to the enacting word."""
    in_titles = {place for start, stop in titles for place in range(start, stop)}
    outside = [place for place in range(limit) if place not in in_titles]
    basis = next((place for place in outside if BASIS.search(read[place].folded)), None)
    enacting = next((place for place in outside if _enacts(read[place])), None)
    first = basis if basis is not None else enacting
    if first is None:
        return {}
    word = _enacting(read, outside, first)
    last = word if word is not None else _last_basis(read, first, outside)
    first = _from_issuer(read, first, outside, in_titles)
    found: dict[int, ProvisionKind] = {}
    for place in outside:
        if first <= place <= last:
            part = _part(read[place])
            goes_on = part is ProvisionKind.PREAMBLE and ProvisionKind.CITATION in found.values()
            found[place] = ProvisionKind.CITATION if goes_on else part
    return found


def _enacting(read: Sequence[Passage], outside: Sequence[int], first: int) -> int | None:
    """Where the enacting word stands, on a line of its own or behind who speaks it."""
    behind = [place for place in outside if place >= first]
    alone = next((place for place in behind if _enacts(read[place])), None)
    if alone is not None:
        return alone
    return next((place for place in behind[:FAR] if ENACTS.search(read[place].folded)), None)


def _from_issuer(read: Sequence[Passage], first: int, outside: Sequence[int], in_titles: set[int]) -> int:
    """Where the preamble begins when a line or two before the legal basis name who issues the act."""
    led = _opens(read[first])
    if first - 1 in outside and _names_issuer(read[first - 1], led=led or first - 2 in in_titles):
        return first - 1
    two = first - 2 in outside and first - 1 in outside and is_heading(read[first - 1]) and led
    return first - 2 if two and _names_issuer(read[first - 2], led=True) else first


def _enacts(passage: Passage) -> bool:
    return ENACTING.match(unspaced(passage.folded)) is not None


def _opens(passage: Passage) -> bool:
    """Whether a passage begins with the words of a legal basis."""
    return BASIS.match(passage.folded) is not None


def _names_issuer(passage: Passage, *, led: bool) -> bool:
    """Whether the line before the legal basis names who issues the act, and is not the head of the paper; `led` behind
    a title or before a basis, which its words then lead to."""
    named = ISSUER.match(passage.folded) is not None and len(passage.text) <= 160
    return named and (passage.text.endswith((",", ";")) or (led and not passage.text.isupper()))


def _formulas(read: Sequence[Passage], preamble: dict[int, ProvisionKind]) -> dict[int, int]:
    found = {}
    for place, part in preamble.items():
        word = ENACTS.search(read[place].folded) if part is not ProvisionKind.FORMULA else None
        if word is not None:
            found[place] = read[place].written(word.start("word"))
    return found


def _last_basis(read: Sequence[Passage], first: int, outside: Sequence[int]) -> int:
    last = first
    for place in outside:
        if place > first and (BASIS.search(read[place].folded) or RECITAL.match(read[place].folded)):
            last = place
    return last


def _part(passage: Passage) -> ProvisionKind:
    if _enacts(passage):
        return ProvisionKind.FORMULA
    if BASIS.search(passage.folded):
        return ProvisionKind.CITATION
    return ProvisionKind.RECITAL if RECITAL.match(passage.folded) else ProvisionKind.PREAMBLE


def _issuer(read: Sequence[Passage], preamble: dict[int, ProvisionKind], titles: Sequence[tuple[int, int]]) -> str:
    head = range(titles[0][0] if titles else min(preamble, default=0))
    return _issuer_before(read, preamble) or _issuer_behind(read, preamble) or _issuer_before(read, head)


def _issuer_before(read: Sequence[Passage], places: Iterable[int]) -> str:
    """The body named first, before the basis: “Komisioni Qendror i Zgjedhjeve, në mbështetje të …”."""
    for place in places:
        passage = read[place]
        if ISSUER.match(passage.folded):
            basis = BASIS.search(passage.folded)
            end = passage.written(basis.start()) if basis is not None else len(passage.text)
            return passage.text[:end].split(",")[0].strip(" ,:;")
    return ""


def _issuer_behind(read: Sequence[Passage], preamble: dict[int, ProvisionKind]) -> str:
    """Serbian acts name the issuer behind the basis: “…, Centralna izborna komisija donosi”."""
    for place in preamble:
        for part in reversed(read[place].text.split(",")):
            clause = replace(read[place], text=part.strip(), starts=(0,))
            if ISSUER.match(clause.folded):
                verb = ADOPTS.search(clause.folded)
                end = clause.written(verb.start()) if verb is not None else len(clause.text)
                return clause.text[:end].strip(" :.")
    return ""
