"""A document on its way: prepared, reviewed and approved by others than who prepared it, and issued as approved."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from neni.core.errors import Conflict, NotAllowed
from neni.core.model.cases import Case
from neni.core.model.events import (
    DraftApproved,
    DraftPrepared,
    DraftReturned,
    DraftReviewed,
    DraftWithdrawn,
    Event,
)
from neni.core.model.paper.documents import Document
from neni.core.model.paper.drafts import Draft, DraftState, Step
from neni.core.model.people import Permission, Person
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.paper.clauses import kept
from neni.core.services.paper.filling import Sheet, filled
from neni.core.services.paper.issuing import enter_document, sheet_of
from neni.core.services.paper.readying import refuse_changed
from neni.core.services.people.access import require

MOST_NOTE = 2000
UNNUMBERED = Text(sq="PROJEKT", sr="NACRT", en="DRAFT")
"""Stands where the number will stand."""


@dataclass(frozen=True, slots=True)
class DraftedClause:
    """A clause in a draft, and the rule that chose it."""

    code: str
    title: Text
    rule: str


def prepare(
    office: Office,
    person: Person,
    reference: str,
    document_type: str,
    language: Language,
    *,
    replaces: str | None = None,
) -> Draft:
    """Write a draft. The law may still stop the document: it is asked again when the draft is issued. Raises NotFound,
    NotAllowed, MissingForDocument, BadTemplate, Conflict (case closed or changed meanwhile)."""
    sheet = sheet_of(office, person, reference, document_type, language)
    with office.store.writing() as work:
        return enter_draft(office, work, sheet, replaces)


def enter_draft(office: Office, work: Work, sheet: Sheet, replaces: str | None = None) -> Draft:
    """Write and store a draft within a transaction of the caller. Raises BadTemplate, Conflict."""
    content = filled(office, sheet, UNNUMBERED.in_language(sheet.template.language), "")
    draft = Draft(
        id=str(uuid.uuid4()),
        case_id=sheet.case.id,
        case_version=sheet.case.version,
        type=sheet.wanted.code,
        language=sheet.template.language,
        template_sha256=sheet.template.sha256,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        steps=(Step(DraftState.DRAFT, sheet.person.id, office.clock.now()),),
        replaces=replaces,
    )
    told = {**_told(draft, sheet.case), **kept(sheet.clauses)}
    refuse_changed(work, sheet.case)
    work.drafts.add(draft, content)
    work.events.add(DraftPrepared(draft.steps[0].at, sheet.person.id, draft.case_id, told))
    return draft


def review(office: Office, person: Person, draft_id: str, note: str = "") -> Draft:
    """Say that the draft is right. Raises NotFound, NotAllowed (whoever prepared it), Conflict."""
    return _step(office, person, draft_id, Step(DraftState.REVIEWED, person.id, office.clock.now(), _note(note)))


def approve(office: Office, person: Person, draft_id: str, note: str = "") -> Draft:
    """Let a reviewed draft be issued. Raises NotFound, NotAllowed (only the head, not who prepared it), Conflict."""
    return _step(office, person, draft_id, Step(DraftState.APPROVED, person.id, office.clock.now(), _note(note)))


def send_back(office: Office, person: Person, draft_id: str, note: str) -> Draft:
    """End a draft that is not right, saying why. Raises NotFound, NotAllowed, Conflict (no reason, or ended)."""
    if not note.strip():
        raise Conflict(_NO_REASON)
    return _step(office, person, draft_id, Step(DraftState.RETURNED, person.id, office.clock.now(), _note(note)))


def withdraw(office: Office, person: Person, draft_id: str) -> Draft:
    """End a draft of one's own. Raises NotFound, NotAllowed, Conflict."""
    return _step(office, person, draft_id, Step(DraftState.WITHDRAWN, person.id, office.clock.now()))


def issue_draft(office: Office, person: Person, draft_id: str) -> Document:
    """Issue what was approved, with its number. Raises NotFound, NotAllowed, BlockedByFindings, and Conflict when the
    draft is not approved, or the case or the template is not what it was written from any more."""
    draft, case = _found(office, person, draft_id, Permission.WORK)
    if draft.state is not DraftState.APPROVED:
        raise Conflict(_NOT_APPROVED)
    sheet = sheet_of(office, person, case.reference, draft.type, draft.language)
    if (sheet.case.version, sheet.template.sha256) != (draft.case_version, draft.template_sha256):
        raise Conflict(_WRITTEN_ANEW)
    with office.store.writing() as work:
        _refuse_other_clauses(work, draft, sheet)
        document = enter_document(office, work, sheet, draft.replaces)
        work.drafts.step(draft, Step(DraftState.ISSUED, person.id, document.issued_at), document.id)
    return document


def _refuse_other_clauses(work: Work, draft: Draft, sheet: Sheet) -> None:
    """Raises Conflict when the rules choose other clauses than those that were approved."""
    if kept(sheet.clauses).get("clauses", []) != _clauses(work, draft):
        raise Conflict(_WRITTEN_ANEW)


def clauses_of(office: Office, draft: Draft) -> tuple[DraftedClause, ...]:
    """The clauses written into a draft; the caller has seen that the person may see it."""
    with office.store.reading() as work:
        return tuple(DraftedClause(one["code"], Text.of(one["title"]), one["rule"]) for one in _clauses(work, draft))


def _clauses(work: Work, draft: Draft) -> list[Mapping[str, Any]]:
    happened = (data for kind, _, _, data in work.events.of(draft.case_id) if kind == DraftPrepared.__name__)
    told: Any = next((data.get("clauses") for data in happened if data.get("draft") == draft.id), None)
    return list(told or ())


