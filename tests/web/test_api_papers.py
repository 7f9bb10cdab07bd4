"""Programs do what people do on the pages: drafts, registers, voiding, and templates in versions."""

from __future__ import annotations

import io
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document as WordFile
from flask import Flask

from neni.core.host import Host
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.paper import printing
from neni.core.services.paper.template_shelf import place_of
from neni.core.web.files import KINDS
from neni.core.web.here import OFFICE
from tests.web.conftest import People, Program

NEW = {"type": "procurement.purchase"}
DECISION = {"type": "procedure_decision", "language": "en"}
KEY = ("procurement", "procedure_decision", Language.ENGLISH)
SHELF = "/templates/procurement/procedure_decision/en"


HEAD = Person("p-head", "head", "Ilir Hoxha", Language.ENGLISH, frozenset({("procurement", Role.HEAD)}))
COLLEAGUE = replace(HEAD, id="p-colleague", login="colleague", roles=frozenset({("procurement", Role.OFFICER)}))
ADMIN = replace(HEAD, id="p-admin", login="admin", roles=frozenset({(EVERYWHERE, Role.ADMINISTRATOR)}))


class Copying:
    """Makes the same PDF of everything: what LibreOffice makes is tested where it is."""

    name = "a copy"

    def pdf_of(self, _word: bytes) -> bytes:
        return b"%PDF-1.7"


@pytest.fixture(autouse=True)
def more_people(office: Office, password_hash: str) -> None:
    with office.store.writing() as work:
        for one in (HEAD, COLLEAGUE, ADMIN):
            work.people.add(one, password_hash)


@pytest.fixture
def case(program: Program, decision_facts: dict[str, Any]) -> str:
    reference: str = program("POST", "/cases", {**NEW, "facts": decision_facts}).json["reference"]
    return reference


def prepared(program: Program, case: str) -> dict[str, Any]:
    answer = program("POST", f"/cases/{case}/drafts", DECISION)
    assert answer.status_code == 201, answer.json
    told: dict[str, Any] = answer.json
    assert answer.headers["Location"] == f"/api/v1/drafts/{told['id']}"
    return told


def changed(host: Host, *more: str) -> bytes:
    file = WordFile(BytesIO(place_of(host, *KEY).shipped.content))
    for text in more:
        file.add_paragraph(text)
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def bring(program: Program, content: bytes, note: str = "shtuar fjalia", **headers: str) -> Any:
    return program("POST", f"{SHELF}/versions?note={note}", content, Content_Type=KINDS["docx"], **headers)


class TestDrafts:
    """Prepared by one, reviewed and approved by others, then issued."""

    def test_a_draft_goes_its_way_to_a_document(self, people: People, program: Program, case: str) -> None:
        draft = prepared(program, case)
        assert (draft["state"], draft["case"], draft["steps"][0]["state"]) == ("draft", case, "draft")
        address = f"/drafts/{draft['id']}"
        assert program("GET", f"{address}/content").data.startswith(b"PK")
        colleague, head = people.program("colleague"), people.program("head")
        assert program("POST", f"{address}/review", {}).status_code == 403, "who prepared it does not review it"
        assert colleague("POST", f"{address}/approval", {}).status_code == 403, "only the head approves"
        assert colleague("POST", f"{address}/review", {"note": "ok"}).json["steps"][-1]["by"] == COLLEAGUE.name
        approved = head("POST", f"{address}/approval", {})
        assert (approved.status_code, approved.json["state"]) == (200, "approved"), approved.json
        issued = program("POST", f"{address}/issue", {}, Idempotency_Key="a")
        assert issued.status_code == 201, issued.json
        again = program("POST", f"{address}/issue", {}, Idempotency_Key="a")
        assert (again.status_code, again.json, again.headers["Idempotency-Replayed"]) == (201, issued.json, "true")
        assert program("GET", address).json["document"] == issued.json["id"]
        assert program("POST", f"{address}/issue", {}).status_code == 409

    def test_it_is_sent_back_with_a_reason_or_withdrawn(self, people: People, program: Program, case: str) -> None:
        one, other = prepared(program, case), prepared(program, case)
        assert len(program("GET", "/drafts").json["drafts"]) == 2
        head = people.program("head")
        missing = head("POST", f"/drafts/{one['id']}/return", {})
        assert [each["pointer"] for each in missing.json["errors"]] == ["/reason"]
        sent_back = head("POST", f"/drafts/{one['id']}/return", {"reason": "numri\ngabim"})
        assert sent_back.json["steps"][-1]["note"] == "numri\ngabim"
        assert program("POST", f"/drafts/{other['id']}/withdrawal", {}).json["state"] == "withdrawn"
        assert program("GET", "/drafts").json["drafts"] == []
        states = {each["id"]: each["state"] for each in program("GET", f"/cases/{case}/drafts").json["drafts"]}
        assert states == {one["id"]: "returned", other["id"]: "withdrawn"}

    def test_a_step_from_a_state_that_is_past_is_refused(self, program: Program, case: str) -> None:
        draft = prepared(program, case)
        address = f"/drafts/{draft['id']}"
        assert program("GET", address).headers["ETag"] == '"1"'
        assert program("POST", f"{address}/withdrawal", {}, If_Match='"7"').status_code == 412
        assert program("POST", f"{address}/withdrawal", {}, If_Match='"1"').headers["ETag"] == '"2"'

    def test_what_there_is_not_is_told_with_its_place(self, program: Program, case: str) -> None:
        wrong = program("POST", f"/cases/{case}/drafts", {"type": "boats"})
        assert (wrong.status_code, wrong.json["errors"][0]["pointer"]) == (422, "/type")
        assert program("GET", "/drafts/x").status_code == 404


