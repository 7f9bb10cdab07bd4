"""Manuscripts: the files of authors as text with positions, and back as their own file with comments or a redline.

Word files and OpenDocument texts are walked element by element, because no library tells everything that stands in
them; lxml is imported here and in the Word adapter only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from neni.core.adapters.manuscripts import commenting, odt_commenting, odt_reading, plain_text, word_reading
from neni.core.adapters.manuscripts.kinds import kind_of
from neni.core.adapters.manuscripts.making import new_word_file
from neni.core.adapters.manuscripts.redlining import redlined
from neni.core.model.manuscripts import Manuscript, Place, Source
from neni.core.model.manuscripts.passages import Passage, passages
from neni.core.ports.manuscripts import MarginComment, Redlined

__all__ = ["FileManuscripts"]


class FileManuscripts:
    """Manuscripts in .docx, .odt and plain text."""

    def read(self, content: bytes, name: str) -> Manuscript:
        """What stands in a file. Raises BadUpload."""
        return _READERS[kind_of(content, name)](content)

    def comment(self, content: bytes, comments: Sequence[MarginComment]) -> bytes:
        """The file with comments on its words. Raises BadUpload."""
        kind = kind_of(content, "")
        if kind is Source.WORD:
            return commenting.commented(content, comments)
        if kind is Source.OPEN_DOCUMENT:
            return odt_commenting.commented(content, comments)
        word, places = _as_word(_READERS[kind](content))
        return commenting.commented(word, [_moved(comment, places) for comment in comments])

    def redline(self, old: bytes, new: bytes, author: str, at: datetime) -> Redlined:
        """A Word file that shows what became of the old text. Raises BadUpload."""
        return redlined(self._word_of(old), self._word_of(new), author, at)

    def changes(self, old: Manuscript, new: Manuscript) -> tuple[Passage, ...]:
        """Both texts beside one another."""
        return passages(old, new)

    def _word_of(self, content: bytes) -> bytes:
        kind = kind_of(content, "")
        return content if kind is Source.WORD else _as_word(_READERS[kind](content))[0]


_READERS = {
    Source.WORD: word_reading.manuscript,
    Source.OPEN_DOCUMENT: odt_reading.manuscript,
    Source.TEXT: plain_text.manuscript,
}


def _as_word(manuscript: Manuscript) -> tuple[bytes, list[int]]:
    """The lines of a text as a Word file, with their numbers, without what belonged to its pages; where each stands."""
    places: list[int] = []
    lines: list[str] = []
    for line in manuscript.lines:
        places.append(len(lines))
        if line.place is not Place.FURNITURE:
            lines.append(line.read)
    return new_word_file(lines), [min(place, len(lines) - 1) for place in places]


def _moved(comment: MarginComment, places: Sequence[int]) -> MarginComment:
    anchor = comment.anchor
    last = None if anchor.last_line is None else places[anchor.last_line]
    return replace(comment, anchor=replace(anchor, line=places[anchor.line], last_line=last))
