"""Documents that left the house: what they are, and what became of them since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from neni.core.model.text import Language


@dataclass(frozen=True, slots=True)
class Document:
    """An issued Word file. Its bytes are kept by the store, named by `sha256`, and never change. `check_code` stands
    on it and lets anybody ask whether it is genuine. `retention_class` and `dispose_on` are what the rules said of
    keeping it when it was issued; None is not told."""

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
    check_code: str | None = None
    retention_class: str | None = None
    dispose_on: date | None = None


class Standing(StrEnum):
    """Whether a document still counts."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a document after it was issued: superseded by another, or void for a reason. The document itself
    and its number stay as they are."""

    document_id: str
    standing: Standing
    at: datetime
    by: str
    reason: str = ""
    superseded_by: str | None = None


def standing_of(marks: tuple[Mark, ...]) -> Standing:
    """Void counts before superseded."""
    told = {mark.standing for mark in marks}
    return next((one for one in (Standing.VOID, Standing.SUPERSEDED) if one in told), Standing.VALID)
