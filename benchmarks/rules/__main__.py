"""Neni's evaluation beside other engines: the same drawn law, the same cases, the same findings.

From the repository: `python -m benchmarks.rules`, or `--quick` for a run of seconds; peers come with
`pip install -e '.[bench,durable]'`. The exit code is 1 when any two engines disagree. See docs/speed.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.rules.agreeing import Disagreement, Reader
from benchmarks.rules.engines import BULK, SEEDED, TRACED, WAYS, ZEN_BATCH
from benchmarks.rules.fitting import fit
from benchmarks.rules.goals import growth, lines
from benchmarks.rules.measuring import Measured, measured


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    rules: tuple[int, ...]
    cases: int
    rounds: int
    fit_rules: tuple[int, ...]
    fit_cases: tuple[int, ...]


WHOLE = Size((50, 500), 20_000, 3, (50, 100, 200, 500), (5_000, 10_000, 20_000, 40_000))
QUICK = Size((20, 70), 400, 1, (20, 40, 80), (200, 400, 800))


def main(arguments: Sequence[str]) -> int:
    """Measure, compare, print."""
    told = _arguments(arguments)
    size = QUICK if told.quick else WHOLE
    size = replace(size, cases=told.cases or size.cases, rounds=told.rounds or size.rounds)
    chosen = _installed(told.ways)
    _tell_machine(chosen)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "told"
        try:
            medians = {rules: _round_by_round(chosen, rules, size, file) for rules in size.rules}
        except Disagreement as difference:
            print(f"\nNOT COMPARABLE: {difference}")
            return 1
        _tell_goals(medians)
        if not told.without_fit:
            _tell_growth([one for one in (BULK, TRACED, ZEN_BATCH) if one in chosen], size, file)
    return 0


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rules", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rules and cases, one round: does everything work?")
    parser.add_argument("--without-fit", action="store_true", help="leave out how cost grows with cases and rules")
    parser.add_argument("--cases", type=int, help="how many cases are drawn")
    parser.add_argument("--rounds", type=int, help="how often every way takes its turn")
    usual = [name for name in WAYS if name not in SEEDED]
    parser.add_argument("--ways", nargs="+", choices=list(WAYS), default=usual, metavar="WAY", help=", ".join(WAYS))
    return parser.parse_args(arguments)


def _installed(names: Sequence[str]) -> list[str]:
    for name in names:
        if WAYS[name].version is None:
            print(
                f"SKIPPED: {WAYS[name].title}: {WAYS[name].needs} is not installed; pip install -e '.[bench,durable]'"
            )
    return [name for name in names if WAYS[name].version is not None]


def _tell_machine(names: Sequence[str]) -> None:
    versions = {WAYS[name].needs or "neni": WAYS[name].version for name in names}
    print(f"Python {platform.python_version()}, {_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(", ".join(f"{name} {version}" for name, version in versions.items()))


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def _round_by_round(names: Sequence[str], rules: int, size: Size, file: Path) -> dict[str, Measured]:
    """Every way once a round, so that a busy machine hurts all alike; each answer compared each time."""
    taken: defaultdict[str, list[Measured]] = defaultdict(list)
    reader = Reader(rules, size.cases)
    compared: dict[str, int] = {}
    for _ in range(size.rounds):
        for name in names:
            taken[name].append(measured(name, rules, size.cases, file))
            compared[name] = reader.check(name, file)
    found = {name: _median(times) for name, times in taken.items()}
    print(f"\n{rules} rules, {size.cases} cases, medians of {size.rounds} rounds; {reader.holding():.1%} of rules hold")
    head = (
        ("", 42),
        ("µs a case", 11),
        ("spread", 18),
        ("processor", 11),
        ("x bulk", 8),
        ("x trace", 8),
        ("peak MB", 9),
    )
    print("".join(f"{words:>{width}}" for words, width in (*head, ("compared", 10))))
    for name in names:
        print(_line(name, taken[name], found, compared[name]))
    return found


def _median(times: Sequence[Measured]) -> Measured:
    return Measured(
        median(one.micros for one in times),
        median(one.processor for one in times),
        max(one.kilobytes for one in times),
        median(one.ready for one in times),
        times[0].cases,
    )


def _line(name: str, times: Sequence[Measured], found: dict[str, Measured], compared: int) -> str:
    micros = [one.micros for one in times]
    spread = f"{min(micros):.1f} to {max(micros):.1f}"
    beside = "".join(
        f"{found[name].micros / found[ours].micros:8.1f}" if ours in found else f"{'–':>8}" for ours in (BULK, TRACED)
    )
    head = f"{WAYS[name].title:42}{found[name].micros:11.1f}{spread:>18}"
    return f"{head}{found[name].processor:11.1f}{beside}{found[name].kilobytes / 1024:9.0f}{compared:10}"


def _tell_goals(medians: dict[int, dict[str, Measured]]) -> None:
    """A quick run is too small to say whether a goal is reached: none is set for its sizes."""
    print()
    for one in lines(medians):
        print(one)


def _tell_growth(names: Sequence[str], size: Size, file: Path) -> None:
    """How the whole cost grows; each point the best of the rounds, for the fit is about growth and not about noise.
    A quick run is too small to tell."""
    print(f"\nGrowth of processor time: slope of the logarithms (1 is linear), R²; best of {size.rounds} rounds")
    for name in names:
        by_cases = {count: _best(name, size.rules[0], count, size.rounds, file) for count in size.fit_cases}
        by_rules = {rules: _best(name, rules, size.cases, size.rounds, file) for rules in size.fit_rules}
        for what, taken in (("cases", by_cases), ("rules", by_rules)):
            found = fit(taken)
            points = ", ".join(f"{one}: {seconds * 1000:.0f} ms" for one, seconds in taken.items())
            print(f"  {WAYS[name].title:42}{what}: slope {found.slope:.2f}, R² {found.r_squared:.4f} ({points})")
            if name in (BULK, TRACED) and size.fit_cases == WHOLE.fit_cases:
                print(growth(what, found, name))


def _best(name: str, rules: int, cases: int, rounds: int, file: Path) -> float:
    taken = (measured(name, rules, cases, file) for _ in range(rounds))
    return min(one.processor * one.cases for one in taken) / 1e6


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
