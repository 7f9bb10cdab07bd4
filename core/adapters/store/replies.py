"""Answers already given to keyed requests of programs, so that asking twice does a thing once."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.schema import REPLIES
from neni.core.adapters.store.sealed import REPLY_BODY
from neni.core.errors import Conflict
from neni.core.ports.secrets import Vault


class SqlReplies:
    """Stored replies (see ports.Replies)."""

    def __init__(self, connection: Connection, vault: Vault | None) -> None:
        self._connection, self._vault = connection, vault

    def get(self, key: str, person_id: str) -> tuple[str, int, str] | None:
        """Fingerprint of the request, status and body of the answer given."""
        mine = (REPLIES.c.key == key) & (REPLIES.c.person_id == person_id)
        row = self._connection.execute(sa.select(REPLIES).where(mine)).first()
        if row is None:
            return None
        return row.request, row.status, REPLY_BODY.open(self._vault, row.body, key, person_id)

    def add(self, key: str, person_id: str, request: str, status: int, body: str, at: datetime) -> None:
        """Remember an answer. Raises Conflict when the same request was answered meanwhile, so that what was
        done a second time is undone with the transaction."""
        kept = REPLY_BODY.seal(self._vault, body, key, person_id)
        values = {"key": key, "person_id": person_id, "request": request, "status": status, "body": kept, "at": at}
        if insert_unless_taken(self._connection, REPLIES, values) is None:
            raise Conflict(refusals.answered_already(key))

    def forget(self, before: datetime, most: int) -> int:
        """Remove answers given before; how many were."""
        chosen = sa.select(REPLIES.c.key, REPLIES.c.person_id).where(REPLIES.c.at < before).limit(most)
        old = sa.tuple_(REPLIES.c.key, REPLIES.c.person_id).in_(chosen)
        return self._connection.execute(sa.delete(REPLIES).where(old)).rowcount
