"""Alerts and whom they reached. What has to be looked at is found by one index, however many cases there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.alert_tables import ALERT_TELLINGS, ALERTS, DEADLINE_LOOKS
from neni.core.adapters.store.inserting import insert_unless_taken, upsert
from neni.core.adapters.store.schema import CASES
from neni.core.adapters.store.values import dumps, loads
from neni.core.errors import Conflict, NotFound
from neni.core.model.alerts import Alert, AlertKind, AlertState, Gravity
from neni.core.model.cases import CaseStatus
from neni.core.model.text import Text
from neni.core.ports.alerts import AlertQuery, Look

_TABLE, _TOLD, _LOOKS = ALERTS.c, ALERT_TELLINGS.c, DEADLINE_LOOKS.c
_FIELDS = tuple(column for column in _TABLE if column.name != "row")
_MOST_AT_ONCE = 500


class SqlAlerts:
    """Alerts (see ports.alerts.Alerts)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, alert: Alert) -> bool:
        """Store; False when one with that key was there before."""
        return insert_unless_taken(self._connection, ALERTS, _values(alert)) is not None

    def get(self, alert_id: str) -> Alert:
        """One alert. Raises NotFound."""
        return self._one(_TABLE.id == alert_id, alert_id)

    def by_key(self, key: str) -> Alert:
        """The alert with that key. Raises NotFound."""
        return self._one(_TABLE.key == key, key)

    def many(self, alert_ids: Iterable[str]) -> Sequence[Alert]:
        """Those that are there, oldest first."""
        select = sa.select(*_FIELDS).where(_TABLE.id.in_(list(alert_ids))).order_by(_TABLE.row)
        return tuple(map(_alert, self._connection.execute(select)))

    def save(self, before: Alert, after: Alert) -> Alert:
        """Store a changed alert as it was read. Raises Conflict when somebody changed it meanwhile."""
        saved = replace(after, version=before.version + 1)
        mine = (_TABLE.id == before.id, _TABLE.version == before.version)
        update = sa.update(ALERTS).where(*mine).values(_values(saved)).returning(_TABLE.id)
        if self._connection.execute(update).first() is None:
            raise Conflict(refusals.TAKEN)
        if before.state is not saved.state:
            waits = saved.state is AlertState.OPEN
            self._connection.execute(sa.update(ALERT_TELLINGS).where(_TOLD.alert_id == saved.id).values(open=waits))
        return saved

    def about(self, causes: Iterable[str]) -> Sequence[Alert]:
        """The alerts about these that have not ended, oldest first."""
        mine = (_TABLE.about.in_(list(causes)), _TABLE.ended_at.is_(None))
        return tuple(map(_alert, self._connection.execute(sa.select(*_FIELDS).where(*mine).order_by(_TABLE.row))))

    def of_closed_cases(self) -> Sequence[Alert]:
        """Alerts of cases on which nobody works any more that have not ended."""
        closed = sa.select(CASES.c.id).where(CASES.c.status == CaseStatus.CLOSED.value)
        select = sa.select(*_FIELDS).where(_TABLE.ended_at.is_(None), _TABLE.case.in_(closed)).order_by(_TABLE.row)
        return tuple(map(_alert, self._connection.execute(select)))

    def ripe(self, now: datetime, limit: int) -> Sequence[Alert]:
        """Alerts somebody has to look at by then, the earliest first."""
        select = sa.select(*_FIELDS).where(_TABLE.next_at <= now).order_by(_TABLE.next_at, _TABLE.row).limit(limit)
        return tuple(map(_alert, self._connection.execute(select)))

    def find(self, query: AlertQuery) -> Sequence[Alert]:
        """Alerts the query asks for, newest first."""
        wanted = list(_wanted(query))
        if query.below:
            place = sa.select(_TABLE.row).where(_TABLE.id == query.below).scalar_subquery()
            wanted.append(_TABLE.row < place)
        select = sa.select(*_FIELDS).where(*wanted).order_by(_TABLE.row.desc()).limit(query.limit)
        return tuple(map(_alert, self._connection.execute(select)))

    def count(self, query: AlertQuery) -> int:
        """How many there are."""
        select = sa.select(sa.func.count()).select_from(ALERTS).where(*_wanted(query))
        return self._connection.execute(select).scalar_one()

    def badge(self, person_id: str, now: datetime) -> int:
        """How many alerts that a person was told of wait for an acknowledgement and are not put off."""
        joined = sa.join(ALERT_TELLINGS, ALERTS, _TOLD.alert_id == _TABLE.id)
        awake = _TABLE.snoozed_until.is_(None) | (_TABLE.snoozed_until <= now)
        mine = (_TOLD.person_id == person_id, _TOLD.open.is_(True), awake)
        return self._connection.execute(sa.select(sa.func.count()).select_from(joined).where(*mine)).scalar_one()

    def tell(self, alert_id: str, people: Mapping[str, datetime | None], at: datetime) -> None:
        """Remember whom it reached, and from when on a letter is to tell of it."""
        rows = [
            {"alert_id": alert_id, "person_id": one, "at": at, "open": True, "letter_due": due}
            for one, due in people.items()
        ]
        if rows:
            insert = upsert(self._connection, ALERT_TELLINGS)
            due = {"letter_due": insert.excluded.letter_due}
            self._connection.execute(
                insert.on_conflict_do_update(index_elements=["alert_id", "person_id"], set_=due), rows
            )

    def told(self, alert_id: str) -> Sequence[str]:
        """Whom it reached, in order."""
        select = sa.select(_TOLD.person_id).where(_TOLD.alert_id == alert_id).order_by(_TOLD.row)
        return tuple(self._connection.execute(select).scalars())

    def for_letter(self, person_id: str, now: datetime) -> Sequence[Alert]:
        """Alerts of which a letter to a person is due by then, oldest first; those that are still open."""
        joined = sa.join(ALERT_TELLINGS, ALERTS, _TOLD.alert_id == _TABLE.id)
        mine = (_TOLD.person_id == person_id, _TOLD.open.is_(True), _TOLD.letter_due <= now)
        select = sa.select(*_FIELDS).select_from(joined).where(*mine).order_by(_TABLE.row)
        return tuple(map(_alert, self._connection.execute(select)))

    def lettered(self, person_id: str, alert_ids: Iterable[str], now: datetime) -> None:
        """A letter told a person of these."""
        mine = (_TOLD.person_id == person_id, _TOLD.alert_id.in_(list(alert_ids)), _TOLD.letter_due <= now)
        self._connection.execute(sa.update(ALERT_TELLINGS).where(*mine).values(letter_due=None))

    def due_looks(self, now: datetime, limit: int) -> Sequence[Look]:
        """Deadlines to be looked at by then, the earliest first."""
        due = sa.select(DEADLINE_LOOKS).where(_LOOKS.at <= now).order_by(_LOOKS.at, _LOOKS.deadline_id).limit(limit)
        return tuple(Look(row.deadline_id, row.level, row.at) for row in self._connection.execute(due))

    def looked(self, looks: Iterable[Look]) -> None:
        """These were looked at; one that was put there anew meanwhile stays."""
        gone = [{"was": one.deadline_id, "of_level": one.level, "since": one.at} for one in looks]
        mine = (
            _LOOKS.deadline_id == sa.bindparam("was"),
            _LOOKS.level == sa.bindparam("of_level"),
            _LOOKS.at == sa.bindparam("since", type_=_LOOKS.at.type),
        )
        for start in range(0, len(gone), _MOST_AT_ONCE):
            self._connection.execute(sa.delete(DEADLINE_LOOKS).where(*mine), gone[start : start + _MOST_AT_ONCE])

    def _one(self, wanted: sa.ColumnElement[bool], name: str) -> Alert:
        row = self._connection.execute(sa.select(*_FIELDS).where(wanted)).first()
        if row is None:
            raise NotFound(refusals.no_such(name))
        return _alert(row)


