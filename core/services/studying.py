"""What the rules say of everything a manuscript is made of: many small things by columns, the few that a rule remarks
once more with the whole explanation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from neni.core.declarations import ManuscriptType
from neni.core.model.findings import Finding
from neni.core.model.provisions import Study, Subject
from neni.core.office import Office
from neni.core.services.judging import judge
from neni.core.services.screening import Screener


@dataclass(frozen=True, slots=True)
class SubjectFinding:
    """A finding that holds of a thing in a manuscript, or cannot be told of it."""

    subject: Subject
    finding: Finding


def judge_study(office: Office, kind: ManuscriptType, study: Study, on: date) -> tuple[SubjectFinding, ...]:
    """Every finding that holds or cannot be told, subject by subject in the order of their types. Rules that two people
    confirmed take effect. Raises EngineFailure."""
    with office.store.reading() as work:
        confirmed = work.confirmations.confirmed()
    return tuple(found for one in kind.subjects for found in _of_type(office, one.code, study, on, confirmed))


def _of_type(
    office: Office, code: str, study: Study, on: date, confirmed: frozenset[tuple[str, str]]
) -> Iterator[SubjectFinding]:
    subjects = [one for one in study.subjects if one.kind == code]
    lawbook, plan = office.host.lawbooks[code], office.host.plans[code]
    screened = Screener(lawbook, plan, on).screen(one.facts for one in subjects)
    for subject, noted in zip(subjects, screened, strict=True):
        if noted:
            told = {one.rule for one in noted}
            judged = judge(lawbook, plan, office.engine, office.words, subject.facts, on, confirmed)
            yield from (SubjectFinding(subject, one) for one in judged.findings if one.rule in told)
