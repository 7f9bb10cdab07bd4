"""Evaluation: the facts of a case, what departments know about it, and what the law of the day says of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from neni.core.adapters import statements
from neni.core.model.cases import Case, department_of
from neni.core.model.events import CaseEvaluated
from neni.core.model.facts import FactValue, FactValues
from neni.core.model.findings import Evaluation, Outcome
from neni.core.model.law.versions import Law
from neni.core.model.people import Permission, Person
from neni.core.office import Office
from neni.core.ports import Desk
from neni.core.services.cases.intake import day_of, get_case
from neni.core.services.judging import judge, versions
from neni.core.services.judging.sourcing import sourced_facts
from neni.core.services.people.access import require


def evaluate(
    office: Office,
    case_type: str,
    facts: FactValues,
    on: date,
    *,
    case: Case | None = None,
    law: Law | None = None,
) -> Evaluation:
    """What the rules of a case type say of `facts` by the law of the day `on`; nothing is stored.

    Fact sources add what they know; `case` tells them which stored case this is: it is judged by the versions of the
    rulesets it is pinned to, unless `law` is given, and the evaluation bears the present instant. Rules that two
    people confirmed take effect. Raises NotFound (case type), Conflict (versions that were not kept), EngineFailure.
    """
    law = law or (versions.law_of(office, case) if case else versions.todays(office, case_type))
    known = {**facts, **sourced_facts(office, case_type, facts, on, case)}
    with office.store.reading() as work:
        confirmed = work.confirmations.confirmed()
    evaluation = judge(law.lawbook, law.plan, office.engine, office.words, known, on, confirmed)
    return replace(evaluation, at=office.clock.now()) if case else evaluation


def findings(office: Office, person: Person, reference: str) -> Evaluation:
    """What the rules say of a stored case as it stands, by the law of its day; the evaluation is kept, unless it says
    what the newest kept one says: then that one is returned, and asking again changes nothing.

    Raises NotFound, NotAllowed, EngineFailure.
    """
    case = get_case(office, person, reference)
    evaluation = evaluate(office, case.type, case.facts, case.on, case=case)
    with office.store.reading() as work:
        newest = work.evaluations.latest(case.id)
    if newest and replace(newest, id=None, at=evaluation.at) == evaluation:
        return newest
    with office.store.writing() as work:
        stored = work.evaluations.add(case.id, evaluation)
        event = CaseEvaluated(office.clock.now(), person.id, case.id, _counts(stored))
        work.events.add(event)
    return stored


def try_out(
    office: Office,
    person: Person,
    case_type: str,
    stated: object,
    reference: str | None = None,
    *,
    on: date | None = None,
) -> Evaluation:
    """What the rules would say of facts in their JSON form, complete or not; nothing is stored. `reference` names
    the stored case they are about to change. Without `on` the facts tell the day.

    Raises NotFound, NotAllowed, InvalidFacts, EngineFailure.
    """
    kind = office.host.case_type(case_type)
    require(person, Permission.READ, department_of(case_type))
    case = get_case(office, person, reference) if reference else None
    known = versions.facts_of(office, case) if case else office.host.lawbook(case_type).facts
    facts = statements.read(known, stated)
    otherwise = case.opened_at.date() if case else office.clock.today()
    tried = evaluate(office, case_type, facts, on or day_of(kind, facts, otherwise), case=case)
    return replace(tried, at=None)


def sourced(office: Office, case: Case, desk: Desk | None = None) -> Mapping[str, FactValue]:
    """What departments know of a stored case, beside what is stated of it."""
    return sourced_facts(office, case.type, case.facts, case.on, case, desk)


def _counts(evaluation: Evaluation) -> dict[str, object]:
    """The event's data: how many rules came out how, nothing about persons."""
    counts: dict[str, object] = {one.value: sum(1 for _ in evaluation.with_outcome(one)) for one in Outcome}
    return {"evaluation": evaluation.id, **counts}
