"""The law of one day laid out for evaluation: columns of atoms by fact, functions for other atoms, rows of tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from neni.core.model.compiling.atoms import Function, function
from neni.core.model.compiling.columns import Column
from neni.core.model.compiling.expressions import Unfit, Variable
from neni.core.model.compiling.logic import Logic, logic_of
from neni.core.model.compiling.parts import Parts
from neni.core.model.compiling.rows import Rows
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.types import of_fact
from neni.core.model.conditions.values import Unknown, Value, from_fact
from neni.core.model.facts import FactKind
from neni.core.model.law.chaining import Token
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Atom, Plan, Statement
from neni.core.model.rules import Condition, DatedValue, Derivation, Rule


@dataclass(frozen=True, slots=True)
class Way:
    """A derivation with its statement, the statement's number, and its value: a constant or a function."""

    derivation: Derivation
    statement: Statement
    number: int
    value: Value | Function


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the plan: the atoms to tell one by one, the columns of facts settled before, and what is settled
    after."""

    lone: tuple[int, ...]
    columns: tuple[int, ...]
    settles: tuple[str, ...]


class Tables:
    """Everything about a lawbook on a day that does not depend on a case. Raises Circular.

    `statements` are those of the rules in force, in their order, then those of all derivations.
    """

    def __init__(self, lawbook: Lawbook, plan: Plan, on: date) -> None:
        self.lawbook, self.plan, self.on = lawbook, plan, on
        self.logic = logic_of(plan, on)
        self.rules: tuple[Rule, ...] = tuple(lawbook.rules(on))
        self.parameters: dict[str, DatedValue] = {
            one.name: dated for one in lawbook.parameters() if (dated := one.on(on)) is not None
        }
        self.given: dict[str, Value] = dict(self._given())
        """What parameters are; unknown for those without a value."""
        self.atoms: tuple[Atom, ...] = tuple(atom for stage in plan.stages for atom in stage.atoms)
        self.open = False
        """Whether a rule may wait although every fact is stated."""
        self.numbers = {rule.code: number for number, rule in enumerate(self.rules)}
        self._dated = {name: one for name, one in self.given.items() if not isinstance(one, Unknown)}
        self._variables = dict(self._named())
        self._lay_out()
        self._settle()

    @cached_property
    def parts(self) -> Parts:
        """The parts of all conditions."""
        rules = [one for rule in self.lawbook.rules() for one in (rule.when, *rule.unless)]
        ways = [one for way in self.lawbook.derivations() for one in way.conditions]
        lists = frozenset(fact.name for fact in self.lawbook.facts.values() if fact.kind is FactKind.RECORDS)
        return Parts(self.atoms, [*rules, *ways], lists)

    def _given(self) -> Iterator[tuple[str, Value]]:
        for one in self.lawbook.parameters():
            if one.name not in self.plan.derivations:
                dated = self.parameters.get(one.name)
                yield one.name, from_fact(one.type, dated.value) if dated else Unknown(frozenset({one.name}))

    def _named(self) -> Iterator[tuple[str, Variable]]:
        for number, (name, fact) in enumerate(self.lawbook.facts.items()):
            derived = name in self.plan.derivations
            yield name, Variable(f"f{number}", of_fact(fact).kind, nullable=derived)
        for number, one in enumerate(self.lawbook.parameters()):
            if one.name not in self.plan.derivations:
                yield one.name, Variable(f"p{number}", of_fact(one.type).kind, fixed=self._dated.get(one.name))

    def _lay_out(self) -> None:
        """Each atom finds its column, or its function, or is told by the day."""
        self.columns: list[Column] = []
        self.places: list[tuple[int, int]] = []
        """For each atom its column and its place in it; -1 and its place among `functions`; -2 when the day tells."""
        self.functions: list[Function] = []
        self.constant: dict[int, Value] = {}
        by_fact: dict[str, int] = {}
        for number, atom in enumerate(self.atoms):
            if atom.reads <= self.given.keys():
                self.constant[number] = evaluate(atom.node, self.given)
                self.places.append((-2, number))
            else:
                self.places.append(self._column(atom, by_fact) or self._function(atom))
        self.logic = self._folded()
        self.asks = {
            token: (number, asked) for number, atom in enumerate(self.atoms) for asked, token in atom.tokens.items()
        }
        """Which atom a token is of, and what it says of it."""
        self.rows = Rows(self.logic, self._statements(), self._told_by_columns())
        for column in self.columns:
            column.fill(self.rows)
        self.open = self.open or any(column.open for column in self.columns)

    def _column(self, atom: Atom, by_fact: dict[str, int]) -> tuple[int, int] | None:
        own = atom.reads - self.given.keys()
        name = next(iter(own))
        if len(own) > 1 or name not in self.lawbook.facts:
            return None
        derived = name in self.plan.derivations
        place = by_fact.get(name, len(self.columns))
        column = (
            self.columns[place] if name in by_fact else Column(self.lawbook.facts[name], self.given, stated=not derived)
        )
        try:
            column.take(atom)
        except Unfit:
            return None
        if name not in by_fact:
            by_fact[name] = place
            self.columns.append(column)
        return place, len(column.atoms) - 1

    def _function(self, atom: Atom) -> tuple[int, int]:
        self.functions.append(function(atom.node, self._variables, self._dated))
        self.open = self.open or any(self._may_wait(name) for name in atom.reads)
        return -1, len(self.functions) - 1

    def _may_wait(self, name: str) -> bool:
        """Whether what reads the name may be unknown although facts are stated."""
        if name in self.given:
            return name not in self._dated
        return name not in self.lawbook.facts or self.lawbook.facts[name].kind is FactKind.RECORDS

    def _folded(self) -> Logic:
        """The logic, with the atoms that the day tells folded away."""
        formulas, atoms = dict(self.logic.formulas), dict(self.logic.atoms)
        for number, value in self.constant.items():
            established = frozenset(self.atoms[number].established_by(value))
            self.open = self.open or isinstance(value, Unknown)
            for token in self.atoms[number].tokens.values():
                formulas[token] = token in established
                atoms.pop(token, None)
        return Logic(formulas, atoms)

    def _statements(self) -> list[Statement]:
        ways = (statement for one in self.plan.derivations.values() for _, statement in one)
        return [*(self.plan.rules[rule.code] for rule in self.rules), *ways]

    def _told_by_columns(self) -> frozenset[Token]:
        return frozenset(token for column in self.columns for atom in column.atoms for token in atom.tokens.values())

    def _settle(self) -> None:
        """The stages, and the ways to each derived fact."""
        self.ways: dict[str, tuple[Way, ...]] = {}
        number = len(self.rules)
        for fact, ways in self.plan.derivations.items():
            told = [
                Way(one, statement, number + place, self._value(fact, one))
                for place, (one, statement) in enumerate(ways)
            ]
            self.ways[fact] = tuple(told)
            number += len(ways)
        self.steps = tuple(self._steps())
        self.stated = tuple(
            dict.fromkeys(name for atom in self.atoms for name in sorted(atom.reads) if self._is_stated(name))
        )
        """The facts that atoms read, of those people state."""

    def _value(self, fact: str, one: Derivation) -> Value | Function:
        if isinstance(one.value, Condition):
            return function(one.value.tree, self._variables, self._dated)
        return from_fact(self.lawbook.facts[fact], one.value)

    def _is_stated(self, name: str) -> bool:
        return name in self.lawbook.facts and name not in self.plan.derivations and name not in self.given

    def _steps(self) -> Iterator[Step]:
        settled, number = frozenset[str](), 0
        for place, stage in enumerate(self.plan.stages):
            lone = tuple(one for one in range(number, number + len(stage.atoms)) if self.places[one][0] < 0)
            columns = tuple(
                index
                for index, column in enumerate(self.columns)
                if (column.fact.name in settled if place else column.stated)
            )
            yield Step(lone, columns, stage.settles)
            settled, number = frozenset(stage.settles), number + len(stage.atoms)
