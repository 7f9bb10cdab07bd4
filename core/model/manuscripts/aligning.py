"""Two sequences of words or lines laid beside one another: what they share, and what stands in one of them only.

Words that stand once in each are the fixed points; between them the same is done again, and only what has no fixed
points is compared word by word. So the time grows with the length of the texts, not with its square.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_STEPS = 90_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Parts of both sequences that are equal, or that stand in each other's place."""

    same: bool
    old: int
    old_end: int
    new: int
    new_end: int


def words_of(text: str) -> list[str]:
    """Words, spaces and signs, one by one; joined they are the text."""
    return _WORDS.findall(text)


def aligned(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """Stretches that cover both sequences from beginning to end."""
    matches = sorted(_matches(old, new))
    stretches: list[Stretch] = []
    at, other = 0, 0
    for start, opposite, size in [*_joined(matches), (len(old), len(new), 0)]:
        if at < start or other < opposite:
            stretches.append(Stretch(False, at, start, other, opposite))  # noqa: FBT003 - the name of the field says it
        if size:
            stretches.append(Stretch(True, start, start + size, opposite, opposite + size))  # noqa: FBT003 - as above
        at, other = start + size, opposite + size
    return stretches


def aligned_words(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """Stretches of words as a person would tell them: a space or a sign between two changes is part of the change."""
    told: list[Stretch] = []
    stretches = aligned(old, new)
    for at, one in enumerate(stretches):
        between = 0 < at < len(stretches) - 1 and not any(word.isalnum() for word in old[one.old : one.old_end])
        same = one.same and not between
        if told and not same and not told[-1].same:
            one = replace(one, old=told[-1].old, new=told[-1].new)  # noqa: PLW2901 - one stretch with the last
            told.pop()
        told.append(replace(one, same=same))
    return told


def _joined(matches: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    held: tuple[int, int, int] | None = None
    for start, opposite, size in matches:
        if held is not None and held[0] + held[2] == start and held[1] + held[2] == opposite:
            held = (held[0], held[1], held[2] + size)
            continue
        if held is not None:
            yield held
        held = (start, opposite, size)
    if held is not None:
        yield held


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Equal stretches, in no order; gaps still to look at are kept on a pile, not in calls within calls."""
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        start, end, other, other_end = gaps.pop()
        while start < end and other < other_end and old[start] == new[other]:
            yield start, other, 1
            start, other = start + 1, other + 1
        while start < end and other < other_end and old[end - 1] == new[other_end - 1]:
            end, other_end = end - 1, other_end - 1
            yield end, other_end, 1
        if start == end or other == other_end:
            continue
        fixed = _fixed_points(old, new, (start, end, other, other_end))
        if not fixed:
            yield from _step_by_step(old, new, (start, end, other, other_end))
            continue
        for here, there in [*fixed, (end, other_end)]:
            gaps.append((start, here, other, there))
            if here < end:
                yield here, there, 1
            start, other = here + 1, there + 1


def _fixed_points(old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """Words that stand once in each, as many as keep their order."""
    start, end, other, other_end = gap
    counts, opposite = Counter(old[start:end]), Counter(new[other:other_end])
    places = {word: at for at, word in enumerate(new[other:other_end], other) if opposite[word] == 1}
    points = [
        (at, places[word]) for at, word in enumerate(old[start:end], start) if counts[word] == 1 and word in places
    ]
    return longest_rising(points)


def longest_rising(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """As many pairs as keep their order in both."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, there) in enumerate(points):
        at = bisect_left(ends, there)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(there)
            last.append(index)
        else:
            ends[at], last[at] = there, index
    chain: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(points[index])
        index = before[index]
    return chain[::-1]


def _step_by_step(
    old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int]
) -> Iterator[tuple[int, int, int]]:
    start, end, other, other_end = gap
    if (end - start) * (other_end - other) > _MOST_STEPS:
        return  # nothing stands out in them, and they are too long to be tried place by place
    matcher = SequenceMatcher(None, old[start:end], new[other:other_end], autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size:
            yield start + block.a, other + block.b, block.size