class TestRegisters:
    """The book of a year, and what became of its numbers."""

    def test_a_void_number_stays_in_the_book_with_its_reason(self, people: People, program: Program, case: str) -> None:
        issued = program("POST", f"/cases/{case}/documents", DECISION).json
        assert issued["standing"] == "valid"
        address = f"/documents/{issued['id']}"
        assert program("POST", f"{address}/voiding", {"reason": "x"}).status_code == 403
        voided = people.program("head")("POST", f"{address}/voiding", {"reason": "gabim"})
        assert (voided.status_code, voided.json["standing"], voided.json["reason"]) == (200, "void", "gabim")
        assert people.program("head")("POST", f"{address}/voiding", {"reason": "gabim"}).status_code == 409
        book = program("GET", "/registers/procurement.procedure_decisions").json
        assert (book["sound"], book["problems"], book["years"]) == (True, [], [2026])
        (line,) = book["lines"]
        assert (line["written"], line["standing"], line["reason"]) == (issued["number"], "void", "gabim")
        assert (line["case"], line["document"]) == (case, issued["id"])

    def test_a_later_document_supersedes_an_earlier_one(self, program: Program, case: str) -> None:
        first = program("POST", f"/cases/{case}/documents", DECISION).json
        second = program("POST", f"/cases/{case}/documents", {**DECISION, "replaces": first["id"]}).json
        told = program("GET", f"/documents/{first['id']}").json
        assert (told["standing"], told["superseded_by"]) == ("superseded", second["id"])

    def test_books_come_as_spreadsheets_and_by_year(self, program: Program) -> None:
        codes = [one["code"] for one in program("GET", "/registers").json["registers"]]
        assert "procurement.procedure_decisions" in codes
        assert program("GET", f"/registers/{codes[0]}/book.xlsx").data.startswith(b"PK")
        assert program("GET", f"/registers/{codes[0]}?year=2025").json["lines"] == []
        wrong = program("GET", f"/registers/{codes[0]}?year=last")
        assert (wrong.status_code, wrong.json["errors"][0]["code"]) == (422, "not_year")
        assert program("GET", "/registers/boats").status_code == 404
        assert program("GET", "/disposals").json == {"documents": []}

    def test_the_administrator_decides_how_numbers_are_written(self, people: People, program: Program) -> None:
        code, wanted = "procurement.procedure_decisions", {"from_year": 2027, "pattern": "VP-{number:03}/{year}"}
        assert program("POST", f"/registers/{code}/patterns", wanted).status_code == 403
        admin = people.program("admin")
        assert admin("POST", f"/registers/{code}/patterns", wanted).status_code == 201
        assert admin("POST", f"/registers/{code}/patterns", {**wanted, "pattern": "VP"}).status_code == 409


def test_a_pdf_is_made_in_the_background_or_said_to_be_unavailable(
    office: Office, people: People, program: Program, case: str, app: Flask
) -> None:
    address = f"/documents/{program('POST', f'/cases/{case}/documents', DECISION).json['id']}/pdf"
    assert program("GET", address).status_code == 404
    assert program("POST", address, {}).json["type"].endswith("/pdf_unavailable")
    able = replace(office, pdf=Copying())
    app.extensions[OFFICE] = able
    asked = program("POST", address, {})
    assert (asked.status_code, asked.json["state"], asked.json["content"]) == (202, "waiting", None)
    assert people.program("stranger")("GET", address).status_code == 403
    assert printing.print_next(able)
    done = program("GET", address).json
    assert (done["state"], done["size"]) == ("done", 8)
    answer = program("GET", done["content"].removeprefix("/api/v1"))
    assert (answer.mimetype, answer.data) == ("application/pdf", b"%PDF-1.7")


