"""The calendar of working days: a year at a time, official tables entered, and what accepting one would move."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import BadRules, Conflict, NeniError
from neni.core.model.calendars import YearTable
from neni.core.model.deadlines.explaining import shown
from neni.core.model.people import EVERYWHERE, Permission
from neni.core.services import calendar_tables
from neni.core.services.people.identity import names_of
from neni.core.web.here import office, person
from neni.core.web.problems import status_of

blueprint = Blueprint("calendars", __name__)


@blueprint.get("/calendar")
def today() -> AnyResponse:
    """The present year."""
    return redirect(url_for("calendars.one_year", year=office().clock.today().year))


@blueprint.get("/calendar/<int:year>")
def one_year(year: int) -> str:
    """A year: what counts, the computed table beside it, tables that wait."""
    return _page(year)


@blueprint.post("/calendar/<int:year>")
def enter(year: int) -> AnyResponse | tuple[str, int]:
    """Enter an official table of the year: typed lines, or a file."""
    try:
        stored = calendar_tables.enter(office(), person(), _table(year))
    except BadRules as error:
        return _page(year, error), 422
    return redirect(url_for("calendars.table", table_id=stored.id), 303)


@blueprint.get("/calendar/tables/<table_id>")
def table(table_id: str) -> str:
    """What accepting a table would change."""
    return _table_page(table_id)


@blueprint.post("/calendar/tables/<table_id>")
def accept(table_id: str) -> AnyResponse | tuple[str, int]:
    """Accept exactly what was shown."""
    try:
        found = calendar_tables.accept(office(), person(), table_id, request.form.get("seal", ""))
    except Conflict as error:
        return _table_page(table_id, error), status_of(error)
    return redirect(url_for("calendars.one_year", year=found.stored.table.year), 303)


def _table(year: int) -> YearTable:
    file = request.files.get("file")
    content = file.read() if file else b""
    if content:
        return calendar_tables.from_file(content, (file.filename if file else None) or "calendar.yaml")
    return calendar_tables.from_lines(year, request.form.get("lines", ""), request.form.get("source", ""))


def _page(year: int, error: NeniError | None = None) -> str:
    found = calendar_tables.year(office(), person(), year)
    return render_template(
        "calendar.html",
        found=found,
        lines=request.form.get("lines") or calendar_tables.as_lines(found.counts),
        source=request.form.get("source", ""),
        shown=shown,
        names=names_of(office()),
        may_enter=person().may(Permission.ADMINISTER, EVERYWHERE),
        error=error,
    )


def _table_page(table_id: str, error: NeniError | None = None) -> str:
    found = calendar_tables.preview(office(), person(), table_id)
    return render_template("calendar_table.html", found=found, shown=shown, names=names_of(office()), error=error)
