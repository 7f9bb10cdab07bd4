"""Drafts: prepare, list, read, and take the steps that lead to a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, url_for

from neni.core.model.paper.drafts import Draft
from neni.core.model.people import Person
from neni.core.office import Office
from neni.core.services.cases.intake import get_case
from neni.core.services.paper import drafting
from neni.core.services.people.identity import names_of
from neni.core.web.api import outgoing, outgoing_papers, replies
from neni.core.web.api.bodies import GUARD, answered, refuse_stale
from neni.core.web.api.incoming import Routes, named
from neni.core.web.api.paper_schemas import DraftListOut, DraftOut, Nothing, Reason, Remark
from neni.core.web.api.schemas import DocumentOut, LanguageQuery, ProblemOut, WantedDocument
from neni.core.web.files import attachment
from neni.core.web.here import office, person

blueprint = Routes("drafting", __name__, description="Documents before they have a number")
Answer = tuple[dict[str, Any], int, dict[str, str]]
_STEP = {"parameters": [replies.PARAMETER, GUARD]}


@blueprint.post("/cases/<reference>/drafts")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER])
@blueprint.arguments(WantedDocument)
@blueprint.response(201, DraftOut)
@blueprint.alt_response(409, schema=ProblemOut, content_type="application/problem+json")
def prepare(sent: Mapping[str, Any], reference: str) -> Answer:
    """Prepare a draft: 409 names the facts it still needs."""
    case = get_case(office(), person(), reference)
    wanted, language = sent["type"], sent["language"]
    place = "/language" if office().host.case_type(case.type).document(wanted) else "/type"
    replaced = sent.get("replaces")
    draft = named(place, lambda: drafting.prepare(office(), person(), reference, wanted, language, replaces=replaced))
    return _told(draft.id, 201)


@blueprint.get("/cases/<reference>/drafts")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, DraftListOut)
def list_of_case(_asked: Mapping[str, Any], reference: str) -> dict[str, Any]:
    """List a case's drafts, newest first."""
    case, names = get_case(office(), person(), reference), names_of(office())
    return {"drafts": [outgoing_papers.draft(one, case, names) for one in drafting.drafts_of(office(), case)]}


@blueprint.get("/drafts")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, DraftListOut)
def list_waiting(_asked: Mapping[str, Any]) -> dict[str, Any]:
    """List every draft with which something is still to be done, oldest first."""
    names = names_of(office())
    waiting = drafting.waiting_drafts(office(), person())
    return {"drafts": [outgoing_papers.draft(one, case, names) for one, case in waiting]}


@blueprint.get("/drafts/<draft_id>")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, DraftOut)
def read(_asked: Mapping[str, Any], draft_id: str) -> Answer:
    """Read a draft and every step it took."""
    return _told(draft_id, 200)


@blueprint.get("/drafts/<draft_id>/content")
@blueprint.doc(responses=answered("The Word file", "docx"))
def content(draft_id: str) -> Response:
    """Fetch the Word file."""
    found, case = drafting.get_draft(office(), person(), draft_id)
    written = drafting.draft_content(office(), person(), draft_id)
    return attachment(written, f"{case.reference}-{found.type}-draft.docx")


@blueprint.post("/drafts/<draft_id>/review")
@replies.once
@blueprint.doc(**_STEP)
@blueprint.arguments(Remark)
@blueprint.response(200, DraftOut)
def review(sent: Mapping[str, Any], draft_id: str) -> Answer:
    """Say that a draft is right."""
    return _taken(drafting.review, draft_id, sent.get("note", ""))


@blueprint.post("/drafts/<draft_id>/approval")
@replies.once
@blueprint.doc(**_STEP)
@blueprint.arguments(Remark)
@blueprint.response(200, DraftOut)
def approve(sent: Mapping[str, Any], draft_id: str) -> Answer:
    """Let a reviewed draft be issued."""
    return _taken(drafting.approve, draft_id, sent.get("note", ""))


@blueprint.post("/drafts/<draft_id>/return")
@replies.once
@blueprint.doc(**_STEP)
@blueprint.arguments(Reason)
@blueprint.response(200, DraftOut)
def send_back(sent: Mapping[str, Any], draft_id: str) -> Answer:
    """End a draft that is not right, saying why."""
    return _taken(drafting.send_back, draft_id, sent["reason"])


@blueprint.post("/drafts/<draft_id>/withdrawal")
@replies.once
@blueprint.doc(**_STEP)
@blueprint.arguments(Nothing)
@blueprint.response(200, DraftOut)
def withdraw(_sent: Mapping[str, Any], draft_id: str) -> Answer:
    """End a draft of one's own."""
    refuse_stale(_etag(draft_id))
    drafting.withdraw(office(), person(), draft_id)
    return _told(draft_id, 200)


@blueprint.post("/drafts/<draft_id>/issue")
@replies.once
@blueprint.doc(**_STEP)
@blueprint.arguments(Nothing)
@blueprint.response(201, DocumentOut)
@blueprint.alt_response(409, schema=ProblemOut, content_type="application/problem+json")
def issue(_sent: Mapping[str, Any], draft_id: str) -> Answer:
    """Issue what was approved, with its number: 409 names the findings that stop it."""
    refuse_stale(_etag(draft_id))
    _, case = drafting.get_draft(office(), person(), draft_id)
    document = drafting.issue_draft(office(), person(), draft_id)
    location = url_for("documents.read_document", document_id=document.id)
    return outgoing.document(document, case.reference), 201, {"Location": location}


def _taken(step: Callable[[Office, Person, str, str], Draft], draft_id: str, note: str) -> Answer:
    refuse_stale(_etag(draft_id))
    step(office(), person(), draft_id, note)
    return _told(draft_id, 200)


def _etag(draft_id: str) -> str:
    return outgoing_papers.draft_etag(drafting.get_draft(office(), person(), draft_id)[0])


def _told(draft_id: str, status: int) -> Answer:
    found, case = drafting.get_draft(office(), person(), draft_id)
    headers = {"ETag": outgoing_papers.draft_etag(found)}
    if status == 201:
        headers["Location"] = url_for("drafting.read", draft_id=draft_id)
    return outgoing_papers.draft(found, case, names_of(office())), status, headers
