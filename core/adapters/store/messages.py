"""Messages to other institutions, and the log of every attempt to deliver them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.values import dumps, loads
from neni.core.adapters.store.webhooks_tables import ATTEMPTS, MESSAGES
from neni.core.errors import NotFound
from neni.core.model.webhooks import Attempt, Message

_TOLD = ("id", "type", "version", "subject", "at", "data", "trace", "source", "event", "problem")
_MOST_ROWS = 2**63
_KEPT = ("message", "endpoint", "number", "at", "ok", "status", "reason", "url", "body", "milliseconds")


class SqlMessages:
    """Stored messages and attempts (see ports.Messages)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._logged: list[dict[str, Any]] = []

    def add(self, message: Message) -> None:
        """Store a new message."""
        self._connection.execute(_ADD, {name: getattr(message, name) for name in _TOLD})

    def get(self, message_id: str) -> Message:
        """One message. Raises NotFound."""
        found = self.find(message_id)
        if found is None:
            raise NotFound(refusals.no_such(message_id))
        return found

    def find(self, message_id: str) -> Message | None:
        """One message, as long as it is kept."""
        row = self._connection.execute(_ONE, {"mine": message_id}).first()
        return _message(row) if row else None

    def several(self, ids: Collection[str]) -> Mapping[str, Message]:
        """Those of them that are kept, by id."""
        return {row.id: _message(row) for row in self._connection.execute(_SEVERAL, {"mine": list(ids)})}

    def since(self, at: datetime, after: str, limit: int) -> Sequence[Message]:
        """Messages from a moment on, in the order of their making, after the one with that id."""
        select = sa.select(MESSAGES).where(MESSAGES.c.at >= at).order_by(MESSAGES.c.row).limit(limit)
        if after:
            last = sa.select(MESSAGES.c.row).where(MESSAGES.c.id == after).scalar_subquery()
            select = select.where(MESSAGES.c.row > last)
        rows = self._connection.execute(select)
        return tuple(_message(row) for row in rows)

    def log(self, attempt: Attempt) -> None:
        """Append an attempt."""
        values = {name: getattr(attempt, name) for name in _KEPT}
        told = {"sent": dumps(dict(attempt.sent)), "answered": dumps(dict(attempt.answered))}
        self._logged.append({**values, **told})

    def write(self) -> None:
        """Write the attempts that were logged, all in one statement: many deliveries end in one transaction."""
        if self._logged:
            self._connection.execute(_LOG, self._logged)
            self._logged = []

    def attempts(self, *, endpoint: str = "", message: str = "", below: int | None, limit: int) -> Sequence[Attempt]:
        """Attempts, the newest first."""
        self.write()
        select = sa.select(ATTEMPTS).order_by(ATTEMPTS.c.id.desc()).limit(limit)
        select = select.where(ATTEMPTS.c.endpoint == endpoint) if endpoint else select
        select = select.where(ATTEMPTS.c.message == message) if message else select
        select = select.where(ATTEMPTS.c.id < below) if below is not None else select
        return tuple(_attempt(row) for row in self._connection.execute(select))

    def attempt(self, attempt_id: int) -> Attempt:
        """One attempt. Raises NotFound."""
        self.write()
        one = sa.select(ATTEMPTS).where(ATTEMPTS.c.id == attempt_id)
        row = self._connection.execute(one).first() if attempt_id < _MOST_ROWS else None
        if row is None:
            raise NotFound(refusals.no_such(str(attempt_id)))
        return _attempt(row)

    def was_delivered(self, message_id: str, endpoint_id: str) -> bool:
        """Whether an endpoint took a message."""
        self.write()
        mine = (ATTEMPTS.c.message == message_id) & (ATTEMPTS.c.endpoint == endpoint_id) & ATTEMPTS.c.ok
        return self._connection.execute(sa.select(ATTEMPTS.c.id).where(mine).limit(1)).first() is not None

    def forget(self, messages_before: datetime, bodies_before: datetime, attempts_before: datetime, most: int) -> int:
        """Remove old messages, what was answered to old attempts, and old attempts; how many rows."""
        self.write()
        messages = sa.select(MESSAGES.c.row).where(MESSAGES.c.at < messages_before).limit(most)
        attempts = sa.select(ATTEMPTS.c.id).where(ATTEMPTS.c.at < attempts_before).limit(most)
        told = (ATTEMPTS.c.body != "") | (ATTEMPTS.c.answered != "{}")
        bodies = sa.select(ATTEMPTS.c.id).where((ATTEMPTS.c.at < bodies_before) & told).limit(most)
        emptied = sa.update(ATTEMPTS).where(ATTEMPTS.c.id.in_(bodies)).values(body="", answered="{}")
        steps = (
            sa.delete(MESSAGES).where(MESSAGES.c.row.in_(messages)),
            sa.delete(ATTEMPTS).where(ATTEMPTS.c.id.in_(attempts)),
            emptied,
        )
        return sum(self._connection.execute(step).rowcount for step in steps)


_ADD, _LOG = sa.insert(MESSAGES), sa.insert(ATTEMPTS)
_ONE = sa.select(MESSAGES).where(MESSAGES.c.id == sa.bindparam("mine"))


_SEVERAL = sa.select(MESSAGES).where(MESSAGES.c.id.in_(sa.bindparam("mine", expanding=True)))


def _message(row: Any) -> Message:
    return Message(**{name: getattr(row, name) for name in _TOLD})


def _attempt(row: Any) -> Attempt:
    values = {name: getattr(row, name) for name in _KEPT}
    return Attempt(**values, sent=loads(row.sent), answered=loads(row.answered), id=row.id)
