"""The sieve holds back no case that a change of the law concerns: what it lets go is judged both ways and compared."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from neni.core.adapters import statements
from neni.core.model.facts import FactKind, FactType, FactValues
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.comparing import compare
from neni.core.model.law.versions import Law
from neni.core.office import Office
from neni.core.services.judging import judge, versions
from neni.core.services.law import proposals
from neni.core.services.law.proposals import NewValue, Proposal
from neni.core.services.law.sieving import Sieve
from tests.services.conftest import PERMIT, SIZES, Parks

DAYS = [date(2019, 12, 31), date(2020, 1, 1), date(2024, 6, 30), date(2024, 7, 1), date(2026, 3, 2)]
MORE = """
  - code: PRK-2
    title: {sq: Pa drunj, sr: Bez stabala, en: Without trees}
    when: trees = 0 or urgent
    finding: {sq: "{large_from}", sr: "{large_from}", en: "Large from {large_from}, {size}."}
    severity: note
    reference: {article: 5}
    in_force: {from: 2020-01-01, to: 2024-06-30}
    confidence: secondary
    overrides: PRK-1
"""
WIDE = PERMIT + MORE
CHANGES = [
    ("permit", "trees < 5", "trees < 7"),
    ("permit", "trees < 5", "(trees < 5 and area > 0)"),
    ("permit", "unless: urgent", "unless: not(urgent)"),
    ("permit", "area >= large_from", "area > large_from"),
    ("permit", "size: small", "size: large"),
    ("permit", "Only {trees} trees", "Just {trees} trees"),
    ("permit", "severity: warning", "severity: blocking"),
    ("permit", "overrides: PRK-1", "overrides: []"),
    ("permit", "to: 2024-06-30", "to: 2025-06-30"),
    ("permit", "trees = 0 or urgent", "trees = 0 and urgent"),
    ("permit", "code: PRK-2", "code: PRK-3"),
    ("permit", "en: A large park", "en: A very large park"),
    ("sizes", "value: 10,", "value: 11,"),
    ("sizes", "2020-01-01: {value: 10", "2024-07-01: {value: 10"),
    ("sizes", "en: small}", "en: tiny}"),
    ("sizes", "en: area}", "en: surface}"),
]


def drawn(random_: random.Random, kinds: list[FactType]) -> dict[str, Any]:
    """Facts of a case, some missing, many beside a border."""
    return {kind.name: _stated(random_, kind) for kind in kinds if kind.asked and random_.random() < 0.75}


def _stated(random_: random.Random, kind: FactType) -> object:
    if kind.kind is FactKind.CHOICE:
        return random_.choice(kind.choices).code
    if kind.kind is FactKind.YES_NO:
        return random_.random() < 0.5
    if kind.kind is FactKind.DATE:
        return (date(2025, 1, 1) + timedelta(days=random_.randrange(400))).isoformat()
    if kind.kind is FactKind.MONEY:
        return random_.choice(["999.99", "1000.00", "1500.00", "9999.99", "10000.00", "124999.99", "125000", "600000"])
    if kind.kind in (FactKind.NUMBER, FactKind.PERCENT):
        return str(max(int(kind.minimum or 0), random_.choice([0, 3, 5, 9, 10, 11, 40])))
    return "30190000" if kind.pattern else "x" if kind.kind is FactKind.TEXT else None


def differences(before: Law, after: Law, facts: FactValues, on: date, office: Office) -> tuple[object, ...]:
    """What judging both ways finds: rules, and derived facts."""
    one, other = (judge(law.lawbook, law.plan, Fixpoint(), office.words, facts, on) for law in (before, after))
    found = compare(one, other, confirmations=False)
    derived = before.plan.derivations.keys() | after.plan.derivations.keys()
    return (*found.rules, *(value for value in found.values if value.name in derived))


def held_back(office: Office, proposal: Proposal, case_type: str, cases: int, seed: int) -> int:
    """How many random cases the sieve holds back; none of them differs."""
    before, after = versions.todays(office, case_type), proposal.laws[case_type]
    sieve, random_ = Sieve(before, after), random.Random(seed)
    kinds, held = list(before.lawbook.facts.values()), 0
    for _ in range(cases):
        facts = _readable(before, drawn(random_, kinds))
        on = random_.choice(DAYS)
        if not sieve.may_differ(facts, on):
            assert differences(before, after, facts, on, office) == (), (facts, on)
            held += 1
    return held


def _readable(law: Law, stated: dict[str, Any]) -> FactValues:
    return statements.read(law.lawbook.facts, stated)


@pytest.mark.parametrize(("file", "before", "after"), CHANGES)
def test_whatever_changes_in_a_ruleset_no_case_is_lost(parks: Parks, file: str, before: str, after: str) -> None:
    office = parks(permit=WIDE)
    text = {"permit": WIDE, "sizes": SIZES}[file]
    assert before in text
    proposal = proposals.of_file(office, f"{file}.yaml", text.replace(before, after).encode())
    held = held_back(office, proposal, "parks.permit", 50, 7)
    assert held > 0 or "small" in before, "only another name for a value concerns every case that has it"


def test_on_days_on_which_a_value_does_not_count_nothing_is_asked(parks: Parks) -> None:
    office = parks(permit=WIDE)
    proposal = proposals.of_values(office, [NewValue("large_from", "20", date(2024, 7, 1))])
    sieve = Sieve(versions.todays(office, "parks.permit"), proposal.laws["parks.permit"], ["area"])

    def ask() -> FactValues:
        raise AssertionError("nobody had to be asked")

    facts = _readable(proposal.laws["parks.permit"], {"area": "15", "trees": "3", "urgent": False})
    assert not sieve.may_differ(facts, date(2024, 6, 30), ask)
    assert sieve.may_differ(facts, date(2024, 7, 1), ask)


def test_fact_sources_are_asked_only_for_what_is_waited_for(parks: Parks) -> None:
    office = parks(permit=WIDE)
    law = proposals.of_values(office, [NewValue("large_from", "20")]).laws["parks.permit"]
    sieve, asked = Sieve(versions.todays(office, "parks.permit"), law, ["area"]), []

    def ask() -> FactValues:
        asked.append(1)
        return _readable(law, {"area": "15"})

    assert sieve.may_differ(_readable(law, {"trees": "3", "urgent": False}), DAYS[-1], ask)
    assert asked == [1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("parameter", "value"),
    [("low_value_from", "1500"), ("large_value_from_works", "125000"), ("large_value_from_supplies_services", "10000")],
)
def test_no_purchase_or_contract_is_lost_when_a_threshold_moves(office: Office, parameter: str, value: str) -> None:
    proposal = proposals.of_values(office, [NewValue(parameter, value)])
    for case_type in proposal.laws:
        assert held_back(office, proposal, case_type, 40, 11) > 0
