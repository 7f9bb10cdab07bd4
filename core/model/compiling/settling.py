"""Atoms and derived facts of a lawbook on a day, made ready to be told from the codes of a row.

A derived fact settles to a constant, to nothing, to "cannot be told", or to a value that only the row knows, which then
is a column. An atom that compares a derived fact with a cell is made ready for each of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from neni.core.model.compiling.expressions import Unfit
from neni.core.model.compiling.folding import NOWHERE, UNKNOWN, folded, literal
from neni.core.model.compiling.leaves import Leaves
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import And, Comparison, If, Literal, Name, Node, Not, Or
from neni.core.model.conditions.values import Value, from_fact, to_fact
from neni.core.model.facts import FactType
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Atom, Plan, Statement
from neni.core.model.rules import Condition, Derivation

NOTHING = Literal(None, NOWHERE)
_MOST_WAYS = 500
"""So many combinations of derived values an atom is made ready for."""

_TRUTHS: tuple[Node, ...] = (*(Literal(one, NOWHERE) for one in (True, False, None)), UNKNOWN)

Assignment = tuple[Node, ...]
"""What derived facts settled to, one after the other."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Conditions over codes, one for each combination of values of the `derived` facts."""

    derived: tuple[str, ...]
    conditions: Mapping[Assignment, Node]

    def on(self, settled: Mapping[str, Node]) -> Node:
        """The condition that applies."""
        return self.conditions[tuple(settled[name] for name in self.derived)]


@dataclass(frozen=True, slots=True)
class ReadyFact:
    """A derived fact: its ways in force with what they give, and when two values that rows know are the same."""

    kind: FactType | None
    ways: tuple[tuple[Statement, Ready], ...]
    silent: tuple[Statement, ...]
    same: Mapping[tuple[Node, Node], Node]
    fitted: Mapping[str, str]

    def settled(self, established: frozenset[int], settled: Mapping[str, Node], scope: Mapping[str, Value]) -> Node:
        """What the ways that speak agree on; nothing when all are silent."""
        given = [ready.on(settled) for way, ready in self.ways if way.speaks in established]
        if not given:
            return NOTHING if all(one.silent in established for one in self.silent) else UNKNOWN
        values = [self._value(one, scope) for one in given]
        if UNKNOWN in values or not all(self._same(values[0], one, scope) for one in values[1:]):
            return UNKNOWN
        return self.fit(values[0])

    def fit(self, value: Node) -> Node:
        """Nothing, when the value is none of the fact's kind."""
        if isinstance(value, Literal):
            return NOTHING if self.kind is None or to_fact(self.kind, value.value) is None else value
        return Name(self.fitted[value.name], value.span) if isinstance(value, Name) and value != UNKNOWN else value

    def _value(self, one: Node, scope: Mapping[str, Value]) -> Node:
        if isinstance(one, Name) and one.name in self.fitted:
            return Name(one.name, NOWHERE)
        return literal(evaluate(one, scope)) or NOTHING

    def _same(self, one: Node, other: Node, scope: Mapping[str, Value]) -> bool:
        if isinstance(one, Literal) and isinstance(other, Literal):
            return one.value == other.value
        return one == other or evaluate(self.same[one, other], scope) is True


