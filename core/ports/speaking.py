"""How values read to people."""

from __future__ import annotations

from typing import Protocol

from neni.core.model.facts import FactType, FactValue
from neni.core.model.text import Language


class Words(Protocol):
    """How values read to people, per language."""

    def show(self, value: FactValue | None, kind: FactType, language: Language) -> str:
        """A value as it stands in a sentence: `9.500,00 €`, `3 mars 2026`, `po`."""

    def in_words(self, cents: int, language: Language) -> str:
        """An amount written out: `nëntë mijë e pesëqind euro`. Raises ValueError below zero and from a milliard on."""
