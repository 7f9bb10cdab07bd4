"""Neni's ways from facts to findings: many cases at once, one case with its whole trace, one case as an office sees it.

The law is read from its YAML by the loader of the product; the facts are those an office keeps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from benchmarks.rules.law import FIELDS, Case, Number, Rule, in_yaml
from neni.core.adapters import engine, feel, rulebook
from neni.core.adapters.words import Phrases
from neni.core.model.compiling.keeping import evaluator
from neni.core.model.compiling.noting import Noted
from neni.core.model.facts import FactValues
from neni.core.model.findings import Finding, Outcome
from neni.core.model.law.lawbooks import Lawbook, assemble, check
from neni.core.model.law.lowering import lower
from neni.core.services.judging import judge
from neni.core.services.screening import Screener

ON = date(2026, 3, 2)
_DECIMAL = frozenset(one.name for one in FIELDS if isinstance(one, Number) and not one.is_money)


def lawbook_of(law: Sequence[Rule]) -> Lawbook:
    """The lawbook of drawn rules."""
    read = rulebook.read({"benchmark/law.yaml": in_yaml(law).encode()}, "benchmark", feel.parse)
    lawbook = assemble("benchmark.purchase", read.rulesets)
    if mistakes := check(lawbook):
        raise SystemExit(f"the drawn law has mistakes: {mistakes[:3]}")
    return lawbook


class _Ours:
    """What the three ways share: facts as the product keeps them, and findings told by the place of their rule."""

    def __init__(self, law: Sequence[Rule]) -> None:
        self.lawbook = lawbook_of(law)
        self.plan = lower(self.lawbook)
        self._places: Mapping[str, int] = {rule.code: place for place, rule in enumerate(law)}

    def prepare(self, cases: Sequence[Case]) -> list[FactValues]:
        """Whole numbers as exact numbers; money stays cents."""
        return [{name: Decimal(value) if name in _DECIMAL else value for name, value in case.items()} for case in cases]

    def told(self, results: Sequence[Any]) -> Iterator[tuple[list[int], list[int]]]:
        """The places of the rules that hold, and of those that cannot be told."""
        for findings in results:
            found = [(one.outcome, self._places[one.rule]) for one in findings]
            yield (
                sorted(place for outcome, place in found if outcome is Outcome.HOLDS),
                sorted(place for outcome, place in found if outcome is Outcome.CANNOT_BE_TOLD),
            )


class Bulk(_Ours):
    """Findings that hold or cannot be told, for many cases."""

    def __init__(self, law: Sequence[Rule]) -> None:
        super().__init__(law)
        self._screener = Screener(self.lawbook, self.plan, ON)

    def run(self, prepared: Sequence[FactValues]) -> list[Any]:
        """All cases in one go."""
        return list(self._screener.screen(prepared))


class Traced(_Ours):
    """Findings with the value of every part of every condition, so that why and why not can be told."""

    def __init__(self, law: Sequence[Rule]) -> None:
        super().__init__(law)
        self._evaluator = evaluator(self.lawbook, self.plan, ON)

    def run(self, prepared: Sequence[FactValues]) -> list[Any]:
        """Case by case; the trace is made and kept while its case is looked at."""
        evaluate = self._evaluator.evaluate
        return [evaluate(facts).findings for facts in prepared]


class Judged(_Ours):
    """The whole evaluation of an office: findings in three languages with explanations, chained and compared."""

    def __init__(self, law: Sequence[Rule]) -> None:
        super().__init__(law)
        self._engine, self._words = engine.best(), Phrases()

    def run(self, prepared: Sequence[FactValues]) -> list[Any]:
        """Case by case; an evaluation is let go once its outcomes are noted, as an office does when it is stored."""
        return [[Noted(one.rule, one.outcome, ()) for one in self._evaluated(facts)] for facts in prepared]

    def _evaluated(self, facts: FactValues) -> Sequence[Finding]:
        return judge(self.lawbook, self.plan, self._engine, self._words, facts, ON).findings
