"""How long it takes until law can be applied: a rules file of many rules in three languages, read, proofread, put
together, lowered and compiled, stage by stage.

Run by hand from the repository: `python -m benchmarks.loading [RULES] [ROUNDS]`. Each round is a process of its own,
so that nothing is remembered; medians are printed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date
from statistics import median

from benchmarks.rules import law

GOAL_RULES, MOST_SECONDS = 1000, 2


def main() -> None:
    """Print the median of each stage."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    told = [json.loads(subprocess.check_output([*_AGAIN, str(count)], text=True)) for _ in range(rounds)]
    written = law.in_yaml(law.rules(count))
    print(f"{count} rules, {len(written) // 1000} kB of YAML, medians of {rounds} processes")
    for name in told[0]["taken"]:
        print(f"  {name:42} {median(one['taken'][name] for one in told) * 1000:7.0f} ms")
    print(f"  {'all but the imports':42} {median(_loading(one['taken']) for one in told) * 1000:7.0f} ms")
    print(f"  {'of this on the processor':42} {median(_loading(one['used']) for one in told) * 1000:7.0f} ms")
    if count == GOAL_RULES:
        seconds = median(_loading(one["taken"]) for one in told)
        reached = "yes" if seconds < MOST_SECONDS else "no"
        print(f"goal: {count} rules loaded and compiled under {MOST_SECONDS} s: {seconds:.2f} s, reached: {reached}")


_AGAIN = (sys.executable, "-c", "import sys; from benchmarks.loading.__main__ import once; once(int(sys.argv[1]))")
_IMPORTS = "imports"


def once(count: int) -> None:
    """Print the seconds of each stage of this process."""
    content, watch = law.in_yaml(law.rules(count)).encode(), _Watch()
    from neni.core.adapters import feel, rulebook  # noqa: PLC0415  what importing costs is part of the answer
    from neni.core.model.law.lawbooks import assemble, check  # noqa: PLC0415
    from neni.core.model.law.lowering import lower  # noqa: PLC0415
    from neni.core.services.screening import Screener  # noqa: PLC0415

    watch.stop(_IMPORTS)
    read = rulebook.read({"benchmark/law.yaml": content}, "benchmark", feel.parse)
    watch.stop("rules file to rulebook (YAML, notation)")
    lawbook = assemble("benchmark.purchase", read.rulesets)
    watch.stop("lawbook put together (fingerprints)")
    mistakes = check(lawbook)
    watch.stop("proofread")
    plan = lower(lawbook)
    watch.stop("lowered to tokens")
    screener = Screener(lawbook, plan, date(2026, 3, 2))
    watch.stop("compiled for many cases")
    screener.outcomes({})
    watch.stop("first case")
    if mistakes or len(plan.rules) != count:
        raise SystemExit(f"the law was not read as it was drawn: {mistakes[:3]}")
    print(json.dumps({"taken": watch.taken, "used": watch.used}))


def _loading(seconds: dict[str, float]) -> float:
    return sum(seconds.values()) - seconds[_IMPORTS]


class _Watch:
    """Time since the last stop, by name: as a clock on the wall tells, and as this process used the processor."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}
        self.used: dict[str, float] = {}
        self._since = time.perf_counter(), time.process_time()

    def stop(self, name: str) -> None:
        """Everything since the last stop was this."""
        now = time.perf_counter(), time.process_time()
        self.taken[name], self.used[name] = now[0] - self._since[0], now[1] - self._since[1]
        self._since = now


if __name__ == "__main__":
    main()
