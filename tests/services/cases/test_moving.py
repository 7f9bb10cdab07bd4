"""Moving open cases to today's rules: shown before it is accepted, and for all of them or none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.errors import Conflict, NotAllowed, NotFound
from neni.core.model.cases import Case, CaseStatus
from neni.core.model.findings import Outcome
from neni.core.office import Office
from neni.core.ports import CaseQuery
from neni.core.services.cases import evaluation, intake, moving
from neni.core.services.law import confirming
from tests.conftest import FIRST_LAWYER, SECOND_LAWYER
from tests.services.conftest import LATER, OFFICER, PERMIT, READER, STATED, STRANGER, Parks

GRAVER = PERMIT.replace("severity: warning", "severity: blocking")


@pytest.fixture
def park_store(store: SqlStore) -> SqlStore:
    """Both databases."""
    return store


def opened(office: Office, **changes: object) -> Case:
    return intake.open_case(office, OFFICER, "parks.permit", STATED | changes)


def pins(office: Office, case: Case) -> dict[str, str]:
    return dict(intake.get_case(office, OFFICER, case.reference).rulesets)


def test_the_differences_are_shown_and_nothing_is_stored(parks: Parks) -> None:
    case = opened(parks())
    later = parks(sizes=LATER)
    move = moving.preview(later, OFFICER)
    (one,) = move.cases
    assert (one.reference, move.looked_at, one.before) == (case.reference, 1, case.rulesets)
    assert [(change.rule, *change.outcomes) for change in one.comparison.rules] == [
        ("PRK-1", Outcome.HOLDS, Outcome.DOES_NOT_HOLD)
    ]
    assert [(value.name, value.before.en, value.after.en) for value in one.comparison.values] == [
        ("large_from", "10", "100"),
        ("size", "large", "small"),
    ]
    assert pins(later, case) == case.rulesets
    assert moving.preview(later, OFFICER).seal == move.seal


def test_what_is_accepted_is_judged_by_todays_rules_and_leaves_events(parks: Parks) -> None:
    case, unconcerned = opened(parks()), opened(parks(), area=1000)
    later = parks(sizes=LATER)
    move = moving.preview(later, OFFICER)
    (total,) = moving.accept(later, OFFICER, move)
    assert {**total.data, "to": 0} == {"cases": 2, "changed": 1, "rules": {"PRK-1": 1}, "to": 0}
    assert pins(later, case) == pins(later, unconcerned) == later.host.lawbook("parks.permit").fingerprints
    found = evaluation.findings(later, OFFICER, case.reference)
    assert [one.outcome for one in found.findings] == [Outcome.DOES_NOT_HOLD]
    moved = next(one for one in intake.history(later, OFFICER, case.reference) if one[0] == "CaseMoved")
    assert moved[3]["rules"] == {"PRK-1": ["holds", "does_not_hold"]}
    assert moved[3]["from"] == case.rulesets
    with later.store.reading() as work:
        assert [kind for kind, *_ in work.events.of("parks.permit")] == ["CasesMoved"]
    assert moving.preview(later, OFFICER).cases == ()


def test_the_law_a_case_left_stays_kept_and_it_can_be_moved_back(parks: Parks) -> None:
    first = parks()
    case = opened(first)
    later = parks(sizes=LATER)
    moving.accept(later, OFFICER, moving.preview(later, OFFICER))
    assert moving.preview(first, OFFICER).cases[0].after == case.rulesets


def test_a_rule_that_becomes_graver_or_says_something_else_is_a_difference(parks: Parks) -> None:
    opened(parks())
    (graver,) = moving.preview(parks(permit=GRAVER), OFFICER).cases[0].comparison.rules
    assert graver.before
    assert graver.after
    assert (graver.before.severity, graver.after.severity, graver.turns) == ("warning", "blocking", False)
    (other,) = moving.preview(parks(permit=PERMIT.replace("Only", "Just")), OFFICER).cases[0].comparison.rules
    assert other.after
    assert other.after.message.en == "Just 3 trees on 12."


def test_a_new_rule_and_one_that_went_are_differences(parks: Parks) -> None:
    opened(parks())
    renamed = moving.preview(parks(permit=PERMIT.replace("PRK-1", "PRK-2")), OFFICER).cases[0].comparison
    assert [(change.rule, *change.outcomes) for change in renamed.rules] == [
        ("PRK-1", Outcome.HOLDS, None),
        ("PRK-2", None, Outcome.HOLDS),
    ]


def test_a_confirmation_that_does_not_count_for_the_new_text_is_a_difference(parks: Parks) -> None:
    unseen = GRAVER.replace("confidence: secondary", "confidence: memory")
    office = parks(permit=unseen)
    case = opened(office)
    confirming.propose(office, FIRST_LAWYER, "parks.permit", "PRK-1", "read")
    confirming.confirm(office, SECOND_LAWYER, "parks.permit", "PRK-1")
    assert evaluation.findings(office, OFFICER, case.reference).findings[0].confirmed
    (change,) = moving.preview(parks(unseen.replace("trees < 5", "trees < 6")), OFFICER).cases[0].comparison.rules
    assert [one.advises for one in (change.before, change.after) if one] == [False, True]


def test_a_rule_that_concerns_the_case_under_neither_text_is_no_difference(parks: Parks) -> None:
    opened(parks(), trees=9)
    graver = moving.preview(parks(permit=GRAVER.replace("PRK-1", "PRK-2")), OFFICER)
    assert (len(graver.cases), graver.changed) == (1, ())


def test_words_around_the_rules_move_a_case_without_a_difference(parks: Parks) -> None:
    opened(parks())
    move = moving.preview(parks(permit=PERMIT.replace("en: Permit}", "en: Permits}")), OFFICER)
    assert (len(move.cases), move.changed) == (1, ())


def test_only_open_cases_move(parks: Parks) -> None:
    office = parks()
    closed, still_open = opened(office), opened(office)
    intake.set_status(office, OFFICER, closed.reference, CaseStatus.CLOSED, closed.version)
    later = parks(sizes=LATER)
    assert [one.reference for one in moving.preview(later, OFFICER).cases] == [still_open.reference]
    with pytest.raises(Conflict, match="keeps the law it was decided by") as refused:
        moving.preview(later, OFFICER, references=[still_open.reference, closed.reference])
    assert [problem.message.en for problem in refused.value.problems] == [closed.reference]


def test_the_cases_named_move_alone(parks: Parks) -> None:
    one, other = opened(parks()), opened(parks())
    later = parks(sizes=LATER)
    moving.accept(later, OFFICER, moving.preview(later, OFFICER, references=[other.reference, other.id]))
    assert pins(later, one) == one.rulesets
    assert pins(later, other) != other.rulesets


@pytest.mark.parametrize("happening", ["changed", "closed", "other rules"])
def test_what_changed_since_moves_nothing_at_all(parks: Parks, happening: str) -> None:
    first, second = opened(parks()), opened(parks())
    later = parks(sizes=LATER)
    move = moving.preview(later, OFFICER)
    accepting = later
    if happening == "changed":
        intake.change_facts(later, OFFICER, first.reference, STATED | {"trees": 1}, first.version)
    elif happening == "closed":
        intake.set_status(later, OFFICER, first.reference, CaseStatus.CLOSED, first.version)
    else:
        accepting = parks(permit=GRAVER)
    with pytest.raises(Conflict, match="nothing was moved"):
        moving.accept(accepting, OFFICER, move)
    assert (pins(later, first), pins(later, second)) == (first.rulesets, second.rulesets)
    with later.store.reading() as work:
        assert work.events.of("parks.permit") == ()


def test_who_may_only_read_sees_and_does_not_move(parks: Parks) -> None:
    case = opened(parks())
    later = parks(sizes=LATER)
    move = moving.preview(later, READER)
    assert len(move.cases) == 1
    with pytest.raises(NotAllowed):
        moving.accept(later, READER, move)
    assert moving.preview(later, STRANGER).cases == ()
    with pytest.raises(NotAllowed):
        moving.preview(later, STRANGER, "parks.permit")
    with pytest.raises(NotFound):
        moving.preview(later, OFFICER, "parks.nothing")
    assert pins(later, case) == case.rulesets


def test_a_case_whose_law_was_not_kept_can_leave_it(parks: Parks) -> None:
    office = parks()
    case = opened(office)
    with office.store.writing() as work:
        work.cases.save(replace(case, rulesets={"parks.permit": "f" * 64}))
    move = moving.preview(office, OFFICER, references=[case.reference])
    assert (move.cases[0].readable, [one.rule for one in move.cases[0].comparison.rules]) == (False, ["PRK-1"])
    moving.accept(office, OFFICER, move)
    assert evaluation.findings(office, OFFICER, case.reference).findings[0].outcome is Outcome.HOLDS


def test_every_case_is_gone_through_page_by_page(parks: Parks, monkeypatch: pytest.MonkeyPatch) -> None:
    office = parks()
    for _ in range(5):
        opened(office)
    monkeypatch.setattr(intake, "PAGE", 2)
    told: list[tuple[int, int]] = []
    moving.preview(parks(sizes=LATER), OFFICER, "parks.permit", on_case=lambda *step: told.append(step))
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    everyone = intake.every_case(office, OFFICER, CaseQuery())
    assert len({case.reference for case, _ in everyone}) == 5
