"""The bytes of a filled document: the same for the same input, whenever and wherever it is written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from neni.core.adapters.word.printing import clean
from neni.core.adapters.word.sheets import Sheet

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_OF_A_PROPERTY = 255


def packed(sheet: Sheet, issued_on: object, issued_by: object) -> bytes:
    """The file, said to be written on the day and by the person that issued it."""
    properties = sheet.docx.core_properties
    if isinstance(issued_on, date):
        properties.created = properties.modified = datetime.combine(issued_on, time(), UTC)
    author = clean(issued_by)[:_MOST_OF_A_PROPERTY] if isinstance(issued_by, str) else ""
    properties.author = properties.last_modified_by = author
    properties.revision = 1
    written = BytesIO()
    sheet.docx.save(written)
    return _dated(written)


def _dated(written: BytesIO) -> bytes:
    """Each entry again, with one date and in the order of their names behind the list of types Word expects first."""
    content = BytesIO()
    with ZipFile(written) as source, ZipFile(content, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            target.writestr(entry, source.read(name))
    return content.getvalue()
