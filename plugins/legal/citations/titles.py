"""Compares titles of acts the way a reader does: inflected words are the same word, small words do not count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from neni.core import ActRegister, RegisteredAct
from neni.plugins.legal.structure.folding import fold

_SMALL = """
    per mbi dhe ne te e i se me nga si o u na za iz od sa ili kao on and of the in for to by with an a nr br no
    ligj ligji ligjit zakon zakona law kodi code republiken republika republike republikes republic kosoves kosove
    kosova kosovo kosovu lidhur
"""
SMALL = frozenset(_SMALL.split())
_WORD = re.compile(r"[a-z0-9/-]+")
_HEAD = re.compile(
    r"^(?:ligj\w*|zakon\w*|law|kod\w*|zakonik\w*|code)?\s*(?:(?:nr|br|no)\s*\.?)?\s*"
    r"(?:\d{2}\s*/\s*l\s*-?\s*\d{1,3}|\d{4}/\d+)?\s*"
)
ENOUGH, STRONG = 0.5, 0.75


def fits(cited: str, act: RegisteredAct, language: str) -> bool | None:
    """Whether a cited title (folded) can be that of the act; None when there is none in that language to compare."""
    words = _content(cited)
    title = act.title.get(language)
    if not words or title is None:
        return None
    return _likeness(words, _official(title)) >= ENOUGH


def likeness(cited: str, act: RegisteredAct, language: str) -> float:
    """How much two titles have of each other: 1 for the same words in any inflection."""
    title = act.title.get(language)
    return _both(_content(cited), _official(title)) if title else 0.0


@lru_cache(maxsize=1024)
def owner_of(cited: str, register: ActRegister, language: str) -> str:
    """The number of the act the title belongs to; of a repealed act and its successor of one name the successor. Empty
    when none fits well, or several do."""
    words = _content(cited)
    scored = [(_both(words, one), act) for act, one in _candidates(words, register, language)]
    best = max((score for score, _ in scored), default=0.0)
    if best < (STRONG if len(words) > 1 else 1.0):
        return ""
    first = [act for score, act in scored if score == best]
    standing = [act for act in first if not act.repealed] or first
    return standing[0].number if len(standing) == 1 else ""


def _candidates(
    words: tuple[str, ...], register: ActRegister, language: str
) -> list[tuple[RegisteredAct, tuple[str, ...]]]:
    """Acts whose titles begin enough of their words as the title cited does."""
    titles, by_beginning = _index(register, language)
    met = Counter(at for beginning in {one[:3] for one in words} for at in by_beginning.get(beginning, ()))
    return [titles[at] for at, times in met.items() if times >= STRONG * len({one[:3] for one in words})]


@lru_cache(maxsize=16)
def _index(
    register: ActRegister, language: str
) -> tuple[list[tuple[RegisteredAct, tuple[str, ...]]], dict[str, list[int]]]:
    """The titles of laws in a language, and which of them have a word that begins with three letters."""
    named = [
        (act, act.title[language]) for act in register.acts if language in act.title and act.kind in ("law", "code")
    ]
    titles = [(act, _official(title)) for act, title in named]
    by_beginning: dict[str, list[int]] = {}
    for at, (_, words) in enumerate(titles):
        for beginning in {one[:3] for one in words}:
            by_beginning.setdefault(beginning, []).append(at)
    return titles, by_beginning


@lru_cache(maxsize=4096)
def _official(title: str) -> tuple[str, ...]:
    """The words of an official title, without kind and number."""
    return _content(_HEAD.sub("", fold(title), count=1))


def _content(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in _WORD.findall(words) if one not in SMALL and len(one) > 1))


def _likeness(cited: tuple[str, ...], official: tuple[str, ...]) -> float:
    """How much of the shorter of the two the other has; what follows a title in its sentence does no harm."""
    if not official:
        return 1.0
    met = [any(_same(one, other) for other in cited) for one in official]
    first = cited[: len(official)]
    back = [any(_same(one, other) for other in official) for one in first]
    return max(sum(met) / len(met), sum(back) / len(back))


def _both(cited: tuple[str, ...], official: tuple[str, ...]) -> float:
    if not cited or not official:
        return 0.0
    met = sum(any(_same(one, other) for other in cited) for one in official) / len(official)
    back = sum(any(_same(one, other) for other in official) for one in cited) / len(cited)
    return min(met, back)


@lru_cache(maxsize=65536)
def _same(one: str, other: str) -> bool:
    """Whether two words are forms of one: they begin alike, or differ by a slip of the pen."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    alike = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    if alike >= max(4, 0.6 * shorter) or (shorter <= 4 and alike >= max(3, shorter - 1)):
        return abs(len(one) - len(other)) <= 5
    return shorter > 5 and SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.85


def compared(cited: str, acts: Iterable[RegisteredAct], language: str) -> bool | None:
    """Whether the title fits one of the acts of a number; None when no title can be compared."""
    verdicts: Mapping[bool | None, bool] = {fits(cited, act, language): True for act in acts}
    if True in verdicts:
        return True
    return False if False in verdicts else None
