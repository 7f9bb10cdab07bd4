"""Defined terms and abbreviations as subjects: is each term used, was each abbreviation introduced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neni.core import Subject
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.words import HEADED
from neni.plugins.legal.studying.draft import Draft, Spot, subject

HEREINAFTER = re.compile(
    r"\((?:n[ëe] tekstin e m[ëe]tejm[ëe]|u daljem tekstu|у даљем тексту|hereinafter(?: referred to as)?)\s*[:,]?\s*"
    r"[“\"„‘']?(?P<term>[^)”\"“’]{2,60})",
    re.IGNORECASE,
)
DEFINED = re.compile(
    r"^[“\"„‘']?(?P<term>[^–—“”\"„:;]{2,60}?)[”\"“’']?\s*"
    r"(?:[–—]|\s-(?=\s)|:|n[ëe]nkupton|do t[ëe] thot[ëe]|ozna[čc]ava|zna[čc]i|означава|means)\s"
)
ABBREVIATION = re.compile(r"(?<![\w/.-])[A-ZËÇČĆŠŽĐАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ]{2,6}(?![\w/])")
KNOWN = frozenset(
    [
        "KQZ",
        "CIK",
        "CEC",
        "SKQZ",
        "SCIK",
        "KKZ",
        "OIK",
        "MEC",
        "ZLKZ",
        "QNR",
        "ZRCKFSP",
        "KQ",
        "EUR",
        "PDF",
        "BE",
        "EU",
        "EC",
        "UN",
        "OKB",
        "OSBE",
        "OSCE",
        "OEBS",
        "UNMIK",
        "RKS",
        "KS",
        "PIN",
        "SMS",
        "USB",
        "URL",
        "TVSH",
        "PDV",
        "VAT",
        "NR",
        "BR",
        "NO",
        "ID",
        "IP",
        "GPS",
        "CD",
        "DVD",
        "QRK",
        "VRK",
        "GRK",
        "USAID",
        "IFES",
    ]
)
SHOUTED = re.compile(r"\b[A-ZËÇČĆŠŽĐ]{2,}\s+[A-ZËÇČĆŠŽĐ]{2,}\s+[A-ZËÇČĆŠŽĐ]{2,}")
"""A running head of a gazette within the text, or a heading."""
ROMAN = re.compile(r"[IVXLC]+")


def terms(draft: Draft) -> Iterator[Subject]:
    """Each defined term, and each abbreviation where it stands first."""
    yield from _defined(draft)
    yield from _abbreviations(draft)


def _defined(draft: Draft) -> Iterator[Subject]:
    for spot, term, start, end in _definitions(draft):
        used = any(one is not spot and _stem(term).search(one.folded) for one in draft.body)
        anchor = spot.passage.anchor(start, end)
        yield subject("term", spot.eid, anchor, term=term, term_sort="defined", used=used, introduced=True)


def _definitions(draft: Draft) -> Iterator[tuple[Spot, str, int, int]]:
    for spot in draft.own:
        text = spot.passage.text
        for match in HEREINAFTER.finditer(text):
            yield spot, match["term"].strip(), match.start("term"), match.start("term") + len(match["term"].rstrip())
        article = spot.article
        if article is None or not HEADED["definitions"].search(fold(article.heading)) or spot.eid.count("__") < 1:
            continue
        label = re.match(r"\s*\(?\d+(?:\.\d+)*\.?\)?\s*|\s*\(?[a-zçëčćšžđ]\)\s*", text)
        begin = label.end() if label else 0
        numbered = label is not None or bool(spot.passage.label)
        found = DEFINED.match(text[begin:]) if numbered else None
        if found:
            start = begin + found.start("term")
            yield spot, found["term"].strip(" “”\"„’'"), start, start + len(found["term"].rstrip())


def _stem(term: str) -> re.Pattern[str]:
    """The term in any inflection: each word by its beginning."""
    words = re.findall(r"[a-z0-9]+", fold(term))
    parts = [re.escape(one[: max(min(len(one), 3), len(one) - 3)]) + r"\w*" for one in words if len(one) > 1]
    return re.compile(r"\b" + r"\W+(?:\w{1,3}\W+)?".join(parts)) if parts else re.compile(re.escape(fold(term)))


def _abbreviations(draft: Draft) -> Iterator[Subject]:
    first: dict[str, tuple[Spot, int, int]] = {}
    introduced: set[str] = set()
    for spot in draft.own:
        text = spot.passage.text
        if spot.in_opening or text.isupper():
            continue
        for match in ABBREVIATION.finditer(text):
            if not _ordinary(match[0], spot):
                first.setdefault(match[0], (spot, *match.span()))
                introduced |= {match[0]} if _introduces(text, match) else set()
    for word, (spot, start, end) in first.items():
        anchor = spot.passage.anchor(start, end)
        yield subject("term", spot.eid, anchor, term=word, term_sort="abbreviation", used=True,
                      introduced=word in introduced or word in KNOWN)  # fmt: skip


def _ordinary(word: str, spot: Spot) -> bool:
    """Roman numbers, and words of a line in capitals."""
    letters = [one for one in spot.passage.text if one.isalpha()]
    shouted = sum(one.isupper() for one in letters) * 2 > len(letters)
    return bool(ROMAN.fullmatch(word)) or shouted or spot.at_end or bool(SHOUTED.search(spot.passage.text))


def _introduces(text: str, match: re.Match[str]) -> bool:
    """“… (KQZ)”, “(në tekstin e mëtejmë: KQZ)”, “KQZ – Komisioni …”."""
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip('”"“ ')
    opened = before.rfind("(") > before.rfind(")") and ")" in after
    return (
        opened
        or before.endswith(("(", '("', "(“"))
        or after[:1] in ("–", "—", ":")
        or after.startswith(("- ", "nënkupton", "označava", "means"))
    )
