"""What is stored of deadlines: counted with the case, kept under their law, ended, missed, decided about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from neni.core.errors import Conflict, NotAllowed
from neni.core.model.cases import Case, CaseStatus
from neni.core.model.deadlines.stored import Deadline, DeadlineState, DecisionKind
from neni.core.model.deadlines.terms import Term, Unit
from neni.core.model.people import Person, Role
from neni.core.office import Office
from neni.core.services.cases import intake, moving
from neni.core.services.deadlines import sweep
from neni.core.services.deadlines.deadline_decisions import Wish, decide, settle
from neni.core.services.deadlines.deadline_reading import deadlines_of, get_deadline
from neni.core.services.law.confirming import confirm, deadline_vouchings, propose
from neni.core.services.waiting import waiting_for
from tests.conftest import FixedClock
from tests.services.conftest import OFFICER, READER, STRANGER, Parks
from tests.services.deadline_parks import HEAD, LAW, STATED

MONDAY = "2026-03-02"


@pytest.fixture
def office(parks: Parks) -> Office:
    return parks(permit=LAW)


def opened(office: Office, **facts: object) -> Case:
    return intake.open_case(office, OFFICER, "parks.permit", STATED | facts)


def stored(office: Office, case: Case) -> dict[str, Deadline]:
    with office.store.reading() as work:
        return {one.rule: one for one in work.deadlines.of_case(case.id)}


def states(office: Office, case: Case) -> dict[str, str]:
    return {code: one.state.value for code, one in stored(office, case).items()}


def change(office: Office, case: Case, **facts: Any) -> Case:
    now = intake.get_case(office, OFFICER, case.reference)
    kept = {name: str(value) if isinstance(value, date) else value for name, value in now.facts.items()}
    told = {name: value for name, value in (kept | facts).items() if value is not None}
    return intake.change_facts(office, OFFICER, case.reference, told, now.version)


def test_what_can_be_counted_is_stored_with_the_case_and_the_rest_is_told(office: Office) -> None:
    case = opened(office, asked_on=MONDAY)
    (answer,) = stored(office, case).values()
    assert (answer.state, answer.last_day, answer.version) == (DeadlineState.OPEN, date(2026, 3, 9), 1)
    assert answer.due == datetime(2026, 3, 9, 22, 59, 59, tzinfo=UTC)
    assert answer.warn_at == (datetime(2026, 3, 8, 7, 0, tzinfo=UTC),)
    shown = {one.rule.code: one for one in deadlines_of(office, READER, case.reference)}
    assert [one.en for one in shown["PRK-D2"].missing] == ["event"]
    assert shown["PRK-D3"].deadline.state is DeadlineState.WAITING
    assert shown["PRK-D1"].steps[-3].words.en == "Last minute: Monday 09.03.2026, 23:59."


def test_two_regimes_by_the_day_of_the_event(office: Office) -> None:
    old, new = opened(office, event_at="2025-12-31T20:00:00Z"), opened(office, event_at="2026-01-01T20:00:00Z")
    due = [stored(office, case)["PRK-D2"].due for case in (old, new)]
    assert due == [datetime(2026, 1, 1, 20, tzinfo=UTC), datetime(2026, 1, 3, 20, tzinfo=UTC)]
    bindings = [deadlines_of(office, OFFICER, case.reference)[0].binding for case in (old, new)]
    assert bindings == [True, False], "from memory: it only advises until two people confirm it"


@pytest.mark.parametrize(
    ("which", "last_day", "told"),
    [
        ("latest_of", date(2026, 5, 31), "festival (the latest of: asked on, festival)"),
        ("earliest_of", date(2026, 4, 1), "asked on (the earliest of: asked on, festival)"),
    ],
)
def test_of_several_events_the_page_says_which_one_counts(parks: Parks, which: str, last_day: date, told: str) -> None:
    text = f"""  - code: PRK-D4
    title: {{sq: Raporti, sr: Izveštaj, en: Report}}
    after: {{{which}: [asked_on, festival_on]}}
    period: {{calendar_days: 30}}
    severity: note
    reference: {{article: 10}}
    in_force: {{from: 2020-01-01}}
    confidence: verified
