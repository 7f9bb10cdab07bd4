"""One Python function for a lawbook on a day: the facts of a case in, the outcome of every rule in force out.

It says what judging says, without findings or explanations. Only what its expressions have no fast form for is still
walked, and facts derived by an expression are settled as judging settles them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from neni.core.model.chaining import Token
from neni.core.model.compiling.expressions import Unfit, Variable, Writer
from neni.core.model.compiling.logic import Logic, logic_of, roots
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import Node
from neni.core.model.conditions.types import Kind, of_fact
from neni.core.model.conditions.values import Unknown, Value, from_fact, to_fact
from neni.core.model.facts import FactKind, FactType, FactValues
from neni.core.model.findings import Outcome
from neni.core.model.lawbooks import Lawbook
from neni.core.model.lowering import Asked, Atom, Plan, Statement
from neni.core.model.rulesets import Condition, Derivation

Outcomes = tuple[Outcome, ...]
_MOST_NESTED = 30
_CONVERTED = {
    FactKind.MONEY: "if {v} is not U: {v} = Decimal({v}).scaleb(-2)",
    FactKind.PERCENT: "if {v} is not U: {v} = Decimal({v}).scaleb(-2)",
    FactKind.RECORDS: "if {v} is not U: {v} = from_fact({kind}, {v})",
}


def function(lawbook: Lawbook, plan: Plan, on: date, rules: Iterable[str]) -> Callable[[FactValues], Outcomes]:
    """The function that tells of these rules. It may raise on facts beyond its fast forms; judging tells then.

    Raises Circular when the law goes round in a circle.
    """
    return _Function(lawbook, plan, on).written(plan.rules[code] for code in rules)


class _Function:
    """The lines of one function under way, and the constants they use."""

    def __init__(self, lawbook: Lawbook, plan: Plan, on: date) -> None:
        self._law, self._plan, self._on = lawbook, plan, on
        self._logic: Logic = logic_of(plan, on)
        self._lines: list[str] = []
        self._kept: dict[str, Any] = {
            "U": _UNKNOWN, "H": Outcome.HOLDS, "D": Outcome.DOES_NOT_HOLD, "X": Outcome.CANNOT_BE_TOLD,
            "Decimal": Decimal, "from_fact": from_fact, "walked": _walked, "agreed": _agreed, "fitted": _fitted,
        }  # fmt: skip
        self._variables = dict(self._facts()) | self._parameters()
        self._writer = Writer(self._variables, self._constant)
        self._tokens: dict[Token, tuple[str, int]] = {}
        self._atoms: dict[int, tuple[str, bool]] = {}
        self._read: dict[str, None] = {}

    def written(self, statements: Iterable[Statement]) -> Callable[[FactValues], Outcomes]:
        """The function, compiled."""
        rules = tuple(statements)
        self._uses = self._logic.uses(roots(rules, (way for ways in self._plan.derivations.values() for way in ways)))
        for stage in self._plan.stages:
            for fact in stage.settles:
                self._settle(fact, self._plan.derivations[fact])
        said = "".join(f"{self._outcome(one)}," for one in rules)
        body = "\n    ".join(["def screen(facts):", *self._prologue(), *self._lines, f"return ({said})"])
        namespace = dict(self._kept)
        exec(compile(body, "<law written out>", "exec"), namespace)  # noqa: S102 - no word of it is anybody's text
        written: Callable[[FactValues], Outcomes] = namespace["screen"]
        return written

    def _constant(self, value: object) -> str:
        name = f"c{len(self._kept)}"
        self._kept[name] = value
        return name

    def _facts(self) -> Iterable[tuple[str, Variable]]:
        for number, (name, kind) in enumerate(self._law.facts.items()):
            derived = name in self._plan.derivations
            yield name, Variable(f"d{number}" if derived else f"f{number}", of_fact(kind).kind, nullable=derived)
        for number, name in enumerate(self._plan.derivations):
            if name not in self._law.facts:
                yield name, Variable(f"n{number}", Kind.ANY, nullable=True)

    def _parameters(self) -> dict[str, Variable]:
        found: dict[str, Variable] = {}
        for one in self._law.parameters():
            dated = one.on(self._on)
            value: Value = from_fact(one.type, dated.value) if dated else _UNKNOWN
            if one.name not in self._plan.derivations:
                kind = of_fact(one.type).kind
                found[one.name] = Variable(self._constant(value), kind, fixed=value if dated else None)
        return found

    def _prologue(self) -> Iterable[str]:
        """Reads the facts that are used; the ones nobody stated are U."""
        parameters = {one.name for one in self._law.parameters()}
        for name in self._read:
            if name in self._law.facts and name not in parameters and name not in self._plan.derivations:
                kind, code = self._law.facts[name], self._variables[name].code
                yield f"{code} = facts.get({self._constant(name)}, U)"
                if kind.kind in _CONVERTED:
                    yield _CONVERTED[kind.kind].format(v=code, kind=self._constant(kind))

    def _outcome(self, statement: Statement) -> str:
        speaks, silent = self._expression(statement.speaks), self._expression(statement.silent)
        return f"H if {speaks} else D if {silent} else X"

    def _expression(self, token: Token) -> str:
        return self._token(token)[0]

    def _token(self, token: Token) -> tuple[str, int]:
        """The code that tells whether a token is established, and how deeply it nests."""
        if token in self._logic.atoms:
            return self._asked(token), 1
        formula = self._logic.of(token)
        if isinstance(formula, bool):
            return str(formula), 0
        if token not in self._tokens:
            self._tokens[token] = self._formula(token, formula)
        return self._tokens[token]

    def _formula(self, token: Token, formula: tuple[tuple[Token, ...], ...]) -> tuple[str, int]:
        groups = [[self._token(one) for one in group] for group in formula]
        code = " or ".join(" and ".join(one for one, _ in group) for group in groups)
        depth = 1 + max(depth for group in groups for _, depth in group)
        if self._uses[token] == 1 and depth < _MOST_NESTED:
            return f"({code})", depth
        self._lines.append(f"t{token} = {code}")
        return f"t{token}", 0

    def _asked(self, token: Token) -> str:
        atom = self._logic.atoms[token]
        asked = next(asked for asked, one in atom.tokens.items() if one == token)
        code, null = self._atom(atom)
        if asked in (Asked.TRUE, Asked.FALSE):
            return f"{code} is {asked is Asked.TRUE}"
        if not null:
            return f"{code} is {asked is Asked.NOT_FALSE}"
        return f"({code} is not {asked is Asked.NOT_TRUE} and {code} is not U)"

    def _atom(self, atom: Atom) -> tuple[str, bool]:
        """The variable that holds the atom's value, and whether that may be null."""
        if id(atom) not in self._atoms:
            code, null = self._value(atom.node)
            self._lines.append(f"a{len(self._atoms)} = {code}")
            self._atoms[id(atom)] = f"a{len(self._atoms)}", null
        return self._atoms[id(atom)]

    def _value(self, node: Node) -> tuple[str, bool]:
        """The value of any expression, U while it is unknown, and whether it may be null."""
        read = sorted(names(node))
        self._read.update(dict.fromkeys(read))
        fixed = {name: self._variables[name].fixed for name in read if name in self._variables}
        if len(fixed) == len(read) and None not in fixed.values():
            return self._constant(evaluate(node, fixed)), True
        try:
            return self._fast(node)
        except Unfit:
            known = "".join(f"({self._constant(name)}, {self._variables[name].code})," for name in fixed)
            return f"walked({self._constant(node)}, ({known}))", True

    def _fast(self, node: Node) -> tuple[str, bool]:
        with suppress(Unfit):
            return self._writer.open_range(node), True
        found = self._writer.value(node)
        nullable = " or ".join(f"{one} is None" for one in sorted(found.nullable))
        unknown = " or ".join(f"{one} is U" for one in sorted(found.reads))
        guarded = f"None if {nullable} else {found.code}" if nullable else found.code
        yes_no = found.kind is Kind.YES_NO
        return f"U if {unknown} else {guarded}" if unknown else guarded, bool(nullable) or not yes_no

    def _settle(self, fact: str, ways: tuple[tuple[Derivation, Statement], ...]) -> None:
        """Lines that give a derived fact its value: what those that speak agree on, nothing when all are silent."""
        variable, found = self._variables[fact].code, f"s{len(self._lines)}"
        self._lines.append(f"{found} = []")
        for way, statement in ways:
            speaks = self._expression(statement.speaks)
            if speaks != "False":
                value = self._given(fact, way)
                self._lines.append(f"if {speaks}: {found}.append({value})")
        silent = " and ".join(self._expression(statement.silent) for _, statement in ways)
        some = f"({found}[0] if len({found}) == 1 else agreed({found}))"
        if any(isinstance(way.value, Condition) for way, _ in ways):
            some = f"fitted({self._constant(self._law.facts.get(fact))}, {some})"
        self._lines.append(f"{variable} = {some} if {found} else None if {silent} else U")

    def _given(self, fact: str, way: Derivation) -> str:
        if isinstance(way.value, Condition):
            return self._value(way.value.tree)[0]
        return self._constant(from_fact(self._law.facts[fact], way.value))


_UNKNOWN = Unknown(frozenset())


def _walked(node: Node, known: Iterable[tuple[str, Value]]) -> Value:
    scope: Mapping[str, Value] = {name: value for name, value in known if value is not _UNKNOWN}
    value = evaluate(node, scope)
    return _UNKNOWN if isinstance(value, Unknown) else value


def _agreed(values: list[Value]) -> Value:
    return values[0] if all(one is not _UNKNOWN and one == values[0] for one in values) else _UNKNOWN


def _fitted(kind: FactType | None, value: Value) -> Value:
    """Nothing, when the value is none of the fact's kind."""
    if value is _UNKNOWN:
        return value
    return None if kind is None or to_fact(kind, value) is None else value
