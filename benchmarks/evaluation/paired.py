"""Processor time of one case: noted in bulk, evaluated with its trace, judged in full; by law of 50 and of 500 rules.

Run by hand: `python benchmarks/evaluation/paired.py [CASES]`. The ways take turns on the same cases, so that a busy
machine hurts them alike, and must agree; cases are complete, or lack one fact in ten.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from random import Random
from statistics import median

from drawing import ON, case, lawbook

from neni.core.adapters.engine import best
from neni.core.adapters.words import Phrases
from neni.core.model.compiling.evaluator import Evaluator
from neni.core.model.facts import FactValues
from neni.core.model.findings import Evaluation, Outcome
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan, lower
from neni.core.ports import Engine
from neni.core.services.judging import judge
from neni.core.services.screening import Screener

ROUNDS = 5


def main() -> None:
    """Print medians per case."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    for rules in (50, 500):
        law = lawbook(rules)
        plan = lower(law)
        begun = time.process_time()
        evaluator = Evaluator(law, plan, ON)
        print(f"{rules} rules, compiled in {(time.process_time() - begun) * 1000:.0f} ms")
        for stated in (1.0, 0.9):
            random = Random(2)
            cases = [case(random, stated) for _ in range(count)]
            print(f"  {stated:.0%} of facts stated")
            paired(law, plan, evaluator, cases)


def paired(law: Lawbook, plan: Plan, evaluator: Evaluator, cases: list[FactValues]) -> None:
    """The ways take turns."""
    screener, words, engine = Screener(law, plan, ON), Phrases(), best()
    few = cases[: max(10, 2000 // len(evaluator.rules))]

    def judged(engine: Engine) -> Iterator[Evaluation]:
        return (judge(law, plan, engine, words, facts, ON) for facts in few)

    agree(evaluator, few, judged(Fixpoint()))
    ways: dict[str, tuple[Callable[[], object], int]] = {
        "noted, many at once": (lambda: sum(map(len, screener.screen(cases))), len(cases)),
        "evaluated, with trace": (lambda: [evaluator.evaluate(facts) for facts in cases], len(cases)),
        "judged over the fixpoint": (lambda: deque(judged(Fixpoint()), 0), len(few)),
        f"judged over {engine.name}": (lambda: deque(judged(engine), 0), len(few)),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, (way, times) in ways.items():
            begun = time.process_time()
            way()
            taken[name].append((time.process_time() - begun) / times * 1e6)
    held = sum(one.outcome is Outcome.HOLDS for noted in screener.screen(cases) for one in noted)
    print(f"    {held / len(evaluator.rules) / len(cases):.1%} of rules hold")
    for name, microseconds in taken.items():
        print(f"    {name:28} {median(microseconds):9.1f} µs a case")


def agree(evaluator: Evaluator, cases: Iterable[FactValues], judged: Iterable[Evaluation]) -> None:
    """Stop at a difference."""
    for facts, evaluation in zip(cases, judged, strict=True):
        traced = evaluator.evaluate(facts)
        for finding in evaluation.findings:
            assert traced.outcome(finding.rule) is finding.outcome
            assert traced.missing(finding.rule) == tuple(one.name for one in finding.missing)
            assert traced.explained(finding.rule) == finding.explanation


if __name__ == "__main__":
    main()
