"""Lanes of the ledger: what stands in them, their limits, and the bell that wakes workers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store.errand_tables import ERRANDS, LANES
from neni.core.adapters.store.inserting import upsert
from neni.core.model.errands import ErrandStatus, Lane, LaneState
from neni.core.ports.errands import Carrier

CHANNEL = "neni_errands"
"""Where PostgreSQL tells other processes that something new stands in the ledger."""

NEW = "neni_new_errands"
"""The mark on a transaction that entered something; see work.SqlStore."""

CARRIER = "neni_carrier"
"""The execution option that names who tells other processes instead."""

_SHOWN = [ErrandStatus.WAITING.value, ErrandStatus.LEASED.value, ErrandStatus.PARKED.value]


def note_new(connection: Connection) -> None:
    """Have whoever works be woken when this transaction commits."""
    if connection.info.get(NEW):
        return
    connection.info[NEW] = True
    carrier: Carrier | None = connection.get_execution_options().get(CARRIER)
    if carrier:
        carrier.defer(connection.connection.driver_connection)
    elif connection.dialect.name == "postgresql":  # told at commit, to every process that listens
        connection.execute(sa.select(sa.func.pg_notify(CHANNEL, "")))


def states(connection: Connection) -> tuple[LaneState, ...]:
    """Every lane in which something waits, runs or is parked, or that is held."""
    many, oldest = sa.func.count().label("many"), sa.func.min(ERRANDS.c.due).label("oldest")
    columns = (ERRANDS.c.lane, ERRANDS.c.status, many, oldest)
    select = sa.select(*columns).where(ERRANDS.c.status.in_(_SHOWN)).group_by(ERRANDS.c.lane, ERRANDS.c.status)
    counted: dict[str, dict[str, Any]] = {}
    for row in connection.execute(select):
        counted.setdefault(row.lane, {})[row.status] = row
    held = {row.name: row for row in connection.execute(sa.select(LANES).where(LANES.c.held_until.is_not(None)))}
    return tuple(_state(lane, counted.get(lane, {}), held.get(lane)) for lane in sorted({*counted, *held}))


def _state(lane: str, rows: dict[str, Any], held: Any) -> LaneState:
    waiting, leased, parked = (rows[status].many if status in rows else 0 for status in _SHOWN)
    oldest = rows[_SHOWN[0]].oldest if waiting else None
    return LaneState(lane, waiting, leased, parked, oldest, held and held.held_until, held.reason if held else "")


def store(connection: Connection, lane: Lane) -> None:
    """Store the limits of a lane."""
    values = {"at_once": lane.at_once, "per_second": lane.per_second, "held_until": lane.held_until}
    _put(connection, lane.name, {**values, "reason": lane.reason})


def hold(connection: Connection, name: str, until: datetime | None, reason: str) -> None:
    """Give nothing out of a lane until then, or again."""
    _put(connection, name, {"held_until": until, "reason": reason})


def held(connection: Connection) -> dict[str, datetime]:
    """Until when lanes are held."""
    select = sa.select(LANES.c.name, LANES.c.held_until).where(LANES.c.held_until.is_not(None))
    return {row.name: row.held_until for row in connection.execute(select)}


def use(connection: Connection, name: str, free_at: datetime | None) -> None:
    """Remember until when the rate of a lane is used up."""
    insert = upsert(connection, LANES)
    put = insert.on_conflict_do_update(index_elements=["name"], set_={"free_at": free_at})
    connection.execute(put, {"name": name, "reason": "", "free_at": free_at})


def stored(connection: Connection, name: str) -> Lane | None:
    """The stored limits of a lane."""
    row = connection.execute(sa.select(LANES).where(LANES.c.name == name)).first()
    return None if row is None else limits(Lane(name), row)


def limits(declared: Lane, row: Any) -> Lane:
    """What is stored about a lane comes before what its kinds declare."""
    if row.at_once is None:
        return Lane(declared.name, declared.at_once, declared.per_second, row.held_until, row.reason)
    return Lane(declared.name, row.at_once, row.per_second, row.held_until, row.reason)


def _put(connection: Connection, name: str, values: dict[str, Any]) -> None:
    put = upsert(connection, LANES).on_conflict_do_update(index_elements=["name"], set_=values)
    connection.execute(put, {"name": name, **values})
