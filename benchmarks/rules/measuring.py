"""One measurement in a process of its own: `python -m benchmarks.rules.measuring WAY RULES CASES FILE`.

Prints what it took as JSON and writes to the file, case by case, which rules hold and which cannot be told.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from benchmarks.rules import law
from benchmarks.rules.engines import WAYS, Way

_WARM = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """Microseconds a case by the clock and on the processor (all threads of the process), kilobytes at the peak,
    seconds until the engine was ready, and how many cases it was."""

    micros: float
    processor: float
    kilobytes: int
    ready: float
    cases: int


def measured(name: str, rules: int, cases: int, file: Path) -> Measured:
    """Run a way in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.rules.measuring", name, str(rules), str(cases), str(file)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{WAYS[name].title} failed over {rules} rules (exit {done.returncode}); see above")
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def drawn(way: Way, cases: int) -> list[law.Case]:
    """The cases a way is given: all, or those with every fact if it has no third value."""
    every = law.cases(cases)
    complete = every if way.three_valued else (one for one in every if len(one) == len(law.FIELDS))
    return list(islice(complete, way.most))


def main(arguments: Sequence[str]) -> None:
    """Measure, print, write."""
    name, rules, count, file = arguments[0], int(arguments[1]), int(arguments[2]), Path(arguments[3])
    way, cases = WAYS[name], drawn(WAYS[name], count)
    begun = time.perf_counter()
    engine = way.engine(law.rules(rules))
    prepared = engine.prepare(cases)
    ready = time.perf_counter() - begun
    engine.run(prepared[:_WARM])
    begun, used = time.perf_counter(), time.process_time()
    results = engine.run(prepared)
    taken, used = time.perf_counter() - begun, time.process_time() - used
    peak = _peak()
    with file.open("w", encoding="ascii") as told:
        for holding, untold in engine.told(results):
            told.write(json.dumps([holding, untold]) + "\n")
    a_case = 1e6 / len(cases)
    print(json.dumps(asdict(Measured(taken * a_case, used * a_case, peak, ready, len(cases)))))
    sys.stdout.flush()
    os._exit(0)  # durable-rules' threads would keep the process


def _peak() -> int:
    """Kilobytes of memory at the most. Linux's `ru_maxrss` would count what the starting process had, too."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
