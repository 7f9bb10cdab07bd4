"""The books of the registers, for reading and printing, and how their numbers are written."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import Conflict, NeniError
from neni.core.model.people import EVERYWHERE, Permission
from neni.core.services.books import as_table, book, registers_of
from neni.core.services.numbering import set_pattern
from neni.core.services.retaining import due_for_disposal
from neni.core.web.files import attachment
from neni.core.web.here import language, office, person

blueprint = Blueprint("registers", __name__)


@blueprint.get("/registers")
def registers() -> str:
    """Every register, and the documents whose time of keeping is over."""
    disposable = due_for_disposal(office(), person())
    return render_template("registers.html", registers=registers_of(office(), person()), disposable=disposable)


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
        return _page(code, error), 409
    return redirect(url_for("registers.one", code=code), 303)


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
