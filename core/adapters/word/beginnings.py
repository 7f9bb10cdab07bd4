"""A Word file to begin with: a heading and lines, for people to go on with in Word."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from docx import Document


def word_file(heading: str, lines: Iterable[str]) -> bytes:
    """The bytes of a new Word file."""
    made = Document()
    made.add_heading(heading, level=1)
    for line in lines:
        made.add_paragraph(line)
    written = BytesIO()
    made.save(written)
    return written.getvalue()
