"""Texts that authors hand in: read line by line, given back with comments on the very words, and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from neni.core.model.manuscripts import Anchor, Manuscript
from neni.core.model.manuscripts.passages import Passage
from neni.core.model.problems import Problem


@dataclass(frozen=True, slots=True)
class MarginComment:
    """Something said in the margin of a manuscript. `text` may have several paragraphs, divided by line feeds."""

    anchor: Anchor
    text: str
    author: str
    initials: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Redlined:
    """A Word file with tracked changes, and what of the difference tracked changes cannot tell."""

    content: bytes
    untold: tuple[Problem, ...] = ()


class Manuscripts(Protocol):
    """Word files, OpenDocument texts and plain text, once they are let in."""

    def read(self, content: bytes, name: str) -> Manuscript:
        """What stands in a file of that name, which may be empty for pasted text. Raises BadUpload for a file that
        no program can open; whatever can be read is read, and `remarks` tell the rest."""

    def comment(self, content: bytes, comments: Sequence[MarginComment]) -> bytes:
        """The author's own file with comments on the words their anchors mark in what `read` gave, and nothing else
        changed; of plain text a Word file. Equal bytes for equal input. Raises BadUpload."""

    def redline(self, old: bytes, new: bytes, author: str, at: datetime) -> Redlined:
        """A Word file that shows by tracked changes what became of the old text: with all of them accepted it is the
        new one, with all rejected the old one, but for what is said to be untold. Raises BadUpload."""

    def changes(self, old: Manuscript, new: Manuscript) -> tuple[Passage, ...]:
        """The same comparison for the eye: lines beside one another, cut into words kept, added and taken out."""
