"""Templates: what documents are written with, uploading a version of one, and approving it as a second person."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import BadTemplate, BadUpload, Conflict, InvalidFacts, NeniError, NotAllowed, NotFound
from neni.core.model.people import Permission
from neni.core.model.problems import Problem
from neni.core.model.text import Language
from neni.core.services.paper import templating_refusals as refusals
from neni.core.services.paper.template_shelf import all_shelved, shelved
from neni.core.services.paper.templating import approve, back_to_shipped, preview, upload, version_of, withdraw
from neni.core.services.people.identity import names_of
from neni.core.web.files import attachment
from neni.core.web.here import office, person
from neni.core.web.problems import status_of

blueprint = Blueprint("papers", __name__)
_REFUSALS = (BadTemplate, BadUpload, Conflict, InvalidFacts, NotAllowed)


@blueprint.get("/templates")
def every() -> str:
    """Every template of the person's departments."""
    return render_template("papers.html", shelf=all_shelved(office(), person()))


@blueprint.get("/templates/<department>/<paper>/<written_in>")
def one(department: str, paper: str, written_in: str) -> str:
    """One template with its versions, and the form to upload another."""
    return _page(department, paper, _spoken(written_in))


@blueprint.post("/templates/<department>/<paper>/<written_in>")
def bring(department: str, paper: str, written_in: str) -> AnyResponse | tuple[str, int]:
    """Upload a version, or go back to the shipped template."""
    spoken, note = _spoken(written_in), request.form.get("note", "")
    try:
        if request.form.get("step") == "shipped":
            back_to_shipped(office(), person(), department, paper, spoken)
            return redirect(url_for("papers.one", department=department, paper=paper, written_in=written_in), 303)
        stored = upload(office(), person(), department, paper, spoken, _file(), note)
    except _REFUSALS as error:
        return _page(department, paper, spoken, error, note), status_of(error)
    return _version_page(stored.version.id, notes=stored.notes), 201


@blueprint.get("/templates/<department>/<paper>/<written_in>/content")
def shipped(department: str, paper: str, written_in: str) -> Response:
    """The shipped Word file, to be changed in Word."""
    found = shelved(office(), person(), department, paper, _spoken(written_in)).place.shipped
    return attachment(found.content, f"{paper}.{written_in}.docx")


@blueprint.get("/templates/versions/<version_id>")
def version(version_id: str) -> str:
    """One version: who brought it and why, how it looks, and what may be done next."""
    return _version_page(version_id)


@blueprint.post("/templates/versions/<version_id>")
def step(version_id: str) -> AnyResponse | tuple[str, int]:
    """Approve it, or withdraw it."""
    take = {"approve": approve, "withdraw": withdraw}.get(request.form.get("step", ""))
    try:
        if take:
            take(office(), person(), version_id)
    except _REFUSALS as error:
        return _version_page(version_id, error), 403 if isinstance(error, NotAllowed) else 409
    return redirect(url_for("papers.version", version_id=version_id), 303)


@blueprint.get("/templates/versions/<version_id>/content")
def content(version_id: str) -> Response:
    """The Word file as it was uploaded."""
    found, template = version_of(office(), person(), version_id)
    return attachment(template.content, f"{found.code}.{found.language.value}.docx")


@blueprint.get("/templates/versions/<version_id>/preview.<ending>")
def filled(version_id: str, ending: str) -> Response | tuple[str, int]:
    """The version filled with the example, as Word file or PDF."""
    found, _ = version_of(office(), person(), version_id)
    try:
        word = preview(office(), person(), version_id)
    except (BadTemplate, InvalidFacts) as error:
        return _version_page(version_id, error), 409
    name = f"{found.code}.{found.language.value}-preview"
    if ending == "pdf":
        return attachment(office().pdf.pdf_of(word), f"{name}.pdf")
    return attachment(word, f"{name}.docx")


def _spoken(written: str) -> Language:
    if written not in list(Language):
        raise NotFound(refusals.NO_LANGUAGE)
    return Language(written)


def _file() -> bytes:
    """What was uploaded. Raises BadUpload when nothing was."""
    file = request.files.get("file")
    read = file.read() if file else b""
    if not read:
        raise BadUpload(refusals.NO_FILE)
    return read


def _page(department: str, paper: str, spoken: Language, error: NeniError | None = None, note: str = "") -> str:
    return render_template(
        "paper.html",
        found=shelved(office(), person(), department, paper, spoken),
        names=names_of(office()),
        may_manage=person().may(Permission.MANAGE_TEMPLATES, department),
        error=error,
        note=note,
    )


def _version_page(version_id: str, error: NeniError | None = None, notes: tuple[Problem, ...] = ()) -> str:
    found, template = version_of(office(), person(), version_id)
    return render_template(
        "paper_version.html",
        version=found,
        required=template.required,
        unused=_unused(version_id) if error is None else (),
        names=names_of(office()),
        own=found.uploaded_by == person().id,
        may_manage=person().may(Permission.MANAGE_TEMPLATES, found.department),
        pdf=bool(office().pdf.name),
        error=error,
        notes=notes,
    )


def _unused(version_id: str) -> tuple[str, ...]:
    """What the document needs and this version would not print: a person decides whether that is meant."""
    _, template = version_of(office(), person(), version_id)
    try:
        names = office().word.variables(template)
    except BadTemplate:
        return ()
    return tuple(name for name in template.required if name not in names)
