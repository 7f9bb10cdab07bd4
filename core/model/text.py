"""Words for people in the three languages of the institution: Albanian first, then Serbian and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The languages Neni speaks, in the order in which one stands in for another."""

    ALBANIAN = "sq"
    SERBIAN = "sr"
    ENGLISH = "en"


_CODES = tuple(one.value for one in Language)


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in several languages; a language left empty falls back to the first that has words."""

    sq: str = ""
    sr: str = ""
    en: str = ""

    def __post_init__(self) -> None:
        if not (self.sq or self.sr or self.en):
            raise ValueError("a text needs words in at least one language")

    def in_language(self, language: Language) -> str:
        """The words in `language`, or in the first language that has any."""
        return getattr(self, language.value) or self.sq or self.en or self.sr

    def map(self, change: Callable[[str, Language], str]) -> Text:
        """The same text with `change(words, language)` applied to every language that has words."""
        words = {one.value: change(self.in_language(one), one) for one in Language if getattr(self, one.value)}
        return Text(**words)

    def as_mapping(self) -> dict[str, str]:
        """Language code to words, only for the languages present (the form in which texts are stored)."""
        return {code: words for code, words in zip(_CODES, (self.sq, self.sr, self.en), strict=True) if words}

    @classmethod
    def of(cls, words: Mapping[str, str] | str) -> Text:
        """From a stored mapping, or from one string that is the same in every language (a name, a number)."""
        if isinstance(words, str):
            return cls(sq=words, sr=words, en=words)
        return cls(*(words.get(code) or "" for code in _CODES))
