"""The phrases that ask for a second look, as folded patterns in each language; what they mean is told by the rules."""

from __future__ import annotations

import re

from neni.core import Language

_SQ, _SR, _EN = Language.ALBANIAN, Language.SERBIAN, Language.ENGLISH
PHRASES: dict[str, dict[Language, str]] = {
    "vague_reference": {
        _SQ: r"\b(?:me|sipas|ne\s+pajtim\s+me|ne\s+perputhje\s+me)\s+(?:ligjin|ligjet|legjislacionin)"
        r"\s+(?:perkates\w*|ne\s+fuqi|e\s+aplikueshem)"
        r"|\b(?:me|sipas)\s+dispozitat\s+(?:perkatese|ligjore\s+ne\s+fuqi)",
        _SR: r"\b(?:u\s+skladu\s+sa|prema|po)\s+(?:vazecim|odgovarajucim|relevantnim)\s+(?:zakon\w*|propis\w*)",
        _EN: r"\b(?:in\s+accordance\s+with|under|pursuant\s+to)\s+(?:the\s+)?(?:applicable|relevant)"
        r"\s+(?:laws?|legislation)"
        r"|\b(?:law|legislation)\s+in\s+force\b",
    },
    "sanction": {
        _SQ: r"\b(?:gjob[aei]\w*|gjobite\w*|denohe[tn]|kundervajtj\w*)\b"
        r"|\b(?:shqipto\w*|cakto\w*|vendose\w*|zbatohe\w*)\s+(?:\w+\s+){0,3}sanksion\w*",
        _SR: r"\b(?:novcan\w*\s+kazn\w*|kaznjav\w*\s+se|prekrsaj\w*)\b"
        r"|\b(?:izric\w*|izrek\w*|propis\w*|utvrduj\w*|primenj\w*)\s+(?:\w+\s+){0,3}sankcij\w*",
        _EN: r"\b(?:(?:a|the)\s+fine\s+of|fines?\b|fined\b|penalt(?:y|ies)|minor\s+offences?)\b"
        r"|\b(?:impos\w*|sets?|subject\s+to|liable\s+to)\s+(?:\w+\s+){0,3}sanctions?\b",
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
        _SQ: r"\b(?:fletor(?:ja|en|es)\s+zyrtare|keshilli\w*\s+i\s+ministrave|keshillit\s+te\s+ministrave"
        r"|vkm|bashkia|bashkise|komisioneri\s+shteteror)\b",
    },
    "wish": {
        _SQ: r"\b(?:shpresojme|eshte\s+e\s+deshirueshme|synohet\s+qe)\b",
        _SR: r"\b(?:pozeljno\s+je|nadamo\s+se)\b",
        _EN: r"\b(?:it\s+is\s+desirable|we\s+hope|it\s+is\s+hoped)\b",
    },
    "personal_data": {
        _SQ: r"(?<!mbrojtjen e )(?<!mbrojtjes se )(?<!mbrojtje te )"
        r"\b(?:te\s+dhena\w*\s+personale|numr\w+\s+personal\w*|leternjoftim\w*)\b",
        _SR: r"(?<!zastiti )(?<!zastite )(?<!zastita )"
        r"\b(?:licn(?:i|e|ih|im)\s+poda\w*|licn(?:i|og|im)\s+broj\w*|licn(?:a|e|u)\s+kart\w*)\b",
        _EN: r"(?<!protection of )\b(?:personal\s+data|personal\s+numbers?|identity\s+cards?)\b",
    },
}  # fmt: skip
COMPILED = {name: {one: re.compile(words) for one, words in some.items()} for name, some in PHRASES.items()}
RETENTION = re.compile(
    r"\bruhe[tn]\b|\bruajtj\w+|\bcuva(?:ju)?\s+se\b|\brok\w*\s+cuvanja|\bretain\w*|\bretention|\bkept\s+for|\bstored\s+for"
)
VARIANTS: dict[Language, tuple[tuple[str, str], ...]] = {
    _SQ: (
        (r"\bfletevotim\w*", r"\bflete\w*\s+(?:e\s+)?votimi\w*"),
        (r"\bsubjekt\w*\s+politik\w*", r"\bparti\w*\s+politike\w*"),
        (r"\bankes\w*", r"\bankim\w*"),
    ),
    _SR: (
        (r"\bbirack\w+\s+spis\w+", r"\bspis\w+\s+biraca"),
        (r"\bpolitick\w+\s+subjek\w+", r"\bpolitick\w+\s+strank\w+"),
    ),
    _EN: (
        (r"\bvoters'?\s+list\w*", r"\bvoter\s+list\w*"),
        (r"\bpolitical\s+entit\w+", r"\bpolitical\s+part(?:y|ies)"),
    ),
}
GAZETTES = (r"\bsluzben\w+\s+list\w*", r"\bsluzben\w+\s+novin\w*", r"\bsluzben\w+\s+glasnik\w*")
PLACEHOLDER = re.compile(
    r"_{2,}(?:\s*[./-]\s*_{2,})*(?:\s*[./-]\s*\d{2,4})?|\[\s*[._…\-x ]*\s*\]|\[(?:[^\]\d]{2,40})\]|…{2,}|\.{5,}"
    r"|(?:\.{2,}|…)\s?[/.-]\s?(?:(?:19|20)\d\d|\.{2,})"
    r"|\b[XxХх]{2,}\s*[/.-]\s*(?:[XxХх]{2,}|(?:19|20)\d\d)(?:\s*[/.-]\s*(?:[XxХх]{2,}|(?:19|20)\d\d))?"
    r"|(?<=[NnBb]r\. )[XxХх]{2,}|<[^<>\d]{2,40}>|\{\{[^{}]{0,60}\}\}"
)
LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d{1,4}\s*$")
NO_LINE = re.compile(r"(?:nr|br|no|dat[ae]|datum|date|me|dana|prot)\s*\.?\s*:?\s*$")
