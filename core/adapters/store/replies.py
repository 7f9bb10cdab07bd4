"""Answers already given to keyed requests of programs, so that asking twice does a thing once."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.schema import REPLIES
from neni.core.errors import Conflict


class SqlReplies:
    """Stored replies (see ports.Replies)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str, person_id: str) -> tuple[str, int, str] | None:
        """Fingerprint of the request, status and body of the answer given."""
        mine = (REPLIES.c.key == key) & (REPLIES.c.person_id == person_id)
        row = self._connection.execute(sa.select(REPLIES).where(mine)).first()
        return None if row is None else (row.request, row.status, row.body)

    def add(self, key: str, person_id: str, request: str, status: int, body: str, at: datetime) -> None:
        """Remember an answer. Raises Conflict when the same request was answered meanwhile, so that what was
        done a second time is undone with the transaction."""
        values = {"key": key, "person_id": person_id, "request": request, "status": status, "body": body, "at": at}
        if insert_unless_taken(self._connection, REPLIES, values) is None:
            raise Conflict(refusals.answered_already(key))

    def forget(self, before: datetime, most: int) -> int:
        """Remove answers given before; how many were."""
        chosen = sa.select(REPLIES.c.key, REPLIES.c.person_id).where(REPLIES.c.at < before).limit(most)
        old = sa.tuple_(REPLIES.c.key, REPLIES.c.person_id).in_(chosen)
        return self._connection.execute(sa.delete(REPLIES).where(old)).rowcount
