"""The outline of an act: which passage opens an article, a chapter, an annex, and where the text itself ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from neni.core import Manuscript, Place, ProvisionKind, Source
from neni.plugins.legal.structure.contents import in_contents, listed
from neni.plugins.legal.structure.endings import annexes_in, closings_in, signature_in, tail_in
from neni.plugins.legal.structure.headings import divisions_in, heads_above
from neni.plugins.legal.structure.labels import Label, article_label
from neni.plugins.legal.structure.passages import Passage, passages
from neni.plugins.legal.structure.quoting import quoted_passages
from neni.plugins.legal.structure.versions import in_other_languages

NOTE = re.compile(r"\s*([1-9]\d?)\s+[^\W\d_a-zëçčćšžđа-яђјљњћџ]")


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
    others: tuple[Passage, ...] = ()
    """What stands between them in other languages."""

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
    read, labels, others = _one_language(_freed(passages(manuscript)))
    contents = frozenset(place for place, one in enumerate(read) if in_contents(one))
    labels = [None if place in contents else label for place, label in enumerate(labels)]
    typed = listed(read, labels)
    contents |= typed
    labels = [None if place in typed else label for place, label in enumerate(labels)]
    quoted = quoted_passages(read, labels)
    labels = [None if place in quoted else label for place, label in enumerate(labels)]
    _drop_sentences(read, labels)
    footnotes = _part_footnotes(labels, _notes(manuscript)) if manuscript.source is Source.TEXT else {}
    annexes = annexes_in(read, labels, quoted | contents)
    tail = tail_in(read, labels, min(annexes, default=len(read)))
    end = min(tail, min(annexes, default=len(read)))
    articles = {place: label for place, label in enumerate(labels[:end]) if label is not None}
    closings = closings_in(read, articles, end)
    heads = heads_above(read, articles)
    divisions = divisions_in(read, articles, quoted | contents, heads, end)
    signature = signature_in(read, articles, closings, end)
    return Outline(
        read, articles, divisions, annexes, closings, quoted, contents, heads, footnotes, tail, signature, others
    )


def _freed(read: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """An act laid out in a table from end to end is read as if it stood in none."""
    if not any(one.in_table for one in read):
        return read
    labelled = [one for one in read if article_label(one) is not None]
    if not labelled or not all(one.in_table for one in labelled):
        return read
    return tuple(replace(one, first=replace(one.first, place=Place.BODY)) for one in read)


def _one_language(read: Sequence[Passage]) -> tuple[tuple[Passage, ...], list[Label | None], tuple[Passage, ...]]:
    """The passages in the language of the first article with the labels of articles, and those in others that take
    turns with it. Labels in tables open no article."""
    labels = [None if one.in_table else article_label(one) for one in read]
    places = in_other_languages(read, labels)
    own = [place for place in range(len(read)) if place not in places]
    others = tuple(read[place] for place in sorted(places))
    return tuple(read[place] for place in own), [labels[place] for place in own], others


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


def _notes(manuscript: Manuscript) -> frozenset[str]:
    """The numbers of footnotes in plain text: a digit at the beginning of a line, without a stop behind it."""
    found = (NOTE.match(line.text) for line in manuscript.lines)
    return frozenset(note[1] for note in found if note is not None)


def _part_footnotes(labels: list[Label | None], notes: frozenset[str]) -> dict[int, str]:
    """In plain text the digit of a footnote may stick to a number: 41, 421, 43 is 41, 42 with note 1, 43, where a
    footnote 1 stands somewhere."""
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
        if str(label.value).startswith(expected) and goes_on and note in notes:
            labels[place] = replace(label, number=expected, value=last.value + 1, note=note)
            parted[place] = note
    return parted
