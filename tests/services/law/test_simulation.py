"""What if: a changed ruleset over stored cases, each problem told, nothing stored."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from neni.core.errors import BadRules, InvalidFacts, NotAllowed, NotFound
from neni.core.model.cases import CaseStatus
from neni.core.model.findings import Outcome
from neni.core.model.law.change_rows import COLUMNS
from neni.core.model.law.comparing import Turn
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.law import change_files, proposals, simulation
from neni.core.services.law.proposals import NewValue
from neni.core.services.law.simulation import CalledOff, Scope, Simulation, simulate
from tests.conftest import FixedClock
from tests.services.conftest import LATER, OFFICER, PERMIT, SIZES, STATED, STRANGER, Parks

PERMIT_TYPE = "parks.permit"


def opened(office: Office, **changes: object) -> str:
    return intake.open_case(office, OFFICER, PERMIT_TYPE, STATED | changes).reference


def values(office: Office, name: str, written: str, start: date | None = None) -> Simulation:
    return simulate(office, OFFICER, proposals.of_values(office, [NewValue(name, written, start)]))


def written_out(url: str) -> list[str]:
    """Everything in the database."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        return list(connection.iterdump())


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


def test_the_database_is_the_same_to_the_letter_before_and_after(parks: Parks, sqlite_url: str) -> None:
    office = parks()
    opened(office)
    opened(office, area=1)
    before = written_out(sqlite_url)
    assert len(tried(office, LATER).cases) == 1
    values(office, "large_from", "100")
    assert written_out(sqlite_url) == before


def test_a_value_of_the_law_counts_from_its_day_or_in_place_of_todays(parks: Parks) -> None:
    office = parks()
    opened(office)
    (case,) = values(office, "large_from", "100").cases
    assert [one.turn for one in case.comparison.rules] == [Turn.NO_LONGER_HOLDS]
    assert [(one.name, one.before.en, one.after.en) for one in case.values] == [("size", "large", "small")]
    assert len(values(office, "large_from", "100", date(2026, 3, 2)).cases) == 1
    assert values(office, "large_from", "100", date(2026, 3, 3)).cases == ()
    assert values(office, "large_from", "11").cases == ()


def test_a_value_thought_of_claims_no_article(parks: Parks) -> None:
    office = parks()
    (replaced,) = proposals.of_values(office, [NewValue("large_from", "100")]).values
    assert (replaced.before, replaced.after.value) == (10, 100)
    assert (replaced.after.reference.act, replaced.after.start) == (None, date(2020, 1, 1))


def test_several_values_are_tried_together(parks: Parks) -> None:
    office = parks()
    one, other = NewValue("large_from", "100"), NewValue("large_from", "10", date(2026, 3, 1))
    opened(office)
    assert simulate(office, OFFICER, proposals.of_values(office, [one, other])).cases == ()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (NewValue("large_fro", "1"), "named “large_fro”; there are: large_from"),
        (NewValue("large_from", "1", ruleset="parks.permit"), "named “large_from”"),
        (NewValue("large_from", "1", ruleset="roads"), "no ruleset “roads”"),
    ],
)
def test_values_the_law_does_not_have_are_refused(parks: Parks, value: NewValue, told: str) -> None:
    with pytest.raises(NotFound, match=told):
        proposals.of_values(parks(), [value])


@pytest.mark.parametrize("written", ["many", "", "1e3"])
def test_a_value_of_another_kind_is_refused(parks: Parks, written: str) -> None:
    with pytest.raises(InvalidFacts):
        proposals.of_values(parks(), [NewValue("large_from", written)])


def test_only_cases_in_scope_are_looked_at(parks: Parks, clock: FixedClock) -> None:
    office = parks()
    opened(office)
    clock.forward(timedelta(days=1))
    later = opened(office)
    proposal = proposals.of_values(office, [NewValue("large_from", "100")])
    found = simulate(office, OFFICER, proposal, Scope(department="parks", opened_from=date(2026, 3, 3)))
    assert [one.reference for one in found.cases] == [later]
    assert simulate(office, OFFICER, proposal, Scope(opened_to=date(2026, 3, 1))).changed == 0
    with pytest.raises(NotFound, match="roads"):
        simulate(office, OFFICER, proposal, Scope(department="roads"))


def test_one_that_is_stopped_keeps_what_it_found_and_says_it_is_a_part(parks: Parks) -> None:
    office = parks()
    for _ in range(3):
        opened(office)

    def enough(done: int, _total: int) -> None:
        if done == 2:
            raise CalledOff

    found = tried(office, LATER, on_case=enough)
    assert (found.stopped, found.looked_at, found.total, found.changed) == (True, 2, 3, 2)
    assert "part only" in change_files.remarks(found).en
    assert "partial" in change_files.name(found, "csv")


def test_more_changes_than_are_listed_are_counted_all_the_same(parks: Parks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "MOST_LISTED", 1)
    office = parks()
    for _ in range(3):
        opened(office)
    found = tried(office, LATER)
    assert (len(found.cases), found.changed, found.left_off) == (1, 3, 2)
    assert found.turns == {("PRK-1", Turn.NO_LONGER_HOLDS): 3}


def test_the_changes_travel_as_a_sheet_of_texts(parks: Parks) -> None:
    office = parks()
    opened(office, title="=1+1")
    found = tried(office, LATER)
    sheet = load_workbook(io.BytesIO(change_files.write(found, "xlsx", Language.ENGLISH))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")
    assert [sheet[f"{column}3"].value for column in "FHI"] == ["size", "large", "small"]


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
