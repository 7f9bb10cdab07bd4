"""Drafts: what waits for somebody, one draft with its steps, and taking the next step."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import BlockedByFindings, Conflict, MissingForDocument, NeniError, NotAllowed
from neni.core.model.cases import Case
from neni.core.model.paper.drafts import Draft
from neni.core.model.people import Permission
from neni.core.model.text import Language, Text
from neni.core.services.manuscripts.reviewing import HandedIn
from neni.core.services.manuscripts.reviewing import review as review_manuscript
from neni.core.services.paper.drafting import (
    approve,
    clauses_of,
    draft_content,
    get_draft,
    issue_draft,
    prepare,
    review,
    send_back,
    waiting_drafts,
    withdraw,
)
from neni.core.services.people.identity import names_of
from neni.core.web.files import attachment
from neni.core.web.here import office, person
from neni.core.web.pages.file import case_page

blueprint = Blueprint("drafts", __name__)
_REFUSALS = (BlockedByFindings, MissingForDocument, Conflict, NotAllowed)


@blueprint.get("/drafts")
def waiting() -> str:
    """Every draft with which something is still to be done."""
    found = waiting_drafts(office(), person())
    titles = {draft.id: _title(draft, case) for draft, case in found}
    return render_template("drafts.html", drafts=found, titles=titles, names=names_of(office()))


@blueprint.get("/cases/<reference>/drafts")
def back(reference: str) -> AnyResponse:
    """Where a browser comes that asks again for what was a post."""
    return redirect(url_for("file.case", reference=reference))


@blueprint.post("/cases/<reference>/drafts")
def write(reference: str) -> AnyResponse | tuple[str, int]:
    """Prepare a draft of a document."""
    wanted, written_in = request.form.get("document", ""), request.form.get("document_language", "")
    spoken = Language(written_in) if written_in in list(Language) else Language.ALBANIAN
    replaced = request.form.get("replaces") or None
    try:
        draft = prepare(office(), person(), reference, wanted, spoken, replaces=replaced)
    except (MissingForDocument, Conflict) as error:
        return case_page(reference, error), 409
    return redirect(url_for("drafts.draft", draft_id=draft.id), 303)


@blueprint.get("/drafts/<draft_id>")
def draft(draft_id: str) -> str:
    """One draft: what became of it so far, and what may be done next."""
    return _page(draft_id)


@blueprint.get("/drafts/<draft_id>/content")
def content(draft_id: str) -> Response:
    """The Word file."""
    found, case = get_draft(office(), person(), draft_id)
    return attachment(draft_content(office(), person(), draft_id), f"{case.reference}-{found.type}-draft.docx")


@blueprint.post("/drafts/<draft_id>")
def step(draft_id: str) -> AnyResponse | tuple[str, int]:
    """Take a step: review, approve, send back, withdraw or issue."""
    wanted, note = request.form.get("step", ""), request.form.get("note", "")
    try:
        if wanted == "issue":
            document = issue_draft(office(), person(), draft_id)
            return redirect(url_for("file.document", document_id=document.id), 303)
        _take(wanted, draft_id, note)
    except _REFUSALS as error:
        return _page(draft_id, error, note), 409
    return redirect(url_for("drafts.draft", draft_id=draft_id), 303)


@blueprint.post("/drafts/<draft_id>/review")
def check(draft_id: str) -> AnyResponse:
    """Have a draft checked as the manuscript it is."""
    found, case = get_draft(office(), person(), draft_id)
    kind = office().host.case_type(case.type).document(found.type)
    content, name = draft_content(office(), person(), draft_id), f"{case.reference}-{found.type}.docx"
    handed_in = HandedIn(kind.checked_as if kind else "", content, name, case=case.reference)
    return redirect(url_for("manuscripts.one", review_id=review_manuscript(office(), person(), handed_in).id), 303)


def _title(draft: Draft, case: Case) -> Text | None:
    """What is written; none when its department brings that document no more."""
    kind = office().host.case_type(case.type).document(draft.type)
    return kind.title if kind else None


def _take(wanted: str, draft_id: str, note: str) -> None:
    if wanted == "review":
        review(office(), person(), draft_id, note)
    elif wanted == "approve":
        approve(office(), person(), draft_id, note)
    elif wanted == "return":
        send_back(office(), person(), draft_id, note)
    elif wanted == "withdraw":
        withdraw(office(), person(), draft_id)


def _page(draft_id: str, error: NeniError | None = None, note: str = "") -> str:
    found, case = get_draft(office(), person(), draft_id)
    kind = office().host.case_type(case.type).document(found.type)
    own = found.prepared_by == person().id
    may_work = person().may(Permission.WORK, case.department)
    return render_template(
        "draft.html",
        draft=found,
        case=case,
        title=kind.title if kind else None,
        names=names_of(office()),
        is_outdated=found.state.open and case.version != found.case_version,
        own=own,
        checked_as=kind.checked_as if kind else "",
        clauses=clauses_of(office(), found),
        may_work=may_work,
        may_approve=person().may(Permission.APPROVE, case.department) and not own,
        error=error,
        note=note,
    )
