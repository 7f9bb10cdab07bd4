"""PDF files of issued documents, and the electronic seals on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class SealCheck:
    """One electronic seal on a PDF: whose it is, when it says it was put there, whether the whole file is still as it
    was then (`intact`), and whether we know the certificate (`trusted`)."""

    sealed_by: str
    sealed_at: datetime | None
    intact: bool
    trusted: bool
