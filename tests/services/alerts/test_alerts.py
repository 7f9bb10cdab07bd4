"""Alerts: each cause once and at its minute, up the ladder until somebody knows, and gone when the cause is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from neni.core.errors import Conflict, InvalidFacts, NotAllowed, NotFound
from neni.core.model.alerts import Alert, AlertKind, AlertState, Gravity
from neni.core.model.alerts.notices import NoticeSettings
from neni.core.model.errands import ErrandQuery, NewErrand
from neni.core.model.people import Person, Role
from neni.core.office import Office
from neni.core.ports import AlertQuery
from neni.core.services.alerts import alert_desk, notices
from neni.core.services.alerts.alert_desk import Asked, acknowledge, badge, inbox, snooze
from neni.core.services.alerts.notifying import LETTER
from neni.core.services.alerts.watching import sweep
from neni.core.services.cases import intake
from tests.conftest import FixedClock
from tests.services.conftest import OFFICER, READER, STRANGER, Parks
from tests.services.deadline_parks import ADMINISTRATOR, HEAD, LAW, STATED
from tests.services.deadlines.test_deadlines import MONDAY, change, opened

EXECUTIVE = Person("chief", "drita", "Drita Gashi", roles=frozenset({("*", Role.EXECUTIVE)}))
COLLEAGUE = Person("colleague", "mimoza", "Mimoza Gashi", roles=frozenset({("parks", Role.OFFICER)}))
WARNED = datetime(2026, 3, 8, 7, 0, tzinfo=UTC)
DUE = datetime(2026, 3, 9, 22, 59, 59, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def office(parks: Parks, clock: FixedClock) -> Office:
    office = parks(permit=LAW)
    with office.store.writing() as work:
        for person in (OFFICER, COLLEAGUE, HEAD, EXECUTIVE, ADMINISTRATOR, READER, STRANGER):
            work.people.add(person, "!")
    clock.moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    return office


def at(office: Office, moment: datetime) -> None:
    office.clock.moment = moment  # type: ignore[attr-defined]
    sweep(office)


def alerts(office: Office, **asked: object) -> list[Alert]:
    with office.store.reading() as work:
        return list(reversed(work.alerts.find(AlertQuery(limit=1000, **asked))))  # type: ignore[arg-type]


def reached(office: Office, alert: Alert) -> set[str]:
    with office.store.reading() as work:
        return set(work.alerts.told(alert.id))


def letters(office: Office) -> list[tuple[object, datetime]]:
    with office.store.reading() as work:
        found = work.errands.find(ErrandQuery(kind=LETTER, limit=1000))
    return sorted((one.payload["person"], one.due) for one in found)  # type: ignore[type-var, misc]


def wish(office: Office, person: Person, **wishes: object) -> None:
    notices.save(office, person, NoticeSettings(person.id, **wishes))  # type: ignore[arg-type]


def test_a_deadline_warns_at_its_minute_and_once(office: Office) -> None:
    case = opened(office, asked_on=MONDAY)
    at(office, WARNED - MINUTE)
    assert alerts(office) == []
    at(office, WARNED)
    at(office, WARNED)
    at(office, WARNED + MINUTE)
    (alert,) = alerts(office)
    assert (alert.kind, alert.level, alert.gravity, alert.raised_at) == (
        AlertKind.WARNING,
        "warning-1",
        Gravity.SEVERE,
        WARNED,
    )
    assert (alert.reference, alert.due, reached(office, alert)) == (case.reference, DUE, {"officer"})
    last = "Last moment: Monday 09.03.2026, 23:59"
    assert alert.message.en == f"{case.reference} Germia. {last}. PRK-D1, 01/L-001, art. 7."


def test_what_was_missed_takes_the_place_of_its_warning(office: Office) -> None:
    opened(office, asked_on=MONDAY)
    at(office, WARNED)
    at(office, DUE + timedelta(seconds=1))
    warned, missed = alerts(office)
    assert (warned.state, missed.state, missed.kind) == (AlertState.ENDED, AlertState.OPEN, AlertKind.MISSED)
    assert missed.title.en == "Deadline missed: Answer"


def test_an_alert_ends_with_its_cause_and_comes_back_with_it(office: Office) -> None:
    case = opened(office, asked_on=MONDAY)
    at(office, WARNED)
    change(office, case, answered_on="2026-03-07")
    at(office, WARNED + MINUTE)
    assert [one.state for one in alerts(office)] == [AlertState.ENDED]
    assert badge(office, OFFICER) == 0
    change(office, case, answered_on=None)
    at(office, WARNED + 2 * MINUTE)
    assert [(one.state, one.rung) for one in alerts(office)] == [(AlertState.OPEN, 0)], "the same, open again"
    assert badge(office, OFFICER) == 1


def test_a_deadline_that_moves_warns_anew_at_its_new_moment(office: Office) -> None:
    case = opened(office, asked_on=MONDAY)
    at(office, WARNED)
    change(office, case, asked_on="2026-03-04")
    at(office, WARNED + MINUTE)
    assert [one.state for one in alerts(office)] == [AlertState.ENDED]
    at(office, WARNED + 3 * DAY)
    assert [one.state for one in alerts(office)] == [AlertState.ENDED, AlertState.OPEN]


def test_after_a_standstill_only_what_still_matters_is_raised(office: Office) -> None:
    opened(office, asked_on=MONDAY)
    at(office, DUE + 30 * DAY)
    assert [one.kind for one in alerts(office)] == [AlertKind.MISSED]


def test_nobody_answers_and_it_climbs_to_the_chief_executive(office: Office) -> None:
    opened(office, asked_on=MONDAY)
    at(office, DUE + MINUTE)
    (alert,) = alerts(office)
    assert (alert.gravity, reached(office, alert)) == (Gravity.SEVERE, {"officer"})
    at(office, DUE + 2 * HOUR)
    assert reached(office, alert) == {"officer"}
    at(office, DUE + 2 * HOUR + MINUTE)
    assert reached(office, alert) == {"officer", "head"}
    at(office, DUE + 10 * HOUR)
    assert reached(office, alert) == {"officer", "head", "chief"}
    at(office, DUE + 10 * DAY)
    assert alerts(office)[0].roles == ("officer", "head", "executive")


def test_a_warning_climbs_before_the_last_moment_is_there(office: Office) -> None:
    opened(office, asked_on=MONDAY)
    at(office, WARNED)
    (alert,) = alerts(office)
    at(office, WARNED + 2 * HOUR)
    at(office, WARNED + 4 * HOUR)
    assert reached(office, alert) == {"officer", "head", "chief"}


def test_whoever_acknowledges_with_a_reason_ends_the_climb(office: Office) -> None:
    case = opened(office, asked_on=MONDAY)
    at(office, WARNED)
    (alert,) = alerts(office)
    with pytest.raises(InvalidFacts):
        acknowledge(office, OFFICER, alert.id, "  ")
    acknowledge(office, OFFICER, alert.id, "Përgjigjja është  gati")
    at(office, WARNED + 5 * HOUR)
    (known,) = alerts(office)
    assert (known.state, known.reason, known.roles) == (AlertState.ACKNOWLEDGED, "Përgjigjja është gati", ("officer",))
    with pytest.raises(Conflict):
        acknowledge(office, HEAD, alert.id, "also me")
    at(office, DUE + MINUTE)
    assert [one.state for one in alerts(office)] == [AlertState.ENDED, AlertState.OPEN], "missing it is another matter"
    with office.store.reading() as work:
        told = [kind for kind, *_ in work.events.of(case.id) if kind.startswith("Alert")]
    assert told == ["AlertRaised", "AlertAcknowledged", "AlertEnded", "AlertRaised"]


def test_who_may_answer(office: Office) -> None:
    opened(office, asked_on=MONDAY)
    at(office, WARNED)
    (alert,) = alerts(office)
    with pytest.raises(NotFound):
        acknowledge(office, STRANGER, alert.id, "not mine")
    for person in (READER, EXECUTIVE):
        with pytest.raises(NotAllowed):
            acknowledge(office, person, alert.id, "not told")
    assert acknowledge(office, COLLEAGUE, alert.id, "I do it").acknowledged_by == "colleague"


def test_what_is_put_off_is_told_again_and_does_not_climb_meanwhile(office: Office) -> None:
    opened(office, asked_on=MONDAY)
    at(office, WARNED)
    (alert,) = alerts(office)
    with pytest.raises(InvalidFacts, match=r"at the latest"):
        snooze(office, OFFICER, alert.id, WARNED + 5 * HOUR)
    snooze(office, OFFICER, alert.id, WARNED + 3 * HOUR)
    assert badge(office, OFFICER) == 0
    at(office, WARNED + 2 * HOUR + 59 * MINUTE)
    assert reached(office, alert) == {"officer"}
    at(office, WARNED + 3 * HOUR)
    assert (badge(office, OFFICER), reached(office, alert)) == (1, {"officer"})
    at(office, WARNED + 5 * HOUR)
    assert reached(office, alert) == {"officer", "head"}


def test_a_snooze_never_outlasts_the_deadline(office: Office) -> None:
    opened(office, asked_on=MONDAY)
    at(office, WARNED)
    (alert,) = alerts(office)
    office.clock.moment = DUE - HOUR  # type: ignore[attr-defined]
    with pytest.raises(InvalidFacts):
        snooze(office, OFFICER, alert.id, DUE + MINUTE)


def test_while_somebody_is_away_the_substitute_is_told(office: Office) -> None:
    wish(office, OFFICER, away_from=date(2026, 3, 5), away_until=date(2026, 3, 8), substitute="colleague")
    opened(office, asked_on=MONDAY)
    at(office, WARNED)
    assert reached(office, alerts(office)[0]) == {"colleague"}


def test_with_nobody_standing_in_all_others_of_the_role_are_told(office: Office) -> None:
    wish(office, OFFICER, away_from=date(2026, 3, 5))
    opened(office, asked_on=MONDAY)
    at(office, WARNED)
    assert reached(office, alerts(office)[0]) == {"colleague"}
    wish(office, COLLEAGUE, away_from=date(2026, 3, 5), substitute="officer")
    opened(office, asked_on=MONDAY)
    at(office, WARNED + MINUTE)
    assert reached(office, alerts(office)[1]) == {"head"}, "in a circle nobody is there; the next rung is"


def test_a_substitute_must_be_able_to_see_the_same(office: Office) -> None:
    for other in ("stranger", "nobody", "officer"):
        with pytest.raises(InvalidFacts):
            wish(office, OFFICER, away_from=date(2026, 3, 5), substitute=other)
    assert {one.id for one in notices.substitutes(office, OFFICER)} == {"colleague", "head", "chief", "admin", "reader"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "no address"},
        {"address": "a@example.org\nBcc: b@example.org"},
        {"address": "a@localhost"},
        {"quiet_from": time(22)},
        {"away_until": date(2026, 3, 5)},
        {"away_from": date(2026, 3, 5), "away_until": date(2026, 3, 4)},
    ],
)
def test_wishes_that_cannot_be(office: Office, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidFacts):
        wish(office, OFFICER, **wrong)


def test_severe_ones_go_at_once_and_the_rest_in_one_letter(office: Office) -> None:
    wish(office, OFFICER, address="agim@example.org", quiet_from=time(20), quiet_until=time(7))
    for _ in range(3):
        opened(office, asked_on=MONDAY)
    at(office, WARNED)
    assert letters(office) == [("officer", WARNED)] * 3, "each of the severe ones by itself"
    for title in ("A", "B"):
        intake.open_case(office, OFFICER, "parks.permit", STATED | {"title": title, "festival_on": "2026-03-25"})
    at(office, datetime(2026, 3, 15, 23, 0, tzinfo=UTC))
    new = letters(office)[3:]
    severe = [due for _, due in new if due == datetime(2026, 3, 15, 23, 0, tzinfo=UTC)]
    late = [due for _, due in new if due not in severe]
    assert len(severe) == 3, "what was missed is severe"
    assert late == [datetime(2026, 3, 16, 6, 0, tzinfo=UTC)], "one letter for both notes, after the quiet hours"


def test_work_that_failed_is_an_alert_for_whoever_looks_after_the_machine(office: Office, clock: FixedClock) -> None:
    with office.store.writing() as work:
        for key in ("a", "b"):
            work.errands.add(NewErrand("webhooks.delivery", key, clock.now(), lane="webhooks.delivery:tax"))
    clock.forward(6 * MINUTE)
    sweep(office)
    (late,) = alerts(office)
    assert (late.kind, late.level, late.department, reached(office, late)) == (AlertKind.ERRAND, "late", "*", {"admin"})
    assert inbox(office, OFFICER, Asked(mine=False)).alerts == ()
    assert inbox(office, ADMINISTRATOR).count == 1
    with office.store.writing() as work:
        for number in (1, 2):
            work.errands.cancel(work.errands.find(ErrandQuery(limit=2))[number - 1].id, clock.now())
    sweep(office)
    assert [one.state for one in alerts(office)] == [AlertState.ENDED]


def test_a_clock_that_stood_still_is_told_once_it_goes_again(office: Office, clock: FixedClock) -> None:
    sweep(office, clock.now())
    clock.forward(MINUTE)
    sweep(office, clock.now())
    assert alerts(office) == []
    clock.forward(3 * HOUR)
    sweep(office, clock.now())
    sweep(office, clock.now())
    (alert,) = alerts(office)
    assert (alert.kind, alert.gravity) == (AlertKind.CLOCK, Gravity.SEVERE)


def test_the_inbox_comes_in_pages(office: Office) -> None:
    for _ in range(alert_desk.SHOWN + 2):
        opened(office, asked_on=MONDAY)
    at(office, WARNED)
    first = inbox(office, OFFICER)
    second = inbox(office, OFFICER, Asked(below=first.more))
    assert (len(first.alerts), len(second.alerts), first.count) == (alert_desk.SHOWN, 2, alert_desk.SHOWN + 2)
    assert not {one.id for one in first.alerts} & {one.id for one in second.alerts}
    assert inbox(office, HEAD).count == 0
    assert inbox(office, HEAD, Asked(mine=False, department="parks", gravity=Gravity.SEVERE)).count == first.count
