"""Uploaded versions of Word templates: brought by one person, used once a second one approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from neni.core.model.text import Language


class VersionState(StrEnum):
    """How far an uploaded version has come. Of the approved ones the last is used."""

    WAITING = "waiting"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """A version of the template `code` of a department in one language; `note` tells what was changed,
    `shipped_sha256` which shipped template there was by then."""

    id: str
    department: str
    code: str
    language: Language
    sha256: str
    size: int
    shipped_sha256: str
    note: str
    uploaded_by: str
    uploaded_at: datetime
    approved_by: str | None = None
    approved_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None

    @property
    def state(self) -> VersionState:
        """How far it has come."""
        if self.withdrawn_by:
            return VersionState.WITHDRAWN
        return VersionState.APPROVED if self.approved_by else VersionState.WAITING
