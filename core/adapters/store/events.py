"""What happened, appended in the transaction of the change itself and never touched again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store.schema import EVENTS
from neni.core.adapters.store.values import dumps, loads
from neni.core.model.events import Event


class SqlEvents:
    """Stored events (see ports.Events)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, event: Event) -> None:
        """Append."""
        data = dumps(dict(event.data))
        values = {"kind": event.kind, "at": event.at, "by": event.by, "subject": event.subject, "data": data}
        self._connection.execute(sa.insert(EVENTS), values)

    def of(self, subject: str) -> Sequence[tuple[str, datetime, str, Mapping[str, object]]]:
        """Kind, instant, by whom and data of what happened to a subject, oldest first."""
        select = sa.select(EVENTS.c.kind, EVENTS.c.at, EVENTS.c.by, EVENTS.c.data)
        rows = self._connection.execute(select.where(EVENTS.c.subject == subject).order_by(EVENTS.c.row))
        return tuple((row.kind, row.at, row.by, loads(row.data)) for row in rows)
