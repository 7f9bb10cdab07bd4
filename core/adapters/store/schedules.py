"""Up to which moment the slots of each schedule were entered. Two processes that look at once cannot both advance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.inserting import insert_unless_taken, upsert
from neni.core.adapters.store.schedule_tables import BEATS, SCHEDULES
from neni.core.errors import Conflict, NotFound
from neni.core.model.schedules import Beat, ScheduleState


class SqlSchedules:
    """Stored schedules (see ports.Schedules)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Sequence[ScheduleState]:
        """Every stored schedule, by name."""
        rows = self._connection.execute(sa.select(SCHEDULES).order_by(SCHEDULES.c.name))
        return tuple(ScheduleState(**row._asdict()) for row in rows)

    def begin(self, name: str, at: datetime) -> None:
        """Know a schedule from that moment on; one that is known already stays as it is."""
        insert_unless_taken(self._connection, SCHEDULES, {"name": name, "last_slot": at, "paused_by": ""})

    def advance(self, state: ScheduleState, to: datetime) -> None:
        """Everything up to that moment was entered. Raises Conflict when somebody else did it or paused meanwhile."""
        mine = (SCHEDULES.c.name == state.name) & (SCHEDULES.c.last_slot == state.last_slot)
        moved = sa.update(SCHEDULES).where(mine & SCHEDULES.c.paused_at.is_(None)).values(last_slot=to)
        if self._connection.execute(moved).rowcount != 1:
            raise Conflict(refusals.TAKEN)

    def pause(self, name: str, at: datetime, by: str) -> None:
        """Enter nothing more. Raises NotFound."""
        self._change(name, paused_at=at, paused_by=by)

    def resume(self, name: str, at: datetime) -> None:
        """Go on from that moment; what passed meanwhile is left out. Raises NotFound."""
        self._change(name, paused_at=None, paused_by="", last_slot=at)

    def beat(self, name: str, at: datetime, by: str) -> None:
        """Leave a sign of life."""
        put = upsert(self._connection, BEATS)
        put = put.on_conflict_do_update(index_elements=["name"], set_={"at": put.excluded.at, "by": put.excluded.by})
        self._connection.execute(put, {"name": name, "at": at, "by": by})

    def last_beat(self, name: str) -> Beat | None:
        """The last sign of life."""
        row = self._connection.execute(sa.select(BEATS).where(BEATS.c.name == name)).first()
        return None if row is None else Beat(**row._asdict())

    def _change(self, name: str, **values: Any) -> None:
        changed = sa.update(SCHEDULES).where(SCHEDULES.c.name == name).values(**values)
        if self._connection.execute(changed).rowcount != 1:
            raise NotFound(refusals.no_such(name))
