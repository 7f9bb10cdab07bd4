"""Programs ask what the law says, and get documents when it does not object."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from neni.core.host import Host
from neni.core.office import Office
from neni.core.services.law.confirming import confirm, propose
from tests.web.conftest import PURCHASE, People, Program, stated_by_example

NEW = {"type": "procurement.purchase", "facts": PURCHASE}
FORBIDDEN = {**PURCHASE, "estimated_value": "150000.00", "procedure": "minimal_value", "description": "x"}


@pytest.fixture
def confirmed(office: Office) -> None:
    """The rule against minimal value procedures above their threshold takes effect."""
    with office.store.reading() as work:
        first, second = work.people.get("p-lawyer"), work.people.get("p-lawyer2")
    propose(office, first, "procurement.purchase", "PRO-12", "read")
    confirm(office, second, "procurement.purchase", "PRO-12")


def finding(evaluation: dict[str, object], rule: str) -> dict[str, object]:
    found: dict[str, object] = next(one for one in evaluation["findings"] if one["rule"] == rule)  # type: ignore[attr-defined]
    return found


def test_facts_are_tried_without_being_stored(program: Program) -> None:
    tried = program("POST", "/evaluations", {"type": "procurement.purchase", "facts": FORBIDDEN})
    told = finding(tried.json, "PRO-12")
    assert (tried.status_code, told["outcome"], told["advisory"]) == (200, "holds", True)
    assert told["reference"] == {"act": "04/L-042", "article": "37", "paragraph": None, "note": None}
    assert tried.json["id"] is None
    assert program("GET", "/cases").json["total"] == 0


def test_a_finding_that_rests_on_a_table_names_the_table_and_the_row(program: Program) -> None:
    stated = {**PURCHASE, "estimated_value": "150000.00", "procedure": "open", "description": "x"}
    tried = program("POST", "/evaluations", {"type": "procurement.purchase", "facts": stated})
    used: Any = finding(tried.json, "PRO-01")["used"]
    (row,) = next(one["rows"] for one in used if one["name"] == "value_class")
    assert (row["table"], row["row"], row["reference"]["article"]) == ("value_class", 5, "19")
    words = 'contract_type: "supplies", "services"; estimated_value: >= large_value_from_supplies_services'
    assert row["words"] == f'{words} → value_class: "large"'
    assert row["said"].endswith(row["words"])
    assert "value_class" in row["said"].partition(row["words"])[0]


def test_missing_facts_are_named_and_never_read_as_false(program: Program) -> None:
    tried = program("POST", "/evaluations", {"type": "procurement.purchase", "facts": {"procedure": "minimal_value"}})
    told = finding(tried.json, "PRO-12")
    assert told["outcome"] == "cannot_be_told"
    assert {one["name"] for one in told["missing"]} >= {"estimated_value"}  # type: ignore[attr-defined]


def test_all_rules_are_told_on_request(program: Program) -> None:
    body = {"type": "procurement.purchase", "facts": PURCHASE, "on": "2026-03-02"}
    few = program("POST", "/evaluations", body).json["findings"]
    every = program("POST", "/evaluations", {**body, "detail": "all"}).json["findings"]
    assert {one["outcome"] for one in few} <= {"holds", "cannot_be_told"}
    assert len(every) > len(few)


def test_findings_of_a_case_are_told_in_the_language_asked_for(program: Program) -> None:
    program("POST", "/cases", {**NEW, "facts": FORBIDDEN})
    spoken = {
        language: finding(program("GET", f"/cases/PRO-2026-0001/findings?language={language}").json, "PRO-12")["title"]
        for language in ("sq", "sr", "en")
    }
    assert len(set(spoken.values())) == 3
    assert program("GET", "/cases/PRO-2026-0001/findings").json["id"]


def test_a_document_is_issued_with_number_and_file(program: Program, decision_facts: dict[str, Any]) -> None:
    program("POST", "/cases", {**NEW, "facts": decision_facts})
    issued = program("POST", "/cases/PRO-2026-0001/documents", {"type": "procedure_decision", "language": "en"})
    assert issued.status_code == 201, issued.json
    assert issued.json["number"].startswith("KQZ-VP-0001/2026")
    assert program("GET", issued.headers["Location"].removeprefix("/api/v1")).json == issued.json
    file = program("GET", issued.json["content"].removeprefix("/api/v1"))
    assert file.headers["Content-Disposition"].startswith("attachment; filename=KQZ-VP-0001-2026")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(file.data)).namelist()
    assert [one["id"] for one in program("GET", "/cases/PRO-2026-0001/documents").json["documents"]] == [
        issued.json["id"]
    ]


@pytest.mark.usefixtures("confirmed")
def test_a_confirmed_rule_stops_the_document_and_says_why(program: Program) -> None:
    program("POST", "/cases", {**NEW, "facts": FORBIDDEN})
    stopped = program("POST", "/cases/PRO-2026-0001/documents", {"type": "procedure_decision"})
    assert (stopped.status_code, stopped.json["type"]) == (409, "/api/v1/problems/blocked_by_findings")
    assert [one["code"] for one in stopped.json["errors"]] == ["PRO-12"]
    assert "art. 37" in stopped.json["errors"][0]["detail"]
    assert program("GET", "/cases/PRO-2026-0001/documents").json == {"documents": []}


def test_a_document_that_lacks_facts_names_them(program: Program, host: Host) -> None:
    program("POST", "/cases", NEW)
    refused = program("POST", "/cases/PRO-2026-0001/documents", {"type": "statement_of_needs"})
    assert (refused.status_code, refused.json["type"]) == (409, "/api/v1/problems/missing_for_document")
    lacking = set(stated_by_example(host, "statement_of_needs")) - set(PURCHASE)
    assert {one["pointer"] for one in refused.json["errors"]} == {f"/facts/{name}" for name in lacking}


def test_what_there_is_no_document_or_template_of_is_told_where_it_was_named(program: Program) -> None:
    program("POST", "/cases", NEW)
    address = "/cases/PRO-2026-0001/documents"
    assert program("POST", address, {"type": "boats"}).json["errors"][0]["pointer"] == "/type"
    refused = program("POST", address, {"type": "statement_of_needs", "language": "tr"})
    assert refused.json["errors"][0]["pointer"] == "/language"
    assert program("GET", "/documents/none").status_code == 404
    assert program("GET", "/documents/none/content").status_code == 404


def test_a_document_belongs_to_its_department(people: People, program: Program) -> None:
    program("POST", "/cases", {**NEW, "facts": PURCHASE})
    reader = people.program("reader")
    assert reader("POST", "/cases/PRO-2026-0001/documents", {"type": "procedure_decision"}).status_code == 403
    assert reader("GET", "/cases/PRO-2026-0001/documents").status_code == 200
    assert people.program("stranger")("GET", "/cases/PRO-2026-0001/documents").status_code == 403


def test_case_types_tell_what_may_be_stated(program: Program) -> None:
    types = {one["code"]: one for one in program("GET", "/case-types").json["case_types"]}
    facts = types["procurement.contract"]["facts"]
    assert facts["properties"]["price"]["x-kind"] == "money"
    assert facts["properties"]["lines"]["items"]["properties"]["unit_price"]["x-kind"] == "money"
    assert "value_class" not in facts["properties"], "derived facts are not stated"
    assert facts["required"] == ["title", "contract_type"]


def test_about_names_engine_and_plugins(program: Program) -> None:
    about = program("GET", "/about").json
    assert about["engine"] == "fixpoint"
    assert "procurement" in {one["name"] for one in about["plugins"]}


def test_the_description_is_open_to_everybody(people: People) -> None:
    described = people.browser().get("/api/v1/openapi.json").json
    assert described["openapi"] == "3.1.0"
    assert {"/api/v1/cases", "/api/v1/evaluations"} <= set(described["paths"])
    assert "application/problem+json" in described["components"]["responses"]["DEFAULT_ERROR"]["content"]
