"""Uploaded versions of Word templates, as they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from neni.core.model.paper.template_versions import TemplateVersion
from neni.core.model.text import Language


class TemplateVersions(Protocol):
    """Uploaded versions of Word templates; none is ever changed or removed, only approved and withdrawn."""

    def add(self, version: TemplateVersion, content: bytes) -> None:
        """Store a new version."""

    def get(self, version_id: str) -> TemplateVersion:
        """One version. Raises NotFound."""

    def content(self, version: TemplateVersion) -> bytes:
        """Its bytes. Raises DamagedDocument."""

    def of(self, department: str, code: str, language: Language) -> Sequence[TemplateVersion]:
        """Every version of a template in a language, newest first."""

    def waiting(self) -> Sequence[TemplateVersion]:
        """Every version that nobody approved or withdrew yet, oldest first."""

    def in_use(self, department: str, code: str, language: Language) -> TemplateVersion | None:
        """The version approved last of those not withdrawn."""

    def save(self, before: TemplateVersion, after: TemplateVersion) -> None:
        """Store what became of a version as it was read. Raises Conflict when somebody did something meanwhile."""