"""
    office = parks(permit=LAW + text)
    case = opened(office, asked_on=MONDAY)
    waiting = {one.rule.code: one for one in deadlines_of(office, OFFICER, case.reference)}["PRK-D4"]
    assert [one.en for one in waiting.missing] == ["festival"], "the one that is not stated may be the one"
    change(office, case, festival_on="2026-05-01")
    found = {one.rule.code: one for one in deadlines_of(office, OFFICER, case.reference)}["PRK-D4"]
    assert found.deadline.last_day == last_day
    assert told in found.steps[0].words.en
    assert all(getattr(found.steps[0].words, code) for code in ("sq", "sr"))


def test_what_is_done_in_time_is_met_and_late_is_missed(office: Office, clock: FixedClock) -> None:
    case = opened(office, asked_on=MONDAY)
    change(office, case, answered_on="2026-03-09")
    met = stored(office, case)["PRK-D1"]
    assert (met.state, met.version) == (DeadlineState.MET, 2)
    assert met.told, "it keeps its explanation"
    change(office, case, answered_on="2026-03-10")
    assert states(office, case) == {"PRK-D1": "missed"}
    change(office, case, answered_on=None)
    assert states(office, case) == {"PRK-D1": "open"}


def test_a_fact_taken_back_makes_the_deadline_wait_again(office: Office) -> None:
    case = opened(office, asked_on=MONDAY)
    change(office, case, asked_on=None)
    assert states(office, case) == {"PRK-D1": "waiting"}
    change(office, case, asked_on="2026-03-03")
    assert stored(office, case)["PRK-D1"].last_day == date(2026, 3, 10)


def test_a_condition_that_fails_lifts_it_and_nothing_is_stored_when_it_never_held(office: Office) -> None:
    case = opened(office, festival_on="2026-06-01")
    assert stored(office, case)["PRK-D3"].last_day == date(2026, 5, 22)
    change(office, case, urgent=True)
    assert states(office, case) == {"PRK-D3": "lifted"}
    assert states(office, opened(office, festival_on="2026-06-01", urgent=True)) == {}


def test_closing_lifts_and_opening_again_counts_anew(office: Office) -> None:
    case = opened(office, asked_on=MONDAY)
    closed = intake.set_status(office, OFFICER, case.reference, CaseStatus.CLOSED, case.version)
    assert states(office, case) == {"PRK-D1": "lifted"}
    intake.set_status(office, OFFICER, case.reference, CaseStatus.OPEN, closed.version)
    assert states(office, case) == {"PRK-D1": "open"}


def test_closing_leaves_what_was_met_or_missed_as_it_is(office: Office) -> None:
    met, missed = opened(office, asked_on=MONDAY, answered_on="2026-03-02"), opened(office, asked_on="2026-02-02")
    for case, state in ((met, "met"), (missed, "missed")):
        intake.set_status(office, OFFICER, case.reference, CaseStatus.CLOSED, case.version)
        assert states(office, case) == {"PRK-D1": state}


def test_the_sweep_finds_each_end_once_at_the_right_second(office: Office, clock: FixedClock) -> None:
    case = opened(office, asked_on=MONDAY, event_at="2026-03-02T08:00:00Z")
    due = stored(office, case)["PRK-D1"].due
    assert due is not None
    clock.moment = due
    passed = sweep(office)
    assert [one.kind for one in passed] == ["DeadlinesChanged"], "nobody failed by not appealing"
    clock.moment = due + timedelta(seconds=1)
    (missed,) = sweep(office)
    assert (missed.kind, missed.data["rule"]) == ("DeadlineMissed", "PRK-D1")
    assert states(office, case) == {"PRK-D1": "missed", "PRK-D2": "passed"}
    assert sweep(office) == ()


def test_what_passed_keeps_its_explanation_whatever_is_decided_of_days_off_later(
    office: Office, clock: FixedClock
) -> None:
    case = opened(office, event_at="2026-03-02T10:00:00Z")
    clock.moment = datetime(2026, 3, 4, 10, 0, 1, tzinfo=UTC)
    sweep(office)
    passed = stored(office, case)["PRK-D2"]
    assert passed.state is DeadlineState.PASSED
    assert [step.kind.value for step in passed.told] == ["start", "counted", "end", "source", "policy"]
    change(office, case, asked_on=MONDAY, event_at="2026-03-02T10:00:00Z")
    assert stored(office, case)["PRK-D2"] == passed, "nothing was counted anew"


def test_a_deadline_keeps_the_law_it_began_under_when_the_case_moves(parks: Parks) -> None:
    before = parks(permit=LAW)
    case = opened(before, asked_on=MONDAY)
    after = parks(permit=LAW.replace("working_days: 5", "working_days: 3").replace("{calendar_days: 10}", "{weeks: 3}"))
    moving.accept(after, OFFICER, moving.preview(after, OFFICER))
    change(after, case, festival_on="2026-06-01", asked_on="2026-03-03")
    kept = stored(after, case)
    assert kept["PRK-D1"].last_day == date(2026, 3, 10), "five days, as when it began"
    assert kept["PRK-D3"].last_day == date(2026, 5, 11), "this one began under the new law"
    shown = {one.rule.code: one for one in deadlines_of(after, OFFICER, case.reference)}
    assert shown["PRK-D1"].rule.period.amount == 5


def test_suspending_resuming_and_extending_by_decision(office: Office, clock: FixedClock) -> None:
    case = opened(office, asked_on=MONDAY)
    deadline = stored(office, case)["PRK-D1"].id
    clock.moment = datetime(2026, 3, 4, 9, tzinfo=UTC)
    decide(office, OFFICER, deadline, Wish(DecisionKind.SUSPEND, "Ekspertiza"))
    assert states(office, case) == {"PRK-D1": "suspended"}
    clock.moment = datetime(2026, 3, 10, 9, tzinfo=UTC)
    decide(office, OFFICER, deadline, Wish(DecisionKind.RESUME, "Ekspertiza erdhi"))
    assert stored(office, case)["PRK-D1"].last_day == date(2026, 3, 16)
    decide(office, OFFICER, deadline, Wish(DecisionKind.EXTEND, "Kompleks", term=Term(2, Unit.WORKING_DAYS)))
    assert stored(office, case)["PRK-D1"].last_day == date(2026, 3, 18)
    _, shown = get_deadline(office, OFFICER, deadline)
    said = " ".join(one.words.en for one in shown.steps)
    assert "Suspended from Wednesday 04.03.2026, 10:00 to Tuesday 10.03.2026, 10:00: Ekspertiza." in said
    assert "Extended by decision by 2 working days: Kompleks." in said
    assert len(shown.decisions) == 3
    decide(office, OFFICER, deadline, Wish(DecisionKind.LIFT, "Kërkesa u tërhoq"))
    assert stored(office, case)["PRK-D1"].reason == "Kërkesa u tërhoq"


def test_four_eyes_where_the_rule_says(office: Office) -> None:
    case = opened(office, festival_on="2026-06-01")
    deadline = stored(office, case)["PRK-D3"].id
    proposed = decide(office, OFFICER, deadline, Wish(DecisionKind.MOVE, "Shi", until=date(2026, 5, 25)))
    assert proposed.waits
    (asked,) = waiting_for(office, HEAD).decisions
    assert (asked.rule, asked.case, waiting_for(office, OFFICER).decisions) == ("PRK-D3", case, ())
    assert stored(office, case)["PRK-D3"].last_day == date(2026, 5, 22), "nothing happens yet"
    with pytest.raises(Conflict, match="second person"):
        decide(office, HEAD, deadline, Wish(DecisionKind.LIFT, "x"))
    with pytest.raises(NotAllowed):
        settle(office, OFFICER, proposed.id, accepted=True)
    settle(office, HEAD, proposed.id, accepted=True)
    assert stored(office, case)["PRK-D3"].last_day == date(2026, 5, 25)
    assert waiting_for(office, HEAD).decisions == ()
    with pytest.raises(Conflict, match="already"):
        settle(office, HEAD, proposed.id, accepted=False)
    own = decide(office, HEAD, deadline, Wish(DecisionKind.LIFT, "x"))
    with pytest.raises(NotAllowed, match="somebody else"):
        settle(office, HEAD, own.id, accepted=True)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (Wish(DecisionKind.SUSPEND, " "), "reason"),
        (Wish(DecisionKind.RESUME, "x"), "does not stand"),
        (Wish(DecisionKind.EXTEND, "x"), "either"),
        (Wish(DecisionKind.EXTEND, "x", until=date(2026, 3, 9)), "not after"),
        (Wish(DecisionKind.MOVE, "x", until=date(2026, 3, 12)), "does not move"),
        (Wish(DecisionKind.SUSPEND, "x", at=datetime(2026, 3, 1, tzinfo=UTC)), "before the event"),
        (Wish(DecisionKind.SUSPEND, "x", at=datetime(9999, 12, 31, tzinfo=UTC)), "so far away"),
        (Wish(DecisionKind.EXTEND, "x", until=date(9999, 12, 31)), "so far away"),
        (Wish(DecisionKind.EXTEND, "x", term=Term(900, Unit.YEARS)), "so far away"),
    ],
)
def test_what_the_law_does_not_allow_is_refused(office: Office, wish: Wish, told: str) -> None:
    case = opened(office, asked_on=MONDAY)
    with pytest.raises(Conflict, match=told):
        decide(office, OFFICER, stored(office, case)["PRK-D1"].id, wish)
    assert states(office, case) == {"PRK-D1": "open"}


def test_what_has_not_begun_is_not_suspended_now(office: Office) -> None:
    """Without a moment it would begin now, which is before the event as well."""
    case = opened(office, asked_on=str(date.fromisoformat(MONDAY) + timedelta(days=400)))
    with pytest.raises(Conflict, match="before the event"):
        decide(office, OFFICER, stored(office, case)["PRK-D1"].id, Wish(DecisionKind.SUSPEND, "x"))


def test_what_is_counted_back_cannot_be_suspended(office: Office) -> None:
    case = opened(office, festival_on="2026-06-01")
    with pytest.raises(Conflict, match="counted back"):
        decide(office, OFFICER, stored(office, case)["PRK-D3"].id, Wish(DecisionKind.SUSPEND, "x"))


def test_only_who_may_see_the_case_sees_its_deadlines(office: Office) -> None:
    case = opened(office, asked_on=MONDAY)
    with pytest.raises(NotAllowed):
        deadlines_of(office, STRANGER, case.reference)
    with pytest.raises(NotAllowed):
        decide(office, READER, stored(office, case)["PRK-D1"].id, Wish(DecisionKind.LIFT, "x"))


def test_what_happens_is_told(office: Office) -> None:
    case = opened(office, asked_on=MONDAY)
    kinds = [kind for kind, *_ in intake.history(office, OFFICER, case.reference)]
    assert kinds == ["CaseOpened", "DeadlinesChanged"]
    *_, data = intake.history(office, OFFICER, case.reference)[1]
    (told,) = data["deadlines"]  # type: ignore[misc]
    assert (told["rule"], told["state"]) == ("PRK-D1", [None, "open"])  # type: ignore[index]


def test_two_people_make_a_deadline_from_memory_bind(parks: Parks) -> None:
    office = parks(permit=LAW)
    case = opened(office, event_at="2026-03-02T08:00:00Z")
    first, second = (
        Person(f"l{number}", f"l{number}", "Jurist", roles=frozenset({("parks", Role.LAWYER)})) for number in (1, 2)
    )
    named = {one.rule.in_force.start: one.name for one in deadline_vouchings(office, first, "parks.permit")}
    name = named[date(2026, 1, 1)]
    propose(office, first, "parks.permit", name, "Neni 8 u lexua")
    assert not deadlines_of(office, OFFICER, case.reference)[0].binding
    confirm(office, second, "parks.permit", name)
    assert deadlines_of(office, OFFICER, case.reference)[0].binding
