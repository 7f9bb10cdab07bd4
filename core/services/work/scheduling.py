"""The clock's work: entering what is due as errands, each moment once, whoever else looks at the same time.

A schedule's `last_slot` moves in the transaction that enters its slots, and each slot is an errand under a key of its
own; so two clocks, a clock that died half-way and one that woke up late all end with every slot once. One of several
processes looks at a time (a lock), which only saves the others the trouble.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice

from neni.core.adapters import scheduler
from neni.core.errors import Conflict
from neni.core.model.errands import NewErrand
from neni.core.model.events import ScheduleCaughtUp
from neni.core.model.schedules import CatchUp, Schedule, ScheduleState
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.work.planning import Planned, plans_of

_log = logging.getLogger(__name__)
CLOCK = "clock"
"""The name of the lock and of the sign of life."""

TICK = 1.0
BEAT = timedelta(seconds=10)
AT_ONCE = 500
"""So many slots of a schedule are entered in one transaction; the next tick goes on."""


def tick(office: Office, plans: Sequence[Planned] | None = None, by: str = CLOCK) -> int:
    """Enter everything that is due; how many errands that were."""
    plans = plans_of(office) if plans is None else plans
    now = office.clock.now()
    with office.store.reading() as work:
        states = {state.name: state for state in work.schedules.all()}
        beat = work.schedules.last_beat(CLOCK)
    if beat is None or not timedelta() <= now - beat.at < BEAT or any(one.schedule.name not in states for one in plans):
        states = _begin(office, plans, now, by)
    return sum(_enter_due(office, plan, states[plan.schedule.name], now) for plan in plans)


def _begin(office: Office, plans: Sequence[Planned], now: datetime, by: str) -> dict[str, ScheduleState]:
    with office.store.writing() as work:
        work.schedules.beat(CLOCK, now, by)
        for plan in plans:
            work.schedules.begin(plan.schedule.name, now)
        return {state.name: state for state in work.schedules.all()}


def _enter_due(office: Office, plan: Planned, state: ScheduleState, now: datetime) -> int:
    if state.paused_at is not None or scheduler.following(plan.schedule.cron, state.last_slot) > now:
        return 0
    slots = due_slots(plan.schedule, state.last_slot, now)
    try:
        with office.store.writing() as work:
            work.schedules.advance(state, slots[-1] if slots else now)
            _tell_left_out(work, plan.schedule, state, slots, now)
            return sum(work.errands.add(_errand(plan, slot, now)) for slot in slots)
    except Conflict:  # another clock was quicker, or somebody paused it
        return 0


def due_slots(schedule: Schedule, after: datetime, now: datetime) -> tuple[datetime, ...]:
    """The slots to be entered of those after one moment and up to another, by the schedule's own rule."""
    start = max(after, now - schedule.no_older_than) if schedule.no_older_than else after
    if schedule.catch_up is CatchUp.EVERY:
        return tuple(islice(scheduler.slots(schedule.cron, start, now), AT_ONCE))
    latest = scheduler.latest(schedule.cron, start, now)
    return () if latest is None else (latest,)


def _errand(plan: Planned, slot: datetime, now: datetime) -> NewErrand:
    told = slot.isoformat()
    return NewErrand(plan.kind.name, told, now, {"slot": told}, due=slot, by=CLOCK)


def _tell_left_out(
    work: Work, schedule: Schedule, state: ScheduleState, slots: Sequence[datetime], now: datetime
) -> None:
    """Leave an event when a slot that passed is not made up for."""
    first = scheduler.following(schedule.cron, state.last_slot)
    if not slots or first < slots[0]:
        entered = slots[0].isoformat() if slots else ""
        told = {"schedule": schedule.name, "left_out_from": first.isoformat(), "entered": entered}
        work.events.add(ScheduleCaughtUp(now, CLOCK, f"schedule-{schedule.name}", told))


class Clockwork:
    """Ticks while the block lasts, if no other process does: `with Clockwork(office): …`."""

    def __init__(self, office: Office, plans: Sequence[Planned] | None = None, seconds: float = TICK) -> None:
        self._office = office
        self._plans = tuple(plans_of(office) if plans is None else plans)
        self._leader = office.store.leader(CLOCK)
        self._ticker = scheduler.Ticker(self._tick, seconds)
        self.name = f"{socket.gethostname()}-{os.getpid()}"

    def __enter__(self) -> Clockwork:
        for plan in self._plans:
            scheduler.check(plan.schedule.cron)
        self._ticker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ticker.close()
        self._leader.let_go()

    def _tick(self) -> None:
        try:
            if self._leader.is_mine():
                tick(self._office, self._plans, self.name)
        except Exception:  # noqa: BLE001 - the clock must outlive a database that is away or busy
            _log.exception("the clock could not enter what is due; it tries again")
