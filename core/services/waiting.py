"""What waits for a person: drafts to review, approve or issue, templates, rules and decisions that want a second pair
of eyes, questions in manuscripts of their own, and what only an administrator can set going again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from neni.core.model.cases import Case, department_of
from neni.core.model.deadlines.stored import Decision
from neni.core.model.manuscripts.reviews import Review, opinions
from neni.core.model.paper.drafts import Draft, DraftState
from neni.core.model.paper.template_versions import TemplateVersion
from neni.core.model.people import EVERYWHERE, Confirmation, Permission, Person
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.manuscripts.reviewing import manuscript_types
from neni.core.services.paper.drafting import waiting_drafts

LOOKED_AT = 20
"""So many of the newest manuscripts are looked through for those of the person."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A manuscript of the person's own with how many remarks nobody answered, and how many of them are questions."""

    review: Review
    remarks: int
    questions: int


@dataclass(frozen=True, slots=True)
class DecisionAsked:
    """A decision about a deadline that somebody else proposed."""

    decision: Decision
    rule: str
    case: Case


@dataclass(frozen=True, slots=True)
class RuleAsked:
    """A rule somebody else vouched for, and a case type on whose page it is confirmed."""

    confirmation: Confirmation
    case_type: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything that waits for one person. `parked` counts background work, `tables` are the years of
    official calendars that nobody accepted yet."""

    drafts: tuple[tuple[Draft, Case], ...] = ()
    decisions: tuple[DecisionAsked, ...] = ()
    templates: tuple[TemplateVersion, ...] = ()
    rules: tuple[RuleAsked, ...] = ()
    manuscripts: tuple[Unanswered, ...] = ()
    tables: tuple[int, ...] = ()
    parked: int = 0

    @property
    def count(self) -> int:
        """How many things there are."""
        lists = (self.drafts, self.decisions, self.templates, self.rules, self.manuscripts, self.tables)
        return sum(map(len, lists)) + bool(self.parked)


def waiting_for(office: Office, person: Person) -> Waiting:
    """What this person, by their roles and by what they did themselves, can take further."""
    drafts = tuple((draft, case) for draft, case in waiting_drafts(office, person) if _can_step(person, draft, case))
    types = [one.code for one in manuscript_types(office, person)]
    administers = person.may(Permission.ADMINISTER, EVERYWHERE)
    with office.store.reading() as work:
        tables = (one.table.year for one in work.calendars.all() if one.accepted_at is None) if administers else ()
        return Waiting(
            drafts,
            tuple(_decisions(work, person)),
            tuple(_templates(work, person)),
            tuple(_rules(office, work, person)),
            tuple(_manuscripts(work, person, types)),
            tuple(sorted(set(tables))),
            sum(lane.parked for lane in work.errands.lanes()) if administers else 0,
        )


def _can_step(person: Person, draft: Draft, case: Case) -> bool:
    """Whether the person may take the next step with a draft; nobody looks over a draft of their own."""
    if draft.state is DraftState.APPROVED:
        return person.may(Permission.WORK, case.department)
    wanted = Permission.APPROVE if draft.state is DraftState.REVIEWED else Permission.WORK
    return draft.prepared_by != person.id and person.may(wanted, case.department)


def _decisions(work: Work, person: Person) -> Iterator[DecisionAsked]:
    if not person.may_anywhere(Permission.APPROVE):
        return
    for one in work.deadlines.proposed():
        deadline = work.deadlines.get(one.deadline_id)
        case = work.cases.get(deadline.case_id)
        if one.proposed_by != person.id and person.may(Permission.APPROVE, case.department):
            yield DecisionAsked(one, deadline.rule, case)


def _templates(work: Work, person: Person) -> Iterator[TemplateVersion]:
    if not person.may_anywhere(Permission.MANAGE_TEMPLATES):
        return
    for one in work.template_versions.waiting():
        if one.uploaded_by != person.id and person.may(Permission.MANAGE_TEMPLATES, one.department):
            yield one


def _rules(office: Office, work: Work, person: Person) -> Iterator[RuleAsked]:
    """Rules as they stand today only: what was proposed for a text that changed since starts anew."""
    asked = {
        (one.rule, one.fingerprint): one
        for one in work.confirmations.all()
        if one.confirmed_by is None and one.proposed_by != person.id
    }
    kinds = (one.code for one in office.host.case_types() if asked)
    for code in kinds:
        if person.may(Permission.CONFIRM_RULES, department_of(code)):
            for rule in office.host.lawbook(code).rules():
                found = asked.pop((rule.code, rule.fingerprint), None)
                if found:
                    yield RuleAsked(found, code)


def _manuscripts(work: Work, person: Person, types: list[str]) -> Iterator[Unanswered]:
    """The newest version of each manuscript of the person's that has remarks nobody answered."""
    mine = [one for one in work.reviews.of(types, LOOKED_AT, 0) if one.by == person.id] if types else []
    followed = work.reviews.followed([one.id for one in mine])
    newest = [one for one in mine if one.id not in followed]
    ids = [one.id for one in newest]
    remarks, verdicts = work.reviews.remarks_of(ids), work.reviews.verdicts_of(ids)
    for found in newest:
        answered = opinions(verdicts.get(found.id, ()))
        left = [one for one in remarks.get(found.id, ()) if one.number not in answered]
        if left:
            yield Unanswered(found, len(left), sum(one.is_question for one in left))
