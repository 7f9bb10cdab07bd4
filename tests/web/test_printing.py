"""The PDF of a document as a person asks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from neni.core.model.people import OPERATOR
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.paper import issuing, printing
from tests.web.conftest import Browser, People, serving


class Printer:
    name = "a printer"

    def pdf_of(self, word: bytes) -> bytes:
        return b"%PDF-1.7"


@pytest.fixture
def document(office: Office, decision_facts: dict[str, Any]) -> str:
    reference = intake.open_case(office, OPERATOR, "procurement.purchase", decision_facts).reference
    return issuing.issue(office, OPERATOR, reference, "procedure_decision", Language.ENGLISH).id


@pytest.fixture
def printing_office(office: Office) -> Office:
    return replace(office, pdf=Printer())


@pytest.fixture
def browser(printing_office: Office) -> Browser:
    return People(serving(printing_office), printing_office).browser("officer")


def test_a_person_asks_waits_and_downloads(browser: Browser, document: str, printing_office: Office) -> None:
    page = f"/documents/{document}"
    assert "Make the PDF" in browser.get(page).text
    assert browser.post(f"{page}/pdf").status_code == 303
    waiting = browser.get(page).text
    assert "The PDF is waiting" in waiting
    assert "hx-trigger" in waiting
    printing.print_next(printing_office)
    done = browser.get(page).text
    assert "Download the PDF" in done
    assert "hx-trigger" not in done
    file = browser.get(f"{page}/pdf")
    assert (file.data, file.mimetype) == (b"%PDF-1.7", "application/pdf")
    assert "KQZ-VP-0001-2026" in file.headers["Content-Disposition"]


def test_without_libreoffice_the_page_says_so(people: People, document: str) -> None:
    page = people.browser("officer").get(f"/documents/{document}").text
    assert "no LibreOffice" in page
    assert "Make the PDF" not in page


def test_a_pdf_nobody_asked_for_is_not_found(browser: Browser, document: str) -> None:
    assert browser.get(f"/documents/{document}/pdf").status_code == 404
