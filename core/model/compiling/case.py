"""One case under evaluation: what columns and functions tell of its facts, which rows that leaves alive, and the facts
that are derived on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from neni.core.model.compiling.atoms import UNKNOWN, Function
from neni.core.model.compiling.columns import Cell
from neni.core.model.compiling.parts import Leaf, Part
from neni.core.model.compiling.tables import Step, Tables, Way
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.explaining import Explained, shown
from neni.core.model.conditions.tree import Node
from neni.core.model.conditions.types import kind_of, of_fact
from neni.core.model.conditions.values import Unknown, Value, from_fact, to_fact
from neni.core.model.facts import FactValue, FactValues
from neni.core.model.findings import Outcome
from neni.core.model.law.chaining import Token
from neni.core.model.law.lowering import Asked
from neni.core.model.rules import Condition

_ESTABLISHED: Mapping[Asked, Callable[[Value], bool]] = {
    Asked.TRUE: lambda value: value is True,
    Asked.NOT_TRUE: lambda value: value is not True,
    Asked.FALSE: lambda value: value is False,
    Asked.NOT_FALSE: lambda value: value is not False,
}


class Case:
    """The facts of a case beside the tables of the law. `alive` are the rows no fact has ruled out so far."""

    def __init__(self, tables: Tables, facts: FactValues, alive: int | None = None) -> None:
        """`alive` is given when the columns of stated facts have been looked into and nothing is missing."""
        self.tables, self.facts = tables, facts
        self.complete = alive is not None
        self.alive = tables.rows.start if alive is None else alive
        self.silenced = tables.rows.silent
        self.absent = 0
        """The bits of the stated facts that are missing, in the order of `tables.stated`."""
        self.settled: dict[str, Value] = {}
        """Derived facts that are known; None is known to be nothing."""
        self.waiting: dict[str, Unknown] = {}
        """Derived facts that are not."""
        self.derived: dict[str, FactValue | None] = {}
        self._cells: dict[int, Cell] = {}
        self._told: dict[int, Value] = {}
        self._formulas: dict[Token, bool] = {}
        self.all_told = False
        """Whether `told` holds the explanation of every atom, and `written` its value in writing."""
        self.told: list[Explained] = []
        self.written: list[str] = []
        self._leaves: dict[Leaf, Explained] = {}
        self._groups: dict[int, tuple[Explained, ...]] = {}
        self._scope: Mapping[str, Value] | None = None

    def run(self) -> Case:
        """Everything that follows from the facts."""
        for step in self.tables.steps:
            self.enter(step)
            for fact in step.settles:
                self.settle(fact, self._way_speaks, self._way_is_silent)
        return self

    def enter(self, step: Step) -> None:
        """Look into the columns of a step."""
        if step is self.tables.steps[0]:
            if self.complete:
                return
            self._look_for_absent()
        alive, silenced = self.alive, self.silenced
        for index in step.columns:
            cell = self._cell(index)
            alive &= cell.alive
            silenced |= cell.silenced
        self.alive, self.silenced = alive, silenced

    def _look_for_absent(self) -> None:
        given = self.facts.get
        absent = [place for place, name in enumerate(self.tables.stated) if given(name) is None]
        self.absent = sum(1 << place for place in absent)
        self.complete = not (absent or self.tables.open)

    def tokens(self, step: Step) -> Iterator[Token]:
        """What the atoms of a step establish."""
        for index in step.columns:
            yield from self._cell(index).tokens
        for number in step.lone:
            yield from self.tables.atoms[number].established_by(self._lone(number))

    def settle(self, fact: str, speaks: Callable[[Way], bool], silent: Callable[[Way], bool]) -> None:
        """Give a derived fact its value: what the derivations that speak agree on, nothing when all are silent."""
        ways = self.tables.ways[fact]
        values = [self._value_of(way) for way in ways if speaks(way)]
        value = _agreed(fact, values) if values else self._waiting(way for way in ways if not silent(way))
        if isinstance(value, Unknown):
            self.waiting[fact], self.complete = value, False
        else:
            kind = self.tables.lawbook.facts.get(fact)
            self.derived[fact] = told = None if kind is None else to_fact(kind, value)
            self.settled[fact] = self.known[fact] = None if told is None else value
        self._scope = None

    def _value_of(self, way: Way) -> Value:
        if not isinstance(way.value, Function):
            return way.value
        return (
            self._called(way.value, way.derivation.value.tree) if isinstance(way.derivation.value, Condition) else None
        )

    def _waiting(self, undecided: Iterable[Way]) -> Unknown | None:
        open_ways = {id(one): one for way in undecided for one in way.derivation.conditions}  # rows share theirs
        return Unknown(self.missing(open_ways.values())) if open_ways else None

    def _way_speaks(self, way: Way) -> bool:
        return self.speaks(way.number)

    def _way_is_silent(self, way: Way) -> bool:
        return self.is_silent(way.number)

    def speaks(self, number: int) -> bool:
        """Whether a statement speaks."""
        rows = self.tables.rows
        if number in rows.wide:
            return self._established(rows.statements[number].speaks)
        return any(self.is_complete_row(bit) for bit in rows.speaking[number])

    def is_silent(self, number: int) -> bool:
        """Whether it is certain that a statement does not speak."""
        rows = self.tables.rows
        if self.complete:
            return not self.speaks(number)
        if number in rows.wide:
            return self._established(rows.statements[number].silent)
        return bool(self.silenced >> number & 1) or any(self.is_complete_row(bit) for bit in rows.silencing[number])

    def outcome(self, number: int) -> Outcome:
        """What a statement comes to."""
        if self.speaks(number):
            return Outcome.HOLDS
        return Outcome.DOES_NOT_HOLD if self.is_silent(number) else Outcome.CANNOT_BE_TOLD

    def reasons(self, condition: Condition) -> Explained:
        """Why a condition comes out as it does."""
        return self.tables.parts.of(condition).explain(self)

    def part(self, condition: Condition) -> Part:
        """The parts of a condition."""
        return self.tables.parts.of(condition)

    def is_complete_row(self, bit: int) -> bool:
        """Whether all tokens of a row are established."""
        if not self.alive >> bit & 1:
            return False
        return all(self.is_told(token) for token in self.tables.rows.asked.get(bit, ()))

    def is_told(self, token: Token) -> bool:
        """Whether an atom's token is established."""
        number, asked = self.tables.asks[token]
        value = self._short(number)
        return not isinstance(value, Unknown) and _ESTABLISHED[asked](value)

    def _established(self, token: Token) -> bool:
        """The same for any token, from its formula. It is asked when all its atoms can be told."""
        known = self._formulas
        if token not in known:
            formula = self.tables.logic.of(token)
            if isinstance(formula, bool):
                known[token] = formula
            elif token in self.tables.logic.atoms:
                known[token] = self.is_told(token)
            else:
                known[token] = any(all(self._established(one) for one in group) for group in formula)
        return known[token]

    def value(self, number: int) -> Value:
        """What an atom is, with the names it waits for."""
        column, place = self.tables.places[number]
        return self._cell(column).values[place] if column >= 0 else self._lone(number)

    def _short(self, number: int) -> Value:
        """What an atom is; UNKNOWN may stand for all it waits for."""
        column, place = self.tables.places[number]
        if column >= 0:
            return self._cell(column).values[place]
        if number not in self._told:
            told = self.tables.constant.get(number, UNKNOWN)
            if column == -1:
                told = self._called(self.tables.functions[place], self.tables.atoms[number].node, exactly=False)
            self._told[number] = told
        return self._told[number]

    def _lone(self, number: int) -> Value:
        value = self._short(number)
        if value is UNKNOWN:
            self._told[number] = value = evaluate(self.tables.atoms[number].node, self.scope)
        return value

    def _called(self, one: Function, node: Node, *, exactly: bool = True) -> Value:
        """The value of an expression, from its function where that is able."""
        try:
            value = evaluate(node, self.scope) if self._odd else one.call(self.known)
        except (ArithmeticError, ValueError, TypeError):  # a division by zero, a number out of bounds: null somewhere
            return evaluate(node, self.scope)
        return evaluate(node, self.scope) if value is UNKNOWN and exactly else value

    def _cell(self, index: int) -> Cell:
        cell = self._cells.get(index)
        if cell is None:
            column = self.tables.columns[index]
            name = column.name
            if column.stated:
                value: FactValue | Value = self.facts.get(name)
            else:
                value = self.waiting[name] if name in self.waiting else self.settled.get(name)
            self._cells[index] = cell = column.find(value)
        return cell

    @cached_property
    def known(self) -> dict[str, Value]:
        """Every fact that is known, as conditions read it; what is derived is added as it is settled."""
        types, plan = self.tables.lawbook.facts, self.tables.plan
        return {
            name: from_fact(types[name], value)
            for name, value in self.facts.items()
            if value is not None and name in types and name not in plan.derivations and name not in self.tables.given
        }

    @cached_property
    def _odd(self) -> bool:
        """Whether a fact is of another kind than it is declared to be."""
        types = self.tables.lawbook.facts
        return any(
            kind_of(value) is not of_fact(types[name]).kind for name, value in self.known.items() if name in self.facts
        )

    @property
    def scope(self) -> Mapping[str, Value]:
        """Every name, as the tree walker reads it."""
        if self._scope is None:
            self._scope = {**self.known, **self.tables.given, **self.waiting}
        return self._scope

    def tell_atoms(self) -> None:
        """Record the value of every atom. What columns tell is recorded as soon as they are looked into."""
        for step in self.tables.steps:
            for number in step.lone:
                self._short(number)

    def tell_all(self) -> None:
        """Make the explanations of all atoms, for whoever needs many."""
        self.told = [self.leaf(one) for one in self.tables.parts.leaves]
        self.written = [one.value for one in self.told]
        self.all_told = True

    def leaf(self, leaf: Leaf) -> Explained:
        """Why an atom is what it is."""
        told = self._leaves.get(leaf)
        if told is None:
            written = shown(self.value(leaf.number))
            told = self._leaves[leaf] = Explained(leaf.words, written, self._group(leaf.group))
        return told

    def _group(self, number: int) -> tuple[Explained, ...]:
        """Names, or fields of names, with their values."""
        if number not in self._groups:
            names = self.tables.parts.groups[number]
            self._groups[number] = tuple(Explained(words, shown(evaluate(node, self.scope))) for words, node in names)
        return self._groups[number]

    def missing(self, conditions: Iterable[Condition]) -> frozenset[str]:
        """The names to ask for before the conditions can be told."""
        return frozenset[str]().union(*(self._missing(one) for one in conditions))

    def _missing(self, condition: Condition) -> frozenset[str]:
        value = self.part(condition).value(self)
        return value.missing if isinstance(value, Unknown) else frozenset()


def _agreed(fact: str, values: list[Value]) -> Value:
    unknown = [one.missing for one in values if isinstance(one, Unknown)]
    if unknown:
        return Unknown(frozenset[str]().union(*unknown))
    return values[0] if all(one == values[0] for one in values) else Unknown(frozenset({fact}))
