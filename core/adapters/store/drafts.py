"""Documents on their way: what was written, and every step since. Steps are only ever added."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.schema import CONTENTS, DRAFT_STEPS, DRAFTS
from neni.core.errors import Conflict, DamagedDocument, NotFound
from neni.core.model.paper.drafts import Draft, DraftState, Step
from neni.core.model.text import Language

_FIELDS = tuple(column for column in DRAFTS.c if column.name not in ("row", "state"))
_OPEN = [one.value for one in DraftState if one.open]


class SqlDrafts:
    """Documents before they have a number (see ports.Drafts)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, draft: Draft, content: bytes) -> None:
        """Store a new draft with its first steps."""
        insert_unless_taken(self._connection, CONTENTS, {"sha256": draft.sha256, "bytes": content})
        values = {name: value for name, value in asdict(draft).items() if name != "steps"}
        told = {**values, "language": draft.language.value, "state": draft.state.value}
        self._connection.execute(sa.insert(DRAFTS).values(told))
        for position, step in enumerate(draft.steps):
            self._write(draft.id, position, step)

    def get(self, draft_id: str) -> Draft:
        """One draft. Raises NotFound."""
        found = self._found(DRAFTS.c.id == draft_id)
        if not found:
            raise NotFound(refusals.no_such(draft_id))
        return found[0]

    def content(self, draft_id: str) -> bytes:
        """Its bytes. Raises NotFound, and DamagedDocument when they are not those that were written."""
        draft = self.get(draft_id)
        select = sa.select(CONTENTS.c.bytes).where(CONTENTS.c.sha256 == draft.sha256)
        content = bytes(self._connection.execute(select).scalar_one())
        if hashlib.sha256(content).hexdigest() != draft.sha256:
            raise DamagedDocument(refusals.damaged(draft.type, draft.id))
        return content

    def step(self, draft: Draft, step: Step, document_id: str | None = None) -> Draft:
        """Store a further step of a draft as it was read. Raises Conflict when somebody took a step meanwhile."""
        if self._write(draft.id, len(draft.steps), step) is None:
            raise Conflict(refusals.TAKEN)
        told = {"state": step.state.value, "document_id": document_id}
        self._connection.execute(sa.update(DRAFTS).where(DRAFTS.c.id == draft.id).values(told))
        return replace(draft, steps=(*draft.steps, step), document_id=document_id)

    def of_case(self, case_id: str) -> Sequence[Draft]:
        """A case's drafts, newest first."""
        return tuple(reversed(self._found(DRAFTS.c.case_id == case_id)))

    def waiting(self) -> Sequence[Draft]:
        """Every draft with which something is still to be done, oldest first."""
        return self._found(DRAFTS.c.state.in_(_OPEN))

    def _write(self, draft_id: str, position: int, step: Step) -> Any:
        values = {"draft_id": draft_id, "position": position, **asdict(step), "state": step.state.value}
        return insert_unless_taken(self._connection, DRAFT_STEPS, values)

    def _found(self, condition: sa.ColumnElement[bool]) -> tuple[Draft, ...]:
        rows = self._connection.execute(sa.select(*_FIELDS).where(condition).order_by(DRAFTS.c.row)).all()
        steps = self._steps([row.id for row in rows])
        return tuple(_draft(row, tuple(steps[row.id])) for row in rows)

    def _steps(self, ids: list[str]) -> dict[str, list[Step]]:
        mine = sa.select(DRAFT_STEPS).where(DRAFT_STEPS.c.draft_id.in_(ids)).order_by(DRAFT_STEPS.c.position)
        found: dict[str, list[Step]] = {draft_id: [] for draft_id in ids}
        for row in self._connection.execute(mine):
            found[row.draft_id].append(Step(DraftState(row.state), row.by, row.at, row.note))
        return found


def _draft(row: Any, steps: tuple[Step, ...]) -> Draft:
    return Draft(**{**row._asdict(), "language": Language(row.language)}, steps=steps)
