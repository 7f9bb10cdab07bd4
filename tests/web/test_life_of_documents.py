"""Drafts, void documents, registers and the public check, as people use them in a browser."""

from __future__ import annotations

import io
from typing import Any

import pytest

from neni.core.model.paper.documents import Document
from neni.core.model.people import EVERYWHERE, OPERATOR, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.paper import issuing

from .conftest import Browser, People

DECISION = "procedure_decision"
HEAD = Person("p-head", "head", "Ilir Hoxha", Language.ENGLISH, frozenset({("procurement", Role.HEAD)}))
COLLEAGUE = Person("p-colleague", "colleague", "Vlora Gashi", Language.ENGLISH, HEAD.roles)
ADMINISTRATOR = Person("p-admin", "admin", "Admin", Language.ENGLISH, frozenset({(EVERYWHERE, Role.ADMINISTRATOR)}))


@pytest.fixture(autouse=True)
def more_people(office: Office) -> None:
    with office.store.writing() as work:
        for person in (HEAD, COLLEAGUE, ADMINISTRATOR):
            work.people.add(person, "!")


@pytest.fixture
def reference(office: Office, decision_facts: dict[str, Any]) -> str:
    return intake.open_case(office, OPERATOR, "procurement.purchase", decision_facts).reference


@pytest.fixture
def document(office: Office, reference: str) -> Document:
    return issuing.issue(office, OPERATOR, reference, DECISION, Language.ENGLISH)


@pytest.fixture
def officer(people: People) -> Browser:
    return people.browser("officer")


def test_a_draft_goes_from_hand_to_hand_and_is_issued(people: People, officer: Browser, reference: str) -> None:
    assert "Prepare a draft" in officer.get(f"/cases/{reference}").text
    made = officer.post(f"/cases/{reference}/drafts", {"document": DECISION, "document_language": "en"})
    address = made.headers["Location"]
    assert "You prepared this draft" in officer.get(address).text
    assert officer.get(f"{address}/content").data.startswith(b"PK")
    colleague, head = people.browser("colleague"), people.browser("head")
    assert reference in colleague.get("/drafts").text
    colleague.get(address)
    assert colleague.post(address, {"step": "review", "note": "Read it"}).status_code == 303
    assert "Approve" in head.get(address).text
    assert head.post(address, {"step": "approve"}).status_code == 303
    officer.get(address)
    issued = officer.post(address, {"step": "issue"})
    assert "KQZ-VP-0001/2026" in officer.get(issued.headers["Location"]).text
    assert "Read it" in officer.get(address).text
    assert "No draft is waiting" in officer.get("/drafts").text


def test_a_refused_step_says_why_and_keeps_the_note(people: People, officer: Browser, reference: str) -> None:
    officer.get(f"/cases/{reference}")
    made = officer.post(f"/cases/{reference}/drafts", {"document": DECISION, "document_language": "en"})
    address = made.headers["Location"]
    assert officer.post(address, {"step": "review"}).status_code == 409
    assert "somebody else must look at it" in officer.page
    colleague = people.browser("colleague")
    colleague.get(address)
    assert colleague.post(address, {"step": "return", "note": " "}).status_code == 409
    assert "Write why" in colleague.page
    assert colleague.post(address, {"step": "approve", "note": "too early"}).status_code == 409
    assert "too early" in colleague.page


def test_an_unknown_draft_is_not_found(officer: Browser) -> None:
    assert officer.get("/drafts/nothing").status_code == 404
    assert officer.get("/drafts/nothing/content").status_code == 404


def test_the_head_declares_a_document_void(people: People, officer: Browser, document: Document) -> None:
    address = f"/documents/{document.id}"
    assert "Declare void" not in officer.get(address).text
    head = people.browser("head")
    assert "Declare void" in head.get(address).text
    assert head.post(f"{address}/void", {"reason": " "}).status_code == 409
    assert head.post(f"{address}/void", {"reason": "Wrong supplier"}).status_code == 303
    assert "Wrong supplier" in officer.get(address).text
    assert "Wrong supplier" in officer.get("/registers/procurement.procedure_decisions").text


