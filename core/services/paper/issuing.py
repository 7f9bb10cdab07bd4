"""Issuing a document: the rules are asked again, then number, Word file and event come to be in one transaction."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from dataclasses import replace

from neni.core.errors import Conflict
from neni.core.model.clauses import on_document
from neni.core.model.events import DocumentIssued, DocumentSuperseded, Event
from neni.core.model.paper.documents import Document, Mark, Standing, standing_of
from neni.core.model.paper.drafts import Approval
from neni.core.model.people import Permission, Person
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.cases.evaluation import evaluate
from neni.core.services.cases.intake import get_case
from neni.core.services.paper.check_codes import new_code
from neni.core.services.paper.clauses import chosen, kept, placed
from neni.core.services.paper.filling import Sheet, filled
from neni.core.services.paper.readying import (
    readiness_of,
    refuse_changed,
    refuse_stopped,
    refuse_unwritable,
    wanted_type,
)
from neni.core.services.paper.retaining import time_of_keeping
from neni.core.services.paper.templating import refuse_replaced, template_for
from neni.core.services.people.access import require
from neni.core.services.registers.numbering import as_numbered


def issue(
    office: Office,
    person: Person,
    reference: str,
    document_type: str,
    language: Language,
    *,
    replaces: str | None = None,
) -> Document:
    """Issue a document; `replaces` names an earlier one of the case that it supersedes. Raises NotFound (case,
    document type, template), NotAllowed, BlockedByFindings, MissingForDocument, BadTemplate, and Conflict when the
    document needs an approved draft, or the case is closed or changes meanwhile."""
    sheet = sheet_of(office, person, reference, document_type, language)
    if sheet.wanted.approval is Approval.FOUR_EYES:
        raise Conflict(_NEEDS_DRAFT)
    with office.store.writing() as work:
        return enter_document(office, work, sheet, replaces)


def sheet_of(office: Office, person: Person, reference: str, document_type: str, language: Language) -> Sheet:
    """What is to be written, once the rules were asked again. Raises as `issue` does, but for what stops it."""
    case = get_case(office, person, reference)
    require(person, Permission.WORK, case.department)
    kind = office.host.case_type(case.type)
    wanted = wanted_type(kind, document_type)
    evaluation = evaluate(office, case.type, case.facts, case.on, case=case)
    template = template_for(office, kind, wanted, case.facts, language)
    refuse_unwritable(readiness_of(office, kind, wanted, case, evaluation))
    clauses = placed(office, template, on_document(chosen(office, case, evaluation), wanted.code))
    return Sheet(case, person, wanted, template, evaluation, clauses)


def enter_document(office: Office, work: Work, sheet: Sheet, replaces: str | None = None) -> Document:
    """Number, write and store a document within a transaction of the caller. Raises BlockedByFindings, BadTemplate,
    Conflict."""
    kind = office.host.case_type(sheet.case.type)
    refuse_stopped(readiness_of(office, kind, sheet.wanted, sheet.case, sheet.evaluation))
    refuse_changed(work, sheet.case)
    shipped = office.host.template(kind, sheet.wanted, sheet.case.facts, sheet.template.language)
    refuse_replaced(work, sheet.case.department, shipped, sheet.template.sha256)
    document, content = _written(office, work, sheet)
    work.documents.add(document, content)
    work.events.add(_issued(document, sheet))
    if replaces:
        work.events.add(_supersede(work, sheet, document, replaces))
    return document


def get_document(office: Office, person: Person, document_id: str) -> Document:
    """One document. Raises NotFound, NotAllowed."""
    with office.store.reading() as work:
        document = work.documents.get(document_id)
        case = work.cases.get(document.case_id)
    require(person, Permission.READ, case.department)
    return document


def content_of(office: Office, person: Person, document_id: str) -> bytes:
    """The bytes of a document. Raises NotFound, NotAllowed."""
    get_document(office, person, document_id)
    with office.store.reading() as work:
        return work.documents.content(document_id)


def documents_of(office: Office, person: Person, reference: str) -> tuple[Document, ...]:
    """A case's documents, newest first. Raises NotFound, NotAllowed."""
    case = get_case(office, person, reference)
    with office.store.reading() as work:
        return tuple(work.documents.of_case(case.id))


def _written(office: Office, work: Work, sheet: Sheet) -> tuple[Document, bytes]:
    at, today, document_id, code = office.clock.now(), office.clock.today(), str(uuid.uuid4()), new_code()
    stored = work.evaluations.add(sheet.case.id, replace(sheet.evaluation, at=at))
    register = as_numbered(work, sheet.wanted.register, today.year)
    entry = work.registers.enter(register, today.year, at, document_id)
    content = filled(office, sheet, entry.written, code)
    kept_as, kept_until = time_of_keeping(work, sheet, today)
    document = Document(
        id=document_id,
        case_id=sheet.case.id,
        type=sheet.wanted.code,
        language=sheet.template.language,
        number=entry.written,
        issued_on=today,
        issued_at=at,
        issued_by=sheet.person.id,
        evaluation_id=str(stored.id),
        template_sha256=sheet.template.sha256,
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=file_name(entry.written, sheet.wanted.title.in_language(sheet.template.language)),
        size=len(content),
        check_code=code,
        retention_class=kept_as,
        dispose_on=kept_until,
    )
    return document, content


def _supersede(work: Work, sheet: Sheet, document: Document, replaced: str) -> Event:
    earlier = work.documents.get(replaced)
    if (earlier.case_id, earlier.type) != (document.case_id, document.type):
        raise Conflict(_OTHER_DOCUMENT)
    if standing_of(work.documents.marks(replaced)) is not Standing.VALID:
        raise Conflict(_NOT_VALID)
    at, by = document.issued_at, document.issued_by
    work.documents.mark(Mark(replaced, Standing.SUPERSEDED, at, by, superseded_by=document.id))
    told = {"document": replaced, "number": earlier.number, "by": document.number, "reference": sheet.case.reference}
    return DocumentSuperseded(at, by, sheet.case.id, told)


def _issued(document: Document, sheet: Sheet) -> DocumentIssued:
    named = {"document": document.id, "type": document.type, "number": document.number}
    told = {**named, "reference": sheet.case.reference, "sha256": document.sha256, **kept(sheet.clauses)}
    return DocumentIssued(document.issued_at, sheet.person.id, sheet.case.id, told)


def file_name(number: str, title: str) -> str:
    """A name every file system takes: plain letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", f"{number} {title}").encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:100] + ".docx"


_NEEDS_DRAFT = Text(
    sq="Ky dokument lëshohet vetëm nga një draft i miratuar nga dikush tjetër; përgatitni draftin.",
    sr="Ovaj dokument se izdaje samo iz nacrta koji je odobrio neko drugi; pripremite nacrt.",
    en="This document is issued only from a draft that somebody else approved; prepare the draft.",
)
_OTHER_DOCUMENT = Text(
    sq="Dokumenti i ri mund ta zëvendësojë vetëm një dokument të të njëjtit lloj dhe të të njëjtit rast.",
    sr="Novi dokument može zameniti samo dokument iste vrste i istog predmeta.",
    en="The new document can only take the place of one of the same kind and the same case.",
)
_NOT_VALID = Text(
    sq="Dokumenti i mëparshëm nuk vlen më; nuk ka çfarë të zëvendësohet.",
    sr="Raniji dokument više ne važi; nema šta da se zameni.",
    en="The earlier document is no longer valid; there is nothing to take the place of.",
)
