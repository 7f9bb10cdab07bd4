"""A document on its way: nobody approves what they prepared, and what is issued is what was approved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neni.core.declarations import CaseType, DocumentType
from neni.core.errors import BlockedByFindings, Conflict, MissingForDocument, NotAllowed
from neni.core.model.paper.drafts import Approval, Draft, DraftState
from neni.core.model.people import Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.law import confirming
from neni.core.services.paper import drafting, issuing
from tests.services.paper.test_issuing import FACTS, PURCHASE

COLLEAGUE = Person("colleague", "colleague", "Vlora Gashi", roles=frozenset({("procurement", Role.OFFICER)}))
HEAD = Person("head", "head", "Ilir Hoxha", roles=frozenset({("procurement", Role.HEAD)}))
DECISION = "procedure_decision"


@pytest.fixture
def reference(office: Office, officer: Person) -> str:
    with office.store.writing() as work:
        for person in (COLLEAGUE, HEAD):
            work.people.add(person, "!")
    return intake.open_case(office, officer, PURCHASE, FACTS).reference


@pytest.fixture
def draft(office: Office, officer: Person, reference: str) -> Draft:
    return drafting.prepare(office, officer, reference, DECISION, Language.ALBANIAN)


def approved(office: Office, draft: Draft) -> Draft:
    drafting.review(office, COLLEAGUE, draft.id, "Në rregull")
    return drafting.approve(office, HEAD, draft.id)


def test_from_draft_to_document(office: Office, officer: Person, reference: str, draft: Draft) -> None:
    approved(office, draft)
    issued = drafting.issue_draft(office, officer, draft.id)
    ended, _ = drafting.get_draft(office, officer, draft.id)
    assert (issued.number, ended.state, ended.document_id) == ("KQZ-VP-0001/2026", DraftState.ISSUED, issued.id)
    assert [step.by for step in ended.steps] == [officer.id, "colleague", "head", officer.id]
    told = [kind for kind, *_ in intake.history(office, officer, reference)]
    assert told[-4:] == ["DraftPrepared", "DraftReviewed", "DraftApproved", "DocumentIssued"]


def test_a_draft_takes_no_number(office: Office, officer: Person, reference: str, draft: Draft) -> None:
    content = drafting.draft_content(office, officer, draft.id)
    assert (len(content), draft.state) == (draft.size, DraftState.DRAFT)
    assert issuing.issue(office, officer, reference, DECISION, Language.ALBANIAN).number == "KQZ-VP-0001/2026"


def test_who_prepared_a_draft_neither_reviews_nor_approves_it(office: Office, reference: str) -> None:
    own = drafting.prepare(office, HEAD, reference, DECISION, Language.ALBANIAN)
    with pytest.raises(NotAllowed):
        drafting.review(office, HEAD, own.id)
    drafting.review(office, COLLEAGUE, own.id)
    with pytest.raises(NotAllowed):
        drafting.approve(office, HEAD, own.id)


def test_only_the_head_approves(office: Office, draft: Draft) -> None:
    drafting.review(office, COLLEAGUE, draft.id)
    with pytest.raises(NotAllowed):
        drafting.approve(office, COLLEAGUE, draft.id)


def test_steps_cannot_be_jumped_or_repeated(office: Office, officer: Person, draft: Draft) -> None:
    with pytest.raises(Conflict):
        drafting.approve(office, HEAD, draft.id)
    with pytest.raises(Conflict):
        drafting.issue_draft(office, officer, draft.id)
    approved(office, draft)
    drafting.issue_draft(office, officer, draft.id)
    for step in (drafting.review, drafting.approve):
        with pytest.raises(Conflict):
            step(office, HEAD, draft.id)
    with pytest.raises(Conflict):
        drafting.issue_draft(office, officer, draft.id)


def test_sending_back_needs_a_reason_and_ends_the_draft(office: Office, draft: Draft) -> None:
    with pytest.raises(Conflict):
        drafting.send_back(office, COLLEAGUE, draft.id, "  ")
    ended = drafting.send_back(office, COLLEAGUE, draft.id, "Shuma nuk përputhet")
    assert (ended.state, ended.steps[-1].note) == (DraftState.RETURNED, "Shuma nuk përputhet")
    with pytest.raises(Conflict):
        drafting.review(office, COLLEAGUE, draft.id)


def test_only_who_prepared_a_draft_withdraws_it(office: Office, officer: Person, draft: Draft) -> None:
    with pytest.raises(NotAllowed):
        drafting.withdraw(office, COLLEAGUE, draft.id)
    assert drafting.withdraw(office, officer, draft.id).state is DraftState.WITHDRAWN


def test_a_draft_of_a_case_that_changed_is_not_issued(
    office: Office, officer: Person, reference: str, draft: Draft
) -> None:
    approved(office, draft)
    intake.change_facts(office, officer, reference, {**FACTS, "estimated_value": "47000.00"}, 1)
    with pytest.raises(Conflict):
        drafting.issue_draft(office, officer, draft.id)


def test_a_draft_of_a_case_that_changed_is_not_approved(
    office: Office, officer: Person, reference: str, draft: Draft
) -> None:
    intake.change_facts(office, officer, reference, {**FACTS, "estimated_value": "47000.00"}, 1)
    with pytest.raises(Conflict):
        drafting.review(office, COLLEAGUE, draft.id)


def test_the_law_is_asked_again_when_the_draft_is_issued(
    office: Office, officer: Person, lawyers: tuple[Person, Person], reference: str
) -> None:
    facts = {**FACTS, "procedure": "price_quotation"}
    other = intake.open_case(office, officer, PURCHASE, facts).reference
    draft = drafting.prepare(office, officer, other, DECISION, Language.ALBANIAN)
    approved(office, draft)
    confirming.propose(office, lawyers[0], PURCHASE, "PRO-11", "lexova")
    confirming.confirm(office, lawyers[1], PURCHASE, "PRO-11")
    with pytest.raises(BlockedByFindings):
        drafting.issue_draft(office, officer, draft.id)


def test_a_draft_needs_its_facts(office: Office, officer: Person) -> None:
    facts = {name: value for name, value in FACTS.items() if name != "procedure"}
    reference = intake.open_case(office, officer, PURCHASE, facts).reference
    with pytest.raises(MissingForDocument):
        drafting.prepare(office, officer, reference, DECISION, Language.ALBANIAN)


def test_a_document_that_needs_four_eyes_is_issued_from_a_draft_only(
    office: Office, officer: Person, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = issuing.wanted_type

    def careful(kind: CaseType, code: str) -> DocumentType:
        return replace(wanted(kind, code), approval=Approval.FOUR_EYES)

    monkeypatch.setattr(issuing, "wanted_type", careful)
    with pytest.raises(Conflict, match="draft"):
        issuing.issue(office, officer, reference, DECISION, Language.ALBANIAN)
    draft = drafting.prepare(office, officer, reference, DECISION, Language.ALBANIAN)
    approved(office, draft)
    assert drafting.issue_draft(office, officer, draft.id).number == "KQZ-VP-0001/2026"


def test_the_list_shows_what_waits_in_the_persons_departments(office: Office, officer: Person, draft: Draft) -> None:
    assert [one.id for one, _ in drafting.waiting_drafts(office, HEAD)] == [draft.id]
    assert drafting.waiting_drafts(office, Person("x", "x", "X")) == ()
    drafting.withdraw(office, officer, draft.id)
    assert drafting.waiting_drafts(office, HEAD) == ()
