"""An evaluation is kept once: asking again changes nothing, changed facts or law are kept anew."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from neni.core.model.people import Person
from neni.core.office import Office
from neni.core.services.cases import evaluation, intake
from neni.core.services.law import confirming

if TYPE_CHECKING:
    from tests.conftest import FixedClock

PURCHASE = "procurement.purchase"
FACTS = {"title": "Letër", "contract_type": "supplies", "estimated_value": "48000.00", "procedure": "price_quotation"}


def test_asking_again_keeps_nothing_new(office: Office, officer: Person, clock: FixedClock) -> None:
    case = intake.open_case(office, officer, PURCHASE, FACTS)
    first = evaluation.findings(office, officer, case.reference)
    clock.forward(timedelta(hours=1))
    assert evaluation.findings(office, officer, case.reference) == first
    kinds = [kind for kind, *_ in intake.history(office, officer, case.reference)]
    assert kinds.count("CaseEvaluated") == 1


def test_changed_facts_and_a_confirmed_rule_are_kept_anew(
    office: Office, officer: Person, lawyers: tuple[Person, Person]
) -> None:
    case = intake.open_case(office, officer, PURCHASE, FACTS)
    first = evaluation.findings(office, officer, case.reference)
    confirming.propose(office, lawyers[0], PURCHASE, "PRO-11", "Neni 36")
    confirming.confirm(office, lawyers[1], PURCHASE, "PRO-11")
    second = evaluation.findings(office, officer, case.reference)
    intake.change_facts(office, officer, case.reference, FACTS | {"procedure": "open"}, case.version)
    third = evaluation.findings(office, officer, case.reference)
    assert len({first.id, second.id, third.id}) == 3
