"""The gate for texts that authors hand in: Word files, OpenDocument texts and plain text, told apart by their content,
since a name is a stranger's word. What is an archive is looked at in a process of its own.
"""

from __future__ import annotations

import io
import sys
import zipfile

from neni.core.adapters.gate import DocxGate
from neni.core.adapters.gate.limits import MEGABYTE
from neni.core.adapters.gate.open_documents import KIND
from neni.core.adapters.gate.refusing import too_large
from neni.core.errors import UploadTooLarge
from neni.core.ports import Admitted

MOST_TEXT = 8 * MEGABYTE
"""Plain text of some two thousand pages, even in Cyrillic letters."""
MOST_LINES = 200_000
_BREAKS = (b"\n", b"\r", b"\f", b"\v", b"\x1c", b"\x1d", b"\x1e")
_ARCHIVE, _FIRST, _WORD = b"PK", "mimetype", "[Content_Types].xml"
_BINARY = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-")


class OpenDocumentGate(DocxGate):
    """Lets OpenDocument texts (.odt) in."""

    command = (sys.executable, "-P", "-m", "neni.core.adapters.gate.open_document_worker")


class ManuscriptGate:
    """Lets in whatever an author may write a text with."""

    def __init__(self) -> None:
        self._word, self._open = DocxGate(), OpenDocumentGate()

    def admit(self, content: bytes) -> Admitted:
        """The file as it may come in. Raises BadUpload with the reason."""
        if content.startswith(_ARCHIVE):
            return (self._open if _is_open_document(content) else self._word).admit(content)
        if content.startswith(_BINARY):
            return self._word.admit(content)  # which says what is wrong with it
        _refuse_endless(content)
        return Admitted(content, ())


def _refuse_endless(content: bytes) -> None:
    lines = sum(map(content.count, _BREAKS))
    if len(content) > MOST_TEXT or lines > MOST_LINES:
        found = f"{len(content) / MEGABYTE:.1f} MB, {lines} ↵"
        refused = too_large(found, f"{MOST_TEXT // MEGABYTE} MB, {MOST_LINES} ↵").problem
        raise UploadTooLarge(refused.message, [refused])


def _is_open_document(content: bytes) -> bool:
    """Whether the file says so itself; what could be taken for a Word file is judged as one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(_FIRST) as part:
            if _WORD in archive.namelist():
                return False
            return part.read(len(KIND) + 1).decode("latin-1").startswith("application/vnd.oasis.opendocument")
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError, RuntimeError, EOFError):
        return False
