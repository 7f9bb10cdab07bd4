"""Deadlines on the pages and over the API: what is due, how it was counted, decisions, calendars, feeds."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from dateutil import tz
from flask import Flask

from neni.core.adapters.icalendar import Happening, write
from neni.core.model.deadlines.moments import ZONE
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from tests.conftest import FixedClock
from tests.web.conftest import PURCHASE, Browser, People, Program

NOTICE = {"notice_published_on": "2026-03-02", "tender_deadline": "2026-04-13"}
ELECTION = {
    "fact.election_kind": "assembly",
    "fact.early": "yes",
    "fact.election_day": "2026-06-07",
    "fact.called_on": "2026-04-30",
    "fact.dissolved_on": "2026-04-28",
}


@pytest.fixture(autouse=True)
def more_people(office: Office) -> None:
    everybody = (
        Person("p-admin", "admin", "Fatos Hoti", Language.ENGLISH, frozenset({(EVERYWHERE, Role.ADMINISTRATOR)})),
        Person("p-head", "head", "Linda Hoti", Language.ENGLISH, frozenset({(EVERYWHERE, Role.HEAD)})),
    )
    with office.store.writing() as work:
        for one in everybody:
            work.people.add(one, "!")


def opened(program: Program, **facts: Any) -> str:
    made = program("POST", "/cases", {"type": "procurement.purchase", "facts": {**PURCHASE, **NOTICE, **facts}})
    assert made.status_code == 201, made.json
    reference: str = made.json["reference"]
    return reference


def review(program: Program, reference: str) -> dict[str, Any]:
    """The deadline five days before the tender deadline."""
    listed = program("GET", f"/cases/{reference}/deadlines").json["deadlines"]
    found: dict[str, Any] = next(one for one in listed if one["rule"] == "PRO-D5")
    return found


def test_a_case_shows_its_deadlines_and_how_they_were_counted(officer: Browser, program: Program) -> None:
    reference = opened(program)
    officer.get(f"/cases/{reference}")
    assert "Request for review of the notice or tender documents" in officer.page
    assert "missing: " in officer.page
    address = f"/deadlines/{review(program, reference)['id']}"
    assert address in officer.page
    officer.get(address)
    assert "Last minute: Wednesday 08.04.2026, 23:59." in officer.page
    assert "04/L-042, art. 108/A, par. 3.1." in officer.page


def test_the_rules_of_a_case_type_show_its_deadlines(people: People) -> None:
    lawyer = people.browser("lawyer")
    lawyer.get("/rules/procurement.contract")
    assert "Complaint to the Procurement Review Body" in lawyer.page
    assert "Within 10 calendar days after: Day the decision on the request was received." in lawyer.page
    assert "Not earlier than [standstill days] calendar days after" not in lawyer.page


def test_what_is_due_is_listed_and_written_to_a_sheet(people: People, program: Program, clock: FixedClock) -> None:
    opened(program)
    clock.moment = datetime(2026, 4, 8, 9, tzinfo=ZONE)
    officer = people.browser("officer")
    officer.get("/due")
    assert "Today (1)" in officer.page
    answer = officer.get("/due.xlsx?whose=mine")
    assert answer.get_data()[:2] == b"PK"
    officer.get("/due?department=operations")
    assert "You may not see" in officer.page
    officer.get("/due?whose=p-reader")
    assert "Nothing is due." in officer.page
    officer.get("/due?until=2026-04-07")
    assert "Nothing is due." in officer.page


def test_a_decision_is_taken_on_the_page(officer: Browser, program: Program) -> None:
    reference = opened(program)
    found = review(program, reference)
    officer.get(f"/deadlines/{found['id']}")
    refused = officer.post(f"/deadlines/{found['id']}/decisions", {"kind": "suspend", "reason": "x"})
    assert refused.status_code == 409
    assert "counted back" in officer.page
    taken = officer.post(
        f"/deadlines/{found['id']}/decisions",
        {"kind": "extend", "reason": "Vendim", "amount": "2", "unit": "working_days"},
    )
    assert taken.status_code == 303
    officer.get(f"/deadlines/{found['id']}")
    assert "Extended by decision by 2 working days: Vendim." in officer.page
    assert program("GET", f"/deadlines/{found['id']}").json["last_day"] == "2026-04-14"
    assert "Not counted: Thursday 09.04.2026" in officer.page, "Constitution Day"


def test_programs_read_and_decide(program: Program) -> None:
    reference = opened(program)
    found = review(program, reference)
    assert (found["rule"], found["state"], found["binding"]) == ("PRO-D5", "open", True)
    kinds = [step["kind"] for step in found["explanation"]]
    assert kinds == ["start", "counted", "end", "source", "policy"]
    told = program("GET", "/due").json
    assert [(one["case"], one["when"]) for one in told["due"]] == [(reference, "later")]
    address = f"/deadlines/{found['id']}/decisions"
    assert program("POST", address, {"kind": "extend", "reason": "x", "amount": 2}).status_code == 422
    assert program("POST", address, {"kind": "resume", "reason": "x"}).status_code == 409
    made = program("POST", address, {"kind": "lift", "reason": "U anulua"})
    assert (made.status_code, made.json["state"]) == (201, "lifted")
    year = program("GET", "/calendars/2024").json
    assert (year["official"], len(year["days_off"])) == (True, 17)


def test_one_election_day_in_and_every_date_out(people: People) -> None:
    head = people.browser("head")
    head.get("/agendas")
    assert "Election" in head.page
    head.get("/agendas/operations.election", query_string=ELECTION)
    assert "Application for certification" in head.page
    assert "No room: it ends before it was announced" in head.page
    assert "administrative" in head.page
    sheet = head.get("/agendas/operations.election/calendar.xlsx", query_string=ELECTION)
    assert sheet.get_data()[:2] == b"PK"
    made = head.get("/agendas/operations.election/calendar.ics", query_string=ELECTION)
    assert valid(made.get_data())
    head.get("/agendas/operations.election", query_string={"fact.election_day": "soon"})
    assert "alert" in head.page


def test_a_program_gets_the_calendar_of_one_day(people: People) -> None:
    program = people.program("head")
    facts = {"election_kind": "assembly", "early": True, "election_day": "2026-06-07", "called_on": "2026-04-30"}
    made = program("POST", "/agendas", {"type": "operations.election", "facts": facts})
    dates = {one["rule"]: one for one in made.json["dates"]}
    assert (dates["OPE-D1"]["fits"], dates["OPE-D35"]["day"]) == (False, "2026-05-17")
    assert "OPE-D12" in {one["rule"] for one in made.json["waiting"]}
    assert program("POST", "/agendas", {"type": "none", "facts": {}}).status_code == 422
    refused = program("POST", "/agendas", {"type": "operations.election", "facts": {"early": "perhaps"}})
    assert refused.json["errors"][0]["pointer"] == "/facts/early"


def test_a_stored_election_has_its_calendar_and_administrative_dates_move(people: People) -> None:
    program, head = people.program("head"), people.browser("head")
    facts = {"title": "Zgjedhjet 2027", "election_kind": "local", "early": False, "election_day": "2027-10-10"}
    reference = program("POST", "/cases", {"type": "operations.election", "facts": facts}).json["reference"]
    head.get(f"/cases/{reference}/agenda")
    assert "Registration of voters abroad" in head.page
    found = {one["rule"]: one for one in program("GET", f"/cases/{reference}/deadlines").json["deadlines"]}
    legal, movable = found["OPE-D1"], found["OPE-D34"]
    move = {"kind": "move", "reason": "Vendimi i KQZ-së", "until": "2027-08-20"}
    assert program("POST", f"/deadlines/{legal['id']}/decisions", move).status_code == 409
    assert program("POST", f"/deadlines/{movable['id']}/decisions", move).json["last_day"] == "2027-08-20"
    assert valid(head.get(f"/cases/{reference}/agenda.ics").get_data())


def test_the_administrator_enters_a_table_and_sees_what_moves(people: People, program: Program) -> None:
    program("POST", "/cases", {"type": "procurement.contract", "facts": {"title": "x", "contract_type": "supplies"}})
    admin = people.browser("admin")
    admin.get("/calendar/2026")
    assert "Computed calendar" in admin.page
    wrong = admin.post("/calendar/2026", {"lines": "2026-02-30; ; x", "source": ""})
    assert wrong.status_code == 422
    assert "Line 1 cannot be read" in admin.page
    entered = admin.post("/calendar/2026", {"lines": "2026-03-06; ; Dita", "source": "Vendimi 1"})
    address = entered.headers["Location"]
    admin.get(address)
    assert "Friday 06.03.2026" in admin.page
    seal = re.search(r'name="seal" value="([^"]+)"', admin.page)
    assert seal is not None
    assert admin.post(address, {"seal": "other"}).status_code == 409
    assert admin.post(address, {"seal": seal[1]}).status_code == 303
    admin.get("/calendar/2026")
    assert "Official table" in admin.page
    file = (io.BytesIO(b"calendar: 2026\nsource: {sq: a, sr: b, en: c}\ndays: [{on: 2026-13-01}]\n"), "x.yaml")
    answer = admin.client.post("/calendar/2026", data={"csrf": admin.csrf, "file": file})
    assert answer.status_code == 422


def test_only_administrators_enter_tables(officer: Browser) -> None:
    officer.get("/calendar/2026")
    assert "Enter the official table" not in officer.page
    assert officer.post("/calendar/2026", {"lines": "", "source": "x"}).status_code == 403


def test_a_feed_is_read_without_signing_in_until_it_is_revoked(
    app: Flask, officer: Browser, program: Program, office: Office
) -> None:
    opened(program)
    officer.get("/feeds")
    officer.post("/feeds", {"department": "procurement", "label": "Prokurimi"})
    address = re.search(r"/calendar-feed/[\w-]+\.ics", officer.page)
    assert address is not None
    anybody = app.test_client()
    answer = anybody.get(address[0])
    assert answer.mimetype == "text/calendar"
    calendar = valid(answer.get_data())
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]).endswith("(PRO-2026-0001)")
    assert event["DTSTART"].dt == date(2026, 4, 8)
    officer.get("/feeds")
    feed = re.search(r"/feeds/([\w-]+)/revoke", officer.page)
    assert feed is not None
    officer.post(f"/feeds/{feed[1]}/revoke")
    assert anybody.get(address[0]).status_code == 404
    with office.store.reading() as work:
        assert [kind for kind, *_ in work.events.of(f"feed:{feed[1]}")] == ["FeedMade", "FeedRevoked"]


def test_a_calendar_file_tells_the_zone_and_folds_its_lines(clock: FixedClock) -> None:
    moment = datetime(2026, 10, 25, 18, 0, tzinfo=ZONE)
    long = "Një afat shumë i gjatë, me presje; pikëpresje dhe ç, ë, š, ž " * 5
    made = write("Afatet", [Happening("a@neni", moment, long, f"{long}\nrreshti i dytë", clock.now(), 3)], clock.now())
    calendar = valid(made)
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == long
    assert event["DTSTART"].dt == moment
    assert event["DTSTART"].params["TZID"] == "Europe/Belgrade"
    assert int(event["SEQUENCE"]) == 3


def test_a_calendar_file_tells_the_clocks_as_they_go_also_when_the_lists_of_nights_have_ended(
    clock: FixedClock,
) -> None:
    made = write(
        "Afatet", [Happening("a@neni", datetime(2031, 7, 1, 18, tzinfo=ZONE), "x", "", clock.now())], clock.now()
    )
    told = tz.tzical(io.StringIO(made.decode())).get("Europe/Belgrade")
    assert told is not None
    for year in range(1997, 2038):
        for month in (3, 10):
            night = datetime(year, month, 31, tzinfo=UTC)
            night -= timedelta(days=(night.weekday() + 1) % 7)
            for quarter in range(-12, 24):
                moment = night + quarter * timedelta(minutes=15)
                by_file = moment.astimezone(told)
                assert by_file.replace(tzinfo=None) == moment.astimezone(ZONE).replace(tzinfo=None), moment
    summer = datetime(2060, 7, 1, 10, tzinfo=UTC).astimezone(told)
    assert summer.utcoffset() == timedelta(hours=2)


def valid(content: bytes) -> icalendar.Calendar:
    """The calendar, read back strictly, with what RFC 5545 asks of every line, event and zone."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert max(map(len, lines)) <= 75
    content.decode("utf-8")
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    assert not [one.errors for one in calendar.walk() if one.errors]
    assert (str(calendar["VERSION"]), bool(calendar["PRODID"])) == ("2.0", True)
    events = calendar.walk("VEVENT")
    assert len({str(one["UID"]) for one in events}) == len(events)
    zones = {str(one["TZID"]) for one in calendar.walk("VTIMEZONE")}
    for one in events:
        assert one["DTSTAMP"].dt.tzinfo is not None
        assert content.count(b"DTSTAMP") >= len(events)
        if isinstance(one["DTSTART"].dt, datetime):
            assert one["DTSTART"].params["TZID"] in zones
        elif "DTEND" in one:
            assert one["DTEND"].dt > one["DTSTART"].dt
    return calendar


