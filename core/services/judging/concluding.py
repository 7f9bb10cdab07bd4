"""From facts to everything that follows: atoms are evaluated, the engine chains them, derived facts are settled
stage by stage. A fact that was not stated is unknown, and only what does not depend on it is concluded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from neni.core.model.compiling.case import Case
from neni.core.model.compiling.evaluator import Evaluator
from neni.core.model.compiling.keeping import evaluator
from neni.core.model.compiling.logic import Circular
from neni.core.model.compiling.tables import Way
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.explaining import Explained, explain
from neni.core.model.conditions.values import Unknown, Value, from_fact, to_fact
from neni.core.model.facts import FactValue, FactValues
from neni.core.model.findings import Outcome
from neni.core.model.law.chaining import Token
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan, Statement
from neni.core.model.rules import Condition, DatedValue, Derivation
from neni.core.ports import Chain, Engine


class Told(Protocol):
    """What can be asked of a case that was concluded."""

    @property
    def scope(self) -> Mapping[str, Value]:
        """The value of every name in conditions."""

    def missing(self, conditions: Iterable[Condition]) -> frozenset[str]:
        """The names to ask for before the conditions can be told."""

    def reasons(self, condition: Condition) -> Explained:
        """Why a condition comes out as it does."""

    def all_reasons(self) -> None:
        """Get ready to be asked why of every condition."""

    def waits(self, rule: str) -> tuple[str, ...] | None:
        """What a rule that cannot be told waits for, in the order of the law, when an earlier case like this one has
        told; None when it takes more."""


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What is known at the end. `values` are those of facts stated or derived (None is known to be nothing),
    `parameters` the dated values of the day; `case` tells of single conditions."""

    established: frozenset[Token]
    values: Mapping[str, FactValue | None]
    derived: Mapping[str, FactValue | None]
    parameters: Mapping[str, DatedValue]
    case: Told

    @property
    def scope(self) -> Mapping[str, Value]:
        """The value of every name in conditions."""
        return self.case.scope

    def missing(self, conditions: Iterable[Condition]) -> frozenset[str]:
        """The names to ask for before the conditions can be told."""
        return self.case.missing(conditions)

    def outcome(self, statement: Statement) -> Outcome:
        """Whether a rule or derivation speaks."""
        if statement.speaks in self.established:
            return Outcome.HOLDS
        return Outcome.DOES_NOT_HOLD if statement.silent in self.established else Outcome.CANNOT_BE_TOLD


def conclude(lawbook: Lawbook, plan: Plan, engine: Engine, facts: FactValues, on: date) -> Conclusions:
    """Everything that follows from the facts by the law of that day. Raises EngineFailure when the engine fails."""
    with concluding(lawbook, plan, engine, facts, on) as known:
        return known


@contextmanager
def concluding(lawbook: Lawbook, plan: Plan, engine: Engine, facts: FactValues, on: date) -> Iterator[Conclusions]:
    """The same, to go on with while the engine still checks it: at the end EngineFailure may be raised, and what was
    made of the conclusions must not be told to anybody."""
    with engine.run(plan.program) as chain:
        yield _concluded(lawbook, plan, chain, facts, on)


def _concluded(lawbook: Lawbook, plan: Plan, chain: Chain, facts: FactValues, on: date) -> Conclusions:
    """What the day and the first atoms tell is put to the engine as one question."""
    try:
        ready = evaluator(lawbook, plan, on)
    except Circular:
        return _walked(lawbook, plan, chain, facts, on)
    tables, told = ready.tables, list(plan.on(on))
    case = Case(tables, facts)
    established = frozenset[Token]() if tables.steps else chain.presume(told)
    for step in tables.steps:
        case.enter(step)
        established = chain.presume([*told, *case.tokens(step)])
        told = []
        for fact in step.settles:
            case.settle(fact, *_told_by(established))
    values = _values(lawbook, plan, facts, case.derived)
    return Conclusions(established, values, case.derived, tables.parameters, _Told(case, ready))


class _Told:
    """What is told of a case by the tables of the law."""

    def __init__(self, case: Case, ready: Evaluator) -> None:
        self._case, self._waits, self._numbers = case, ready.waits, ready.tables.numbers
        self.missing, self.reasons, self.all_reasons = case.missing, case.reasons, case.tell_all

    @property
    def scope(self) -> Mapping[str, Value]:
        """The value of every name in conditions."""
        return self._case.scope

    def waits(self, rule: str) -> tuple[str, ...] | None:
        """What a rule waits for, when that takes no more than the facts that are missing."""
        noted = self._waits.simple(self._case, self._numbers[rule])
        return noted.missing if noted else None


