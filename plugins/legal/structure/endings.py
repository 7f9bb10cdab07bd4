"""What stands behind the last provision: reasons and remedies, the signature, articles of amending acts, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from neni.core import ProvisionKind
from neni.plugins.legal.structure.headings import is_heading
from neni.plugins.legal.structure.labels import Label, annex_label
from neni.plugins.legal.structure.marks import HEADING_LENGTH, MarkKind, mark
from neni.plugins.legal.structure.passages import Passage
from neni.plugins.legal.structure.quoting import following
from neni.plugins.legal.structure.words import (
    AMENDERS,
    DATED,
    IN_FORCE,
    REASONING,
    REMEDY,
    SIGNATURE,
    of_own_act,
    unspaced,
)

SHORT, LINE = 25, 60
"""So long a line of a signature may be that ends with a stop: “Kryetari:”, “Dana 5. maja 2025.”."""
YEAR = re.compile(r"(?:19|20)\d\d")

BEFORE_FORCE = re.compile(r"\b(?:before|prior|until|para|derisa|deri|pre|prije|dok)\b[^.;]{0,80}$")


def annexes_in(read: Sequence[Passage], labels: Sequence[Label | None], skipped: frozenset[int]) -> dict[int, Label]:
    """The annexes; a line in an article that names one is none when the next article follows behind it."""
    after = following(labels)
    found: dict[int, Label] = {}
    last: Label | None = None
    for place, passage in enumerate(read):
        if not found and labels[place] is not None:
            last = labels[place]
        if place in skipped or passage.in_table or place == 0:
            continue
        annex = annex_label(passage)
        if annex is not None and (found or _may_be_annex(labels, after[place], last)):
            found[place] = annex
    listed = _listed(found)
    return {place: annex for place, annex in found.items() if place not in listed}


def _listed(found: dict[int, Label]) -> frozenset[int]:
    """Lines one under another that name annexes which come again behind them: a list of annexes."""
    last = {annex.number: place for place, annex in found.items()}
    again = {place for place, annex in found.items() if last[annex.number] > place}
    return frozenset(place for place in again if place + 1 in found or place - 1 in again)


def _may_be_annex(labels: Sequence[Label | None], after: int, last: Label | None) -> bool:
    if after >= len(labels):
        return True
    label = labels[after]
    return last is not None and label is not None and not label.follows(last)


def tail_in(read: Sequence[Passage], labels: Sequence[Label | None], end: int) -> int:
    """Where articles of amending acts begin, printed behind the last article of a consolidated text: behind the entry
    into force stand a heading that says so, another entry into force, or nothing but numbers there were before."""
    in_force = [place for place in range(end) if _commences(read[place])]
    places = [place for place, label in enumerate(labels[:end]) if label is not None]
    for last, place in pairwise(places):
        label = labels[place]
        own = next((one for one in in_force if last <= one < place), None)
        if own is None or label is None or label.follows(labels[last]):
            continue
        marker = next((one for one in range(own + 1, place) if _starts_tail(read[one])), None)
        if marker is not None or in_force[-1] >= place or _repeats(labels, places, place):
            return place if marker is None else marker
    return len(read)


def _repeats(labels: Sequence[Label | None], places: Sequence[int], start: int) -> bool:
    """Whether the articles from a place on, two or more, all have numbers of articles before it."""
    before = {_number(labels[place]) for place in places if place < start}
    behind = [_number(labels[place]) for place in places if place >= start]
    return len(behind) > 1 and before.issuperset(behind)


def _number(label: Label | None) -> tuple[int, str]:
    return (label.value, label.suffix) if label is not None else (0, "")


def _commences(passage: Passage) -> bool:
    """Whether it says when an act enters into force; “before this regulation enters into force” does not."""
    found = IN_FORCE.search(passage.folded)
    if found is None or BEFORE_FORCE.search(passage.folded[: found.start()]) is not None:
        return False
    return of_own_act(passage.folded[: found.start()]) or is_heading(passage)


def _starts_tail(passage: Passage) -> bool:
    return AMENDERS.match(passage.folded) is not None and len(passage.text) <= 2 * HEADING_LENGTH


def closings_in(read: Sequence[Passage], articles: dict[int, Label], end: int) -> dict[int, ProvisionKind]:
    """The reasons of a decision and its note on legal remedies, behind what it decides."""
    found: dict[int, ProvisionKind] = {}
    headings = {place - 1 for place in articles} | {place + 1 for place in articles}
    for place in range(max(articles, default=-1) + 1, end):
        folded = unspaced(read[place].folded)
        if place in headings:
            continue
        if len(folded) < 60 and REASONING.match(folded):
            found[place] = ProvisionKind.REASONING
        elif REMEDY.match(folded):
            found[place] = ProvisionKind.REMEDY
    return found


def signature_in(
    read: Sequence[Passage], articles: dict[int, Label], closings: dict[int, ProvisionKind], end: int
) -> int:
    """Where names, place and date of the signature begin, behind the last provision."""
    last = max([*articles, *closings], default=-1)
    if last < 0:
        return _signature_backwards(read, end)
    label = articles.get(last)
    inline = len(read[last].text) > label.rest if label is not None else ":" in read[last].text[:-1]
    zone = range(last + (1 if inline else 2), end)
    numbered = max((place for place in zone if _numbered(read[place])), default=-1)
    return next((place for place in zone if signs(read[place]) or (place > numbered and _dates(read[place]))), end)


def _signature_backwards(read: Sequence[Passage], end: int) -> int:
    place = end
    while place > 1 and (signs(read[place - 1]) or _dates(read[place - 1]) or _unnumbered_line(read[place - 1])):
        place -= 1
    return next((one for one in range(place, end) if signs(read[one]) or _dates(read[one])), end)


def _unnumbered_line(passage: Passage) -> bool:
    return is_heading(passage) or passage.in_table


def signs(passage: Passage) -> bool:
    """Whether a passage looks like a line of a signature block: a name of an office, a place, a line to sign on."""
    folded = passage.folded
    if len(folded) > 2 * HEADING_LENGTH or SIGNATURE.match(folded) is None or passage.label:
        return False
    return not folded.endswith((".", ";", ":")) or len(folded) <= SHORT or (len(folded) <= LINE and _year(folded))


def _dates(passage: Passage) -> bool:
    """Whether a line is a day and nothing else to speak of."""
    return DATED.match(passage.folded) is not None and len(passage.folded) <= LINE and not passage.label


def _year(folded: str) -> bool:
    return YEAR.search(folded) is not None


def _numbered(passage: Passage) -> bool:
    return mark(passage).kind in {MarkKind.FIRST, MarkKind.SECOND, MarkKind.INSIDE} and not passage.in_table
