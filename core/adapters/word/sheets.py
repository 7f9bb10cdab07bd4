"""A Word file as a template: its parts as text with tags, each filled once. One sheet serves one document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from io import BytesIO
from traceback import walk_tb
from typing import Any
from zipfile import ZipFile

from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2 import Template
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from lxml import etree

from neni.core.adapters.word import mistakes
from neni.core.adapters.word.sandbox import Paper

MOST_BYTES = 50_000_000
_NOTES = ("footnotes+xml", "endnotes+xml")
_PROPERTIES = ("title", "subject", "comments")
_PARAGRAPH = re.compile(r"<w:p[ >]")
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


class Stuck(Exception):
    """A part that cannot be filled, and the words near which it happened."""

    def __init__(self, source: Source, line: int | None, cause: Exception) -> None:
        super().__init__(str(cause))
        self.part = source.part
        self.around = source.around(line)
        self.cause = cause


class Sheet(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template opened to be filled once. Differs from docxtpl: strict, every part filled exactly once (its
    footnotes are filled again for every section, so that tags in values would run), and nothing rewritten after."""

    def render_xml_part(self, src_xml: str, part: Part, context: Mapping[str, Any], jinja_env: Paper) -> str:
        """The filled XML of a part. Raises Stuck."""
        source = Source(_name(part), by_paragraph(src_xml))
        filled: str = self.resolve_listing(_fill(source, context, jinja_env).replace("\n<w:p", "<w:p"))
        try:
            etree.fromstring(filled)
        except etree.XMLSyntaxError as error:
            raise Stuck(source, None, error) from None
        return filled

    def render_properties(self, context: Mapping[str, Any], jinja_env: Paper) -> None:
        """Title, subject and comments of the file may hold tags too."""
        for name in _PROPERTIES:
            source = Source(name, getattr(self.docx.core_properties, name))
            if "{" in source.text:
                setattr(self.docx.core_properties, name, unescape(_fill(source, context, jinja_env)))

    def render_footnotes(self, context: Mapping[str, Any], jinja_env: Paper) -> None:
        """Footnotes and endnotes."""
        for part in self._notes():
            xml = self.patch_xml(part.blob.decode("utf-8"))
            part._blob = self.render_xml_part(xml, part, context, jinja_env).encode("utf-8")

    def patch_xml(self, src_xml: str) -> str:
        """Tags as Jinja reads them; worked out once for each text."""
        return _patched(src_xml)

    def sources(self) -> Iterator[Source]:
        """Everything that may hold tags."""
        self.init_docx()
        yield Source("document", by_paragraph(self.patch_xml(self.get_xml())))
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(uri):
                yield Source(_name(part), by_paragraph(self.patch_xml(self.get_part_xml(part))))
        for part in self._notes():
            yield Source(_name(part), by_paragraph(self.patch_xml(part.blob.decode("utf-8"))))
        for name in _PROPERTIES:
            yield Source(name, getattr(self.docx.core_properties, name))

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Name of the part and text of each paragraph as it was typed."""
        self.init_docx()
        roots = [(self.docx.part, self.docx.element.body)]
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            roots += [(part, etree.fromstring(part.blob)) for _, part in self.get_headers_footers(uri)]
        for part, root in roots:
            for paragraph in root.iter("{*}p"):
                yield _name(part), "".join(text.text or "" for text in paragraph.iter("{*}t"))

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


def _fill(source: Source, context: Mapping[str, Any], paper: Paper) -> str:
    try:
        template: Template = paper.compiled(source.text)
        return template.render(context)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise Stuck(source, line or _line(error), error) from error
    except Exception as error:  # whatever a value or filter does, the place is told
        raise Stuck(source, _line(error), error) from error


def _line(error: Exception) -> int | None:
    """The line of the template that was being filled."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else None


def _name(part: Part) -> str:
    return str(part.partname).rpartition("/")[2].removesuffix(".xml")


@lru_cache(maxsize=128)
def _patched(xml: str) -> str:
    patched: str = DocxTemplate.patch_xml(None, xml)
    return patched
