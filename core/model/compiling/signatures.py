"""A lawbook on a day as what it can tell apart in a row: the *signature*, a few small whole numbers.

Rows with one signature come out alike, and there are few signatures however many rows there are. What a signature means
for the rules is worked out as judging does it: conditions are evaluated over what the codes stand for, and the clauses
are followed by the fixpoint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from neni.core.model.compiling.codes import Code
from neni.core.model.compiling.leaves import SCREENED, Leaves
from neni.core.model.compiling.logic import Circular, Logic, logic_of
from neni.core.model.compiling.settling import Ready, ReadyFact, Settling
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import Literal, Node
from neni.core.model.conditions.values import Value
from neni.core.model.law.chaining import Clause, FixpointChain, Program, Token
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Atom, Plan, Statement
from neni.core.model.rules import Condition

MOST_TOGETHER = 4096
"""Rules are told from one signature as long as it has no more forms than this."""
_MOST_IN_KEY = 2**62


@dataclass(frozen=True, slots=True)
class Signature:
    """The codes that some `rules` need, packed into whole numbers (`keys`, each over some of the codes)."""

    rules: tuple[str, ...]
    keys: tuple[tuple[Code, ...], ...]
    meaning: Meaning

    @property
    def forms(self) -> int:
        """How many there could be at most."""
        return _forms(code for key in self.keys for code in key)

    def outcomes(self, key: Iterable[int]) -> tuple[bool | None, ...]:
        """What each rule says of the rows of that signature; None is what cannot be told."""
        return self.meaning.outcomes(dict(self._read(key)))

    def _read(self, key: Iterable[int]) -> Iterator[tuple[str, Value]]:
        for packed, codes in zip(key, self.keys, strict=True):
            left = packed
            for code in codes:
                left, place = divmod(left, len(code.values))
                yield code.name, code.values[place]


@dataclass(frozen=True, slots=True)
class Stage:
    """Atoms told together, and the derived facts settled after them."""

    atoms: tuple[tuple[Atom, Ready], ...]
    facts: tuple[tuple[str, ReadyFact], ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What follows from codes, stage by stage."""

    statements: tuple[Statement, ...]
    program: Program
    stages: tuple[Stage, ...]
    parameters: Mapping[str, Value]

    def outcomes(self, codes: Mapping[str, Value]) -> tuple[bool | None, ...]:
        """What each statement says."""
        established = self._established({**self.parameters, **codes})
        return tuple(
            True if one.speaks in established else False if one.silent in established else None
            for one in self.statements
        )

    def _established(self, scope: dict[str, Value]) -> frozenset[Token]:
        chain, settled = FixpointChain(self.program), dict[str, Node]()
        established = chain.establish(())
        for stage in self.stages:
            told = ((atom, evaluate(ready.on(settled), scope)) for atom, ready in stage.atoms)
            established = chain.establish([token for atom, value in told for token in atom.established_by(value)])
            for name, fact in stage.facts:
                value = settled[name] = fact.settled(established, settled, scope)
                if isinstance(value, Literal):
                    scope[name] = value.value
        return established