class TestTemplates:
    """Brought by one, approved by a second, used from then on."""

    @pytest.mark.slow
    def test_a_version_is_brought_looked_at_approved_and_used(
        self, people: People, program: Program, host: Host, case: str
    ) -> None:
        lawyer, second = people.program("lawyer"), people.program("lawyer2")
        brought = bring(lawyer, changed(host, "Version two of {{ case_reference }}"))
        assert brought.status_code == 201, brought.json
        version = brought.json
        assert (version["state"], version["in_use"], version["note"]) == ("waiting", False, "shtuar fjalia")
        address = brought.headers["Location"].removeprefix("/api/v1")
        preview = WordFile(BytesIO(lawyer("GET", f"{address}/preview.docx").data))
        assert any(one.text.startswith("Version two of") for one in preview.paragraphs)
        assert lawyer("GET", f"{address}/content").data.startswith(b"PK")
        assert lawyer("GET", f"{address}/preview.pdf").status_code == 503
        assert lawyer("POST", f"{address}/approval", {}).status_code == 403
        assert second("POST", f"{address}/approval", {}, If_Match='"approved"').status_code == 412
        assert second("POST", f"{address}/approval", {}, If_Match='"waiting"').json["in_use"] is True
        issued = program("POST", f"/cases/{case}/documents", DECISION).json
        shelf = program("GET", SHELF).json
        assert (shelf["sha256"], shelf["in_use"], shelf["issued"][version["sha256"]]) == (
            version["sha256"],
            version["id"],
            1,
        )
        assert program("GET", f"/documents/{issued['id']}").status_code == 200
        assert second("POST", f"{SHELF}/withdrawal", {}).json["in_use"] is None
        assert second("POST", f"{SHELF}/withdrawal", {}).status_code == 409

    @pytest.mark.slow
    def test_every_mistake_is_told_with_its_place_in_the_file(self, people: People, host: Host) -> None:
        refused = bring(people.program("lawyer"), changed(host, "{{ numbr }} {{ number | uper }}"))
        assert (refused.status_code, refused.json["type"].rpartition("/")[2]) == (422, "bad_upload")
        assert len(refused.json["errors"]) == 2
        assert all("¶" in one["where"] for one in refused.json["errors"])

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("content", "status"),
        [(b"no Word file", 415), (b"", 415), (b"PK\x03\x04 cut", 422), (b"x" * (20 * 2**20 + 1), 413)],
        ids=["text", "empty", "cut", "large"],
    )
    def test_a_refused_file_is_the_mistake_of_who_sent_it(self, people: People, content: bytes, status: int) -> None:
        assert bring(people.program("lawyer"), content).status_code == status

    @pytest.mark.slow
    def test_the_same_file_twice_is_a_conflict_and_the_key_makes_it_none(self, people: People, host: Host) -> None:
        lawyer, content = people.program("lawyer"), changed(host, "x")
        first = bring(lawyer, content, Idempotency_Key="k")
        again = bring(lawyer, content, Idempotency_Key="k")
        assert (again.status_code, again.json) == (201, first.json)
        assert bring(lawyer, content).status_code == 409

    def test_a_form_around_the_file_or_no_note_is_refused(self, people: People, host: Host) -> None:
        lawyer = people.program("lawyer")
        form = lawyer("POST", f"{SHELF}/versions?note=x", b"--x--", Content_Type="multipart/form-data; boundary=x")
        assert (form.status_code, "body of the request" in form.json["detail"]) == (415, True)
        none = lawyer("POST", f"{SHELF}/versions", changed(host, "x"), Content_Type=KINDS["docx"])
        assert (none.status_code, none.json["errors"][0]["pointer"]) == (422, "/note")

    def test_who_may_not_bring_templates_is_told_so_and_what_there_is_not(self, program: Program, host: Host) -> None:
        assert bring(program, changed(host, "x")).status_code == 403
        assert program("GET", "/templates/procurement/boats/en").status_code == 404
        assert program("GET", "/templates/procurement/procedure_decision/de").status_code == 404
        assert len(program("GET", "/templates").json["templates"]) > 3


def test_the_description_tells_of_every_route(program: Program, office: Office) -> None:
    paths = program("GET", "/openapi.json").json["paths"]
    assert office is not None
    for wanted in ("/drafts/{draft_id}/approval", "/registers/{code}", "/batches", "/documents/{document_id}/voiding"):
        assert f"/api/v1{wanted}" in paths
    sent = paths["/api/v1/templates/{department}/{paper}/{written_in}/versions"]["post"]
    assert list(sent["requestBody"]["content"]) == [KINDS["docx"]]
    assert "note" in [one.get("name") for one in sent["parameters"]]
