"""What stands before the first provision: the institution's head, the title, the preamble with its legal basis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from neni.core import ActTitle, Anchor, ProvisionKind
from neni.plugins.legal.structure.marks import MarkKind, mark
from neni.plugins.legal.structure.passages import TERMINAL, Passage
from neni.plugins.legal.structure.words import (
    ABOUT,
    BASIS,
    ENACTING,
    ISSUER,
    KINDS,
    NUMBER,
    RECITAL,
    TITLE,
    unspaced,
)

LONGEST_TITLE = 420
LINES = 6
"""So many passages a title may take."""
ADOPTS = re.compile(r"\s(?:miraton|nxjerr|donosi|usvaja|izdaje|approves|adopts|issues|je\s)")
ABOUT_INSIDE = re.compile(r"(?:^|[\s\-:,)]|(?<=\d))" + ABOUT.pattern)


@dataclass(frozen=True)
class Opening:
    """Places of passages: the lines of the first title, and what each place of the preamble is."""

    title: ActTitle
    titles: tuple[tuple[int, int], ...]
    preamble: dict[int, ProvisionKind]
    end: int


def opening_of(read: Sequence[Passage], end: int, *, whole: bool) -> Opening:
    """What stands before `end`; `whole` when no article tells where the provisions begin."""
    limit = _limit(read, end) if whole else end
    titles = _titles(read, limit)
    preamble = _preamble(read, limit, titles)
    title = _title(read, titles, preamble)
    behind = max([*(stop for _, stop in titles), *(place + 1 for place in preamble)], default=0)
    return Opening(title, titles, preamble, min(behind, limit) if whole else end)


def _limit(read: Sequence[Passage], end: int) -> int:
    """Without articles the opening ends at the latest where something is numbered."""
    for place in range(min(end, 40)):
        if mark(read[place]).kind in {MarkKind.FIRST, MarkKind.SECOND, MarkKind.INSIDE} and not read[place].in_table:
            return place
    return min(end, 40)


def _titles(read: Sequence[Passage], limit: int) -> tuple[tuple[int, int], ...]:
    """Stretches of passages that are titles of the act; the same title may stand before and behind the preamble."""
    found: list[tuple[int, int]] = []
    place = 0
    while place < limit:
        if _begins_title(read[place]):
            stop = _title_end(read, place, limit)
            found.append((place, stop))
            place = stop
        else:
            place += 1
    return tuple(found)


def _begins_title(passage: Passage) -> bool:
    folded = unspaced(passage.folded)
    if len(passage.text) > LONGEST_TITLE or TITLE.match(folded) is None or BASIS.search(folded):
        return False
    return (
        passage.text.lstrip("\"„“'")[:1].isupper()
        and not passage.text.endswith((";", ":", ","))
        and not (passage.text.endswith(".") and not NUMBER.search(folded))
    )


def _title_end(read: Sequence[Passage], start: int, limit: int) -> int:
    place = start + 1
    while place < min(limit, start + LINES) and _goes_on(read[place - 1], read[place], first=place == start + 1):
        place += 1
    return place


def _goes_on(before: Passage, passage: Passage, *, first: bool) -> bool:
    """Whether a title goes on: with its number, with what it is about, or with more capitals."""
    folded = passage.folded
    if BASIS.search(folded) or ENACTING.match(unspaced(folded)) or ISSUER.match(folded) or passage.label:
        return False
    if passage.text.endswith(TERMINAL) and not NUMBER.match(folded):
        return False
    if NUMBER.match(folded) or ABOUT.match(folded):
        return len(passage.text) <= LONGEST_TITLE
    about = first or ABOUT.search(before.folded) is not None
    return about and passage.text.isupper() and before.text.isupper() and not _begins_title(passage)


def _preamble(read: Sequence[Passage], limit: int, titles: Sequence[tuple[int, int]]) -> dict[int, ProvisionKind]:
    """From the issuer or the legal basis to the enacting word."""
    in_titles = {place for start, stop in titles for place in range(start, stop)}
    outside = [place for place in range(limit) if place not in in_titles]
    basis = next((place for place in outside if BASIS.search(read[place].folded)), None)
    enacting = next((place for place in outside if _enacts(read[place])), None)
    first = basis if basis is not None else enacting
    if first is None:
        return {}
    if first - 1 in outside and _names_issuer(read[first - 1], after_title=first - 2 in in_titles):
        first -= 1
    last = enacting if enacting is not None and enacting >= first else _last_basis(read, first, outside)
    return {place: _part(read[place]) for place in outside if first <= place <= last}


def _enacts(passage: Passage) -> bool:
    return ENACTING.match(unspaced(passage.folded)) is not None


def _names_issuer(passage: Passage, *, after_title: bool) -> bool:
    """Whether the line before the legal basis names who issues the act, and is not the head of the paper."""
    named = ISSUER.match(passage.folded) is not None and len(passage.text) <= 160
    return named and (passage.text.endswith(",") or after_title)


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


def _title(read: Sequence[Passage], titles: Sequence[tuple[int, int]], preamble: dict[int, ProvisionKind]) -> ActTitle:
    """What the fullest of the titles says; the issuer is read in the preamble first, in the head else."""
    issuer = _issuer(read, preamble, titles)
    if not titles:
        return ActTitle(issuer=issuer)
    start, stop = max(titles, key=lambda one: (_has_number(read, *one), _has_subject(read, *one)))
    words = [unspaced(one.folded) for one in read[start:stop]]
    found = TITLE.match(words[0])
    kind = next((code for code in KINDS if found is not None and found[code]), "")
    number, year = _number(read[start:stop])
    first, last = read[start].anchor(), read[stop - 1].anchor()
    last_line = last.line if last.last_line is None else last.last_line
    anchor = Anchor(first.line, first.start, last.end, last_line if last_line != first.line else None)
    return ActTitle(kind, number, year, _subject(read[start:stop]), issuer, anchor)


def _has_number(read: Sequence[Passage], start: int, stop: int) -> bool:
    return any(NUMBER.search(one.folded) for one in read[start:stop])


def _has_subject(read: Sequence[Passage], start: int, stop: int) -> bool:
    return bool(_subject(read[start:stop]))


def _number(lines: Sequence[Passage]) -> tuple[str, int | None]:
    for place, line in enumerate(lines):
        found = _own_number(line, first=place == 0)[0]
        if found is not None:
            written = line.text[line.written(found.start("number")) : line.written(found.end("number"))].strip()
            year = re.search(r"(?:19|20)\d\d(?!\d)", written)
            return re.sub(r"\s", "", written), int(year[0]) if year else None
        if ABOUT.match(line.folded):
            break
    return "", None


def _own_number(line: Passage, *, first: bool) -> tuple[re.Match[str] | None, int]:
    """The act's own number in a line of its title, and where what follows it begins: later numbers are of others."""
    kind = TITLE.match(line.folded) if first else None
    after = kind.end() if kind is not None else 0
    found = NUMBER.search(line.folded, after)
    about = ABOUT_INSIDE.search(line.folded, after)
    if found is None or (about is not None and about.start() < found.start()):
        return None, after
    return found, found.end()


def _subject(lines: Sequence[Passage]) -> str:
    """What the act is about: the words behind the first “për”, “o” or “on”."""
    for place, line in enumerate(lines):
        after = _own_number(line, first=place == 0)[1]
        about = ABOUT_INSIDE.search(line.folded, after)
        if about is not None and about.start() - after <= 40:
            words = [line.text[line.written(about.end()) :], *(one.text for one in lines[place + 1 :])]
            return " ".join(words).strip()
    return ""


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
            return passage.text[:end].split(",")[0].strip(" ,:")
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
