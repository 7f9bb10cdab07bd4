"""A contract with an operator that processes personal data binds it as a processor; the record says by which rule."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document as Docx

from neni.core.model.paper.documents import Document
from neni.core.model.people import Person
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.paper import clauses, issuing

CONTRACT = "procurement.contract"
FACTS: dict[str, Any] = {
    "title": "Shtypja e listave të votuesve",
    "price": "9500.00",
    "supplier_name": "Shtypi sh.p.k.",
    "signed_on": "2026-03-02",
}
PROCESSOR = ["PRO-C1", "PRO-C2", "PRO-C3", "PRO-C4", "PRO-C5"]


def issued(office: Office, officer: Person, language: Language, **more: object) -> tuple[str, Document]:
    case = intake.open_case(office, officer, CONTRACT, {**FACTS, **more})
    document = issuing.issue(office, officer, case.reference, "contract", language)
    paper = Docx(BytesIO(issuing.content_of(office, officer, document.id)))
    return "\n".join(one.text for one in paper.paragraphs), document


@pytest.mark.parametrize("kind", ["supplies", "services", "works"])
@pytest.mark.parametrize(
    ("language", "heading", "words"),
    [
        (Language.ALBANIAN, "Mbrojtja e të dhënave personale", "vetëm sipas udhëzimeve të dokumentuara"),
        (Language.ENGLISH, "Protection of personal data", "only on documented instructions"),
    ],
)
def test_the_processor_clauses_stand_on_every_kind_of_contract(
    office: Office, officer: Person, kind: str, language: Language, heading: str, words: str
) -> None:
    written, document = issued(office, officer, language, contract_type=kind, personal_data=True)
    assert heading in written.splitlines()
    assert words in written
    records = clauses.records_of(office, document)
    assert [one.code for one in records] == PROCESSOR
    assert {(one.finding.rule, str(one.finding.reference)) for one in records} == {
        ("PRO-51", "06/L-082, art. 27, par. 3")
    }


@pytest.mark.parametrize("told", [{"personal_data": False}, {}])
def test_a_contract_without_such_processing_has_no_heading_for_it(
    office: Office, officer: Person, told: dict[str, bool]
) -> None:
    written, document = issued(office, officer, Language.ENGLISH, contract_type="services", **told)
    assert "Protection of personal data" not in written
    assert clauses.records_of(office, document) == ()
