"""Paragraphs, points and letters of one stretch of text, nested by the look of their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from neni.core import ProvisionKind
from neni.plugins.legal.structure.alphabets import distances, latin
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.marks import BY_DEPTH, Mark, MarkKind, capital_mark, mark
from neni.plugins.legal.structure.passages import Passage

LEFT_OUT = 2
"""So many letters an author may leave out of an alphabet before a point."""
NESTED = {MarkKind.INSIDE, MarkKind.CLOSED, MarkKind.LETTER, MarkKind.ROMAN}
"""Looks that may follow another number at once: “1. (a) …”."""
CONTINUES = (".", ";", "!", "?")


@dataclass
class Branch:
    """A provision while it grows. `places` are the passages of its own words with where in them the words begin and
    end; `begin` is where it begins itself, with its number."""

    kind: ProvisionKind
    number: str = ""
    look: MarkKind = MarkKind.PLAIN
    places: list[tuple[Passage, int, int | None]] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    begin: int = 0
    last: Passage | None = None
    """The last passage in it or in its parts."""

    @property
    def text(self) -> str:
        """Its own words."""
        return " ".join(passage.text[start:end] for passage, start, end in self.places if passage.text[start:end])


class Grower:
    """Puts passages one after another where they belong."""

    def __init__(self, *, capitals: bool = False) -> None:
        self._capitals = capitals
        self.roots: list[Branch] = []
        self._open: list[Branch] = []

    def grow(self, passage: Passage, start: int = 0, *, quoted: bool = False) -> None:
        """The next passage of the text; `start` is where its words begin, behind an article's number."""
        if quoted:
            self._quote(passage)
        elif passage.in_table and self._open:
            self._continue(passage, start)
        else:
            self._place(passage, start, self._mark(passage, start))
        for branch in self._open:
            branch.last = passage

    def _mark(self, passage: Passage, start: int) -> Mark:
        if start or passage.in_table:
            return _inline(passage, start)
        capital = capital_mark(passage) if self._capitals else None
        return capital if capital is not None and capital.kind is not MarkKind.PLAIN else mark(passage)

    def _quote(self, passage: Passage) -> None:
        if not self._open:
            self._add(Branch(ProvisionKind.PARAGRAPH), 0)
        above = self._open[-1]
        if not above.branches or above.branches[-1].kind is not ProvisionKind.QUOTED:
            above.branches.append(Branch(ProvisionKind.QUOTED))
        above.branches[-1].places.append((passage, 0, None))
        above.branches[-1].last = passage

    def _continue(self, passage: Passage, start: int) -> None:
        self._open[-1].places.append((passage, start, None))

    def _place(self, passage: Passage, start: int, found: Mark) -> None:
        if found.kind is MarkKind.PLAIN:
            self._plain(passage, start)
            return
        look = self._look(found)
        depth = self._depth(look)
        inner = _inline(passage, found.words) if passage.text[found.words :] else None
        nested = inner is not None and inner.kind in NESTED and fold(inner.number) in {"a", "1", "i"}
        words = (passage, found.words, found.words if nested else None)
        self._add(Branch(_kind(look, depth), found.number, look, [words], begin=start), depth)
        if nested and inner is not None:
            self._place(passage, found.words, inner)

    def _plain(self, passage: Passage, start: int) -> None:
        """Words without a number: a paragraph of its own where paragraphs have none, else more of the one before."""
        if not self._open or self._open[0].look is MarkKind.PLAIN:
            self._add(Branch(ProvisionKind.PARAGRAPH, "", MarkKind.PLAIN, [(passage, start, None)], begin=start), 0)
        else:
            self._continue(passage, start)

    def _look(self, found: Mark) -> MarkKind:
        """A single i), v) or x) is a letter where a letter stands open before it, and Roman elsewhere."""
        if found.kind is not MarkKind.ROMAN:
            return found.kind
        siblings = {branch.look: branch for branch in self._open}
        letter = siblings.get(MarkKind.LETTER)
        if not found.maybe_roman or letter is None or (MarkKind.ROMAN in siblings and found.number != "i"):
            return MarkKind.ROMAN
        return MarkKind.LETTER if _after(letter.number, found.number) else MarkKind.ROMAN

    def _depth(self, look: MarkKind) -> int:
        for depth, branch in enumerate(self._open):
            if branch.look is look:
                return depth
        if look in BY_DEPTH:
            return self._decimal_depth(BY_DEPTH.index(look))
        if look is MarkKind.INSIDE and self._open and self._open[0].look is MarkKind.PLAIN and not self._announced():
            return 0
        return len(self._open)

    def _decimal_depth(self, level: int) -> int:
        """Under the next higher decimal number that is open; a first level begins anew unless a colon announces it."""
        for depth in range(len(self._open) - 1, -1, -1):
            look = self._open[depth].look
            if look in BY_DEPTH and BY_DEPTH.index(look) < level:
                return depth + 1
        if level == 0 and not self._announced() and self._open and self._open[0].look is MarkKind.PLAIN:
            return 0
        return len(self._open) if not any(branch.look in BY_DEPTH for branch in self._open) else 0

    def _announced(self) -> bool:
        """Whether the words before end as an introduction does."""
        return bool(self._open) and not self._open[-1].text.rstrip().endswith(CONTINUES)

    def _add(self, branch: Branch, depth: int) -> None:
        del self._open[depth:]
        (self._open[-1].branches if self._open else self.roots).append(branch)
        self._open.append(branch)


def _inline(passage: Passage, start: int) -> Mark:
    """The number behind an article's number on the same line: “Neni 5. 1. Komisioni …”."""
    if passage.in_table:
        return Mark(MarkKind.PLAIN, "", 0)
    found = mark(Passage(passage.text[start:], passage.segments, replace(passage.first, label="")))
    return Mark(found.kind, found.number, found.words + start)


def _kind(look: MarkKind, depth: int) -> ProvisionKind:
    if depth == 0 and look not in {MarkKind.SECOND, MarkKind.THIRD, MarkKind.FOURTH}:
        return (
            ProvisionKind.PARAGRAPH
            if look in {MarkKind.FIRST, MarkKind.INSIDE, MarkKind.CAPITAL}
            else ProvisionKind.POINT
        )
    if look is MarkKind.SECOND:
        return ProvisionKind.SUBPARAGRAPH
    return ProvisionKind.POINT


def _after(letter: str, candidate: str) -> bool:
    """Whether a letter may follow another in one of the alphabets: i after h, v after u or b, x after v."""
    return any(0 < steps <= LEFT_OUT + 1 for steps in distances(latin(letter), latin(candidate)))


def grown(passages: Iterable[tuple[Passage, int, bool]], *, capitals: bool = False) -> list[Branch]:
    """The paragraphs of passages given with where their words begin and whether they are quoted; `capitals` where
    Roman numbers in capitals number them."""
    grower = Grower(capitals=capitals)
    for passage, start, quoted in passages:
        grower.grow(passage, start, quoted=quoted)
    return grower.roots
