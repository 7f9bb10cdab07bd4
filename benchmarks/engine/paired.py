"""One run of a program: the fixpoint, durable-rules in this process, through its child, and both compared.

Two programs are measured. "24 tokens, 40 rules" is a case over a small law: what the facts establish, in the two
steps that an evaluation makes, the day and the facts. The other has 150 clauses and three steps.

Run by hand: `python benchmarks/engine/paired.py`, or with a number of establishes to see whether memory stays flat:
`python benchmarks/engine/paired.py 200000`. The four are measured in turns, so that a busy machine hurts them alike.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from neni.core.adapters.engine import CheckedEngine, Limits
from neni.core.adapters.engine.session import Loaded, Session
from neni.core.model.law.chaining import Clause, FixpointChain, Program

ROUNDS = 1000
MOST_MICROS = 150


@dataclass(frozen=True, slots=True)
class Task:
    """A program of rules over tokens that facts establish, and how many become known in each step."""

    tokens: int
    rules: int
    steps: tuple[int, ...]

    @property
    def title(self) -> str:
        """As it is printed."""
        return f"{self.tokens} tokens, {self.rules} rules, {len(self.steps)} establishes"


SMALL = Task(tokens=24, rules=40, steps=(4, 20))
LARGE = Task(tokens=80, rules=150, steps=(40, 10, 10))


def like_a_lawbook(random: Random, task: Task) -> Program:
    """Conditions of one to four parts, one layer upon another."""
    clauses = tuple(
        Clause(tuple(random.sample(range(task.tokens + n), random.randint(1, 4))), task.tokens + n)
        for n in range(task.rules)
    )
    return Program(task.title, clauses)


def told(random: Random, task: Task) -> list[list[int]]:
    """What becomes known step by step."""
    known = iter(random.sample(range(task.tokens), sum(task.steps)))
    return [[next(known) for _ in range(size)] for size in task.steps]


def main() -> None:
    """Print medians, or the memory of parent and child."""
    random = Random(1)
    establishes = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    engine = CheckedEngine(Limits(cases_per_child=max(establishes, 20_000) + 1))  # one child for the whole measurement
    if establishes:
        soak(engine, like_a_lawbook(random, LARGE), random, establishes)
    else:
        for task in (SMALL, LARGE):
            compare(engine, task, random)
    engine.close()


def compare(engine: CheckedEngine, task: Task, random: Random) -> None:
    """One line per way."""
    program = like_a_lawbook(random, task)
    loaded = Loaded(program)
    supervisor = engine._supervisor
    ways: dict[str, Callable[[int, list[list[int]]], None]] = {
        "fixpoint": lambda _, steps: each(FixpointChain(program).establish, steps),
        "durable-rules in process": lambda _, steps: each(Session(loaded).establish, steps),
        "durable-rules through the child": lambda run, steps: growing(
            lambda given: (asked := supervisor.ask(run, program, given)) and supervisor.answer(asked), steps
        ),
        "checked (child and fixpoint)": lambda _, steps: checked(engine, program, steps),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(1, ROUNDS + 1):
        steps = told(random, task)
        for name, way in ways.items():
            begun = time.perf_counter()
            way(-number, steps)
            times[name].append((time.perf_counter() - begun) * 1e6)
    print(task.title)
    for name, taken in times.items():
        print(f"  {name:32} {median(taken):7.0f} µs  (95 % under {sorted(taken)[ROUNDS * 95 // 100]:.0f} µs)")
    if task is SMALL:
        micros = median(times["checked (child and fixpoint)"])
        reached = "yes" if micros < MOST_MICROS else "no"
        print(f"goal: {task.title}, checked, under {MOST_MICROS} µs: {micros:.0f} µs, reached: {reached}")


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
            checked(engine, program, told(random, LARGE))
        child = resident(engine.pid) if engine.pid else 0
        print(f"{(tenth + 1) * establishes // 10:8} establishes: parent {resident('self')} kB, child {child} kB")
    print(dict(engine.tally))


def resident(process: int | str) -> int:
    """Resident memory in kB, as Linux tells it."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


if __name__ == "__main__":
    main()
