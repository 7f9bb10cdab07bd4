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
_SIMILAR = 0.5
_MOST_PAIRS = 40_000
_MOST_STEPS = 90_000
_RARE, _TRIED = 8, 4


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
    return _longest_rising(points)


def _longest_rising(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
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


def paired(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Each line with the one that stands for it in the other text: equal ones, and between them those that are like
    one another; the others alone, old ones first. Empty lines are equal everywhere, so they only fill what is left."""
    pairs: list[tuple[int | None, int | None]] = []
    at, other = 0, 0
    for here, there in [*_written(old, new), (len(old), len(new))]:
        before, after = range(at, here), range(other, there)
        blank = zip(_blank(old, before), _blank(new, after), strict=False)
        pairs += _in_order(before, after, [(one - at, opposite - other) for one, opposite in blank])
        if here < len(old) and there < len(new):
            pairs.append((here, there))
        at, other = here + 1, there + 1
    return pairs


def _blank(lines: Sequence[str], places: range) -> Iterator[int]:
    return (at for at in places if not lines[at].strip())


def _written(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of lines in which something is written."""
    before = [at for at, line in enumerate(old) if line.strip()]
    after = [at for at, line in enumerate(new) if line.strip()]
    was, now = [old[at] for at in before], [new[at] for at in after]
    for stretch in aligned(was, now):
        one, other = range(stretch.old, stretch.old_end), range(stretch.new, stretch.new_end)
        chosen = zip(one, other, strict=True) if stretch.same else _alike(was, now, one, other)
        yield from ((before[at], after[there]) for at, there in chosen)


def _in_order(before: range, after: range, chosen: list[tuple[int, int]]) -> Iterator[tuple[int | None, int | None]]:
    at, other = 0, 0
    for here, there in [*chosen, (len(before), len(after))]:
        yield from ((before[one], None) for one in range(at, here))
        yield from ((None, after[one]) for one in range(other, there))
        if here < len(before) and there < len(after):
            yield before[here], after[there]
        at, other = here + 1, there + 1


def _alike(old: Sequence[str], new: Sequence[str], before: range, after: range) -> list[tuple[int, int]]:
    """Which lines stand for one another: the choice, in order, by which most words are kept; in long stretches, those
    that share words few others have."""
    if not before or not after:
        return []
    bags, others = [_bag(old[at]) for at in before], [_bag(new[at]) for at in after]
    if len(before) * len(after) > _MOST_PAIRS:
        chosen = _longest_rising(list(_by_rare_words(bags, others)))
    else:
        chosen = _best([[likeness(bag, other) for other in others] for bag in bags])
    return [(before[at], after[there]) for at, there in chosen]


def _by_rare_words(bags: Sequence[Counter[str]], others: Sequence[Counter[str]]) -> Iterator[tuple[int, int]]:
    places: dict[str, list[int]] = {}
    for there, other in enumerate(others):
        for word in other:
            places.setdefault(word, []).append(there)
    for at, bag in enumerate(bags):
        shared = Counter(there for word in bag if len(places.get(word, ())) <= _RARE for there in places.get(word, ()))
        found = [(likeness(bag, others[there]), -there) for there, _ in shared.most_common(_TRIED)]
        if found and max(found)[0] >= _SIMILAR:
            yield at, -max(found)[1]


def _best(likenesses: list[list[float]]) -> list[tuple[int, int]]:
    rows, columns = len(likenesses), len(likenesses[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            like = likenesses[row][column]
            both = like + best[row + 1][column + 1] if like >= _SIMILAR else 0.0
            best[row][column] = max(both, best[row + 1][column], best[row][column + 1])
    chosen, row, column = [], 0, 0
    while row < rows and column < columns:
        here = best[row][column]
        if here == best[row + 1][column]:
            row += 1
        elif here == best[row][column + 1]:
            column += 1
        else:
            chosen.append((row, column))
            row, column = row + 1, column + 1
    return chosen


def _bag(line: str) -> Counter[str]:
    return Counter(word for word in words_of(line) if word.strip())


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """How much of two lines is the same words, from 0 to 1."""
    total = one.total() + other.total()
    if not total:
        return 1.0
    if 2 * min(one.total(), other.total()) < _SIMILAR * total:
        return 0.0
    return 2 * (one & other).total() / total
