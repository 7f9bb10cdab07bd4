"""Footnotes and endnotes on the way: which stand for one another, which only one of the versions has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from neni.core.adapters.manuscripts.names import IDENTITY
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining.splitting import copy_of


@dataclass(slots=True)
class NoteList:
    """Gathers notes while the text is compared, so that they are written when it is known what became of each.
    `free` gives, for each kind, numbers no note of the new file has."""

    free: dict[str, Iterator[int]]
    pairs: list[tuple[str, str, str]] = field(default_factory=list)
    put_in: list[tuple[str, str]] = field(default_factory=list)
    taken_out: list[tuple[str, str, str]] = field(default_factory=list)

    def both(self, kind: str, old: Element, new: Element) -> None:
        """Two references that stand for one another."""
        self.pairs.append((kind, old.get(IDENTITY, ""), new.get(IDENTITY, "")))

    def one_sided(self, kind: str, reference: Element, *, gone: bool) -> Element:
        """A reference only one version has, as it is written into the new one."""
        identity = reference.get(IDENTITY, "")
        if not gone:
            self.put_in.append((kind, identity))
            return reference
        copy = copy_of(reference)
        copy.set(IDENTITY, str(next(self.free[kind])))
        self.taken_out.append((kind, identity, copy.get(IDENTITY)))
        return copy

    def of(self, kind: str) -> list[tuple[str, str]]:
        """The notes of a kind, each once: which of the old file, and under which number in the new one. One that was
        put in is none of the old file."""
        pairs = [(old, new) for one, old, new in [*self.pairs, *self.taken_out] if one == kind]
        known = {new: (old, new) for old, new in reversed(pairs)}
        return [*reversed(known.values()), *(("", new) for one, new in self.put_in if one == kind and new not in known)]