def test_a_document_takes_the_place_of_another(officer: Browser, document: Document, reference: str) -> None:
    assert "In place of" in officer.get(f"/cases/{reference}").text
    fields = {"document": DECISION, "document_language": "en", "replaces": document.id}
    later = officer.post(f"/cases/{reference}/documents", fields)
    assert "KQZ-VP-0002/2026" in officer.get(later.headers["Location"]).text
    assert "Superseded by" in officer.get(f"/documents/{document.id}").text


def test_a_register_is_read_and_saved(officer: Browser, document: Document, reference: str) -> None:
    assert "Book of decisions" in officer.get("/registers").text
    page = officer.get("/registers/procurement.procedure_decisions").text
    assert document.number in page
    assert reference in page
    assert "How numbers are written" not in page
    sheet = officer.get("/registers/procurement.procedure_decisions.xlsx?year=2026")
    assert sheet.data.startswith(b"PK")
    assert officer.get("/registers/nothing").status_code == 404
    assert officer.get("/registers/procurement.procedure_decisions?year=1999").status_code == 200


def test_the_administrator_decides_how_numbers_are_written(people: People) -> None:
    admin, address = people.browser("admin"), "/registers/procurement.procedure_decisions"
    admin.get(address)
    assert admin.post(address, {"from_year": "2027", "pattern": "{number}"}).status_code == 409
    assert "{number}" in admin.page
    assert admin.post(address, {"from_year": "x", "pattern": "D-{number}/{year}"}).status_code == 409
    assert admin.post(address, {"from_year": "2027", "pattern": "D-{number}/{year}"}).status_code == 303


class TestAnybodyAtAll:
    def test_asks_about_a_document_without_signing_in(self, people: People, document: Document) -> None:
        stranger = people.browser()
        assert stranger.get("/check").status_code == 200
        found = stranger.get("/check", query_string={"code": document.check_code}, follow_redirects=True)
        assert "Genuine and valid" in found.text
        assert document.number in found.text
        assert "Fletëvotime" not in found.text

    def test_is_told_when_no_document_has_the_code(self, people: People) -> None:
        answer = people.browser().get("/check/AAAA")
        assert (answer.status_code, "No document has this code" in answer.text) == (404, True)

    @pytest.mark.parametrize(("more", "told"), [(b"", "to the last byte"), (b" ", "is not this document")])
    def test_compares_a_file(self, people: People, office: Office, document: Document, more: bytes, told: str) -> None:
        stranger, address = people.browser(), f"/check/{document.check_code}"
        stranger.get(address)
        file = (io.BytesIO(issuing.content_of(office, OPERATOR, document.id) + more), "x.docx")
        sent = {"csrf": stranger.csrf, "file": file}
        answer = stranger.client.post(address, data=sent, content_type="multipart/form-data")
        assert told in answer.text

    def test_may_compare_a_file_of_several_megabytes(self, people: People, document: Document) -> None:
        stranger, address = people.browser(), f"/check/{document.check_code}"
        stranger.get(address)
        for size, status in ((3 << 20, 200), (30 << 20, 413)):
            assert stranger.client.post(address, **posted(stranger.csrf, bytes(size))).status_code == status


def posted(csrf: str, content: bytes) -> dict[str, Any]:
    """A form with a file as a browser sends it; the test client would leave a temporary file behind."""
    head = 'Content-Disposition: form-data; name="csrf"\r\n\r\n' + csrf
    file = 'Content-Disposition: form-data; name="file"; filename="x.docx"\r\n\r\n'
    body = b"--edge\r\n" + head.encode() + b"\r\n--edge\r\n" + file.encode() + content + b"\r\n--edge--\r\n"
    return {"data": body, "content_type": "multipart/form-data; boundary=edge"}
