"""PDF files of documents: asked for, made in the background, sealed, kept."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from neni.core.errors import NotAllowed, NotFound, PdfFailed, PdfUnavailable
from neni.core.model.paper.printing import PrintState
from neni.core.model.people import Person
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.paper import issuing, printing
from tests.services.paper.test_issuing import FACTS, PURCHASE


class Printer:
    """Stands where LibreOffice stands, which its own tests try."""

    name = "a printer"

    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails

    def pdf_of(self, word: bytes) -> bytes:
        if self.fails:
            raise PdfFailed(Text.of("no"))
        return b"%PDF " + word[:4]


class Stamp:
    """Stands where the seal stands."""

    name = "KQZ"

    def sealed(self, pdf: bytes, reason: str) -> bytes:
        return pdf + reason.encode()

    def check(self, pdf: bytes) -> tuple[()]:
        return ()


@pytest.fixture
def document(office: Office, officer: Person) -> str:
    reference = intake.open_case(office, officer, PURCHASE, FACTS).reference
    return issuing.issue(office, officer, reference, "procedure_decision", Language.ALBANIAN).id


def test_a_pdf_is_made_sealed_and_kept(office: Office, officer: Person, document: str) -> None:
    office = replace(office, pdf=Printer(), seal=Stamp())
    assert printing.printing_of(office, officer, document) is None
    assert printing.ask_pdf(office, officer, document).state is PrintState.WAITING
    assert (printing.print_next(office), printing.print_next(office)) == (True, False)
    assert printing.pdf_of(office, officer, document) == b"%PDF PK\x03\x04KQZ-VP-0001/2026"


def test_a_failure_is_told_and_may_be_tried_again(office: Office, officer: Person, document: str) -> None:
    broken = replace(office, pdf=Printer(fails=True))
    printing.ask_pdf(broken, officer, document)
    printing.print_next(broken)
    told = printing.printing_of(office, officer, document)
    assert told is not None
    assert told.state is PrintState.FAILED
    whole = replace(office, pdf=Printer())
    printing.ask_pdf(whole, officer, document)
    printing.print_next(whole)
    assert printing.pdf_of(whole, officer, document).startswith(b"%PDF")


def test_without_libreoffice_the_answer_says_so(office: Office, officer: Person, document: str) -> None:
    with pytest.raises(PdfUnavailable):
        printing.ask_pdf(office, officer, document)


def test_only_who_may_see_the_case_may_have_its_pdf(office: Office, document: str) -> None:
    stranger = Person("x", "x", "X")
    office = replace(office, pdf=Printer())
    for ask in (printing.ask_pdf, printing.printing_of, printing.pdf_of):
        with pytest.raises(NotAllowed):
            ask(office, stranger, document)


def test_there_is_no_pdf_before_it_is_made(office: Office, officer: Person, document: str) -> None:
    with pytest.raises(NotFound):
        printing.pdf_of(office, officer, document)


def test_the_print_room_works_while_the_office_serves(office: Office, officer: Person, document: str) -> None:
    office = replace(office, pdf=Printer())
    printing.ask_pdf(office, officer, document)
    with printing.PrintRoom(office):
        for _ in range(200):
            told = printing.printing_of(office, officer, document)
            if told and told.state is PrintState.DONE:
                break
            time.sleep(0.01)
    assert printing.pdf_of(office, officer, document).startswith(b"%PDF")