def _wanted(query: AlertQuery) -> Iterable[sa.ColumnElement[bool]]:
    if query.departments is not None:
        yield _TABLE.department.in_(query.departments)
    if query.told_to is not None:
        yield _TABLE.id.in_(sa.select(_TOLD.alert_id).where(_TOLD.person_id == query.told_to))
    if query.kind is not None:
        yield _TABLE.kind == query.kind.value
    if query.gravity is not None:
        yield _TABLE.gravity == query.gravity.value
    if query.state is not None:
        yield from _in_state(query.state)


def _in_state(state: AlertState) -> Iterable[sa.ColumnElement[bool]]:
    if state is AlertState.ENDED:
        yield _TABLE.ended_at.is_not(None)
        return
    yield _TABLE.ended_at.is_(None)
    known = _TABLE.acknowledged_at
    yield known.is_not(None) if state is AlertState.ACKNOWLEDGED else known.is_(None)


def _values(one: Alert) -> dict[str, Any]:
    plain = {column.name: getattr(one, column.name) for column in _FIELDS}
    written = {
        "kind": one.kind.value,
        "gravity": one.gravity.value,
        "title": dumps(one.title.as_mapping()),
        "message": dumps(one.message.as_mapping()),
        "ladder": dumps(list(one.ladder)),
    }
    return {**plain, **written}


def _alert(row: Any) -> Alert:
    told = row._asdict()
    read = {
        "kind": AlertKind(row.kind),
        "gravity": Gravity(row.gravity),
        "title": Text.of(loads(row.title)),
        "message": Text.of(loads(row.message)),
        "ladder": tuple(loads(row.ladder)),
    }
    return Alert(**{**told, **read})
