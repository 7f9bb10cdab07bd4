"""Writers and workers of the ledger of background work, killed with -9 at random moments, and what is left in the end.

A writer commits events together with errands and notes each it was told is committed. A worker does them: an effect in
the database that commits with the errand's end, and one outside (a line in a file) that may come twice. Then a last
worker finishes, and the books are compared: nothing lost, nothing from nowhere, each effect in the database once.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from neni.core.adapters import store as stores
from neni.core.adapters.clock import SystemClock
from neni.core.adapters.passwords import Argon2Passwords
from neni.core.adapters.store import SqlStore
from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.declarations import ErrandKind
from neni.core.host import Host
from neni.core.model.errands import Backoff, Errand, ErrandQuery, ErrandStatus, NewErrand
from neni.core.model.events import CaseChanged, CaseOpened
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Desk, Outcome, Work
from neni.core.services.work.errand_crew import AHEAD, Crew
from neni.core.services.work.errand_kinds import Kinds

HANDS = 8
LEASE = timedelta(seconds=1)
KIND = "letter"


@dataclass(frozen=True, slots=True)
class Report:
    """What a campaign left: how many were acknowledged, committed, done; what is wrong; how many outside effects came
    more than once."""

    kills: int
    acknowledged: int
    committed: int
    done: int
    lost: int
    phantom: int
    doubled_inside: int
    repeated_outside: int
    most_of_one: int

    @property
    def is_right(self) -> bool:
        """Whether every promise was kept."""
        bounded = self.repeated_outside <= self.kills * (HANDS + AHEAD)
        return (self.lost, self.phantom, self.doubled_inside) == (0, 0, 0) and bounded and self.done == self.committed


def office_over(store: SqlStore) -> Office:
    """The smallest office that works."""
    words = Phrases()
    return Office(Host.of([]), store, Fixpoint(), DocxWord({}, words), words, SystemClock(), Argon2Passwords())


def write(url: str, folder: str, name: str) -> None:
    """Commit errands with events until killed, noting what is committed."""
    store, clock = stores.open(url), SystemClock()
    with (Path(folder) / "acknowledged").open("a") as book:
        for number in range(10**9):
            key = f"{name}-{number}"
            with store.writing() as work:
                work.events.add(CaseOpened(clock.now(), name, key))
                work.errands.add(NewErrand(KIND, key, clock.now()))
            os.write(book.fileno(), f"{key}\n".encode())
            time.sleep(0.002)


def work(url: str, folder: str) -> None:
    """Do errands until killed."""
    office = office_over(stores.open(url))
    with Crew(office, kinds(office, folder), hands=HANDS, lease=LEASE) as crew:
        crew.wait()


def kinds(office: Office, folder: str) -> Kinds:
    """The one kind: an effect outside, and one inside that commits with the errand's end."""
    outside = os.open(Path(folder) / "outside", os.O_APPEND | os.O_CREAT | os.O_WRONLY)

    def send(errand: Errand, _desk: Desk) -> Outcome:
        os.write(outside, f"{errand.key}\n".encode())

        def settle(work: Work) -> None:
            work.events.add(CaseChanged(office.clock.now(), "worker", errand.key))

        return Outcome(settle=settle)

    many = Backoff((timedelta(seconds=1),) * 1_000)
    return Kinds.of([ErrandKind(KIND, Text.of("Letters"), send, many, at_once=200)])


def campaign(url: str, folder: Path, kills: int, seed: int = 1) -> Report:
    """Kill writers and workers in turn at random moments, then let the rest be done and compare the books."""
    drawn = random.Random(seed)
    processes = get_context("forkserver")
    processes.set_forkserver_preload([__name__])

    def start(who: int, number: int) -> BaseProcess:
        arguments = (url, str(folder), f"w{number}") if who == 0 else (url, str(folder))
        process = processes.Process(target=(write, work)[who], args=arguments, daemon=True)
        process.start()
        return process

    books = (folder / "acknowledged", folder / "outside")
    running = [start(0, 0), start(1, 0)]
    written = [0, 0]
    for number in range(1, kills + 1):
        who = drawn.randrange(2)
        _until_longer(books[who], written[who])
        time.sleep(drawn.uniform(0, 0.15))
        kill(running[who])
        written[who] = _length(books[who])
        running[who] = start(who, number)
    time.sleep(0.5)
    for process in running:
        kill(process)
    return _compared(url, folder, kills + 2)


def _until_longer(book: Path, before: int) -> None:
    """Wait until a process is in the middle of its work: who is killed before it began proves nothing."""
    for _ in range(1_000):
        if _length(book) > before:
            return
        time.sleep(0.01)


def _length(book: Path) -> int:
    return book.stat().st_size if book.exists() else 0


def kill(process: BaseProcess) -> None:
    """End a process at once, as a power cut would."""
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join(30)


def _compared(url: str, folder: Path, kills: int) -> Report:
    store = stores.open(url)
    office = office_over(store)
    with Crew(office, kinds(office, str(folder)), hands=HANDS, lease=LEASE):
        while _is_open(store):
            time.sleep(0.05)
    with store.reading() as work:
        errands = work.errands.find(ErrandQuery(limit=10**7))
        effects = {one.key: work.events.of(one.key) for one in errands}
    store.close()
    committed = {one.key for one in errands}
    acknowledged = set((folder / "acknowledged").read_text().split())
    outside = Counter((folder / "outside").read_text().split())
    inside = {key: sum(kind == "CaseChanged" for kind, *_ in told) for key, told in effects.items()}
    opened = {key for key, told in effects.items() if any(kind == "CaseOpened" for kind, *_ in told)}
    return Report(
        kills=kills,
        acknowledged=len(acknowledged),
        committed=len(committed),
        done=sum(one.status is ErrandStatus.DONE for one in errands),
        lost=len(acknowledged - committed) + len(committed - outside.keys()) + sum(n < 1 for n in inside.values()),
        phantom=len(outside.keys() - committed) + len(committed ^ opened),
        doubled_inside=sum(n > 1 for n in inside.values()),
        repeated_outside=sum(n - 1 for n in outside.values()),
        most_of_one=max(outside.values(), default=0),
    )


def _is_open(store: SqlStore) -> bool:
    with store.reading() as work:
        return any(lane.waiting or lane.leased for lane in work.errands.lanes())
