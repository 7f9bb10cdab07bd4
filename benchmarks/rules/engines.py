"""Every way that is measured, by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

from benchmarks.rules.law import Case, Rule


class Engine(Protocol):
    """A way from facts to findings over one law. Only `run` is measured."""

    def prepare(self, cases: Sequence[Case]) -> Sequence[Any]:
        """Cases in the form the engine takes."""

    def run(self, prepared: Sequence[Any]) -> Sequence[Any]:
        """What it finds, case by case."""

    def told(self, results: Sequence[Any]) -> Iterator[tuple[list[int], list[int] | None]]:
        """The places of the rules that hold, and of those that cannot be told, if it tells of them."""


@dataclass(frozen=True, slots=True)
class Way:
    """How an engine is found. `needs` is the distribution it comes from; `most` bounds the cases of a slow one;
    `three_valued` ways also judge cases with missing facts."""

    title: str
    made_by: str
    needs: str | None = None
    most: int = 1_000_000
    three_valued: bool = False

    def engine(self, law: Sequence[Rule]) -> Engine:
        """The engine over a law."""
        module, name = self.made_by.split(":")
        made: Engine = getattr(import_module(f"benchmarks.rules.{module}"), name)(law)
        return made

    @property
    def version(self) -> str | None:
        """The version of its distribution; None when that is not installed."""
        try:
            return version(self.needs or "neni")
        except PackageNotFoundError:
            return None


BULK, TRACED, JUDGED = "neni-bulk", "neni-traced", "neni-judged"
ZEN_BATCH, ZEN_DECISION, ZEN_LOADED, ZEN_TRACED = "zen-batch", "zen-decision", "zen-loaded", "zen-traced"
SEEDED = ("mistaken", "guessing")
"""Ways that are wrong, to see that the comparison notices."""
WAYS = {
    BULK: Way("Neni, many cases", "ours:Bulk", three_valued=True),
    TRACED: Way("Neni, case by case with the whole trace", "ours:Traced", three_valued=True),
    JUDGED: Way("Neni, judge: texts and explanations", "ours:Judged", most=300, three_valued=True),
    ZEN_BATCH: Way("zen, evaluate_batch of 1,000", "zen_tables:ZenBatch", "zen-engine"),
    ZEN_DECISION: Way("zen, decision.evaluate", "zen_tables:ZenDecision", "zen-engine", most=5000),
    ZEN_LOADED: Way("zen, engine.evaluate over a loader", "zen_tables:ZenLoaded", "zen-engine"),
    ZEN_TRACED: Way("zen, the same with its trace", "zen_tables:ZenTraced", "zen-engine", most=2000),
    "durable": Way("durable-rules, its own interface", "production:Durable", "durable-rules", most=5000),
    "clips": Way("CLIPS by clipspy", "production:Clips", "clipspy", most=5000),
    "closures": Way("Python closures", "plain:Closures"),
    "mistaken": Way("Python closures, wrong at a bound", "plain:Mistaken"),
    "guessing": Way("Python closures, missing means no", "plain:Guessing", three_valued=True),
}
