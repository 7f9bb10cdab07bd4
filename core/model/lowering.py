"""Lowers a lawbook to a program of Horn clauses over truth tokens, so that an engine can chain it.

A condition falls apart at `and`, `or` and `not`; what remains are atoms, which the tree walker evaluates. Of each
part up to four things may become known, each a token of its own: it is true, it is not true, it is false, it is
not false. Null is neither true nor false, and an unknown atom establishes nothing. All clauses are positive:

    A and B is true      once A is true and B is true        is not true   once A is not true, or B is not
    A or B is true       once A is true, or B is             is not true   once neither is
    not(A) is true       once A is false                     is not true   once A is not false
    a rule speaks        in force, `when` true, no `unless` true, no rule that overrides it speaks
    a rule is silent     out of force, or `when` not true, or an `unless` true, or an overriding rule speaks

Days enter as tokens too ("in force", "out of force"): one program serves every day. Derived facts are settled in
stages, lowest first: a stage's atoms read only facts that earlier stages have settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from neni.core.model.chaining import Clause, Program, Token
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import And, Node, Not, Or
from neni.core.model.conditions.values import Unknown, Value
from neni.core.model.fingerprints import fingerprint, spaced_once
from neni.core.model.lawbooks import Lawbook
from neni.core.model.rulesets import Condition, Derivation, Period


class Asked(Enum):
    """What may become known of a part."""

    TRUE = "true"
    NOT_TRUE = "not true"
    FALSE = "false"
    NOT_FALSE = "not false"


_BELOW_NOT = {
    Asked.TRUE: Asked.FALSE,
    Asked.NOT_TRUE: Asked.NOT_FALSE,
    Asked.FALSE: Asked.TRUE,
    Asked.NOT_FALSE: Asked.NOT_TRUE,
}
_NEEDS_ALL = {And: (Asked.TRUE, Asked.NOT_FALSE), Or: (Asked.NOT_TRUE, Asked.FALSE)}


@dataclass(frozen=True, slots=True)
class Atom:
    """A part the tree walker evaluates. `tokens` are only those some clause needs."""

    node: Node
    reads: frozenset[str]
    tokens: Mapping[Asked, Token]

    def established_by(self, value: Value) -> Iterator[Token]:
        """The tokens that `value` establishes."""
        if isinstance(value, Unknown):
            return
        known = (
            Asked.TRUE if value is True else Asked.NOT_TRUE,
            Asked.FALSE if value is False else Asked.NOT_FALSE,
        )
        yield from (self.tokens[asked] for asked in known if asked in self.tokens)


@dataclass(frozen=True, slots=True)
class Statement:
    """A rule or derivation: tokens for whether it speaks, and for the day, and the names it reads."""

    reads: frozenset[str]
    speaks: Token
    silent: Token
    in_force: Token
    out_of_force: Token


@dataclass(frozen=True, slots=True)
class Stage:
    """Atoms that can be evaluated together, and the derived facts that are settled after them."""

    atoms: tuple[Atom, ...]
    settles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A lowered lawbook. `rules` by code; `derivations` by fact, in the order of the files."""

    program: Program
    stages: tuple[Stage, ...]
    rules: Mapping[str, Statement]
    derivations: Mapping[str, tuple[tuple[Derivation, Statement], ...]]
    periods: tuple[tuple[Statement, Period], ...]

    def on(self, day: date) -> Iterator[Token]:
        """The tokens of a day."""
        return (one.in_force if day in period else one.out_of_force for one, period in self.periods)


def lower(lawbook: Lawbook) -> Plan:
    """The plan of a lawbook. Facts derived from each other in a circle are never settled; `check` reports them."""
    lowering = _Lowering()
    rules = {rule.code: lowering.statement(rule.reads) for rule in lawbook.rules()}
    periods = [(rules[rule.code], rule.in_force) for rule in lawbook.rules()]
    above: dict[str, list[Statement]] = {}
    for rule in lawbook.rules():
        for other in dict.fromkeys(rule.overrides):
            if other != rule.code:
                above.setdefault(other, []).append(rules[rule.code])
    for rule in lawbook.rules():
        lowering.speaks(rules[rule.code], rule.when, rule.unless, above.get(rule.code, ()))
    derivations: dict[str, list[tuple[Derivation, Statement]]] = {}
    for one in lawbook.derivations():
        statement = lowering.statement(one.reads)
        periods.append((statement, one.in_force))
        lowering.speaks(statement, one.when, one.unless)
        derivations.setdefault(one.fact, []).append((one, statement))
    return Plan(
        Program(fingerprint(lowering.clauses), tuple(lowering.clauses)),
        tuple(_stages(lowering.atoms(), derivations)),
        rules,
        {fact: tuple(ways) for fact, ways in derivations.items()},
        tuple(periods),
    )


