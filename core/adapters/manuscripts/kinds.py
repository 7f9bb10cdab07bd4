"""What kind of file a manuscript came in, told by its content; its name is a stranger's word."""

from __future__ import annotations

import io
import zipfile

from neni.core.adapters.manuscripts.refusing import unreadable
from neni.core.model.manuscripts import Source

_ARCHIVE = b"PK"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_OTHERS = (_COMPOUND, b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ\x90")
_PACKED = (".docx", ".odt")


def kind_of(content: bytes, name: str) -> Source:
    """The kind. Raises BadUpload for what holds no text that can be read."""
    if content.startswith(_ARCHIVE):
        return _kind_of_archive(content)
    if content.startswith(_OTHERS) or name.lower().endswith(_PACKED):
        raise unreadable()
    return Source.TEXT


def _kind_of_archive(content: bytes) -> Source:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                return Source.WORD
            if "mimetype" in names and archive.read("mimetype").strip().startswith(_OPEN_DOCUMENT):
                return Source.OPEN_DOCUMENT
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise unreadable() from error
    raise unreadable()
