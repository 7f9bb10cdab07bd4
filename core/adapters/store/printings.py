"""PDF files of issued documents, and the queue of those still to be made. A document stands in the queue once."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.schema import CONTENTS, PRINTINGS
from neni.core.errors import DamagedDocument, NotFound
from neni.core.model.paper.printing import Printing, PrintState

_WAITING, _WORKING = PrintState.WAITING.value, PrintState.WORKING.value


class SqlPrintings:
    """The queue and what came of it (see ports.Printings)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ask(self, document_id: str, by: str, at: datetime) -> Printing:
        """Put a document into the queue, unless it stands there or is printed; one that failed is tried again."""
        asked = {"state": _WAITING, "asked_by": by, "asked_at": at}
        if insert_unless_taken(self._connection, PRINTINGS, {"document_id": document_id, **asked}) is None:
            self._update(document_id, PrintState.FAILED, {**asked, "taken_at": None})
        found = self.get(document_id)
        if found is None:
            raise NotFound(refusals.no_such(document_id))
        return found

    def get(self, document_id: str) -> Printing | None:
        """How far it has come; None when nobody asked."""
        row = self._connection.execute(sa.select(PRINTINGS).where(PRINTINGS.c.document_id == document_id)).first()
        return None if row is None else _printing(row, self._ahead(row))

    def take(self, at: datetime, stale: datetime) -> Printing | None:
        """The next to be made. Whoever else saw the same row finds it taken when the row is theirs to change."""
        abandoned = (PRINTINGS.c.state == _WORKING) & (PRINTINGS.c.taken_at < stale)
        due = (PRINTINGS.c.state == _WAITING) | abandoned
        order = (PRINTINGS.c.asked_at, PRINTINGS.c.document_id)
        following = sa.select(PRINTINGS.c.document_id).where(due).order_by(*order).limit(1).scalar_subquery()
        taking = sa.update(PRINTINGS).where(PRINTINGS.c.document_id == following, due)
        row = self._connection.execute(taking.values(state=_WORKING, taken_at=at).returning(PRINTINGS)).first()
        return None if row is None else _printing(row)

    def finish(self, document_id: str, content: bytes, at: datetime) -> None:
        """Keep the PDF. One that came late, when another was kept already, changes nothing."""
        sha256 = hashlib.sha256(content).hexdigest()
        insert_unless_taken(self._connection, CONTENTS, {"sha256": sha256, "bytes": content})
        told = {"state": PrintState.DONE.value, "done_at": at, "sha256": sha256, "size": len(content)}
        self._update(document_id, PrintState.WORKING, told)

    def fail(self, document_id: str, at: datetime) -> None:
        """It could not be made."""
        self._update(document_id, PrintState.WORKING, {"state": PrintState.FAILED.value, "done_at": at})

    def content(self, document_id: str) -> bytes:
        """The PDF. Raises NotFound while there is none, DamagedDocument."""
        joined = sa.join(PRINTINGS, CONTENTS, PRINTINGS.c.sha256 == CONTENTS.c.sha256)
        select = sa.select(CONTENTS).select_from(joined).where(PRINTINGS.c.document_id == document_id)
        row = self._connection.execute(select).first()
        if row is None:
            raise NotFound(refusals.no_such(document_id))
        if hashlib.sha256(row.bytes).hexdigest() != row.sha256:
            raise DamagedDocument(refusals.damaged("PDF", document_id))
        return bytes(row.bytes)

    def _update(self, document_id: str, now: PrintState, values: dict[str, Any]) -> None:
        mine = (PRINTINGS.c.document_id == document_id) & (PRINTINGS.c.state == now.value)
        self._connection.execute(sa.update(PRINTINGS).where(mine).values(values))

    def _ahead(self, row: Any) -> int:
        if row.state != _WAITING:
            return 0
        before = PRINTINGS.c.state.in_([_WAITING, _WORKING]) & (PRINTINGS.c.asked_at < row.asked_at)
        return int(self._connection.execute(sa.select(sa.func.count()).where(before)).scalar_one())


def _printing(row: Any, ahead: int = 0) -> Printing:
    return Printing(**{**row._asdict(), "state": PrintState(row.state)}, ahead=ahead)
