"""Headings of articles, below or above their number, and the parts and chapters articles stand in."""

from __future__ import annotations

from collections.abc import Sequence

from neni.core import ProvisionKind
from neni.plugins.legal.structure.labels import Label, division_label
from neni.plugins.legal.structure.marks import HEADING_LENGTH, MarkKind, in_capitals, mark
from neni.plugins.legal.structure.passages import Passage
from neni.plugins.legal.structure.words import PROVISIONS
from neni.plugins.legal.structure.wrapping import TERMINAL


def is_heading(passage: Passage) -> bool:
    """Whether a passage may be a heading: short, no stop at its end, no number before it."""
    text = passage.text
    if not text or passage.in_table or len(text) > HEADING_LENGTH or text.endswith((*TERMINAL, ",")):
        return False
    return not passage.label and (text[0].isupper() or text[0] in "\"„“'([") and mark(passage).kind is MarkKind.PLAIN


def goes_on(heading: Passage, passage: Passage) -> bool:
    """Whether a line is the second of a heading: small letters, short, no stop, no number."""
    text = passage.text
    if not text or passage.in_table or passage.label or len(heading.text) + len(text) > HEADING_LENGTH:
        return False
    plain = mark(passage).kind is MarkKind.PLAIN
    return plain and text[0].islower() and not text.endswith((*TERMINAL, ",")) and is_heading(heading)


def heads_above(read: Sequence[Passage], articles: dict[int, Label]) -> dict[int, int]:
    """Where headings stand above the number of their article: place of the heading to place of the article."""
    above, below = [], 0
    for place, label in articles.items():
        if place and place - 1 not in articles and _heads_article(read, place - 1):
            above.append(place)
        inline = label.rest < len(read[place].text)
        below += inline or (place + 1 < len(read) and is_heading(read[place + 1]) and place + 2 not in articles)
    if len(above) <= below or 2 * len(above) < len(articles):
        return {}
    return {place - 1: place for place in above}


def _heads_article(read: Sequence[Passage], place: int) -> bool:
    """Whether a line above an article's number may be its heading, and not that of the chapter above it."""
    if not is_heading(read[place]) or read[place].text[0] == "(" or division_label(read[place]) is not None:
        return False
    chapter = division_label(read[place - 1]) if place else None
    return chapter is None or chapter.rest < len(read[place - 1].text)


def divisions_in(
    read: Sequence[Passage], articles: dict[int, Label], skipped: frozenset[int], heads: dict[int, int], end: int
) -> dict[int, Label]:
    """Parts, chapters and sections; a line in capitals above an article is a chapter without a number."""
    found: dict[int, Label] = {}
    for place in range(end):
        passage = read[place]
        if place in skipped or place in articles or place in heads or passage.in_table:
            continue
        label = division_label(passage)
        if label is not None and articles:
            found[place] = label
        elif (place + 1 in articles or place + 1 in heads) and _bare_chapter(read, articles, found, place):
            found[place] = Label("", 0, kind=ProvisionKind.CHAPTER)
    return found


def _bare_chapter(read: Sequence[Passage], articles: dict[int, Label], divisions: dict[int, Label], place: int) -> bool:
    if not in_capitals(read[place].text) or not is_heading(read[place]):
        return False
    if place < min(articles) and PROVISIONS.search(read[place].folded) is None:
        return False
    return not any(back in divisions for back in (place - 1, place - 2)) and place - 1 not in articles
