"""Words and phrases that ask for a second look, each with what the rules weigh: does the paragraph cite a law, how often
does it happen, what is the other form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from neni.core import Language, Subject
from neni.plugins.legal.studying.draft import Draft, Facts, Spot

_SQ, _SR, _EN = Language.ALBANIAN, Language.SERBIAN, Language.ENGLISH
PHRASES: dict[str, dict[Language, str]] = {
    "vague_reference": {
        _SQ: r"\b(?:me|sipas|ne\s+pajtim\s+me|ne\s+perputhje\s+me)\s+(?:ligjin|ligjet|legjislacionin)\s+(?:perkates\w*|ne\s+fuqi|e\s+aplikueshem)"
        r"|\b(?:me|sipas)\s+dispozitat\s+(?:perkatese|ligjore\s+ne\s+fuqi)",
        _SR: r"\b(?:u\s+skladu\s+sa|prema|po)\s+(?:vazecim|odgovarajucim|relevantnim)\s+(?:zakon\w*|propis\w*)",
        _EN: r"\b(?:in\s+accordance\s+with|under|pursuant\s+to)\s+(?:the\s+)?(?:applicable|relevant)\s+(?:laws?|legislation)"
        r"|\b(?:law|legislation)\s+in\s+force\b",
    },
    "sanction": {
        _SQ: r"\b(?:gjob[aei]\w*|gjobite\w*|denohe[tn]|kundervajtj\w*|sanksion\w*)\b",
        _SR: r"\b(?:novcan\w*\s+kazn\w*|kaznjav\w*\s+se|prekrsaj\w*|sankcij\w*)\b",
        _EN: r"\b(?:(?:a|the)\s+fine\s+of|fines?\b|fined\b|penalt(?:y|ies)|minor\s+offences?|sanctions?)\b",
    },
    "restriction": {
        _SQ: r"\b(?:ndalohe[tn]|kufizohe[tn]|nuk\s+lejohe[tn]|humb\w*\s+te\s+drejten)\b",
        _SR: r"\b(?:zabranjen\w*\s+je|zabranjuje\s+se|ogranicav\w*\s+se|nije\s+dozvoljen\w*|gubi\w*\s+pravo)\b",
        _EN: r"\b(?:(?:is|are)\s+prohibited|(?:is|are)\s+restricted|(?:is|are)\s+not\s+allowed|loses?\s+the\s+right)\b",
    },
    "delegation": {
        _SQ: r"\b(?:me\s+(?:vendim|akt)\s+te\s+vecante|do\s+te\s+rregullohe[tn]\s+me)\b",
        _SR: r"\b(?:posebn(?:om|im)\s+(?:odlukom|odlukama|aktom|aktima)|bice\s+ureden\w*)\b",
        _EN: r"\b(?:by\s+(?:a\s+)?separate\s+(?:decision|act)|shall\s+be\s+regulated\s+by)\b",
    },
    "foreign_term": {
        _SQ: r"\b(?:fletor(?:ja|en|es)\s+zyrtare|keshilli\w*\s+i\s+ministrave|keshillit\s+te\s+ministrave|vkm|bashkia|bashkise"
        r"|komisioneri\s+shteteror)\b",
    },
    "wish": {
        _SQ: r"\b(?:shpresojme|eshte\s+e\s+deshirueshme|synohet\s+qe)\b",
        _SR: r"\b(?:pozeljno\s+je|nadamo\s+se)\b",
        _EN: r"\b(?:it\s+is\s+desirable|we\s+hope|it\s+is\s+hoped)\b",
    },
    "personal_data": {
        _SQ: r"(?<!mbrojtjen e )(?<!mbrojtjes se )(?<!mbrojtje te )\b(?:te\s+dhena\w*\s+personale|numr\w+\s+personal\w*|leternjoftim\w*)\b",
        _SR: r"(?<!zastiti )(?<!zastite )(?<!zastita )\b(?:licn(?:i|e|ih|im)\s+poda\w*|licn(?:i|og|im)\s+broj\w*|licn(?:a|e|u)\s+kart\w*)\b",
        _EN: r"(?<!protection of )\b(?:personal\s+data|personal\s+numbers?|identity\s+cards?)\b",
    },
}  # fmt: skip
_COMPILED = {name: {one: re.compile(words) for one, words in some.items()} for name, some in PHRASES.items()}
RETENTION = re.compile(
    r"\bruhe[tn]\b|\bruajtj\w+|\bcuva(?:ju)?\s+se\b|\brok\w*\s+cuvanja|\bretain\w*|\bretention|\bkept\s+for|\bstored\s+for"
)
VARIANTS: dict[Language, tuple[tuple[str, str], ...]] = {
    _SQ: ((r"\bfletevotim\w*", r"\bflete\w*\s+(?:e\s+)?votimi\w*"), (r"\bsubjekt\w*\s+politik\w*", r"\bparti\w*\s+politike\w*"),
          (r"\bankes[aeë]\w*", r"\bankim\w*")),
    _SR: ((r"\bbirack\w+\s+spis\w+", r"\bspis\w+\s+biraca"), (r"\bpoliticki?\w*\s+subjek\w+", r"\bpolitick\w+\s+strank\w+")),
    _EN: ((r"\bvoters['’]?\s+list\w*", r"\bvoter\s+list\w*"), (r"\bpolitical\s+entit\w+", r"\bpolitical\s+part(?:y|ies)")),
}  # fmt: skip
GAZETTES = (r"\bsluzben\w+\s+list\w*", r"\bsluzben\w+\s+novin\w*", r"\bsluzben\w+\s+glasnik\w*")
PLACEHOLDER = re.compile(
    r"_{2,}(?:\s*[./-]\s*_{2,})*(?:\s*[./-]\s*\d{2,4})?|\[\s*[._…\-x ]*\s*\]|\[(?:[^\]\d]{2,40})\]|…{2,}|\.{5,}"
    r"|\b[Xx]{2,}\s*[/.-]\s*(?:[Xx]{2,}|(?:19|20)\d\d)(?:\s*[/.-]\s*(?:[Xx]{2,}|(?:19|20)\d\d))?|(?<=[Nn]r\. )[Xx]{2,}|<[^<>\d]{2,40}>"
)
LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d{1,4}\s*$")
NO_LINE = re.compile(r"(?:nr|br|no|dat[ae]|datum|date|me|dana|prot)\s*\.?\s*:?\s*$")


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
    for wording, patterns in _COMPILED.items():
        pattern = patterns.get(draft.act.language)
        if pattern is not None:
            hits = [(spot, one.span()) for spot in _where(draft, wording) for one in pattern.finditer(spot.folded)]
            yield from _told(draft, wording, hits)


def _where(draft: Draft, wording: str) -> Iterator[Spot]:
    preamble = wording == "vague_reference"
    yield from (one for one in draft.own if one in _body(draft) or (preamble and one.in_preamble))


def _body(draft: Draft) -> _Spots:
    return _Spots(draft)


class _Spots:
    """Tells whether a passage lays down law; headings that stand alone do not."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def __contains__(self, spot: object) -> bool:
        return isinstance(spot, Spot) and not (spot.in_opening or spot.in_preamble or spot.at_end or spot.foreign)


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
    if draft.act.language is _SR:
        pairs += [("gazette_name", pair) for pair in ((GAZETTES[0], GAZETTES[1]), (GAZETTES[0], GAZETTES[2]),
                                                      (GAZETTES[1], GAZETTES[2]))]  # fmt: skip
    for wording, (one, other) in pairs:
        first, second = (
            [(spot, match.span()) for spot in draft.own for match in re.finditer(words, spot.folded)]
            for words in (one, other)
        )
        if first and second:
            rarer, usual = sorted((first, second), key=len)
            spot, span = rarer[0]
            yield _one(draft, spot, span, wording, usual[0][0].words(*usual[0][1]), times=Decimal(len(rarer)))


def _placeholders(draft: Draft) -> Iterator[Subject]:
    for spot in draft.own:
        text = spot.passage.text
        if LEADERS.search(text):
            continue
        for match in PLACEHOLDER.finditer(text):
            if not (spot.at_end and _line_to_sign(spot, match)):
                anchor = spot.passage.anchor(*match.span())
                facts = _one(draft, spot, (0, 0), "placeholder").facts
                yield Subject("legal.wording", spot.eid, anchor, {**facts, "words": match[0]})


def _line_to_sign(spot: Spot, match: re.Match[str]) -> bool:
    """A line on which people sign is no place left open; one behind “No.” or “Date” is."""
    before = spot.passage.text[: match.start()]
    lines = set(match[0]) <= set("_. …")
    return lines and not NO_LINE.search(before.lower().replace("ë", "e"))
