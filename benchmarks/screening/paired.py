"""Microseconds for one case of a case type of ours: judged with findings, concluded without, screened.

Run by hand: `python benchmarks/screening/paired.py [CASE_TYPE] [CASES]`. The ways take turns on the same drawn cases,
so that a busy machine hurts them alike, and must agree on every outcome.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from random import Random
from statistics import median

from neni.core.adapters import feel, rulebook
from neni.core.adapters.words import Phrases
from neni.core.model.facts import FactKind, FactType, FactValue, FactValues
from neni.core.model.findings import Outcome
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lawbooks import assemble
from neni.core.model.law.lowering import lower
from neni.core.services.judging import judge
from neni.core.services.judging.concluding import conclude
from neni.core.services.screening import Screener

ON, ROUNDS = date(2026, 3, 2), 5


def drawn(random: Random, kind: FactType) -> FactValue:
    """A value such as people state."""
    values: dict[FactKind, Callable[[], FactValue]] = {
        FactKind.MONEY: lambda: random.choice((99_900, 1_000_000, 12_500_000, 52_000_000)) + random.randint(-200, 200),
        FactKind.PERCENT: lambda: Decimal(random.randint(0, 20)),
        FactKind.NUMBER: lambda: Decimal(random.randint(0, 60)),
        FactKind.DATE: lambda: ON - timedelta(random.randint(0, 60)),
        FactKind.CHOICE: lambda: random.choice(kind.choices).code,
        FactKind.TEXT: lambda: random.choice(("Prishtinë", "Pejë", "810000001")),
        FactKind.YES_NO: lambda: random.random() < 0.5,
    }
    return values[kind.kind]()


def main() -> None:
    """Print medians per case."""
    case_type = sys.argv[1] if len(sys.argv) > 1 else "procurement.purchase"
    count, random = int(sys.argv[2]) if len(sys.argv) > 2 else 1000, Random(1)
    law = assemble(case_type, rulebook.load(files("neni.rulesets") / "procurement", "procurement", feel.parse).rulesets)
    plan, engine, words = lower(law), Fixpoint(), Phrases()
    stated = [fact for fact in law.facts.values() if not fact.derived and fact.kind is not FactKind.RECORDS]
    cases = [{one.name: drawn(random, one) for one in stated if random.random() < 0.9} for _ in range(count)]
    begun = time.perf_counter()
    screener = Screener(law, plan, ON)
    print(f"{case_type}: {len(screener.rules)} rules, written out in {(time.perf_counter() - begun) * 1000:.1f} ms")

    def judged(facts: FactValues) -> dict[str, Outcome]:
        return {one.rule: one.outcome for one in judge(law, plan, engine, words, facts, ON).findings}

    def concluded(facts: FactValues) -> dict[str, Outcome]:
        known = conclude(law, plan, engine, facts, ON)
        return {code: known.outcome(plan.rules[code]) for code in screener.rules}

    ways: dict[str, Callable[[FactValues], object]] = {
        "judged, with findings": judged,
        "concluded": concluded,
        "screened": screener.outcomes,
    }
    for facts in cases:
        assert judged(facts) == concluded(facts) == dict(zip(screener.rules, screener.outcomes(facts), strict=True))
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            begun = time.perf_counter()
            for facts in cases:
                way(facts)
            taken[name].append((time.perf_counter() - begun) / count * 1e6)
    for name, times in taken.items():
        print(f"{name:24} {median(times):8.1f} µs a case")


if __name__ == "__main__":
    main()
