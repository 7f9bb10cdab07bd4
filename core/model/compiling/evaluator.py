"""What the law of a day says of cases, fast: many cases at once, or one with the value of every atom.

It says what judging says. `screen` gives light findings; `evaluate` keeps all that why and why not can be told from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from neni.core.model.compiling.case import Case
from neni.core.model.compiling.noting import Bits, Noted, Waits, numbers
from neni.core.model.compiling.parts import beside, named_above
from neni.core.model.compiling.sieve import sieve
from neni.core.model.compiling.tables import Tables
from neni.core.model.conditions.explaining import Explained
from neni.core.model.conditions.values import Value
from neni.core.model.facts import FactValues
from neni.core.model.findings import Outcome
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan

Outcomes = tuple[Outcome, ...]
_HOLDS, _DOES_NOT, _CANNOT = Outcome.HOLDS, Outcome.DOES_NOT_HOLD, Outcome.CANNOT_BE_TOLD


class Evaluator:
    """A lawbook on a day, ready for cases. `rules` are the codes in force, in their order. Raises Circular."""

    def __init__(self, lawbook: Lawbook, plan: Plan, on: date) -> None:
        self.tables = tables = Tables(lawbook, plan, on)
        self.rules = tuple(rule.code for rule in tables.rules)
        self._sieve = None if tables.open else sieve(tables)
        self._bits = Bits(tables)
        self._holds = tuple(Noted(code, _HOLDS) for code in self.rules)
        self._silent = [_DOES_NOT] * len(self.rules)
        self.waits = Waits(tables)

    def screen(self, cases: Iterable[FactValues]) -> Iterator[tuple[Noted, ...]]:
        """For each case the rules that hold or cannot be told; a rule that is not there does not hold."""
        return map(self.noted, cases)

    def noted(self, facts: FactValues) -> tuple[Noted, ...]:
        """The same for one case."""
        alive = self._sifted(facts)
        if alive is not None and self._bits.plain:
            return self._held(alive & self._bits.rules)
        return self.told(self._case(facts, alive))

    def told(self, case: Case) -> tuple[Noted, ...]:
        """What a case that was run comes to."""
        speaking = self._bits.speaking(case)
        if case.complete:
            return self._held(speaking)
        open_ = self._bits.rules & ~speaking & ~self._bits.silent(case)
        return tuple(
            self._holds[number] if speaking >> number & 1 else self.waits.noted(case, number)
            for number in numbers(speaking | open_)
        )

    def outcomes(self, facts: FactValues) -> Outcomes:
        """What every rule says."""
        return self.spread(self.noted(facts))

    def spread(self, noted: Iterable[Noted]) -> Outcomes:
        """The outcome of every rule out of the noted ones."""
        found, numbers = self._silent.copy(), self.tables.numbers
        for one in noted:
            found[numbers[one.rule]] = one.outcome
        return tuple(found)

    def evaluate(self, facts: FactValues) -> Traced:
        """What every rule says, with the value of every atom."""
        case = Case(self.tables, facts).run()
        case.tell_atoms()
        return Traced(self, case, self.told(case))

    def explained(self, case: Case, rule: str, outcomes: Outcomes) -> Explained:
        """Why a rule comes out so in a case that was run."""
        numbers = self.tables.numbers
        found = self.tables.rules[numbers[rule]]
        overriding = [one.code for one in self.waits.above(rule)]
        above = (
            (named_above(code, in_effect=self.waits.in_effect(code)), outcomes[numbers[code]]) for code in overriding
        )
        return beside(found, outcomes[numbers[rule]], map(case.reasons, (found.when, *found.unless)), above)

    def _sifted(self, facts: FactValues) -> int | None:
        """The rows that stated facts leave alive; None when a fact is missing or of another kind."""
        if self._sieve is None:
            return None
        try:
            return self._sieve(facts)
        except (LookupError, TypeError, ArithmeticError):
            return None

    def _case(self, facts: FactValues, alive: int | None) -> Case:
        case = Case(self.tables, facts, alive).run()
        if alive is not None and not case.complete:  # something derived waits although all facts are stated
            return Case(self.tables, facts).run()
        return case

    def _held(self, speaking: int) -> tuple[Noted, ...]:
        return tuple([self._holds[number] for number in numbers(speaking)])


class Traced:
    """One case with all that was told of it. Outcomes and findings are there; trees of reasons are made when asked."""

    __slots__ = ("_case", "_evaluator", "findings", "outcomes")

    def __init__(self, evaluator: Evaluator, case: Case, findings: tuple[Noted, ...]) -> None:
        self._evaluator, self._case = evaluator, case
        self.findings = findings
        self.outcomes = evaluator.spread(findings)

    def outcome(self, rule: str) -> Outcome:
        """What a rule in force says."""
        return self.outcomes[self._evaluator.tables.numbers[rule]]

    def missing(self, rule: str) -> tuple[str, ...]:
        """The facts and values of the law to ask for before the rule can be told."""
        return next((one.missing for one in self.findings if one.rule == rule), ())

    def explained(self, rule: str) -> Explained:
        """Why a rule comes out so: its condition part by part, exceptions and overriding rules beside it."""
        return self._evaluator.explained(self._case, rule, self.outcomes)

    @property
    def scope(self) -> Mapping[str, Value]:
        """The value of every name in conditions; a name that is absent waits to be stated."""
        return self._case.scope

    def values(self) -> Mapping[str, Value]:
        """The words of every atom of the law with its value."""
        return {words: self._case.value(number) for words, number in self._evaluator.tables.parts.words.items()}
