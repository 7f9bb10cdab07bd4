"""The books of the registers, for reading and printing, and how their numbers are written."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import Conflict, NeniError
from neni.core.model.paper.keeping import Keeping
from neni.core.model.people import EVERYWHERE, Permission
from neni.core.services.paper.keeping import decide as decide_keeping
from neni.core.services.paper.keeping import keeping_list
from neni.core.services.paper.retaining import due_for_disposal
from neni.core.services.registers.books import as_table, book, registers_of
from neni.core.services.registers.numbering import set_pattern
from neni.core.web.files import attachment
from neni.core.web.here import language, office, person
from neni.core.web.problems import status_of

blueprint = Blueprint("registers", __name__)


@blueprint.get("/registers")
def registers() -> str:
    """Every register, and the documents whose time of keeping is over."""
    disposable = due_for_disposal(office(), person())
    found, today = registers_of(office(), person()), office().clock.today()
    return render_template("registers.html", registers=found, disposable=disposable, today=today)


@blueprint.get("/registers/<code>")
def one(code: str) -> str:
    """One year of a register."""
    return _page(code)


@blueprint.get("/registers/<code>.xlsx")
def sheet(code: str) -> Response:
    """The same as a spreadsheet."""
    found = book(office(), person(), code, _year())
    content = as_table(found, language())
    return attachment(content, f"{code}-{found.year}.xlsx")


@blueprint.post("/registers/<code>")
def decide(code: str) -> AnyResponse | tuple[str, int]:
    """Decide how numbers are written from a year on."""
    written = request.form.get("from_year", "")
    year = int(written) if written.isascii() and written.isdigit() and len(written) == 4 else 0
    try:
        set_pattern(office(), person(), code, year, request.form.get("pattern", ""))
    except Conflict as error:
        return _page(code, error), status_of(error)
    return redirect(url_for("registers.one", code=code), 303)


@blueprint.get("/registers/keeping")
def keeping() -> str:
    """The list of keeping."""
    return _keeping_page()


@blueprint.post("/registers/keeping")
def keep() -> AnyResponse | tuple[str, int]:
    """Decide how long documents of a kind are kept."""
    try:
        decide_keeping(office(), person(), _told())
    except Conflict as error:
        return _keeping_page(error), status_of(error)
    return redirect(url_for("registers.keeping"), 303)


def _told() -> Keeping:
    sent, now = request.form, office().clock.now()
    years, day = sent.get("years", "").strip(), sent.get("from_day", "").strip()
    told = {"kept_as": sent.get("kept_as", ""), "decision": sent.get("decision", "")}
    number = None if not years else int(years) if years.isascii() and years.isdigit() and len(years) < 4 else 0
    return Keeping(sent.get("document", ""), _day(day), years=number, set_by="", set_at=now, **told)


def _day(written: str) -> date:
    """What is no day is told as one that is past."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return date.min


def _keeping_page(error: NeniError | None = None) -> str:
    return render_template(
        "keeping.html",
        kept=keeping_list(office()),
        error=error,
        sent=request.form,
        today=office().clock.today(),
        may_decide=person().may(Permission.ADMINISTER, EVERYWHERE),
    )


def _year() -> int | None:
    written = request.args.get("year", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) == 4 else None


def _page(code: str, error: NeniError | None = None) -> str:
    found = book(office(), person(), code, _year())
    return render_template(
        "register.html",
        book=found,
        error=error,
        sent=request.form,
        may_decide=person().may(Permission.ADMINISTER, EVERYWHERE),
        next_year=office().clock.today().year + 1,
    )
