"""Tables of contents, made by a word processor or typed by hand: their articles are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from neni.plugins.legal.structure.headings import is_heading
from neni.plugins.legal.structure.labels import Label, division_label
from neni.plugins.legal.structure.passages import Passage
from neni.plugins.legal.structure.words import CONTENTS_HEADING

CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}\s*$|\t\d{1,4}\s*$")
TAIL = 80
"""So many characters at the end of a line tell whether it ends with dots and a page number."""
LISTED = 4
"""So many articles without text make a table of contents."""


def in_contents(passage: Passage) -> bool:
    """Whether a line is one of a table of contents, by its style or by its page number."""
    style = passage.first.style.lower()
    return (
        style.startswith(("toc ", "contents", "table of contents")) or CONTENTS.search(passage.text[-TAIL:]) is not None
    )


def listed(read: Sequence[Passage], labels: Sequence[Label | None]) -> frozenset[int]:
    """A table of contents typed by hand: articles line by line without a word of text, which all come again."""
    places = [place for place, label in enumerate(labels) if label is not None]
    end = 0
    while end < len(places) and labels[places[end]] is not None and _only_labels(read, labels, places, end):
        end += 1
    run = places[:end]
    later = {(label.value, label.suffix) for label in (labels[place] for place in places[end:]) if label is not None}
    if len(run) < LISTED or not {(one.value, one.suffix) for one in map(labels.__getitem__, run) if one} <= later:
        return frozenset()
    return frozenset(range(_beginning(read, run[0]), run[-1] + 1))


def _beginning(read: Sequence[Passage], place: int) -> int:
    """Where a table of contents begins: with its own heading, or with the chapter of its first article."""
    while place and (_of_contents(read[place - 1]) or (place > 1 and _of_contents(read[place - 2]))):
        place -= 1
    return place


def _of_contents(passage: Passage) -> bool:
    return CONTENTS_HEADING.match(passage.folded) is not None or division_label(passage) is not None


def _only_labels(read: Sequence[Passage], labels: Sequence[Label | None], places: Sequence[int], at: int) -> bool:
    """Whether nothing but chapters stands between an article and the next, which does not begin anew."""
    label, place = labels[places[at]], places[at]
    last = labels[places[at - 1]] if at else None
    if label is None or (last is not None and label.value <= last.value):
        return False
    following_place = places[at + 1] if at + 1 < len(places) else len(read)
    between = read[place + 1 : following_place]
    return len(between) <= LISTED and all(is_heading(one) or division_label(one) for one in between)
