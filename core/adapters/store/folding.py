"""Text as searching sees it: no case, no diacritics, one script. `Çështja` and `ceshtja`, `ђак` and `đak` are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST_LETTERS = 60
"""Longer words are cut, in what is stored and in what is asked alike; no index takes words of any length."""
MOST_WORDS = 20_000

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = dict(zip("абвгдђежзијклмнопрстћуфхцчшыэ", "abvgddezzijklmnoprstcufhccsye", strict=True))
_LETTERS = str.maketrans(
    _CYRILLIC
    | {"љ": "lj", "њ": "nj", "џ": "dz", "ѕ": "dz", "щ": "st", "ю": "ju", "я": "ja", "ъ": "", "ь": ""}
    | {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i"}
)


def fold(text: str) -> str:
    """The text in small Latin letters without marks."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_LETTERS)


def words(texts: Iterable[str]) -> tuple[str, ...]:
    """The different words of the texts, folded, in the order in which they first stand."""
    found = (word[:MOST_LETTERS] for text in texts for word in _WORD.findall(fold(text)))
    return tuple(dict.fromkeys(found))[:MOST_WORDS]
