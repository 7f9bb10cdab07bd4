"""Documents on their way to being issued: prepared by one person, reviewed and approved by others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from neni.core.model.text import Language


class Approval(StrEnum):
    """What must happen before a document of a type is issued."""

    NONE = "none"
    FOUR_EYES = "four_eyes"


class DraftState(StrEnum):
    """How far a draft has come. RETURNED and WITHDRAWN end it; the next draft begins anew."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    ISSUED = "issued"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"

    @property
    def open(self) -> bool:
        """Whether something is still to be done with it."""
        return self in (DraftState.DRAFT, DraftState.REVIEWED, DraftState.APPROVED)


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody did something with a draft; `note` is what they said of it."""

    state: DraftState
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it has a number. `case_version` and `template_sha256` are what it was written from: once
    either changes it cannot be issued any more. `steps` begins with the preparation."""

    id: str
    case_id: str
    case_version: int
    type: str
    language: Language
    template_sha256: str
    sha256: str
    size: int
    steps: tuple[Step, ...]
    replaces: str | None = None
    document_id: str | None = None

    @property
    def state(self) -> DraftState:
        """How far it has come."""
        return self.steps[-1].state

    @property
    def prepared_by(self) -> str:
        """Who wrote it."""
        return self.steps[0].by
