"""Values handed to templates of other houses, as plain copies: what is no plain value does not get in.

docxtpl's formatted text is taken as the text it has become, its pictures as their bytes and sizes, and documents that
were written for the template as the paragraphs they hold. The objects themselves carry the whole template with them and
never get in; what needs relations that only they know is refused: bytes and the filters `image` and `subdocument` do
the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import Any

from docx.image.image import Image
from docx.shared import Length
from docxtpl import InlineImage, Listing, RichText, RichTextParagraph
from docxtpl.subdoc import Subdoc

from neni.core.adapters.word import mistakes
from neni.core.adapters.word.as_docxtpl import Shown
from neni.core.adapters.word.pictures import MOST_BYTES
from neni.core.errors import BadTemplate

_KINDS = (int, float, Decimal, date, time, timedelta, bytes, range, type(None))
_FORMATTED = (RichText, RichTextParagraph, Listing)
_RELATION = re.compile(r"\br:(?:id|embed|link|pict)=")
_NOT_IN_XML = re.compile(r"[^\t\n\r\a\f\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DEEPEST = 50


@dataclass(frozen=True, slots=True, eq=False)
class Formatted:
    """Formatted text: always something, even when it says nothing; words like any other once a filter takes it."""

    xml: str

    def __html__(self) -> str:
        """As it is printed."""
        return self.xml

    def __str__(self) -> str:
        return self.xml


def in_xml(words: str) -> str:
    """Words without what XML cannot hold."""
    return _NOT_IN_XML.sub("", words)


def plain(values: Mapping[str, object], where: str) -> dict[str, Any]:
    """A copy of plain values. Raises BadTemplate, naming the value that is not plain."""
    return {str(name): _copy(one, where, str(name)) for name, one in values.items()}


def _copy(value: object, where: str, name: str, depth: int = 0) -> Any:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (*_FORMATTED, Subdoc, InlineImage)):
        return _of_docxtpl(value, where, name)
    if depth > DEEPEST or not isinstance(value, (*_KINDS, Mapping, list, tuple, set, frozenset)):
        raise _refusal(where, name, type(value).__name__)
    if isinstance(value, Mapping):
        return {key: _copy(one, where, f"{name}.{key}", depth + 1) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_copy(one, where, name, depth + 1) for one in value), key=repr)
    if isinstance(value, list | tuple):
        copies = [_copy(one, where, name, depth + 1) for one in value]
        return copies if isinstance(value, list) else tuple(copies)
    return value


def _of_docxtpl(value: Any, where: str, name: str) -> Formatted | Shown:
    if isinstance(value, InlineImage):
        return _shown(value, where, name)
    return _formatted(value, where, name)


def _formatted(value: Any, where: str, name: str) -> Formatted:
    """The text that formatted text has become: escaped by docxtpl, and parsed once it is filled in. Text that leads to
    relations of a file which is not here is refused."""
    words = in_xml(str(value))
    if _RELATION.search(words) or (isinstance(value, Subdoc) and value.subdocx.part is not value.docx.part):
        raise _refusal(where, name, f"{type(value).__name__} (relation)")
    return Formatted(words)


def _shown(value: InlineImage, where: str, name: str) -> Shown:
    """The bytes and the size of a picture; one that is a link leads to a relation."""
    if value.anchor:
        raise _refusal(where, name, "InlineImage (anchor)")
    try:
        content = _bytes_of(value.image_descriptor)
        file_name = Image.from_file(value.image_descriptor).filename
        sizes = [None if one is None else Length(one) for one in (value.width, value.height)]
    except Exception as error:  # noqa: BLE001 - damaged pictures fail in a dozen ways
        raise _refusal(where, name, f"InlineImage ({error})") from None
    return Shown(content, file_name, *sizes)


def _refusal(where: str, name: str, kind: str) -> BadTemplate:
    return mistakes.refusal(where, [mistakes.no_plain_value(where, name, kind)])


def _bytes_of(descriptor: Any) -> bytes:
    if isinstance(descriptor, str | PathLike):
        with Path(descriptor).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    descriptor.seek(0)
    read: bytes = descriptor.read(MOST_BYTES + 1)
    return read
