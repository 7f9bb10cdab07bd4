"""Screening: the outcome of every rule for one of very many cases, without findings and explanations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

from neni.core.model.compiling.evaluator import Evaluator, Outcomes
from neni.core.model.compiling.keeping import evaluator
from neni.core.model.compiling.logic import Circular
from neni.core.model.compiling.noting import Noted
from neni.core.model.facts import FactValues
from neni.core.model.findings import Outcome
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan
from neni.core.services.judging.concluding import conclude
from neni.core.services.judging.docket import docket


class Screener:
    """A lawbook on a day, ready for many cases. `rules` are the codes in force (of `only` these, when given), in the
    order of the outcomes. It says what judging says."""

    def __init__(self, lawbook: Lawbook, plan: Plan, on: date, only: Iterable[str] | None = None) -> None:
        self._lawbook, self._plan, self._on = lawbook, plan, on
        self._chosen = None if only is None else frozenset(only)
        codes = (rule.code for rule in lawbook.rules(on))
        self.rules = tuple(code for code in codes if self._chosen is None or code in self._chosen)
        self._evaluator: Evaluator | None = None
        with suppress(Circular):
            self._evaluator = evaluator(lawbook, plan, on)

    def outcomes(self, facts: FactValues) -> Outcomes:
        """What every rule says."""
        said = {one.rule: one.outcome for one in self._noted(facts)}
        return tuple(said.get(code, Outcome.DOES_NOT_HOLD) for code in self.rules)

    def screen(self, cases: Iterable[FactValues]) -> Iterator[tuple[Noted, ...]]:
        """For each case the rules that hold or cannot be told; a rule that is not among them does not hold."""
        if self._evaluator is not None and self._chosen is None:
            return self._evaluator.screen(cases)
        return map(self._noted, cases)

    def _noted(self, facts: FactValues) -> tuple[Noted, ...]:
        noted = self._evaluator.noted(facts) if self._evaluator else self._chained(facts)
        return noted if self._chosen is None else tuple(one for one in noted if one.rule in self._chosen)

    def _chained(self, facts: FactValues) -> tuple[Noted, ...]:
        """Only chaining follows law that goes round in a circle."""
        known = conclude(self._lawbook, self._plan, Fixpoint(), facts, self._on)
        rules = docket(self._lawbook, self._plan, self._on)
        told = ((rule, known.outcome(self._plan.rules[rule.code])) for rule in self._lawbook.rules(self._on))
        return tuple(
            Noted(rule.code, outcome, rules.missing(known, rule) if outcome is Outcome.CANNOT_BE_TOLD else ())
            for rule, outcome in told
            if outcome is not Outcome.DOES_NOT_HOLD
        )
