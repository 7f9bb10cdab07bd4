"""The outline of an act: which passage opens an article, a chapter, an annex, and where the text itself ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from neni.core import Manuscript, ProvisionKind, Source
from neni.plugins.legal.structure.marks import (
    CONTENTS,
    HEADING_LENGTH,
    Label,
    MarkKind,
    annex_label,
    article_label,
    division_label,
    in_capitals,
    mark,
)
from neni.plugins.legal.structure.passages import TERMINAL, Passage, passages
from neni.plugins.legal.structure.quoting import following, quoted_passages
from neni.plugins.legal.structure.words import AMENDERS, IN_FORCE, PROVISIONS, REASONING, REMEDY, SIGNATURE, unspaced


@dataclass(frozen=True)
class Outline:
    """Where everything begins: places are indexes of `passages`. `heads` are articles whose heading stands above
    their number, by the place of the heading; `first` is where the provisions begin, `end` where the text ends."""

    passages: tuple[Passage, ...]
    articles: dict[int, Label]
    divisions: dict[int, Label]
    annexes: dict[int, Label]
    closings: dict[int, ProvisionKind]
    quoted: frozenset[int]
    contents: frozenset[int]
    heads: dict[int, int]
    footnotes: dict[int, str]
    tail: int
    signature: int

    @property
    def first_annex(self) -> int:
        """Where the first annex begins."""
        return min(self.annexes, default=len(self.passages))

    @property
    def text_end(self) -> int:
        """Where neither provisions nor the reasons of a decision stand any more."""
        return min(self.signature, self.tail, self.first_annex)

    @property
    def starts(self) -> dict[int, Label]:
        """Everything that ends the article before it."""
        return {**self.articles, **self.divisions, **self.annexes}


def outline_of(manuscript: Manuscript) -> Outline:
    """The outline of a manuscript."""
    read = passages(manuscript)
    contents = frozenset(place for place, one in enumerate(read) if _in_contents(one))
    labels = _labels(read, contents)
    quoted = quoted_passages(read, labels)
    labels = [None if place in quoted else label for place, label in enumerate(labels)]
    _drop_sentences(read, labels)
    footnotes = _part_footnotes(labels) if manuscript.source is Source.TEXT else {}
    annexes = _annexes(read, labels, quoted | contents)
    tail = _tail(read, labels, min(annexes, default=len(read)))
    end = min(tail, min(annexes, default=len(read)))
    articles = {place: label for place, label in enumerate(labels[:end]) if label is not None}
    closings = _closings(read, articles, end)
    heads = _heads_above(read, articles)
    divisions = _divisions(read, articles, quoted | contents, heads, end)
    signature = _signature(read, articles, closings, end)
    return Outline(read, articles, divisions, annexes, closings, quoted, contents, heads, footnotes, tail, signature)


def _in_contents(passage: Passage) -> bool:
    style = passage.first.style.lower()
    return style.startswith(("toc ", "contents", "table of contents")) or CONTENTS.search(passage.text) is not None


def _labels(read: Sequence[Passage], contents: frozenset[int]) -> list[Label | None]:
    """Labels of articles; those in tables count only where the text itself has none."""
    labels = [None if place in contents else article_label(one) for place, one in enumerate(read)]
    if any(label is not None and not one.in_table for one, label in zip(read, labels, strict=True)):
        return [None if one.in_table else label for one, label in zip(read, labels, strict=True)]
    return labels


def _drop_sentences(read: Sequence[Passage], labels: list[Label | None]) -> None:
    """“Neni 5. Komisioni miraton …” opens article 5 where 5 is next, or where most articles are written so; elsewhere
    it is a sentence about article 5."""
    sentences = [place for place, label in enumerate(labels) if label is not None and _sentence(read[place], label)]
    if 2 * len(sentences) > sum(label is not None for label in labels):
        return
    last: Label | None = None
    for place, label in enumerate(labels):
        if label is not None and _sentence(read[place], label) and not label.follows(last):
            labels[place] = None
        elif label is not None:
            last = label


def _sentence(passage: Passage, label: Label) -> bool:
    """Whether a whole sentence stands behind an article's number."""
    return not passage.label and passage.text[label.rest :].endswith((".", ";", ":"))


def _part_footnotes(labels: list[Label | None]) -> dict[int, str]:
    """In plain text the digit of a footnote may stick to a number: 41, 421, 43 is 41, 42 with note 1, 43."""
    places = [place for place, label in enumerate(labels) if label is not None]
    parted: dict[int, str] = {}
    for before, place, after in zip(places, places[1:], [*places[2:], None], strict=False):
        label, last = labels[place], labels[before]
        if label is None or last is None or label.suffix or label.value <= last.value + 1:
            continue
        expected = str(last.value + 1)
        following_label = labels[after] if after is not None else None
        goes_on = following_label is not None and following_label.value == last.value + 2
        note = str(label.value)[len(expected) :]
        if str(label.value).startswith(expected) and goes_on and re.fullmatch(r"[1-9]\d?", note):
            labels[place] = replace(label, number=expected, value=last.value + 1, note=note)
            parted[place] = note
    return parted


