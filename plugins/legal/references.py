"""References inside an act: “neni 5 paragrafi 2 i kësaj rregulloreje”, taken apart and followed to where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from neni.core import Anchor, Language
from neni.plugins.legal.structure.passages import Passage


class Level(StrEnum):
    """What kind of provision a number belongs to."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    SUBPARAGRAPH = "subparagraph"
    POINT = "point"
    ANNEX = "annex"
    CHAPTER = "chapter"


class Scope(StrEnum):
    """Of which act a reference speaks, as far as its own words tell."""

    THIS_ACT = "this_act"
    THIS_ARTICLE = "this_article"
    OTHER_ACT = "other_act"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: for each level the numbers it names. “neneve 5-8” names four articles."""

    anchor: Anchor
    written: str
    scope: Scope
    numbers: tuple[tuple[Level, tuple[str, ...]], ...]

    def of(self, level: Level) -> tuple[str, ...]:
        """The numbers named for one level."""
        return next((numbers for one, numbers in self.numbers if one is level), ())


UNITS = {
    Language.ALBANIAN: {
        Level.ARTICLE: r"nen(?:i|in|it|et|eve|esh)",
        Level.SUBPARAGRAPH: r"nen-?\s?paragraf\w*",
        Level.PARAGRAPH: r"paragraf\w*",
        Level.POINT: r"pik(?:a|en|es|at|ave)|shkronj\w+|germ\w+",
        Level.ANNEX: r"shtojc\w+|aneks\w*",
        Level.CHAPTER: r"kre(?:u|un|ut)|kapitull\w*",
    },
    Language.SERBIAN: {
        Level.ARTICLE: r"clan(?:a|u|om|ovi|ova|ovima|ove)?|cl\.",
        Level.SUBPARAGRAPH: r"podstav\w*",
        Level.PARAGRAPH: r"stav(?:a|u|om|ovi|ova|ovima|ove)?|st\.",
        Level.POINT: r"tack\w+|tacak\w*|tac\.|alinej\w+|podtack\w+",
        Level.ANNEX: r"prilog\w*|aneks\w*",
        Level.CHAPTER: r"poglavlj\w+|glav(?:a|e|i|u|om)",
    },
    Language.ENGLISH: {
        Level.ARTICLE: r"articles?|art\.",
        Level.SUBPARAGRAPH: r"sub-?paragraphs?",
        Level.PARAGRAPH: r"paragraphs?|para\.",
        Level.POINT: r"points?|items?|letters?",
        Level.ANNEX: r"annex(?:es)?|appendix",
        Level.CHAPTER: r"chapters?",
    },
}
UNIT = {
    language: re.compile(
        r"\b(?:" + "|".join(f"(?P<{level.name}>{words})" for level, words in units.items()) + r")(?=\W)"
    )
    for language, units in UNITS.items()
}
_FIGURE = r"\d{1,4}(?:\.\d{1,2}){0,3}(?:\s?/\s?[a-z]\b|[a-z]\b)?"
_ROMAN = r"[ivxlc]{1,6}\b"
_LETTER = r"[a-z]{1,2}(?=\))|[a-hj-z]\b"
NUMBER = re.compile(rf"\s*\(?(?P<number>{_FIGURE}|{_ROMAN}|{_LETTER})\)?(?:\.(?!\d)|(?![\w/]))")
FIGURE = re.compile(rf"\s*\(?(?P<number>{_FIGURE})\)?(?:\.(?!\d)|(?![\w/]))")
INSIDE = re.compile(r"\s?\((?P<number>\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?|[a-z]{1,2})\)")
AND = re.compile(r"\s*(?:,|\bdhe\b|\bose\b|\bapo\b|\bi\b|\bili\b|\band\b|\bor\b|\be\b)\s*(?=\(?\d|\(?[a-z]\))")
TO = re.compile(r"\s*(?:-|\bderi\b(?:\s+(?:ne|te|tek))?|\bdo\b|\bto\b|\bthrough\b)\s*(?=\d)")
ALSO = re.compile(r"\s*(?:,|,?\s*\b(?:dhe|ose|apo|i|ili|and|or)\b)\s*")
JOIN = re.compile(r"\s*,?\s*(?:(?:i|te|e|of|ne|u|iz|in)\s+)?")
_OWN_WORDS = (
    r"(?P<noun>(?:ligj|rregull|udhezim|vendim|akt|kod|kre|kapit|nen|paragraf|memorand|marreveshj|statut|shtojc|pik|"
    r"zakon|pravil|uredb|uput|odluk|poglavlj|glav|clan|stav|sporazum|prilog|tack|poslovnik|"
    r"law|paragraph|regulation|instruction|administrative|decision|rule|act|code|chapter|article|agreement|annex|section|point)"
    r"[a-z]*)"
)
THIS = {
    Language.ALBANIAN: re.compile(rf"\s*,?\s*(?:(?:i|te|e|se|ne)\s+)?(?:ketij|kesaj|kete)\s+{_OWN_WORDS}"),
    Language.SERBIAN: re.compile(rf"\s*,?\s*(?:u\s+)?ov(?:og|oga|e|im|om|oj|aj)\s+{_OWN_WORDS}"),
    Language.ENGLISH: re.compile(rf"\s*,?\s*(?:of|in|to)\s+this\s+{_OWN_WORDS}"),
}
OTHER = {
    Language.ALBANIAN: re.compile(
        r"\s*,?\s*(?:nga\s+|(?:i|te|e|se)\s+)?(?:ligji\w*|rregullore\w*|kushtetut\w*|kodi\w*|udhezimi\w*|vendimi\w*|"
        r"rregullit|statuti\w*|konvent\w*|direktiv\w*|marreveshje\w*|aneksit|protokoll\w*)\b"
    ),
    Language.SERBIAN: re.compile(
        r"\s*,?\s*(?:iz\s+|(?:st|tac)\.?\s)?(?:zakon\w*|ustav\w*|uredb\w*|pravilnik\w*|uputstv\w*|administrativnog|odluk\w*|"
        r"izbornog|statut\w*|konvencij\w*|direktiv\w*|sporazum\w*|poslovnik\w*|zakonik\w*)\b"
    ),
    Language.ENGLISH: re.compile(
        r"\s*,?\s*(?:of|in|to)\s+(?:the\s+|that\s+)?(?:basic\s+|above\s+|said\s+)?(?:\w+\s+)?"
        r"(?:law|constitution|regulation|code|administrative|election|decision|directive|convention|statute|agreement)\b"
    ),
}
_ARTICLE_NOUNS = ("nen", "clan", "article")
_PARAGRAPH_NOUNS = ("paragraf", "stav", "paragraph", "pik", "tack", "point")
LONGEST_RANGE = 200


def references_in(passage: Passage, language: Language) -> tuple[Reference, ...]:
    """Every reference to articles, paragraphs, points and annexes by number, in the order of the text."""
    found: list[Reference] = []
    waiting: list[int] = []
    at = 0
    while (unit := UNIT[language].search(passage.folded, at)) is not None:
        groups, end = _chain(passage.folded, unit, language)
        at = max(end, unit.end())
        if not groups:
            continue
        scope, at = _scope(passage.folded, end, language)
        written = passage.text[passage.written(unit.start()) : passage.written(at)]
        found.append(Reference(passage.folded_anchor(unit.start(), at), written, scope, tuple(groups)))
        waiting = [*waiting, len(found) - 1]
        if scope is not Scope.UNSAID or not _goes_on(passage.folded, at, language):
            for one in waiting:
                found[one] = replace(found[one], scope=scope)
            waiting = []
    return tuple(found)


def _goes_on(folded: str, at: int, language: Language) -> bool:
    """Whether another reference follows at once, whose act is the act of this one too: “neni 3 dhe neni 5 i …”."""
    join = ALSO.match(folded, at)
    return join is not None and UNIT[language].match(folded, join.end()) is not None


def _chain(
    folded: str, unit: re.Match[str] | None, language: Language
) -> tuple[list[tuple[Level, tuple[str, ...]]], int]:
    """Units with their numbers, one behind another: “neni 5 paragrafi 2 pika a)”."""
    groups: list[tuple[Level, tuple[str, ...]]] = []
    end = unit.start() if unit is not None else 0
    while unit is not None:
        level = Level[unit.lastgroup or "ARTICLE"]
        if any(level is one for one, _ in groups) or (groups and level in {Level.ANNEX, Level.CHAPTER}):
            break
        numbers, stop = _numbers(folded, unit.end(), level)
        if not numbers:
            break
        groups.append((level, numbers))
        end = stop
        if level is Level.ARTICLE:
            inside, end = _inside(folded, stop)
            groups += inside
        join = JOIN.match(folded, end)
        unit = UNIT[language].match(folded, join.end() if join is not None else end)
    return groups, end


def _numbers(folded: str, at: int, level: Level) -> tuple[tuple[str, ...], int]:
    """The numbers of a list or range that begins at a place, and where it ends."""
    pattern = FIGURE if level in {Level.ARTICLE, Level.PARAGRAPH, Level.SUBPARAGRAPH} else NUMBER
    found = pattern.match(folded, at)
    numbers: list[str] = []
    while found is not None:
        numbers.append(re.sub(r"\s", "", found["number"]))
        at = found.end()
        through = TO.match(folded, at)
        last = FIGURE.match(folded, through.end()) if through is not None else None
        if last is not None:
            numbers += _range(numbers[-1], last["number"])
            at = last.end()
        more = AND.match(folded, at)
        found = pattern.match(folded, more.end()) if more is not None else None
    return tuple(numbers), at


def _range(first: str, last: str) -> Iterator[str]:
    if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) <= LONGEST_RANGE:
        yield from map(str, range(int(first) + 1, int(last) + 1))
    else:
        yield last


def _inside(folded: str, at: int) -> tuple[list[tuple[Level, tuple[str, ...]]], int]:
    """The brackets of “Article 5(2)(a)”."""
    groups: list[tuple[Level, tuple[str, ...]]] = []
    levels = [Level.PARAGRAPH, Level.POINT, Level.POINT]
    while levels and (found := INSIDE.match(folded, at)) is not None:
        level = levels.pop(0)
        if level is Level.PARAGRAPH and found["number"].isalpha():
            level = Level.POINT
        groups.append((level, (found["number"],)))
        at = found.end()
    return groups, at


def _scope(folded: str, end: int, language: Language) -> tuple[Scope, int]:
    """Of which act the reference speaks, and where its words end."""
    this = THIS[language].match(folded, end)
    if this is not None:
        noun = this["noun"]
        if noun.startswith(_PARAGRAPH_NOUNS):
            further = THIS[language].match(folded, this.end())
            return Scope.THIS_ARTICLE, further.end() if further is not None else this.end()
        return (Scope.THIS_ARTICLE if noun.startswith(_ARTICLE_NOUNS) else Scope.THIS_ACT), this.end()
    other = OTHER[language].match(folded, end)
    return (Scope.OTHER_ACT, other.end()) if other is not None else (Scope.UNSAID, end)
