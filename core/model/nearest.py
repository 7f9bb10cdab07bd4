"""The nearest word there is to one that is not, and how it is offered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from neni.core.model.text import Text

LIKE = 0.6
"""How alike words must be."""


def nearest(given: str, known: Iterable[str], like: float = LIKE) -> str | None:
    """The known word most like the one given; None when none is like it."""
    return next(iter(several_near(given, known, 1, like)), None)


def several_near(given: str, known: Iterable[str], most: int, like: float = LIKE) -> list[str]:
    """The known words like the one given, the most alike first."""
    return get_close_matches(given, list(known), n=most, cutoff=like)


def question(near: str) -> Text:
    """Whether that was meant."""
    return Text(sq=f"Mos e keni fjalën për “{near}”?", sr=f"Da li ste mislili „{near}“?", en=f"Did you mean “{near}”?")


def offering(sentence: Text, near: str | None) -> Text:
    """The sentence, with what was probably meant."""
    if not near:
        return sentence
    meant = question(near)
    return sentence.map(lambda words, language: f"{words} {meant.in_language(language)}")


def suggesting(sentence: Text, wrong: str, known: Collection[str]) -> Text:
    """The sentence, with the nearest thing that does exist."""
    return offering(sentence, nearest(wrong, known))
