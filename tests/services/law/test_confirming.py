"""Four eyes on a rule: until a second person confirms it, it only advises."""

from __future__ import annotations

import pytest

from neni.core.errors import BlockedByFindings, Conflict, NotAllowed, NotFound
from neni.core.model.people import Person
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import evaluation, intake
from neni.core.services.law import confirming
from neni.core.services.paper import issuing

PURCHASE = "procurement.purchase"
FACTS = {
    "title": "Letër",
    "contract_type": "supplies",
    "estimated_value": "48000.00",
    "cpv": "30197630",
    "procedure": "price_quotation",
}


def state(office: Office, person: Person, rule: str) -> confirming.RuleState:
    return next(one for one in confirming.rule_states(office, person, PURCHASE) if one.rule.code == rule)


def test_a_rule_from_memory_advises_until_two_people_vouched_for_it(
    office: Office, officer: Person, lawyers: tuple[Person, Person]
) -> None:
    first, second = lawyers
    case = intake.open_case(office, officer, PURCHASE, FACTS)
    advice = {one.rule: one for one in evaluation.findings(office, officer, case.reference).findings}["PRO-11"]
    assert advice.advisory
    confirming.propose(office, first, PURCHASE, "PRO-11", "Neni 36, Gazeta Zyrtare")
    assert not state(office, officer, "PRO-11").takes_effect
    confirming.confirm(office, second, PURCHASE, "PRO-11")
    assert state(office, officer, "PRO-11").takes_effect
    with pytest.raises(BlockedByFindings) as blocked:
        issuing.issue(office, officer, case.reference, "procedure_decision", Language.ALBANIAN)
    assert [problem.code for problem in blocked.value.problems] == ["PRO-11"]
    assert "04/L-042" in blocked.value.problems[0].message.en


def test_nobody_confirms_what_they_proposed_or_what_nobody_proposed(
    office: Office, lawyers: tuple[Person, Person]
) -> None:
    first, second = lawyers
    with pytest.raises(Conflict):
        confirming.confirm(office, second, PURCHASE, "PRO-11")
    confirming.propose(office, first, PURCHASE, "PRO-11", "Neni 36")
    with pytest.raises(NotAllowed):
        confirming.confirm(office, first, PURCHASE, "PRO-11")
    with pytest.raises(Conflict):
        confirming.propose(office, second, PURCHASE, "PRO-11", "Neni 36")
    confirming.confirm(office, second, PURCHASE, "PRO-11")
    with pytest.raises(Conflict):
        confirming.confirm(office, second, PURCHASE, "PRO-11")


def test_only_lawyers_confirm_and_they_say_what_they_read(
    office: Office, officer: Person, lawyers: tuple[Person, Person]
) -> None:
    with pytest.raises(NotAllowed):
        confirming.propose(office, officer, PURCHASE, "PRO-11", "x")
    with pytest.raises(Conflict):
        confirming.propose(office, lawyers[0], PURCHASE, "PRO-11", "  ")
    with pytest.raises(NotFound):
        confirming.propose(office, lawyers[0], PURCHASE, "PRO-99", "x")


def test_a_demonstration_gives_way_to_a_real_proposal(office: Office, lawyers: tuple[Person, Person]) -> None:
    first, second = lawyers
    confirming.propose(office, first, PURCHASE, "PRO-11", "demonstrim", demonstration=True)
    confirming.confirm(office, second, PURCHASE, "PRO-11")
    real = confirming.propose(office, first, PURCHASE, "PRO-11", "Neni 36, Gazeta Zyrtare")
    assert not real.demonstration
    assert not state(office, first, "PRO-11").takes_effect
