"""Lines of text that a printer or a page wrapped: how wide they are, and which go on with the line before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from neni.core import Line, refers

TERMINAL = (".", ";", ":", "!", "?", ".”", ".“", '."', ";”", ";“")
WRAPPED_SHARE = 0.02
FEWEST_BROKEN = 3
FULL_SHARE, FITS = 0.66, 0.85
MOST = 0.7
NARROWEST = 30
STARTS_ITEM = re.compile(
    r"\(?\d{1,3}(\.\d{1,3})*[a-z]?[.)](\s|[\"“”„«]|[^\W\d])|\(?[^\W\d_]{1,2}\)\s|[-–—•▪●]\s|\(?[ivx]{1,5}\)\s"
    r"|(neni|član|члан|article|kreu|kapitulli|pjesa|glava|poglavlje|chapter|part)\s+[\divxlc]+\W*$",
    re.IGNORECASE,
)
DOTS = re.compile(r"(?:\.\s?){4,}")
TITLED = re.compile(
    r"(?:Neni|NENI|Član(?:ak)?|ČLAN(?:AK)?|Члан|ЧЛАН|Article|ARTICLE)\s+\d{1,4}[\w/.-]{0,4}\s*[-–—.:]?\s+"
    r"[(\[„“\"]?[^\W\d_]"
)
"""An article's number with its heading behind it."""
ABBREVIATED = re.compile(r"\b(?:nr|br|no|st|čl|cl|par|tač|tac|al|sl|art)\.$", re.IGNORECASE)
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$")
"""How a line of a table of contents ends."""
ARTICLE_LINE = re.compile(r"(Neni|NENI|Član(?:ak)?|ČLAN(?:AK)?|Члан|ЧЛАН|Article|ARTICLE)\s*\d{1,4}\W{0,3}$")


def wrapped_width(lines: Sequence[Line]) -> int:
    """How wide the lines of hard-wrapped text are; 0 for text with a paragraph a line.

    Lines that break off within a sentence are then about equally long, and hardly a line is longer than they."""
    texts = [line.text.strip() for line in lines if line.text.strip()]
    broken = [len(before) for before, behind in pairwise(texts) if _runs_on(behind) and _breaks_off(before)]
    if len(broken) < max(FEWEST_BROKEN, WRAPPED_SHARE * len(texts)):
        return 0
    width = sorted(broken)[int(0.95 * (len(broken) - 1))]
    full = sum(length >= FULL_SHARE * width for length in broken)
    longer = sum(len(text) > 1.2 * width for text in texts)
    return width if full >= MOST * len(broken) and longer <= (1 - MOST) * len(texts) else 0


def _runs_on(line: str) -> bool:
    return line[0].islower() and STARTS_ITEM.match(line) is None


def _breaks_off(line: str) -> bool:
    return len(line) >= NARROWEST and not line.endswith(TERMINAL)


def continues(before: str, text: str, width: int, *, gap: bool) -> bool:
    """Whether a line of wrapped text goes on with the sentence of the line before: it begins with a small letter or a
    reference, or its first word did not fit any more."""
    finished = (before.endswith(TERMINAL) and not ABBREVIATED.search(before)) or LEADERS.search(before) is not None
    if not text or not before or ARTICLE_LINE.match(text):
        return False
    if DOTS.match(text):
        return True
    item = STARTS_ITEM.match(text) is not None and not refers(text)
    if gap:
        return text[0].islower() and not finished and not item and len(before) >= NARROWEST
    if text[0].islower() and not item:
        return not finished or len(before) >= FULL_SHARE * width
    titled = TITLED.match(before) is not None
    return not (finished or item or titled) and len(before) + 1 + len(text.split(maxsplit=1)[0]) >= FITS * width
