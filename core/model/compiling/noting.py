"""From the rows a case leaves alive to the rules that hold, and to those that wait with what they wait for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neni.core.model.compiling.case import Case
from neni.core.model.compiling.tables import Tables
from neni.core.model.conditions.tree import And, Node, Not, Or
from neni.core.model.conditions.values import Unknown
from neni.core.model.findings import Outcome
from neni.core.model.rules import Rule

_MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Noted:
    """A rule that holds, or that cannot be told for want of the facts or values of the law named in `missing`."""

    rule: str
    outcome: Outcome
    missing: tuple[str, ...] = ()


def numbers(bits: int) -> list[int]:
    """The places of the bits that are set."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


class Bits:
    """Which rules speak and which are silent, from the rows of a case."""

    def __init__(self, tables: Tables) -> None:
        rows, count = tables.rows, len(tables.rules)
        self.rules = (1 << count) - 1
        self._asked = sum(1 << number for number in range(count) if number in rows.asked)
        self._wide = [number for number in rows.wide if number < count]
        self._speaking = {bit: number for number in range(count) for bit in rows.speaking[number] if bit != number}
        self._silencing = {bit: number for number in range(count) for bit in rows.silencing[number]}
        self._further = sum(1 << bit for bit in self._speaking)
        self._further_silent = sum(1 << bit for bit in self._silencing)
        self.plain = not (self._asked or self._wide or self._further or tables.ways)
        """Whether the rows left alive are the rules that hold, with nothing to look up."""

    def speaking(self, case: Case) -> int:
        """The rules that hold."""
        found = case.alive & self.rules
        for number in numbers(found & self._asked):
            if not case.is_complete_row(number):
                found ^= 1 << number
        return (
            found | self._by_further(case, self._further, self._speaking, found) | self._by_formula(case, speaks=True)
        )

    def silent(self, case: Case) -> int:
        """The rules that certainly do not hold."""
        found = case.silenced & self.rules
        further = self._by_further(case, self._further_silent, self._silencing, found)
        return found | further | self._by_formula(case, speaks=False)

    def _by_further(self, case: Case, rows: int, owners: dict[int, int], known: int) -> int:
        found = 0
        for bit in numbers(case.alive & rows):
            if not (known | found) >> owners[bit] & 1 and case.is_complete_row(bit):
                found |= 1 << owners[bit]
        return found

    def _by_formula(self, case: Case, *, speaks: bool) -> int:
        tell = case.speaks if speaks else case.is_silent
        return sum(1 << number for number in self._wide if tell(number))


class Waits:
    """The facts and values that rules wait for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        types = tables.lawbook.types()
        self._order = {name: place for place, name in enumerate(types)}
        self._above: dict[str, list[Rule]] = {rule.code: [] for rule in tables.rules}
        for rule in tables.rules:
            for below in dict.fromkeys(rule.overrides):
                if below in self._above and below != rule.code:
                    self._above[below].append(rule)
        self._reads: dict[int, int | None] = {}
        self._kept: dict[tuple[int, int], Noted] = {}

    def noted(self, case: Case, number: int) -> Noted:
        """A rule that cannot be told."""
        return self.simple(case, number) or self._noted(case, number)

    def simple(self, case: Case, number: int) -> Noted | None:
        """The same for a rule that waits for every missing fact it reads and for nothing else; None for others. Such
        notes are shared between cases."""
        if number not in self._reads:
            self._reads[number] = self._simple_reads(self._tables.rules[number])
        reads = self._reads[number]
        if reads is None:
            return None
        key = number, case.absent & reads
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = found = self._noted(case, number)
        return found

    def _noted(self, case: Case, number: int) -> Noted:
        return Noted(self._tables.rules[number].code, Outcome.CANNOT_BE_TOLD, self.missing(case, number))

    def missing(self, case: Case, number: int) -> tuple[str, ...]:
        """What a rule that cannot be told waits for: it and the rules that might override it."""
        rules = self._undecided(case, self._tables.rules[number], frozenset())
        found = case.missing(one for rule in rules for one in (rule.when, *rule.unless))
        return tuple(sorted((name for name in found if name in self._order), key=self._order.__getitem__))

    def above(self, rule: str) -> Sequence[Rule]:
        """The rules that override a rule."""
        return self._above[rule]

    def in_effect(self, rule: str) -> bool:
        """Whether a rule silences those it overrides, once it speaks."""
        return self._tables.plan.in_full_effect(rule, self._tables.on)

    def _undecided(self, case: Case, rule: Rule, seen: frozenset[str]) -> Iterator[Rule]:
        yield rule
        for other in self._above[rule.code]:
            if other.code in seen or not self.in_effect(other.code):
                continue
            if case.outcome(self._tables.numbers[other.code]) is Outcome.CANNOT_BE_TOLD:
                yield from self._undecided(case, other, seen | {rule.code})

    def _simple_reads(self, rule: Rule) -> int | None:
        """The bits of the facts a rule reads, when it waits for all of these that are missing and nothing else."""
        if self._above[rule.code] or not (_conjunction(rule.when.tree) and all(_lone(one.tree) for one in rule.unless)):
            return None
        found = 0
        for condition in (rule.when, *rule.unless):
            for number in self._tables.parts.atoms(condition):
                if not self._waits_for_all(number):
                    return None
                for name in self._tables.atoms[number].reads - self._tables.given.keys():
                    found |= 1 << self._tables.stated.index(name)
        return found

    def _waits_for_all(self, number: int) -> bool:
        """Whether an atom waits for every fact it reads, and reads stated facts only."""
        own = self._tables.atoms[number].reads - self._tables.given.keys()
        if self._tables.open or not own <= set(self._tables.stated):
            return False
        column, place = self._tables.places[number]
        if column < 0:
            return column == -1 and self._tables.functions[place].plain
        return self._tables.columns[column].unstated.values[place] == Unknown(own)


def _lone(node: Node) -> bool:
    return not isinstance(node.operand if isinstance(node, Not) else node, And | Or | Not)


def _conjunction(node: Node) -> bool:
    return all(map(_conjunction, node.parts)) if isinstance(node, And) else _lone(node)
