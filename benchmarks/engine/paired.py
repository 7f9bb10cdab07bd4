"""One run of a program with three establishes: the fixpoint, durable-rules in this process, and through its child.

Run by hand: `python benchmarks/engine/paired.py`, or with a number of establishes to see whether memory stays flat:
`python benchmarks/engine/paired.py 200000`. The three are measured in turns, so that a busy machine hurts them alike.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

from neni.core.adapters.engine import CheckedEngine, Limits
from neni.core.adapters.engine.session import Loaded, Session
from neni.core.model.chaining import Clause, FixpointChain, Program

CLAUSES, ATOMS, ROUNDS = 150, 80, 400


def like_a_lawbook(random: Random) -> Program:
    """Conditions of one to four parts, one layer upon another."""
    clauses = tuple(
        Clause(tuple(random.sample(range(ATOMS + n), random.randint(1, 4))), ATOMS + n) for n in range(CLAUSES)
    )
    return Program("benchmark", clauses)


def three_steps(random: Random) -> list[list[int]]:
    """Most atoms become known at once, the rest in two steps."""
    known = random.sample(range(ATOMS), ATOMS * 3 // 4)
    return [known[:40], known[40:50], known[50:]]


def main() -> None:
    """Print medians, or the memory of parent and child."""
    random = Random(1)
    program = like_a_lawbook(random)
    establishes = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    engine = CheckedEngine(Limits(cases_per_child=max(establishes, 10_000) + 1))  # one child for the whole measurement
    if establishes:
        soak(engine, program, random, establishes)
    else:
        compare(engine, program, random)
    engine.close()


def compare(engine: CheckedEngine, program: Program, random: Random) -> None:
    """One line per way."""
    loaded = Loaded(program)
    supervisor = engine._supervisor
    ways: dict[str, Callable[[int, list[list[int]]], None]] = {
        "fixpoint": lambda _, steps: each(FixpointChain(program).establish, steps),
        "durable-rules in process": lambda _, steps: each(Session(loaded).establish, steps),
        "durable-rules through the child": lambda run, steps: growing(
            lambda given: supervisor.establish(run, program, given), steps
        ),
        "checked (child and fixpoint)": lambda _, steps: checked(engine, program, steps),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(ROUNDS):
        steps = three_steps(random)
        for name, way in ways.items():
            begun = time.perf_counter()
            way(-number, steps)
            times[name].append((time.perf_counter() - begun) * 1e6)
    for name, taken in times.items():
        print(f"{name:32} {median(taken):7.0f} µs  (95 % under {sorted(taken)[ROUNDS * 95 // 100]:.0f} µs)")


def each(establish: Callable[[list[int]], object], steps: list[list[int]]) -> None:
    """Step by step."""
    for tokens in steps:
        establish(tokens)


def growing(establish: Callable[[list[int]], object], steps: list[list[int]]) -> None:
    """Step by step, each time with all that is known."""
    given: list[int] = []
    for tokens in steps:
        given = given + tokens
        establish(given)


def checked(engine: CheckedEngine, program: Program, steps: list[list[int]]) -> None:
    """As an evaluation does it."""
    with engine.run(program) as chain:
        each(chain.establish, steps)


def soak(engine: CheckedEngine, program: Program, random: Random, establishes: int) -> None:
    """Memory at ten points of a long row of evaluations."""
    for tenth in range(10):
        for _ in range(establishes // 30):
            checked(engine, program, three_steps(random))
        child = resident(engine.pid) if engine.pid else 0
        print(f"{(tenth + 1) * establishes // 10:8} establishes: parent {resident('self')} kB, child {child} kB")
    print(dict(engine.tally))


def resident(process: int | str) -> int:
    """Resident memory in kB, as Linux tells it."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


if __name__ == "__main__":
    main()
