"""Cases: open, list, read, change, ask what the law says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request, url_for

from neni.core.adapters import statements
from neni.core.errors import Conflict
from neni.core.model.cases import Case
from neni.core.model.text import Text
from neni.core.ports import CaseQuery
from neni.core.services.cases.evaluation import findings
from neni.core.services.cases.intake import change_facts, find_cases, get_case, open_case
from neni.core.services.judging.versions import facts_of
from neni.core.web.api import outgoing, replies
from neni.core.web.api.incoming import Routes, named, within
from neni.core.web.api.schemas import (
    CaseOut,
    CasePageOut,
    CasesQuery,
    ChangedFacts,
    Detail,
    EvaluationOut,
    FindingsQuery,
    LanguageQuery,
    NewCase,
)
from neni.core.web.here import office, person
from neni.core.web.problem_kinds import STALE, UNGUARDED
from neni.core.web.refusals import BadRequest, Stale, Unguarded

blueprint = Routes("cases", __name__, description="Matters from opening to closing")
Answer = tuple[dict[str, Any], int, dict[str, str]]
_BAD_ETAG = Text(
    sq='If-Match duhet të jetë ETag-u i rastit, p.sh. "3".',
    sr='If-Match mora biti ETag predmeta, npr. "3".',
    en='If-Match must be the ETag of the case, such as "3".',
)
_GUARD = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "The ETag of the case as it was read.",
    "schema": {"type": "string", "pattern": r'^"\d+"$'},
}


@blueprint.post("/cases")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER])
@blueprint.arguments(NewCase)
@blueprint.response(201, CaseOut)
def open_new(sent: Mapping[str, Any]) -> Answer:
    """Open a case."""
    named("/type", lambda: office().host.case_type(sent["type"]))
    with within("/facts"):
        case = open_case(office(), person(), sent["type"], sent["facts"], external_key=sent.get("external_key"))
    return _told(case, 201)


@blueprint.get("/cases")
@blueprint.arguments(CasesQuery, location="query")
@blueprint.response(200, CasePageOut)
def list_cases(asked: Mapping[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """List cases, newest first."""
    if "type" in asked:
        named("/type", lambda: office().host.case_type(asked["type"]))
    query = CaseQuery(
        types=(asked["type"],) if "type" in asked else (),
        since=asked.get("since"),
        until=asked.get("until"),
        words=asked["words"],
        status=asked.get("status"),
        limit=asked["limit"],
        after=asked["after"] or None,
    )
    page = find_cases(office(), person(), query)
    told = {"cases": [outgoing.case(one) for one in page.cases], "total": page.total, "next": page.cursor}
    return told, 200, _link(page.cursor)


@blueprint.get("/cases/<reference>")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, CaseOut)
def read_case(_asked: Mapping[str, Any], reference: str) -> Answer:
    """Read a case."""
    return _told(get_case(office(), person(), reference), 200)


@blueprint.patch("/cases/<reference>")
@blueprint.doc(parameters=[_GUARD])
@blueprint.arguments(ChangedFacts)
@blueprint.response(200, CaseOut)
def change_case(sent: Mapping[str, Any], reference: str) -> Answer:
    """Change facts; those left out stay, null takes one back."""
    case = get_case(office(), person(), reference)
    version = _guarding(case)
    try:
        with within("/facts"):
            return _told(change_facts(office(), person(), reference, _merged(case, sent["facts"]), version), 200)
    except Conflict as error:
        if get_case(office(), person(), reference).version != version:
            raise Stale(error.message) from None
        raise


@blueprint.get("/cases/<reference>/findings")
@blueprint.arguments(FindingsQuery, location="query")
@blueprint.response(200, EvaluationOut)
def read_findings(asked: Mapping[str, Any], reference: str) -> dict[str, Any]:
    """Evaluate a case as it stands; the evaluation is kept."""
    evaluation = findings(office(), person(), reference)
    return outgoing.evaluation(evaluation, everything=asked["detail"] is Detail.ALL)


def _told(case: Case, status: int) -> Answer:
    headers = {"ETag": outgoing.etag(case)}
    if status == 201:
        headers["Location"] = url_for("cases.read_case", reference=case.reference)
    return outgoing.case(case), status, headers


def _link(cursor: str | None) -> dict[str, str]:
    if not cursor:
        return {}
    kept = {name: value for name, value in request.args.items() if name != "after"}
    return {"Link": f'<{url_for("cases.list_cases", **{**kept, "after": cursor})}>; rel="next"'}  # type: ignore[arg-type]


def _guarding(case: Case) -> int:
    """The version the change starts from. Raises Unguarded, Stale, BadRequest."""
    given = request.headers.get("If-Match")
    if given is None:
        raise Unguarded(UNGUARDED.advice)
    digits = given.strip().removeprefix('"').removesuffix('"')
    if given.strip() != f'"{digits}"' or not (digits.isascii() and digits.isdigit()):
        raise BadRequest(_BAD_ETAG)
    if digits != str(case.version):
        raise Stale(STALE.advice)
    return case.version


def _merged(case: Case, changes: object) -> object:
    """What is stated, with the changes; what is no object goes on as it is and is refused by the flow."""
    if not isinstance(changes, Mapping):
        return changes
    types = facts_of(office(), case)
    named_facts = {name: types[name] for name in case.facts if name in types}
    before = statements.write(named_facts, {name: case.facts[name] for name in named_facts})
    return {**before, **changes}
