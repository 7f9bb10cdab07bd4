"""One pair after another: a drawn lawbook and a drawn case, judged in every way there is and by the patient reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import drawing
import law as laws
import reading
import rows
from jotting import told_of

from neni.core.adapters.engine import CheckedEngine
from neni.core.model.conditions.values import from_fact
from neni.core.model.law.chaining import Fixpoint, Program, Token
from neni.core.model.law.lowering import lower
from neni.core.services.judging.concluding import conclude
from neni.core.services.screening import Screener

CASES, LAWBOOKS = 25, 80
"""Cases per lawbook; lawbooks per process, because durable-rules keeps all it ever loaded."""


@dataclass
class Tally:
    """What was compared, how often a rule came out each way, in SQL too, and how many tables there were."""

    pairs: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    tables: dict[str, int] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    ways: tuple[str, ...] = ()

    def count(self, counts: dict[str, int], found: Iterable[str]) -> None:
        """Each of these once more."""
        for one in found:
            counts[one] = counts.get(one, 0) + 1

    def add(self, other: Tally) -> None:
        """What another process compared."""
        self.pairs += other.pairs
        self.ways = other.ways
        self.differences += other.differences
        for ours, theirs in ((self.outcomes, other.outcomes), (self.rows, other.rows), (self.tables, other.tables)):
            for name, number in theirs.items():
                ours[name] = ours.get(name, 0) + number


@dataclass(frozen=True, slots=True)
class Believed:
    """A run whose answers nobody compares."""

    establish: Callable[[Iterable[Token]], frozenset[Token]]

    @property
    def presume(self) -> Callable[[Iterable[Token]], frozenset[Token]]:
        """The same."""
        return self.establish


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
        yield Believed(self._session.Session(self._loaded[program.code]).establish)


def part(seed: int, pairs: int) -> Tally:
    """So many pairs, in a process of their own."""
    random, tally, checked = drawing.Draw(seed), Tally(), CheckedEngine()
    engines: list[Any] = [Fixpoint(), checked]
    with suppress(ImportError):
        engines.append(Unchecked())
    while tally.pairs < pairs:
        law = laws.lawbook(random)
        plan, screeners = lower(law).confirming(laws.confirmed(random, law)), dict[date, Screener]()
        cases = [drawing.case(random) for _ in range(min(CASES, pairs - tally.pairs))]
        for facts in cases:
            compare(law, plan, engines, screeners, facts, drawing.day(random), tally)
        tally.count(tally.tables, (hit_of(one) for ruleset in law.rulesets for one in ruleset.tables))
        rows.compare(law, plan, cases, drawing.day(random), tally)
    if checked.name != "fixpoint" and checked.tally["alone"]:
        tally.differences.append(f"seed {seed}: the checked engine did not answer everything: {checked.tally}")
    checked.close()
    return tally


def compare(
    law: Any, plan: Any, engines: list[Any], screeners: dict[date, Screener], facts: Any, on: date, tally: Tally
) -> None:
    """One pair, every way."""
    expected, derived = reading.outcomes(law, facts, on, plan.confirmed)
    known = {name: one for name, one in derived.items() if one is not reading.MISSING}
    found: dict[str, tuple[dict[str, str], Any]] = {}
    for engine in engines:
        one = conclude(law, plan, engine, facts, on)
        said = {code: one.outcome(statement).value for code, statement in plan.rules.items()}
        told = {n: None if v is None else from_fact(law.facts[n], v) for n, v in one.derived.items()}
        found[engine.name] = {code: said[code] for code in expected}, told
    if on not in screeners:
        screeners[on] = Screener(law, plan, on)
    screener = screeners[on]
    screened = zip(screener.rules, (one.value for one in screener.outcomes(facts)), strict=True)
    found["screening"] = expected | dict(screened), known
    for way, result in found.items():
        if result != (expected, known):
            tally.differences.append(f"{way}: {result}\nexpected {(expected, known)}\n{told_of(law)}\n{facts} {on}")
    tally.count(tally.outcomes, expected.values())
    tally.ways = tuple(found)
    tally.pairs += 1


def hit_of(table: Any) -> str:
    """Its hit policy as people say it."""
    return f"{table.policy.value} {table.aggregation.value}" if table.aggregation else table.policy.value
