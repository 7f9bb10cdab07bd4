"""A batch on the page: a file is checked, run, stopped and sent again, and every problem stands by its row."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from neni.core.adapters.store import SqlStore
from neni.core.model.paper.drafts import Approval
from neni.core.office import Office
from neni.core.ports import CaseQuery
from neni.core.web import stop
from neni.core.web.runs import RUNS, Runs
from tests.conftest import FixedClock
from tests.services.clause_parks import KIND, OFFICER, Parks
from tests.web.conftest import PEOPLE, Browser, People, serving

ROWS = "title;contract_type;estimated_value;procedure;x\nLetër;supplies;48000;open;\nKarrige;<b>;1;open;\n"


@pytest.fixture
def app(office: Office) -> Iterator[Flask]:
    app = serving(office)
    yield app
    stop(app)


def sent(browser: Browser, content: str = ROWS, **fields: str) -> str:
    """Sends a file; the address of its run, or nothing when it was refused."""
    browser.get("/batch")
    form = {"document": "procurement.purchase/procedure_decision", "document_language": "sq", "key": "", **fields}
    answer = browser.post("/batch", {**form, "file": (io.BytesIO(content.encode()), "nëntor.csv")})  # type: ignore[dict-item]
    assert answer.status_code in (303, 422), browser.page
    return answer.headers.get("Location", "")


def seen(browser: Browser, app: Flask, address: str) -> str:
    """The page of a run that is over."""
    runs: Runs = app.extensions[RUNS]
    for run in runs.of(PEOPLE[0], "batch"):
        assert run.thread
        run.thread.join()
    browser.get(address)
    return browser.page


def cases(office: Office) -> int:
    with office.store.reading() as work:
        return work.cases.find(CaseQuery()).total


def test_a_file_is_checked_then_issued_and_the_report_comes_down(officer: Browser, app: Flask, office: Office) -> None:
    address = sent(officer)
    page = seen(officer, app, address)
    assert "Issue 1 documents" in page
    assert "<strong>contract_type</strong>" in page
    assert "were not used: x" in page
    assert cases(office) == 0
    begun = officer.post(f"{address}/issue")
    page = seen(officer, app, begun.headers["Location"])
    assert "issued: 1" in page
    assert page.count("/documents/") == 1
    assert cases(office) == 1
    csv = officer.client.get(f"{begun.headers['Location']}/report.csv").get_data(as_text=True)
    assert csv.splitlines()[1].startswith("3,refused") or csv.splitlines()[2].startswith("3,refused")
    assert officer.client.get(f"{begun.headers['Location']}/report.xlsx").data.startswith(b"PK")
    assert "issued before: 1" in seen(officer, app, sent(officer))
    assert officer.post(f"{begun.headers['Location']}/issue").status_code == 409


def test_what_is_wrong_with_the_file_is_said_and_the_choices_stay(officer: Browser) -> None:
    assert not sent(officer, "horses\n1\n", key="Nr")
    assert "No column is a fact" in officer.page
    assert 'name="key" value="Nr"' in officer.page
    assert '<option value="procurement.purchase/procedure_decision" selected' in officer.page
    officer.post("/batch", {"document": ""})
    assert "Choose an .xlsx or .csv file" in officer.page


@pytest.mark.slow
def test_a_stopped_run_offers_the_rest(officer: Browser, app: Flask, office: Office) -> None:
    address = sent(officer, ROWS + "".join(f"Tavolina {n};supplies;13000;open;\n" for n in range(60)))
    assert "ready: 61" in seen(officer, app, address)
    begun = officer.post(f"{address}/issue").headers["Location"]
    runs: Runs = app.extensions[RUNS]
    run = runs.of(PEOPLE[0], "batch")[0]
    while not run.done:
        time.sleep(0.005)
    assert "hx-get" in officer.client.get(begun).get_data(as_text=True)
    assert officer.post(f"{begun}/stop").status_code == 303
    assert "rows. What was done stays" in seen(officer, app, begun)
    done = cases(office)
    assert 0 < done < 61
    page = seen(officer, app, officer.post(f"{begun}/issue").headers["Location"])
    assert f"issued: {61 - done} · issued before: {done} · refused: 1" in page
    assert cases(office) == 61


def test_the_empty_sheet_comes_down_and_only_for_who_may_work(people: People) -> None:
    answer = people.browser("officer").client.get("/batch/procurement.purchase/empty.xlsx")
    assert answer.data.startswith(b"PK")
    reader = people.browser("reader")
    assert reader.client.get("/batch/procurement.purchase/empty.xlsx").status_code == 403
    reader.get("/batch")
    assert "no document you may issue" in reader.page


def test_a_run_is_nobody_elses(people: People, officer: Browser) -> None:
    address = sent(officer)
    assert people.browser("reader").client.get(address).status_code == 404


def test_a_larger_file_than_a_form_takes_comes_in_and_a_huge_one_does_not(officer: Browser) -> None:
    assert posted(officer, b"horses\n" + b"a" * 900 + b"\n" + (b"b" * 900 + b"\n") * 2_000) == 422
    assert "No column is a fact" in officer.page
    officer.get("/batch")
    assert posted(officer, b"x" * 6_000_000) == 413


def posted(browser: Browser, content: bytes) -> int:
    """Sends the form as bytes, because the client would leave a temporary file open."""
    fields = {"csrf": browser.csrf, "document": "procurement.purchase/procedure_decision"}
    head = "--cut\r\nContent-Disposition: form-data; name="
    parts = [f'{head}"{name}"\r\n\r\n{one}\r\n' for name, one in fields.items()]
    parts.append(f'{head}"file"; filename="a.csv"\r\n\r\n')
    body = "".join(parts).encode() + content + b"\r\n--cut--\r\n"
    answer = browser.client.post("/batch", data=body, content_type="multipart/form-data; boundary=cut")
    browser.page = answer.get_data(as_text=True)
    return answer.status_code


def test_a_document_that_others_approve_is_prepared_as_draft(
    tmp_path: Path, sqlite_store: SqlStore, clock: FixedClock
) -> None:
    careful = replace(KIND, documents=tuple(replace(one, approval=Approval.FOUR_EYES) for one in KIND.documents))
    parks = Parks(tmp_path, sqlite_store, clock).office(kind=careful)
    app = serving(parks)
    browser = People(app, parks).browser("agim")
    assert "– as draft" in browser.get("/batch").get_data(as_text=True)
    browser.get("/batch")
    file = (io.BytesIO(b"title;visitors\nGermia;20\n"), "parqe.csv")
    checked = browser.post("/batch", {"document": "parks.permit/permit", "document_language": "en", "file": file})  # type: ignore[dict-item]
    runs: Runs = app.extensions[RUNS]
    for one in runs.of(OFFICER, "batch"):
        assert one.thread
        one.thread.join()
    assert "Prepare 1 drafts" in browser.get(checked.headers["Location"]).get_data(as_text=True)
    begun = browser.post(f"{checked.headers['Location']}/issue").headers["Location"]
    for one in runs.of(OFFICER, "batch"):
        assert one.thread
        one.thread.join()
    page = browser.get(begun).get_data(as_text=True)
    assert "draft prepared: 1" in page
    assert 'href="/drafts/' in page
    stop(app)
