"""Stored deadlines and the decisions about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import deadline_looks, refusals
from neni.core.adapters.store.deadline_tables import DEADLINE_DECISIONS, DEADLINES
from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.schema import CASES
from neni.core.adapters.store.values import dumps, loads
from neni.core.errors import Conflict, NotFound
from neni.core.model.deadlines.explaining import Step, StepKind
from neni.core.model.deadlines.moments import Moment
from neni.core.model.deadlines.stored import RUNNING, Deadline, DeadlineState, Decision, DecisionKind
from neni.core.model.deadlines.terms import Term, Unit
from neni.core.model.rules import Severity
from neni.core.model.text import Text
from neni.core.ports.deadlines import Due, DueQuery

_TABLE = DEADLINES.c
_DECIDED = DEADLINE_DECISIONS.c
_FIELDS = tuple(column for column in _TABLE if column.name not in ("row", "attention_at"))
_OF_CASE = (CASES.c.reference, CASES.c.title, CASES.c.type.label("case_type"), CASES.c.opened_by)


class SqlDeadlines:
    """Stored deadlines (see ports.deadlines.Deadlines)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, before: Deadline | None, after: Deadline) -> Deadline:
        """Store a new deadline, or a changed one as it was read. Raises Conflict when somebody changed it meanwhile."""
        if before is None:
            if insert_unless_taken(self._connection, DEADLINES, _values(after)) is None:
                raise Conflict(refusals.TAKEN)
            deadline_looks.put(self._connection, after)
            return after
        saved = replace(after, version=before.version + 1)
        mine = (_TABLE.id == before.id, _TABLE.version == before.version)
        update = sa.update(DEADLINES).where(*mine).values(_values(saved)).returning(_TABLE.id)
        if self._connection.execute(update).first() is None:
            raise Conflict(refusals.TAKEN)
        deadline_looks.put(self._connection, saved)
        return saved

    def of_case(self, case_id: str) -> Sequence[Deadline]:
        """A case's deadlines, in the order in which they came."""
        select = sa.select(*_FIELDS).where(_TABLE.case_id == case_id).order_by(_TABLE.row)
        return tuple(map(_deadline, self._connection.execute(select)))

    def get(self, deadline_id: str) -> Deadline:
        """One deadline. Raises NotFound."""
        row = self._connection.execute(sa.select(*_FIELDS).where(_TABLE.id == deadline_id)).first()
        if row is None:
            raise NotFound(refusals.no_such(deadline_id))
        return _deadline(row)

    def find(self, query: DueQuery) -> Sequence[Due]:
        """Deadlines by the moment they are due, the earliest first."""
        wanted: list[sa.ColumnElement[bool]] = [
            CASES.c.type.in_(query.types),
            _TABLE.state.in_(_values_of(query.states)),
        ]
        if not query.done_late:
            wanted.append(sa.or_(_TABLE.state != DeadlineState.MISSED.value, _TABLE.done.is_(None)))
        if query.since is not None:
            wanted.append(_TABLE.due >= query.since)
        if query.until is not None:
            wanted.append(_TABLE.due < query.until)
        if query.attention_before is not None:
            wanted.append(_TABLE.attention_at < query.attention_before)
        if query.opened_by is not None:
            wanted.append(CASES.c.opened_by == query.opened_by)
        return self._due(*wanted, limit=query.limit)

    def running(self) -> Sequence[Due]:
        """Every deadline somebody has to act on, of every case."""
        return self._due(_TABLE.state.in_(_values_of(RUNNING)))

    def overdue(self, now: datetime) -> Sequence[Due]:
        """Open deadlines whose last moment is over."""
        return self._due(_TABLE.state == DeadlineState.OPEN.value, _TABLE.due < now)

    def decide(self, decision: Decision) -> None:
        """Store a decision, or what became of it. Raises Conflict when somebody decided meanwhile."""
        values = _decision_values(decision)
        if insert_unless_taken(self._connection, DEADLINE_DECISIONS, values) is not None:
            return
        mine = (_DECIDED.id == decision.id, _DECIDED.decided_by.is_(None))
        update = sa.update(DEADLINE_DECISIONS).where(*mine).values(values).returning(_DECIDED.id)
        if self._connection.execute(update).first() is None:
            raise Conflict(refusals.TAKEN)

    def decisions(self, deadline_ids: Iterable[str]) -> Sequence[Decision]:
        """The decisions about deadlines, oldest first."""
        select = sa.select(DEADLINE_DECISIONS).where(_DECIDED.deadline_id.in_(list(deadline_ids)))
        return tuple(map(_decision, self._connection.execute(select.order_by(_DECIDED.row))))

    def proposed(self) -> Sequence[Decision]:
        """The decisions a second person has to take, oldest first."""
        select = sa.select(DEADLINE_DECISIONS).where(_DECIDED.decided_by.is_(None))
        return tuple(map(_decision, self._connection.execute(select.order_by(_DECIDED.row))))

    def decision(self, decision_id: str) -> Decision:
        """One decision. Raises NotFound."""
        row = self._connection.execute(sa.select(DEADLINE_DECISIONS).where(_DECIDED.id == decision_id)).first()
        if row is None:
            raise NotFound(refusals.no_such(decision_id))
        return _decision(row)

    def _due(self, *wanted: sa.ColumnElement[bool], limit: int | None = None) -> tuple[Due, ...]:
        joined = sa.join(DEADLINES, CASES, _TABLE.case_id == CASES.c.id)
        select = sa.select(*_FIELDS, *_OF_CASE).select_from(joined).where(*wanted).order_by(_TABLE.due, _TABLE.row)
        rows = self._connection.execute(select.limit(limit) if limit else select)
        return tuple(Due(_deadline(row), row.reference, row.title, row.case_type, row.opened_by) for row in rows)


