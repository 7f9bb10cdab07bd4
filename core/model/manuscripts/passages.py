"""Two versions of a text beside one another: which line became which, and which words were added or taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from neni.core.model.manuscripts import Line, Manuscript
from neni.core.model.manuscripts.aligning import Stretch, aligned_words, words_of
from neni.core.model.manuscripts.pairing import paired


class Fate(StrEnum):
    """What became of words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words and what became of them."""

    fate: Fate
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of the old text and the one that stands for it in the new; None where there is none. `wording` is both
    at once: without what was added it is the old line, without what was removed the new one."""

    old: Line | None
    new: Line | None
    wording: tuple[Wording, ...]

    @property
    def changed(self) -> bool:
        """Whether any word differs."""
        return any(one.fate is not Fate.KEPT for one in self.wording) or self.old is None or self.new is None


def passages(old: Manuscript, new: Manuscript) -> tuple[Passage, ...]:
    """The lines of the text itself beside one another, in the order in which a reader of both goes through them."""
    return tuple(_passages(old.body, new.body))


def _passages(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Passage]:
    for before, after in paired([line.read for line in old], [line.read for line in new]):
        was = None if before is None else old[before]
        now = None if after is None else new[after]
        yield Passage(was, now, tuple(wording(was.read if was else "", now.read if now else "")))


def wording(old: str, new: str) -> Iterator[Wording]:
    """Two texts as one: what was kept, taken out, and put in."""
    before, after = words_of(old), words_of(new)
    for stretch in aligned_words(before, after):
        yield from _told(stretch, before, after)


def _told(stretch: Stretch, before: Sequence[str], after: Sequence[str]) -> Iterator[Wording]:
    removed = "".join(before[stretch.old : stretch.old_end])
    added = "".join(after[stretch.new : stretch.new_end])
    if stretch.same:
        yield Wording(Fate.KEPT, added)
        return
    if removed:
        yield Wording(Fate.REMOVED, removed)
    if added:
        yield Wording(Fate.ADDED, added)
