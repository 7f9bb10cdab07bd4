"""An act printed in several languages page by page or column by column: the words of one language are the act."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from neni.core import Language
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.headings import is_heading
from neni.plugins.legal.structure.labels import Label
from neni.plugins.legal.structure.languages import scores
from neni.plugins.legal.structure.passages import Passage

WORDS = {"neni": Language.ALBANIAN, "clan": Language.SERBIAN, "arti": Language.ENGLISH, "art.": Language.ENGLISH}

FEWEST = 2
"""So many articles that come again in another language make a version of the act."""


def in_other_languages(read: Sequence[Passage], labels: Sequence[Label | None]) -> frozenset[int]:
    """The places of passages in another language than the first article, where languages take turns."""
    spoken = {place: _word(read[place]) for place, label in enumerate(labels) if label is not None}
    main = next(iter(spoken.values()), None)
    if main is None or not _take_turns(labels, spoken, main):
        return frozenset()
    found: set[int] = set()
    for start, end in pairwise([-1, *spoken, len(read)]):
        before, behind = spoken.get(start, main), spoken.get(end, main)
        turn = end if before is behind else _turn(read, start + 1, end, before, behind)
        languages = [(range(max(start, 0), turn), before), (range(turn, end), behind)]
        for places, language in languages:
            found.update(one for one in places if _other(read[one], main, language, labelled=one in spoken))
    return frozenset(found)


def _word(passage: Passage) -> Language | None:
    return WORDS.get(fold(passage.label or passage.text).lstrip('"#*_ ')[:4])


def _take_turns(labels: Sequence[Label | None], spoken: dict[int, Language | None], main: Language) -> bool:
    """Whether articles of the first language come again behind those of another that have the same numbers."""
    numbers = {_number(labels[place]) for place, language in spoken.items() if language is main}
    others = [place for place, language in spoken.items() if language not in {main, None}]
    same = [place for place in others if _number(labels[place]) in numbers]
    last = max((place for place, language in spoken.items() if language is main), default=-1)
    return len(same) >= FEWEST and 2 * len(same) > len(others) and same[0] < last


def _number(label: Label | None) -> tuple[int, str]:
    return (label.value, label.suffix) if label is not None else (0, "")


def _turn(read: Sequence[Passage], start: int, end: int, before: Language | None, behind: Language | None) -> int:
    """Where between two articles the second language begins, its headings and names with it."""
    turn = next((place for place in range(start, end) if _speaks(read[place]) is behind), end)
    while turn > start and is_heading(read[turn - 1]) and _speaks(read[turn - 1]) is not before:
        turn -= 1
    return turn


def _other(passage: Passage, main: Language, language: Language | None, *, labelled: bool) -> bool:
    if labelled or language is not main:
        return language is not main
    return _speaks(passage) not in {main, None}


def _speaks(passage: Passage) -> Language | None:
    """The language of most small words of a passage; none where two have as many."""
    counted = sorted(scores(passage.text).items(), key=lambda one: -one[1])
    return counted[0][0] if counted[0][1] > counted[1][1] else None
