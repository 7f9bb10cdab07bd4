"""A lawbook on a day as one SQL query over typed columns: for each row and rule true, false, or NULL (cannot be told).

What has no SQL form is told rule by rule, and left to the Python function.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from neni.core.model.chaining import Token
from neni.core.model.compiling.expressions import Unfit
from neni.core.model.compiling.logic import Circular, logic_of
from neni.core.model.compiling.sql_values import Digits, Sql, SqlWriter
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import Literal
from neni.core.model.conditions.types import Kind, of_fact
from neni.core.model.conditions.values import Unknown, Value, from_fact
from neni.core.model.facts import FactKind
from neni.core.model.lawbooks import Lawbook
from neni.core.model.lowering import Asked, Atom, Plan, Statement
from neni.core.model.rulesets import Condition, Derivation

COLUMNS: Mapping[FactKind, Digits] = {
    FactKind.MONEY: Digits(16, 2),
    FactKind.PERCENT: Digits(4, 6),
    FactKind.NUMBER: Digits(12, 6),
}
"""Digits of the columns that hold facts; a percent column holds the fraction."""
SCREENED = frozenset({*COLUMNS, FactKind.DATE, FactKind.CHOICE, FactKind.TEXT, FactKind.YES_NO})
"""Kinds of facts a table's cell can hold."""
_TESTS = {
    Asked.TRUE: ("IS TRUE", "IS TRUE"),
    Asked.NOT_TRUE: ("IS FALSE", "IS NOT TRUE"),
    Asked.FALSE: ("IS FALSE", "IS FALSE"),
    Asked.NOT_FALSE: ("IS TRUE", "IS NOT FALSE"),
}

_COLUMN = re.compile(r"\bt\d+\b")
_MOST_LETTERS = 4000


@dataclass(frozen=True, slots=True)
class Query:
    """`text` selects a column `r0`, `r1` … for each of `rules`, from a table `facts` whose columns are the values of
    `columns`; `$p0` … are its `parameters`. `unfit` are the rules in force that have no SQL form."""

    text: str
    parameters: Mapping[str, object]
    columns: Mapping[str, str]
    rules: tuple[str, ...]
    unfit: tuple[str, ...]


def query(lawbook: Lawbook, plan: Plan, on: date, given: Iterable[str]) -> Query:
    """The query for tables that hold the facts `given`; no other fact is ever known."""
    return _Query(lawbook, plan, on, frozenset(given)).written()


