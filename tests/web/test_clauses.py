"""Clauses as people see them: on the case with what they wait for, on the document with the reason, in the law."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.law.confirming import clause_vouchings
from neni.core.services.paper import drafting, issuing
from neni.core.web import create_app
from tests.conftest import FixedClock
from tests.services.clause_parks import FACTS, KIND, LAW, OFFICER, Parks

from .conftest import Browser, People


@pytest.fixture
def parks(tmp_path: Path, sqlite_store: SqlStore, clock: FixedClock) -> Parks:
    return Parks(tmp_path, sqlite_store, clock)


@pytest.fixture
def office(parks: Parks) -> Office:
    return parks.office()


@pytest.fixture
def officer(people: People) -> Browser:
    return people.browser("agim")


def opened(office: Office, **facts: Any) -> str:
    return intake.open_case(office, OFFICER, KIND.code, {**FACTS, **facts}).reference


def test_the_page_of_a_case_shows_a_clause_filled_with_the_rule_that_chose_it(office: Office, officer: Browser) -> None:
    page = officer.get(f"/cases/{opened(office)}") and officer.page
    assert "A deposit of €500.00 is lodged; at most 300 visitors." in page.replace("\u00a0", " ")
    assert "Rule PRK-1</a>: 120 are expected." in page


def test_a_clause_that_waits_leads_to_the_field_of_the_fact(office: Office, officer: Browser) -> None:
    reference = intake.open_case(office, OFFICER, KIND.code, {"title": "Germia", "visitors": 120}).reference
    page = officer.get(f"/cases/{reference}") and officer.page
    assert "Waits for:" in page
    assert "#fact-deposit" in page[page.index("Waits for:") :]


def test_an_advised_clause_says_why_it_is_on_no_document(parks: Parks) -> None:
    at = LAW.index("confidence: verified", LAW.index("CLA-1"))
    advised = parks.office(LAW[:at] + "confidence: practice" + LAW[at + len("confidence: verified") :])
    officer = People(create_app(advised), advised).browser("agim")
    officer.get(f"/cases/{opened(advised)}")
    assert "Only advised: it is put on no document" in officer.page


def test_the_page_of_a_document_tells_which_rule_chose_its_clauses_and_why(office: Office, officer: Browser) -> None:
    document = issuing.issue(office, OFFICER, opened(office), "permit", Language.ENGLISH)
    officer.get(f"/documents/{document.id}")
    assert "Chosen by the rule PRK-1, because: 120 are expected." in " ".join(officer.page.split())


def test_a_ruleset_shows_its_clauses(officer: Browser) -> None:
    officer.get("/rulesets/parks.permit")
    assert "A deposit of {deposit} is lodged" in officer.page
    assert "Without a deposit." in officer.page


def test_lawyers_vouch_for_a_text_beside_the_rules(parks: Parks) -> None:
    at = LAW.index("confidence: verified", LAW.index("CLA-1"))
    advised = parks.office(LAW[:at] + "confidence: practice" + LAW[at + len("confidence: verified") :])
    people = People(create_app(advised), advised)
    lawyer, second = people.browser("besa"), people.browser("dita")
    name = clause_vouchings(advised, OFFICER, KIND.code)[0].name
    lawyer.get(f"/rules/{KIND.code}")
    assert lawyer.post(f"/rules/{KIND.code}/{name}/propose", {"note": "Read it"}).status_code == 303
    second.get(f"/rules/{KIND.code}")
    assert f"Confirm {name}" in second.page
    assert second.post(f"/rules/{KIND.code}/{name}/confirm").status_code == 303
    second.get(f"/rules/{KIND.code}")
    assert "Confirmed: proposed by Besa Gashi, confirmed by Dita Gashi." in second.page


def test_the_page_of_a_draft_names_its_clauses_and_the_rule_that_chose_each(office: Office, officer: Browser) -> None:
    draft = drafting.prepare(office, OFFICER, opened(office), "permit", Language.ENGLISH)
    officer.get(f"/drafts/{draft.id}")
    assert "Clauses on the document" in officer.page
    assert "CLA-1</span> Deposit" in officer.page
    assert ">Rule PRK-1</a>" in officer.page
