"""One paragraph that was reworded: words put in are marked where they stand, words taken out are put beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from neni.core.adapters.manuscripts.cutting import cut
from neni.core.adapters.manuscripts.holding import outside
from neni.core.adapters.manuscripts.inline import Atom
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.tracking import Tracking
from neni.core.model.aligning import Stretch, aligned_words, words_of


@dataclass(frozen=True, slots=True)
class Rewording:
    """Writes changes of words into paragraphs."""

    tracking: Tracking

    def reword(self, old: Sequence[Atom], new: Sequence[Atom], paragraph: Element) -> None:
        """Tell what became of the words of the old paragraph in the new one."""
        changes = list(_changes(old, new))
        if not changes:
            return
        was = cut(list(old), [edge for one in changes for edge in (one.old, one.old_end)])
        now = cut(list(new), [edge for one in changes for edge in (one.new, one.new_end)])
        for change in reversed(changes):
            added = _between(now, change.new, change.new_end)
            taken = self.tracking.taken_out(_between(was, change.old, change.old_end))
            if taken is not None:
                self._put(taken, now, change.new, paragraph)
            self.tracking.put_in(list(dict.fromkeys(atom.run for atom in added)))

    def _put(self, taken: Element, now: Sequence[Atom], offset: int, paragraph: Element) -> None:
        behind = _between(now, offset, None)
        if behind:
            outside(behind[0].run).addprevious(taken)
        elif now:
            outside(now[-1].run).addnext(taken)
        else:
            paragraph.append(taken)


def _changes(old: Sequence[Atom], new: Sequence[Atom]) -> Iterator[Stretch]:
    """What differs, in characters."""
    before, after = _words(old), _words(new)
    if before == after:
        return
    starts, others = ([0, *accumulate(map(len, words))] for words in (before, after))
    for one in aligned_words(before, after):
        if not one.same:
            yield Stretch(False, starts[one.old], starts[one.old_end], others[one.new], others[one.new_end])  # noqa: FBT003


def _words(atoms: Sequence[Atom]) -> list[str]:
    """The words of a paragraph; what cannot be divided counts as one."""
    words: list[str] = []
    text = ""
    for atom in atoms:
        if atom.element is not None:
            text += atom.text
            continue
        words += [*words_of(text), atom.text]
        text = ""
    return [*words, *words_of(text)]


def _between(atoms: Sequence[Atom], start: int, end: int | None) -> list[Atom]:
    found, at = [], 0
    for atom in atoms:
        if at >= start and (end is None or at + len(atom.text) <= end):
            found.append(atom)
        at += len(atom.text)
    return found