def get_draft(office: Office, person: Person, draft_id: str) -> tuple[Draft, Case]:
    """A draft and its case. Raises NotFound, NotAllowed."""
    return _found(office, person, draft_id, Permission.READ)


def draft_content(office: Office, person: Person, draft_id: str) -> bytes:
    """The Word file of a draft. Raises NotFound, NotAllowed."""
    get_draft(office, person, draft_id)
    with office.store.reading() as work:
        return work.drafts.content(draft_id)


def drafts_of(office: Office, case: Case) -> tuple[Draft, ...]:
    """A case's drafts, newest first; the caller has seen that the person may see the case."""
    with office.store.reading() as work:
        return tuple(work.drafts.of_case(case.id))


def waiting_drafts(office: Office, person: Person) -> tuple[tuple[Draft, Case], ...]:
    """Every draft of the person's departments with which something is still to be done, oldest first."""
    with office.store.reading() as work:
        waiting = work.drafts.waiting()
        cases = work.cases.several({draft.case_id for draft in waiting})
    found = [(draft, cases[draft.case_id]) for draft in waiting]
    return tuple((draft, case) for draft, case in found if person.may(Permission.READ, case.department))


def _step(office: Office, person: Person, draft_id: str, step: Step) -> Draft:
    wanted = Permission.APPROVE if step.state is DraftState.APPROVED else Permission.WORK
    draft, case = _found(office, person, draft_id, wanted)
    _refuse(draft, step)
    event = _EVENTS[step.state](step.at, person.id, case.id, {**_told(draft, case), "note": step.note})
    with office.store.writing() as work:
        if step.state in (DraftState.REVIEWED, DraftState.APPROVED):
            _refuse_outdated(work, draft, case)
        draft = work.drafts.step(draft, step)
        work.events.add(event)
    return draft


def _refuse(draft: Draft, step: Step) -> None:
    own = draft.prepared_by == step.by
    if own and step.state in (DraftState.REVIEWED, DraftState.APPROVED):
        raise NotAllowed(_FOUR_EYES)
    if not own and step.state is DraftState.WITHDRAWN:
        raise NotAllowed(_NOT_YOURS)
    if draft.state not in _AFTER[step.state]:
        raise Conflict(_NOT_NOW)


def _refuse_outdated(work: Work, draft: Draft, case: Case) -> None:
    if case.version != draft.case_version or work.cases.get(case.id).version != draft.case_version:
        raise Conflict(_WRITTEN_ANEW)


def _found(office: Office, person: Person, draft_id: str, permission: Permission) -> tuple[Draft, Case]:
    with office.store.reading() as work:
        draft = work.drafts.get(draft_id)
        case = work.cases.get(draft.case_id)
    require(person, permission, case.department)
    return draft, case


def _told(draft: Draft, case: Case) -> dict[str, object]:
    return {"draft": draft.id, "type": draft.type, "reference": case.reference}


def _note(written: str) -> str:
    return written.strip()[:MOST_NOTE]


_EVENTS: dict[DraftState, type[Event]] = {
    DraftState.REVIEWED: DraftReviewed,
    DraftState.APPROVED: DraftApproved,
    DraftState.RETURNED: DraftReturned,
    DraftState.WITHDRAWN: DraftWithdrawn,
}
_OPEN = frozenset(state for state in DraftState if state.open)
_AFTER = {
    DraftState.REVIEWED: frozenset({DraftState.DRAFT}),
    DraftState.APPROVED: frozenset({DraftState.REVIEWED}),
    DraftState.RETURNED: _OPEN,
    DraftState.WITHDRAWN: _OPEN,
}
_FOUR_EYES = Text(
    sq="Draftin e përgatitët ju; duhet ta shohë dikush tjetër.",
    sr="Nacrt ste pripremili vi; mora ga pogledati neko drugi.",
    en="You prepared this draft; somebody else must look at it.",
)
_NOT_YOURS = Text(
    sq="Draftin e tërheq vetëm ai që e përgatiti; ju mund ta ktheni me arsye.",
    sr="Nacrt povlači samo onaj ko ga je pripremio; vi ga možete vratiti uz razlog.",
    en="Only who prepared a draft withdraws it; you may send it back with a reason.",
)
_NOT_NOW = Text(
    sq="Me këtë draft tani nuk bëhet kjo: së pari shqyrtohet, pastaj miratohet, pastaj lëshohet.",
    sr="S ovim nacrtom se to sada ne radi: prvo se pregleda, zatim odobri, zatim izda.",
    en="That cannot be done with this draft now: first it is reviewed, then approved, then issued.",
)
_NOT_APPROVED = Text(
    sq="Drafti nuk është miratuar ende.", sr="Nacrt još nije odobren.", en="The draft is not approved yet."
)
_NO_REASON = Text(
    sq="Shkruani pse e ktheni, që përgatitësi të dijë çfarë të ndryshojë.",
    sr="Napišite zašto ga vraćate, da onaj ko ga je pripremio zna šta da izmeni.",
    en="Write why you send it back, so that who prepared it knows what to change.",
)
_WRITTEN_ANEW = Text(
    sq="Rasti, shablloni ose një klauzolë ka ndryshuar që kur u përgatit drafti; kthejeni ose tërhiqeni dhe përgatitni "
    "një të ri.",
    sr="Predmet, šablon ili neka klauzula se promenila otkad je nacrt pripremljen; vratite ga ili povucite i "
    "pripremite novi.",
    en="The case, the template or a clause has changed since the draft was prepared; send it back or withdraw it and "
    "prepare another.",
)