def test_odd_addresses_get_a_clear_answer(people: People) -> None:
    admin, head = people.browser("admin"), people.browser("head")
    for address, status in (
        ("/calendar/0", 409),
        ("/calendar/" + "9" * 40, 409),
        ("/calendar/2200", 409),
        ("/calendar/2150", 200),  # without a computed calendar, where its official table is entered
        ("/calendar/tables/none", 404),
        ("/due?until=9999-12-31", 200),
        ("/due?until=0001-01-01&whose=x", 200),
        ("/due?whose=%00", 422),
        ("/due?department=none", 404),
        ("/deadlines/none", 404),
        ("/agendas/none", 404),
        ("/agendas/operations.election/calendar.exe", 404),
        ("/agendas/operations.election/calendar.ics", 200),
        ("/agendas/operations.election?fact.election_day=9999-12-31", 422),
        ("/cases/none/agenda.ics", 404),
        ("/calendar-feed/none.ics", 404),
    ):
        browser = admin if address.startswith("/calendar") else head
        assert browser.get(address).status_code == status, address
    posted = head.post("/deadlines/none/decisions", {"kind": "x", "at": "x", "amount": "x", "until": "x"})
    assert posted.status_code == 404
    assert head.post("/feeds", {"department": "none"}).status_code == 404
    assert head.post("/feeds/none/revoke").status_code == 404
    assert admin.post("/calendar/99999", {"lines": "", "source": "x"}).status_code in (409, 422)
