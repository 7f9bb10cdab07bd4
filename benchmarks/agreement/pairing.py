"""One pair after another: a drawn lawbook and a drawn case, judged in every way there is and by the patient reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

import drawing
import reading

from neni.core.adapters.engine import CheckedEngine
from neni.core.model.chaining import Fixpoint, Program
from neni.core.model.conditions.values import from_fact
from neni.core.model.lowering import lower
from neni.core.services.concluding import conclude

CASES, LAWBOOKS = 25, 80
"""Cases per lawbook; lawbooks per process, because durable-rules keeps all it ever loaded."""


@dataclass
class Tally:
    """What was compared, and how often a rule came out each way."""

    pairs: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    ways: tuple[str, ...] = ()


class Unchecked:
    """durable-rules in this process, believed without a second opinion."""

    name = "durable-rules, unchecked"

    def __init__(self) -> None:
        from neni.core.adapters.engine import session  # noqa: PLC0415 - durable-rules may not be installed

        self._session, self._loaded = session, dict[str, Any]()

    @contextmanager
    def run(self, program: Program) -> Iterator[Any]:
        """A fresh run."""
        if program.code not in self._loaded:
            self._loaded[program.code] = self._session.Loaded(program)
        yield self._session.Session(self._loaded[program.code])


def part(seed: int, pairs: int) -> Tally:
    """So many pairs, in a process of their own."""
    random, tally, checked = Random(seed), Tally(), CheckedEngine()
    engines: list[Any] = [Fixpoint(), checked]
    with suppress(ImportError):
        engines.append(Unchecked())
    tally.ways = tuple(one.name for one in engines)
    while tally.pairs < pairs:
        law = drawing.lawbook(random)
        plan = lower(law)
        for _ in range(min(CASES, pairs - tally.pairs)):
            compare(law, plan, engines, random, tally)
    if checked.tally["alone"] or checked.tally["disagreements"]:
        tally.differences.append(f"seed {seed}: the checked engine did not answer everything: {checked.tally}")
    checked.close()
    return tally


def compare(law: Any, plan: Any, engines: list[Any], random: Random, tally: Tally) -> None:
    """One pair, every way."""
    facts, on = drawing.case(random), drawing.day(random)
    expected, derived = reading.outcomes(law, facts, on)
    known = {name: one for name, one in derived.items() if one is not reading.MISSING}
    for engine in engines:
        found = conclude(law, plan, engine, facts, on)
        said = {code: found.outcome(one).value for code, one in plan.rules.items()}
        told = {n: None if v is None else from_fact(law.facts[n], v) for n, v in found.derived.items()}
        if said != expected or told != known:
            conditions = [(one.code, one.when.text, [each.text for each in one.unless]) for one in law.rules()]
            tally.differences.append(
                f"{engine.name}: {said} {told}\nexpected {expected} {known}\n{conditions}\n{facts} {on}"
            )
    for outcome in expected.values():
        tally.outcomes[outcome] = tally.outcomes.get(outcome, 0) + 1
    tally.pairs += 1
