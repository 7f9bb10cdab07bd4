"""What if: a changed ruleset over stored cases, each problem told, nothing stored."""

from __future__ import annotations

import pytest

from neni.core.errors import BadRules, NotAllowed, NotFound
from neni.core.model.cases import CaseStatus
from neni.core.model.findings import Outcome
from neni.core.office import Office
from neni.core.services import intake
from neni.core.services.simulation import Simulation, simulate
from tests.services.conftest import LATER, OFFICER, PERMIT, SIZES, STATED, STRANGER, Parks

PERMIT_TYPE = "parks.permit"


def opened(office: Office, **changes: object) -> str:
    return intake.open_case(office, OFFICER, PERMIT_TYPE, STATED | changes).reference


def tried(office: Office, text: str, **more: object) -> Simulation:
    return simulate(office, OFFICER, "changed.yaml", text.encode(), **more)  # type: ignore[arg-type]


def test_every_stored_case_is_judged_both_ways_closed_ones_too(parks: Parks) -> None:
    office = parks()
    turning, closed, staying = opened(office), opened(office), opened(office, trees=9)
    intake.set_status(office, OFFICER, closed, CaseStatus.CLOSED, 1)
    told: list[tuple[int, int]] = []
    found = tried(office, LATER, on_case=lambda *step: told.append(step))
    assert (found.ruleset, found.looked_at, told) == ("parks.sizes", 3, [(1, 3), (2, 3), (3, 3)])
    assert {case.reference for case in found.cases} == {turning, closed}
    assert staying not in {case.reference for case in found.cases}
    (change,) = found.cases[0].comparison.rules
    assert change.outcomes == (Outcome.HOLDS, Outcome.DOES_NOT_HOLD)
    assert found.before != found.after


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
    with pytest.raises(NotAllowed):
        simulate(parks(), STRANGER, "changed.yaml", LATER.encode())
