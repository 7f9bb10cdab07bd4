"""From facts to everything that follows: atoms are evaluated, the engine chains them, derived facts are settled
stage by stage. A fact that was not stated is unknown, and only what does not depend on it is concluded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from neni.core.model.chaining import Token
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.values import Unknown, Value, from_fact, to_fact
from neni.core.model.facts import FactValue, FactValues
from neni.core.model.findings import Outcome
from neni.core.model.lawbooks import Lawbook
from neni.core.model.lowering import Plan, Statement
from neni.core.model.rulesets import Condition, DatedValue, Derivation
from neni.core.ports import Engine


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What is known at the end. `scope` holds the value of every name in conditions, `values` those of facts stated
    or derived (None is known to be nothing), `parameters` the dated values of the day."""

    scope: Mapping[str, Value]
    established: frozenset[Token]
    values: Mapping[str, FactValue | None]
    derived: Mapping[str, FactValue | None]
    parameters: Mapping[str, DatedValue]

    def outcome(self, statement: Statement) -> Outcome:
        """Whether a rule or derivation speaks."""
        if statement.speaks in self.established:
            return Outcome.HOLDS
        return Outcome.DOES_NOT_HOLD if statement.silent in self.established else Outcome.CANNOT_BE_TOLD

    def missing(self, conditions: Iterable[Condition | None]) -> frozenset[str]:
        """The names to ask for before the conditions can be told."""
        return _missing(self.scope, conditions)


def conclude(lawbook: Lawbook, plan: Plan, engine: Engine, facts: FactValues, on: date) -> Conclusions:
    """Everything that follows from the facts by the law of that day."""
    types = lawbook.facts
    stated: dict[str, FactValue | None] = {
        name: value for name, value in facts.items() if name in types and name not in plan.derivations
    }
    parameters = {one.name: dated for one in lawbook.parameters() if (dated := one.on(on)) is not None}
    scope = dict(_scope(lawbook, stated, parameters))
    derived: dict[str, FactValue | None] = {}
    with engine.run(plan.program) as chain:
        established = chain.establish(plan.on(on))
        for stage in plan.stages:
            tokens = [token for atom in stage.atoms for token in atom.established_by(evaluate(atom.node, scope))]
            established = chain.establish(tokens)
            for fact in stage.settles:
                value = _settled(fact, lawbook, plan, established, scope)
                if not isinstance(value, Unknown):
                    derived[fact] = to_fact(types[fact], value) if fact in types else None
                    value = None if derived[fact] is None else value
                scope[fact] = value
    return Conclusions(scope, established, stated | derived, derived, parameters)


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
