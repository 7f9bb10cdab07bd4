"""The start page tells a person what is due, what waits for them and which cases are new; the list of cases has
search, filters and pages."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from neni.core.declarations import CaseType
from neni.core.model.cases import CaseStatus, department_of
from neni.core.model.people import Permission
from neni.core.model.text import Text
from neni.core.ports import CaseQuery
from neni.core.services.agendas.due import When, due_list
from neni.core.services.cases.intake import find_cases
from neni.core.services.people.identity import names_of
from neni.core.services.waiting import waiting_for
from neni.core.web.here import office, person

blueprint = Blueprint("start", __name__)
PAGE = 25
NEWEST = 10
SHOWN = 10
MOST_WORDS = 200
WEEK = timedelta(days=7)
ASKED = ("words", "type", "status", "after")


@blueprint.get("/")
def today() -> str | Response:
    """What a person begins the day with. Searches kept from the time when the list stood here still lead to it."""
    if any(name in request.args for name in ASKED):
        return redirect(f"{url_for('start.cases')}?{urlencode(list(request.args.items(multi=True)))}")
    due = due_list(office(), person(), until=office().clock.today() + WEEK).parts
    return render_template(
        "today.html",
        parts=[(name, due[when]) for name, when in (("overdue", When.OVERDUE), ("today", When.TODAY)) if due[when]],
        week=len(due[When.WEEK]),
        shown=SHOWN,
        waiting=waiting_for(office(), person()),
        names=names_of(office()),
        page=find_cases(office(), person(), CaseQuery(limit=NEWEST)),
        titles=_titles(),
        can_open=_can_open(),
    )


@blueprint.get("/cases")
def cases() -> str:
    """The list of cases."""
    readable = _readable()
    kind, status = request.args.get("type", ""), request.args.get("status", "")
    query = CaseQuery(
        types=(kind,) if kind in {one.code for one in readable} else (),
        status=CaseStatus(status) if status in list(CaseStatus) else None,
        words=request.args.get("words", "").strip()[:MOST_WORDS],
        limit=PAGE,
        after=request.args.get("after") or None,
    )
    return render_template(
        "cases.html",
        page=find_cases(office(), person(), query),
        query=query,
        case_types=readable,
        titles=_titles(),
        narrowed=bool(query.types or query.status or query.words or query.after),
        statuses=list(CaseStatus),
        can_open=_can_open(),
    )


def _readable() -> list[CaseType]:
    return [one for one in office().host.case_types() if person().may(Permission.READ, department_of(one.code))]


def _titles() -> dict[str, Text]:
    return {one.code: one.title for one in _readable()}


def _can_open() -> bool:
    return any(person().may(Permission.WORK, department_of(one.code)) for one in office().host.case_types())