def _values_of(states: Iterable[DeadlineState]) -> list[str]:
    return [one.value for one in states]


def _values(one: Deadline) -> dict[str, Any]:
    return {
        "id": one.id,
        "case_id": one.case_id,
        "rule": one.rule,
        "ruleset": one.ruleset,
        "rulesets": dumps(dict(one.rulesets)),
        "fingerprint": one.fingerprint,
        "severity": one.severity.value,
        "state": one.state.value,
        "changed_at": one.changed_at,
        "event": _moment(one.event),
        "due": one.due,
        "last_day": one.last_day,
        "attention_at": one.attention_at,
        "warn_at": dumps([each.isoformat() for each in one.warn_at]),
        "missing": dumps(list(one.missing)),
        "done": _moment(one.done),
        "reason": one.reason,
        "told": dumps([_step(each) for each in one.told]),
        "version": one.version,
    }


def _deadline(row: Any) -> Deadline:
    return Deadline(
        id=row.id,
        case_id=row.case_id,
        rule=row.rule,
        ruleset=row.ruleset,
        rulesets=loads(row.rulesets),
        fingerprint=row.fingerprint,
        severity=Severity(row.severity),
        state=DeadlineState(row.state),
        changed_at=row.changed_at,
        event=_read_moment(row.event),
        due=row.due,
        last_day=row.last_day,
        warn_at=tuple(datetime.fromisoformat(one) for one in loads(row.warn_at)),
        missing=tuple(loads(row.missing)),
        done=_read_moment(row.done),
        reason=row.reason,
        told=tuple(_read_step(one) for one in loads(row.told)),
        version=row.version,
    )


def _moment(moment: Moment | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _read_moment(written: str | None) -> Moment | None:
    if written is None:
        return None
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)


def _step(step: Step) -> dict[str, object]:
    day = {} if step.day is None else {"day": step.day.isoformat()}
    return {"kind": step.kind.value, "words": step.words.as_mapping(), **day}


def _read_step(written: dict[str, Any]) -> Step:
    day = written.get("day")
    return Step(StepKind(written["kind"]), Text.of(written["words"]), date.fromisoformat(day) if day else None)


def _decision_values(one: Decision) -> dict[str, Any]:
    return {
        "id": one.id,
        "deadline_id": one.deadline_id,
        "kind": one.kind.value,
        "reason": one.reason,
        "proposed_by": one.proposed_by,
        "proposed_at": one.proposed_at,
        "at": one.at,
        "amount": one.term.amount if one.term else None,
        "unit": one.term.unit.value if one.term else None,
        "until": one.until,
        "decided_by": one.decided_by,
        "decided_at": one.decided_at,
        "refused": one.refused,
    }


def _decision(row: Any) -> Decision:
    return Decision(
        id=row.id,
        deadline_id=row.deadline_id,
        kind=DecisionKind(row.kind),
        reason=row.reason,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        at=row.at,
        term=None if row.amount is None else Term(row.amount, Unit(row.unit)),
        until=row.until,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        refused=bool(row.refused),
    )
