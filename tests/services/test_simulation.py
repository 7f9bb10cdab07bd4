"""What if: a changed ruleset over stored cases, each problem told, nothing stored."""

from __future__ import annotations

from typing import Any

import pytest

from neni.core.errors import BadRules, NotAllowed, NotFound
from neni.core.model.cases import CaseStatus
from neni.core.model.findings import Outcome
from neni.core.office import Office
from neni.core.services import intake, proposals
from neni.core.services.simulation import Scope, Simulation, simulate
from tests.services.conftest import LATER, OFFICER, PERMIT, SIZES, STATED, STRANGER, Parks

PERMIT_TYPE = "parks.permit"


def opened(office: Office, **changes: object) -> str:
    return intake.open_case(office, OFFICER, PERMIT_TYPE, STATED | changes).reference


def tried(office: Office, text: str, case_type: str | None = None, **more: Any) -> Simulation:
    proposal = proposals.of_file(office, "changed.yaml", text.encode())
    return simulate(office, OFFICER, proposal, Scope(case_type), **more)


def test_every_stored_case_is_judged_both_ways_closed_ones_too(parks: Parks) -> None:
    office = parks()
    turning, closed, staying = opened(office), opened(office), opened(office, trees=9)
    intake.set_status(office, OFFICER, closed, CaseStatus.CLOSED, 1)
    told: list[tuple[int, int]] = []
    found = tried(office, LATER, on_case=lambda *step: told.append(step))
    assert (found.proposal.codes, found.looked_at, told) == (("parks.sizes",), 3, [(1, 3), (2, 3), (3, 3)])
    turned = {case.reference: case for case in found.cases if case.comparison.rules}
    assert turned.keys() == {turning, closed}
    assert staying not in turned
    (change,) = turned[turning].comparison.rules
    assert change.outcomes == (Outcome.HOLDS, Outcome.DOES_NOT_HOLD)
    ((before, after),) = found.proposal.rulesets
    assert before.fingerprint != after.fingerprint


def test_nothing_is_stored(parks: Parks) -> None:
    office = parks()
    reference = opened(office)
    before = intake.get_case(office, OFFICER, reference)
    tried(office, LATER)
    assert intake.get_case(office, OFFICER, reference) == before
    assert [kind for kind, *_ in intake.history(office, OFFICER, reference)] == ["CaseOpened"]
    with office.store.reading() as work:
        assert work.evaluations.latest(before.id) is None
        assert len(work.versions.of("parks.sizes")) == 1


def test_cases_pinned_to_earlier_law_show_only_what_the_change_does(parks: Parks) -> None:
    opened(parks())
    later = parks(sizes=LATER)
    assert tried(later, LATER.replace("en: Sizes}", "en: Sizes of parks}")).cases == ()
    assert len(tried(later, SIZES).cases) == 1


def test_a_change_may_be_called_off(parks: Parks) -> None:
    office = parks()
    opened(office)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tried(office, LATER, on_case=stop)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PERMIT.replace("trees < 5", "treez < 5"), "treez"),
        (PERMIT.replace("trees < 5", "trees <"), "changed.yaml"),
        (PERMIT.replace("severity: warning", "severity: grave"), "grave"),
        ("ruleset: [", "changed.yaml"),
        (SIZES.replace("  area:", "  surface:"), "area"),
    ],
)
def test_mistakes_are_told_before_any_case_is_looked_at(parks: Parks, text: str, told: str) -> None:
    with pytest.raises(BadRules) as refused:
        tried(parks(), text)
    assert told in str(refused.value)


def test_only_what_is_shipped_can_be_replaced(parks: Parks) -> None:
    with pytest.raises(NotFound, match=r"no ruleset “parks.fees” to be replaced; there are: parks.permit, parks.sizes"):
        tried(parks(), PERMIT.replace("ruleset: parks.permit", "ruleset: parks.fees"))
    with pytest.raises(NotFound, match="no ruleset “”"):
        tried(parks(), "title: {}")
    with pytest.raises(NotFound, match="nothing"):
        tried(parks(), PERMIT.replace("applies_to: parks.permit", "applies_to: parks.nothing"))
    with pytest.raises(NotFound, match="nothing"):
        tried(parks(), PERMIT, case_type="parks.nothing")


def test_strangers_learn_nothing(parks: Parks) -> None:
    office = parks()
    proposal = proposals.of_file(office, "changed.yaml", LATER.encode())
    with pytest.raises(NotAllowed):
        simulate(office, STRANGER, proposal)
