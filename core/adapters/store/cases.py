"""Stored cases: exact facts as JSON, their texts beside them for finding, and a version against lost changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import cursors, finding, refusals, search
from neni.core.adapters.store.among import among
from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.people import name_of
from neni.core.adapters.store.schema import CASE_FACTS, CASES, EVENTS
from neni.core.adapters.store.values import dumps, loads, read_facts, write_facts
from neni.core.errors import Conflict, InvalidFacts, NotFound, Problem
from neni.core.model.cases import Case, CaseStatus
from neni.core.model.facts import FactValue, FactValues
from neni.core.ports import CasePage, CaseQuery

_MOST = 2**31 - 2
"""Beyond what anybody counts to, and within what every database can."""


class SqlCases:
    """Stored cases (see ports.Cases). Within a writing transaction a case that was got is held until the end, so
    that what is decided on its facts (a document, a change) is decided on facts that stay. SQLite has one writer
    at a time anyway."""

    def __init__(self, connection: Connection, *, holding: bool) -> None:
        self._connection = connection
        self._holding = holding

    def add(self, case: Case) -> None:
        """Store a new case. Raises Conflict when its reference or external key is taken."""
        key = insert_unless_taken(self._connection, CASES, {"id": case.id, **_written(case)})
        if key is None:
            raise self._taken(case)
        self._index(key.row, case)

    def save(self, case: Case) -> Case:
        """Store a changed case; `case.version` is the version it was read at. Returns it with the next version.
        Raises Conflict when somebody saved it meanwhile."""
        if self._others(case):
            raise self._taken(case)
        saved = replace(case, version=case.version + 1)
        unchanged = (CASES.c.id == case.id) & (CASES.c.version == case.version)
        update = sa.update(CASES).where(unchanged).values(_written(saved)).returning(CASES.c.row)
        row = self._connection.execute(update).scalar() if 0 < case.version < _MOST else None
        if row is None:
            raise self._changed_meanwhile(self.get(case.id))
        self._forget(row)
        self._index(row, saved)
        return saved

    def get(self, reference_or_id: str) -> Case:
        """One case. Raises NotFound."""
        select = sa.select(CASES).where((CASES.c.reference == reference_or_id) | (CASES.c.id == reference_or_id))
        case = self._one(select.with_for_update(key_share=True) if self._holding else select)
        if case is None:
            raise NotFound(refusals.no_such(reference_or_id))
        return case

    def several(self, ids: Collection[str]) -> Mapping[str, Case]:
        """Cases by their ids; what is not there is left out."""
        return {row.id: read_case(row) for row in among(self._connection, sa.select(CASES), CASES.c.id, ids)}

    def by_external_key(self, case_type: str, key: str) -> Case | None:
        """The case that came from elsewhere under that key."""
        return self._one(sa.select(CASES).where(CASES.c.type == case_type, CASES.c.external_key == key))

    def find(self, query: CaseQuery) -> CasePage:
        """Cases the query asks for."""
        if query.limit < 1:
            raise InvalidFacts(refusals.BAD_LIMIT, [Problem("bad_limit", refusals.BAD_LIMIT, "/limit")])
        asked = finding.conditions(self._connection, query)
        place = [finding.after(cursors.read(query.after, query))] if query.after else []
        select = sa.select(CASES).where(*asked, *place).order_by(*finding.ORDER).limit(min(query.limit, _MOST) + 1)
        rows = self._connection.execute(select).all()
        total = self._connection.execute(sa.select(sa.func.count()).select_from(CASES).where(*asked)).scalar_one()
        return CasePage(tuple(map(read_case, rows[: query.limit])), _cursor(rows, query), total)

    def _one(self, select: sa.Select[Any]) -> Case | None:
        row = self._connection.execute(select).first()
        return None if row is None else read_case(row)

    def _others(self, case: Case) -> tuple[Case, ...]:
        """Cases other than this one that hold its reference or external key."""
        mine = CASES.c.reference == case.reference
        if case.external_key is not None:
            mine |= (CASES.c.type == case.type) & (CASES.c.external_key == case.external_key)
        rows = self._connection.execute(sa.select(CASES).where(mine, CASES.c.id != case.id)).all()
        return tuple(map(read_case, rows))

    def _taken(self, case: Case) -> Conflict:
        for other in self._others(case):
            if other.reference != case.reference:
                return Conflict(refusals.external_key_taken(str(case.external_key), other.reference))
        return Conflict(refusals.reference_taken(case.reference))

    def _changed_meanwhile(self, stored: Case) -> Conflict:
        """Says who did it, if the change left an event as it should."""
        last = sa.select(EVENTS.c.by, EVENTS.c.at).where(EVENTS.c.subject == stored.id).order_by(EVENTS.c.row.desc())
        event = self._connection.execute(last.limit(1)).first()
        if event is None:
            return Conflict(refusals.changed_meanwhile(stored.reference, None, None))
        who = name_of(self._connection, event.by)
        return Conflict(refusals.changed_meanwhile(stored.reference, who, event.at))

    def _forget(self, row: int) -> None:
        self._connection.execute(sa.delete(CASE_FACTS).where(CASE_FACTS.c.case_row == row))
        search.forget(self._connection, row)

    def _index(self, row: int, case: Case) -> None:
        texts = [(name, value) for name, value in case.facts.items() if isinstance(value, str)]
        facts = [
            {"case_row": row, "name": name, "start": value[: finding.START], "value": value} for name, value in texts
        ]
        if facts:
            self._connection.execute(sa.insert(CASE_FACTS), facts)
        search.put(self._connection, row, [case.reference, case.title, *_texts(case.facts)])


def _texts(facts: FactValues) -> Iterator[str]:
    """Text anywhere in the facts, rows of records included."""
    for value in facts.values():
        yield from _texts_in(value)


def _texts_in(value: FactValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for row in value:
            yield from _texts(row)


def _cursor(rows: Any, query: CaseQuery) -> str | None:
    if len(rows) <= query.limit:
        return None
    last = rows[query.limit - 1]
    return cursors.write(cursors.Mark(last.on_day, last.opened_at, last.row), query)


def _written(case: Case) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "type": case.type,
        "title": case.title,
        "facts": dumps(write_facts(case.facts)),
        "on_day": case.on,
        "opened_at": case.opened_at,
        "opened_by": case.opened_by,
        "rulesets": dumps(dict(case.rulesets)),
        "status": case.status.value,
        "external_key": case.external_key,
        "version": case.version,
    }


def read_case(row: Any) -> Case:
    """The case a row holds."""
    rulesets: Mapping[str, str] = loads(row.rulesets)
    return Case(
        id=row.id,
        reference=row.reference,
        type=row.type,
        title=row.title,
        facts=read_facts(loads(row.facts)),
        on=row.on_day,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        rulesets=rulesets,
        status=CaseStatus(row.status),
        external_key=row.external_key,
        version=row.version,
    )
