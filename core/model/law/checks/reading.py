"""A lawbook being read: what every question about its rules needs, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from neni.core.model.conditions.types import ConditionType, of_fact
from neni.core.model.conditions.values import from_fact
from neni.core.model.law.checks.formulas import Scope
from neni.core.model.law.standing import Standing, standing
from neni.core.model.periods import Period
from neni.core.model.rules import Derivation, Rule
from neni.core.model.rulesets import Lawbook

Statement = Rule | Derivation


@dataclass(frozen=True)
class Reading:
    """A lawbook with what every question needs of it."""

    lawbook: Lawbook

    @cached_property
    def types(self) -> Mapping[str, ConditionType]:
        """What every name of a condition is."""
        return {name: of_fact(fact) for name, fact in self.lawbook.types().items()}

    @cached_property
    def ways(self) -> Mapping[str, tuple[Derivation, ...]]:
        """The derivations of each fact."""
        found: dict[str, tuple[Derivation, ...]] = {}
        for one in self.lawbook.derivations():
            found[one.fact] = (*found.get(one.fact, ()), one)
        return found

    @cached_property
    def above(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules that override each rule."""
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.lawbook.rules():
            for other in rule.overrides:
                found[other] = (*found.get(other, ()), rule)
        return found

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """On what the full effect of each overriding rule hangs."""
        return {rule.code: standing(rule, self.lawbook) for rule in self.lawbook.rules() if rule.overrides}

    def below(self, start: Iterable[str]) -> frozenset[str]:
        """The names and everything their derivations read."""
        reached: set[str] = set()
        waiting = list(start)
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += [read for one in self.ways.get(name, ()) for read in one.reads]
        return frozenset(reached)

    def days(self, statements: Iterable[Statement], within: Period) -> list[date]:
        """The first day of each stretch of the period in which nothing changes for these statements."""
        every = list(statements)
        read = self.below(name for one in every for name in _named(one))
        every += [way for name in read for way in self.ways.get(name, ())]
        periods = [within, *(one.in_force for one in every)]
        days = {one.start or date.min for one in periods}
        days |= {one.end + timedelta(days=1) for one in periods if one.end and one.end < date.max}
        days |= {dated.start for one in self.lawbook.parameters() if one.name in read for dated in one.values}
        return sorted(day for day in days if day in within)

    def values(self, day: date) -> Scope:
        """The parameters that have a value on the day."""
        dated = ((one, one.on(day)) for one in self.lawbook.parameters() if one.name not in self.lawbook.facts)
        return {one.name: from_fact(one.type, value.value) for one, value in dated if value is not None}


def _named(statement: Statement) -> frozenset[str]:
    """What it reads, and what it tells: how sure that is counts too."""
    return statement.reads | statement.tells if isinstance(statement, Rule) else statement.reads
