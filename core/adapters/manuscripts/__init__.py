"""Manuscripts: the files of authors as text with positions, and back as their own file with comments or a redline.

Word files and OpenDocument texts are walked element by element, because no library tells everything that stands in
them; lxml is imported here and in the Word adapter only.
"""

from __future__ import annotations

from neni.core.adapters.manuscripts import plain_text, word_reading
from neni.core.adapters.manuscripts.kinds import kind_of
from neni.core.model.manuscripts import Manuscript, Source
from neni.core.model.passages import Passage, passages

__all__ = ["FileManuscripts"]


class FileManuscripts:
    """Manuscripts in .docx, .odt and plain text."""

    def read(self, content: bytes, name: str) -> Manuscript:
        """What stands in a file. Raises BadUpload."""
        return _READERS[kind_of(content, name)](content)

    def changes(self, old: Manuscript, new: Manuscript) -> tuple[Passage, ...]:
        """Both texts beside one another."""
        return passages(old, new)


_READERS = {
    Source.WORD: word_reading.manuscript,
    Source.TEXT: plain_text.manuscript,
}
