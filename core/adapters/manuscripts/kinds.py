"""What kind of file a manuscript came in, told by its content; its name is a stranger's word."""

from __future__ import annotations

import io
import zipfile

from neni.core.adapters.manuscripts.decoding import decoded
from neni.core.adapters.manuscripts.refusing import no_manuscript, unreadable
from neni.core.model.manuscripts import Source

_ARCHIVE = b"PK"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_OTHERS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "Word 97–2003 (.doc)",
    b"%PDF-": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
}
_SAMPLE, _MOST_STRANGE = 4096, 0.2


def kind_of(content: bytes, name: str) -> Source:
    """The kind. Raises BadUpload for what holds no text that can be read."""
    if content.startswith(_ARCHIVE):
        return _kind_of_archive(content)
    other = next((kind for sign, kind in _OTHERS.items() if content.startswith(sign)), "")
    if other:
        raise no_manuscript(other)
    if name.lower().endswith((".docx", ".odt")):
        raise unreadable(name)
    if _strange(content):
        raise no_manuscript("?")
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
    raise no_manuscript("ZIP")


def _strange(content: bytes) -> bool:
    """Whether what stands in a file is no text in any letters."""
    text = decoded(content[:_SAMPLE])[0]
    strange = sum(not (letter.isprintable() or letter.isspace()) or letter == "\ufffd" for letter in text)
    return strange > len(text) * _MOST_STRANGE
