"""Issuing: the law is asked again, then number, file and event come to be together or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document as Docx

from neni.core.errors import BadTemplate, Conflict, MissingForDocument, NotAllowed, NotFound
from neni.core.model.cases import CaseStatus
from neni.core.model.people import Person
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.law import confirming
from neni.core.services.paper import issuing, readying

PURCHASE = "procurement.purchase"
FACTS: dict[str, Any] = {
    "title": "Letër",
    "contract_type": "supplies",
    "estimated_value": "48000.00",
    "cpv": "30197630",
    "procedure": "open",
}


@pytest.fixture
def reference(office: Office, officer: Person) -> str:
    return intake.open_case(office, officer, PURCHASE, FACTS).reference


def words(office: Office, person: Person, document_id: str) -> str:
    paper = Docx(BytesIO(issuing.content_of(office, person, document_id)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in paper.paragraphs] + cells).replace("\u00a0", " ")


def test_a_document_has_number_bytes_hash_and_event(office: Office, officer: Person, reference: str) -> None:
    issued = issuing.issue(office, officer, reference, "procedure_decision", Language.ALBANIAN)
    content = issuing.content_of(office, officer, issued.id)
    assert (issued.number, issued.issued_on) == ("KQZ-VP-0001/2026", date(2026, 3, 2))
    assert (issued.sha256, issued.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert issuing.documents_of(office, officer, reference) == (issued,)
    assert "48.000,00 €" in words(office, officer, issued.id)
    *_, (kind, _, by, data) = intake.history(office, officer, reference)
    assert (kind, by, data["number"], data["sha256"]) == (
        "DocumentIssued",
        "Arta Berisha",
        issued.number,
        issued.sha256,
    )


def test_numbers_follow_each_other_and_what_fails_takes_none(office: Office, officer: Person, reference: str) -> None:
    class Broken:
        def render(self, *_: object) -> bytes:
            raise BadTemplate(readying._MISSING)

        def variables(self, *_: object) -> frozenset[str]:
            return frozenset()

    with pytest.raises(BadTemplate):
        issuing.issue(replace(office, word=Broken()), officer, reference, "procedure_decision", Language.ENGLISH)  # type: ignore[arg-type]
    numbers = [
        issuing.issue(office, officer, reference, "procedure_decision", language).number
        for language in (Language.ENGLISH, Language.ALBANIAN)
    ]
    assert numbers == ["KQZ-VP-0001/2026", "KQZ-VP-0002/2026"]


def test_what_the_paper_needs_and_nobody_stated_is_asked_for(office: Office, officer: Person) -> None:
    facts = {name: FACTS[name] for name in ("title", "contract_type", "estimated_value")}
    case = intake.open_case(office, officer, PURCHASE, facts)
    with pytest.raises(MissingForDocument) as refused:
        issuing.issue(office, officer, case.reference, "procedure_decision", Language.ALBANIAN)
    assert [problem.pointer for problem in refused.value.problems] == ["/facts/procedure"]
    state = {one.document_type.code: one for one in readying.readiness(office, officer, case.reference)}
    assert not state["procedure_decision"].ready
    assert [fact.name for fact in state["procedure_decision"].missing] == ["procedure"]


def test_who_may_not_work_here_issues_nothing(office: Office, reader: Person, reference: str) -> None:
    with pytest.raises(NotAllowed):
        issuing.issue(office, reader, reference, "procedure_decision", Language.ALBANIAN)
    with pytest.raises(NotAllowed):
        readying.readiness(office, Person("x", "x", "X"), reference)


def test_what_does_not_exist_is_said_with_what_does(office: Office, officer: Person, reference: str) -> None:
    with pytest.raises(NotFound) as refused:
        issuing.issue(office, officer, reference, "letter", Language.ALBANIAN)
    assert "procedure_decision" in refused.value.message.en
    with pytest.raises(NotFound) as refused:
        issuing.issue(office, officer, reference, "procedure_decision", Language.SERBIAN)
    assert "sq, en" in refused.value.message.en


def test_nothing_is_issued_from_a_closed_case(office: Office, officer: Person, reference: str) -> None:
    intake.set_status(office, officer, reference, CaseStatus.CLOSED, 1)
    with pytest.raises(Conflict):
        issuing.issue(office, officer, reference, "procedure_decision", Language.ALBANIAN)


def test_a_derived_value_stands_on_paper_only_once_a_rule_resting_on_it_is_confirmed(
    office: Office, officer: Person, lawyers: tuple[Person, Person], reference: str
) -> None:
    before = issuing.issue(office, officer, reference, "procedure_decision", Language.ALBANIAN)
    assert "vlerë e mesme" not in words(office, officer, before.id)
    confirming.propose(office, lawyers[0], PURCHASE, "PRO-01", "Neni 19")
    confirming.confirm(office, lawyers[1], PURCHASE, "PRO-01")
    after = issuing.issue(office, officer, reference, "procedure_decision", Language.ALBANIAN)
    assert "vlerë e mesme" in words(office, officer, after.id)
