"""Opening a case and changing its facts: one form, checked as it is filled in, that never loses what was typed."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from neni.core.errors import Conflict, InvalidFacts
from neni.core.model.cases import Case, department_of
from neni.core.model.people import Permission
from neni.core.services.cases.intake import change_facts, get_case, open_case
from neni.core.services.paper.paper_forms import form_of
from neni.core.services.paper.readying import wanted_type
from neni.core.services.people.access import require
from neni.core.web.here import office, person
from neni.core.web.pages import sheet
from neni.core.web.pages.sheet import Sheet
from neni.core.web.problems import status_of

blueprint = Blueprint("entry", __name__)
Answer = Response | str | tuple[str, int]


@blueprint.get("/cases/new")
def choose() -> str:
    """Which kind of case to open."""
    departments = [
        (department, department.case_types)
        for department in office().host.departments
        if department.case_types and person().may(Permission.WORK, department.code)
    ]
    return render_template("choose.html", departments=departments)


@blueprint.route("/cases/new/<code>", methods=["GET", "POST"])
def new(code: str) -> Answer:
    """An empty form, and what it sends."""
    kind = office().host.case_type(code)
    require(person(), Permission.WORK, department_of(kind.code))
    page = Sheet(kind, request.form.to_dict())
    if not sheet.is_saving():
        return page.show(sheet.after_button(page))
    try:
        case = open_case(office(), person(), kind.code, page.typed.stated)
    except InvalidFacts as error:
        return page.show(page.values, error.problems), 422
    return redirect(url_for("file.case", reference=case.reference), 303)


@blueprint.route("/cases/<reference>/facts", methods=["GET", "POST"])
def change(reference: str) -> Answer:
    """The form with what is stated, and what it sends."""
    case = get_case(office(), person(), reference)
    return _changed(_sheet(case), case)


@blueprint.route("/cases/<reference>/documents/<paper>/facts", methods=["GET", "POST"])
def fill(reference: str, paper: str) -> Answer:
    """The same of the facts that one document prints."""
    case = get_case(office(), person(), reference)
    return _changed(_sheet(case, paper), case)


def _sheet(case: Case, paper: str = "") -> Sheet:
    """The form of a stored case, or of one of its documents."""
    kind, sent = office().host.case_type(case.type), request.form.to_dict()
    if not paper:
        return Sheet(kind, sent, case)
    wanted = wanted_type(kind, paper)
    return Sheet(form_of(office(), kind, wanted, case), sent, case, wanted)


def _changed(page: Sheet, case: Case) -> Answer:
    require(person(), Permission.WORK, case.department)
    if not sheet.is_saving():
        return page.show(sheet.after_button(page))
    return _save(page, case)


def _save(page: Sheet, case: Case) -> Answer:
    version = request.form.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    try:
        change_facts(office(), person(), case.reference, page.stated(), seen, page.needed)
    except InvalidFacts as error:
        return page.show(page.values, error.problems), 422
    except Conflict as error:
        now = get_case(office(), person(), case.reference)
        return page.after_conflict(error, now), status_of(error)
    return redirect(url_for("file.case", reference=case.reference), 303)


@blueprint.post("/cases/new/<code>/findings")
def try_new(code: str) -> str:
    """What the rules say of a form that is being filled in."""
    return Sheet(office().host.case_type(code), request.form.to_dict()).tried()


@blueprint.post("/cases/<reference>/facts/findings")
def try_change(reference: str) -> str:
    """What the rules would say of a case with what is being typed."""
    return _sheet(get_case(office(), person(), reference)).tried()


@blueprint.post("/cases/<reference>/documents/<paper>/facts/findings")
def try_fill(reference: str, paper: str) -> str:
    """The same for the form of one document."""
    return _sheet(get_case(office(), person(), reference), paper).tried()
