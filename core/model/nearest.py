"""The nearest word there is to one that is not, and how it is offered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from neni.core.model.text import Language, Text

LIKE = 0.6
"""How alike words must be."""


def nearest(given: str, known: Iterable[str], like: float = LIKE) -> str | None:
    """The known word most like the one given; None when none is like it."""
    return next(iter(get_close_matches(given, list(known), n=1, cutoff=like)), None)


def offering(sentence: Text, near: str | None) -> Text:
    """The sentence, with what was probably meant."""
    if not near:
        return sentence
    meant = {
        Language.ALBANIAN: f"Mos e keni fjalën për “{near}”?",
        Language.SERBIAN: f"Da li ste mislili „{near}“?",
        Language.ENGLISH: f"Did you mean “{near}”?",
    }
    return sentence.map(lambda words, language: f"{words} {meant[language]}")


def suggesting(sentence: Text, wrong: str, known: Collection[str]) -> Text:
    """The sentence, with the nearest thing that does exist."""
    return offering(sentence, nearest(wrong, known))
