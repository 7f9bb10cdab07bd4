"""Documents: issue, list, read, fetch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, url_for

from neni.core.errors import NotFound
from neni.core.model.text import Text
from neni.core.services.cases.intake import get_case
from neni.core.services.paper.issuing import content_of, documents_of, get_document, issue
from neni.core.services.paper.printing import ask_pdf, pdf_of, printing_of
from neni.core.services.paper.voiding import void
from neni.core.web.api import outgoing, replies
from neni.core.web.api.bodies import answered
from neni.core.web.api.incoming import Routes, named
from neni.core.web.api.paper_schemas import Nothing, PrintingOut, Reason
from neni.core.web.api.schemas import DocumentListOut, DocumentOut, LanguageQuery, ProblemOut, WantedDocument
from neni.core.web.files import attachment
from neni.core.web.here import office, person

blueprint = Routes("documents", __name__, description="Word files with a number")


@blueprint.post("/cases/<reference>/documents")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER])
@blueprint.arguments(WantedDocument)
@blueprint.response(201, DocumentOut)
@blueprint.alt_response(409, schema=ProblemOut, content_type="application/problem+json")
def give_out(sent: Mapping[str, Any], reference: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Issue a document: 409 names the findings that stop it or the facts it still needs."""
    case = get_case(office(), person(), reference)
    wanted, language = sent["type"], sent["language"]
    known = office().host.case_type(case.type).document(wanted) is not None
    place = "/language" if known else "/type"
    document = named(
        place, lambda: issue(office(), person(), reference, wanted, language, replaces=sent.get("replaces"))
    )
    location = url_for("documents.read_document", document_id=document.id)
    return outgoing.document(document, case.reference), 201, {"Location": location}


@blueprint.post("/documents/<document_id>/voiding")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER])
@blueprint.arguments(Reason)
@blueprint.response(200, DocumentOut)
def declare_void(sent: Mapping[str, Any], document_id: str) -> dict[str, Any]:
    """Declare a document void; its number and bytes stay."""
    void(office(), person(), document_id, sent["reason"])
    return read_document_of(document_id)


@blueprint.get("/cases/<reference>/documents")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, DocumentListOut)
def list_documents(_asked: Mapping[str, Any], reference: str) -> dict[str, Any]:
    """List a case's documents, newest first."""
    case = get_case(office(), person(), reference)
    found = documents_of(office(), person(), reference)
    return {"documents": [outgoing.document(one, case.reference) for one in found]}


@blueprint.get("/documents/<document_id>")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, DocumentOut)
def read_document(_asked: Mapping[str, Any], document_id: str) -> dict[str, Any]:
    """Read what was issued."""
    return read_document_of(document_id)


def read_document_of(document_id: str) -> dict[str, Any]:
    """A document as programs get it. Raises NotFound, NotAllowed."""
    document = get_document(office(), person(), document_id)
    return outgoing.document(document, get_case(office(), person(), document.case_id).reference)


@blueprint.get("/documents/<document_id>/content")
@blueprint.doc(responses=answered("The Word file", "docx"))
def content(document_id: str) -> Response:
    """Fetch the Word file."""
    found = get_document(office(), person(), document_id)
    return attachment(content_of(office(), person(), document_id), found.file_name)


@blueprint.post("/documents/<document_id>/pdf")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER])
@blueprint.arguments(Nothing)
@blueprint.response(202, PrintingOut)
@blueprint.alt_response(503, schema=ProblemOut, content_type="application/problem+json")
def ask_for_pdf(_sent: Mapping[str, Any], document_id: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Have the PDF/A of a document made, once. It needs LibreOffice: 503 without."""
    asked = ask_pdf(office(), person(), document_id)
    return outgoing.printing(asked), 202, {"Location": url_for("documents.read_pdf", document_id=document_id)}


@blueprint.get("/documents/<document_id>/pdf")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, PrintingOut)
def read_pdf(_asked: Mapping[str, Any], document_id: str) -> dict[str, Any]:
    """Read how far the PDF of a document is."""
    found = printing_of(office(), person(), document_id)
    if found is None:
        raise NotFound(_NO_PDF)
    return outgoing.printing(found)


@blueprint.get("/documents/<document_id>/pdf/content")
@blueprint.doc(responses=answered("The PDF", "pdf"))
def pdf_content(document_id: str) -> Response:
    """Fetch the PDF once it is done."""
    found = get_document(office(), person(), document_id)
    return attachment(pdf_of(office(), person(), document_id), f"{found.file_name.removesuffix('.docx')}.pdf")


_NO_PDF = Text(
    sq="PDF-ja e këtij dokumenti nuk është kërkuar ende; kërkojeni me POST në këtë adresë.",
    sr="PDF ovog dokumenta još nije tražen; zatražite ga sa POST na ovoj adresi.",
    en="The PDF of this document was not asked for yet; ask for it by POST to this address.",
)
