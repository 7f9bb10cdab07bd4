"""Screening: the outcome of every rule for very many cases, without findings and explanations."""

from __future__ import annotations

from datetime import date

from neni.core.model.chaining import Fixpoint
from neni.core.model.compiling.function import Outcomes, function
from neni.core.model.compiling.logic import Circular
from neni.core.model.facts import FactValues
from neni.core.model.lawbooks import Lawbook
from neni.core.model.lowering import Plan
from neni.core.services.concluding import conclude


class Screener:
    """A lawbook on a day, ready for many cases. `rules` are the codes in force, in the order of the outcomes."""

    def __init__(self, lawbook: Lawbook, plan: Plan, on: date) -> None:
        self._lawbook, self._plan, self._on = lawbook, plan, on
        self.rules = tuple(rule.code for rule in lawbook.rules(on))
        try:
            self._written = function(lawbook, plan, on)
        except Circular:
            self._written = self._the_long_way

    def outcomes(self, facts: FactValues) -> Outcomes:
        """What judging would say of each rule."""
        try:
            return self._written(facts)
        except (ArithmeticError, ValueError, TypeError):  # a division by zero, a number out of bounds: null somewhere
            return self._the_long_way(facts)

    def _the_long_way(self, facts: FactValues) -> Outcomes:
        known = conclude(self._lawbook, self._plan, Fixpoint(), facts, self._on)
        return tuple(known.outcome(self._plan.rules[code]) for code in self.rules)
