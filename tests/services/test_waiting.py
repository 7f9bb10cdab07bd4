"""What waits for a person is what they can take further, and nothing they must leave to somebody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from neni.core.model.errands import Lane, NewErrand
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.ports import Claim
from neni.core.services import calendar_tables
from neni.core.services.cases import intake
from neni.core.services.law import confirming
from neni.core.services.paper import drafting
from neni.core.services.waiting import waiting_for
from tests.services.paper.test_drafting import COLLEAGUE, DECISION, HEAD
from tests.services.paper.test_issuing import FACTS, PURCHASE

FIRST = Person("first", "first", "Arta Berisha", roles=frozenset({("procurement", Role.LAWYER)}))
SECOND = Person("second", "second", "Blerim Hoti", roles=frozenset({("procurement", Role.LAWYER)}))
STRANGER = Person("stranger", "stranger", "Nobody's", roles=frozenset({("audit", Role.HEAD)}))
ADMINISTRATOR = Person("admin", "admin", "Fatos Hoti", roles=frozenset({(EVERYWHERE, Role.ADMINISTRATOR)}))


@pytest.fixture
def reference(office: Office, officer: Person) -> str:
    with office.store.writing() as work:
        for person in (COLLEAGUE, HEAD, FIRST, SECOND, STRANGER, ADMINISTRATOR):
            work.people.add(person, "!")
    return intake.open_case(office, officer, PURCHASE, FACTS).reference


def with_drafts(office: Office) -> set[str]:
    """For whom a draft waits."""
    everybody = (COLLEAGUE, HEAD, FIRST, STRANGER, ADMINISTRATOR)
    return {one.id for one in everybody if waiting_for(office, one).drafts}


def test_a_draft_waits_for_those_who_may_take_its_next_step(office: Office, officer: Person, reference: str) -> None:
    draft = drafting.prepare(office, officer, reference, DECISION, Language.ALBANIAN)
    assert with_drafts(office) == {COLLEAGUE.id, HEAD.id}
    assert waiting_for(office, officer).count == 0, "nobody looks over a draft of their own"
    drafting.review(office, COLLEAGUE, draft.id)
    assert with_drafts(office) == {HEAD.id}
    drafting.approve(office, HEAD, draft.id)
    assert [one.id for one, _ in waiting_for(office, officer).drafts] == [draft.id]


def test_a_rule_waits_for_another_lawyer(office: Office, officer: Person, reference: str) -> None:
    confirming.propose(office, FIRST, PURCHASE, "PRO-12", "read in the gazette")
    (asked,) = waiting_for(office, SECOND).rules
    assert (asked.confirmation.rule, asked.case_type) == ("PRO-12", PURCHASE)
    assert [waiting_for(office, one).count for one in (FIRST, officer, STRANGER)] == [0, 0, 0]
    confirming.confirm(office, SECOND, PURCHASE, "PRO-12")
    assert waiting_for(office, SECOND).count == 0


def test_what_is_parked_and_calendars_wait_for_the_administrator(office: Office, reference: str) -> None:
    at = office.clock.now()
    with office.store.writing() as work:
        work.errands.add(NewErrand("letter", reference, at, lane="letter:oshp"))
        (taken,) = work.errands.claim(Claim("w", at, timedelta(minutes=1), {"letter": 3}, 1, Lane))
        work.errands.park(taken, at, "the partner says no")
    found = waiting_for(office, ADMINISTRATOR)
    assert (found.parked, found.tables, found.count) == (1, (), 1)
    assert waiting_for(office, HEAD).parked == 0
    entered = calendar_tables.enter(
        office, ADMINISTRATOR, calendar_tables.from_lines(2026, "2026-01-01; ; Viti i Ri", "Vendimi 1/2026")
    )
    assert waiting_for(office, ADMINISTRATOR).tables == (2026,)
    assert entered.accepted_at is None
