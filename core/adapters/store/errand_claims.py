"""Taking errands out of the ledger: lane by lane, so that a full, held or slow one starves nobody else.

On SQLite whoever writes is alone. On PostgreSQL each lane is looked at by one worker at a time (an advisory lock that
ends with the transaction), so that its limits hold over all machines; a lane somebody else looks at is passed by.
"""

from __future__ import annotations

import secrets
from collections import Counter
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.dml import ReturningUpdate

from neni.core.adapters.store import errand_lanes, errand_refusals
from neni.core.adapters.store.errand_rows import errand_of
from neni.core.adapters.store.errand_tables import ERRANDS, LANES
from neni.core.model.errands import OPEN, Errand, ErrandStatus, Lane, permits, used
from neni.core.ports.errands import Claim

_LOCKS = 53_030
"""The first half of the advisory locks on lanes; any number nobody else uses."""

_WAITING, _LEASED, _PARKED = (one.value for one in (ErrandStatus.WAITING, ErrandStatus.LEASED, ErrandStatus.PARKED))
_OPEN = [one.value for one in OPEN]

# Each step jumps to the next lane through the index: a hundred thousand errands in a lane cost one look.
_DUE_LANES = sa.text(
    "WITH RECURSIVE every(lane) AS (SELECT min(lane) FROM errands WHERE status = 'waiting' UNION ALL"
    " SELECT (SELECT min(e.lane) FROM errands e WHERE e.status = 'waiting' AND e.lane > every.lane) FROM every"
    " WHERE every.lane IS NOT NULL)"
    " SELECT lane, (SELECT min(due) FROM errands e WHERE e.status = 'waiting' AND e.lane = every.lane) AS due"
    " FROM every WHERE lane IS NOT NULL"
).columns(lane=sa.Text, due=ERRANDS.c.due.type)


def claim(connection: Connection, claim: Claim) -> tuple[Errand, ...]:
    """Lease what is due, lanes in random order, each as far as its limits go."""
    busy = _busy(connection, claim)
    kept = {row.name: row for row in connection.execute(sa.select(LANES))}
    due = [lane for lane, moment in due_lanes(connection) if moment <= claim.now]
    secrets.SystemRandom().shuffle(due)
    taken: list[Errand] = []
    for name in due:
        if len(taken) >= claim.most:
            break
        lane, row = claim.lane_of(name), kept.get(name)
        lane = errand_lanes.limits(lane, row) if row is not None else lane
        free_at = row.free_at if row is not None else None
        taken += _from_lane(connection, claim, lane, free_at, busy[name], claim.most - len(taken))
    return tuple(taken)


def due_lanes(connection: Connection) -> list[tuple[str, datetime]]:
    """Every lane in which something waits, and when its first is due."""
    return [(row.lane, row.due) for row in connection.execute(_DUE_LANES)]


def _busy(connection: Connection, claim: Claim) -> Counter[str]:
    """How many errands of each lane are being worked on; those whose lease ended wait again or are parked."""
    columns = (ERRANDS.c.id, ERRANDS.c.lane, ERRANDS.c.kind, ERRANDS.c.attempts, ERRANDS.c.worker)
    leased = sa.select(*columns, ERRANDS.c.lease_until).where(ERRANDS.c.status == _LEASED)
    busy: Counter[str] = Counter()
    for row in connection.execute(leased).all():
        if row.lease_until >= claim.now or row.kind not in claim.kinds:
            busy[row.lane] += 1
        else:
            _take_back(connection, row, claim.now, parked=row.attempts >= claim.kinds[row.kind])
    return busy


def _take_back(connection: Connection, row: Any, now: datetime, *, parked: bool) -> None:
    ended = (ERRANDS.c.id == row.id) & (ERRANDS.c.status == _LEASED) & (ERRANDS.c.lease_until < now)
    values: dict[str, Any] = {"status": _WAITING, "lease_until": None, "worker": ""}
    if parked:
        values |= {"status": _PARKED, "ended_at": now, "error": errand_refusals.died(row.worker)}
    connection.execute(sa.update(ERRANDS).where(ended).values(values))


