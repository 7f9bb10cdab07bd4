"""Registers: the book of a year with what is wrong in it, as JSON or spreadsheet, and how numbers are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, url_for

from neni.core.services.cases.intake import get_case
from neni.core.services.paper.retaining import due_for_disposal
from neni.core.services.registers.books import as_table, book, registers_of
from neni.core.services.registers.numbering import set_pattern
from neni.core.web.api import outgoing, outgoing_papers, replies
from neni.core.web.api.bodies import answered
from neni.core.web.api.incoming import Routes
from neni.core.web.api.paper_schemas import BookOut, NewPattern, PatternOut, RegisterListOut, YearQuery
from neni.core.web.api.schemas import DocumentListOut, LanguageQuery
from neni.core.web.files import attachment
from neni.core.web.here import language, office, person

blueprint = Routes("books", __name__, description="Registers: every number, and whose it is")


@blueprint.get("/registers")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, RegisterListOut)
def list_registers(_asked: Mapping[str, Any]) -> dict[str, Any]:
    """List the registers of one's departments."""
    year = office().clock.today().year
    return {"registers": [outgoing_papers.register(one, year) for one in registers_of(office(), person())]}


@blueprint.get("/registers/<code>")
@blueprint.arguments(YearQuery, location="query")
@blueprint.response(200, BookOut)
def read_book(asked: Mapping[str, Any], code: str) -> dict[str, Any]:
    """Read a year of a register: every number, void ones with their reason, and what is missing or out of order."""
    return outgoing_papers.book(book(office(), person(), code, asked.get("year")))


@blueprint.get("/registers/<code>/book.xlsx")
@blueprint.doc(responses=answered("The book", "xlsx"))
@blueprint.arguments(YearQuery, location="query")
def sheet(asked: Mapping[str, Any], code: str) -> Response:
    """Fetch a year of a register as a spreadsheet."""
    found = book(office(), person(), code, asked.get("year"))
    return attachment(as_table(found, language()), f"{code}-{found.year}.xlsx")


@blueprint.post("/registers/<code>/patterns")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER])
@blueprint.arguments(NewPattern)
@blueprint.response(201, PatternOut)
def decide(sent: Mapping[str, Any], code: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Decide how a register writes its numbers from a year on that has none yet."""
    told = set_pattern(office(), person(), code, sent["from_year"], sent["pattern"])
    body = {"register": told.register, "from_year": told.from_year, "pattern": told.pattern}
    location = url_for("books.read_book", code=code, year=told.from_year)
    return {**body, "set_at": told.set_at.isoformat()}, 201, {"Location": location}


@blueprint.get("/disposals")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, DocumentListOut)
def list_disposable(_asked: Mapping[str, Any]) -> dict[str, Any]:
    """List documents whose time of keeping is over, the longest ago first; nothing is deleted."""
    due = due_for_disposal(office(), person())
    told = [outgoing.document(one, get_case(office(), person(), one.case_id).reference) for one in due]
    return {"documents": told}
