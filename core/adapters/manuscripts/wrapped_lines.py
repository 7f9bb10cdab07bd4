"""Whether a line of printed text goes on with the paragraph of the line before it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from neni.core.adapters.manuscripts.furniture import Printed

FULL = 0.8
"""A line is full with so much of the page's width."""
ENDS = (".", ";", ":", "!", "?", ".”", ".“", '."')
LABEL = re.compile(r"(?:\d+(?:\.\d+)*[.)]|\(\d+\)|\(?\w{1,3}\)|[-–—•▪●]\s)", re.UNICODE)
HEADING = re.compile(
    r"(?:neni|člani?|чланi?|član|article|kreu|kapitulli|glava|chapter|poglavlje|глава|поглавље)\s+[\w./-]+\.?\s*$",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$")
_DOTS = re.compile(r"(?:\.\s?){4,}")
_BRACKETED = re.compile(r"\([^()]{3,}\)")
"""A heading in brackets."""
_TITLED = re.compile(
    r"(?:Neni|NENI|Član(?:ak)?|ČLAN(?:AK)?|Члан|ЧЛАН|Article|ARTICLE)\s+\d{1,4}[\w/.-]{0,4}\s*[-–—.:]?\s+"
    r"[(\[„“\"]?[^\W\d_a-zçëčćđšžа-яђјљњћџ]"
)
"""An article's number with its heading behind it."""


def goes_on(last: Printed, line: Printed, edges: Mapping[int, int], *, gap: bool) -> bool:
    """Whether a line goes on with the paragraph of the one before it; `edges` are how wide pages are, `gap` whether
    empty lines stand between."""
    before, after = last.text.strip(), line.text.strip()
    if _DOTS.match(after):
        return True
    ended = before.endswith(ENDS)
    if _stands_alone(before) or HEADING.fullmatch(after) or _begins_article(before, after, ended=ended):
        return False
    if ended and not gap and _heads(after, edges[line.page]):
        return False
    full = len(before) >= edges[last.page] * FULL
    if gap:  # only the end of a page parts a paragraph by empty lines
        return last.page != line.page and not ended and full and not _begins(after)
    if LABEL.match(after):
        return full and not ended
    return full or (after[:1].islower() and not ended)


def _stands_alone(words: str) -> bool:
    """Whether nothing goes on with a line: the number of an article, a heading in brackets, an entry of contents."""
    return bool(HEADING.fullmatch(words) or _LEADERS.search(words) or _BRACKETED.fullmatch(words))


def _begins_article(before: str, after: str, *, ended: bool) -> bool:
    """Whether one of two lines is an article's number with its heading."""
    if ended:
        return _TITLED.match(after) is not None
    return _TITLED.match(before) is not None and not after[:1].islower()


def _heads(words: str, edge: int) -> bool:
    """Whether a line behind the end of a sentence is a heading: in capitals, or short and without a stop."""
    short = words[:1].isupper() and len(words) < edge * FULL and not words.endswith((*ENDS, ","))
    return words.isupper() or short


def _begins(words: str) -> bool:
    """Whether words look like the beginning of a paragraph."""
    return bool(LABEL.match(words)) or words[:1].isupper()
