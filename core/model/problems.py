"""A mistake somebody should know of: what is wrong, where, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from neni.core.model.text import Language, Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: `pointer` is a JSON pointer into what was sent, `where` a file and line, either may be empty."""

    code: str
    message: Text
    pointer: str = ""
    where: str = ""

    def said(self, language: Language) -> str:
        """One line for a person."""
        words = self.message.in_language(language)
        return f"{self.where}: {words}" if self.where else words
