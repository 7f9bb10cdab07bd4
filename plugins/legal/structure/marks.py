"""What stands at the beginning of a passage: the word and number of an article, of a chapter, of an annex, or the
number, letter or dash of a paragraph or point."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from neni.core import ProvisionKind
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.passages import Passage

ARTICLE = re.compile(
    r'(?:[#*_]{1,6}\s*)?(?P<quote>"?)\s*(?:neni|clan|article|art\.)\s*'
    r"(?P<number>\d{1,4}(?:\s?/\s?[a-z0-9]{1,2}(?![a-z0-9])|\s?-\s?[a-z](?![a-z])|\s?[a-z](?=\W*$)|[a-z](?![a-z]))?"
    r"|[ivxl]{1,7}(?=\W*$))"
    r"(?P<note>\.\d{1,2}\)?(?=\s*$)|\s*\[\d+\]|\s*\*+\)?|\s*\(\d{1,2}\)(?=\s*$))?"
    r"\s*(?P<stop>[.:)\-]*)\s*"
)
PARAGRAPH = re.compile(
    r"(?P<decimal>\d{1,3}(?:\.\d{1,2}){1,3}[a-z]?)\.?(?=\s|[^\W\d]|$)(?!\))|"
    r"(?P<one>\d{1,3}[a-z]?)\s?\.(?=\s|[^\W\d]|[\"(]|$)|"
    r"\((?P<inside>\d{1,3}[a-z]?)\)|"
    r"(?P<closed>\d{1,3}(?:\.\d{1,2}){0,3}\.?[a-z]?)\)|"
    r"\(?(?P<roman>[ivx]{2,5}|[ivx])\)|(?P<romandot>i{2,3}|iv|vi{1,3}|ix)\.(?=\s)|"
    r"\(?(?P<letter>[a-z]{1,2})\)|(?P<letterdot>[a-z])\.(?=\s)|"
    r"(?P<dash>[-\u2022\u25aa\u25cf\u25cb\u25a0\u25e6\u00b7\uf0b7\uf0a7](?=\s|[^\W\d])|\*(?=\s))"
)
ORDINAL = (
    r"(?:[ie]\s)?(?:par[ei]|dyte|trete|katert|peste|gjashte|shtate|tete|nente|dhjete)|"
    r"prv[iao]|drug[iao]|trec[iae]|cetvrt[iao]|pet[iao]|sest[iao]|sedm[iao]|osm[iao]|devet[iao]|deset[iao]|"
    r"first|second|third|fourth|fifth|one|two|three|four|five|six|seven|eight|nine|ten"
)
DIVISIONS = {
    ProvisionKind.PART: "pjesa|titulli|libri|deo|dio|knjiga|part|title|book",
    ProvisionKind.CHAPTER: "kreu|kapitulli|glava|poglavlje|chapter",
    ProvisionKind.SECTION: "nenkreu|nenkapitulli|seksioni|odeljak|odjeljak|odsek|pododeljak|section|sub-?chapter",
}
DIVISION = re.compile(
    "(?:"
    + "|".join(f"(?P<{kind.name}>{words})" for kind, words in DIVISIONS.items())
    + rf")\b\s*(?P<number>[ivxlc]+\b(?!\.\d)|\d{{1,3}}(?:\.\d{{1,2}})*\b|(?:{ORDINAL})\b|[a-z]\b(?=\W*$))?"
    + r"\s*(?P<stop>[.:)-]*)\s*"
)
CHAPTER_NUMBER = re.compile(r"(?P<number>[ivxl]{1,6})(?:\s?[.\-]?\s+|\s?[.\-]?$)")
BARE_ARTICLE = re.compile(r"(?P<quote>)(?P<number>\d{1,4}[a-z]?)(?P<note>)[.)]?$")
ANNEX = re.compile(
    r"(?:shtojc[ae]|aneksi?|prilog|annex|appendix|attachment)\b\s*(?:(?:nr|br|no)\.?\s*)?"
    r"(?P<number>[ivxl]+\b|\d{1,3}(?:\.\d{1,2})?[a-z]?\b|[a-z]\b(?=\W|$))?\s*(?P<stop>[.:)\-]*)\s*"
)
CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}\s*$|\t\d{1,4}\s*$")
AMENDING = re.compile(
    r"\b(?:riformulo\w+|formulohet|ndryshohet|ndryshohen|plotesohet|shtohet|shtohen|zevendesohe\w+|fshihet|fshihen|"
    r"menja(?:ju)? se|dopunjuj\w+|dodaje se|dodaju se|zamenjuj\w+|brise se|brisu se|preformulis\w+|glas[ie]|"
    r"(?:is|are|shall be) (?:amended|reformulated|reworded|added|replaced|deleted|inserted|substituted)|"
    r"shall read|reads|to read)\b"
)
OTHER_ACT = re.compile(
    r"(?:ligji|zakona|law|rregullores?|pravilnika|uredbe|uputstva|odluke|regulation|"
    r"kushtetutes|ustava|i |te |e |ov|of )"
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


@dataclass(frozen=True, slots=True)
class Label:
    """A word and number that open an article, a division or an annex; `rest` is where the words after them begin.
    `value` and `suffix` are the number itself, folded."""

    number: str
    rest: int
    value: int = 0
    suffix: str = ""
    kind: ProvisionKind = ProvisionKind.ARTICLE
    quoted: bool = False
    note: str = ""

    def follows(self, other: Label | None) -> bool:
        """Whether this is the number that comes after another: 1 first, 12 or 11a after 11, 13 after 12a."""
        if other is None:
            return self.value == 1 and not self.suffix
        if self.value == other.value + 1:
            return self.suffix in {"", "a", "1"}
        return self.value == other.value and bool(self.suffix) and self.suffix > other.suffix

    def same(self, other: Label | None) -> bool:
        """Whether both have the same number, whatever letters of which script they were typed in."""
        return other is not None and (self.value, self.suffix) == (other.value, other.suffix)


def roman(text: str) -> int:
    """The value of a Roman number in small letters; 0 for what is none."""
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    figures = [values.get(letter, 0) for letter in text]
    if not figures or not all(figures):
        return 0
    return sum(-one if one < after else one for one, after in zip(figures, [*figures[1:], 0], strict=True))


def _looked(passage: Passage, pattern: re.Pattern[str]) -> tuple[Passage, re.Match[str] | None, bool]:
    """Where a pattern stands at the beginning: in the automatic number, or else in the words; and which it is."""
    if passage.label:
        label = Passage(passage.label, passage.segments, replace(passage.first, label=""))
        found = pattern.match(label.folded)
        if found is not None:
            return label, found, True
    return passage, pattern.match(passage.folded), False


def article_label(passage: Passage) -> Label | None:
    """The article a passage opens, if it opens one: what follows the number must not be the rest of a sentence."""
    where, found, automatic = _looked(passage, ARTICLE)
    if found is None and passage.label:
        where, found, automatic = _styled(passage)
    if found is None or not (automatic or _opens(where.text)):
        return None
    rest = 0 if automatic else passage.written(found.end())
    if not automatic and not _may_follow(passage, found.end(), rest):
        return None
    number = found["number"]
    digits = re.match(r"\d+", number)
    return Label(
        re.sub(r"\s", "", _written(where, found, "number")),
        rest,
        int(digits[0]) if digits else roman(number),
        re.sub(r"[\s/-]", "", number[digits.end() :]) if digits else "",
        quoted=not automatic and bool(found["quote"]),
        note=(found["note"] or "").strip(),
    )


def _styled(passage: Passage) -> tuple[Passage, re.Match[str] | None, bool]:
    """A bare automatic number whose paragraph style is named after articles."""
    if not re.match(r"(?:neni|clan|article)\b", fold(passage.first.style)):
        return passage, None, False
    return _looked(passage, BARE_ARTICLE)


def _opens(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return bool(letters) and letters[0].isupper()


def _may_follow(passage: Passage, folded_end: int, rest: int) -> bool:
    after = passage.text[rest:]
    if not after:
        return True
    folded = passage.folded[folded_end:]
    if after[0].islower() or after[0] in ",;/&" or AMENDING.search(folded) or OTHER_ACT.match(folded):
        return False
    return passage.text[rest - 1 : rest] in {" ", "\u00a0", "\t", ".", ":", "-", "–", "—", ")"}


def division_label(passage: Passage) -> Label | None:
    """The part, chapter or section a passage opens, if it opens one."""
    where, found, automatic = _looked(passage, DIVISION)
    if found is None:
        return _roman_chapter(passage)
    if not _opens(where.text) or len(passage.text) > 2 * HEADING_LENGTH:
        return None
    kind = next(kind for kind in DIVISIONS if found[kind.name])
    number = found["number"] or ""
    rest = 0 if automatic else passage.written(found.end())
    after = "" if automatic else passage.text[rest:]
    if not number or (after and not _heads_division(after)):
        return None
    value = roman(number) or (int(number) if number.isdecimal() else 0)
    return Label(_written(where, found, "number"), rest, value, kind=kind)


def _heads_division(after: str) -> bool:
    return after[0].isupper() and not after.endswith((".", ";", ":"))


def _written(passage: Passage, found: re.Match[str], group: str) -> str:
    if found.end(group) <= found.start(group):
        return ""
    return passage.text[passage.written(found.start(group)) : passage.written(found.end(group) - 1) + 1]


def _roman_chapter(passage: Passage) -> Label | None:
    """“II. OSNOVNE ODREDBE”: a Roman number before a line in capitals."""
    where, found, automatic = _looked(passage, CHAPTER_NUMBER)
    if found is None or not roman(found["number"]):
        return None
    rest = 0 if automatic else passage.written(found.end())
    shown = _written(where, found, "number")
    if not shown.isupper() or not in_capitals(passage.text[rest:]):
        return None
    return Label(shown, rest, roman(found["number"]), kind=ProvisionKind.CHAPTER)


def in_capitals(text: str) -> bool:
    """Whether a line is written in capitals and long enough to be a heading."""
    letters = [one for one in text if one.isalpha()]
    return len(letters) >= 4 and len(text) <= HEADING_LENGTH and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def annex_label(passage: Passage) -> Label | None:
    """The annex a passage opens, if it opens one: a short line, not a sentence about an annex."""
    where, found, automatic = _looked(passage, ANNEX)
    if found is None or not _opens(where.text):
        return None
    rest = 0 if automatic else passage.written(found.end())
    after = "" if automatic else passage.text[rest:]
    if len(passage.text) > 2 * HEADING_LENGTH or (after and not _heads_annex(after)):
        return None
    return Label(_written(where, found, "number"), rest, kind=ProvisionKind.ANNEX)


def _heads_annex(after: str) -> bool:
    return (after[0].isupper() or after[0] in '"„“(') and not after.endswith((".", ";", ",", ":"))


def mark(passage: Passage) -> Mark:
    """The number, letter or dash a passage opens with; a plain one where there is none."""
    if passage.label:
        return _mark_of_label(passage.label)
    found = PARAGRAPH.match(passage.folded)
    if found is None or _is_date(passage.folded):
        return Mark(MarkKind.PLAIN, "", 0)
    end = passage.written(found.end())
    group = found.lastgroup or ""
    written = _written(passage, found, group)
    if group in {"letter", "letterdot", "roman", "romandot"} and (written[0].isupper() and group != "letter"):
        return Mark(MarkKind.PLAIN, "", 0)
    words = end + len(passage.text[end:]) - len(passage.text[end:].lstrip())
    return _marked(group, written, words)


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
