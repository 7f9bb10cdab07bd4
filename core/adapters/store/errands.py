"""The ledger of background work. Whoever changes a leased errand shows the fence number of the lease; when another
worker has taken over meanwhile, nothing is written and the whole transaction is undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import errand_claims, errand_lanes, errand_refusals, refusals
from neni.core.adapters.store.errand_rows import errand_of
from neni.core.adapters.store.errand_tables import ERRANDS
from neni.core.adapters.store.inserting import upsert
from neni.core.adapters.store.values import dumps
from neni.core.errors import Conflict, Fenced, NotFound
from neni.core.model.errands import OPEN, Errand, ErrandQuery, ErrandStatus, Lane, LaneState, NewErrand, legible
from neni.core.ports.errands import Claim

_WAITING = ErrandStatus.WAITING.value
_MOST_ROWS = 2**63
"""What no database can count up to, and an address may name all the same."""

_AGAIN = (_WAITING, ErrandStatus.PARKED.value, ErrandStatus.CANCELLED.value)
_CANCELLABLE = (_WAITING, ErrandStatus.PARKED.value)


class SqlErrands:
    """The ledger (see ports.Errands)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, errand: NewErrand) -> bool:
        """Enter an errand; False when one of that kind and key was entered before."""
        values = {
            "kind": errand.kind,
            "key": errand.key,
            "lane": errand.lane or errand.kind,
            "strand": errand.strand,
            "payload": dumps(dict(errand.payload)),
            "due": errand.due or errand.at,
            "entered_at": errand.at,
            "by": errand.by,
            **_FRESH,
        }
        insert = upsert(self._connection, ERRANDS).on_conflict_do_nothing(index_elements=["kind", "key"])
        entered = self._connection.execute(insert.returning(ERRANDS.c.id), values).first() is not None
        if entered:
            errand_lanes.note_new(self._connection)
        return entered

    def get(self, errand_id: int) -> Errand:
        """One errand. Raises NotFound."""
        one = sa.select(ERRANDS).where(ERRANDS.c.id == errand_id)
        row = self._connection.execute(one).first() if errand_id < _MOST_ROWS else None
        if row is None:
            raise NotFound(refusals.no_such(str(errand_id)))
        return errand_of(row)

    def by_key(self, kind: str, key: str) -> Errand | None:
        """The errand with that key."""
        mine = (ERRANDS.c.kind == kind) & (ERRANDS.c.key == key)
        row = self._connection.execute(sa.select(ERRANDS).where(mine)).first()
        return None if row is None else errand_of(row)

    def find(self, query: ErrandQuery) -> Sequence[Errand]:
        """Errands, the newest first."""
        select = sa.select(ERRANDS).order_by(ERRANDS.c.id.desc()).limit(query.limit)
        for column, wanted in ((ERRANDS.c.kind, query.kind), (ERRANDS.c.lane, query.lane)):
            select = select.where(column == wanted) if wanted else select
        select = select.where(ERRANDS.c.status == query.status.value) if query.status else select
        select = select.where(ERRANDS.c.id < query.below) if query.below is not None else select
        return tuple(errand_of(row) for row in self._connection.execute(select))

    def lanes(self) -> Sequence[LaneState]:
        """Every lane in which something waits, runs or is parked, or that is held."""
        return errand_lanes.states(self._connection)

    def open_kinds(self) -> frozenset[str]:
        """The kinds of everything that waits or runs."""
        alive = ERRANDS.c.status.in_([one.value for one in OPEN])
        return frozenset(self._connection.execute(sa.select(ERRANDS.c.kind).where(alive).distinct()).scalars())

    def next_due(self) -> datetime | None:
        """When the next waiting errand may be given out: when it is due, or when its lane is held no more."""
        held = errand_lanes.held(self._connection)
        due = (max(due, held.get(lane, due)) for lane, due in errand_claims.due_lanes(self._connection))
        return min(due, default=None)

    def claim(self, claim: Claim) -> Sequence[Errand]:
        """Lease what is due; nobody else gets the same before the lease ends."""
        return errand_claims.claim(self._connection, claim)

    def renew(self, errands: Iterable[Errand], until: datetime) -> None:
        """Keep what is still being worked on; what went to somebody else stays theirs."""
        for errand in errands:
            self._connection.execute(sa.update(ERRANDS).where(_held(errand)).values(lease_until=until))

    def done(self, errand: Errand, at: datetime) -> None:
        """It is done. Raises Fenced when the lease went to somebody else."""
        self._end(_DONE, errand, at=at)

    def done_all(self, errands: Sequence[Errand], at: datetime) -> None:
        """They are done, all at once. Raises Fenced when one of the leases went to somebody else."""
        shown = [{"mine": one.id, "shown": one.fence, "at": at} for one in errands]
        if shown and self._connection.execute(_DONE, shown).rowcount != len(shown):
            raise Fenced(errand_refusals.fenced(errands[0]))

    def again(self, errand: Errand, due: datetime, error: str) -> None:
        """It waits until then. Raises Fenced."""
        self._end(_AGAIN_AT, errand, at=due, told=legible(error))

    def park(self, errand: Errand, at: datetime, error: str) -> None:
        """It waits for a person. Raises Fenced."""
        self._end(_PARKED, errand, at=at, told=legible(error))

    def hand_back(self, errands: Iterable[Errand]) -> None:
        """Nobody began with these; they wait again as if they had not been taken."""
        waiting = {"status": _WAITING, "lease_until": None, "worker": "", "attempts": ERRANDS.c.attempts - 1}
        for errand in errands:
            self._connection.execute(sa.update(ERRANDS).where(_held(errand)).values(waiting))

    def run_again(self, errand_id: int, at: datetime) -> None:
        """Have a parked, cancelled or waiting errand tried now, its attempts forgotten. Raises Conflict."""
        fresh = {"status": _WAITING, "due": at, "attempts": 0, "ended_at": None}
        self._change(errand_id, _AGAIN, fresh)
        errand_lanes.note_new(self._connection)

    def cancel(self, errand_id: int, at: datetime) -> None:
        """It will not be done. Raises Conflict when it is done already or is being worked on."""
        self._change(errand_id, _CANCELLABLE, {"status": ErrandStatus.CANCELLED.value, "ended_at": at})

    def set_lane(self, lane: Lane) -> None:
        """Store the limits of a lane; they come before those its kinds declare."""
        errand_lanes.store(self._connection, lane)

    def hold(self, lane: str, until: datetime, reason: str) -> None:
        """Give nothing out of a lane until then."""
        errand_lanes.hold(self._connection, lane, until, reason)

    def release(self, lane: str) -> None:
        """Give out of a lane again."""
        errand_lanes.hold(self._connection, lane, None, "")
        errand_lanes.note_new(self._connection)

    def lane(self, name: str) -> Lane | None:
        """The stored limits of a lane."""
        return errand_lanes.stored(self._connection, name)

    def forget(self, ended_before: datetime, most: int) -> int:
        """Remove what was done or cancelled before; how many were."""
        ended = [ErrandStatus.DONE.value, ErrandStatus.CANCELLED.value]
        old = (ERRANDS.c.ended_at < ended_before) & ERRANDS.c.status.in_(ended)
        chosen = sa.select(ERRANDS.c.id).where(old).limit(most)
        return self._connection.execute(sa.delete(ERRANDS).where(ERRANDS.c.id.in_(chosen))).rowcount

    def _end(self, ended: sa.Update, errand: Errand, **values: Any) -> None:
        if self._connection.execute(ended, {"mine": errand.id, "shown": errand.fence, **values}).rowcount != 1:
            raise Fenced(errand_refusals.fenced(errand))

    def _change(self, errand_id: int, from_: tuple[str, ...], values: dict[str, Any]) -> None:
        mine = (ERRANDS.c.id == min(errand_id, _MOST_ROWS - 1)) & ERRANDS.c.status.in_(from_)
        if self._connection.execute(sa.update(ERRANDS).where(mine).values(values)).rowcount != 1:
            raise Conflict(errand_refusals.not_possible(self.get(errand_id)))


def _held(errand: Errand) -> sa.ColumnElement[bool]:
    leased = ERRANDS.c.status == ErrandStatus.LEASED.value
    return (ERRANDS.c.id == errand.id) & (ERRANDS.c.fence == errand.fence) & leased


def _ending(status: ErrandStatus, **values: Any) -> sa.Update:
    """Ends a lease: made once, since many errands end in one transaction."""
    leased = ERRANDS.c.status == ErrandStatus.LEASED.value
    mine = (ERRANDS.c.id == sa.bindparam("mine")) & (ERRANDS.c.fence == sa.bindparam("shown")) & leased
    return sa.update(ERRANDS).where(mine).values(status=status.value, lease_until=None, worker="", **values)


_AT, _TOLD = sa.bindparam("at", type_=ERRANDS.c.due.type), sa.bindparam("told", type_=ERRANDS.c.error.type)
_DONE = _ending(ErrandStatus.DONE, ended_at=_AT, error="")
_AGAIN_AT = _ending(ErrandStatus.WAITING, due=_AT, error=_TOLD)
_PARKED = _ending(ErrandStatus.PARKED, ended_at=_AT, error=_TOLD)
_FRESH = {"status": _WAITING, "attempts": 0, "fence": 0, "worker": "", "error": ""}
