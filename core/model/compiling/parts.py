"""Conditions as `and`, `or` and `not` over atoms that were told already, for saying what is missing and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any, Protocol

from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.explaining import Explained, explain, leaves, words_of
from neni.core.model.conditions.operators import all_of, any_of, negation
from neni.core.model.conditions.tree import (
    And,
    Arithmetic,
    Between,
    Comparison,
    In,
    ListOf,
    Literal,
    Member,
    Name,
    Negate,
    Node,
    Not,
    Or,
    Range,
    UnaryTest,
    inside,
)
from neni.core.model.conditions.values import Value
from neni.core.model.findings import ONLY_ADVISES, Outcome
from neni.core.model.fingerprints import spaced_once
from neni.core.model.law.lowering import Atom
from neni.core.model.rules import Condition, Rule

_TOLD_IN_PARTS = (
    And, Or, Not, Literal, Name, Member, Negate, Arithmetic, Comparison, Between, In, Range, UnaryTest, ListOf,
)  # fmt: skip
"""What goes through no list. A condition with anything else counts its steps as a whole, and is walked as a whole."""

_MOST_KEPT = 4096


class Told(Protocol):
    """A case whose atoms can be asked for."""

    all_told: bool
    told: list[Explained]
    written: list[str]

    @property
    def scope(self) -> Mapping[str, Value]:
        """Every name."""

    def value(self, number: int) -> Value:
        """What an atom is."""

    def leaf(self, leaf: Leaf) -> Explained:
        """Why an atom is what it is."""


class Part(Protocol):
    """A part of a condition."""

    def value(self, case: Told) -> Value:
        """What it is in a case."""

    def explain(self, case: Told) -> Explained:
        """Why."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """A condition that is walked as a whole."""

    condition: Condition

    def value(self, case: Told) -> Value:
        return evaluate(self.condition.tree, case.scope)

    def explain(self, case: Told) -> Explained:
        return explain(self.condition.tree, self.condition.text, case.scope)


@dataclass(frozen=True, slots=True)
class _Joined:
    """`and`, `or` and `not`. `shown` joins values in writing, which explanations are about; `pick` takes the parts out
    of those of all atoms, when atoms are all there is."""

    join: Callable[[Iterable[Value]], Value]
    shown: Callable[[tuple[str, ...]], str]
    words: str
    parts: tuple[Part, ...]
    pick: Callable[[list[Any]], tuple[Any, ...]] | None

    def value(self, case: Told) -> Value:
        return self.join([one.value(case) for one in self.parts])

    def explain(self, case: Told) -> Explained:
        if case.all_told and self.pick:
            return Explained(self.words, self.shown(self.pick(case.written)), self.pick(case.told))
        told = tuple([one.explain(case) for one in self.parts])
        return Explained(self.words, self.shown(tuple([one.value for one in told])), told)


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """An atom in the words of one or more conditions, which is the `place`th of all; and the names in it, the
    `group`th of all groups of names."""

    number: int
    place: int
    words: str
    group: int

    def value(self, case: Told) -> Value:
        """What it is in a case."""
        return case.value(self.number)

    def explain(self, case: Told) -> Explained:
        """Why; conditions share it."""
        return case.told[self.place] if case.all_told else case.leaf(self)


def _negated(values: Iterable[Value]) -> Value:
    return negation(next(iter(values)))


@lru_cache(_MOST_KEPT)
def _shown_all(values: tuple[str, ...]) -> str:
    """`and` of values in writing: false decides, the unknown stays, what is no truth gives null."""
    if "false" in values:
        return "false"
    return "?" if "?" in values else "true" if values.count("true") == len(values) else "null"


@lru_cache(_MOST_KEPT)
def _shown_any(values: tuple[str, ...]) -> str:
    if "true" in values:
        return "true"
    return "?" if "?" in values else "false" if values.count("false") == len(values) else "null"


def _shown_negated(values: tuple[str, ...]) -> str:
    return _OPPOSITES.get(values[0], "null")


_OPPOSITES = {"true": "false", "false": "true", "?": "?"}
_JOINS: Mapping[type, tuple[Callable[[Iterable[Value]], Value], Callable[[tuple[str, ...]], str]]] = {
    And: (all_of, _shown_all),
    Or: (any_of, _shown_any),
    Not: (_negated, _shown_negated),
}


class Parts:
    """The parts of every condition of a lawbook. `leaves` are the atoms in all their words, `groups` the names that
    atoms have in them, with their words; `words` tells the number of each atom by its words."""

    def __init__(self, atoms: Iterable[Atom], conditions: Iterable[Condition], lists: frozenset[str]) -> None:
        """`lists` are the facts that hold records."""
        self._lists = lists
        by_node = {id(atom.node): number for number, atom in enumerate(atoms)}
        every = list(conditions)
        lowest = [(_key(one, node), node) for one in every for node in _lowest(one.tree)]
        self.words = {words: by_node[id(node)] for words, node in lowest if id(node) in by_node}
        self.leaves: list[Leaf] = []
        self.groups: list[tuple[tuple[str, Node], ...]] = []
        self._leaves: dict[tuple[int, str], Leaf] = {}
        self._groups: dict[tuple[str, ...], int] = {}
        self._known = {id(one): self._whole(one) for one in every}

    def of(self, condition: Condition) -> Part:
        """The parts of one of the conditions."""
        return self._known[id(condition)]

    def atoms(self, condition: Condition) -> list[int]:
        """The atoms of a condition."""
        return [self.words[_key(condition, node)] for node in _lowest(condition.tree)]

    def _whole(self, condition: Condition) -> Part:
        every = list(inside(condition.tree))
        simple = all(isinstance(one, _TOLD_IN_PARTS) for one in every) and not any(
            isinstance(one, Name) and one.name in self._lists for one in every
        )
        return self._part(condition, condition.tree) if simple else _Whole(condition)

    def _part(self, condition: Condition, node: Node) -> Part:
        words = words_of(node, condition.text)
        if not isinstance(node, And | Or | Not):
            return self._leaf(condition, node, words)
        below = (node.operand,) if isinstance(node, Not) else node.parts
        parts = tuple(self._part(condition, one) for one in below)
        places = [one.place for one in parts if isinstance(one, Leaf)]
        pick = itemgetter(*places) if len(places) == len(parts) > 1 else None
        return _Joined(*_JOINS[type(node)], words, parts, pick)

    def _leaf(self, condition: Condition, node: Node, words: str) -> Leaf:
        key = self.words[_key(condition, node)], words
        if key not in self._leaves:
            names = tuple((named, one) for named, one in leaves(node, condition.text) if named != words)
            group = self._groups.setdefault(tuple(named for named, _ in names), len(self.groups))
            if group == len(self.groups):
                self.groups.append(names)
            self._leaves[key] = Leaf(key[0], len(self.leaves), words, group)
            self.leaves.append(self._leaves[key])
        return self._leaves[key]


def named_above(code: str, *, in_effect: bool) -> str:
    """How an explanation names a rule that overrides another one, or would if people had confirmed it."""
    return f"{'overridden by ' if in_effect else ONLY_ADVISES}{code}"


def beside(
    rule: Rule, outcome: Outcome, conditions: Iterable[Explained], above: Iterable[tuple[str, Outcome]]
) -> Explained:
    """The condition of a rule, with exceptions and overriding rules beside it where there are any."""
    when, *unless = conditions
    others = (
        *(Explained("unless", one.value, (one,)) for one in unless),
        *(Explained(words, said.value) for words, said in above),
    )
    return Explained(rule.code, outcome.value, (when, *others)) if others else when


def _key(condition: Condition, node: Node) -> str:
    return spaced_once(condition.text[node.span.start : node.span.end])


def _lowest(node: Node) -> Iterator[Node]:
    """The atoms of a condition."""
    match node:
        case And() | Or():
            for part in node.parts:
                yield from _lowest(part)
        case Not():
            yield from _lowest(node.operand)
        case _:
            yield node
