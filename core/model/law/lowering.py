"""Lowers a lawbook to a program of Horn clauses over truth tokens, so that an engine can chain it.

A condition falls apart at `and`, `or` and `not`; what remains are atoms, which the tree walker evaluates. Of each
part up to four things may become known, each a token of its own: it is true, it is not true, it is false, it is
not false. Null is neither true nor false, and an unknown atom establishes nothing. All clauses are positive:

    A and B is true      once A is true and B is true        is not true   once A is not true, or B is not
    A or B is true       once A is true, or B is             is not true   once neither is
    not(A) is true       once A is false                     is not true   once A is not false
    a rule speaks        in force, `when` true, no `unless` true, no rule that overrides it speaks in full effect
    a rule is silent     out of force, or `when` not true, or an `unless` true, or an overriding rule does
    a row speaks         in force, `when` true, and its rivals are not true, or else all decided

Days enter as tokens too ("in force", "out of force"), and so does whether a rule that overrides others is in full
effect: one program serves every day. Derived facts are settled in stages, lowest first: a stage's atoms read only
facts that earlier stages have settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import And, Node, Not, Or
from neni.core.model.conditions.values import Unknown, Value
from neni.core.model.fingerprints import fingerprint, spaced_once
from neni.core.model.law.chaining import Clause, Program, Token
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.standing import Standing, standing
from neni.core.model.periods import Period
from neni.core.model.rules import Condition, Derivation, Rivals


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
class Overriding:
    """A rule that overrides others, and perhaps only advises: tokens for whether it is in full effect."""

    standing: Standing
    in_effect: Token
    advises: Token


@dataclass(frozen=True, slots=True)
class Stage:
    """Atoms that can be evaluated together, and the derived facts that are settled after them."""

    atoms: tuple[Atom, ...]
    settles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A lowered lawbook. `rules` by code; `derivations` by fact, in the order of the files. `confirmed` are the rules
    and fingerprints people vouched for."""

    program: Program
    stages: tuple[Stage, ...]
    rules: Mapping[str, Statement]
    derivations: Mapping[str, tuple[tuple[Derivation, Statement], ...]]
    periods: tuple[tuple[Statement, Period], ...]
    overriding: tuple[Overriding, ...] = ()
    confirmed: frozenset[tuple[str, str]] = frozenset()
    _confirming: dict[frozenset[tuple[str, str]], Plan] = field(default_factory=dict, compare=False, repr=False)

    def on(self, day: date) -> Iterator[Token]:
        """The tokens of a day."""
        yield from (one.in_force if day in period else one.out_of_force for one, period in self.periods)
        for one in self.overriding:
            yield one.in_effect if one.standing.in_full_effect(day, self.confirmed) else one.advises

    def confirming(self, confirmed: frozenset[tuple[str, str]]) -> Plan:
        """The plan with what people vouched for: one and the same for all that makes no difference to it."""
        known = {(one.standing.rule, one.standing.fingerprint) for one in self.overriding}
        relevant = confirmed & known
        if relevant == self.confirmed:
            return self
        if relevant not in self._confirming:
            self._confirming[relevant] = replace(self, confirmed=relevant)
        return self._confirming[relevant]

    def in_full_effect(self, rule: str, day: date) -> bool:
        """Whether a rule silences those it overrides, once it speaks."""
        standings = (one.standing for one in self.overriding if one.standing.rule == rule)
        return all(one.in_full_effect(day, self.confirmed) for one in standings)


def lower(lawbook: Lawbook) -> Plan:
    """The plan of a lawbook. Facts derived from each other in a circle are never settled; `check` reports them."""
    lowering = _Lowering()
    rules = {rule.code: lowering.statement(rule.reads) for rule in lawbook.rules()}
    periods = [(rules[rule.code], rule.in_force) for rule in lawbook.rules()]
    overriding = dict(_overriding(lawbook, lowering))
    above: dict[str, list[tuple[Statement, Overriding | None]]] = {}
    for rule in lawbook.rules():
        for other in dict.fromkeys(rule.overrides):
            if other != rule.code:
                above.setdefault(other, []).append((rules[rule.code], overriding.get(rule.code)))
    for rule in lawbook.rules():
        lowering.speaks(rules[rule.code], rule.when, rule.unless, above.get(rule.code, ()))
    derivations: dict[str, list[tuple[Derivation, Statement]]] = {}
    for one in lawbook.derivations():
        statement = lowering.statement(one.reads)
        periods.append((statement, one.in_force))
        lowering.speaks(statement, one.when, one.unless, rivals=one.rivals)
        derivations.setdefault(one.fact, []).append((one, statement))
    return Plan(
        Program(fingerprint(lowering.clauses), tuple(lowering.clauses)),
        tuple(_stages(lowering.atoms(), derivations)),
        rules,
        {fact: tuple(ways) for fact, ways in derivations.items()},
        tuple(periods),
        tuple(overriding.values()),
    )


