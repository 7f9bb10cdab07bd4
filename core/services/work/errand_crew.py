"""The crew that works off the ledger: one clerk, who alone reads and writes it, and hands that do the errands.

In each turn the clerk writes what the hands finished and takes as much as there are free hands, in one transaction:
one commit serves many errands. What is taken is leased and kept by renewing; when this process dies, the leases end and
others take over. A crew that was asleep for longer than its lease finds its writing refused by the fence.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue
from threading import Event as Signal
from threading import Thread
from time import perf_counter

from neni.core.errors import Fenced
from neni.core.model.errands import Errand
from neni.core.office import Office
from neni.core.ports import Claim, Outcome
from neni.core.services.work.errand_attempts import attempt, settle_all, settle_alone
from neni.core.services.work.errand_kinds import Kinds, kinds_of

_log = logging.getLogger(__name__)
_DRAW = secrets.SystemRandom()
LEASE = timedelta(seconds=30)
"""After so long without a sign of life others take over."""

HANDS = 8
POLL = 0.5
"""Seconds after which the clerk looks although nobody rang."""

SWEEP = timedelta(seconds=5)
"""After so long the clerk looks for ended leases although nothing is due."""

SOON = (0.005, 0.03)
"""Between so many seconds the clerk comes again to a lane that another was looking at."""

GATHER = 0.002
"""Seconds that the clerk leaves to the hands after a turn, so that the next commit serves more of them."""

QUICK = 0.1
"""Seconds; hands that take less an errand have the next ones laid out for them."""

AHEAD = 12
"""So many are laid out; with them an outside effect may come again when the process dies."""

PATIENCE = 30.0
"""Seconds that closing waits for what the hands are doing; what takes longer is done again by others."""


class Crew:
    """Works while the block lasts: `with Crew(office): …`."""

    def __init__(
        self, office: Office, kinds: Kinds | None = None, *, hands: int = HANDS, lease: timedelta = LEASE
    ) -> None:
        self._office, self._kinds = office, kinds or kinds_of(office)
        self._lease, self._sweep = lease, min(SWEEP, lease / 2)
        self.name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
        self._stir, self._closing = Signal(), Signal()
        self._todo: SimpleQueue[Errand | None] = SimpleQueue()
        self._finished: deque[tuple[Errand, Outcome]] = deque()
        self._held: dict[int, tuple[Errand, datetime]] = {}
        self._renewed = self._swept = office.clock.now()
        self._pace = QUICK
        self._passed_by: list[str] = []
        self._clerk = Thread(target=self._work, name="errand-clerk", daemon=True)
        self._hands = [Thread(target=self._do, name=f"errand-hand-{n}", daemon=True) for n in range(hands)]

    def __enter__(self) -> Crew:
        self._clerk.start()
        for thread in self._hands:
            thread.start()
        return self

    def wait(self) -> None:
        """Work until somebody asks to stop (`stop`)."""
        self._closing.wait()

    def stop(self) -> None:
        """Begin with nothing more; leaving the block waits for what is in work."""
        self._closing.set()
        self._stir.set()

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._clerk.join(PATIENCE)
        for _hand in self._hands:
            self._todo.put(None)

    def _do(self) -> None:
        while (errand := self._todo.get()) is not None:
            began = perf_counter()
            outcome = attempt(self._office, self._kinds, errand)
            self._pace += (perf_counter() - began - self._pace) / 8
            self._finished.append((errand, outcome))
            self._stir.set()

    def _work(self) -> None:
        with self._office.store.listening(self._stir.set):
            while not self._closing.is_set():
                self._passed_by.clear()
                if self._safely():
                    self._closing.wait(GATHER)
                else:
                    self._stir.wait(_DRAW.uniform(*SOON) if self._passed_by else POLL)
                self._stir.clear()
            self._leave()

    def _safely(self) -> bool:
        try:
            return self._turn()
        except Exception:  # noqa: BLE001 - the clerk must outlive a database that is away or busy
            _log.exception("the work ledger could not be reached; trying again")
            self._closing.wait(POLL)
            return False

    def _turn(self) -> bool:
        """Write what is finished, take what is due; whether there was anything."""
        finished = [self._finished.popleft() for _ in range(len(self._finished))]
        room = self._room() - len(self._held) + len(finished)
        if not finished and not (room and self._is_something_due()):
            self._renew()
            return False
        taken = self._exchange(finished, room)
        now = self._office.clock.now()
        for errand in taken:
            self._held[errand.id] = (errand, now)
            self._todo.put(errand)
        self._renew()
        return bool(finished or taken)

    def _room(self) -> int:
        """How many are held at most: as many as there are hands, and some more while they are quick, so that the hands
        need not wait for the clerk."""
        return len(self._hands) + (AHEAD if self._pace < QUICK else 0)

    def _is_something_due(self) -> bool:
        now = self._office.clock.now()
        if now - self._swept >= self._sweep:
            return True
        with self._office.store.reading() as work:
            due = work.errands.next_due()
        return due is not None and due <= now

    def _exchange(self, finished: Sequence[tuple[Errand, Outcome]], room: int) -> Sequence[Errand]:
        """Write and take in one transaction; if writing one fails, each is written alone and nothing is taken."""
        try:
            with self._office.store.writing() as work:
                settle_all(self._office, self._kinds, work, finished)
                taken = work.errands.claim(self._claim(room)) if room > 0 else ()
                taken = self._kinds.prepared(work, taken)
        except Exception:
            if not finished:
                raise
            self._write_each(finished)
            return ()
        self._swept = self._office.clock.now()
        self._let_go(finished)
        return taken

    def _write_each(self, finished: Sequence[tuple[Errand, Outcome]]) -> None:
        for number, (errand, outcome) in enumerate(finished):
            try:
                settle_alone(self._office, self._kinds, errand, outcome)
            except Fenced as error:
                _log.warning("%s", error)
            except Exception:
                self._finished.extendleft(reversed(finished[number:]))  # kept until the database can be reached
                raise
            self._let_go([(errand, outcome)])

    def _let_go(self, finished: Sequence[tuple[Errand, Outcome]]) -> None:
        for errand, _ in finished:
            self._held.pop(errand.id, None)

    def _claim(self, room: int) -> Claim:
        kinds = self._kinds
        asked = (self.name, self._office.clock.now(), self._lease, kinds.most_attempts(), room, kinds.lane_of)
        return Claim(*asked, passed_by=self._passed_by.append)

    def _renew(self) -> None:
        """Show that what is held is still being done, unless it takes longer than its kind may."""
        now = self._office.clock.now()
        if now - self._renewed < self._lease / 3 or not self._held:
            return
        kinds = self._kinds.by_name
        alive = [errand for errand, since in self._held.values() if now - since < kinds[errand.kind].limit]
        with self._office.store.writing() as work:
            work.errands.renew(alive, now + self._lease)
        self._renewed = now

    def _leave(self) -> None:
        """Give back what nobody began, and wait for what the hands have in work."""
        self._give_back()
        for _ in range(int(PATIENCE / POLL)):
            if not self._held:
                return
            finished = [self._finished.popleft() for _ in range(len(self._finished))]
            if finished:
                self._exchange(finished, 0)
            else:
                self._renew()
                self._stir.wait(POLL)
                self._stir.clear()

    def _give_back(self) -> None:
        unbegun: list[Errand] = []
        while True:
            try:
                errand = self._todo.get_nowait()
            except Empty:
                break
            if errand is not None:
                unbegun.append(errand)
        with self._office.store.writing() as work:
            work.errands.hand_back(unbegun)
        for errand in unbegun:
            self._held.pop(errand.id, None)


def work_off(office: Office, kinds: Kinds | None = None, most: int = 10_000) -> int:
    """Do what is due now, one after the other, in this thread; how many attempts there were."""
    kinds = kinds or kinds_of(office)
    for done in range(most):
        with office.store.writing() as work:
            claim = Claim("here", office.clock.now(), LEASE, kinds.most_attempts(), 1, kinds.lane_of)
            taken = kinds.prepared(work, work.errands.claim(claim))
        if not taken:
            return done
        settle_alone(office, kinds, taken[0], attempt(office, kinds, taken[0]))
    return most
