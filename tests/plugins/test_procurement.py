"""The procurement department: its forms ask what its law needs, in three languages, and paper has its books."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from neni.core.adapters import statements
from neni.core.declarations import CaseType
from neni.core.host import Host
from neni.core.model.facts import FactKind
from neni.core.model.text import Language, Text
from neni.core.services.intake import title_of
from neni.plugins.procurement.contract import CONTRACT
from neni.plugins.procurement.demonstration import DEMONSTRATION
from neni.plugins.procurement.purchase import PURCHASE

NOT_ASKED_IN_FORMS: dict[str, frozenset[str]] = {PURCHASE.code: frozenset(), CONTRACT.code: frozenset()}
"""Facts a program may state that no form asks for; today the forms ask for all."""

both = pytest.mark.parametrize("case_type", [PURCHASE, CONTRACT], ids=lambda one: one.code)


@pytest.fixture(scope="module")
def host() -> Host:
    return Host.load()


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
