"""A draft of our own is checked as the manuscript it is, before anybody approves it."""

from __future__ import annotations

import pytest

from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.paper import drafting
from tests.web.conftest import People

HEAD = Person("p-head", "head", "Dita Gashi", Language.ENGLISH, frozenset({(EVERYWHERE, Role.HEAD)}))
FACTS = {
    "act_kind": "decision",
    "title": "akreditimin e vëzhguesve",
    "basis_law": "06/L-082",
    "basis_title": "për Mbrojtjen e të Dhënave Personale",
    "basis_article": "27",
    "provisions": [{"text": "Miratohet kërkesa."}],
    "reasoning": "Komisioni e ka shqyrtuar kërkesën.",
    "remedy": "Kundër këtij vendimi mund të paraqitet ankesë.",
    "signatory": "Arta Berisha",
}


@pytest.mark.slow
def test_a_draft_is_checked_from_its_page(office: Office, people: People) -> None:
    with office.store.writing() as work:
        work.people.add(HEAD, "!")
    case = intake.open_case(office, HEAD, "legal.drafting", FACTS)
    draft = drafting.prepare(office, HEAD, case.reference, "decision", Language.ALBANIAN)
    browser = people.browser("head")
    browser.get(f"/drafts/{draft.id}")
    assert "Check it as a manuscript" in browser.page
    checked = browser.post(f"/drafts/{draft.id}/review")
    assert checked.status_code == 303
    browser.get(checked.headers["Location"])
    assert f"{case.reference}-decision.docx" in browser.page
    assert "LEG-C64" in browser.page


def test_a_draft_without_such_rules_offers_no_check(
    office: Office, people: People, decision_facts: dict[str, object]
) -> None:
    with office.store.writing() as work:
        work.people.add(HEAD, "!")
    case = intake.open_case(office, HEAD, "procurement.purchase", decision_facts)
    draft = drafting.prepare(office, HEAD, case.reference, "procedure_decision", Language.ALBANIAN)
    browser = people.browser("head")
    browser.get(f"/drafts/{draft.id}")
    assert "Check it as a manuscript" not in browser.page
    assert browser.post(f"/drafts/{draft.id}/review").status_code == 404
