"""The start page: the cases a person may read, with search, filters and pages."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from neni.core.model.cases import CaseStatus, department_of
from neni.core.model.people import Permission
from neni.core.ports import CaseQuery
from neni.core.services.intake import find_cases
from neni.core.web.here import office, person

blueprint = Blueprint("start", __name__)
PAGE = 25
MOST_WORDS = 200


@blueprint.get("/")
def cases() -> str:
    """The list of cases."""
    readable = [one for one in office().host.case_types() if person().may(Permission.READ, department_of(one.code))]
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
        titles={one.code: one.title for one in readable},
        narrowed=bool(query.types or query.status or query.words or query.after),
        statuses=list(CaseStatus),
        can_open=any(person().may(Permission.WORK, department_of(one.code)) for one in office().host.case_types()),
    )
