"""From a program's clauses to rule sets as durable-rules reads them: truth tokens only, by names of our own.

A clause becomes one rule, a conjunction over the fields of one flat fact, `{"d0": 1, "d1": 0, ...}`, in which 1 says
that a token is established. Joins over several facts are not used: durable-rules writes outside its memory when facts
that fired together are retracted. What one rule set cannot hold safely is divided: many needs through intermediate
tokens, many rules or fields into shards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import count
from typing import TypeAlias

from neni.core.model.chaining import Clause, Program, Token

MOST_RULES = 60
"""Rules in one shard; beyond 64 conditions true at once durable-rules fails while it runs."""
MOST_FIELDS = 120
"""Fields of a shard's fact; beyond 252 durable-rules fails while it runs."""
MOST_NEEDS = 16
"""Conditions in one rule."""

Index: TypeAlias = int
"""A token's number inside durable-rules; intermediate tokens have one too."""
RuleSet: TypeAlias = Mapping[str, object]
"""Rule name to rule, as durable-rules reads them."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One rule set: `needs` and `gives` say which tokens each of its rules waits for and which it establishes,
    `fields` which tokens its fact tells of."""

    rules: RuleSet
    needs: Mapping[str, tuple[Index, ...]]
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
    return Definition(tokens, tuple(given), tuple(_shard(group) for group in _grouped(_in_order(rules))))


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


def _in_order(clauses: Iterable[Clause]) -> list[Clause]:
    """Rules after those that give what they need; as they stand when they go round in a circle."""
    rules = list(clauses)
    sorter: TopologicalSorter[Index] = TopologicalSorter()
    for rule in rules:
        sorter.add(rule.gives, *rule.needs)
    try:
        place = {token: number for number, token in enumerate(sorter.static_order())}
    except CycleError:
        return rules
    return sorted(rules, key=lambda rule: place[rule.gives])


def _grouped(rules: Iterable[Clause]) -> Iterator[list[Clause]]:
    group: list[Clause] = []
    fields: set[Index] = set()
    for rule in rules:
        if len(group) == MOST_RULES or len(fields.union(rule.needs)) > MOST_FIELDS:
            yield group
            group, fields = [], set()
        group.append(rule)
        fields.update(rule.needs)
    if group:
        yield group


def _shard(clauses: list[Clause]) -> Shard:
    return Shard(
        rules={f"r{number}": {"all": [{"m": _conjunction(clause)}]} for number, clause in enumerate(clauses)},
        needs={f"r{number}": clause.needs for number, clause in enumerate(clauses)},
        gives={f"r{number}": clause.gives for number, clause in enumerate(clauses)},
        fields=tuple(sorted({need for clause in clauses for need in clause.needs})),
    )


def _conjunction(clause: Clause) -> dict[str, object]:
    conditions = [{name(need): 1} for need in clause.needs]
    return {"$and": conditions} if len(conditions) > 1 else {**conditions[0]}
