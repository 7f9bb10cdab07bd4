"""All the law of one case type, put together from every department's rulesets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from neni.core.model.facts import FactType
from neni.core.model.fingerprints import fingerprint
from neni.core.model.proofreading import check
from neni.core.model.rulesets import Derivation, Lawbook, Rule, Ruleset

__all__ = ["Lawbook", "assemble", "check"]


def assemble(case_type: str, rulesets: Iterable[Ruleset], more_facts: Iterable[FactType] = ()) -> Lawbook:
    """The lawbook of a case type out of all rulesets there are; each rule gets its fingerprint."""
    ours = tuple(ruleset for ruleset in rulesets if case_type in ruleset.applies_to)
    given = tuple(more_facts)
    facts: dict[str, FactType] = {}
    for fact in (*(fact for ruleset in ours for fact in ruleset.facts), *given):
        facts.setdefault(fact.name, fact)
    lawbook = Lawbook(case_type, ours, facts, given)
    foundations = _Foundations(lawbook)
    return replace(lawbook, rulesets=tuple(_fingerprinted(ruleset, foundations) for ruleset in ours))


def _fingerprinted(ruleset: Ruleset, foundations: _Foundations) -> Ruleset:
    rules = (replace(rule, fingerprint=fingerprint(rule, *foundations.of(rule))) for rule in ruleset.rules)
    return replace(ruleset, rules=tuple(rules))


class _Foundations:
    """What rules rest on: derivations and parameters, reached through names."""

    def __init__(self, lawbook: Lawbook) -> None:
        self._parameters = {parameter.name: parameter for parameter in lawbook.parameters()}
        ways: dict[str, list[Derivation]] = {}
        for one in lawbook.derivations():
            ways.setdefault(one.fact, []).append(one)
        self._prints = {name: [fingerprint(one) for one in some] for name, some in ways.items()}
        self._below = {name: frozenset().union(*(one.reads for one in some)) for name, some in ways.items()}

    def of(self, rule: Rule) -> list[object]:
        """Every parameter and derivation below the rule, in an order that depends on nothing but their content."""
        reached = self._reached(rule.reads | rule.tells)
        parameters: list[object] = [self._parameters[name] for name in sorted(reached) if name in self._parameters]
        derivations = (one for name in reached for one in self._prints.get(name, ()))
        return [*parameters, *sorted(derivations)]

    def _reached(self, start: frozenset[str]) -> set[str]:
        reached: set[str] = set()
        waiting = list(start)
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += self._below.get(name, ())
        return reached
