"""A batch on the page: choose a file, see what would come of each row, then run it, watch it, stop it, and read what
became of each row."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from neni.core.declarations import CaseType
from neni.core.errors import BadImport, Conflict, NeniError, NotFound
from neni.core.model.batches import RowState
from neni.core.model.cases import department_of
from neni.core.model.people import Permission
from neni.core.model.text import Language, Text
from neni.core.services.batches import batch_files, batching
from neni.core.services.batches.batching import Batch
from neni.core.services.people.access import require
from neni.core.web import batch_runs
from neni.core.web.files import attachment
from neni.core.web.here import language, office, person
from neni.core.web.problems import status_of
from neni.core.web.runs import Run, runs

blueprint = Blueprint("batch", __name__)
PREFIX = "/batch"
PAGE = 100


@blueprint.get(PREFIX)
def ask() -> str:
    """Which file, for which case type and document."""
    return _asking(request.args)


@blueprint.post(PREFIX)
def start() -> AnyResponse | tuple[str, int]:
    """Read the file and check every row; nothing is stored."""
    try:
        batch = _sent()
        run = batch_runs.begin(runs(), office(), person(), batch, checking=True)
    except (BadImport, NotFound, Conflict) as error:
        return _asking(request.form, error), 409 if isinstance(error, Conflict) else 422
    return redirect(url_for("batch.run", run=run.id), 303)


@blueprint.get(f"{PREFIX}/<code>/empty.xlsx")
def empty(code: str) -> Response:
    """The sheet to fill."""
    kind = office().host.case_type(code)
    require(person(), Permission.WORK, department_of(kind.code))
    return attachment(batch_files.empty_sheet(office(), kind, language()), f"{kind.code.replace('.', '-')}.xlsx")


@blueprint.get(f"{PREFIX}/runs/<run>")
def run(run: str) -> str:
    """How far it is, or what became of each row."""
    return _page(_run(run))


@blueprint.get(f"{PREFIX}/runs/<run>/progress")
def progress(run: str) -> tuple[str, dict[str, str]]:
    """The bar alone; once it is over the page is asked to come anew."""
    found = _run(run)
    return render_template("_progress.html", run=found), {"HX-Refresh": "true"} if found.is_over else {}


@blueprint.post(f"{PREFIX}/runs/<run>/stop")
def stop(run: str) -> AnyResponse:
    """Stop it; what was issued stays issued."""
    runs().stop(_run(run))
    return redirect(url_for("batch.run", run=run), 303)


@blueprint.post(f"{PREFIX}/runs/<run>/issue")
def issue(run: str) -> AnyResponse | tuple[str, int]:
    """Run what was checked, or what was stopped; rows that were issued are left alone."""
    checked = _run(run)
    try:
        begun = batch_runs.go_on(runs(), office(), person(), checked)
    except Conflict as error:
        return _page(checked, error), status_of(error)
    return redirect(url_for("batch.run", run=begun.id), 303)


@blueprint.get(f"{PREFIX}/runs/<run>/stop")
@blueprint.get(f"{PREFIX}/runs/<run>/issue")
def back(run: str) -> AnyResponse:
    """Where a browser comes that asks again for what was a post."""
    return redirect(url_for("batch.run", run=run))


@blueprint.get(f"{PREFIX}/runs/<run>/report.<any(csv,xlsx):ending>")
def report(run: str, ending: str) -> Response:
    """What became of each row, as a table."""
    found = batch_runs.report_of(_run(run))
    if found is None:
        raise NotFound(batch_runs.NO_RESULT)
    return attachment(batch_files.write(found, ending, language()), batch_files.name(found, ending))


def _sent() -> Batch:
    """The batch of the form. Raises BadImport, NotFound, NotAllowed, Conflict."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadImport(_NO_FILE)
    with closing(file):  # a large one lies in a temporary file
        content = file.read()
    case_type, _, document = request.form.get("document", "").partition("/")
    if not document:
        raise NotFound(_NO_DOCUMENT)
    name = batch_runs.file_name(file.filename)
    written_in = request.form.get("document_language", "")
    spoken = Language(written_in) if written_in in list(Language) else language()
    return batching.prepare(
        office(), person(), (name, content), case_type, document, spoken, request.form.get("key", "")
    )


def _run(run: str) -> Run:
    return batch_runs.found(runs(), person(), run)


def _kinds() -> tuple[CaseType, ...]:
    """Case types of which the person may issue documents in a batch."""
    every = office().host.case_types()
    mine = (one for one in every if person().may(Permission.WORK, department_of(one.code)))
    return tuple(one for one in mine if one.documents)


def _asking(sent: Mapping[str, str], error: NeniError | None = None) -> str:
    kinds = [(one, one.documents) for one in _kinds()]
    return render_template("batch.html", kinds=kinds, sent=sent, error=error, mine=runs().of(person(), batch_runs.KIND))


def _page(found: Run, error: Conflict | None = None) -> str:
    found = found.seen()
    report = batch_runs.report_of(found)
    # What needs somebody comes first.
    results = sorted(report.results, key=lambda one: not one.problems) if report else []
    pages = max(1, -(-len(results) // PAGE))
    number = request.args.get("page", "")
    page = min(int(number), pages) if number.isascii() and number.isdigit() and 0 < len(number) < 9 else 1
    page = max(page, 1)
    return render_template(
        "batch_run.html",
        run=found,
        batch=batch_runs.about(found).batch,
        checking=batch_runs.about(found).checking,
        report=report,
        results=results[(page - 1) * PAGE : page * PAGE],
        page=page,
        pages=pages,
        states=batch_files.STATES,
        counts=[(batch_files.STATES[one], report.counts[one]) for one in RowState] if report else [],
        goes_on=batch_runs.goes_on(found),
        ready=report.counts[RowState.READY] if report else 0,
        endings=batch_files.ENDINGS,
        error=error,
    )


_NO_FILE = Text(
    sq="Zgjidhni një skedar .xlsx ose .csv.",
    sr="Izaberite datoteku .xlsx ili .csv.",
    en="Choose an .xlsx or .csv file.",
)
_NO_DOCUMENT = Text(
    sq="Zgjidhni dokumentin që do të lëshohet.",
    sr="Izaberite dokument koji će biti izdat.",
    en="Choose the document to issue.",
)
