"""The word and number that open an article, a part or chapter, or an annex."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from neni.core import ProvisionKind
from neni.plugins.legal.structure.alphabets import LATER, after, latin
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.marks import AMENDING, HEADING_LENGTH, in_capitals, roman, written_group
from neni.plugins.legal.structure.passages import Passage

_LATER = "|".join(LATER)
ARTICLE = re.compile(
    r'(?:[#*_]{1,6}\s*)?(?P<quote>"?)\s*(?:n\s?e\s?n\s?i|c\s?l\s?a\s?n(?:\s?a\s?k)?|article|art\.)\s*'
    r"(?P<number>\d{1,4}(?:\s?/\s?[a-z0-9]{1,2}(?![a-z0-9])|\s?-\s?[a-z](?![a-z])"
    rf"|\s?\.?(?:[a-z]|lj|nj|dz|dh|gj|ll|rr|[stxz]h)(?=\W*$)|\s?(?:{_LATER})(?![a-z])|[a-z](?![a-z]))?"
    r"|[ivxl]{1,7}(?=\W*$))"
    r"(?P<note>\.\d{1,2}\)?(?=\s*$)|\s*\[\d+\]|\s*\*+\)?|\s*\(\d{1,2}\)(?=\s*$))?"
    r"\s*(?P<stop>[.:)\-]*)(?:\s*(?:\*+\)?|\[\d+\]))?\s*"
)
RANGE = re.compile(
    r'(?:[#*_]{1,6}\s*)?(?P<quote>"?)\s*(?:nenet|clanovi|cl\.|neni|clan|articles?)\s*'
    r"(?P<number>(?P<first>\d{1,4})\.?\s?-\s?(?P<through>\d{1,4}))(?P<note>)\s*(?P<stop>[.:)\-]*)\s*"
)
"""Articles told together, as those that were repealed are: “Čl. 12–15 (brisani)”."""
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
SPACED = re.compile(r"\w(?:\s\w){2,}\W*$")
NAMED = re.compile(r"i\s+(?:republik|kosov|shqip|komun|ministri|universitet|zgjedhj)")
BARE_ARTICLE = re.compile(r"(?P<quote>)(?P<number>\d{1,4}[a-z]?)(?P<note>)[.)]?$")
ANNEX = re.compile(
    r"(?:shtojc[ae]|aneksi?|prilog|annex|appendix|attachment)\b\s*(?:(?:nr|br|no)\.?\s*)?"
    r"(?P<number>[ivxl]+\b|\d{1,3}(?:\.\d{1,2})?[a-z]?\b|[a-z]\b(?=\W|$))?\s*(?P<stop>[.:)\-]*)\s*"
)
OTHER_ACT = re.compile(
    r"(?:(?:i|te|e|of|this|the)\s+){0,3}(?:ligji(?:t|n)|zakona|rregullores|pravilnika|uredbe|uputstva|odluke|kushtetutes|"
    r"ustava)\b|ov(?:og|e|im|om)\s|"
    r"(?P<heads>ligji|law|rregullore|regulation)"
)
ACT_NUMBER = re.compile(r"\b(?:nr|br|no)\b\.?\s*\d|\d\s?/\s?(?:l\b|\d)")


@dataclass(frozen=True, slots=True)
class Label:
    """A word and number that open an article, a division or an annex; `rest` is where the words after them begin.
    `value` and `suffix` are the number itself, its letters small and Latin; `through` the last of several articles."""

    number: str
    rest: int
    value: int = 0
    suffix: str = ""
    kind: ProvisionKind = ProvisionKind.ARTICLE
    quoted: bool = False
    note: str = ""
    through: int = 0

    def follows(self, other: Label | None) -> bool:
        """Whether this is the number that comes after another: 1 first, 12 or 11a after 11, 13 after 12a."""
        if other is None:
            return self.value == 1 and not self.suffix
        if self.value == max(other.value, other.through) + 1:
            return self.suffix in {"", "a", "1"}
        return self.value == other.value and after(self.suffix, other.suffix)

    def same(self, other: Label | None) -> bool:
        """Whether both have the same number, whatever letters of which script they were typed in."""
        return other is not None and (self.value, self.suffix) == (other.value, other.suffix)


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
    where, found, automatic = _looked(passage, RANGE)
    if found is None:
        where, found, automatic = _looked(passage, ARTICLE)
    if found is None and passage.label:
        where, found, automatic = _styled(passage)
    if found is None or not (automatic or _opens(where.text) or found.end() == len(where.folded)):
        return None
    rest = 0 if automatic else passage.written(found.end())
    if not automatic and not _may_follow(passage, found.end(), rest):
        return None
    return _labelled(where, found, rest, quoted=not automatic and bool(found["quote"]))


def _labelled(where: Passage, found: re.Match[str], rest: int, *, quoted: bool) -> Label:
    number = re.sub(r"\s(?!bis|ter|qu)", "", written_group(where, found, "number"))
    value, suffix, through = parts_of(number)
    note = (found["note"] or "").strip()
    return Label(number, rest, value, suffix, quoted=quoted, note=note, through=through)


def parts_of(number: str) -> tuple[int, str, int]:
    """Value, letters and last value of an article's number as written: (12, "a", 0) of “12/A”, (5, "", 8) of “5–8”. The
    letters are small Latin ones; the value of a Roman number has none."""
    several = re.fullmatch(r"(\d+)\.?\s?-\s?(\d+)", fold(number))
    if several is not None:
        return int(several[1]), "", int(several[2])
    digits = re.match(r"\d+", number)
    if digits is None:
        return roman(fold(number)), "", 0
    letters = latin(re.sub(r"[\W_]", "", number[digits.end() :]))
    return int(digits[0]), LATER.get(letters, letters), 0


def _styled(passage: Passage) -> tuple[Passage, re.Match[str] | None, bool]:
    """A bare automatic number whose paragraph style is that of articles, by its name."""
    if not re.match(r"(?:neni|clan|article)(?:\s?(?:\d|title|heading|titulli|naslov))?$", fold(passage.first.style)):
        return passage, None, False
    return _looked(passage, BARE_ARTICLE)


def _opens(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return bool(letters) and letters[0].isupper()


def _may_follow(passage: Passage, folded_end: int, rest: int) -> bool:
    words = passage.text[rest:]
    if not words:
        return True
    folded = passage.folded[folded_end:]
    if words[0].islower() or words[0] in ",;/&" or AMENDING.search(folded) or _of_another_act(words, folded):
        return False
    return passage.text[rest - 1 : rest] in {" ", "\u00a0", "\t", ".", ":", "-", "–", "—", ")"}


def _of_another_act(words: str, folded: str) -> bool:
    """Whether the words behind a number say of which act it is: “Ligjit nr. …”; “Ligji i zbatueshëm” is a heading."""
    found = OTHER_ACT.match(folded)
    if found is None or not found["heads"]:
        return found is not None
    return ACT_NUMBER.search(folded) is not None or len(words) > HEADING_LENGTH or words.endswith((".", ";", ":", ","))


def division_label(passage: Passage) -> Label | None:
    """The part, chapter or section a passage opens, if it opens one."""
    where, found, automatic = _looked(passage, DIVISION)
    if found is None:
        return _roman_division(passage)
    if not _opens(where.text) or len(passage.text) > 2 * HEADING_LENGTH:
        return None
    kind = next(kind for kind in DIVISIONS if found[kind.name])
    number = found["number"] or ""
    rest = 0 if automatic else passage.written(found.end())
    after = "" if automatic else passage.text[rest:]
    if not number or (after and not _heads_division(after)):
        return None
    value = roman(number) or (int(number) if number.isdecimal() else 0)
    return Label(written_group(where, found, "number"), rest, value, kind=kind)


def _heads_division(after: str) -> bool:
    return after[0].isupper() and not after.endswith((".", ";", ":"))


def _roman_division(passage: Passage) -> Label | None:
    """“II. OSNOVNE ODREDBE”: a Roman number before a line in capitals; the words may say that it is a part. “I
    REPUBLIKËS”, the end of an institution's name, and “V E N D O S I” are none."""
    where, found, automatic = _looked(passage, CHAPTER_NUMBER)
    if found is None or not roman(found["number"]):
        return None
    rest = 0 if automatic else passage.written(found.end())
    shown, words = written_group(where, found, "number"), passage.text[rest:]
    if not shown.isupper() or not in_capitals(words) or SPACED.match(words) or NAMED.match(passage.folded):
        return None
    kind = DIVISION.match(fold(words))
    part = kind is not None and kind["PART"] is not None
    return Label(shown, rest, roman(found["number"]), kind=ProvisionKind.PART if part else ProvisionKind.CHAPTER)


def annex_label(passage: Passage) -> Label | None:
    """The annex a passage opens, if it opens one: a short line, not a sentence about an annex."""
    where, found, automatic = _looked(passage, ANNEX)
    if found is None or not _opens(where.text):
        return None
    rest = 0 if automatic else passage.written(found.end())
    after = "" if automatic else passage.text[rest:]
    if len(passage.text) > 2 * HEADING_LENGTH or (after and not _heads_annex(after)):
        return None
    return Label(written_group(where, found, "number"), rest, kind=ProvisionKind.ANNEX)


def _heads_annex(after: str) -> bool:
    return (after[0].isupper() or after[0] in '"„“(') and not after.endswith((".", ";", ",", ":"))
