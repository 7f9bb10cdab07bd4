"""Words that an amending act puts into another act: they are not its own articles and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from neni.plugins.legal.structure.labels import Label
from neni.plugins.legal.structure.marks import AMENDING
from neni.plugins.legal.structure.passages import Passage

LONGEST = 200
"""So many passages a quotation may be long."""
GIVEN = re.compile(
    r"\b(?:tekst\w*|ugovor\w*|sporazum\w*|konvencij\w*|marreveshj\w*|konvent\w*|text|agreement|treaty|convention)\b"
)
"""What an act gives word for word."""
ARTICLES = 60
"""So many articles a quotation without quotation marks may be long."""


def quoted_passages(passages: Sequence[Passage], labels: Sequence[Label | None]) -> frozenset[int]:
    """The places of passages that are quoted text, and no own provision."""
    reader = _Quotations(passages, labels)
    found: set[int] = set()
    own: Label | None = None
    at = 0
    while at < len(passages):
        end = reader.end(at, own)
        if end > at:
            found.update(range(at, end))
            at = end
            continue
        label = labels[at]
        own = label if label is not None and not label.quoted else own
        at += 1
    return frozenset(found)


def following(labels: Sequence[Label | None]) -> list[int]:
    """For every place the place of the next article behind it; the number of places where none follows."""
    after, nearest = [0] * len(labels), len(labels)
    for place in range(len(labels) - 1, -1, -1):
        after[place] = nearest
        label = labels[place]
        if label is not None and not label.quoted:
            nearest = place
    return after


def _preceding(labels: Sequence[Label | None]) -> list[int]:
    """For every place the place of the last article before it; 0 where there is none."""
    before, latest = [0] * len(labels), 0
    for place, label in enumerate(labels):
        before[place] = latest
        latest = place if label is not None and not label.quoted else latest
    return before


class _Quotations:
    """Finds where quotations end in one text."""

    def __init__(self, passages: Sequence[Passage], labels: Sequence[Label | None]) -> None:
        self.passages = passages
        self.labels = labels
        self.after = following(labels)
        self.before = _preceding(labels)

    def end(self, at: int, own: Label | None) -> int:
        """The place behind a quotation that begins at `at`; `at` itself when none does."""
        led = at > 0 and _leads(self.passages[at - 1])
        if led and _unclosed(self.passages[at - 1]):
            end, closed = self._closing(at, own, marks=1)
            return end if closed else at
        label = self.labels[at]
        if led and label is None and GIVEN.search(self.passages[at - 1].folded):
            return self._given(at, own)
        if self.passages[at].folded.startswith('"') and (led or label is not None):
            return self._closing(at, own, marks=0)[0]
        return self._unmarked(at, own) if led and label is not None else at

    def _closing(self, at: int, own: Label | None, marks: int) -> tuple[int, bool]:
        """Behind the passage whose end closes the quotation, or else the first that ends with a mark; behind the first
        passage alone when none does. And whether it was closed."""
        inner, ended = self.labels[at], 0
        for place in range(at, min(len(self.passages), at + LONGEST)):
            if place > at and self._resumes(place, own, inner):
                return place, False
            inner = self.labels[place] or inner
            words = self.passages[place].folded
            marks += words.count('"')
            if words.rstrip(" .;,").endswith('"'):
                if marks % 2 == 0:
                    return place + 1, True
                ended = ended or place
        return max(at, ended) + 1, False

    def _resumes(self, place: int, own: Label | None, inner: Label | None) -> bool:
        """Whether the act's own next article stands here: one that does not carry on the quoted articles, or one the
        article behind it carries on from."""
        label = self.labels[place]
        if label is None or label.quoted or not label.follows(own):
            return False
        after = self.after[place]
        behind = self.labels[after] if after < len(self.labels) else None
        return not label.follows(inner) or behind is None or behind.follows(label)

    def _unmarked(self, at: int, own: Label | None) -> int:
        """A new article text without quotation marks ends where the act's own next article begins."""
        label = self.labels[at]
        if label is None or own is None:
            return at
        resumes = next((place for place in islice(self._later(at), ARTICLES) if self._follows(place, own)), None)
        if label.suffix and not own.suffix:
            plain = (one for one in islice(self._later(at), ARTICLES) if self._is_next(one, own))
            return next(plain, self.after[at] if not label.follows(own) else at)
        if label.follows(own):
            return resumes if resumes is not None and label.same(self.labels[resumes]) else at
        return resumes if resumes is not None else self.after[at]

    def _given(self, at: int, own: Label | None) -> int:
        """A whole act given word for word, such as a treaty, begins with its own first article and ends where the
        act's own next one breaks into its count or is written as the act's own are."""
        first = self.after[at]
        inner = self.labels[first] if first < len(self.labels) else None
        if own is None or inner is None or not inner.follows(None) or inner.follows(own):
            return at
        own_look, look = self._look(self.before[at]), self._look(first)
        for place in self._later(first):
            label = self.labels[place]
            if self._follows(place, own) and (self._look(place) == own_look != look or not self._follows(place, inner)):
                return place
            inner = label or inner
        return at

    def _look(self, place: int) -> str:
        """How the word before an article's number is written: “ČLAN”, “Član”."""
        return "".join(takewhile(str.isalpha, self.passages[place].text.lstrip()))

    def _is_next(self, place: int, own: Label) -> bool:
        """Whether the article after the own one stands here, without a letter: new articles mostly have one."""
        label = self.labels[place]
        return label is not None and label.value == own.value + 1 and not label.suffix

    def _later(self, at: int) -> Iterator[int]:
        while (at := self.after[at]) < len(self.labels):
            yield at

    def _follows(self, place: int, own: Label | None) -> bool:
        label = self.labels[place]
        return label is not None and label.follows(own)


def _leads(passage: Passage) -> bool:
    """Whether a passage says that other words follow: “… riformulohet si vijon:”."""
    if not passage.folded.endswith(":") and not _unclosed(passage):
        return False
    return AMENDING.search(passage.folded) is not None


def _unclosed(passage: Passage) -> bool:
    return passage.folded.count('"') % 2 == 1
