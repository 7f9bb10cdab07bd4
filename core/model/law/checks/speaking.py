"""When rules and derivations can speak, as formulas, and on which days anything about that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import Node
from neni.core.model.conditions.values import Unknown, Value, from_fact, to_fact
from neni.core.model.law.checks.formulas import (
    All,
    Alternative,
    AnyOf,
    Formula,
    Met,
    Variable,
    is_possible,
    opposite,
)
from neni.core.model.law.checks.reading import Reading, Statement
from neni.core.model.law.checks.terms import Term, Terms
from neni.core.model.periods import Period
from neni.core.model.rules import Condition, Derivation, Rule

MOST_DAYS = 50
"""Days of change one question is asked for. A rule with more is taken to be able to speak."""

Demand = Callable[["Day"], Formula]
"""Something asked of a day."""


def can_ever(
    reading: Reading, statements: Iterable[Statement], within: Period, demand: Demand, *, unsure: bool = True
) -> bool:
    """Whether on any day of the period the demand can be met; `unsure` is the answer when that takes too long to tell.
    With that, false is certain."""
    days = reading.days(statements, within)
    if len(days) > MOST_DAYS:
        return unsure
    return any(Day(reading, day).allows(demand, unsure=unsure) for day in days)


class Day:
    """The law of one day, for one question."""

    def __init__(self, reading: Reading, day: date) -> None:
        self._reading = reading
        self._day = day
        self._values = reading.values(day)
        self._terms = Terms(reading.types, self._values)

    def allows(self, demand: Demand, *, unsure: bool = True) -> bool:
        """Whether the demand can be met on this day."""
        formula = demand(self)
        settled = self._settled()
        facts = self._reading.lawbook.facts
        return is_possible(formula, self._terms.variables(facts, settled), self._values, unsure=unsure)

    def met(self, node: Node) -> Formula:
        """The condition is true."""
        return Met(self._terms.rewritten(node))

    def body(self, statement: Statement) -> Formula:
        """`when` is true and no `unless` is."""
        when = (self.met(statement.when.tree),) if statement.when else ()
        return All((*when, *(opposite(self.met(one.tree)) for one in statement.unless)))

    def at_odds(self, one: Derivation, other: Derivation) -> Formula:
        """Both speak and give different values."""
        values = self._value(one), self._value(other)
        if values[0] == values[1] or any(isinstance(value, Unknown) for value in values):
            return AnyOf(())
        return All((self.body(one), self.body(other)))

    def overrules(self, rule: Rule, *, confirmed: bool, surely: bool = True) -> Formula:
        """A rule that overrides this one speaks in full effect: `surely`, or perhaps. A rule that only advises silences
        no other until people confirm it; `confirmed` is when they did so with every rule."""
        return self._overrules(rule, frozenset({rule.code}), confirmed=confirmed, surely=surely)

    def _overrules(self, rule: Rule, seen: frozenset[str], *, confirmed: bool, surely: bool) -> Formula:
        others = [one for one in self._reading.above.get(rule.code, ()) if self._day in one.in_force]
        counted = [one for one in others if confirmed or not surely or self._in_full_effect(one)]
        speaking = (
            (one, self._overrules(one, seen | {one.code}, confirmed=confirmed, surely=not surely))
            for one in counted
            if one.code not in seen
        )
        return AnyOf(tuple(All((self.body(one), opposite(overruled))) for one, overruled in speaking))

    def _in_full_effect(self, rule: Rule) -> bool:
        return self._reading.standings[rule.code].in_full_effect(self._day, frozenset())

    def _settled(self) -> dict[str, Variable]:
        """The derived facts of which every value they can be given is known, with what must be so for each. Looking
        at one may bring in others."""
        settled: dict[str, Variable] = {}
        while new := [(name, term) for name, term in self._terms.facts().items() if name not in settled]:
            for name, term in new:
                settled[name] = self._derived(name, term) or Variable(())
        return {name: one for name, one in settled.items() if one.alternatives}

    def _derived(self, name: str, term: Term) -> Variable | None:
        ways = [one for one in self._reading.ways.get(name, ()) if self._day in one.in_force]
        values = [self._value(one) for one in ways]
        fact = self._reading.lawbook.facts.get(name)
        if fact is None or not fact.derived or any(isinstance(one, Unknown) for one in values):
            return None
        bodies = list(zip(values, map(self.body, ways), strict=True))
        silent = All(tuple(opposite(body) for value, body in bodies if value is not None))
        found = [Alternative({term.name: None}, silent)]
        for value in _different(one for one in values if one is not None):
            speaking = AnyOf(tuple(body for one, body in bodies if one == value))
            found.append(Alternative({term.name: value}, speaking))
        return Variable(tuple(found), frozenset({term.name}))

    def _value(self, way: Derivation) -> Value:
        """What a derivation gives on this day; unknown when that depends on the case."""
        fact, value = self._reading.lawbook.facts[way.fact], way.value
        if not isinstance(value, Condition):
            return from_fact(fact, value)
        if not names(value.tree, self._reading.types) <= self._values.keys():
            return Unknown(frozenset({way.fact}))
        told = evaluate(value.tree, self._values)
        return told if isinstance(told, Unknown) or to_fact(fact, told) is not None else None


def _different(values: Iterable[Value]) -> Iterator[Value]:
    seen: list[Value] = []
    for one in values:
        if one not in seen:
            seen.append(one)
            yield one
