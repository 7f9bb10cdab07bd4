"""Background work as the people see who look after it: what stands in which lane, what is parked and why, and what to
do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from neni.core.model.errands import Errand, ErrandQuery, ErrandStatus, LaneState
from neni.core.model.events import ErrandCancelled, ErrandRunAgain, LaneHeld, LaneReleased
from neni.core.model.people import EVERYWHERE, Permission, Person
from neni.core.office import Office
from neni.core.services.people.access import require
from neni.core.services.work.errand_kinds import kinds_of

LATE = timedelta(minutes=5)
"""What is due for longer is late: no worker is there, or they cannot follow."""

MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Ledger:
    """What stands in the ledger now. `late` lanes have something due for longer than LATE; kinds are `unknown` when no
    plugin here does them."""

    lanes: tuple[LaneState, ...]
    at: datetime
    unknown: frozenset[str]

    def age(self, lane: LaneState) -> timedelta:
        """For how long the oldest errand of a lane has been due."""
        if lane.oldest_due is None or (lane.held_until and lane.held_until > self.at):
            return timedelta()
        return max(timedelta(), self.at - lane.oldest_due)

    @property
    def oldest(self) -> timedelta:
        """For how long the oldest errand of all has been due."""
        return max((self.age(lane) for lane in self.lanes), default=timedelta())

    @property
    def parked(self) -> int:
        """How many errands wait for a person."""
        return sum(lane.parked for lane in self.lanes)


def ledger(office: Office) -> Ledger:
    """What stands in the ledger now."""
    known = kinds_of(office)
    with office.store.reading() as work:
        lanes = tuple(work.errands.lanes())
        kinds = frozenset(work.errands.open_kinds())
    return Ledger(lanes, office.clock.now(), kinds - known.by_name.keys())


def look(office: Office, person: Person, query: ErrandQuery) -> Sequence[Errand]:
    """Errands, the newest first. Raises NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.reading() as work:
        return work.errands.find(query)


def run_again(office: Office, person: Person, errand_id: int) -> None:
    """Have one tried now. Raises NotAllowed, NotFound, Conflict."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    at = office.clock.now()
    with office.store.writing() as work:
        work.errands.run_again(errand_id, at)
        work.events.add(ErrandRunAgain(at, person.id, f"errand-{errand_id}"))


def run_lane_again(office: Office, person: Person, lane: str) -> int:
    """Have everything parked in a lane tried now, at most MOST_AT_ONCE; how many. Raises NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    at = office.clock.now()
    with office.store.writing() as work:
        parked = work.errands.find(ErrandQuery(ErrandStatus.PARKED, lane=lane, limit=MOST_AT_ONCE))
        for errand in parked:
            work.errands.run_again(errand.id, at)
            work.events.add(ErrandRunAgain(at, person.id, f"errand-{errand.id}"))
    return len(parked)


def cancel(office: Office, person: Person, errand_id: int) -> None:
    """Call one off. Raises NotAllowed, NotFound, Conflict."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    at = office.clock.now()
    with office.store.writing() as work:
        work.errands.cancel(errand_id, at)
        work.events.add(ErrandCancelled(at, person.id, f"errand-{errand_id}"))


def hold(office: Office, person: Person, lane: str, until: datetime, reason: str) -> None:
    """Give nothing out of a lane until then. Raises NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.writing() as work:
        work.errands.hold(lane, until, reason)
        told = {"lane": lane, "until": until.isoformat(), "reason": reason}
        work.events.add(LaneHeld(office.clock.now(), person.id, f"lane-{lane}", told))


def release(office: Office, person: Person, lane: str) -> None:
    """Give out of a lane again. Raises NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.writing() as work:
        work.errands.release(lane)
        work.events.add(LaneReleased(office.clock.now(), person.id, f"lane-{lane}", {"lane": lane}))
