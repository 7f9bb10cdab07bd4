"""The number, letter or dash that a paragraph or point opens with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.passages import Passage

PARAGRAPH = re.compile(
    r"(?P<decimal>\d{1,3}(?:\.\d{1,2}){1,3}[a-z]?)\.?(?=\s|[^\W\d]|[\"'(]|$)(?!\))|"
    r"(?P<one>\d{1,3}[a-z]?)\s?\.(?=\s|[^\W\d]|[\"(]|$)|"
    r"\((?P<inside>\d{1,3}[a-z]?)\)|"
    r"(?P<closed>\d{1,3}(?:\.\d{1,2}){0,3}\.?[a-z]?)\)|"
    r"\(?(?P<roman>[ivx]{2,5}|[ivx])\)|(?P<romandot>i{2,3}|iv|vi{1,3}|ix)\.(?=\s)|"
    r"\(?(?P<letter>[a-z]{1,2})\)|(?P<letterdot>[a-z])\.(?=\s)|"
    r"(?P<dash>[-\u2022\u25aa\u25cf\u25cb\u25a0\u25e6\u00b7\uf0b7\uf0a7](?=\s|[^\W\d])|\*(?=\s))"
)
AMENDING = re.compile(
    r"\b(?:riformulo\w+|formulohet|ndryshohet|ndryshohen|plotesohet|shtohet|shtohen|zevendesohe\w+|fshihet|fshihen|"
    r"menja(?:ju)? se|dopunjuj\w+|dodaje se|dodaju se|zamenjuj\w+|brise se|brisu se|preformulis\w+|glas[ie]|"
    r"(?:is|are|shall be) (?:amended|reformulated|reworded|added|replaced|deleted|inserted|substituted)|"
    r"shall read|reads|to read)\b"
)
HEADING_LENGTH = 160


class MarkKind(StrEnum):
    """The look of a paragraph's number; provisions of one look under one parent are siblings."""

    FIRST = "1."
    SECOND = "1.1."
    THIRD = "1.1.1."
    FOURTH = "1.1.1.1."
    INSIDE = "(1)"
    CLOSED = "1)"
    CLOSED_SECOND = "1.1)"
    LETTER = "a)"
    ROMAN = "i)"
    CAPITAL = "I."
    """What decisions number their items with."""
    DASH = "-"
    PLAIN = ""


BY_DEPTH = (MarkKind.FIRST, MarkKind.SECOND, MarkKind.THIRD, MarkKind.FOURTH)


@dataclass(frozen=True, slots=True)
class Mark:
    """The number before a paragraph, as written, and where the words after it begin in the passage's text."""

    kind: MarkKind
    number: str
    words: int
    maybe_roman: bool = False


def roman(text: str) -> int:
    """The value of a Roman number in small letters; 0 for what is none."""
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    figures = [values.get(letter, 0) for letter in text]
    if not figures or not all(figures):
        return 0
    return sum(-one if one < after else one for one, after in zip(figures, [*figures[1:], 0], strict=True))


def written_group(passage: Passage, found: re.Match[str], group: str) -> str:
    """The words of the passage that a group of a folded pattern found."""
    if found.end(group) <= found.start(group):
        return ""
    return passage.text[passage.written(found.start(group)) : passage.written(found.end(group) - 1) + 1]


def in_capitals(text: str) -> bool:
    """Whether a line is written in capitals and long enough to be a heading."""
    letters = [one for one in text if one.isalpha()]
    return len(letters) >= 4 and len(text) <= HEADING_LENGTH and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def mark(passage: Passage) -> Mark:
    """The number, letter or dash a passage opens with; a plain one where there is none."""
    if passage.label:
        return _mark_of_label(passage.label)
    found = PARAGRAPH.match(passage.folded)
    if found is None or _is_date(passage.folded):
        return Mark(MarkKind.PLAIN, "", 0)
    end = passage.written(found.end())
    group = found.lastgroup or ""
    written = written_group(passage, found, group)
    if group in {"letter", "letterdot", "roman", "romandot"} and (written[0].isupper() and group != "letter"):
        return Mark(MarkKind.PLAIN, "", 0)
    words = end + len(passage.text[end:]) - len(passage.text[end:].lstrip())
    return _marked(group, written, words)


def capital_mark(passage: Passage) -> Mark:
    """The Roman number in capitals an item of a decision opens with, alone on its line or before its words."""
    found = re.match(r"(?P<number>[IVX]{1,5})(?:[.)]\s*|\s*$)", passage.label or passage.text)
    if found is None or not roman(found["number"].lower()):
        return Mark(MarkKind.PLAIN, "", 0)
    return Mark(MarkKind.CAPITAL, found["number"], 0 if passage.label else found.end())


def _mark_of_label(label: str) -> Mark:
    found = PARAGRAPH.match(fold(label) + " ")
    if found is None:
        plain = re.match(r"\d{1,3}$", label)
        return Mark(MarkKind.FIRST, label, 0) if plain else Mark(MarkKind.DASH, "", 0)
    group = found.lastgroup or ""
    return _marked(group, label.strip("().- \t") if group != "dash" else "", 0)


def _marked(group: str, number: str, words: int) -> Mark:
    depth = number.rstrip(".").count(".")
    if group in {"decimal", "one"}:
        return Mark(BY_DEPTH[min(depth, 3)], number, words)
    if group == "inside":
        return Mark(MarkKind.INSIDE, number, words)
    if group == "closed":
        return Mark(MarkKind.CLOSED_SECOND if depth else MarkKind.CLOSED, number, words)
    if group == "dash":
        return Mark(MarkKind.DASH, "", words)
    if group in {"roman", "romandot"}:
        return Mark(MarkKind.ROMAN, number, words, maybe_roman=len(number) == 1)
    return Mark(MarkKind.LETTER, number, words)


MONTHS = (
    "janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nentor|dhjetor|"
    "januar|februar|mart|april|jun|jul|avgust|septembar|oktobar|novembar|decembar|"
    "january|february|march|june|july|august|september|october|november|december"
)
_DATE = re.compile(rf"\d{{1,2}}\.?\s+(?:{MONTHS})[a-z]*\b|\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}|\d{{4}}\.?\s")


def _is_date(folded: str) -> bool:
    return _DATE.match(folded) is not None
