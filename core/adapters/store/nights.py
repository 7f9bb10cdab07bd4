"""Evaluations of all open cases, and what rules said of each case the last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store.alert_tables import CASE_OUTCOMES, NIGHTS
from neni.core.adapters.store.cases import read_case
from neni.core.adapters.store.inserting import insert_unless_taken, upsert
from neni.core.adapters.store.schema import CASES
from neni.core.adapters.store.values import dumps, loads
from neni.core.model.alerts.nights import Night, Said
from neni.core.model.cases import Case, CaseStatus
from neni.core.model.findings import Outcome

_FIELDS = tuple(column for column in NIGHTS.c if column.name != "row")
_OPEN = CASES.c.status == CaseStatus.OPEN.value


class SqlNights:
    """Runs and what rules said (see ports.alerts.Nights)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, night: Night) -> Night:
        """Store a run that begins; one that began before is returned as it stands."""
        insert_unless_taken(self._connection, NIGHTS, asdict(night))
        row = self._connection.execute(sa.select(*_FIELDS).where(NIGHTS.c.key == night.key)).one()
        return Night(**row._asdict())

    def save(self, night: Night) -> None:
        """Store how far it has come."""
        self._connection.execute(sa.update(NIGHTS).where(NIGHTS.c.key == night.key).values(asdict(night)))

    def last(self, limit: int) -> Sequence[Night]:
        """The latest runs, newest first."""
        select = sa.select(*_FIELDS).order_by(NIGHTS.c.row.desc()).limit(limit)
        return tuple(Night(**row._asdict()) for row in self._connection.execute(select))

    def count(self) -> int:
        """How many open cases there are."""
        return self._connection.execute(sa.select(sa.func.count()).select_from(CASES).where(_OPEN)).scalar_one()

    def after(self, place: int, limit: int) -> Sequence[tuple[int, Case]]:
        """Open cases in the order in which they were stored, after a place; each with its own."""
        select = sa.select(CASES).where(CASES.c.row > place, _OPEN).order_by(CASES.c.row).limit(limit)
        return tuple((row.row, read_case(row)) for row in self._connection.execute(select))

    def said(self, case_ids: Iterable[str]) -> Mapping[str, Said]:
        """What rules said of cases the last time."""
        select = sa.select(CASE_OUTCOMES).where(CASE_OUTCOMES.c.case_id.in_(list(case_ids)))
        return {row.case_id: _said(row) for row in self._connection.execute(select)}

    def put(self, said: Iterable[Said]) -> None:
        """Store what they say now."""
        rows = [_written(one) for one in said]
        if not rows:
            return
        insert = upsert(self._connection, CASE_OUTCOMES)
        changed = {name: insert.excluded[name] for name in ("at", "outcomes", "failure")}
        self._connection.execute(insert.on_conflict_do_update(index_elements=["case_id"], set_=changed), rows)


def _written(one: Said) -> dict[str, Any]:
    known = one.outcomes
    outcomes = dumps(None if known is None else {rule: outcome.value for rule, outcome in known.items()})
    return {"case_id": one.case_id, "at": one.at, "outcomes": outcomes, "failure": one.failure}


def _said(row: Any) -> Said:
    known = loads(row.outcomes)
    outcomes = None if known is None else {rule: Outcome(outcome) for rule, outcome in known.items()}
    return Said(row.case_id, row.at, outcomes, row.failure)
