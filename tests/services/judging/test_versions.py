"""Versions of the law: a case is judged by the text it began with, whatever is shipped later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.errors import Conflict
from neni.core.model.cases import CaseStatus
from neni.core.model.findings import Evaluation, Outcome
from neni.core.office import Office
from neni.core.services.cases import evaluation, intake
from neni.core.services.judging import versions
from tests.services.conftest import LATER, OFFICER, PERMIT, SIZES, STATED, Parks

STRICTER = PERMIT.replace("trees < 5", "trees < 50")


@pytest.fixture
def park_store(store: SqlStore) -> SqlStore:
    """Both databases."""
    return store


def judged(office: Office, reference: str) -> Evaluation:
    return evaluation.findings(office, OFFICER, reference)


def outcome(found: Evaluation, rule: str = "PRK-1") -> Outcome:
    return next(one.outcome for one in found.findings if one.rule == rule)


def test_an_open_case_is_judged_by_the_law_it_began_with(parks: Parks) -> None:
    first = parks()
    old = intake.open_case(first, OFFICER, "parks.permit", STATED)
    second = parks(sizes=LATER)
    new = intake.open_case(second, OFFICER, "parks.permit", STATED)
    assert outcome(judged(second, old.reference)) is Outcome.HOLDS
    assert outcome(judged(second, new.reference)) is Outcome.DOES_NOT_HOLD
    assert judged(second, old.reference).derived["size"] == "large"
    assert old.rulesets["parks.permit"] == new.rulesets["parks.permit"]
    assert old.rulesets["parks.sizes"] != new.rulesets["parks.sizes"]


def test_a_finding_tells_the_version_of_its_ruleset(parks: Parks, store: SqlStore) -> None:
    office = parks()
    case = intake.open_case(office, OFFICER, "parks.permit", STATED)
    later = parks(permit=STRICTER)
    kept = judged(later, case.reference)
    assert [(one.ruleset, one.version) for one in kept.findings] == [("parks.permit", case.rulesets["parks.permit"])]
    assert kept.rulesets == case.rulesets
    with store.reading() as work:
        assert work.evaluations.get(str(kept.id)) == kept


def test_the_earlier_law_judges_as_it_did_down_to_the_fingerprints_of_its_rules(parks: Parks) -> None:
    office = parks()
    case = intake.open_case(office, OFFICER, "parks.permit", STATED)
    before = evaluation.evaluate(office, case.type, case.facts, case.on, case=case)
    after = evaluation.evaluate(parks(STRICTER, LATER), case.type, case.facts, case.on, case=case)
    assert after == before


def test_a_ruleset_that_is_not_shipped_any_more_still_judges_its_cases(parks: Parks) -> None:
    case = intake.open_case(parks(), OFFICER, "parks.permit", STATED)
    plain = "{type: number, label: {sq: a, sr: b, en: c}}"
    form = "".join(f"  {name}: {plain}\n" for name in ("trees", "urgent"))
    named = "  title: {type: text, label: {sq: a, sr: b, en: c}}\n"
    only_sizes = SIZES[: SIZES.index("  size:")] + named + form
    later = parks(permit="", sizes=only_sizes)
    assert later.host.lawbook("parks.permit").fingerprints.keys() == {"parks.sizes"}
    assert outcome(judged(later, case.reference)) is Outcome.HOLDS


def test_a_closed_case_keeps_its_law_and_an_opened_again_one_too(parks: Parks) -> None:
    office = parks()
    case = intake.open_case(office, OFFICER, "parks.permit", STATED)
    closed = intake.set_status(office, OFFICER, case.reference, CaseStatus.CLOSED, case.version)
    later = parks(sizes=LATER)
    again = intake.set_status(later, OFFICER, case.reference, CaseStatus.OPEN, closed.version)
    assert again.rulesets == case.rulesets
    assert outcome(judged(later, case.reference)) is Outcome.HOLDS


def test_facts_of_both_laws_may_be_stated(parks: Parks) -> None:
    case = intake.open_case(parks(), OFFICER, "parks.permit", STATED)
    hurried = PERMIT.replace("facts:", "facts:\n  hurried: {type: yes_no, label: {sq: a, sr: b, en: c}}", 1)
    hurried = hurried.replace("unless: urgent", "unless: hurried")
    later = parks(permit=hurried)
    changed = intake.change_facts(later, OFFICER, case.reference, STATED | {"hurried": True}, case.version)
    assert changed.facts["hurried"] is True
    assert outcome(judged(later, case.reference)) is Outcome.HOLDS


def test_opening_the_office_keeps_what_is_shipped_once(parks: Parks, store: SqlStore) -> None:
    office = parks()
    versions.keep_all(office)
    versions.keep_all(office)
    versions.keep_all(parks(sizes=LATER))
    with store.reading() as work:
        kept = work.versions.of("parks.sizes")
        assert [one.written for one in kept if "value: 10," in one.written] == [SIZES]
        assert len(kept) == 2
        assert len(work.versions.of("parks.permit")) == 1


def test_a_case_whose_law_was_not_kept_says_so_and_can_still_be_looked_at(parks: Parks, store: SqlStore) -> None:
    office = parks()
    case = intake.open_case(office, OFFICER, "parks.permit", STATED)
    with store.writing() as work:
        work.cases.save(replace(case, rulesets={"parks.permit": "f" * 64}))
    with pytest.raises(Conflict, match="were not kept in version ffffffff"):
        judged(office, case.reference)
    changed = intake.change_facts(office, OFFICER, case.reference, STATED | {"trees": 9}, case.version + 1)
    assert changed.facts["trees"] == 9


def test_a_case_pinned_to_nothing_is_judged_by_todays_law(parks: Parks, store: SqlStore) -> None:
    office = parks(sizes=LATER)
    case = replace(intake.open_case(office, OFFICER, "parks.permit", STATED), rulesets={})
    found = evaluation.evaluate(office, case.type, case.facts, case.on, case=case)
    assert outcome(found) is Outcome.DOES_NOT_HOLD


def test_earlier_law_is_read_once(parks: Parks) -> None:
    case = intake.open_case(parks(), OFFICER, "parks.permit", STATED)
    later = parks(sizes=LATER)
    assert versions.law_of(later, case) is versions.law_of(later, case)
