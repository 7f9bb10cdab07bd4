"""Words and phrases that ask for a second look, each with what the rules weigh: whether the paragraph cites a law, how
often it happens, what the other form is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from neni.core import Language, Subject
from neni.plugins.legal.studying.draft import Draft, Facts
from neni.plugins.legal.studying.phrases import (
    COMPILED,
    GAZETTES,
    LEADERS,
    NO_LINE,
    PLACEHOLDER,
    RETENTION,
    VARIANTS,
)
from neni.plugins.legal.studying.spots import Spot

OF_TITLES = ("sanction", "restriction")
"""What laws are named after: “Ligji për kundërvajtje” punishes nobody."""


def wordings(draft: Draft) -> Iterator[Subject]:
    """Every phrase worth a look, in the order of its sort."""
    yield from _placeholders(draft)
    yield from _phrases(draft)
    yield from _variants(draft)


def _one(draft: Draft, spot: Spot, span: tuple[int, int], wording: str, other: str = "–", **facts: object) -> Subject:
    told: dict[str, object] = {
        "act_sort": draft.sort, "wording": wording, "words": spot.words(*span) or "–", "other_words": other,
        "in_preamble": spot.in_preamble, "times": Decimal(1), "law_cited": True, "data_law_cited": True,
        "retention_named": True,
    }  # fmt: skip
    found: Facts = {**told, **facts}  # type: ignore[dict-item]
    return Subject("legal.wording", spot.eid, spot.anchor(*span), found)


def _phrases(draft: Draft) -> Iterator[Subject]:
    for wording, patterns in COMPILED.items():
        pattern = patterns.get(draft.act.language)
        if pattern is not None:
            hits = [
                (spot, (start, end))
                for spot, _, start, end in draft.joined.hits(pattern)
                if _counts(spot, wording) and not (wording in OF_TITLES and _in_title(draft, spot, start))
            ]
            yield from _told(draft, wording, hits)


def _counts(spot: Spot, wording: str) -> bool:
    """What lays down law counts; inexact references are looked for in the preamble too."""
    return not (spot.in_opening or spot.at_end) and (wording == "vague_reference" or not spot.in_preamble)


def _in_title(draft: Draft, spot: Spot, start: int) -> bool:
    """Whether words are those of the title of an act that is cited."""
    return any(one.start <= start < one.end for one in draft.citing.get(id(spot.passage), ()))


def _told(draft: Draft, wording: str, hits: list[tuple[Spot, tuple[int, int]]]) -> Iterator[Subject]:
    if wording == "personal_data":
        cited = any(one.number == "06/L-082" for _, some in draft.cited for one in some)
        for spot, span in hits[:1]:
            kept = bool(RETENTION.search(draft.text))
            yield _one(draft, spot, span, wording, data_law_cited=cited, retention_named=kept)
        return
    times = Decimal(len(hits))
    for spot, span in hits:
        yield _one(draft, spot, span, wording, times=times, law_cited=draft.cites_law(spot))


def _variants(draft: Draft) -> Iterator[Subject]:
    """Two names for one thing: the rarer one is told, where it stands first."""
    pairs = [("variant", pair) for pair in VARIANTS[draft.act.language]]
    if draft.act.language is Language.SERBIAN:
        pairs += [("gazette_name", pair) for pair in combinations(GAZETTES, 2)]
    for wording, (one, other) in pairs:
        first, second = (
            [(spot, (start, end)) for spot, _, start, end in draft.joined.hits(re.compile(words))]
            for words in (one, other)
        )
        if first and second:
            rarer, usual = sorted((first, second), key=len)
            spot, span = rarer[0]
            yield _one(draft, spot, span, wording, usual[0][0].words(*usual[0][1]), times=Decimal(len(rarer)))


def _placeholders(draft: Draft) -> Iterator[Subject]:
    for spot, match, start, end in draft.written.hits(PLACEHOLDER):
        if LEADERS.search(spot.passage.text) or (
            (spot.at_end or spot.in_annex) and _line_to_fill(spot, match[0], start)
        ):
            continue
        facts = _one(draft, spot, (0, 0), "placeholder").facts
        yield Subject("legal.wording", spot.eid, spot.passage.anchor(start, end), {**facts, "words": match[0]})


def _line_to_fill(spot: Spot, words: str, start: int) -> bool:
    """A line on which people sign, or which those fill in who use the form of an annex, is no place left open; behind
    “No.” or “Date” of a signature it is."""
    before = spot.passage.text[:start].lower().replace("ë", "e")
    return set(words) <= set("_. …[]-/") and (spot.in_annex or not NO_LINE.search(before))
