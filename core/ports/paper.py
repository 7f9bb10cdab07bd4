"""Word files: templates, what fills them, and the gate uploaded ones go through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from neni.core.model.paper import PaperValue
from neni.core.model.paper.printing import SealCheck
from neni.core.model.problems import Problem
from neni.core.model.text import Language


@dataclass(frozen=True, slots=True)
class Template:
    """A Word template with what it needs. `required` and `optional` name facts and variables a document type
    computes; `example` is facts in their JSON form, to try the template with."""

    code: str
    language: Language
    content: bytes
    sha256: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    example: Mapping[str, object]
    where: str


STANDARD_VARIABLES = (
    *("number", "issued_on", "issued_by", "case_reference"),
    *("check_code", "check_address", "check_qr", "clauses", "deadlines"),
)
"""Variables every template may use: the document's number, day and issuer, the reference of its case, the code and
address by which anybody can ask whether it is genuine, both as a QR picture; the clauses that rules chose, each
with code, title and text; and the deadlines of the case, each with code, title, last_minute, state, source, counted
and policy."""


class Word(Protocol):
    """Word files from templates."""

    def render(self, template: Template, context: Mapping[str, PaperValue]) -> bytes:
        """A .docx. Raises BadTemplate when the template cannot be filled."""

    def mistakes(self, template: Template) -> tuple[Problem, ...]:
        """Every mistake that shows without filling the template; empty when there is none."""

    def variables(self, template: Template) -> frozenset[str]:
        """Top-level names the template uses. Raises BadTemplate when it cannot be read."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """An uploaded file that may be opened, and notes on what was taken out of it."""

    content: bytes
    notes: tuple[Problem, ...]


class Gate(Protocol):
    """Looks at uploaded Word files before anybody opens them."""

    def admit(self, content: bytes) -> Admitted:
        """The file as it may come in. Raises BadUpload with the reason."""


class Pdf(Protocol):
    """Pages as PDF files."""

    @property
    def name(self) -> str:
        """What makes them; empty where nothing does."""

    def pdf_of(self, word: bytes) -> bytes:
        """PDF/A-2b of a Word file. Raises PdfUnavailable, PdfFailed."""


class Seal(Protocol):
    """The institution's electronic seal on PDF files."""

    @property
    def name(self) -> str:
        """Whose seal it is; empty where there is none."""

    def sealed(self, pdf: bytes, reason: str) -> bytes:
        """The file with the seal on it, or as it is where there is none."""

    def check(self, pdf: bytes) -> tuple[SealCheck, ...]:
        """Every seal on a file. Raises BadUpload."""
