"""Where the law says it: act, article, paragraph, how surely that is known, and the line of the file it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from neni.core.model.text import Language, Text

_NAMES = {
    Language.ALBANIAN: ("neni", "paragrafi"),
    Language.SERBIAN: ("čl.", "st."),
    Language.ENGLISH: ("art.", "par."),
}
"""How an article and a paragraph are named."""


class Confidence(StrEnum):
    """How surely the source is known.

    VERIFIED: the provision was read. SECONDARY: read in a report, guide or official page on it.
    MEMORY: not seen; advises only until a lawyer confirms it. PRACTICE: no law, a value the institution
    sets for itself; advises only until the institution confirms it.
    """

    VERIFIED = "verified"
    SECONDARY = "secondary"
    MEMORY = "memory"
    PRACTICE = "practice"

    @property
    def weakness(self) -> int:
        """From the surest (0) to the least sure. What nobody has seen is weaker than what the house itself decided."""
        return (Confidence.VERIFIED, Confidence.SECONDARY, Confidence.PRACTICE, Confidence.MEMORY).index(self)

    @property
    def needs_confirmation(self) -> bool:
        """Whether a rule of this confidence may only advise until two people confirmed it."""
        return self in (Confidence.MEMORY, Confidence.PRACTICE)


@dataclass(frozen=True, slots=True)
class Reference:
    """The exact source of a rule or value. `act` is the act's number, or None for internal practice, which `note` then
    names. `note_said` is the note in three languages, where the rules file tells it so."""

    act: str | None
    article: str | None = None
    paragraph: str | None = None
    note: str | None = None
    note_said: Text | None = None

    @property
    def words(self) -> Text:
        """The source as people name it, each in their language: act, article and paragraph, or what the note says."""
        if not (self.act or self.article or self.paragraph):
            return self.note_said or Text.of(self.note or "–")
        return Text(**{one.value: self._named(*names) for one, names in _NAMES.items()})

    def _named(self, article: str, paragraph: str) -> str:
        parts = (
            self.act,
            self.article and f"{article} {self.article}",
            self.paragraph and f"{paragraph} {self.paragraph}",
        )
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        article = f"art. {self.article}" if self.article else ""
        paragraph = f"par. {self.paragraph}" if self.paragraph else ""
        return ", ".join(part for part in (self.act, article, paragraph) if part) or (self.note or "")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a rules file something stands; lines count from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"
