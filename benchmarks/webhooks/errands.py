"""How much background work the ledger carries: entering errands, doing them, and calling a receiver for each, beside
the bare loop of the same HTTP client; and how soon after its commit an errand is begun.

Run by hand from the repository: `python -m benchmarks.webhooks.errands [COUNT] [ROUNDS] [DATABASE…]`; without a
database on an SQLite file of its own (fsync on every commit, as in real work). A PostgreSQL database must be empty, and
its server as in real work. Rounds of all measures are interleaved, medians are printed with their range.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median, quantiles

from benchmarks.crashes.campaign import office_over
from benchmarks.webhooks.receiver import receiving
from neni.core.adapters import store as stores
from neni.core.adapters.guarded import GuardedClient
from neni.core.declarations import ErrandKind
from neni.core.model.errands import Errand, NewErrand
from neni.core.model.events import CaseChanged, CaseOpened
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Call, Desk, Outcome, Work
from neni.core.services.work.errand_crew import Crew
from neni.core.services.work.errand_kinds import Kinds

HANDS = 16
BODY = b'{"type":"case.opened","data":"' + b"x" * 2_100 + b'"}'
GENTLE = 50
"""Errands a second while the time to the first attempt is measured."""


@dataclass
class Bench:
    """One database under measure."""

    office: Office
    client: GuardedClient
    port: int
    rounds: int = 0
    begun: dict[str, float] = field(default_factory=dict)
    done: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def call(self) -> None:
        """One call as a delivery makes it."""
        where = f"127.0.0.1:{self.port}"
        self.client.send(Call("POST", f"http://{where}/", frozenset({where}), {"Webhook-Id": "m"}, BODY))

    def kinds(self, act: Callable[[], None]) -> Kinds:
        """A kind that acts, and logs each attempt in the transaction that ends the errand."""
        clock = self.office.clock

        def run(errand: Errand, _desk: Desk) -> Outcome:
            self.begun[errand.key] = time.perf_counter()
            act()

            def settle(work: Work) -> None:
                work.events.add(CaseChanged(clock.now(), "bench", errand.key, {"status": 204}))
                self.done.release()

            return Outcome(settle=settle)

        return Kinds.of([ErrandKind("bench", Text.of("Bench"), run, at_once=4 * HANDS)])

    def enter(self, count: int, together: int = 1) -> dict[str, float]:
        """Enter errands, each with a business row, so many in a transaction; when each was committed."""
        self.rounds += 1
        committed = {}
        for start in range(0, count, together):
            keys = [f"{self.rounds}-{start + n}" for n in range(min(together, count - start))]
            with self.office.store.writing() as work:
                for key in keys:
                    work.events.add(CaseOpened(self.office.clock.now(), "bench", key, {"body": BODY.decode()}))
                    work.errands.add(NewErrand("bench", key, self.office.clock.now(), {"event": key}))
            committed |= dict.fromkeys(keys, time.perf_counter())
        return committed


def main() -> None:
    """Measure each database and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder, receiving() as port:
        for url in sys.argv[3:] or [f"sqlite:///{folder}/neni.db"]:
            stores.migrate(url)
            bench = Bench(office_over(stores.open(url)), GuardedClient(loopback=True), port)
            print(f"{url.partition(':')[0]}, {count} a round, {rounds} rounds, {HANDS} hands")
            _tell([_round(bench, count) for _ in range(rounds)])


def _round(bench: Bench, count: int) -> dict[str, float]:
    told = {"bare client, calls/s": _bare(bench, count)}
    told["entered, one a transaction, /s"] = count / _timed(lambda: bench.enter(count))
    told["done with nothing but the log, /s"] = _drained(bench, count, lambda: None)
    bench.enter(count, 10)
    told["called and logged, /s"] = _drained(bench, count, bench.call)
    told["of the bare client"] = told["called and logged, /s"] / told["bare client, calls/s"]
    told |= _first_attempts(bench)
    return told


def _bare(bench: Bench, count: int) -> float:
    with ThreadPoolExecutor(HANDS) as threads:
        return count / _timed(lambda: list(threads.map(lambda _: bench.call(), range(count))))


def _drained(bench: Bench, count: int, act: Callable[[], None]) -> float:
    def drain() -> None:
        with Crew(bench.office, bench.kinds(act), hands=HANDS):
            for _ in range(count):
                bench.done.acquire()

    return count / _timed(drain)


def _first_attempts(bench: Bench) -> dict[str, float]:
    committed = {}
    with Crew(bench.office, bench.kinds(bench.call), hands=HANDS):
        for _ in range(3 * GENTLE):
            committed |= bench.enter(1)
            time.sleep(1 / GENTLE)
        for _ in committed:
            bench.done.acquire()
    waited = sorted(max(0.0, bench.begun[key] - at) * 1_000 for key, at in committed.items())
    return {"commit to first attempt, p50 ms": median(waited), "p95 ms": quantiles(waited, n=20)[18]}


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _tell(rounds: list[dict[str, float]]) -> None:
    for name in rounds[0]:
        values = [one[name] for one in rounds]
        print(f"  {name:38} {median(values):9.2f}  [{min(values):.2f} – {max(values):.2f}]")


if __name__ == "__main__":
    main()
