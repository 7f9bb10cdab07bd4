"""How many messages are delivered in a second, each signed, sent and logged with its errand in a database that syncs
every commit, beside the bare loop of the same HTTP client; and how soon after its event a message is first sent.

Run by hand from the repository: `python -m benchmarks.webhooks.deliveries [COUNT] [ROUNDS] [DATABASE…]`; without a
database on an SQLite file of its own. A PostgreSQL database must be empty. The receiver is a process of its own on this
machine. Rounds of all measures are interleaved; medians are printed with their range.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from types import SimpleNamespace
from typing import Any

from benchmarks.webhooks.receiver import receiving
from neni.core import Department, EventType, Text
from neni.core.adapters import store as stores
from neni.core.adapters.clock import SystemClock
from neni.core.adapters.guarded import GuardedClient
from neni.core.adapters.store import SqlStore
from neni.core.adapters.vault import FileVault, key_file
from neni.core.adapters.words import Phrases
from neni.core.gathering import Answers, Plugin
from neni.core.host import Host
from neni.core.model.events import CaseChanged
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.office import Office
from neni.core.ports import Answer, Call
from neni.core.services.messages import endpoints, outbox
from neni.core.services.messages.endpoints import Wanted
from neni.core.services.work.errand_crew import Crew
from neni.webhooks import delivering

HANDS, AT_ONCE = 16, 64
DATA = {"text": "x" * 2_000, "amount": "9500.00", "parties": [{"name": "AQP"}, {"name": "KQZ"}]}
GENTLE = 50
"""Events a second while the time to the first attempt is measured."""

GOAL, GOAL_OF_BARE, GOAL_MILLISECONDS = 500, 0.25, 1_000
ADMIN = Person("p-admin", "admin", "Ana Admin", roles=frozenset({(EVERYWHERE, Role.ADMINISTRATOR)}))
TOLD = EventType(
    "parks.leased",
    Text.of("Leased"),
    Text.of("A park was leased"),
    {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}},
    {"text": ""},
    of=CaseChanged,
    tell=lambda event, _work: event.data,
)


class Counting:
    """The guarded client, telling when a message was sent first and when it was answered."""

    def __init__(self) -> None:
        self.client = GuardedClient(loopback=True)
        self.begun: dict[str, float] = {}
        self.calls: list[Call] = []
        self.done = threading.Semaphore(0)

    def send(self, call: Call) -> Answer:
        """As the client does."""
        self.begun.setdefault(call.headers["webhook-id"], time.perf_counter())
        answer = self.client.send(call)
        if not self.calls:
            self.calls.append(call)
        self.done.release()
        return answer


@dataclass
class Bench:
    """One database under measure."""

    office: Office
    counting: Counting

    def happen(self, count: int, together: int = 1) -> None:
        """Commit events, so many in a transaction."""
        for start in range(0, count, together):
            with self.office.store.writing() as work:
                for number in range(min(together, count - start)):
                    subject = f"PRK-{start + number}"
                    work.events.add(CaseChanged(self.office.clock.now(), "bench", subject, DATA))


def office_over(store: SqlStore, folder: Path, outgoing: Any) -> Office:
    """An office with one event type that delivers."""
    department = Department("parks", Text.of("Parks"), (), folder, folder, event_types=(TOLD,))
    host = Host.of([Plugin("parks", "parks", "1", Answers(department, (), {}, (), (), (), (delivering.kind(),)))])
    if host.broken:
        raise SystemExit(str(host.broken[0].problem))
    store.follow(outbox.follower(host))
    unused: Any = SimpleNamespace()
    return Office(host, store, Fixpoint(), unused, Phrases(), SystemClock(), unused, outgoing=outgoing)


def main() -> None:
    """Measure each database and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder, receiving() as port:
        empty = Path(folder) / "empty"
        empty.mkdir()
        for url in sys.argv[3:] or [f"sqlite:///{folder}/neni.db"]:
            stores.migrate(url)
            counting = Counting()
            key_file.begin(Path(folder) / "secret.keys")
            opened = stores.open(url, FileVault(Path(folder) / "secret.keys"))
            bench = Bench(office_over(opened, empty, counting), counting)
            wanted = Wanted("AQP", f"http://127.0.0.1:{port}/hook", ("*",), at_once=AT_ONCE)
            endpoints.add(bench.office, ADMIN, wanted)
            print(f"{url.partition(':')[0]}, {count} a round, {rounds} rounds, {HANDS} hands")
            _tell([_round(bench, count) for _ in range(rounds)], goals=url.startswith("sqlite"))


def _round(bench: Bench, count: int) -> dict[str, float]:
    told = {"events with message and errand, /s": count / _timed(lambda: bench.happen(count))}
    began = time.process_time()
    drained = count / _timed(lambda: _drain(bench, count))
    between = time.process_time()
    bare = count / _timed(lambda: _bare(bench, count))
    cpu, bare_cpu = (between - began) / count * 1e6, (time.process_time() - between) / count * 1e6
    told |= {"delivered and logged, /s": drained, "bare client, calls/s": bare, "of the bare client": drained / bare}
    told |= {"processor a delivery, µs": cpu, "processor a bare call, µs": bare_cpu}
    return told | _first_attempts(bench)


def _drain(bench: Bench, count: int) -> None:
    """Until the last attempt is logged."""
    with Crew(bench.office, hands=HANDS):
        for _ in range(count):
            bench.counting.done.acquire()
        while _open(bench):
            time.sleep(0.005)


def _open(bench: Bench) -> bool:
    with bench.office.store.reading() as work:
        return bool(work.errands.open_kinds())


def _bare(bench: Bench, count: int) -> None:
    call, client = bench.counting.calls[0], bench.counting.client
    with ThreadPoolExecutor(HANDS) as threads:
        list(threads.map(lambda _: client.send(call), range(count)))


def _first_attempts(bench: Bench) -> dict[str, float]:
    bench.counting.begun.clear()
    committed: list[float] = []
    since = bench.office.clock.now() - timedelta(milliseconds=1)
    with Crew(bench.office, hands=HANDS):
        for _ in range(3 * GENTLE):
            bench.happen(1)
            committed.append(time.perf_counter())
            time.sleep(1 / GENTLE)
        for _ in committed:
            bench.counting.done.acquire()
    with bench.office.store.reading() as work:
        ids = [one.id for one in work.messages.since(since, "", len(committed))]
    waited = [
        max(0.0, bench.counting.begun[one] - at) * 1_000
        for one, at in zip(ids, committed, strict=True)
        if one in bench.counting.begun
    ]
    return {"commit to first attempt, p50 ms": median(waited), "p95 ms": quantiles(waited, n=20)[18]}


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _tell(rounds: list[dict[str, float]], *, goals: bool) -> None:
    """Print; the goals are those of SQLite."""
    middle = {name: median(one[name] for one in rounds) for name in rounds[0]}
    for name, value in middle.items():
        values = [one[name] for one in rounds]
        print(f"  {name:38} {value:9.2f}  [{min(values):.2f} – {max(values):.2f}]")
    if not goals:
        return
    reached = {
        f"at least {GOAL}/s delivered": middle["delivered and logged, /s"] >= GOAL,
        f"first attempt within {GOAL_MILLISECONDS} ms (p95)": middle["p95 ms"] < GOAL_MILLISECONDS,
        f"at least {GOAL_OF_BARE} of the bare client": middle["of the bare client"] >= GOAL_OF_BARE,
    }
    for goal, yes in reached.items():
        print(f"  {goal:38} {'yes' if yes else 'NO'}")


if __name__ == "__main__":
    main()