class _Lowering:
    """Hands out tokens and collects clauses; equal parts of different conditions share their tokens."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = []
        self._last: Token = 0
        self._known: dict[tuple[str, Asked], Token] = {}
        self._atoms: dict[str, tuple[Node, dict[Asked, Token]]] = {}

    def statement(self, reads: frozenset[str]) -> Statement:
        """Fresh tokens for a rule or derivation."""
        return Statement(reads, self._fresh(), self._fresh(), self._fresh(), self._fresh())

    def speaks(
        self,
        statement: Statement,
        when: Condition | None,
        unless: Iterable[Condition] = (),
        above: Iterable[Statement] = (),
    ) -> None:
        """The clauses of one rule or derivation."""
        needs, stops = [statement.in_force], [statement.out_of_force]
        if when:
            needs.append(self._token(when.text, when.tree, Asked.TRUE))
            stops.append(self._token(when.text, when.tree, Asked.NOT_TRUE))
        for one in unless:
            needs.append(self._token(one.text, one.tree, Asked.NOT_TRUE))
            stops.append(self._token(one.text, one.tree, Asked.TRUE))
        for other in above:
            needs.append(other.silent)
            stops.append(other.speaks)
        self.clauses.append(Clause(tuple(needs), statement.speaks))
        self.clauses += [Clause((stop,), statement.silent) for stop in stops]

    def atoms(self) -> tuple[Atom, ...]:
        """Every atom met."""
        return tuple(Atom(node, names(node), tokens) for node, tokens in self._atoms.values())

    def _fresh(self) -> Token:
        self._last += 1
        return self._last

    def _token(self, text: str, node: Node, asked: Asked) -> Token:
        words = spaced_once(text[node.span.start : node.span.end])
        if (words, asked) not in self._known:
            self._known[words, asked] = token = self._fresh()
            self._define(text, node, asked, token)
        return self._known[words, asked]

    def _define(self, text: str, node: Node, asked: Asked, token: Token) -> None:
        match node:
            case Not():
                self.clauses.append(Clause((self._token(text, node.operand, _BELOW_NOT[asked]),), token))
            case And() | Or():
                parts = tuple(self._token(text, part, asked) for part in node.parts)
                groups = [parts] if asked in _NEEDS_ALL[type(node)] else [(part,) for part in parts]
                self.clauses += [Clause(group, token) for group in groups]
            case _:
                words = spaced_once(text[node.span.start : node.span.end])
                self._atoms.setdefault(words, (node, {}))[1][asked] = token


def _stages(atoms: Iterable[Atom], derivations: Mapping[str, list[tuple[Derivation, Statement]]]) -> Iterator[Stage]:
    levels = _levels({fact: [statement for _, statement in ways] for fact, ways in derivations.items()})
    for level in range(max(levels.values(), default=0) + 1):
        ready = (atom for atom in atoms if max((levels.get(name, 0) for name in atom.reads), default=0) == level)
        settled = (fact for fact, at in levels.items() if at == level + 1)
        yield Stage(tuple(ready), tuple(settled))


def _levels(derivations: Mapping[str, list[Statement]]) -> dict[str, int]:
    """How many derivations deep each derived fact lies; a circle is cut where it closes."""
    levels: dict[str, int] = {}

    def level(fact: str, path: frozenset[str]) -> int:
        if fact not in derivations or fact in path:
            return 0
        if fact not in levels:
            below = (name for one in derivations[fact] for name in one.reads)
            levels[fact] = 1 + max((level(name, path | {fact}) for name in below), default=0)
        return levels[fact]

    for fact in derivations:
        level(fact, frozenset())
    return levels