def _from_lane(
    connection: Connection, claim: Claim, lane: Lane, free_at: datetime | None, busy: int, most: int
) -> tuple[Errand, ...]:
    if lane.held_until and lane.held_until > claim.now:
        return ()
    if not _is_ours(connection, lane.name):
        claim.passed_by(lane.name)
        return ()
    if connection.dialect.name == "postgresql":  # others may have taken from it before the lock was ours
        busy = _count_busy(connection, lane.name)
    room = min(most, lane.at_once - busy, permits(lane, free_at, claim.now))
    if room <= 0:
        return ()
    taken = _lease(connection, claim, lane.name, room)
    if taken and lane.per_second is not None:
        errand_lanes.use(connection, lane.name, used(lane, free_at, claim.now, len(taken)))
    return taken


def _is_ours(connection: Connection, lane: str) -> bool:
    if connection.dialect.name != "postgresql":
        return True
    return bool(
        connection.execute(sa.select(sa.func.pg_try_advisory_xact_lock(_LOCKS, sa.func.hashtext(lane)))).scalar()
    )


def _count_busy(connection: Connection, lane: str) -> int:
    leased = (ERRANDS.c.status == _LEASED) & (ERRANDS.c.lane == lane)
    return int(connection.execute(sa.select(sa.func.count()).select_from(ERRANDS).where(leased)).scalar_one())


def _choice() -> sa.Select[tuple[int]]:
    """The ids of what may go out of a lane, the longest due first. Made once: it is asked many times a second."""
    earlier = ERRANDS.alias("earlier")
    in_front = sa.exists().where(
        earlier.c.lane == ERRANDS.c.lane,
        earlier.c.strand == ERRANDS.c.strand,
        earlier.c.id < ERRANDS.c.id,
        earlier.c.status.in_(_OPEN),
    )
    due = ERRANDS.c.due <= sa.bindparam("now", type_=ERRANDS.c.due.type)
    waiting = (ERRANDS.c.status == _WAITING) & (ERRANDS.c.lane == sa.bindparam("in_lane")) & due
    known = ERRANDS.c.kind.in_(sa.bindparam("kinds", expanding=True))
    may_go = waiting & known & ((ERRANDS.c.strand == "") | ~in_front)
    chosen = sa.select(ERRANDS.c.id).where(may_go).order_by(ERRANDS.c.due, ERRANDS.c.id)
    return chosen.limit(sa.bindparam("room", type_=sa.Integer)).with_for_update(skip_locked=True, of=ERRANDS)


def _leasing() -> ReturningUpdate[Any]:
    values = {
        "status": _LEASED,
        "lease_until": sa.bindparam("until", type_=ERRANDS.c.due.type),
        "worker": sa.bindparam("by_worker"),
        "attempts": ERRANDS.c.attempts + 1,
        "fence": ERRANDS.c.fence + 1,
    }
    these = ERRANDS.c.id.in_(sa.bindparam("ids", expanding=True))
    return sa.update(ERRANDS).where(these).values(values).returning(ERRANDS)


_CHOICE, _LEASING = _choice(), _leasing()


def _lease(connection: Connection, claim: Claim, lane: str, room: int) -> tuple[Errand, ...]:
    asked = {"now": claim.now, "in_lane": lane, "kinds": list(claim.kinds), "room": room}
    ids = connection.execute(_CHOICE, asked).scalars().all()
    if not ids:
        return ()
    lease = {"ids": list(ids), "until": claim.now + claim.lease, "by_worker": claim.worker}
    rows = connection.execute(_LEASING, lease).all()
    return tuple(sorted((errand_of(row) for row in rows), key=lambda errand: (errand.due, errand.id)))
