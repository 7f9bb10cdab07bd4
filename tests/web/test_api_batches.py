"""Programs send a file of rows, watch it, run what was checked, and read the report."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from neni.core.office import Office
from neni.core.ports import CaseQuery
from neni.core.web import stop
from neni.core.web.runs import RUNS, Runs
from tests.web.conftest import PEOPLE, People, Program, serving

ROWS = "title;contract_type;estimated_value;procedure;x\nLetër;supplies;48000;open;\nKarrige;boats;1;open;\n"
ASKED = {"case_type": "procurement.purchase", "document": "procedure_decision", "file_name": "nëntor.csv"}


@pytest.fixture
def app(office: Office) -> Iterator[Flask]:
    app = serving(office)
    yield app
    stop(app)


def sent(program: Program, content: str = ROWS, kind: str = "text/csv", key: str = "", **asked: str) -> TestResponse:
    headers = {"Idempotency_Key": key} if key else {}
    query = urlencode({**ASKED, **asked})
    return program("POST", f"/batches?{query}", content.encode(), Content_Type=kind, **headers)


def over(app: Flask, program: Program, answer: TestResponse) -> dict[str, object]:
    """The batch once it is over."""
    assert answer.status_code == 202, answer.json
    runs: Runs = app.extensions[RUNS]
    for run in runs.of(PEOPLE[0], "batch"):
        assert run.thread
        run.thread.join()
    told: dict[str, object] = program("GET", answer.headers["Location"].removeprefix("/api/v1")).json
    return told


def cases(office: Office) -> int:
    with office.store.reading() as work:
        return work.cases.find(CaseQuery()).total


def test_a_file_is_checked_then_run_and_reported(app: Flask, program: Program, office: Office) -> None:
    checked = over(app, program, sent(program))
    assert (checked["state"], checked["mode"], checked["goes_on"]) == ("done", "check", True)
    assert checked["counts"] == {"ready": 1, "refused": 1}
    assert checked["ignored"] == ["x"]
    assert cases(office) == 0
    done = over(app, program, program("POST", f"/batches/{checked['id']}/run", {}))
    assert (done["mode"], done["counts"], done["goes_on"]) == ("run", {"issued": 1, "refused": 1}, False)
    assert cases(office) == 1
    rows = program("GET", f"/batches/{done['id']}/report").json["rows"]
    assert (rows[0]["state"], rows[0]["case"]) == ("issued", "PRO-2026-0001")
    assert program("GET", f"/documents/{rows[0]['document']}").json["number"] == rows[0]["number"]
    assert [one["column"] for one in rows[1]["problems"]] == ["contract_type"]
    assert program("GET", f"/batches/{done['id']}/report.csv").data.startswith(b"\xef\xbb\xbf")
    assert program("GET", f"/batches/{done['id']}/report.xlsx").data.startswith(b"PK")
    assert program("POST", f"/batches/{done['id']}/run", {}).status_code == 409
    assert [one["id"] for one in program("GET", "/batches").json["batches"]] == [done["id"], checked["id"]]


def test_the_same_key_starts_one_run_and_the_same_file_issues_once(
    app: Flask, program: Program, office: Office
) -> None:
    first = sent(program, mode="run", key="november")
    over(app, program, first)
    again = sent(program, mode="run", key="november")
    assert (again.status_code, again.json["id"]) == (202, first.json["id"])
    assert over(app, program, sent(program, mode="run"))["counts"] == {"already_issued": 1, "refused": 1}
    assert cases(office) == 1


def test_what_is_wrong_with_the_file_or_the_question_is_told(people: People, program: Program) -> None:
    assert (sent(program, "boats\n1\n").status_code, sent(program, kind="application/json").status_code) == (422, 415)
    wrong = sent(program, case_type="boats")
    assert (wrong.status_code, wrong.json["errors"][0]["pointer"]) == (422, "/case_type")
    assert sent(program, document="boats").json["errors"][0]["pointer"] == "/document"
    assert sent(program, "x" * 6_000_000).status_code == 413
    assert sent(people.program("reader")).status_code == 403
    assert program("GET", "/batches/x").status_code == 404


def test_a_stopped_batch_keeps_what_was_done(app: Flask, program: Program) -> None:
    begun = sent(program, ROWS + "".join(f"Tavolina {n};supplies;13000;open;\n" for n in range(400)))
    stopped = program("POST", f"/batches/{begun.json['id']}/stop", {})
    assert stopped.status_code == 200
    assert over(app, program, begun)["state"] in ("stopped", "done")


def test_the_empty_sheet_is_for_who_may_work(people: People, program: Program) -> None:
    assert program("GET", "/case-types/procurement.contract/sheet.xlsx").data.startswith(b"PK")
    assert people.program("reader")("GET", "/case-types/procurement.contract/sheet.xlsx").status_code == 403


def test_a_batch_is_nobody_elses(people: People, app: Flask, program: Program) -> None:
    begun = sent(program)
    over(app, program, begun)
    assert people.program("reader")("GET", f"/batches/{begun.json['id']}").status_code == 404
