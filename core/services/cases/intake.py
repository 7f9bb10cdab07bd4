"""Opening a case and changing what is stated of it. The change and its event commit together."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from neni.core.adapters import statements
from neni.core.declarations import CaseType
from neni.core.errors import Conflict
from neni.core.model.cases import Case, CaseStatus, department_of
from neni.core.model.events import CaseChanged, CaseClosed, CaseOpened, CaseReopened
from neni.core.model.facts import FactValue, FactValues
from neni.core.model.people import Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import CasePage, CaseQuery, Work
from neni.core.services import deadlines
from neni.core.services.judging import versions
from neni.core.services.people.access import require
from neni.core.services.registers.numbering import as_numbered

PAGE = 200
"""So many cases are in memory at once when all are gone through."""


def open_case(
    office: Office, person: Person, case_type: str, stated: object, *, external_key: str | None = None
) -> Case:
    """Open a case from facts in their JSON form. `external_key` lets a case from elsewhere enter only once.

    Raises NotFound (case type), NotAllowed, InvalidFacts, Conflict (external key taken).
    """
    kind = office.host.case_type(case_type)
    require(person, Permission.WORK, department_of(case_type))
    facts = read_facts(office, kind, stated)
    with office.store.writing() as work:
        case = enter_case(office, work, person, kind, facts, external_key)
        deadlines.renew(office, work, case, person.id)
    return case


def enter_case(
    office: Office, work: Work, person: Person, kind: CaseType, facts: FactValues, external_key: str | None = None
) -> Case:
    """Give the case its reference and store it, within a transaction of the caller. Its deadlines are the caller's to
    count: a register of past cases has none to keep."""
    at = office.clock.now()
    year, case_id = office.clock.today().year, str(uuid.uuid4())
    entry = work.registers.enter(as_numbered(work, kind.register, year), year, at, case_id)
    case = Case(
        id=case_id,
        reference=entry.written,
        type=kind.code,
        title=title_of(kind, facts, entry.written),
        facts=facts,
        on=day_of(kind, facts, office.clock.today()),
        opened_at=at,
        opened_by=person.id,
        rulesets=versions.pin(office, work, kind.code),
        external_key=external_key,
    )
    work.cases.add(case)
    work.events.add(opened(case, person))
    return case


def change_facts(
    office: Office, person: Person, reference: str, stated: object, version: int, needed: Collection[str] = ()
) -> Case:
    """Replace what is stated of a case; `version` is the version the person saw, `needed` are facts that must be
    stated beside those its form requires.

    Raises NotFound, NotAllowed, InvalidFacts, and Conflict when the case is closed or was changed meanwhile.
    """
    with office.store.writing() as work:
        case = work.cases.get(reference)
        require(person, Permission.WORK, case.department)
        kind = office.host.case_type(case.type)
        facts = read_facts(office, kind, stated, case, needed)
        if case.status is CaseStatus.CLOSED:
            raise Conflict(_CLOSED)
        return enter_facts(office, work, person, replace(case, version=version), facts)


def enter_facts(office: Office, work: Work, person: Person, case: Case, facts: FactValues) -> Case:
    """Store other facts of a case at the version it has, within a transaction of the caller. Raises Conflict."""
    kind = office.host.case_type(case.type)
    changed = _changed_names(case.facts, facts)
    day = day_of(kind, facts, case.opened_at.date())
    case = work.cases.save(replace(case, facts=facts, title=title_of(kind, facts, case.reference), on=day))
    event = CaseChanged(office.clock.now(), person.id, case.id, {"facts": changed, "version": case.version})
    work.events.add(event)
    deadlines.renew(office, work, case, person.id)
    return case


def set_status(office: Office, person: Person, reference: str, status: CaseStatus, version: int) -> Case:
    """Close a case, or open it again. Raises NotFound, NotAllowed, Conflict."""
    with office.store.writing() as work:
        case = work.cases.get(reference)
        require(person, Permission.WORK, case.department)
        case = work.cases.save(replace(case, status=status, version=version))
        happened = CaseClosed if status is CaseStatus.CLOSED else CaseReopened
        event = happened(office.clock.now(), person.id, case.id, {"version": case.version})
        work.events.add(event)
        deadlines.renew(office, work, case, person.id, "status")
    return case


def get_case(office: Office, person: Person, reference: str) -> Case:
    """One case. Raises NotFound, NotAllowed."""
    with office.store.reading() as work:
        case = work.cases.get(reference)
    require(person, Permission.READ, case.department)
    return case


def find_cases(office: Office, person: Person, query: CaseQuery) -> CasePage:
    """The cases the query asks for among those the person may read. Raises NotAllowed, NotFound (case type)."""
    readable = [one.code for one in office.host.case_types() if person.may(Permission.READ, department_of(one.code))]
    for code in query.types:
        office.host.case_type(code)
        require(person, Permission.READ, department_of(code))
    types = query.types or tuple(readable)
    if not types:
        return CasePage((), None, 0)
    with office.store.reading() as work:
        return work.cases.find(replace(query, types=types))


def every_case(office: Office, person: Person, query: CaseQuery) -> Iterator[tuple[Case, int]]:
    """All the cases the query asks for, page by page, each with how many there are. Raises as `find_cases` does."""
    page = find_cases(office, person, replace(query, limit=PAGE))
    while True:
        yield from ((case, page.total) for case in page.cases)
        if page.cursor is None:
            return
        page = find_cases(office, person, replace(query, limit=PAGE, after=page.cursor))


def history(
    office: Office, person: Person, reference: str
) -> tuple[tuple[str, datetime, str, Mapping[str, object]], ...]:
    """What happened to a case, oldest first: kind, instant, name of whoever did it, data."""
    case = get_case(office, person, reference)
    with office.store.reading() as work:
        names = {one.id: one.name for one in work.people.all()}
        return tuple((kind, at, names.get(by, by), data) for kind, at, by, data in work.events.of(case.id))


def read_facts(
    office: Office, kind: CaseType, stated: object, case: Case | None = None, needed: Collection[str] = ()
) -> FactValues:
    """Facts of a new case, or of a stored one, from their JSON form, with what the form requires and what else is
    needed. Raises InvalidFacts."""
    required = dict.fromkeys([*(field.fact for field in kind.fields if field.required), *needed])
    known = versions.facts_of(office, case) if case else office.host.lawbook(kind.code).facts
    return statements.read(known, stated, required=required)


def title_of(kind: CaseType, facts: FactValues, otherwise: str) -> str:
    """What the case is called in lists."""
    return str(facts.get(kind.title_fact) or otherwise)


def day_of(kind: CaseType, facts: FactValues, otherwise: date) -> date:
    """The day whose law governs the case."""
    stated: FactValue | None = facts.get(kind.on_fact) if kind.on_fact else None
    return stated if isinstance(stated, date) else otherwise


def opened(case: Case, person: Person) -> CaseOpened:
    """The event of a case that was opened."""
    return CaseOpened(case.opened_at, person.id, case.id, {"reference": case.reference, "type": case.type})


def _changed_names(before: FactValues, after: FactValues) -> list[str]:
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


_CLOSED = Text(
    sq="Rasti është i mbyllur; hapeni përsëri për ta ndryshuar.",
    sr="Predmet je zatvoren; ponovo ga otvorite da biste ga menjali.",
    en="The case is closed; open it again to change it.",
)