class _Query:
    def __init__(self, lawbook: Lawbook, plan: Plan, on: date, given: frozenset[str]) -> None:
        self._law, self._plan, self._on = lawbook, plan, on
        self._parameters: dict[str, object] = {}
        self._columns = {
            name: f"f{number}"
            for number, (name, fact) in enumerate(lawbook.facts.items())
            if name in given and fact.kind in SCREENED and name not in plan.derivations
        }
        self._names = {name: self._column(name) for name in self._columns}
        self._writer = SqlWriter(self._names, self._parameter)
        self._fixed: dict[str, Value] = {}
        for name, fixed in self._dated():
            self._fixed[name] = fixed
            self._names[name] = self._writer.constant(fixed)
        self._unstated = lawbook.facts.keys() - self._columns.keys() - plan.derivations.keys() - self._fixed.keys()
        self._layers: list[str] = []
        self._added: list[str] = []
        self._tokens: dict[Token, str] = {}
        self._count = 0
        self._sizes: dict[str, int] = {}
        """How long the columns of this layer are once DuckDB has put them into one another."""

    def written(self) -> Query:
        """The query, with every rule that fits."""
        rules = [rule.code for rule in self._law.rules(self._on)]
        told: dict[str, str] = {}
        with suppress(Circular):
            self._logic = logic_of(self._plan, self._on)
            self._settle_all()
            told = dict(self._told(rules))
        outcomes = ", ".join(f"{code} AS r{number}" for number, code in enumerate(told.values())) or "NULL AS none"
        self._layer()
        text = "".join(f"SELECT * {layer} FROM (" for layer in reversed(self._layers))  # noqa: S608 - constants are parameters
        text = f"SELECT {outcomes} FROM ({text}SELECT * FROM facts{')' * len(self._layers)})"  # noqa: S608
        unfit = tuple(code for code in rules if code not in told)
        used = {name: value for name, value in self._parameters.items() if re.search(rf"\${name}\b", text)}
        return Query(text, used, self._columns, tuple(told), unfit)

    def _told(self, rules: Iterable[str]) -> Iterator[tuple[str, str]]:
        for code in rules:
            with suppress(Unfit):
                speaks, silent = self._both(self._plan.rules[code])
                yield code, f"CASE WHEN {speaks} THEN TRUE WHEN {silent} THEN FALSE END"

    def _parameter(self, value: Value) -> str:
        name = f"p{len(self._parameters)}"
        self._parameters[name] = value
        return f"${name}"

    def _column(self, name: str) -> Sql:
        fact = self._law.facts[name]
        return Sql(self._columns[name], of_fact(fact).kind, COLUMNS.get(fact.kind, Digits(0, 0)), plain=True)

    def _dated(self) -> Iterator[tuple[str, Value]]:
        for one in self._law.parameters():
            dated = one.on(self._on)
            if dated and one.type.kind in SCREENED and one.name not in self._plan.derivations:
                yield one.name, from_fact(one.type, dated.value)

    def _both(self, statement: Statement) -> tuple[str, str]:
        return self._token(statement.speaks), self._token(statement.silent)

    def _token(self, token: Token) -> str:
        """A column that tells whether the token is established."""
        if token not in self._tokens:
            atom = self._logic.atoms.get(token)
            self._tokens[token] = self._add(self._asked(token, atom) if atom else self._formula(token))
        return self._tokens[token]

    def _add(self, code: str) -> str:
        if code in ("TRUE", "FALSE"):
            return code
        size = len(code) + sum(self._sizes.get(name, 0) for name in _COLUMN.findall(code))
        if size > _MOST_LETTERS:
            self._layer()
        self._count += 1
        self._sizes[f"t{self._count}"] = size
        self._added.append(f"{code} AS t{self._count}")
        return f"t{self._count}"

    def _formula(self, token: Token) -> str:
        formula = self._logic.of(token)
        if isinstance(formula, bool):
            return str(formula).upper()
        return " OR ".join("(" + " AND ".join(map(self._token, group)) + ")" for group in formula)

    def _asked(self, token: Token, atom: Atom) -> str:
        asked = next(asked for asked, one in atom.tokens.items() if one == token)
        value = self._value(atom)
        if value is None:
            return "FALSE"  # it reads a fact that the table never states
        plain, beside_nothing = _TESTS[asked]
        if not value.unknown:
            return f"({value.code}) {plain}"
        return f"(NOT ({' OR '.join(value.unknown)}) AND ({value.code}) {beside_nothing})"

    def _value(self, atom: Atom) -> Sql | None:
        read = names(atom.node)
        scope = {name: self._fixed[name] for name in read if name in self._fixed}
        if read <= self._fixed.keys() | self._unstated:
            found = evaluate(atom.node, scope)
            if isinstance(found, Unknown):
                return None
            return Sql("NULL" if not isinstance(found, bool) else str(found).upper(), Kind.YES_NO, unknown=("FALSE",))
        return self._writer.value(atom.node)

    def _settle_all(self) -> None:
        for stage in self._plan.stages:
            for fact in stage.settles:
                with suppress(Unfit):
                    self._settle(fact, self._plan.derivations[fact])
            self._layer()

    def _layer(self) -> None:
        """What was added becomes columns that the next layer can read."""
        if self._added:
            self._layers.append(", " + ", ".join(self._added))
            self._added, self._sizes = [], {}

    def _settle(self, fact: str, ways: tuple[tuple[Derivation, Statement], ...]) -> None:
        kind = self._law.facts[fact]
        if kind.kind not in SCREENED:
            raise Unfit
        both = [(way, *self._both(statement)) for way, statement in ways]
        spoken = [(speaks, self._given(fact, way)) for way, speaks, _ in both if speaks != "FALSE"]
        silent = " AND ".join(one for _, _, one in both)
        digits = _widest(value.digits for _, value in spoken)
        any_speaks = " OR ".join(speaks for speaks, _ in spoken) or "FALSE"
        conflict = " OR ".join(_conflicts(spoken)) or "FALSE"
        chosen = "CASE " + " ".join(f"WHEN {speaks} THEN {value.code}" for speaks, value in spoken) + " END"
        self._count += 1
        value, unknown = f"d{self._count}", f"u{self._count}"
        self._added.append(f"({conflict}) OR NOT (({any_speaks}) OR ({silent})) AS {unknown}")
        chosen = chosen if spoken else "NULL"
        self._added.append(f"{self._fitted(kind.kind, chosen, digits)} AS {value}")
        kept = COLUMNS.get(kind.kind, Digits(0, 0))
        digits = Digits(digits.before, kept.after) if kind.kind is FactKind.MONEY else digits
        self._names[fact] = Sql(value, of_fact(kind).kind, digits, (unknown,), nullable=True, plain=True)

    def _fitted(self, kind: FactKind, code: str, digits: Digits) -> str:
        if kind is not FactKind.MONEY or digits.after <= COLUMNS[kind].after:
            return code
        cents = f"CAST({code} AS {Digits(digits.before, COLUMNS[kind].after).type})"
        return f"CASE WHEN {cents} = {code} THEN {cents} END"

    def _given(self, fact: str, way: Derivation) -> Sql:
        """What a derivation gives; of expressions only what fits the fact whatever comes out, parts of a cent aside."""
        kind = self._law.facts[fact]
        if not isinstance(way.value, Condition):
            return self._writer.constant(from_fact(kind, way.value))
        if isinstance(way.value.tree, Literal) and way.value.tree.value is None:
            return Sql("NULL", of_fact(kind).kind, unknown=("FALSE",))
        found = self._writer.value(way.value.tree)
        if found.kind is not of_fact(kind).kind or kind.kind is FactKind.CHOICE:
            raise Unfit
        return found


def _widest(digits: Iterable[Digits]) -> Digits:
    every = (*digits, Digits(0, 0))
    return Digits(max(one.before for one in every), max(one.after for one in every))


def _conflicts(spoken: list[tuple[str, Sql]]) -> Iterator[str]:
    """When the value of a derived fact cannot be told although something speaks."""
    for number, (speaks, value) in enumerate(spoken):
        unknown = value.unknown or ((f"{value.code} IS NULL",) if value.fixed is None else ())
        yield from (f"({speaks} AND ({one}))" for one in unknown)
        for other_speaks, other in spoken[:number]:
            if value.fixed is None or other.fixed is None or value.fixed != other.fixed:
                yield f"({speaks} AND {other_speaks} AND {value.code} IS DISTINCT FROM {other.code})"
