"""Stored evaluations: what the rules said of a case, kept so that it can be explained years later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.explained import read_finding, write_finding
from neni.core.adapters.store.schema import EVALUATIONS, FINDINGS
from neni.core.adapters.store.values import dumps, loads, read_derived, read_facts, write_facts
from neni.core.errors import NotFound
from neni.core.model.findings import Evaluation


class SqlEvaluations:
    """Stored evaluations with their findings (see ports.Evaluations)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, case_id: str, evaluation: Evaluation) -> Evaluation:
        """Store; returns it with its id."""
        if evaluation.at is None:
            raise ValueError("a trial run has no instant and is not stored")
        stored = replace(evaluation, id=evaluation.id or uuid4().hex)
        insert = sa.insert(EVALUATIONS).returning(EVALUATIONS.c.row)
        row = self._connection.execute(insert, {"case_id": case_id, **_written(stored)}).scalar_one()
        findings = [
            {
                "evaluation_row": row,
                "position": position,
                "rule": finding.rule,
                "outcome": finding.outcome.value,
                "finding": dumps(write_finding(finding)),
            }
            for position, finding in enumerate(stored.findings)
        ]
        if findings:
            self._connection.execute(sa.insert(FINDINGS), findings)
        return stored

    def latest(self, case_id: str) -> Evaluation | None:
        """The newest evaluation of a case."""
        return self._one(EVALUATIONS.c.case_id == case_id)

    def get(self, evaluation_id: str) -> Evaluation:
        """One evaluation. Raises NotFound."""
        evaluation = self._one(EVALUATIONS.c.id == evaluation_id)
        if evaluation is None:
            raise NotFound(refusals.no_such(evaluation_id))
        return evaluation

    def _one(self, condition: sa.ColumnElement[bool]) -> Evaluation | None:
        newest = sa.select(EVALUATIONS).where(condition).order_by(EVALUATIONS.c.row.desc()).limit(1)
        row = self._connection.execute(newest).first()
        return None if row is None else self._with_findings(row)

    def _with_findings(self, row: Any) -> Evaluation:
        own = sa.select(FINDINGS.c.finding).where(FINDINGS.c.evaluation_row == row.row).order_by(FINDINGS.c.position)
        return Evaluation(
            case_type=row.case_type,
            on=row.on_day,
            facts=read_facts(loads(row.facts)),
            derived=read_derived(loads(row.derived)),
            findings=tuple(read_finding(loads(text)) for text in self._connection.execute(own).scalars()),
            rulesets=loads(row.rulesets),
            engine=row.engine,
            at=row.at,
            id=row.id,
        )


def _written(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "id": evaluation.id,
        "case_type": evaluation.case_type,
        "on_day": evaluation.on,
        "at": evaluation.at,
        "engine": evaluation.engine,
        "facts": dumps(write_facts(evaluation.facts)),
        "derived": dumps(write_facts(evaluation.derived)),
        "rulesets": dumps(dict(evaluation.rulesets)),
    }
