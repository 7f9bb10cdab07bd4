"""Issuing a document: the rules are asked again, then number, Word file and event come to be in one transaction."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from neni.core.declarations import CaseType, DocumentType
from neni.core.errors import BlockedByFindings, Conflict, MissingForDocument, NotFound, Problem
from neni.core.model.cases import Case, CaseStatus
from neni.core.model.documents import Document, RegisterEntry
from neni.core.model.events import DocumentIssued
from neni.core.model.facts import FactType, FactValues
from neni.core.model.findings import Evaluation, Finding
from neni.core.model.paper import PaperValue, on_paper
from neni.core.model.people import Permission, Person
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import STANDARD_VARIABLES, Template, Work
from neni.core.services import versions
from neni.core.services.access import require
from neni.core.services.dispatch import dispatch
from neni.core.services.evaluation import evaluate
from neni.core.services.intake import get_case


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a document can be issued: the findings that stop it, and the facts its template still needs."""

    document_type: DocumentType
    stopping: tuple[Finding, ...]
    missing: tuple[FactType, ...]
    languages: tuple[Language, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.stopping and not self.missing and bool(self.languages)


def readiness(
    office: Office, person: Person, reference: str, evaluation: Evaluation | None = None
) -> tuple[Readiness, ...]:
    """How it stands with every document of a case; who has evaluated it just now may hand that over.

    Raises NotFound, NotAllowed.
    """
    case = get_case(office, person, reference)
    known = evaluation or evaluate(office, case.type, case.facts, case.on, case=case)
    kind = office.host.case_type(case.type)
    return tuple(_readiness(office, kind, one, case, known) for one in kind.documents)


def issue(office: Office, person: Person, reference: str, document_type: str, language: Language) -> Document:
    """Issue a document. Raises NotFound (case, document type, template), NotAllowed, BlockedByFindings,
    MissingForDocument, BadTemplate, and Conflict when the case is closed or changes meanwhile."""
    case = get_case(office, person, reference)
    require(person, Permission.WORK, case.department)
    kind = office.host.case_type(case.type)
    wanted = kind.document(document_type) or _unknown(kind, document_type)
    evaluation = evaluate(office, case.type, case.facts, case.on, case=case)
    template = office.host.template(kind, wanted, case.facts, language)
    _refuse_unready(_readiness(office, kind, wanted, case, evaluation))
    with office.store.writing() as work:
        _refuse_changed(work, case)
        document = _write(office, work, person, case, wanted, template, evaluation)
    dispatch(office, [_issued(document, case, person)])
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


def _write(
    office: Office,
    work: Work,
    person: Person,
    case: Case,
    wanted: DocumentType,
    template: Template,
    evaluation: Evaluation,
) -> Document:
    at, today = office.clock.now(), office.clock.today()
    stored = work.evaluations.add(case.id, replace(evaluation, at=at))
    entry = work.registers.enter(wanted.register, today.year, at)
    content = office.word.render(template, _context(office, person, case, wanted, template, entry, evaluation))
    document = Document(
        id=str(uuid.uuid4()),
        case_id=case.id,
        type=wanted.code,
        language=template.language,
        number=entry.written,
        issued_on=today,
        issued_at=at,
        issued_by=person.id,
        evaluation_id=str(stored.id),
        template_sha256=template.sha256,
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=_file_name(entry.written, wanted.title.in_language(template.language)),
        size=len(content),
    )
    work.documents.add(document, content)
    work.events.add(_issued(document, case, person))
    return document


def _context(
    office: Office,
    person: Person,
    case: Case,
    wanted: DocumentType,
    template: Template,
    entry: RegisterEntry,
    evaluation: Evaluation,
) -> Mapping[str, PaperValue]:
    computed = wanted.context(case) if wanted.context else {}
    facts = versions.facts_of(office, case)
    names = [name for name in (*template.required, *template.optional) if name in facts and name not in computed]
    values = {**case.facts, **_vouched(evaluation)}
    stated = {name: on_paper(facts[name], values.get(name)) for name in names}
    standard = (entry.written, office.clock.today(), person.name, case.reference)
    return {**stated, **computed, **dict(zip(STANDARD_VARIABLES, standard, strict=True))}


def _vouched(evaluation: Evaluation) -> FactValues:
    """Derived facts that may stand on signed paper: those that a rule in full effect rests on. Its confirmation covers
    every derivation and value below it; what nobody vouched for is left out."""
    relied = {used.name for finding in evaluation.findings if finding.confirmed for used in finding.used}
    return {name: value for name, value in evaluation.derived.items() if name in relied and value is not None}


def _readiness(office: Office, kind: CaseType, wanted: DocumentType, case: Case, evaluation: Evaluation) -> Readiness:
    facts = versions.facts_of(office, case)
    templates = _templates(office, kind, wanted, case)
    required = {name: None for template in templates for name in template.required}
    missing = [facts[name] for name in required if name in facts and case.facts.get(name) in (None, ())]
    languages = tuple(template.language for template in templates)
    return Readiness(wanted, evaluation.stopping(wanted.code), tuple(missing), languages)


def _templates(office: Office, kind: CaseType, wanted: DocumentType, case: Case) -> list[Template]:
    found = []
    for language in Language:
        try:
            found.append(office.host.template(kind, wanted, case.facts, language))
        except NotFound:
            continue
    return found


def _refuse_unready(state: Readiness) -> None:
    if state.stopping:
        raise BlockedByFindings(_STOPPED, [_stopping_problem(finding) for finding in state.stopping])
    if state.missing:
        raise MissingForDocument(_MISSING, [_missing_problem(fact) for fact in state.missing])


def _refuse_changed(work: Work, case: Case) -> None:
    now = work.cases.get(case.id)
    if now.version != case.version:
        raise Conflict(_CHANGED)
    if now.status is CaseStatus.CLOSED:
        raise Conflict(_CLOSED)


def _stopping_problem(finding: Finding) -> Problem:
    def with_source(words: str, language: Language) -> str:
        remedy = f" {finding.remedy.in_language(language)}" if finding.remedy else ""
        return f"{finding.rule}, {finding.reference}: {words}{remedy}"

    return Problem(finding.rule, finding.message.map(with_source))


def _missing_problem(fact: FactType) -> Problem:
    return Problem("missing", fact.label, pointer=f"/facts/{fact.name}")


def _unknown(kind: CaseType, code: str) -> DocumentType:
    known = ", ".join(one.code for one in kind.documents)
    raise NotFound(
        Text(
            sq=f"Ky lloj i rastit nuk ka dokument “{code[:60]}”; ka: {known}.",
            sr=f"Ova vrsta predmeta nema dokument „{code[:60]}“; ima: {known}.",
            en=f"This case type has no document “{code[:60]}”; it has: {known}.",
        )
    )


def _issued(document: Document, case: Case, person: Person) -> DocumentIssued:
    told = {"document": document.id, "type": document.type, "number": document.number, "reference": case.reference}
    return DocumentIssued(document.issued_at, person.id, case.id, {**told, "sha256": document.sha256})


def _file_name(number: str, title: str) -> str:
    """A name every file system takes: plain letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", f"{number} {title}").encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:100] + ".docx"


_STOPPED = Text(
    sq="Dokumenti nuk mund të lëshohet: e ndalojnë gjetjet e mëposhtme.",
    sr="Dokument se ne može izdati: zaustavljaju ga sledeći nalazi.",
    en="The document cannot be issued: the following findings stop it.",
)
_MISSING = Text(
    sq="Dokumenti nuk mund të shkruhet: mungojnë këto fakte.",
    sr="Dokument se ne može sačiniti: nedostaju ove činjenice.",
    en="The document cannot be written: these facts are missing.",
)
_CHANGED = Text(
    sq="Rasti u ndryshua ndërkohë; shikojeni përsëri dhe lëshojeni dokumentin nga gjendja e re.",
    sr="Predmet je u međuvremenu izmenjen; pogledajte ga ponovo i izdajte dokument iz novog stanja.",
    en="The case was changed meanwhile; look at it again and issue the document from its new state.",
)
_CLOSED = Text(
    sq="Rasti është i mbyllur; hapeni përsëri për të lëshuar dokument.",
    sr="Predmet je zatvoren; ponovo ga otvorite da biste izdali dokument.",
    en="The case is closed; open it again to issue a document.",
)
