"""The form of one document asks for exactly what its template prints, field by field, and keeps what was typed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from tests.web.conftest import PEOPLE, People

OFFICER = PEOPLE[0]
CONTRACT = "procurement.contract"
FACTS: dict[str, Any] = {"title": "Letër", "contract_type": "supplies", "estimated_value": "9000.00"}


@pytest.fixture
def reference(office: Office) -> str:
    return intake.open_case(office, OFFICER, CONTRACT, FACTS).reference


def asked(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="fact\.(\w+)', page)))


def required(page: str) -> set[str]:
    return set(re.findall(r'name="fact\.(\w+)"[^>]* required', page))


def test_the_form_asks_what_the_template_prints_and_nothing_else(
    office: Office, people: People, reference: str
) -> None:
    page = people.browser("officer").get(f"/cases/{reference}/documents/contract/facts").text
    kind = office.host.case_type(CONTRACT)
    document = kind.document("contract")
    assert document is not None
    template = office.host.template(kind, document, {"contract_type": "supplies"}, Language.ALBANIAN)
    needed = {*template.required, *template.optional, "contract_type"}
    assert set(asked(page)) == needed
    assert required(page) == {"title", "price", "supplier_name", "contract_type"}


def test_what_the_document_cannot_do_without_is_refused_field_by_field_and_nothing_typed_is_lost(
    people: People, reference: str
) -> None:
    browser = people.browser("officer")
    address = f"/cases/{reference}/documents/contract/facts"
    sent = {"action": "save", "version": "1", "fact.title": "Letër", "fact.contract_type": "supplies"}
    refused = browser.post(address, {**sent, "fact.supplier_address": "Rruga 1", "fact.lines.0.unit": "ton"})
    assert refused.status_code == 422
    for name in ("price", "supplier_name"):
        assert f'href="#fact-{name}"' in refused.text
    assert 'value="Rruga 1"' in refused.text
    assert 'name="fact.lines.0.unit" value="ton"' in refused.text


def test_what_is_saved_is_a_fact_of_the_case_and_what_the_form_does_not_show_stays(
    office: Office, people: People, reference: str
) -> None:
    browser = people.browser("officer")
    sent = {"action": "save", "version": "1", "fact.title": "Letër", "fact.contract_type": "supplies"}
    more = {"fact.price": "9.000,00", "fact.supplier_name": "Letra sh.p.k."}
    saved = browser.post(f"/cases/{reference}/documents/contract/facts", {**sent, **more})
    assert (saved.status_code, saved.headers["Location"]) == (303, f"/cases/{reference}")
    case = intake.get_case(office, OFFICER, reference)
    assert (case.facts["price"], case.facts["supplier_name"]) == (900_000, "Letra sh.p.k.")
    assert case.facts["estimated_value"] == 900_000


def test_while_no_template_fits_the_form_asks_for_the_choice_that_names_one(office: Office, people: People) -> None:
    case = intake.open_case(office, OFFICER, CONTRACT, {"title": "x", "contract_type": "design_contest"})
    page = people.browser("officer").get(f"/cases/{case.reference}/documents/contract/facts").text
    assert asked(page) == ["contract_type"]


def test_the_case_leads_to_the_form_and_the_rules_speak_while_it_is_filled_in(people: People, reference: str) -> None:
    browser = people.browser("officer")
    address = f"/cases/{reference}/documents/contract/facts"
    assert f'href="{address}"' in browser.get(f"/cases/{reference}").text
    sent = {"fact.title": "Letër", "fact.contract_type": "supplies", "fact.price": "9500.00"}
    assert "PRO-50" in browser.post(f"{address}/findings", sent).text


def test_a_reader_may_not_fill_it_in_and_an_unknown_document_is_told(people: People, reference: str) -> None:
    assert people.browser("reader").get(f"/cases/{reference}/documents/contract/facts").status_code == 403
    assert people.browser("officer").get(f"/cases/{reference}/documents/nothing/facts").status_code == 404
