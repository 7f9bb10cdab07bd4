"""Calendars of dates as a timeline: of a stored case, or of dates nobody stored yet (one election day in, every duty
out); for printing, as a spreadsheet and as a calendar file.
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from neni.core.errors import InvalidFacts
from neni.core.model.facts import FactType
from neni.core.services.agendas import Agenda, asked, of_case, thought_of, with_deadlines
from neni.core.services.agendas.agenda_files import NATURES, as_calendar, as_table, remarks
from neni.core.services.deadlines.deadline_reading import state_words
from neni.core.web.files import attachment
from neni.core.web.here import language, office, person
from neni.core.web.pages.forms import Input
from neni.core.web.pages.typed import PREFIX, read

blueprint = Blueprint("agendas", __name__)


@blueprint.get("/agendas")
def kinds() -> str:
    """What there are calendars for."""
    found = [office().host.case_type(code) for code in with_deadlines(office(), person())]
    return render_template("agendas.html", kinds=found)


@blueprint.get("/agendas/<code>")
def tried(code: str) -> str | tuple[str, int]:
    """Dates in, the calendar out; nothing is stored."""
    facts = asked(office(), person(), code)
    errors: tuple[object, ...] = ()
    agenda = None
    try:
        agenda = _tried(code, facts)
    except InvalidFacts as error:
        errors = error.problems
    page = _page(agenda, kind=office().host.case_type(code), inputs=_inputs(facts), errors=errors)
    return (page, 422) if errors else page


@blueprint.get("/agendas/<code>/calendar.<ending>")
def tried_as(code: str, ending: str) -> Response | tuple[str, int]:
    """The same as a file."""
    agenda = _tried(code, asked(office(), person(), code)) or Agenda(code, ())
    return _file(agenda, code, ending)


@blueprint.get("/cases/<reference>/agenda")
def stored(reference: str) -> str:
    """The calendar of a case."""
    case, agenda = of_case(office(), person(), reference)
    return _page(agenda, case=case, kind=office().host.case_type(case.type))


@blueprint.get("/cases/<reference>/agenda.<ending>")
def stored_as(reference: str, ending: str) -> Response | tuple[str, int]:
    """The same as a file."""
    case, agenda = of_case(office(), person(), reference)
    return _file(agenda, case.reference, ending)


def _tried(code: str, facts: tuple[FactType, ...]) -> Agenda | None:
    typed = read(facts, request.args)
    return thought_of(office(), person(), code, typed.stated) if typed.stated else None


def _inputs(facts: tuple[FactType, ...]) -> list[Input]:
    return [Input(one, f"{PREFIX}{one.name}", request.args.get(f"{PREFIX}{one.name}", "")) for one in facts]


def _file(agenda: Agenda, name: str, ending: str) -> Response | tuple[str, int]:
    if ending == "ics":
        return attachment(as_calendar(office(), agenda, language()), f"{name}.ics")
    if ending == "xlsx":
        return attachment(as_table(agenda, language()), f"{name}.xlsx")
    return render_template("agendas.html", kinds=[]), 404


def _page(agenda: Agenda | None, **more: object) -> str:
    return render_template("agenda.html", agenda=agenda, states=state_words, natures=NATURES, remarks=remarks, **more)
