"""What a file says of itself: title, subject and the like, which may hold tags, and who issued it on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape, unescape
from typing import Any

from docx.opc.part import Part
from lxml import etree

from neni.core.adapters.word.printing import clean
from neni.core.adapters.word.sheets import PROPERTIES, Sheet, Source

_MOST = 255
_LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)
_SLOT = re.compile("\ue000([a-z_]+)\ue001")
_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_ELEMENTS = {
    "author": f"{_DC}creator",
    "comments": f"{_DC}description",
    "identifier": f"{_DC}identifier",
    "language": f"{_DC}language",
    "subject": f"{_DC}subject",
    "title": f"{_DC}title",
    "last_modified_by": f"{_CORE}lastModifiedBy",
    "created": f"{_TERMS}created",
    "modified": f"{_TERMS}modified",
}
"""Where each property stands in the file."""

ISSUED: Mapping[str, str | None] = {"author": "", "last_modified_by": "", "created": None, "modified": None}
"""What is told of the issuing, and what stands there when it is not told; None is what the template says."""


@dataclass(frozen=True, slots=True)
class Properties:
    """The part, with a slot for each property that differs from document to document."""

    entry: str
    pieces: tuple[str, ...]
    stated: Mapping[str, str]
    """What stands in a slot nothing else is said of."""

    def filled(self, said: Mapping[str, str]) -> bytes:
        """The part. Raises ValueError when a property is longer than Word takes."""
        words = {**self.stated, **said}
        for name, value in words.items():
            if len(value) > _MOST:
                raise ValueError(f"“{name}” is longer than {_MOST} characters")
        every_other = [escape(words[one], quote=False) if at % 2 else one for at, one in enumerate(self.pieces)]
        return "".join(every_other).encode("utf-8")


def prepare(sheet: Sheet) -> None:
    """Let the file have every property, so that filling one never adds an element. One without any says nothing of
    the moment it was read in."""
    known = _core(sheet) is not None
    properties = sheet.docx.core_properties
    if not known:
        properties.modified = _LONG_AGO
    for name in PROPERTIES:
        setattr(properties, name, getattr(properties, name))


def place(sheet: Sheet) -> str:
    """Where in the file the properties are, once it is prepared."""
    part = _core(sheet)
    return str(part.partname)[1:] if part is not None else ""


def _core(sheet: Sheet) -> Part | None:
    parts = sheet.docx.part.package.iter_parts()
    return next((part for part in parts if part.content_type.endswith("core-properties+xml")), None)


def stamped(sheet: Sheet) -> None:
    """Let the file have what is told of its issuing."""
    properties = sheet.docx.core_properties
    properties.created = properties.created or _LONG_AGO
    properties.modified = properties.modified or _LONG_AGO
    properties.author = properties.last_modified_by = ""
    properties.revision = 1


def compiled(entry: str, content: bytes, slots: Mapping[str, str | None]) -> Properties:
    """The part with slots, each with what stands in it when nothing is said; None keeps what the file says."""
    root, stated = etree.fromstring(content), {}
    for name, words in slots.items():
        element = root.find(_ELEMENTS[name])
        stated[name] = (element.text or "") if words is None else words
        element.text = f"\ue000{name}\ue001"
    text = etree.tostring(root, encoding="unicode")
    declared = f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{text}"
    return Properties(entry, tuple(_SLOT.split(declared)), stated)


def told(issued_on: object, issued_by: object) -> Iterator[tuple[str, str]]:
    """What is said of the issuing."""
    author = clean(issued_by)[:_MOST] if isinstance(issued_by, str) else ""
    if isinstance(issued_on, date):
        day = f"{date(issued_on.year, issued_on.month, issued_on.day)}T00:00:00Z"
        yield from (("created", day), ("modified", day))
    yield from (("author", author), ("last_modified_by", author))


def sources(sheet: Sheet) -> Iterator[Source]:
    """The properties with tags."""
    for name in PROPERTIES:
        words: Any = getattr(sheet.docx.core_properties, name)
        if "{" in words:
            yield Source(name, words)


def plain(filled: str) -> str:
    """The words of a filled property; the file escapes them itself."""
    return unescape(filled)
