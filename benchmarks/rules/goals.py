"""What speed is to be reached, each told on one line: `goal: …: what came out, reached: yes`, or `no`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.rules.engines import BULK, JUDGED, TRACED, WAYS, ZEN_BATCH, ZEN_DECISION, ZEN_LOADED, ZEN_TRACED
from benchmarks.rules.fitting import Fit
from benchmarks.rules.measuring import Measured

MOST_MILLIS, JUDGED_OVER = 5, (50, 500)
LINEAR = 1.1
"""A slope up to this is called linear: measurements of one size differ by as much."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One of Neni's ways is to be so many `times` as quick as a peer, by rules; where nothing is named it is told."""

    what: str
    peer: str
    ours: str
    times: Mapping[int, float]

    def lines(self, medians: Mapping[int, Mapping[str, Measured]]) -> Iterator[str]:
        """A line for each size."""
        for rules, found in medians.items():
            if self.peer in found and self.ours in found:
                ratio, least = found[self.peer].micros / found[self.ours].micros, self.times.get(rules)
                what = f"{self.what}, {rules} rules"
                if least is None:
                    yield f"told: {what}: {ratio:.1f} times"
                else:
                    yield line(f"{what}, at least {least:g} times", f"{ratio:.1f}", reached=ratio >= least)
            else:
                yield f"NOT MEASURED: {self.what}, {rules} rules"


BESIDE = (
    Beside("many cases, beside zen's batch", ZEN_BATCH, BULK, {50: 4.0, 500: 2.0}),
    Beside("whole trace, beside zen's decision.evaluate", ZEN_DECISION, TRACED, {50: 8.0, 500: 2.5}),
    Beside("whole trace, beside zen over a loader, no trace", ZEN_LOADED, TRACED, {}),
    Beside("whole trace, beside zen over a loader, its trace", ZEN_TRACED, TRACED, {}),
)


def line(what: str, found: str, *, reached: bool) -> str:
    """A goal on one line."""
    return f"goal: {what}: {found}, reached: {'yes' if reached else 'no'}"


def lines(medians: Mapping[int, Mapping[str, Measured]]) -> Iterator[str]:
    """Every goal about the time of a case, and the memory beside it."""
    for one in BESIDE:
        yield from one.lines(medians)
    for rules, found in medians.items():
        if JUDGED in found:
            millis, what = found[JUDGED].micros / 1000, f"one case judged with its explanation, {rules} rules"
            if rules in JUDGED_OVER:
                yield line(f"{what}, under {MOST_MILLIS} ms", f"{millis:.2f} ms", reached=millis < MOST_MILLIS)
            else:
                yield f"told: {what}: {millis:.2f} ms"
        yield f"told: peak memory, {rules} rules: {_memory(found)}"


def _memory(found: Mapping[str, Measured]) -> str:
    return "; ".join(f"{WAYS[name].title} {one.kilobytes / 1024:.0f} MB" for name, one in found.items())


def growth(what: str, found: Fit, way: str) -> str:
    """How cost grows: linearly in cases, no worse than linearly in rules."""
    told = f"slope {found.slope:.2f}, R² {found.r_squared:.4f}"
    return line(f"{WAYS[way].title}: no worse than linear in {what}", told, reached=found.slope <= LINEAR)
