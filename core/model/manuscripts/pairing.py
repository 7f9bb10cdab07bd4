"""Which line of one version stands for which of the other: equal ones, and between them those that are most alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from neni.core.model.manuscripts.aligning import aligned, longest_rising, words_of

_SIMILAR = 0.5
_MOST_PAIRS = 40_000
_RARE, _TRIED = 8, 4


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
        chosen = longest_rising(list(_by_rare_words(bags, others)))
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
