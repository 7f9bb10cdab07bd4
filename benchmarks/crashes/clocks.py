"""Several clocks over one database, killed with -9 at random moments: each moment of a schedule is entered once.

Their time runs fast (a minute of theirs is a quarter of a second), so that moments come often enough to be hit.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from benchmarks.crashes.campaign import kill, office_over
from neni.core.adapters import store as stores
from neni.core.adapters.clock import SystemClock, day_in_kosovo
from neni.core.declarations import ErrandKind
from neni.core.model.errands import ErrandQuery
from neni.core.model.schedules import EVERY_MINUTE, CatchUp, Schedule
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.work.planning import Planned, slot_of
from neni.core.services.work.scheduling import Clockwork, tick

CLOCKS = 3
SPEED = 240
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class FastClock:
    """Time that runs fast since a beginning all processes agree on."""

    since: datetime

    def now(self) -> datetime:
        """The present instant of the fast time."""
        return self.since + (SystemClock().now() - self.since) * SPEED

    def today(self) -> date:
        """Its day in Kosovo."""
        return day_in_kosovo(self.now())


@dataclass(frozen=True, slots=True)
class ClockReport:
    """What a campaign left: moments due, entered, lost and doubled."""

    kills: int
    due: int
    lost: int
    doubled: int
    of_nothing: int

    @property
    def is_right(self) -> bool:
        """Whether each moment was entered once, and no other."""
        return (self.lost, self.doubled, self.of_nothing) == (0, 0, 0) and self.due > self.kills / 4


def plans() -> list[Planned]:
    """Something for every minute, every missed one made up for."""
    kind = ErrandKind("minute", Text.of("Minuta"), lambda *_: None)
    return [Planned(Schedule("minute", EVERY_MINUTE, CatchUp.EVERY), kind)]


def run(url: str, since: datetime) -> None:
    """Be a clock until killed."""
    with Clockwork(_office(url, since), plans(), 0.05):
        time.sleep(10**6)


def clock_campaign(url: str, kills: int, seed: int = 1) -> ClockReport:
    """Kill clocks at random moments, leading or not, and compare what was entered with what was due."""
    drawn, since = random.Random(seed), SystemClock().now()
    processes = get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    office = _office(url, since)
    tick(office, plans())
    with office.store.reading() as work:
        began = work.schedules.all()[0].last_slot

    def start() -> BaseProcess:
        process = processes.Process(target=run, args=(url, since), daemon=True)
        process.start()
        return process

    running = [start() for _ in range(CLOCKS)]
    for _ in range(kills):
        time.sleep(drawn.uniform(0.02, 0.25))
        who = drawn.randrange(CLOCKS)
        kill(running[who])
        running[who] = start()
    for process in running:
        kill(process)
    return _compared(office, began, kills)


def _compared(office: Office, began: datetime, kills: int) -> ClockReport:
    while tick(office, plans()):
        pass
    with office.store.reading() as work:
        until = work.schedules.all()[0].last_slot
        entered = Counter(slot_of(one) for one in work.errands.find(ErrandQuery(kind="minute", limit=10**7)))
    first = began.replace(second=0, microsecond=0) + MINUTE
    due = {first + n * MINUTE for n in range((until - first) // MINUTE + 1)}
    doubled = sum(count - 1 for count in entered.values())
    return ClockReport(kills, len(due), len(due - entered.keys()), doubled, len(entered.keys() - due))


def _office(url: str, since: datetime) -> Office:
    return replace(office_over(stores.open(url)), clock=FastClock(since))
