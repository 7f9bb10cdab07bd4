"""Documents that left the house, and the registers that number them without gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from neni.core.model.text import Language, Text


@dataclass(frozen=True, slots=True)
class Register:
    """A book of numbers, one series a year. `pattern` is a format string over `number` and `year`."""

    code: str
    title: Text
    pattern: str

    def write(self, number: int, year: int) -> str:
        """The number as it stands on paper, e.g. `KQZ-PRO-0007/2026`."""
        return self.pattern.format(number=number, year=year)


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One line of a register; `number` follows the one before it without a gap within its year."""

    register: str
    year: int
    number: int
    written: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """An issued Word file. Its bytes are kept by the store, named by `sha256`, and never change."""

    id: str
    case_id: str
    type: str
    language: Language
    number: str
    issued_on: date
    issued_at: datetime
    issued_by: str
    evaluation_id: str
    template_sha256: str
    sha256: str
    file_name: str
    size: int


@dataclass(frozen=True, slots=True)
class SealCheck:
    """One electronic seal on a PDF: whose it is, when it says it was put there, whether the whole file is still as it
    was then (`intact`), and whether we know the certificate (`trusted`)."""

    sealed_by: str
    sealed_at: datetime | None
    intact: bool
    trusted: bool


class PrintState(StrEnum):
    """How far the PDF of a document has come."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Printing:
    """The PDF of an issued document: asked for once, made in the background, kept. `sha256` and `size` are those of
    the PDF, once it is done; `ahead` is how many others are made before it."""

    document_id: str
    state: PrintState
    asked_by: str
    asked_at: datetime
    taken_at: datetime | None = None
    done_at: datetime | None = None
    sha256: str | None = None
    size: int | None = None
    ahead: int = 0
