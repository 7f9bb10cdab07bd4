"""Writers and dispatchers of messages killed with -9 at random moments, with a partner that notes all it gets: every
committed event reaches the partner, none comes from nowhere, and what comes twice has the same id and bytes."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from benchmarks.webhooks.deliveries import ADMIN, office_over
from neni.core.adapters import store as stores
from neni.core.adapters.guarded import GuardedClient
from neni.core.adapters.vault import FileVault, key_file
from neni.core.errors import Conflict
from neni.core.model.errands import ErrandQuery, ErrandStatus
from neni.core.model.events import CaseChanged
from neni.core.office import Office
from neni.core.services.messages import endpoints
from neni.core.services.messages.endpoints import Wanted
from neni.core.services.work.errand_crew import Crew
from neni.webhooks import signing

HANDS = 8
LEASE = timedelta(seconds=1)
EARLY = 0.1
"""So often a process may be killed while it is still starting; otherwise the clock runs once it is at work."""

FAILING = 0.05
"""So often the partner fails, half the time after it has taken the message."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a campaign left."""

    kills: int
    acknowledged: int
    committed: int
    received: int
    lost: int
    phantom: int
    forged: int
    changed: int
    repeated: int
    most_of_one: int

    @property
    def is_right(self) -> bool:
        """Whether every promise was kept."""
        wrong = (self.lost, self.phantom, self.forged, self.changed)
        return wrong == (0, 0, 0, 0) and self.received == self.committed


def write(url: str, folder: str, up: Event, name: str) -> None:
    """Commit events until killed, noting each that is committed."""
    office = _office(url, folder)
    up.set()
    with (Path(folder) / "acknowledged").open("a") as book:
        for number in range(10**9):
            subject = f"{name}-{number}"
            with office.store.writing() as work:
                work.events.add(CaseChanged(office.clock.now(), name, subject, {"text": subject}))
            os.write(book.fileno(), f"{subject}\n".encode())
            time.sleep(0.004)


def dispatch(url: str, folder: str, up: Event) -> None:
    """Deliver until killed."""
    with Crew(_office(url, folder), hands=HANDS, lease=LEASE) as crew:
        up.set()
        crew.wait()


def _office(url: str, folder: str) -> Office:
    keys = Path(folder) / "secret.keys"
    key_file.begin(keys)
    return office_over(stores.open(url, FileVault(keys)), Path(folder) / "empty", GuardedClient(loopback=True))


@contextmanager
def partner(folder: Path, key: str) -> Iterator[int]:
    """A partner in a process of its own; gives its port."""
    processes = get_context("spawn")
    here, there = processes.Pipe()
    process = processes.Process(target=_receive, args=(there, str(folder), key), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _receive(there: Connection, folder: str, key: str) -> None:
    book = os.open(Path(folder) / "received", os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    drawn, known = random.Random(7), signing.verifier(key)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            fate = drawn.random()
            if fate > FAILING / 2:
                os.write(book, f"{_noted(dict(self.headers), body, known)}\n".encode())
            if fate < FAILING:
                self.close_connection = True
                self.send_response(500)
            else:
                self.send_response(204)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size, daemon_threads = 256, True

        def handle_error(self, *_: Any) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        there.send(server.server_port)
        server.serve_forever()


def _noted(headers: dict[str, str], body: bytes, key: signing.Verifier) -> str:
    given = {name.lower(): value for name, value in headers.items()}
    text = signing.signed_text(given["webhook-id"], given["webhook-timestamp"], body)
    right = any(
        key.verifies(text, one.partition(",")[2]) for one in given["webhook-signature"].split(" ") if one[:3] == "v1,"
    )
    told = json.loads(body)["data"]["text"]
    return json.dumps([given["webhook-id"], hashlib.sha256(body).hexdigest(), told, right])


def campaign(url: str, folder: Path, kills: int, seed: int = 1) -> Report:
    """Kill writers and dispatchers at random moments, let the rest be delivered and compare the books."""
    (folder / "empty").mkdir(exist_ok=True)
    office = _office(url, str(folder))
    endpoint = endpoints.add(office, ADMIN, Wanted("AQP", "http://127.0.0.1:1/", ("*",), at_once=16))
    with partner(folder, endpoint.keys[0].key) as port:
        there = f"http://127.0.0.1:{port}/hook"
        endpoints.change(office, ADMIN, endpoint.id, Wanted("AQP", there, ("*",), at_once=16), endpoint.version)
        _kill_at_random(url, folder, kills, random.Random(seed))
        _finish(office)
    return _compared(office, folder, kills)


def _kill_at_random(url: str, folder: Path, kills: int, drawn: random.Random) -> None:
    processes = get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    signs: list[Event] = []  # each must outlive the start of its process

    def start(who: int, number: int) -> BaseProcess:
        signs.append(up := processes.Event())
        arguments = (url, str(folder), up, f"w{number}") if who == 0 else (url, str(folder), up)
        process = processes.Process(target=(write, dispatch)[who], args=arguments, daemon=True)
        process.start()
        if drawn.random() > EARLY:
            up.wait(30)
        return process

    running = [start(0, 0), start(1, 0)]
    for number in range(1, kills + 1):
        time.sleep(drawn.uniform(0.1, 0.8))
        who = drawn.randrange(2)
        _kill(running[who])
        running[who] = start(who, number)
    time.sleep(0.5)
    for process in running:
        _kill(process)


def _kill(process: BaseProcess) -> None:
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join(30)


def _finish(office: Office) -> None:
    """Deliver what is left; what the partner refused is tried again at once instead of by the schedule."""
    with Crew(office, hands=HANDS, lease=LEASE):
        while True:
            with office.store.reading() as work:
                lanes = work.errands.lanes()
            if not any(lane.waiting or lane.leased for lane in lanes):
                return
            with office.store.writing() as work:
                for lane in lanes:
                    if lane.held_until:
                        work.errands.release(lane.lane)
                for errand in work.errands.find(ErrandQuery(ErrandStatus.WAITING, limit=1_000)):
                    if errand.attempts:
                        with suppress(Conflict):  # a hand took it meanwhile
                            work.errands.run_again(errand.id, office.clock.now())
            time.sleep(0.2)


def _compared(office: Office, folder: Path, kills: int) -> Report:
    committed: set[str] = set()
    after = ""
    with office.store.reading() as work:
        since = office.clock.now() - timedelta(days=1)
        while page := work.messages.since(since, after, 1_000):
            committed |= {one.subject for one in page}
            after = page[-1].id
    office.store.close()  # type: ignore[attr-defined]
    acknowledged = set((folder / "acknowledged").read_text().split())
    notes = [json.loads(line) for line in (folder / "received").read_text().splitlines()]
    of_id: dict[str, set[tuple[str, str]]] = defaultdict(set)
    times: dict[str, int] = defaultdict(int)
    for one, digest, told, _ in notes:
        of_id[one].add((digest, told))
        times[one] += 1
    received = {told for _, _, told, _ in notes}
    return Report(
        kills=kills,
        acknowledged=len(acknowledged),
        committed=len(committed),
        received=len(of_id),
        lost=len(acknowledged - committed) + len(committed - received),
        phantom=len(received - committed),
        forged=sum(not right for *_, right in notes),
        changed=sum(len(bodies) > 1 for bodies in of_id.values()),
        repeated=sum(count - 1 for count in times.values()),
        most_of_one=max(times.values(), default=0),
    )
