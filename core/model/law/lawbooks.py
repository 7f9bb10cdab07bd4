"""All the law of one case type, put together from every department's rulesets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from neni.core.model.facts import FactType
from neni.core.model.fingerprints import fingerprint
from neni.core.model.law import clause_checks, deadline_checks, proofreading
from neni.core.model.problems import Problem
from neni.core.model.rules import Derivation
from neni.core.model.rulesets import Lawbook, Ruleset

__all__ = ["Lawbook", "assemble", "check"]


def assemble(case_type: str, rulesets: Iterable[Ruleset], more_facts: Iterable[FactType] = ()) -> Lawbook:
    """The lawbook of a case type out of all rulesets there are; each rule, clause and deadline gets its fingerprint."""
    ours = tuple(ruleset for ruleset in rulesets if case_type in ruleset.applies_to)
    given = tuple(more_facts)
    facts: dict[str, FactType] = {}
    for fact in (*(fact for ruleset in ours for fact in ruleset.facts), *given):
        facts.setdefault(fact.name, fact)
    lawbook = Lawbook(case_type, ours, facts, given)
    foundations = _Foundations(lawbook)
    return replace(lawbook, rulesets=tuple(_fingerprinted(ruleset, foundations) for ruleset in ours))


def check(lawbook: Lawbook, documents: Mapping[str, Collection[str]] | None = None) -> tuple[Problem, ...]:
    """Every mistake there is. `documents` are the document types rules and clauses may name, by case type, where
    known."""
    of_clauses = clause_checks.check(lawbook, documents or {})
    found = (*proofreading.check(lawbook, documents), *of_clauses, *deadline_checks.check(lawbook))
    return tuple(dict.fromkeys(found))


def _fingerprinted(ruleset: Ruleset, foundations: _Foundations) -> Ruleset:
    rules = (
        replace(rule, fingerprint=fingerprint(rule, *foundations.below(rule.reads | rule.tells)))
        for rule in ruleset.rules
    )
    clauses = (replace(one, fingerprint=fingerprint(one, *foundations.below(one.tells))) for one in ruleset.clauses)
    deadlines = (replace(one, fingerprint=fingerprint(one, *foundations.below(one.reads))) for one in ruleset.deadlines)
    return replace(ruleset, rules=tuple(rules), clauses=tuple(clauses), deadlines=tuple(deadlines))


class _Foundations:
    """What rules rest on: derivations and parameters, reached through names."""

    def __init__(self, lawbook: Lawbook) -> None:
        self._parameters = {parameter.name: parameter for parameter in lawbook.parameters()}
        ways: dict[str, list[Derivation]] = {}
        for one in lawbook.derivations():
            ways.setdefault(one.fact, []).append(one)
        self._prints = {name: [fingerprint(one) for one in some] for name, some in ways.items()}
        self._below = {name: frozenset().union(*(one.reads for one in some)) for name, some in ways.items()}

    def print_of(self, what: object, names: frozenset[str]) -> str:
        """The fingerprint of something with all that lies below the names it reads or tells."""
        return fingerprint(what, *self.below(names))

    def below(self, names: frozenset[str]) -> list[object]:
        """Every parameter and derivation below the names, in an order that depends on nothing but their content."""
        reached = self._reached(names)
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
