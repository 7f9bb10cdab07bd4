"""The procurement department: its forms ask what its law needs, in three languages, and paper has its books."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from neni.core.adapters import statements
from neni.core.adapters.words import Phrases
from neni.core.declarations import CaseType
from neni.core.host import Host
from neni.core.model.facts import FactKind
from neni.core.model.findings import Outcome
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.versions import Law
from neni.core.model.text import Language, Text
from neni.core.services.cases.intake import title_of
from neni.core.services.deadlines.calendars import shipped_calendar
from neni.core.services.deadlines.reckoning import Reckoning
from neni.core.services.judging import judge
from neni.plugins.procurement.contract import CONTRACT
from neni.plugins.procurement.demonstration import DEMONSTRATION
from neni.plugins.procurement.purchase import PURCHASE

NOT_ASKED_IN_FORMS: dict[str, frozenset[str]] = {PURCHASE.code: frozenset(), CONTRACT.code: frozenset()}
"""Facts a program may state that no form asks for; today the forms ask for all."""

both = pytest.mark.parametrize("case_type", [PURCHASE, CONTRACT], ids=lambda one: one.code)


@both
def test_the_form_asks_every_fact_once(host: Host, case_type: CaseType) -> None:
    asked = [field.fact for field in case_type.fields]
    stated = {fact.name for fact in host.lawbook(case_type.code).facts.values() if fact.asked}
    assert sorted(asked) == sorted(stated - NOT_ASKED_IN_FORMS[case_type.code])


@both
def test_the_case_is_titled_and_dated_by_facts_of_the_right_kind(host: Host, case_type: CaseType) -> None:
    facts = host.lawbook(case_type.code).facts
    assert facts[case_type.title_fact].kind is FactKind.TEXT
    assert case_type.on_fact is not None
    assert facts[case_type.on_fact].kind is FactKind.DATE
    assert title_of(case_type, {"title": "Dru"}, "PRO-2026-0001") == "Dru"


@both
def test_every_title_stands_in_three_languages(case_type: CaseType) -> None:
    assert [text for text in _titles(case_type) if not all(getattr(text, one.value) for one in Language)] == []


@both
def test_every_book_of_numbers_writes_number_and_year(case_type: CaseType) -> None:
    books = [case_type.register, *(document.register for document in case_type.documents)]
    assert len({book.code for book in books}) == len({book.write(7, 2026) for book in books}) == len(books)
    assert all("0007" in book.write(7, 2026) and "2026" in book.write(7, 2026) for book in books)


def test_every_type_of_contract_but_the_design_contest_has_its_template() -> None:
    document = CONTRACT.document("contract")
    assert document is not None
    assert [document.template_for({"contract_type": kind}) for kind in ("supplies", "services", "works")] == [
        "contract_supplies", "contract_services", "contract_works",
    ]  # fmt: skip


def test_the_demonstration_states_facts_its_case_types_accept(host: Host) -> None:
    for case in DEMONSTRATION.cases:
        facts = host.lawbook(case.case_type).facts
        assert statements.read(facts, case.facts)
        assert statements.read(facts, {**case.facts, **case.corrections})
        assert host.case_type(case.case_type).document(case.document)


def _titles(case_type: CaseType) -> Iterator[Text]:
    yield case_type.title
    yield case_type.register.title
    yield from (section.title for section in case_type.form)
    for document in case_type.documents:
        yield from (document.title, document.register.title)


PERIODS: list[tuple[CaseType, str, str, str, int, dict[str, Any]]] = [
    (PURCHASE, "PRO-D1", "PRO-21", "tender_deadline", 40, {"procedure": "open", "urgent": False}),
    (PURCHASE, "PRO-D1", "PRO-21", "tender_deadline", 40, {"procedure": "restricted", "urgent": False}),
    (PURCHASE, "PRO-D2", "PRO-22", "tender_deadline", 10, {"procedure": "open", "urgent": True}),
    (PURCHASE, "PRO-D3", "PRO-24", "requests_deadline", 20, {"procedure": "restricted", "urgent": False}),
    (PURCHASE, "PRO-D4", "PRO-25", "requests_deadline", 15, {"procedure": "restricted", "urgent": True}),
    (CONTRACT, "PRO-D10", "PRO-40", "signed_on", 6, {"review_pending": False}),
    (CONTRACT, "PRO-D18", "PRO-46", "performance_security_until", 30, {}),
]
"""A minimum period as a deadline from when on, and the rule that looks at the same: they agree to the day."""


@pytest.mark.parametrize(("case_type", "deadline", "rule", "done", "days", "facts"), PERIODS)
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_check_of_a_minimum_period_and_its_deadline_agree_to_the_day(
    host: Host, case_type: CaseType, deadline: str, rule: str, done: str, days: int, facts: dict[str, Any], more: int
) -> None:
    event = date(2026, 3, 2)
    law = Law(host.lawbook(case_type.code), host.plan(case_type.code))
    events = dict.fromkeys(("notice_published_on", "award_notice_on", "ends_on"), str(event))
    large = {"contract_type": "supplies", "estimated_value": "200000.00", "indicative_notice_published": False}
    stated = {**events, **large, **facts, done: str(event + timedelta(days=days + more))}
    known = statements.read(
        law.lawbook.facts, {name: told for name, told in stated.items() if name in law.lawbook.facts}
    )
    found = Reckoning(law, {**known, "earlier_purchases": ()}, event, shipped_calendar()).one(deadline)
    assert found is not None
    assert found.in_time is (more >= 0)
    judged = judge(law.lawbook, law.plan, Fixpoint(), Phrases(), {**known, "earlier_purchases": ()}, event)
    assert (rule in {one.rule for one in judged.with_outcome(Outcome.HOLDS)}) is (more < 0)
