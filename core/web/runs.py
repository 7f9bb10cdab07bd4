"""What takes longer than a page may: it runs in a thread of its own, tells how far it is, can be stopped, and keeps its
result for a while for the person who started it. Everything is bounded, and nothing outlives the process.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import cast

from flask import current_app

from neni.core.errors import Conflict, NeniError, NotFound
from neni.core.model.people import Person
from neni.core.model.text import Text
from neni.core.services.law.simulation import CalledOff

log = logging.getLogger(__name__)
RUNS = "neni-runs"
AT_ONCE = 2
"""So many work at the same time; the next ones wait their turn."""
MOST_WAITING = 8
MOST_KEPT = 8
MOST_OF_ONE = 3
"""So many finished runs of one person are kept; of all people together, MOST_KEPT."""
KEPT = timedelta(hours=1)
PATIENCE = 5.0
"""Seconds that closing waits for a thread; each looks after every case whether it is to stop."""
OnCase = Callable[[int, int], None]
Work = Callable[[OnCase], object]


class State(StrEnum):
    """How far a run is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(slots=True)
class Run:
    """One run. `about` is what its page shows of it, `result` what came out (a part, when it was stopped)."""

    kind: str
    owner: str
    about: object
    started_at: datetime
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    state: State = State.WAITING
    done: int = 0
    total: int = 0
    result: object = None
    error: NeniError | None = None
    ended_at: datetime | None = None
    to_stop: threading.Event = field(default_factory=threading.Event, repr=False)
    thread: threading.Thread | None = field(default=None, repr=False)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.ended_at is not None

    def seen(self) -> Run:
        """As it stands at this moment, for a page to show. It may end at any time: whether it is over is looked at
        before the rest, so that what is over has come to its result."""
        ended_at = self.ended_at
        return replace(self, ended_at=ended_at)

    def on_case(self, done: int, total: int) -> None:
        """Hears how far the work is. Raises CalledOff when it is to stop."""
        self.done, self.total = done, total
        if self.to_stop.is_set():
            raise CalledOff


class Runs:
    """The runs of one process. `now` tells the time."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._slots = threading.Semaphore(AT_ONCE)
        self._runs: dict[str, Run] = {}

    def start(self, person: Person, kind: str, about: object, work: Work) -> Run:
        """Begin, or wait for a turn. Raises Conflict when the person has one under way, or too many wait."""
        run = Run(kind, person.id, about, self._now())
        with self._lock:
            self._forget()
            under_way = [one for one in self._runs.values() if not one.is_over]
            if any(one.owner == person.id for one in under_way):
                raise Conflict(_ONE_EACH)
            if len(under_way) >= MOST_WAITING:
                raise Conflict(_BUSY)
            self._runs[run.id] = run
        run.thread = threading.Thread(target=self._work, args=(run, work), name=f"run-{run.id}", daemon=True)
        run.thread.start()
        return run

    def get(self, person: Person, kind: str, run: str) -> Run:
        """A run of the person's own. Raises NotFound for any other, and for one that is not kept any more."""
        with self._lock:
            self._forget()
            found = self._runs.get(run)
        if found is None or found.owner != person.id or found.kind != kind:
            raise NotFound(_GONE)
        return found

    def of(self, person: Person, kind: str) -> tuple[Run, ...]:
        """The person's own, newest first."""
        with self._lock:
            self._forget()
            mine = [one for one in self._runs.values() if one.owner == person.id and one.kind == kind]
        return tuple(reversed(mine))

    def stop(self, run: Run) -> None:
        """Stop a run; it ends with the case at hand."""
        run.to_stop.set()
        if run.thread:
            run.thread.join(PATIENCE)

    def close(self) -> None:
        """Stop everything, and wait until it has stopped."""
        with self._lock:
            running = list(self._runs.values())
        for one in running:
            one.to_stop.set()
        for one in running:
            if one.thread:
                one.thread.join(PATIENCE)

    def _work(self, run: Run, work: Work) -> None:
        try:
            self._in_turn(run, work)
            run.state = State.STOPPED if run.to_stop.is_set() and run.done < run.total else State.DONE
        except CalledOff:
            run.state = State.STOPPED
        except NeniError as error:
            run.error, run.state = error, State.FAILED
        except Exception:
            log.exception("a run of %s failed", run.kind)
            run.state = State.FAILED
        finally:
            run.ended_at = self._now()

    def _in_turn(self, run: Run, work: Work) -> None:
        while not self._slots.acquire(timeout=0.1):
            if run.to_stop.is_set():
                raise CalledOff
        try:
            run.state = State.RUNNING
            run.result = work(run.on_case)
        finally:
            self._slots.release()

    def _forget(self) -> None:
        """Let go of what is older than it may be, and of the oldest where there are too many."""
        over = [one for one in self._runs.values() if one.is_over]
        gone = [one for one in over if one.ended_at and one.ended_at + KEPT < self._now()]
        left = [one for one in over if one not in gone]
        for owner in {one.owner for one in left}:
            gone += [one for one in left if one.owner == owner][:-MOST_OF_ONE]
        gone += [one for one in left if one not in gone][:-MOST_KEPT]
        for one in gone:
            self._runs.pop(one.id, None)


def runs() -> Runs:
    """The runs of the application that answers."""
    return cast("Runs", current_app.extensions[RUNS])


_ONE_EACH = Text(
    sq="Një llogaritje juaja është ende në punë; prisni të mbarojë ose ndaleni.",
    sr="Jedan vaš proračun je još u toku; sačekajte da se završi ili ga zaustavite.",
    en="A run of yours is still under way; wait until it ends, or stop it.",
)
_BUSY = Text(
    sq="Shumë llogaritje presin radhën; provoni përsëri pas disa minutash.",
    sr="Previše proračuna čeka na red; pokušajte ponovo za nekoliko minuta.",
    en="Too many runs are waiting; try again in a few minutes.",
)
_GONE = Text(
    sq="Kjo llogaritje nuk ruhet më (ruhet një orë për atë që e nisi); niseni përsëri.",
    sr="Ovaj proračun se više ne čuva (čuva se jedan sat za onoga ko ga je pokrenuo); pokrenite ga ponovo.",
    en="This run is not kept any more (it is kept for an hour, for whoever started it); start it again.",
)