class Settling:
    """Makes atoms and derived facts ready, lowest first. `facts` and `atoms` (by identity) hold those that are."""

    def __init__(self, lawbook: Lawbook, plan: Plan, on: date, leaves: Leaves, columns: Iterable[str]) -> None:
        self._law, self._plan, self._on, self._leaves = lawbook, plan, on, leaves
        self.parameters: dict[str, Value] = {}
        unstated = _read(plan) - plan.derivations.keys() - set(columns)
        self._known: dict[str, Node] = dict.fromkeys(unstated, UNKNOWN)
        for one in lawbook.parameters():
            dated = one.on(on)
            if dated and one.name not in plan.derivations:
                self._fix(one.name, from_fact(one.type, dated.value))
        self.facts: dict[str, ReadyFact] = {}
        self.atoms: dict[int, Ready] = {}
        self._may_be: dict[str, tuple[Node, ...] | None] = {}
        """What each derived fact may settle to; None when that cannot be listed, but is never a column."""

    def _fix(self, name: str, value: Value) -> None:
        self.parameters[name] = value
        node = literal(value)
        if node is None:
            self._known.pop(name, None)
        else:
            self._known[name] = node

    def prepare(self, atoms: Iterable[Atom], facts: Iterable[str]) -> None:
        """Atoms and facts of one stage; those that have no form are left out."""
        for atom in atoms:
            with suppress(Unfit):
                self.atoms[id(atom)] = self._ready(atom.node)
        for fact in facts:
            with suppress(Unfit):
                self._settle(fact)

    def _ready(self, node: Node) -> Ready:
        """A condition for every combination of what the derived facts it reads may be."""
        derived = tuple(sorted(names(node) & self._plan.derivations.keys()))
        if any(name not in self._may_be for name in derived):
            raise Unfit
        bare = folded(node, self._known)
        if not self._leaves.opens(bare) and not any(self._rows_know(name) for name in derived):
            return Ready((), {(): bare})
        return Ready(derived, {one: self._leaves.above(self._with(node, derived, one)) for one in self._each(derived)})

    def _each(self, derived: Iterable[str]) -> Iterator[Assignment]:
        ways = [self._may_be[name] for name in derived]
        count = 1
        for one in ways:
            count *= len(one or ()) or _MOST_WAYS + 1
        if count > _MOST_WAYS:
            raise Unfit
        return product(*(one or () for one in ways))

    def _rows_know(self, name: str) -> bool:
        return any(isinstance(one, Name) and one != UNKNOWN for one in self._may_be[name] or ())

    def _with(self, node: Node, derived: Iterable[str], values: Assignment) -> Node:
        given = dict(zip(derived, values, strict=True))
        found = folded(node, {**self._known, **given})
        if any(name in given and isinstance(given[name], Name) and given[name] != UNKNOWN for name in names(found)):
            raise Unfit
        return found

    def _settle(self, fact: str) -> None:
        kind = self._law.facts.get(fact)
        every = self._plan.derivations[fact]
        ways = [(statement, self._given(kind, one)) for one, statement in every if self._on in one.in_force]
        may_be = [self._may_give(ready) for _, ready in ways]
        same = self._comparisons(may_be)
        ready = ReadyFact(kind, tuple(ways), tuple(one for _, one in every), same, self._leaves.fitted)
        self.facts[fact] = ready
        listed = None if None in may_be else [ready.fit(one) for some in may_be for one in some or ()]
        self._may_be[fact] = None if listed is None else tuple(dict.fromkeys([*listed, NOTHING, UNKNOWN]))

    def _given(self, kind: FactType | None, way: Derivation) -> Ready:
        """What a way gives: conditions over codes, or the name of a column that the row knows."""
        if not isinstance(way.value, Condition):
            constant = literal(from_fact(kind, way.value)) if kind else NOTHING
            if constant is None:
                raise Unfit
            return Ready((), {(): constant})
        tree = way.value.tree
        derived = tuple(sorted(names(tree) & self._plan.derivations.keys()))
        if any(name not in self._may_be for name in derived):
            raise Unfit
        bare = folded(tree, self._known)
        if not self._leaves.opens(bare) and not any(self._rows_know(name) for name in derived):
            return Ready((), {(): bare})
        each = self._each(derived)
        return Ready(derived, {one: self._worth(kind, self._with(tree, derived, one)) for one in each})

    def _worth(self, kind: FactType | None, node: Node) -> Node:
        with suppress(Unfit):
            return self._leaves.above(node)
        if kind is None:
            raise Unfit
        return self._leaves.symbol(node, kind)

    def _may_give(self, ready: Ready) -> tuple[Node, ...] | None:
        found: dict[Node, None] = {}
        for one in ready.conditions.values():
            some = self._values(one)
            if some is None:
                return None
            found |= dict.fromkeys(some)
        return tuple(found)

    def _values(self, node: Node) -> tuple[Node, ...] | None:
        """Every value a condition over codes may have, where they can be listed."""
        match node:
            case Literal(value=value):
                return (Literal(value, NOWHERE),)
            case Name(name=name) if name in self._leaves.fitted:
                return (Name(name, NOWHERE),)
            case Name(name=name):
                return self._values_of(name)
            case If():
                branches = self._values(node.then), self._values(node.otherwise)
                return None if None in branches else (UNKNOWN, *(branches[0] or ()), *(branches[1] or ()))
            case Comparison() | And() | Or() | Not():
                return _TRUTHS
        return None

    def _values_of(self, name: str) -> tuple[Node, ...] | None:
        if name == UNKNOWN.name:
            return (UNKNOWN,)
        if name in self._may_be:
            return self._may_be[name]
        code = self._leaves.code(name)
        return None if code is None else tuple(literal(one) or NOTHING for one in code.values)

    def _comparisons(self, may_give: Iterable[tuple[Node, ...] | None]) -> dict[tuple[Node, Node], Node]:
        """Whether two values are the same, where only the row knows one of them."""
        same: dict[tuple[Node, Node], Node] = {}
        for some, others in combinations(may_give, 2):
            for one, other in product(some or (), others or ()):
                known = isinstance(one, Literal) and isinstance(other, Literal)
                if one != other and not known and UNKNOWN not in (one, other):
                    equal = self._leaves.above(Comparison("=", one, other, NOWHERE))
                    same[one, other] = same[other, one] = equal
            if None in (some, others) and any(
                isinstance(one, Name) and one != UNKNOWN for one in (*(some or ()), *(others or ()))
            ):
                raise Unfit
        return same


def _read(plan: Plan) -> set[str]:
    """Every name the law reads."""
    trees = [
        way.value.tree for ways in plan.derivations.values() for way, _ in ways if isinstance(way.value, Condition)
    ]
    return {name for stage in plan.stages for atom in stage.atoms for name in atom.reads} | {
        name for tree in trees for name in names(tree)
    }
