"""A Word file as a template: its parts as docxtpl cleans them up, and the file without what is filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from docx.opc.part import Part
from docxtpl import DocxTemplate
from lxml import etree

from neni.core.adapters.word import mistakes

MOST_BYTES, MOST_UNCLOSED = 50_000_000, 100
TAGS = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_NOTES = ("footnotes+xml", "endnotes+xml")
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""Those docxtpl fills."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARAGRAPH = re.compile(r"<w:p[ >]")
_BODY = re.compile(r"<w:body\b[^>]*>")
_XML = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Source:
    """One part of a template: `document`, `header1`, `footnotes`, `title` … and its text, a paragraph a line."""

    part: str
    text: str

    def around(self, line: int | None) -> str:
        """The words of a line."""
        lines = self.text.split("\n")
        return _XML.sub("", lines[line - 1]) if line and 0 < line <= len(lines) else ""


class Unclosed(Exception):
    """Tags by the hundred that begin and never end."""


class Stuck(Exception):
    """A part that cannot be filled, and the words near which it happened."""

    def __init__(self, source: Source, line: int | None, cause: Exception) -> None:
        super().__init__(str(cause))
        self.part = source.part
        self.around = source.around(line)
        self.cause = cause


class Sheet(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template opened to be read and compiled; it is never filled itself."""

    def sources(self) -> Iterator[Source]:
        """Everything that may hold tags."""
        yield from (Source(name_of(part), by_paragraph(xml)) for part, xml in self.tagged())
        for name in PROPERTIES:
            yield Source(name, getattr(self.docx.core_properties, name))

    def tagged(self) -> Iterator[tuple[Part, str]]:
        """Body, headers, footers and notes with their cleaned text."""
        self.init_docx()
        yield self.docx.part, self._cleaned(self.docx.part, self.get_xml())
        for part in self.margins():
            yield part, self._cleaned(part, self.get_part_xml(part))
        for part in self._notes():
            yield part, self._cleaned(part, part.blob.decode("utf-8"))

    def _cleaned(self, part: Part, xml: str) -> str:
        """The text as Jinja reads it. Raises Stuck for what would take docxtpl minutes to go through."""
        if any(abs(xml.count(begin) - xml.count(end)) > MOST_UNCLOSED for begin, end in TAGS):
            raise Stuck(Source(name_of(part), ""), None, Unclosed())
        cleaned: str = self.patch_xml(xml)
        return cleaned

    def margins(self) -> Iterator[Part]:
        """Headers, then footers, each once."""
        parts = [part for uri in (self.HEADER_URI, self.FOOTER_URI) for _, part in self.get_headers_footers(uri)]
        return iter(dict.fromkeys(parts))

    def around(self, body: str) -> tuple[str, str, str]:
        """What stands before the body in its part, the body, and what stands behind it. Prefixes the part declares
        are not declared again."""
        root = self.docx.element
        whole = etree.tostring(root, encoding="unicode")
        head = f"{DECLARATION}{whole[: whole.index('<w:body')]}"
        tail = whole[whole.rindex("</w:body>") + len("</w:body>") :]
        return head, (_BODY.sub("<w:body>", body, 1) if root.nsmap == root.body.nsmap else body), tail

    def saved(self) -> bytes:
        """The file as it is, as python-docx writes it."""
        written = BytesIO()
        self.docx.save(written)
        return written.getvalue()

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Name of the part and text of each paragraph as it was typed; a text box has paragraphs of its own."""
        self.init_docx()
        roots = [(self.docx.part, self.docx.element.body)]
        roots += [(part, etree.fromstring(part.blob)) for part in (*self.margins(), *self._notes())]
        for part, root in roots:
            for paragraph in root.iter(f"{{{_W}}}p"):
                texts = paragraph.iter(f"{{{_W}}}t")
                own = (one.text or "" for one in texts if next(one.iterancestors(f"{{{_W}}}p")) is paragraph)
                yield name_of(part), "".join(own)

    @property
    def unfinished(self) -> bool:
        """Whether comments or tracked changes were left in it, which would go out with every document."""
        commented = any("comments" in part.content_type for part in self.docx.part.package.parts)
        return commented or next(self.docx.element.body.iter("{*}ins", "{*}del"), None) is not None

    def _notes(self) -> list[Part]:
        return [part for part in self.docx.part.package.parts if part.content_type.endswith(_NOTES)]


def opened(content: bytes, where: str) -> Sheet:
    """A sheet. Raises BadTemplate when the bytes are no Word file."""
    sheet = Sheet(BytesIO(content))
    try:
        _refuse_bombs(content)
        sheet.init_docx()
        list(sheet.docx.sections)
    except Exception:  # noqa: BLE001 - damaged files fail in a dozen ways
        raise mistakes.refusal(where, [mistakes.not_word(where)]) from None
    return sheet


def _refuse_bombs(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as file:
        if sum(entry.file_size for entry in file.infolist()) > MOST_BYTES:
            raise ValueError("unpacked it is larger than any template")


def by_paragraph(xml: str) -> str:
    """The same XML with a line for each paragraph, so that a line number leads to words."""
    return _PARAGRAPH.sub(lambda found: f"\n{found.group()}", xml)


def name_of(part: Part) -> str:
    """What people call a part: `document`, `header1`."""
    return str(part.partname).rpartition("/")[2].removesuffix(".xml")
