"""Rows counted: groups of a query added up, what each of them means for the rules, and which rows are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from neni.core.adapters.bulk.cells import Cell
from neni.core.adapters.bulk.reading import Facts
from neni.core.model.compiling.query import Query

Held: TypeAlias = "Mapping[str, list[tuple[int, ...]]]"
"""The signatures in which rules hold."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows there are, for how many each rule holds and does not, and how many cells of a fact are spoilt."""

    rows: int
    rules: Mapping[str, tuple[int, int]]
    unreadable: Mapping[str, int]
    held: Held


@dataclass(slots=True)
class Survey:
    """Rows by spans of days; those `without` a day, in some of which something `unreadable` stands for it; those
    `left_out`, by the number of the reason."""

    rows: list[int]
    without: int = 0
    unreadable: int = 0
    left_out: Counter[int] = field(default_factory=Counter)

    def add(self, left_out: int, span: int | None, count: int, *, spoilt: bool) -> None:
        """Add a group of rows."""
        if left_out:
            self.left_out[left_out] += count
        elif span is None:
            self.without += count
            self.unreadable += count if spoilt else 0
        else:
            self.rows[span] += count


class Tally:
    """Adds up groups of rows as they come."""

    def __init__(
        self, query: Query, cells: tuple[Cell, ...], facts: Facts, sets: list[tuple[str, ...]], held: Collection[str]
    ) -> None:
        self._query, self._facts = query, facts
        every = [name for names in sets for name in names]
        self._places = [tuple(every.index(name) for name in names) for names in sets]
        self._masks = {_mask(len(every), places): number for number, places in enumerate(self._places)}
        self._held: dict[str, list[tuple[int, ...]]] = {rule: [] for rule in held}
        self._rows = 0
        self._rules: Counter[tuple[str, bool]] = Counter()
        self._unreadable: Counter[str] = Counter({cell.fact.name: 0 for cell in cells})

    def all(self, groups: Iterable[tuple[Any, ...]]) -> None:
        """Add every group: its keys, which set it is of, how many rows."""
        for *keys, mask, count in groups:
            number = self._masks[mask]
            key = tuple(keys[place] for place in self._places[number])
            if number < len(self._query.signatures):
                self._told(number, key, count)
            else:
                self._rows += count
                for fact in self._facts.spoilt(key):
                    self._unreadable[fact] += count

    def _told(self, number: int, key: tuple[int, ...], count: int) -> None:
        signature = self._query.signatures[number]
        for rule, outcome in zip(signature.rules, signature.outcomes(key), strict=True):
            if outcome is not None:
                self._rules[rule, outcome] += count
            if outcome and rule in self._held:
                self._held[rule].append(key)

    def counted(self) -> Counted:
        """What came out."""
        rules = {rule: (self._rules[rule, True], self._rules[rule, False]) for rule in self._query.rules}
        return Counted(
            self._rows, rules, {fact: count for fact, count in self._unreadable.items() if count}, self._held
        )


def _mask(count: int, places: Iterable[int]) -> int:
    """What grouping_id says of a set: one bit for each key that is not in it, the first key's highest."""
    there = set(places)
    return sum(1 << (count - 1 - place) for place in range(count) if place not in there)


def told_by(query: Query, held: Held) -> tuple[str, dict[str, object]]:
    """The codes of the rules that hold in a row, joined by spaces, with the parameters that takes."""
    parts, parameters = ["''"], dict[str, object]()
    for number, (signature, names) in enumerate(zip(query.signatures, query.names, strict=True)):
        key = f"concat_ws(' ', {', '.join(names)})" if len(names) > 1 else names[0]
        for place, rule in enumerate(signature.rules):
            if held.get(rule):
                mine = f"{number}_{place}"
                keys = [" ".join(map(str, one)) if len(names) > 1 else one[0] for one in held[rule]]
                parameters |= {f"held{mine}": keys, f"rule{mine}": rule}
                parts.append(f"CASE WHEN {key} IN (SELECT unnest($held{mine})) THEN $rule{mine} END")
    return f"trim(concat_ws(' ', {', '.join(parts)}))", parameters
