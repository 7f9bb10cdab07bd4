"""Word templates: what documents are written with, uploading a version, approving it as a second person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import Response, url_for

from neni.core.errors import BadTemplate, BadUpload, Conflict, InvalidFacts, NotFound
from neni.core.model.paper.template_versions import TemplateVersion
from neni.core.model.people import Person
from neni.core.model.problems import Problem
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.paper import templating
from neni.core.services.paper import templating_refusals as refusals
from neni.core.services.paper.template_shelf import all_shelved, shelved
from neni.core.services.people.identity import names_of
from neni.core.web.api import outgoing_papers, replies
from neni.core.web.api.bodies import GUARD, answered, described, refuse_stale, sent_file
from neni.core.web.api.incoming import Routes
from neni.core.web.api.paper_schemas import Nothing, RemarkQuery, ShelfOut, ShelvedOut, VersionOut
from neni.core.web.api.schemas import LanguageQuery, ProblemOut
from neni.core.web.files import attachment
from neni.core.web.here import office, person

blueprint = Routes("templates", __name__, description="What documents are written with")
Answer = tuple[dict[str, Any], int, dict[str, str]]
_STEP = {"parameters": [replies.PARAMETER, GUARD]}
_ONE = "/templates/<department>/<paper>/<written_in>"


@blueprint.get("/templates")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, ShelfOut)
def list_templates(_asked: Mapping[str, Any]) -> dict[str, Any]:
    """List every template of one's departments with its versions."""
    names = names_of(office())
    return {"templates": [outgoing_papers.shelved(one, names) for one in all_shelved(office(), person())]}


@blueprint.get(_ONE)
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, ShelvedOut)
def read_template(_asked: Mapping[str, Any], department: str, paper: str, written_in: str) -> dict[str, Any]:
    """Read a template: where it is used, and its versions."""
    return _shelf(department, paper, written_in)


@blueprint.get(f"{_ONE}/content")
@blueprint.doc(responses=answered("The shipped Word file", "docx"))
def shipped(department: str, paper: str, written_in: str) -> Response:
    """Fetch the shipped Word file."""
    found = shelved(office(), person(), department, paper, _spoken(written_in)).place.shipped
    return attachment(found.content, f"{paper}.{written_in}.docx")


@blueprint.post(f"{_ONE}/versions")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER], requestBody=described("docx"))
@blueprint.arguments(RemarkQuery, location="query")
@blueprint.response(201, VersionOut)
@blueprint.alt_response(422, schema=ProblemOut, content_type="application/problem+json")
def bring(asked: Mapping[str, Any], department: str, paper: str, written_in: str) -> Answer:
    """Upload a version: the body is the Word file, `note` tells what was changed and why. 422 names every mistake."""
    content, spoken = sent_file("docx"), _spoken(written_in)
    try:
        stored = templating.upload(office(), person(), department, paper, spoken, content, asked["note"])
    except (BadTemplate, InvalidFacts) as error:
        raise BadUpload(error.message, error.problems) from None
    return _told(stored.version.id, 201, stored.notes)


@blueprint.post(f"{_ONE}/withdrawal")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER])
@blueprint.arguments(Nothing)
@blueprint.response(200, ShelvedOut)
def go_back(_sent: Mapping[str, Any], department: str, paper: str, written_in: str) -> dict[str, Any]:
    """Go back to the shipped template: every approved version is withdrawn."""
    templating.back_to_shipped(office(), person(), department, paper, _spoken(written_in))
    return _shelf(department, paper, written_in)


@blueprint.get("/templates/versions/<version_id>")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, VersionOut)
def read_version(_asked: Mapping[str, Any], version_id: str) -> Answer:
    """Read a version: who brought it and why, and how far it is."""
    return _told(version_id, 200)


@blueprint.get("/templates/versions/<version_id>/content")
@blueprint.doc(responses=answered("The Word file as it was uploaded", "docx"))
def content(version_id: str) -> Response:
    """Fetch the Word file as it was uploaded."""
    found, template = templating.version_of(office(), person(), version_id)
    return attachment(template.content, f"{found.code}.{found.language.value}.docx")


@blueprint.get("/templates/versions/<version_id>/preview.docx")
@blueprint.doc(responses=answered("The version filled with the example", "docx"))
def preview_of(version_id: str) -> Response:
    """Fetch a version filled with the example."""
    name, word = _preview(version_id)
    return attachment(word, f"{name}.docx")


@blueprint.get("/templates/versions/<version_id>/preview.pdf")
@blueprint.doc(responses=answered("The same as PDF", "pdf"))
@blueprint.alt_response(503, schema=ProblemOut, content_type="application/problem+json")
def preview_as_pdf(version_id: str) -> Response:
    """Fetch a version filled with the example as PDF. It needs LibreOffice: 503 without."""
    name, word = _preview(version_id)
    return attachment(office().pdf.pdf_of(word), f"{name}.pdf")


@blueprint.post("/templates/versions/<version_id>/approval")
@replies.once
@blueprint.doc(**_STEP)
@blueprint.arguments(Nothing)
@blueprint.response(200, VersionOut)
def approve(_sent: Mapping[str, Any], version_id: str) -> Answer:
    """Let new documents be written with a version, as the second person."""
    return _taken(templating.approve, version_id)


@blueprint.post("/templates/versions/<version_id>/withdrawal")
@replies.once
@blueprint.doc(**_STEP)
@blueprint.arguments(Nothing)
@blueprint.response(200, VersionOut)
def withdraw(_sent: Mapping[str, Any], version_id: str) -> Answer:
    """End a version that waits for approval."""
    return _taken(templating.withdraw, version_id)


def _preview(version_id: str) -> tuple[str, bytes]:
    found, _ = templating.version_of(office(), person(), version_id)
    with _fitting():
        return f"{found.code}.{found.language.value}-preview", templating.preview(office(), person(), version_id)


def _taken(step: Callable[[Office, Person, str], TemplateVersion], version_id: str) -> Answer:
    refuse_stale(outgoing_papers.version_etag(templating.version_of(office(), person(), version_id)[0]))
    with _fitting():
        step(office(), person(), version_id)
    return _told(version_id, 200)


@contextmanager
def _fitting() -> Iterator[None]:
    """A version that was right once and does not fit what is shipped by now is in conflict with it."""
    try:
        yield
    except (BadTemplate, InvalidFacts) as error:
        raise Conflict(error.message, error.problems) from None


def _shelf(department: str, paper: str, written_in: str) -> dict[str, Any]:
    return outgoing_papers.shelved(
        shelved(office(), person(), department, paper, _spoken(written_in)), names_of(office())
    )


def _told(version_id: str, status: int, notes: tuple[Problem, ...] = ()) -> Answer:
    found, template = templating.version_of(office(), person(), version_id)
    used = shelved(office(), person(), found.department, found.code, found.language).in_use
    told = outgoing_papers.version(found, names_of(office()), used)
    told |= {"unused": outgoing_papers.unused(template), "notes": outgoing_papers.notes(notes)}
    headers = {"ETag": outgoing_papers.version_etag(found)}
    if status == 201:
        headers["Location"] = url_for("templates.read_version", version_id=version_id)
    return told, status, headers


def _spoken(written: str) -> Language:
    if written not in list(Language):
        raise NotFound(refusals.NO_LANGUAGE)
    return Language(written)
