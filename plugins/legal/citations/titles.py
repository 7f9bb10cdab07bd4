"""Compares titles of acts the way a reader does: inflected words are the same word, small words do not count."""

from __future__ import annotations

import re
from collections import defaultdict
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


@lru_cache(maxsize=4096)
def owner_of(cited: str, register: ActRegister, language: str) -> str:
    """The number of the act the title belongs to; of a repealed act and its successor of one name the successor. Empty
    when none fits well, or several do."""
    words, shelf = _content(cited), _shelf(register, language)
    scored = [(_shared(words, shelf, place), shelf.acts[place]) for place in sorted(shelf.near(words))]
    best = max((score for score, _ in scored), default=0.0)
    if best < (STRONG if len(words) > 1 else 1.0):
        return ""
    first = [act for score, act in scored if score == best]
    standing = [act for act in first if not act.repealed] or first
    return standing[0].number if len(standing) == 1 else ""


class _Shelf:
    """The titles of a register in one language, ready to be asked for by word."""

    def __init__(self, register: ActRegister, language: str) -> None:
        titled = [(act, act.title.get(language)) for act in register.acts if act.kind in ("law", "code")]
        self.acts = [act for act, title in titled if title is not None]
        self.titles = [_official(title) for _, title in titled if title is not None]
        self._places: dict[str, set[int]] = defaultdict(set)
        for place, words in enumerate(self.titles):
            for word in words:
                self._places[word].add(place)
        self._kin: dict[str, frozenset[str]] = {}

    def kin(self, word: str) -> frozenset[str]:
        """The words of titles that are forms of a word."""
        if word not in self._kin:
            self._kin[word] = frozenset(one for one in self._places if _same(word, one))
        return self._kin[word]

    def near(self, words: Iterable[str]) -> set[int]:
        """The titles that share a word."""
        return {place for word in words for one in self.kin(word) for place in self._places[one]}


@lru_cache(maxsize=8)
def _shelf(register: ActRegister, language: str) -> _Shelf:
    return _Shelf(register, language)


def _shared(words: tuple[str, ...], shelf: _Shelf, place: int) -> float:
    """What `_both` says of a cited title and one on the shelf."""
    official = shelf.titles[place]
    kin = [shelf.kin(word) for word in words]
    met = sum(any(one in each for each in kin) for one in official) / len(official)
    back = sum(not each.isdisjoint(official) for each in kin) / len(words)
    return min(met, back)


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
