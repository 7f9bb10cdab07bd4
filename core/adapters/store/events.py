"""What happened, appended in the transaction of the change itself and never touched again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.schema import EVENTS
from neni.core.adapters.store.values import dumps, loads
from neni.core.errors import NotFound
from neni.core.model.events import Event


class SqlEvents:
    """Stored events (see ports.Events)."""

    def __init__(self, connection: Connection, follow: Callable[[Event, int], None] | None = None) -> None:
        self._connection, self._follow = connection, follow

    def add(self, event: Event) -> None:
        """Append; whoever subscribed to such events is told once this transaction has committed."""
        data = dumps(dict(event.data))
        values = {"kind": event.kind, "at": event.at, "by": event.by, "subject": event.subject, "data": data}
        number = self._connection.execute(sa.insert(EVENTS).returning(EVENTS.c.row), values).scalar_one()
        if self._follow:
            self._follow(event, number)

    def get(self, number: int) -> tuple[str, datetime, str, str, Mapping[str, object]]:
        """Kind, instant, by whom, subject and data of one event. Raises NotFound."""
        row = self._connection.execute(sa.select(EVENTS).where(EVENTS.c.row == number)).first()
        if row is None:
            raise NotFound(refusals.no_such(str(number)))
        return row.kind, row.at, row.by, row.subject, loads(row.data)

    def of(self, subject: str) -> Sequence[tuple[str, datetime, str, Mapping[str, object]]]:
        """Kind, instant, by whom and data of what happened to a subject, oldest first."""
        select = sa.select(EVENTS.c.kind, EVENTS.c.at, EVENTS.c.by, EVENTS.c.data)
        rows = self._connection.execute(select.where(EVENTS.c.subject == subject).order_by(EVENTS.c.row))
        return tuple((row.kind, row.at, row.by, loads(row.data)) for row in rows)
