"""Word files made for a test: one paragraph a line, and a way to read what came out."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TypeAlias

import pytest
from docx import Document

from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.model.text import Language
from neni.core.ports import Template

Make: TypeAlias = Callable[..., Template]


def word_file(*lines: str, header: str = "", footer: str = "", title: str = "") -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    document.core_properties.title = title
    written = BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.fixture
def make_file() -> Callable[..., bytes]:
    """A Word file with a paragraph for each line."""
    return word_file


@pytest.fixture
def make() -> Make:
    """A template with a paragraph for each line."""

    def made(
        *lines: str, language: Language = Language.ALBANIAN, optional: tuple[str, ...] = (), **parts: str
    ) -> Template:
        content = word_file(*lines, **parts)
        return Template("letter", language, content, "0" * 64, (), optional, {}, "parks/letter.sq.docx")

    return made


@pytest.fixture
def text() -> Callable[[bytes], str]:
    """The paragraphs of a Word file, a line each, with plain spaces."""

    def read(content: bytes) -> str:
        lines = [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]
        return "\n".join(lines).replace("\u00a0", " ")

    return read


@pytest.fixture
def word() -> DocxWord:
    """Word without filters of plugins."""
    return DocxWord({}, Phrases())
