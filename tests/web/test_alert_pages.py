"""Alerts as people meet them: the number in the head of each page, the inbox, one alert, how they want to be told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from neni.core.model.alerts import Alert, AlertKind, Gravity
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.services.alerts.alerting import Cause, raise_alert
from neni.core.services.alerts.notifying import tell_ripe
from neni.core.services.work.errand_crew import work_off
from tests.conftest import FixedClock
from tests.web.conftest import Browser, People, Program

TITLE = Text(sq="Ankesa <b>", sr="Žalba <b>", en="Appeal <b>")


def raised(office: Office, key: str = "k", department: str = "procurement", gravity: Gravity = Gravity.SEVERE) -> Alert:
    cause = Cause(AlertKind.WARNING, key, key, gravity, TITLE, Text.of("Until Friday."), department)
    with office.store.writing() as work:
        alert = raise_alert(office, work, cause)
    tell_ripe(office)
    assert alert is not None
    return alert


@pytest.fixture
def admin(people: People, office: Office) -> Browser:
    chief = frozenset({(EVERYWHERE, Role.ADMINISTRATOR)})
    with office.store.writing() as work:
        work.people.add(Person("p-admin", "admin", "Fatos Hoti", Language.ENGLISH, chief), "!")
    return people.browser("admin")


def test_an_empty_inbox_says_so(officer: Browser) -> None:
    assert officer.get("/alerts").status_code == 200
    assert "Nothing here waits for you." in officer.page
    assert 'class="count"' not in officer.page


def test_the_number_stands_in_the_head_until_it_is_acknowledged(officer: Browser, office: Office) -> None:
    alert = raised(office)
    officer.get("/")
    assert '<span class="count" title="1 alerts wait for you"><span aria-hidden="true">1</span>' in officer.page
    officer.get(f"/alerts/{alert.id}")
    assert officer.post(f"/alerts/{alert.id}", {"act": "acknowledge", "reason": ""}).status_code == 422
    assert "Give a reason of 3 to 500 characters." in officer.page
    answer = officer.post(f"/alerts/{alert.id}", {"act": "acknowledge", "reason": "It is <on> its way"})
    assert answer.headers["Location"] == f"/alerts/{alert.id}"
    officer.get(f"/alerts/{alert.id}")
    assert "Arta Krasniqi" in officer.page
    assert "It is <on> its way" in officer.page
    assert 'class="count"' not in officer.page
    assert officer.post(f"/alerts/{alert.id}", {"act": "acknowledge", "reason": "again"}).status_code == 409
    assert officer.post(f"/alerts/{alert.id}", {"act": "dance"}).status_code == 400


def test_the_inbox_is_filtered(officer: Browser, office: Office) -> None:
    raised(office)
    raised(office, "note", gravity=Gravity.NOTE)
    for query, number in (("", 2), ("gravity=severe", 1), ("state=ended", 0), ("kind=missed", 0), ("state=any", 2)):
        officer.get(f"/alerts?{query}")
        assert officer.page.count('scope="row"') == number, query
    assert officer.get("/alerts?whose=all&department=procurement").status_code == 200
    assert officer.get("/alerts?whose=all&department=nowhere").status_code == 404
    assert officer.get("/alerts?whose=all&department=*").status_code == 403
    assert officer.get("/alerts?state=%00&gravity=x&below=x").status_code == 200


def test_it_is_put_off_for_a_time_that_is_offered(officer: Browser, office: Office, clock: FixedClock) -> None:
    alert = raised(office)
    officer.get(f"/alerts/{alert.id}")
    until = clock.now() + timedelta(hours=1)
    assert f'value="{until.isoformat()}"' in officer.page
    assert officer.post(f"/alerts/{alert.id}", {"act": "snooze", "until": until.isoformat()}).status_code == 303
    officer.get("/alerts")
    assert 'class="count"' not in officer.page
    late = (clock.now() + timedelta(days=9)).isoformat()
    assert officer.post(f"/alerts/{alert.id}", {"act": "snooze", "until": late}).status_code == 422
    for wrong in ("", "tomorrow", "2026-03-01T10:00:00"):
        assert officer.post(f"/alerts/{alert.id}", {"act": "snooze", "until": wrong}).status_code == 400


def test_nobody_sees_those_of_others(people: People, office: Office) -> None:
    alert = raised(office)
    stranger, reader = people.browser("stranger"), people.browser("reader")
    assert stranger.get(f"/alerts/{alert.id}").status_code == 404
    assert reader.get(f"/alerts/{alert.id}").status_code == 200
    assert 'value="acknowledge"' not in reader.page
    assert reader.post(f"/alerts/{alert.id}", {"act": "acknowledge", "reason": "not mine"}).status_code == 409


def test_how_one_wants_to_be_told(officer: Browser, people: People) -> None:
    officer.get("/my/notices")
    assert "No mail server is set here" in officer.page
    wishes = {"address": "arta@example.org", "by_mail": "yes", "least": "warning", "quiet_from": "20:00"}
    assert officer.post("/my/notices", wishes).status_code == 422
    assert "Give both the beginning and the end" in officer.page
    assert 'value="arta@example.org"' in officer.page
    more = {"quiet_until": "07:00", "away_from": "2026-08-01", "away_until": "2026-08-15", "substitute": "p-lawyer"}
    saved = officer.post("/my/notices", wishes | more)
    officer.get(saved.headers["Location"])
    for written in ('value="20:00"', 'value="2026-08-15"', 'value="p-lawyer" selected', "Saved."):
        assert written in officer.page
    assert 'value="p-stranger"' not in officer.page
    bad = officer.post("/my/notices", {"address": "x\r\nBcc: y@example.org", "quiet_from": "25:99", "away_from": "x"})
    assert bad.status_code == 422


def test_all_cases_are_evaluated_when_an_administrator_asks(
    admin: Browser, officer: Browser, office: Office, program: Program
) -> None:
    officer.get("/evaluations")
    assert "None has run yet." in officer.page
    assert "Evaluate all now" not in officer.page
    assert officer.post("/evaluations").status_code == 403
    admin.get("/evaluations")
    assert admin.post("/evaluations").status_code == 303
    work_off(office)
    admin.get("/evaluations")
    assert "0 cases, ended" in admin.page


def test_programs_read_and_answer(program: Program, office: Office, clock: FixedClock) -> None:
    alert = raised(office)
    listed = program("GET", "/alerts?gravity=severe").json
    assert listed == {"alerts": [program("GET", f"/alerts/{alert.id}").json], "total": 1, "next": None}
    assert listed["alerts"][0]["title"] == "Appeal <b>"
    until = (clock.now() + timedelta(hours=2)).isoformat()
    assert program("POST", f"/alerts/{alert.id}/snooze", {"until": until}).json["snoozed_until"] == until
    refused = program("POST", f"/alerts/{alert.id}/acknowledgement", {"reason": "x"})
    assert refused.status_code == 422
    known = program("POST", f"/alerts/{alert.id}/acknowledgement", {"reason": "seen to"}).json
    assert (known["state"], known["acknowledged_by"]) == ("acknowledged", "p-officer")
    assert program("POST", f"/alerts/{alert.id}/acknowledgement", {"reason": "seen to"}).status_code == 409
    assert program("GET", "/alerts/x").status_code == 404
    assert program("GET", "/alerts?state=x").status_code == 422
