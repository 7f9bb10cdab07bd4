"""Whether more nodes deliver more: the same messages drained by one, two and four worker processes over one PostgreSQL
database, once with partners that answer at once and once with partners that take their time as real ones do.

Run by hand from the repository: `python -m benchmarks.webhooks.nodes DATABASE [EVENTS] [ROUNDS]`. The database must be
empty and its server as in real work (fsync on). Every event goes to eight endpoints. Nodes, server and partners share
this machine, so with partners that answer at once its processors are soon the limit; what waits for partners is not
bound by them. Rounds are interleaved; medians are printed with their range.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

from benchmarks.webhooks.deliveries import ADMIN, DATA, office_over
from benchmarks.webhooks.receiver import receiving
from neni.core.adapters import store as stores
from neni.core.adapters.guarded import GuardedClient
from neni.core.adapters.vault import FileVault, key_file
from neni.core.model.errands import ErrandQuery, ErrandStatus
from neni.core.model.events import CaseChanged
from neni.core.office import Office
from neni.core.services.messages import endpoints, replaying
from neni.core.services.messages.endpoints import Wanted
from neni.core.services.work.errand_crew import Crew

NODES = (1, 2, 4)
HANDS = 4
"""Of each node, as `neni worker` has unless told otherwise."""

ENDPOINTS, AT_ONCE = 8, 16
SLOW = 0.25
"""Seconds that a partner takes."""


def main() -> None:
    """Measure and print."""
    url = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    stores.migrate(url)
    with tempfile.TemporaryDirectory() as folder:
        key_file.begin(Path(folder) / "secret.keys")
        office = _office(url, folder)
        for seconds in (0.0, SLOW):
            with receiving(seconds) as port, _partners(office, port):
                told = [{nodes: _round(office, folder, url, nodes, count) for nodes in NODES} for _ in range(rounds)]
            print(f"partners answer after {seconds * 1_000:.0f} ms, {count * ENDPOINTS} deliveries, {HANDS} hands each")
            _tell(told)
        _check(office, count * 2 * rounds * len(NODES) * ENDPOINTS)


def _office(url: str, folder: str) -> Office:
    empty = Path(folder) / "empty"
    empty.mkdir(exist_ok=True)
    opened = stores.open(url, FileVault(Path(folder) / "secret.keys"))
    return office_over(opened, empty, GuardedClient(loopback=True))


@contextmanager
def _partners(office: Office, port: int) -> Iterator[None]:
    """Endpoints while the block lasts."""
    wanted = [Wanted(f"P{n}", f"http://127.0.0.1:{port}/{n}", ("*",), at_once=AT_ONCE) for n in range(ENDPOINTS)]
    made = [endpoints.add(office, ADMIN, one) for one in wanted]
    yield
    for one in made:
        endpoints.disable(office, ADMIN, one.id)


def _round(office: Office, folder: str, url: str, nodes: int, count: int) -> float:
    """Deliveries a second of so many nodes, which are up before the clock starts."""
    for start in range(0, count, 20):
        with office.store.writing() as work:
            for number in range(start, min(start + 20, count)):
                work.events.add(CaseChanged(office.clock.now(), "bench", f"PRK-{number}", DATA))
    with _running(url, folder, nodes) as lines:
        began = time.perf_counter()
        for line in lines:
            line.send("go")
        while _open(office):
            time.sleep(0.01)
        return count * ENDPOINTS / (time.perf_counter() - began)


@contextmanager
def _running(url: str, folder: str, nodes: int) -> Iterator[Sequence[Connection]]:
    processes = get_context("spawn")
    lines = [processes.Pipe() for _ in range(nodes)]
    made = [processes.Process(target=_node, args=(url, folder, there), daemon=True) for _, there in lines]
    for process in made:
        process.start()
    here = [one for one, _ in lines]
    for one in here:
        one.recv()
    yield here
    for one in here:
        one.send("stop")
    for process in made:
        process.join(60)


def _node(url: str, folder: str, line: Connection) -> None:
    office = _office(url, folder)
    line.send("ready")
    line.recv()
    with Crew(office, hands=HANDS):
        line.recv()


def _open(office: Office) -> bool:
    with office.store.reading() as work:
        return bool(work.errands.open_kinds())


def _tell(rounds: Sequence[dict[int, float]]) -> None:
    one = median(told[NODES[0]] for told in rounds)
    for nodes in NODES:
        rates = [told[nodes] for told in rounds]
        shown = f"{median(rates):8.0f}/s  [{min(rates):.0f} – {max(rates):.0f}]"
        print(f"  {nodes} node{'s' * (nodes > 1):1}  {shown}  {median(rates) / one:.2f} of one")


def _check(office: Office, count: int) -> None:
    """Every delivery is done, and was attempted once."""
    with office.store.reading() as work:
        done = len(work.errands.find(ErrandQuery(ErrandStatus.DONE, limit=2 * count)))
    logged = len(replaying.attempts(office, ADMIN, limit=2 * count))
    print(
        f"{count} deliveries, {done} done, {logged} attempts: {'as it must be' if done == logged == count else 'WRONG'}"
    )
    if not done == logged == count:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
