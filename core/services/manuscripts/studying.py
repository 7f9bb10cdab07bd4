"""Studying: what the rules say of everything a manuscript is made of. Most subjects meet no rule, so all are screened
first, and only what holds or cannot be told becomes a finding with all it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from neni.core.declarations import ManuscriptType
from neni.core.model.facts import FactValue, FactValues
from neni.core.model.findings import Evaluation, Finding
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.manuscripts import Manuscript
from neni.core.model.manuscripts.provisions import Study, Subject
from neni.core.model.sweeping import unswept
from neni.core.office import Office
from neni.core.services.judging import judge
from neni.core.services.screening import Screener

_CHAINING = Fixpoint()
"""Thousands of subjects are judged as cases in bulk are: without a question to the engine's process for each."""


@dataclass(frozen=True, slots=True)
class SubjectFinding:
    """What one rule says of one thing in a manuscript: the words are those of the subject's anchor."""

    subject: Subject
    finding: Finding


def study(office: Office, kind: ManuscriptType, manuscript: Manuscript, on: date) -> Study:
    """The manuscript read by its department, as law of the day, with the register of acts at hand. Raises BadRules
    when the files of the register have mistakes."""
    acts = office.host.acts
    with unswept():
        return kind.study(manuscript, on, acts)


def judge_study(
    office: Office,
    kind: ManuscriptType,
    studied: Study,
    on: date,
    stated: Mapping[str, FactValue] | None = None,
) -> tuple[SubjectFinding, ...]:
    """Every rule that holds or cannot be told, in the order of the text. `stated` is what people said of the matter
    the manuscript belongs to (was it consulted on, is it adopted): it counts for every subject whose law asks for it,
    and what was read in the manuscript goes before it. Raises EngineFailure."""
    with office.store.reading() as work:
        confirmed = work.confirmations.confirmed()
    codes = [one.code for one in kind.subjects]
    places = {id(one): at for at, one in enumerate(studied.subjects)}
    found = [
        (places[id(subject)], SubjectFinding(subject, finding))
        for code in codes
        for subject, finding in _of_kind(office, code, studied, on, stated or {}, confirmed)
    ]
    return tuple(one for _, one in sorted(found, key=lambda pair: _place(*pair)))


def judge_versions(
    office: Office, kind: ManuscriptType, first: Manuscript, second: Manuscript, on: date
) -> tuple[SubjectFinding, ...]:
    """What the rules say of two language versions of one act, in the order of the first; nothing for kinds that are not
    compared. Raises EngineFailure."""
    if kind.study_versions is None:
        return ()
    return judge_study(office, kind, kind.study_versions(first, second), on)


def _of_kind(
    office: Office,
    code: str,
    studied: Study,
    on: date,
    stated: FactValues,
    confirmed: frozenset[tuple[str, str]],
) -> Iterator[tuple[Subject, Finding]]:
    lawbook, plan = office.host.lawbook(code), office.host.plan(code)
    subjects = [one for one in studied.subjects if one.kind == code]
    if not subjects or not any(lawbook.rules(on)):
        return
    asked = {name: value for name, value in stated.items() if name in lawbook.facts}
    known = [{**asked, **one.facts} for one in subjects]
    alike: dict[tuple[tuple[str, str], ...], Evaluation] = {}
    for subject, facts, noted in zip(subjects, known, Screener(lawbook, plan, on).screen(known), strict=True):
        if noted:
            rules = {one.rule for one in noted}
            key = tuple(sorted((name, repr(value)) for name, value in facts.items()))
            if key not in alike:
                alike[key] = judge(lawbook, plan, _CHAINING, office.words, facts, on, confirmed, only=rules)
            yield from ((subject, replace(one, about=subject.eid or None)) for one in alike[key].findings)


def _place(order: int, one: SubjectFinding) -> tuple[int, int, int]:
    anchor = one.subject.anchor
    return anchor.line, anchor.start, order
