"""The number or letter with which a line of a list opens, and whether a line carries the list on.

Text copied from a page has a line break every eighty characters, so a line may begin with a number because the next
item begins there, or because a sentence went on: “… sipas paragrafit / 3. të këtij neni”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ITEM = re.compile(
    r"\(?(?:(?P<number>\d{1,3}(?:\.\d{1,3})*)(?:/?[^\W\d_](?!\w))?|(?P<letter>[^\W\d_]{1,2}))(?P<close>\)|\.\)?)(?=\s|[^\W\d]|[\"'“”„«»(]|$)\s*"
)
REFERENCE = re.compile(
    r"(?:ov(?:og|e|im|om)|ов(?:ог|е|им|ом)|člana|stava|zakona|члана|става|закона|odnosno|i|и|ili|dhe|ose|apo|e|and|or|to|"
    r"(?:të|e|i)\s+(?:këtij|kësaj|nenit|paragrafit|ligjit|kushtetutës|rregullores)|of\s+(?:this|the|article|paragraph))\b",
    re.IGNORECASE,
)
"""What stands behind a number that is part of a sentence."""
GOES_ON = re.compile(r"(?:[,;]|\b(?:dhe|ose|apo|ili|i|и|или|and|or))\s*$")
"""How an item ends when another follows it, short of a full stop."""


REFERS = re.compile(
    r"\b(?:nen\w*|paragraf\w*|pik\w*|član\w*|члан\w*|stav\w*|став\w*|tačk\w*|тачк\w*|articles?|paragraphs?|points?|"
    r"nr|br|бр|no|broj|number|datë|dana|më)\.?\s*$",
    re.IGNORECASE,
)
"""The last words of a line whose sentence goes on with a number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of an item: the figures of its number, or none and its letter; `closed` with a bracket behind it."""

    figures: tuple[int, ...]
    letter: str
    closed: bool

    def after(self, last: Mark) -> bool:
        """Whether this mark comes after another: 3 after 2 or 2.4, 2.1 after 2; any other letter after a letter."""
        if self.letter or last.letter:
            return bool(self.letter and last.letter) and self.closed and last.closed and self.letter != last.letter
        depth = len(self.figures) - 1
        if self.figures[:depth] != last.figures[:depth] or self.closed is not last.closed:
            return False
        return self.figures[depth] == (last.figures[depth] if len(last.figures) > depth else 0) + 1


@dataclass(slots=True)
class Items:
    """The list a text is in, while its lines are read one after another."""

    last: Mark | None = None

    def opened(self, line: str) -> None:
        """A paragraph opens with this line."""
        found = _mark(line)
        if found is not None:
            self.last = found[0]

    def carried_on(self, line: str, before: str) -> bool:
        """Whether a line is the next item of the list, though the line before it does not end as a sentence does."""
        found = _mark(line)
        if found is None:
            return False
        mark, words = found
        if not mark.letter and (REFERENCE.match(words) or REFERS.search(before)):
            return False
        if mark.figures == (1,) and words[:1].isupper():
            return True
        if self.last is None or not mark.after(self.last):
            return False
        return mark.closed or len(mark.figures) > 1 or words[:1].isupper() or GOES_ON.search(before) is not None


def breaks_before_number(before: str, line: str) -> bool:
    """Whether a line goes on with the number a sentence broke off before: “… članom / 2. ovog zakona”."""
    return REFERS.search(before) is not None and refers(line)


def refers(line: str) -> bool:
    """Whether a line begins with the number of a reference: “3. të këtij neni”."""
    found = _mark(line)
    return found is not None and not found[0].letter and REFERENCE.match(found[1]) is not None


def _mark(line: str) -> tuple[Mark, str] | None:
    """The mark a line opens with, and the words behind it."""
    found = ITEM.match(line)
    if found is None:
        return None
    figures = tuple(int(one) for one in (found["number"] or "").split(".") if one)
    return Mark(figures, (found["letter"] or "").lower(), found["close"].endswith(")")), line[found.end() :]