class Signatures:
    """The signatures of a lawbook on a day, over a table that has the facts `given`.

    `columns` are the facts the table is read for, with the names of their columns; `values` are columns added to those;
    `parameters` what all of them are given; `unfit` the rules in force that no signature tells.
    """

    def __init__(self, lawbook: Lawbook, plan: Plan, on: date, given: Iterable[str]) -> None:
        self._law, self._plan = lawbook, plan
        parameters = {one.name for one in lawbook.parameters()}
        usable = {name for name in given if lawbook.facts[name].kind in SCREENED and name not in plan.derivations}
        self.columns = {name: f"f{n}" for n, name in enumerate(lawbook.facts) if name in usable - parameters}
        self._leaves = Leaves(lawbook.facts, self.columns)
        self._settling = Settling(lawbook, plan, on, self._leaves, self.columns)
        rules = [rule.code for rule in lawbook.rules(on)]
        self.each: tuple[Signature, ...] = ()
        with suppress(Circular):
            self._logic = logic_of(plan, on)
            self._prepare(rules)
            self.each = tuple(self._signatures(rules))
        told = {rule for one in self.each for rule in one.rules}
        self.unfit = tuple(rule for rule in rules if rule not in told)
        self.values, self.parameters = tuple(self._leaves.values), self._leaves.parameters

    def _prepare(self, rules: Iterable[str]) -> None:
        needed = self._needs(rules)
        for stage in self._plan.stages:
            atoms = [atom for atom in stage.atoms if not needed.isdisjoint(atom.tokens.values())]
            facts = [fact for fact in stage.settles if self._ways(fact) <= needed]
            self._settling.prepare(atoms, facts)

    def _ways(self, fact: str) -> set[Token]:
        return {token for _, one in self._plan.derivations[fact] for token in (one.speaks, one.silent)}

    def _needs(self, rules: Iterable[str]) -> set[Token]:
        """Every token the rules reach, through derived facts too."""
        waiting = [token for code in rules for token in _both(self._plan.rules[code])]
        reached: set[Token] = set()
        while waiting:
            fresh = self._logic.uses(waiting).keys() - reached
            reached |= fresh
            derived = {name for atom in self._atoms(fresh).values() for name in self._derived(atom.reads)}
            waiting = [token for fact in derived for token in self._ways(fact) if token not in reached]
        return reached

    def _derived(self, read: Iterable[str]) -> set[str]:
        """The derived facts among names, with those their values are reckoned from."""
        found: set[str] = set()
        waiting = [name for name in read if name in self._plan.derivations]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                ways = (way.value for way, _ in self._plan.derivations[name])
                trees = (one.tree for one in ways if isinstance(one, Condition))
                waiting += [one for tree in trees for one in names(tree) if one in self._plan.derivations]
        return found

    def _atoms(self, tokens: Iterable[Token]) -> dict[int, Atom]:
        atoms = (self._logic.atoms[token] for token in tokens if token in self._logic.atoms)
        return {id(atom): atom for atom in atoms}

    def _signatures(self, rules: Iterable[str]) -> Iterator[Signature]:
        needs = {code: found for code in rules if (found := self._codes_of(code)) is not None}
        for together in _together(needs):
            codes = dict.fromkeys(code for rule in together for code in needs[rule])
            yield Signature(tuple(together), tuple(_packed(codes)), self._meaning(together))

    def _codes_of(self, rule: str) -> tuple[Code, ...] | None:
        """The codes a rule is told from; None when a part of it has no form."""
        atoms, facts = self._below([rule])
        if not (atoms.keys() <= self._settling.atoms.keys() and facts <= self._settling.facts.keys()):
            return None
        ready = [self._settling.atoms[one] for one in atoms]
        ways = [self._settling.facts[one] for one in facts]
        ready += [one for fact in ways for _, one in fact.ways]
        conditions = [node for one in ready for node in one.conditions.values()]
        conditions += [node for fact in ways for node in fact.same.values()]
        read = sorted({name for node in conditions for name in names(node)})
        codes = (self._leaves.code(name) for name in read)
        return tuple(code for code in codes if code is not None)

    def _below(self, rules: Iterable[str]) -> tuple[dict[int, Atom], set[str]]:
        atoms = self._atoms(self._needs(rules))
        return atoms, {name for atom in atoms.values() for name in self._derived(atom.reads)}

    def _meaning(self, rules: Iterable[str]) -> Meaning:
        needed, (atoms, facts) = self._needs(rules), self._below(rules)
        stages = tuple(
            Stage(
                tuple((atom, self._settling.atoms[id(atom)]) for atom in stage.atoms if id(atom) in atoms),
                tuple((fact, self._settling.facts[fact]) for fact in stage.settles if fact in facts),
            )
            for stage in self._plan.stages
        )
        statements = tuple(self._plan.rules[rule] for rule in rules)
        return Meaning(statements, _program(self._logic, needed), stages, self._settling.parameters)


def _both(statement: Statement) -> tuple[Token, Token]:
    return statement.speaks, statement.silent


def _program(logic: Logic, tokens: Iterable[Token]) -> Program:
    """The clauses of these tokens, as far as the day leaves them open."""
    clauses: list[Clause] = []
    for token in sorted(tokens):
        formula = logic.formulas.get(token, False)
        if token not in logic.atoms and formula is not False:
            clauses += [Clause(group, token) for group in (((),) if formula is True else formula)]
    return Program("", tuple(clauses))


def _together(needs: Mapping[str, tuple[Code, ...]]) -> list[list[str]]:
    """Rules in groups that share signatures: each rule joins the group it makes least larger, while it stays small."""
    groups: list[tuple[list[str], dict[Code, None]]] = []
    for rule in sorted(needs, key=lambda one: -_forms(needs[one])):
        own = dict.fromkeys(needs[rule])
        fitting = [one for one in groups if own.keys() <= one[1].keys() or _forms({**one[1], **own}) <= MOST_TOGETHER]
        if fitting:
            group = min(fitting, key=lambda one: _forms({**one[1], **own}) / _forms(one[1]))
            group[0].append(rule)
            group[1].update(own)
        else:
            groups.append(([rule], own))
    return [rules for rules, _ in groups]


def _packed(codes: Iterable[Code]) -> Iterator[tuple[Code, ...]]:
    key: list[Code] = []
    for code in codes:
        if _forms([*key, code]) > _MOST_IN_KEY:
            yield tuple(key)
            key = []
        key.append(code)
    yield tuple(key)


def _forms(codes: Iterable[Code]) -> int:
    count = 1
    for code in codes:
        count *= len(code.values)
    return count
