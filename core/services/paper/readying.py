"""Whether a document of a case can be written and issued, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass

from neni.core.declarations import CaseType, DocumentType
from neni.core.errors import BlockedByFindings, Conflict, MissingForDocument, NotFound, Problem
from neni.core.model.cases import Case, CaseStatus
from neni.core.model.facts import FactType
from neni.core.model.findings import Evaluation, Finding
from neni.core.model.people import Person
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Template, Work
from neni.core.services.cases.evaluation import evaluate
from neni.core.services.cases.intake import get_case
from neni.core.services.judging import versions


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
    return tuple(readiness_of(office, kind, one, case, known) for one in kind.documents)


def readiness_of(office: Office, kind: CaseType, wanted: DocumentType, case: Case, evaluation: Evaluation) -> Readiness:
    """How it stands with one document."""
    facts = versions.facts_of(office, case)
    templates = templates_of(office, kind, wanted, case)
    required = {name: None for template in templates for name in template.required}
    missing = [facts[name] for name in required if name in facts and case.facts.get(name) in (None, ())]
    languages = tuple(template.language for template in templates)
    return Readiness(wanted, evaluation.stopping(wanted.code), tuple(missing), languages)


def wanted_type(kind: CaseType, code: str) -> DocumentType:
    """The document type of that code. Raises NotFound."""
    return kind.document(code) or _unknown(kind, code)


def refuse_stopped(state: Readiness) -> None:
    """Raises BlockedByFindings when the law stops the document."""
    if state.stopping:
        raise BlockedByFindings(_STOPPED, [_stopping_problem(finding) for finding in state.stopping])


def refuse_unwritable(state: Readiness) -> None:
    """Raises MissingForDocument when facts are missing."""
    if state.missing:
        raise MissingForDocument(_MISSING, [_missing_problem(fact) for fact in state.missing])


def refuse_changed(work: Work, case: Case) -> None:
    """Raises Conflict when the case is no longer as it was read, or closed."""
    now = work.cases.get(case.id)
    if now.version != case.version:
        raise Conflict(_CHANGED)
    if now.status is CaseStatus.CLOSED:
        raise Conflict(_CLOSED)


def templates_of(office: Office, kind: CaseType, wanted: DocumentType, case: Case) -> list[Template]:
    """The document's template in every language there is one in, for the case as it stands."""
    found = []
    for language in Language:
        try:
            found.append(office.host.template(kind, wanted, case.facts, language))
        except NotFound:
            continue
    return found


def _stopping_problem(finding: Finding) -> Problem:
    def with_source(words: str, language: Language) -> str:
        remedy = f" {finding.remedy.in_language(language)}" if finding.remedy else ""
        return f"{finding.rule}, {finding.reference.words.in_language(language)}: {words}{remedy}"

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
