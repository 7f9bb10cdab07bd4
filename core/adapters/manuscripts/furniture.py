"""What a printer put on every page of a text: running heads and page numbers, told by their place and their return."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

_TOP, _BOTTOM, _FEWEST, _SHORTEST_PAGE = 4, 3, 3, 12
_SHARE = 0.3
_SENTENCE_ENDS = (".", ",", ";", ":")
_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:faqe|faqja|strana|str\.?|page|страна|стр\.?)\s*)?(\d{1,4})(?:\s*(?:/|nga|od|of|од)\s*\d{1,4})?[-–—\s.]*",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[^\W\d_]{1,4})[.)]+\s|[-–•]\s")
_EDGE_NUMBER = re.compile(r"^\d{1,4}\s+|\s+\d{1,4}$")
_GAZETTE = re.compile(
    r"\W*(?:gazeta zyrtare|fletorja zyrtare|službeni (?:list|glasnik)|службени (?:лист|гласник)|official gazette)\b"
    r".*\d",
    re.IGNORECASE,
)
"""What a gazette prints at the edge of its pages, close to the text too."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of a page; `furniture` where the printer put it there."""

    text: str
    page: int
    furniture: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text.strip()


def printed(text: str) -> list[Printed]:
    """The lines of a text, with what belongs to its pages told apart."""
    pages = _pages(text)
    strange = _furniture(pages)
    return [
        Printed(line, number, (number, at) in strange)
        for number, page in enumerate(pages)
        for at, line in enumerate(page)
    ]


def _pages(text: str) -> list[list[str]]:
    if "\f" in text:
        return [page.splitlines() for page in text.split("\f")]
    return _by_numbers(text.splitlines())


def _by_numbers(lines: list[str]) -> list[list[str]]:
    """Pages of a text without page breaks: each ends with its number, one more than the last."""
    found = [(at, number) for at, line in enumerate(lines) if (number := _page_number(line)) is not None]
    chain = _longest_count(found)
    if len(chain) < _FEWEST or (chain[-1] - chain[0]) / (len(chain) - 1) < _SHORTEST_PAGE:
        return [lines]
    cuts = [0, *(at + 1 for at in chain), len(lines)]
    return [lines[start:end] for start, end in pairwise(cuts) if start < end]


def _longest_count(found: Sequence[tuple[int, int]]) -> list[int]:
    """The places of the longest row of numbers of which each is one more than the one before."""
    chains: list[tuple[int, int | None]] = []
    latest: dict[int, int] = {}
    for index, (_, number) in enumerate(found):
        before = latest.get(number - 1)
        chains.append((1 if before is None else chains[before][0] + 1, before))
        if number not in latest or chains[index][0] >= chains[latest[number]][0]:
            latest[number] = index
    at = max(range(len(chains)), key=lambda index: chains[index][0], default=None)
    places: list[int] = []
    while at is not None:
        places.append(found[at][0])
        at = chains[at][1]
    return places[::-1]


def _page_number(line: str) -> int | None:
    found = _NUMBER.fullmatch(line.strip()) if line.strip() else None
    return int(found[1]) if found else None


def _furniture(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    edges = [(number, at, page[at]) for number, page in enumerate(pages) for at in _edge(page)]
    found = {*_numbers(edges), *_heads(edges, len(pages))}
    return {place for number, page in enumerate(pages) for place in _from_the_edge(number, page, found)}


def _from_the_edge(number: int, page: Sequence[str], found: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What stands between the edge of a page and its text; a line within the text is text."""
    filled = [(number, at) for at, line in enumerate(page) if line.strip()]
    yield from takewhile(found.__contains__, filled)
    feet = list(takewhile(found.__contains__, reversed(filled)))
    while feet and _last_line_of_text(page, feet[-1][1]):
        feet.pop()
    yield from feet


def _last_line_of_text(page: Sequence[str], at: int) -> bool:
    """Whether a line stands close under the text, as its last line does and no foot."""
    if at == 0 or not page[at - 1].strip() or _page_number(page[at]) is not None:
        return False
    return _GAZETTE.match(page[at]) is None


def _edge(page: Sequence[str]) -> list[int]:
    """The first and last lines of a page in which anything stands."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    return filled if len(filled) <= _TOP + _BOTTOM else [*filled[:_TOP], *filled[-_BOTTOM:]]


def _numbers(edges: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Lines that only count the pages: the same distance between number and page on most of them."""
    numbered = [(page, at, number - page) for page, at, line in edges if (number := _page_number(line)) is not None]
    distances = Counter(distance for _, _, distance in numbered)
    if distances:
        usual, count = distances.most_common(1)[0]
        if count >= _FEWEST:
            yield from ((page, at) for page, at, distance in numbered if distance == usual)


def _heads(edges: Sequence[tuple[int, int, str]], pages: int) -> Iterator[tuple[int, int]]:
    """Lines that come again on page after page."""
    pages_of: dict[str, set[int]] = {}
    for page, _, line in edges:
        pages_of.setdefault(_said(line), set()).add(page)
    enough = max(_FEWEST, pages * _SHARE)
    for page, at, line in edges:
        words = line.strip()
        like_text = words[:1].islower() or words.endswith(_SENTENCE_ENDS) or _ITEM.match(words) is not None
        if len(pages_of[_said(line)]) >= enough and not like_text and _page_number(line) is None:
            yield page, at


def _said(line: str) -> str:
    """A line without the page number at its edge, if enough words remain to know it again."""
    words = " ".join(line.split())
    bare = _EDGE_NUMBER.sub("", words)
    return bare if len(bare.split()) >= _FEWEST else words