def _told_by(established: frozenset[Token]) -> tuple[Callable[[Way], bool], Callable[[Way], bool]]:
    """Whether a derivation speaks, and whether it is silent."""
    return lambda way: way.statement.speaks in established, lambda way: way.statement.silent in established


def _values(
    lawbook: Lawbook, plan: Plan, facts: FactValues, derived: Mapping[str, FactValue | None]
) -> dict[str, FactValue | None]:
    stated = ((name, value) for name, value in facts.items() if name in lawbook.facts and name not in plan.derivations)
    return {**dict(stated), **derived}


def _walked(lawbook: Lawbook, plan: Plan, chain: Chain, facts: FactValues, on: date) -> Conclusions:
    """The same for law in which derived facts go round in a circle: every atom is walked when its stage comes."""
    types = lawbook.facts
    stated = _values(lawbook, plan, facts, {})
    parameters = {one.name: dated for one in lawbook.parameters() if (dated := one.on(on)) is not None}
    scope = dict(_scope(lawbook, stated, parameters))
    derived: dict[str, FactValue | None] = {}
    established = chain.presume(plan.on(on))
    for stage in plan.stages:
        tokens = [token for atom in stage.atoms for token in atom.established_by(evaluate(atom.node, scope))]
        established = chain.presume(tokens)
        for fact in stage.settles:
            value = _settled(fact, lawbook, plan, established, scope)
            if not isinstance(value, Unknown):
                derived[fact] = to_fact(types[fact], value) if fact in types else None
                value = None if derived[fact] is None else value
            scope[fact] = value
    return Conclusions(established, stated | derived, derived, parameters, _Walked(scope))


class _Walked:
    """What is told of a case by walking its conditions."""

    def __init__(self, scope: Mapping[str, Value]) -> None:
        self.scope = scope

    def missing(self, conditions: Iterable[Condition]) -> frozenset[str]:
        """The names to ask for before the conditions can be told."""
        return _missing(self.scope, conditions)

    def reasons(self, condition: Condition) -> Explained:
        """Why a condition comes out as it does."""
        return explain(condition.tree, condition.text, self.scope)

    def all_reasons(self) -> None:
        """Nothing is shared between conditions."""

    def waits(self, rule: str) -> None:
        """Nothing is kept for such law."""


def _scope(
    lawbook: Lawbook, stated: Mapping[str, FactValue | None], parameters: Mapping[str, DatedValue]
) -> Iterator[tuple[str, Value]]:
    for name, value in stated.items():
        if value is not None:
            yield name, from_fact(lawbook.facts[name], value)
    for one in lawbook.parameters():
        dated = parameters.get(one.name)
        yield one.name, from_fact(one.type, dated.value) if dated else Unknown(frozenset({one.name}))


def _settled(
    fact: str, lawbook: Lawbook, plan: Plan, established: frozenset[Token], scope: Mapping[str, Value]
) -> Value:
    """The value of a derived fact: what the derivations that speak agree on; nothing when all are silent."""
    ways = plan.derivations[fact]
    values = [_value(one, lawbook, scope) for one, statement in ways if statement.speaks in established]
    if values:
        return _agreed(fact, values)
    undecided = [one for one, statement in ways if statement.silent not in established]
    open_ways = {id(condition): condition for one in undecided for condition in one.conditions}  # rows share theirs
    return Unknown(_missing(scope, open_ways.values())) if open_ways else None


def _value(derivation: Derivation, lawbook: Lawbook, scope: Mapping[str, Value]) -> Value:
    if isinstance(derivation.value, Condition):
        return evaluate(derivation.value.tree, scope)
    return from_fact(lawbook.facts[derivation.fact], derivation.value)


def _agreed(fact: str, values: list[Value]) -> Value:
    unknown = [one.missing for one in values if isinstance(one, Unknown)]
    if unknown:
        return Unknown(frozenset().union(*unknown))
    return values[0] if all(one == values[0] for one in values) else Unknown(frozenset({fact}))


def _missing(scope: Mapping[str, Value], conditions: Iterable[Condition | None]) -> frozenset[str]:
    values = (evaluate(one.tree, scope) for one in conditions if one is not None)
    return frozenset().union(*(value.missing for value in values if isinstance(value, Unknown)))
