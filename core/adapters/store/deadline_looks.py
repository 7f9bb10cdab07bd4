"""Which deadlines have to be looked at, and when: rows that go with each stored deadline, in its own transaction.

A sweep reads what is due of them by one index, instead of walking over every deadline there is.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store.alert_tables import DEADLINE_LOOKS
from neni.core.adapters.store.inserting import upsert
from neni.core.model.deadlines.stored import Deadline, DeadlineState

CHANGED = "changed"


def put(connection: Connection, deadline: Deadline) -> None:
    """Have a deadline looked at now, because it changed, and at each of its warnings while it is open."""
    connection.execute(sa.delete(DEADLINE_LOOKS).where(DEADLINE_LOOKS.c.deadline_id == deadline.id))
    insert = upsert(connection, DEADLINE_LOOKS)
    again = insert.on_conflict_do_update(index_elements=["deadline_id", "level"], set_={"at": insert.excluded.at})
    connection.execute(again, _rows(deadline))


def _rows(deadline: Deadline) -> list[dict[str, Any]]:
    rows = [{"deadline_id": deadline.id, "level": CHANGED, "at": deadline.changed_at}]
    if deadline.state is DeadlineState.OPEN:
        for number, at in enumerate(sorted(deadline.warn_at), 1):
            rows.append({"deadline_id": deadline.id, "level": f"warning-{number}", "at": at})
    return rows