def _overriding(lawbook: Lawbook, lowering: _Lowering) -> Iterator[tuple[str, Overriding]]:
    """The overriding rules that people may have to confirm on some day."""
    for rule in lawbook.rules():
        found = standing(rule, lawbook) if rule.overrides else None
        if found and found.may_only_advise:
            yield rule.code, Overriding(found, lowering.token(), lowering.token())


class _Lowering:
    """Hands out tokens and collects clauses; equal parts of different conditions share their tokens."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = []
        self._last: Token = 0
        self._known: dict[tuple[str, Asked], Token] = {}
        self._shared: dict[tuple[object, ...], Token] = {}
        self._atoms: dict[str, tuple[Node, dict[Asked, Token]]] = {}

    def statement(self, reads: frozenset[str]) -> Statement:
        """Fresh tokens for a rule or derivation."""
        return Statement(reads, self.token(), self.token(), self.token(), self.token())

    def speaks(
        self,
        statement: Statement,
        when: Condition | None,
        unless: Iterable[Condition] = (),
        above: Iterable[tuple[Statement, Overriding | None]] = (),
        rivals: Rivals | None = None,
    ) -> None:
        """The clauses of one rule or derivation."""
        needs: list[Token] = [statement.in_force]
        stops: list[tuple[Token, ...]] = [(statement.out_of_force,)]
        if when:
            needs.append(self._token(when.text, when.tree, Asked.TRUE))
            stops.append((self._token(when.text, when.tree, Asked.NOT_TRUE),))
        for one in unless:
            needs.append(self._token(one.text, one.tree, Asked.NOT_TRUE))
            stops.append((self._token(one.text, one.tree, Asked.TRUE),))
        for other, overriding in above:
            needs.append(self._yields(other, overriding))
            stops.append((other.speaks, overriding.in_effect) if overriding else (other.speaks,))
        ways = [(*needs, one) for one in self._among(rivals)] if rivals else [tuple(needs)]
        self.clauses += [Clause(way, statement.speaks) for way in ways]
        self.clauses += [Clause(stop, statement.silent) for stop in stops]

    def _yields(self, other: Statement, overriding: Overriding | None) -> Token:
        """Once an overriding rule is silent, or only advises."""
        if overriding is None:
            return other.silent
        token = self.token()
        self.clauses += [Clause((other.silent,), token), Clause((overriding.advises,), token)]
        return token

    def _among(self, rivals: Rivals) -> Iterator[Token]:
        """Two ways for a row to speak: those that say something else are not met; or everything is decided, and then
        rows that differ speak against each other."""
        yield self._all(rivals.every, (Asked.TRUE, Asked.NOT_TRUE))
        if rivals.others:
            yield self._all(rivals.others, (Asked.NOT_TRUE,))

    def _all(self, conditions: Sequence[Condition], ways: tuple[Asked, ...]) -> Token:
        """Once each of the conditions is known in one of these ways. Rows that need the same share the token."""
        key = tuple(map(id, conditions)), ways
        if key not in self._shared:
            self._shared[key] = token = self.token()
            needs = tuple(self._either(one, ways) for one in conditions)
            self.clauses.append(Clause(needs, token))
        return self._shared[key]

    def _either(self, one: Condition, ways: tuple[Asked, ...]) -> Token:
        if len(ways) == 1:
            return self._token(one.text, one.tree, ways[0])
        key = spaced_once(one.text), ways
        if key not in self._shared:
            self._shared[key] = token = self.token()
            self.clauses += [Clause((self._token(one.text, one.tree, way),), token) for way in ways]
        return self._shared[key]

    def atoms(self) -> tuple[Atom, ...]:
        """Every atom met."""
        return tuple(Atom(node, names(node), tokens) for node, tokens in self._atoms.values())

    def token(self) -> Token:
        """A fresh token."""
        self._last += 1
        return self._last

    def _token(self, text: str, node: Node, asked: Asked) -> Token:
        words = spaced_once(text[node.span.start : node.span.end])
        if (words, asked) not in self._known:
            self._known[words, asked] = token = self.token()
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
