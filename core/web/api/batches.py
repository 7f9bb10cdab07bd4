"""Batches: a file of rows is checked, run, watched, stopped, and reported row by row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from flask import Response, current_app, url_for

from neni.core.errors import NotFound
from neni.core.model.batches import BatchReport
from neni.core.model.cases import department_of
from neni.core.model.people import Permission
from neni.core.office import Office
from neni.core.services.batches import batch_files, batching
from neni.core.services.people.access import require
from neni.core.web import batch_runs
from neni.core.web.api import outgoing_papers, replies
from neni.core.web.api.bodies import answered, described, sent_file
from neni.core.web.api.incoming import Routes, named
from neni.core.web.api.paper_schemas import BatchListOut, BatchOut, BatchQuery, BatchReportOut, Mode, Nothing
from neni.core.web.api.schemas import LanguageQuery, ProblemOut
from neni.core.web.files import attachment
from neni.core.web.here import OFFICE, language, office, person
from neni.core.web.runs import Run, runs

blueprint = Routes("batches", __name__, description="A document for each row of a file")
Answer = tuple[dict[str, Any], int, dict[str, str]]


@blueprint.post("/batches")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER], requestBody=described("xlsx", "csv"))
@blueprint.arguments(BatchQuery, location="query")
@blueprint.response(202, BatchOut)
@blueprint.alt_response(422, schema=ProblemOut, content_type="application/problem+json")
def start(asked: Mapping[str, Any]) -> Answer:
    """Send a file of rows. It is checked and nothing is stored, unless `mode` is `run`."""
    content = sent_file("xlsx", "csv")
    kind = named("/case_type", lambda: office().host.case_type(asked["case_type"]))
    file = (batch_runs.file_name(asked["file_name"]), content)
    wanted = (kind.code, asked["document"], asked["document_language"], asked.get("key"))
    batch = named("/document", lambda: batching.prepare(office(), person(), file, *wanted))
    checking = asked["mode"] is Mode.CHECK
    return _accepted(batch_runs.begin(runs(), _own_office(), person(), batch, checking=checking))


@blueprint.get("/batches")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, BatchListOut)
def list_batches(_asked: Mapping[str, Any]) -> dict[str, Any]:
    """List one's own batches, newest first; each is kept for an hour after it is over."""
    return {"batches": [outgoing_papers.batch(one) for one in runs().of(person(), batch_runs.KIND)]}


@blueprint.get("/batches/<run>")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, BatchOut)
def read_batch(_asked: Mapping[str, Any], run: str) -> dict[str, Any]:
    """Read how far a batch is, or what came of it."""
    return outgoing_papers.batch(_found(run))


@blueprint.post("/batches/<run>/run")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER])
@blueprint.arguments(Nothing)
@blueprint.response(202, BatchOut)
def go_on(_sent: Mapping[str, Any], run: str) -> Answer:
    """Run what was checked, or the rest of what was stopped: a batch of its own."""
    return _accepted(batch_runs.go_on(runs(), _own_office(), person(), _found(run)))


@blueprint.post("/batches/<run>/stop")
@blueprint.arguments(Nothing)
@blueprint.response(200, BatchOut)
def stop(_sent: Mapping[str, Any], run: str) -> dict[str, Any]:
    """Stop a batch after the row at hand; what was done stays."""
    found = _found(run)
    runs().stop(found)
    return outgoing_papers.batch(found)


@blueprint.get("/batches/<run>/report")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, BatchReportOut)
def report(_asked: Mapping[str, Any], run: str) -> dict[str, Any]:
    """Read what became of each row."""
    found = _report(run)
    rows = [outgoing_papers.row(one) for one in found.results]
    return {"total": found.total, "stopped": found.stopped, "rows": rows}


@blueprint.get("/batches/<run>/report.<any(csv,xlsx):ending>")
@blueprint.doc(responses=answered("The report", "csv", "xlsx"))
def report_file(run: str, ending: str) -> Response:
    """Fetch what became of each row as a table."""
    found = _report(run)
    return attachment(batch_files.write(found, ending, language()), batch_files.name(found, ending))


@blueprint.get("/case-types/<code>/sheet.xlsx")
@blueprint.doc(responses=answered("The empty sheet", "xlsx"))
def empty_sheet(code: str) -> Response:
    """Fetch the empty sheet of a case type, to be filled and sent as a batch."""
    kind = office().host.case_type(code)
    require(person(), Permission.WORK, department_of(kind.code))
    return attachment(batch_files.empty_sheet(office(), kind, language()), f"{kind.code.replace('.', '-')}.xlsx")


def _own_office() -> Office:
    """The office the application serves: a run outlives the request, and with it the store that notes its key."""
    return cast("Office", current_app.extensions[OFFICE])


def _found(run: str) -> Run:
    return batch_runs.found(runs(), person(), run)


def _report(run: str) -> BatchReport:
    found = batch_runs.report_of(_found(run))
    if found is None:
        raise NotFound(batch_runs.NO_RESULT)
    return found


def _accepted(run: Run) -> Answer:
    return outgoing_papers.batch(run), 202, {"Location": url_for("batches.read_batch", run=run.id)}
