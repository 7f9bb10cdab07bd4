"""A case's own page: its facts, what the rules say of it, its documents and what happened to it; issuing from it."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import BlockedByFindings, Conflict, MissingForDocument, NeniError, NotAllowed
from neni.core.model.cases import CaseStatus
from neni.core.model.paper.documents import Standing, standing_of
from neni.core.model.people import Permission
from neni.core.model.text import Language
from neni.core.services.cases.evaluation import evaluate
from neni.core.services.cases.intake import get_case, history, set_status
from neni.core.services.deadlines.deadline_reading import deadlines_of, state_words
from neni.core.services.judging.versions import earlier, facts_of
from neni.core.services.paper.check_codes import shown
from neni.core.services.paper.clauses import chosen, records_of
from neni.core.services.paper.drafting import drafts_of
from neni.core.services.paper.issuing import content_of, documents_of, get_document, issue
from neni.core.services.paper.printing import ask_pdf, pdf_of, printing_of
from neni.core.services.paper.readying import readiness
from neni.core.services.paper.voiding import marks_of, void
from neni.core.services.people.identity import names_of
from neni.core.web.files import attachment
from neni.core.web.here import is_fragment, office, person
from neni.core.web.pages.panel import panel, places
from neni.core.web.problems import status_of

blueprint = Blueprint("file", __name__)


@blueprint.get("/cases/<reference>")
def case(reference: str) -> str:
    """The page."""
    return case_page(reference)


@blueprint.get("/cases/<reference>/documents")
@blueprint.get("/cases/<reference>/status")
def back(reference: str) -> AnyResponse:
    """Where a browser comes that asks again for what was a post."""
    return redirect(url_for("file.case", reference=reference))


@blueprint.post("/cases/<reference>/documents")
def give_out(reference: str) -> AnyResponse | tuple[str, int]:
    """Issue a document; when the law or a gap stops it, the page says by what."""
    wanted, written_in = request.form.get("document", ""), request.form.get("document_language", "")
    spoken = Language(written_in) if written_in in list(Language) else Language.ALBANIAN
    try:
        replaced = request.form.get("replaces") or None
        document = issue(office(), person(), reference, wanted, spoken, replaces=replaced)
    except (BlockedByFindings, MissingForDocument, Conflict) as error:
        return case_page(reference, error), 409
    return redirect(url_for("file.document", document_id=document.id), 303)


@blueprint.post("/cases/<reference>/status")
def change_status(reference: str) -> AnyResponse | tuple[str, int]:
    """Close the case, or open it again."""
    version, wanted = request.form.get("version", ""), request.form.get("status", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    status = CaseStatus.CLOSED if wanted == CaseStatus.CLOSED else CaseStatus.OPEN
    try:
        set_status(office(), person(), reference, status, seen)
    except Conflict as error:
        return case_page(reference, error), status_of(error)
    return redirect(url_for("file.case", reference=reference), 303)


@blueprint.get("/documents/<document_id>")
def document(document_id: str) -> str:
    """What was issued, with its number and where to fetch it."""
    return _document_page(document_id)


@blueprint.post("/documents/<document_id>/void")
def declare_void(document_id: str) -> AnyResponse | tuple[str, int]:
    """Declare the document void, for a reason."""
    try:
        void(office(), person(), document_id, request.form.get("reason", ""))
    except (Conflict, NotAllowed) as error:
        return _document_page(document_id, error), 409
    return redirect(url_for("file.document", document_id=document_id), 303)


@blueprint.get("/documents/<document_id>/content")
def content(document_id: str) -> Response:
    """The Word file."""
    found = get_document(office(), person(), document_id)
    return attachment(content_of(office(), person(), document_id), found.file_name)


@blueprint.post("/documents/<document_id>/pdf")
def ask_for_pdf(document_id: str) -> AnyResponse:
    """Have the PDF made; the page tells how far it is."""
    ask_pdf(office(), person(), document_id)
    return redirect(url_for("file.document", document_id=document_id), 303)


@blueprint.get("/documents/<document_id>/pdf")
def pdf(document_id: str) -> AnyResponse | str:
    """The PDF, or, asked from within the page, how far it is."""
    if is_fragment():
        return render_template("_printing.html", **_how_far(document_id))
    found = get_document(office(), person(), document_id)
    return attachment(pdf_of(office(), person(), document_id), found.file_name.removesuffix(".docx") + ".pdf")


def _document_page(document_id: str, error: NeniError | None = None) -> str:
    found = get_document(office(), person(), document_id)
    case = get_case(office(), person(), found.case_id)
    kind = office().host.case_type(case.type).document(found.type)
    marks = marks_of(office(), found)
    later = [get_document(office(), person(), mark.superseded_by) for mark in marks if mark.superseded_by]
    return render_template(
        "document.html",
        document=found,
        case=case,
        title=kind.title if kind else None,
        standing=standing_of(marks),
        marks=marks,
        later=later,
        names=names_of(office()),
        check_code=shown(found.check_code or ""),
        clauses=records_of(office(), found),
        may_void=person().may(Permission.APPROVE, case.department),
        error=error,
        **_how_far(document_id),
    )


def _how_far(document_id: str) -> dict[str, object]:
    printing = printing_of(office(), person(), document_id)
    return {"document_id": document_id, "printing": printing, "pdf_maker": office().pdf.name}


def case_page(reference: str, error: NeniError | None = None) -> str:
    """The page of a case, with what went wrong on it."""
    found = get_case(office(), person(), reference)
    kind = office().host.case_type(found.type)
    form = url_for("entry.change", reference=found.reference)
    facts = facts_of(office(), found)
    evaluation = evaluate(office(), found.type, found.facts, found.on, case=found)
    issued = documents_of(office(), person(), found.reference)
    sections = [(one.title, [facts[field.fact] for field in one.fields if field.fact in facts]) for one in kind.form]
    return render_template(
        "case.html",
        case=found,
        kind=kind,
        sections=sections,
        panel=panel(kind, evaluation, form),
        rules=evaluation.findings,
        earlier=earlier(office(), found),
        places=places(kind, form),
        readiness=readiness(office(), person(), found.reference, evaluation),
        clauses=chosen(office(), found, evaluation),
        documents=issued,
        standings={one.id: standing_of(marks_of(office(), one)) for one in issued},
        valid_documents=[one.id for one in issued if standing_of(marks_of(office(), one)) is Standing.VALID],
        drafts=drafts_of(office(), found),
        titles={one.code: one.title for one in kind.documents},
        happened=history(office(), person(), found.reference),
        facts=facts,
        deadlines=deadlines_of(office(), person(), found.reference),
        deadline_states=state_words,
        may_work=person().may(Permission.WORK, found.department),
        error=error,
    )
