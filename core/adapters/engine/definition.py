"""From a program's clauses to rule sets as durable-rules reads them: truth tokens only, by names of our own.

A clause becomes one rule, a conjunction over the fields of one flat fact, `{"d0": 1, "d1": 0, ...}`, in which 1 says
that a token is established. Joins over several facts are not used: durable-rules writes outside its memory when facts
that fired together are retracted. What one rule set cannot hold safely is divided: many needs through intermediate
tokens, many rules or fields into shards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import count, groupby
from typing import TypeAlias

from neni.core.model.law.chaining import Clause, Program, Token

MOST_RULES = 60
"""Rules in one shard; beyond 64 conditions true at once durable-rules fails while it runs."""
MOST_FIELDS = 120
"""Fields of a shard's fact; beyond 252 durable-rules fails while it runs."""
MOST_NEEDS = 16
"""Conditions in one rule."""
MOST_LEVELS = 50
"""Levels of rules that get rule sets of their own."""

Index: TypeAlias = int
"""A token's number inside durable-rules; intermediate tokens have one too."""
RuleSet: TypeAlias = Mapping[str, object]
"""Rule name to rule, as durable-rules reads them."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One rule set: `gives` says what each of its rules establishes, `fields` which tokens its fact tells of."""

    rules: RuleSet
    gives: Mapping[str, Index]
    fields: tuple[Index, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A program for durable-rules. `tokens[index]` is the token of an index; intermediate ones come after those.
    `given` are tokens that need nothing. Shards follow one another as their rules do, so one pass goes far."""

    tokens: tuple[Token, ...]
    given: tuple[Index, ...]
    shards: tuple[Shard, ...]


def define(program: Program) -> Definition:
    """The rule sets that establish exactly what the program's clauses do."""
    tokens = tuple(dict.fromkeys(token for clause in program.clauses for token in (*clause.needs, clause.gives)))
    index = {token: number for number, token in enumerate(tokens)}
    clauses = dict.fromkeys(_numbered(clause, index) for clause in program.clauses)
    given = dict.fromkeys(clause.gives for clause in clauses if not clause.needs)
    rules = _divided((clause for clause in clauses if _is_rule(clause)), count(len(tokens)))
    return Definition(tokens, tuple(given), tuple(_shard(group) for group in _grouped(_leveled(rules))))


def name(index: Index) -> str:
    """What durable-rules calls a token."""
    return f"d{index}"


def _numbered(clause: Clause, index: Mapping[Token, Index]) -> Clause:
    return Clause(tuple(sorted({index[need] for need in clause.needs})), index[clause.gives])


def _is_rule(clause: Clause) -> bool:
    """A clause without needs is given from the start; one that needs what it gives says nothing."""
    return bool(clause.needs) and clause.gives not in clause.needs


def _divided(clauses: Iterable[Clause], fresh: Iterator[Index]) -> Iterator[Clause]:
    for clause in clauses:
        needs = clause.needs
        while len(needs) > MOST_NEEDS:
            part = Clause(needs[:MOST_NEEDS], next(fresh))
            yield part
            needs = (*needs[MOST_NEEDS:], part.gives)
        yield Clause(needs, clause.gives)


def _leveled(clauses: Iterable[Clause]) -> list[tuple[int, Clause]]:
    """Rules with their levels, after those that give what they need; all on one, as they stand, when they go round in
    a circle. On a level those that need the same stand side by side: their rule set has fewer fields then, and each
    field takes its time. Narrow rules are not told apart by levels: a long chain would become as many rule sets."""
    rules = list(clauses)
    ways: defaultdict[Index, list[Clause]] = defaultdict(list)
    for rule in rules:
        ways[rule.gives].append(rule)
    sorter = TopologicalSorter({token: {need for way in some for need in way.needs} for token, some in ways.items()})
    try:
        order = tuple(sorter.static_order())
    except CycleError:
        return [(0, rule) for rule in rules]
    levels: dict[Index, int] = {}
    for token in order:
        levels[token] = max((1 + levels[need] for way in ways[token] for need in way.needs), default=0)
    found = [(levels[rule.gives], rule) for rule in rules]
    if _are_wide(levels, rules):
        return sorted(found, key=lambda one: (one[0], len(one[1].needs) > 1, one[1].needs))
    return [(0, rule) for _, rule in sorted(found, key=lambda one: one[0])]


def _are_wide(levels: Mapping[Index, int], rules: Sized) -> bool:
    highest = max(levels.values(), default=0)
    return highest <= MOST_LEVELS and highest * 2 <= len(rules)


def _grouped(rules: Iterable[tuple[int, Clause]]) -> Iterator[list[Clause]]:
    """Rules of one level side by side, so that a fact told once to each rule set makes no rule fire twice."""
    for _, same in groupby(rules, key=lambda one: one[0]):
        group: list[Clause] = []
        fields: set[Index] = set()
        for _, rule in same:
            if len(group) == MOST_RULES or len(fields.union(rule.needs)) > MOST_FIELDS:
                yield group
                group, fields = [], set()
            group.append(rule)
            fields.update(rule.needs)
        yield group


def _shard(clauses: list[Clause]) -> Shard:
    return Shard(
        rules={f"r{number}": {"all": [{"m": _conjunction(clause)}]} for number, clause in enumerate(clauses)},
        gives={f"r{number}": clause.gives for number, clause in enumerate(clauses)},
        fields=tuple(sorted({need for clause in clauses for need in clause.needs})),
    )


def _conjunction(clause: Clause) -> dict[str, object]:
    conditions = [{name(need): 1} for need in clause.needs]
    return {"$and": conditions} if len(conditions) > 1 else {**conditions[0]}