def _annexes(read: Sequence[Passage], labels: Sequence[Label | None], skipped: frozenset[int]) -> dict[int, Label]:
    """The annexes; a line in an article that names one is none when the next article follows behind it."""
    after = following(labels)
    found: dict[int, Label] = {}
    last: Label | None = None
    for place, passage in enumerate(read):
        if not found and labels[place] is not None:
            last = labels[place]
        if place in skipped or passage.in_table or place == 0:
            continue
        annex = annex_label(passage)
        if annex is not None and (found or _may_be_annex(labels, after[place], last)):
            found[place] = annex
    return found


def _may_be_annex(labels: Sequence[Label | None], after: int, last: Label | None) -> bool:
    if after >= len(labels):
        return True
    label = labels[after]
    return last is not None and label is not None and not label.follows(last)


def _tail(read: Sequence[Passage], labels: Sequence[Label | None], end: int) -> int:
    """Where articles of amending acts begin, printed behind the last article of a consolidated text."""
    in_force = [place for place in range(end) if IN_FORCE.search(read[place].folded)]
    places = [place for place, label in enumerate(labels[:end]) if label is not None]
    for last, place in pairwise(places):
        label = labels[place]
        if label is None or label.follows(labels[last]) or not any(last <= one < place for one in in_force):
            continue
        marker = next((one for one in range(last + 1, place) if _starts_tail(read[one])), None)
        if marker is not None or any(one >= place for one in in_force):
            return place if marker is None else marker
    return len(read)


def _starts_tail(passage: Passage) -> bool:
    return AMENDERS.match(passage.folded) is not None and len(passage.text) <= 2 * HEADING_LENGTH


def _closings(read: Sequence[Passage], articles: dict[int, Label], end: int) -> dict[int, ProvisionKind]:
    """The reasons of a decision and its note on legal remedies, behind what it decides."""
    found: dict[int, ProvisionKind] = {}
    headings = {place - 1 for place in articles} | {place + 1 for place in articles}
    for place in range(max(articles, default=-1) + 1, end):
        folded = unspaced(read[place].folded)
        if place in headings:
            continue
        if len(folded) < 60 and REASONING.match(folded):
            found[place] = ProvisionKind.REASONING
        elif REMEDY.match(folded):
            found[place] = ProvisionKind.REMEDY
    return found


def is_heading(passage: Passage) -> bool:
    """Whether a passage may be a heading: short, no stop at its end, no number before it."""
    text = passage.text
    if not text or passage.in_table or len(text) > HEADING_LENGTH or text.endswith((*TERMINAL, ",")):
        return False
    return not passage.label and (text[0].isupper() or text[0] in "\"„“'") and mark(passage).kind is MarkKind.PLAIN


def _heads_above(read: Sequence[Passage], articles: dict[int, Label]) -> dict[int, int]:
    """Where headings stand above the number of their article: place of the heading to place of the article."""
    above, below = [], 0
    for place, label in articles.items():
        before = read[place - 1] if place else None
        if before is not None and is_heading(before) and place - 1 not in articles and not division_label(before):
            above.append(place)
        inline = label.rest < len(read[place].text)
        below += inline or (place + 1 < len(read) and is_heading(read[place + 1]) and place + 2 not in articles)
    if len(above) <= below or 2 * len(above) < len(articles):
        return {}
    return {place - 1: place for place in above}


def _divisions(
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


def _signature(
    read: Sequence[Passage], articles: dict[int, Label], closings: dict[int, ProvisionKind], end: int
) -> int:
    """Where names, place and date of the signature begin, behind the last provision."""
    last = max([*articles, *closings], default=-1)
    if last < 0:
        return _signature_backwards(read, end)
    label = articles.get(last)
    inline = len(read[last].text) > label.rest if label is not None else ":" in read[last].text[:-1]
    return next((place for place in range(last + (1 if inline else 2), end) if signs(read[place])), end)


def _signature_backwards(read: Sequence[Passage], end: int) -> int:
    place = end
    while place > 1 and (signs(read[place - 1]) or (is_heading(read[place - 1]) or read[place - 1].in_table)):
        place -= 1
    return next((one for one in range(place, end) if signs(read[one])), end)


def signs(passage: Passage) -> bool:
    """Whether a passage looks like a line of a signature block."""
    folded = passage.folded
    if len(folded) > 2 * HEADING_LENGTH or SIGNATURE.match(folded) is None:
        return False
    return len(folded) <= 60 or not folded.endswith((".", ";", ":"))
