"""Passages: the paragraphs of a manuscript as an author meant them, with the way from their words back to the lines.

A Word paragraph is one line of a manuscript, but text copied from a page comes with a line break every eighty
characters, and one Word paragraph may hold an article's number and heading on two lines of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from neni.core import Anchor, Items, Line, Manuscript, Place, Source, breaks_before_number
from neni.plugins.legal.structure.folding import fold, keeps_places, origins
from neni.plugins.legal.structure.wrapping import continues, wrapped_width

ARTICLE_BEHIND = re.compile(r"\s+(?P<article>(?:Neni|Član(?:ak)?|Члан|Article)\s\d{1,4}\.?)$")
FEWEST_LETTERS = 5
NUMBERED = re.compile(r"Neni|NENI|Član(?:ak)?|ČLAN(?:AK)?|Члан|ЧЛАН|Article|ARTICLE")
NUMBER_ALONE = re.compile(r"\d{1,4}[^\W\d]?\.?")
"""“Neni” and “5” on two lines are the number of one article."""
MARKUP = re.compile(r"(?:(?:\\?#){1,6}\s+|(?:\\?>\s?)+|(?:\\?\*){2,3}(?=\S))+")
MARKUP_END = re.compile(r"(?:\\?\*){2,3}$")
RULE = re.compile(r"(?:\\?[-*=]\s?){3,}$")
"""What Markdown puts around headings and bold words, before quotations and between parts."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one line."""

    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """One paragraph: `text` is its segments joined by a space. `label` is the automatic number before it."""

    text: str
    segments: tuple[Segment, ...]
    first: Line
    after_gap: bool = False
    """Whether an empty line stands before it."""
    starts: tuple[int, ...] = field(default=(0,))

    @property
    def label(self) -> str:
        """The automatic number shown before it; the second part of one line has none."""
        return self.first.label.strip() if self.segments[0].start == _margin(self.first.text) else ""

    @property
    def in_table(self) -> bool:
        """Whether it stands in a table."""
        return self.first.place is Place.TABLE

    @cached_property
    def folded(self) -> str:
        """Its words in small Latin letters without diacritics."""
        return fold(self.text)

    @cached_property
    def _origins(self) -> tuple[int, ...] | None:
        return None if keeps_places(self.text) else origins(self.text)

    def written(self, place: int) -> int:
        """The place in `text` of a place in `folded`."""
        return place if self._origins is None else self._origins[place]

    def place(self, at: int) -> tuple[int, int]:
        """Line and character of a place in `text`."""
        which = bisect_right(self.starts, at) - 1
        segment = self.segments[which]
        return segment.line, min(segment.start + at - self.starts[which], segment.end)

    def anchor(self, start: int = 0, end: int | None = None) -> Anchor:
        """The words from `start` to before `end` of `text`."""
        end = len(self.text) if end is None else end
        line, first = self.place(start)
        if end <= start:
            return Anchor(line, first, first)
        last_line, last = self.place(end - 1)
        return Anchor(line, first, last + 1, None if last_line == line else last_line)

    def folded_anchor(self, start: int, end: int) -> Anchor:
        """The words from `start` to before `end` of `folded`."""
        written_end = self.written(end - 1) + 1 if end > start else self.written(end)
        return self.anchor(self.written(start), written_end)


def _margin(text: str) -> int:
    return len(text) - len(text.lstrip())


def passage(segments: Sequence[tuple[Line, int, int]], *, after_gap: bool = False) -> Passage:
    """One passage of stretches of lines; a word broken at the end of a line keeps its hyphen."""
    text, starts = "", []
    for line, start, end in segments:
        piece = line.text[start:end]
        broken = len(text) > 1 and text[-1] == "-" and text[-2].isalpha() and piece[:1].islower()
        text += "" if not text or broken else " "
        starts.append(len(text))
        text += piece
    places = tuple(Segment(line.index, start, end) for line, start, end in segments)
    return Passage(text, places, segments[0][0], after_gap, tuple(starts))


def passages(manuscript: Manuscript) -> tuple[Passage, ...]:
    """The passages of the text itself, in reading order; empty lines are left out."""
    body = manuscript.body
    plain = manuscript.source is Source.TEXT
    gathering = _Gathering(wrapped_width(body) if plain else 0, plain=plain)
    for line in body:
        for stretch in _stretches(line):
            if stretch is None:
                gathering.gap = True
                continue
            start, end = _unmarked(line.text, *stretch) if plain else stretch
            if start == end:
                gathering.gap = True
                continue
            for part in _parted(line.text, start, end):
                gathering.add(line, *part)
    gathering.close()
    return tuple(gathering.found)


@dataclass
class _Gathering:
    """Passages while their lines are read; `width` is how wide wrapped lines are, 0 where a line is a paragraph."""

    width: int
    plain: bool
    found: list[Passage] = field(default_factory=list)
    segments: list[tuple[Line, int, int]] = field(default_factory=list)
    items: Items = field(default_factory=Items)
    gap: bool = False
    after_gap: bool = False

    def add(self, line: Line, start: int, end: int) -> None:
        """A stretch that goes on with the passage, or begins the next."""
        text = line.text[start:end]
        if self.segments and not self._goes_on(text):
            self.close()
        if not self.segments:
            self.after_gap = self.gap
            self.items.opened(text)
        self.segments.append((line, start, end))
        self.gap = False

    def _goes_on(self, text: str) -> bool:
        line, start, end = self.segments[-1]
        if NUMBERED.fullmatch(line.text[start:end]) and NUMBER_ALONE.fullmatch(text):
            return True
        if self.plain and breaks_before_number(line.text[start:end], text):
            return True
        if not self.width:
            return False
        if self.items.carried_on(text, line.text[start:end]):
            return False
        return continues(line.text[start:end], text, self.width, gap=self.gap)

    def close(self) -> None:
        """The passage is whole."""
        if self.segments:
            self.found.append(passage(self.segments, after_gap=self.after_gap))
        self.segments = []


def _stretches(line: Line) -> Iterator[tuple[int, int] | None]:
    """The parts of a line between its own line breaks, without the space around them; None where nothing stands."""
    at = 0
    if not line.text.strip():
        yield (_margin(line.text), len(line.text)) if line.label.strip() else None
        return
    for part in line.text.splitlines(keepends=True):
        words = part.strip()
        if words:
            start = at + _margin(part)
            yield start, start + len(words)
        at += len(part)


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A chapter and the number of its first article on one line, as a page copied from a file has them, are two."""
    found = ARTICLE_BEHIND.search(text, start, end)
    if found is None or not _heads_chapter(text[start : found.start()]):
        yield start, end
        return
    yield start, found.start()
    yield found.start("article"), end


def _heads_chapter(words: str) -> bool:
    letters = [one for one in words if one.isalpha()]
    return len(letters) > FEWEST_LETTERS and all(one.isupper() for one in letters)


def _unmarked(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the marks of Markdown around it; nothing is left of a line drawn between parts."""
    if RULE.match(text[start:end]):
        return start, start
    mark = MARKUP.match(text, start, end)
    start = mark.end() if mark is not None else start
    closing = MARKUP_END.search(text, start, end)
    return start, closing.start() if closing is not None else end
