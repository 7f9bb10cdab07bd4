"""What stands on a document: facts as paper shows them, what the document type computes, number, day and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neni.core.adapters import qr
from neni.core.declarations import DocumentType
from neni.core.model.cases import Case
from neni.core.model.clauses import ChosenClause
from neni.core.model.facts import FactValues
from neni.core.model.findings import Evaluation
from neni.core.model.paper import PaperValue, on_paper
from neni.core.model.people import Person
from neni.core.office import Office
from neni.core.ports import STANDARD_VARIABLES, Template
from neni.core.services.deadlines.deadlines_on_paper import on_paper as on_sheet
from neni.core.services.judging import versions
from neni.core.services.paper.check_codes import address_of, shown
from neni.core.services.paper.clauses import as_paper, vouched


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document about to be written: of what case, by whom, on which template, by what evaluation, with which
    clauses."""

    case: Case
    person: Person
    wanted: DocumentType
    template: Template
    evaluation: Evaluation
    clauses: tuple[ChosenClause, ...] = ()


def filled(office: Office, sheet: Sheet, number: str, check_code: str) -> bytes:
    """The Word file. Raises BadTemplate when the template cannot be filled."""
    return office.word.render(sheet.template, _context(office, sheet, number, check_code))


def _context(office: Office, sheet: Sheet, number: str, check_code: str) -> Mapping[str, PaperValue]:
    case, template = sheet.case, sheet.template
    computed = sheet.wanted.context(case) if sheet.wanted.context else {}
    facts = versions.facts_of(office, case)
    names = [name for name in (*template.required, *template.optional) if name in facts and name not in computed]
    values = {**case.facts, **_vouched(sheet.evaluation)}
    stated = {name: on_paper(facts[name], values.get(name)) for name in names}
    address = address_of(office, check_code)
    checked = (shown(check_code), address, qr.png(address) if address else None)
    passages = as_paper(sheet.clauses, template.language)
    clocks = on_sheet(office, sheet.person, case, template)
    standard = (number, office.clock.today(), sheet.person.name, case.reference, *checked, passages, clocks)
    return {**stated, **computed, **dict(zip(STANDARD_VARIABLES, standard, strict=True))}


def _vouched(evaluation: Evaluation) -> FactValues:
    """Derived facts that may stand on signed paper; what nobody vouched for is left out."""
    relied = vouched(evaluation)
    return {name: value for name, value in evaluation.derived.items() if name in relied and value is not None}
