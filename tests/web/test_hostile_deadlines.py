"""Whatever is sent to the pages and the API of deadlines, calendars and notices: an answer, or a refusal that says in
the reader's language what to do."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from neni.core.adapters.store import SqlStore
from neni.core.host import Host
from neni.core.model.deadlines.stored import DecisionKind
from neni.core.model.deadlines.terms import Unit
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from tests.conftest import FixedClock
from tests.web.conftest import PURCHASE, Browser, People, Program, office_with_people

pytestmark = pytest.mark.slow
BOUNDED = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
BOSS = Person(
    "p-boss",
    "boss",
    "Valon Krasniqi",
    Language.ENGLISH,
    frozenset({(EVERYWHERE, Role.ADMINISTRATOR), (EVERYWHERE, Role.HEAD), (EVERYWHERE, Role.LAWYER)}),
)
LANGUAGES = some.sampled_from(["sq", "sr", "en"])
DAYS = [
    *("2026-03-29", "2026-10-25", "2028-02-29", "2026-02-29", "0001-01-01", "9999-12-31", "1989-12-31", "2100-12-31"),
    *("2026-W13-7", "20260329", "31.03.2026", "2026-3-1", "-1", "٢٠٢٦-٠٣-٢٩", ""),
]
MOMENTS = [
    *("2026-03-29T02:30", "2026-10-25T02:30", "2026-10-25T02:30:00+02:00", "9999-12-31T23:59:59-12:00"),
    *("0001-01-01T00:00:00+14:00", "2026-03-29T24:00", "2026-03-29T10:00:60", "now", "2026-04-01T10:00:00Z"),
]
ODD = ["", "\x00", "ë" * 400, "1e9", "-5", "0", "5", "99999999999", "½", "NaN", "true", "<b>", "{{ 7*7 }}", "%s"]
written = some.one_of(some.sampled_from([*DAYS, *MOMENTS, *ODD]), some.dates().map(str), some.text(max_size=20))
plain = some.one_of(
    written, some.none(), some.booleans(), some.integers(), some.floats(), some.lists(written, max_size=2)
)
kinds = some.one_of(some.sampled_from([one.value for one in DecisionKind]), written)
units = some.one_of(some.sampled_from([one.value for one in Unit]), written)
amounts = some.one_of(some.sampled_from(["1", "31", "1000", "9999"]), written)


def form(**fields: some.SearchStrategy[Any]) -> some.SearchStrategy[dict[str, Any]]:
    return some.fixed_dictionaries({}, optional=fields)


decisions = form(kind=kinds, reason=written, at=written, amount=amounts, unit=units, until=written)
told = form(
    kind=some.one_of(kinds, plain),
    reason=plain,
    at=plain,
    amount=some.one_of(some.integers(-1, 2000), plain),
    unit=some.one_of(units, plain),
    until=plain,
    x=plain,
)


@dataclass(frozen=True)
class Standing:
    """Deadlines that may be decided about: counted back, administrative, in hours; and their cases."""

    deadlines: tuple[str, ...]
    cases: tuple[str, ...]


@pytest.fixture
def office(host: Host, store: SqlStore, clock: FixedClock, password_hash: str) -> Office:
    made = office_with_people(host, store, clock, password_hash)
    with store.writing() as work:
        work.people.add(BOSS, "!")
    return made


@pytest.fixture
def boss(people: People) -> Program:
    return people.program("boss")


@pytest.fixture
def standing(boss: Program) -> Standing:
    dated = {"notice_published_on": "2026-03-02", "tender_deadline": "2026-04-13"}
    election = {"title": "Zgjedhjet", "election_kind": "local", "early": False, "election_day": "2027-10-10"}
    published = {"kind": "results", "event_on": "2026-01-31", "published_at": "2026-03-28T21:00:00+01:00"}
    cases, found = [], []
    for kind, facts in (
        ("procurement.purchase", {**PURCHASE, **dated}),
        ("operations.election", election),
        ("legal.complaint", {"title": "Ankesa", **published}),
    ):
        made = boss("POST", "/cases", {"type": kind, "facts": facts})
        assert made.status_code == 201, made.json
        cases.append(made.json["reference"])
        listed = boss("GET", f"/cases/{cases[-1]}/deadlines").json["deadlines"]
        found += [one["id"] for one in listed if one["due"]]
    return Standing(tuple(found), tuple(cases))


def answered(browser: Browser, response: Any) -> None:
    """No failure; and a refusal is told to whoever reads the page."""
    assert response.status_code < 500, response.get_data(as_text=True)[:500]
    if response.status_code >= 400:
        page = response.get_data(as_text=True)
        shown = re.search(r'role="alert".*?</div>', page, re.DOTALL) or re.search(r"<h1>.*?</main>", page, re.DOTALL)
        assert shown, page[:800]
        words = re.sub(r"<[^>]+>|\s+", " ", shown[0])
        assert len(words.split()) > 3, words


@given(sent=decisions, number=some.integers(0, 60), language=LANGUAGES)
@BOUNDED
def test_no_decision_form_fails(
    people: People, standing: Standing, sent: dict[str, str], number: int, language: str
) -> None:
    browser = people.browser("boss", language)
    place = standing.deadlines[number % len(standing.deadlines)]
    answered(browser, browser.post(f"/deadlines/{place}/decisions", sent))
    answered(browser, browser.get(f"/deadlines/{place}"))
    answered(browser, browser.get("/due"))


@given(sent=some.one_of(told, plain), number=some.integers(0, 60))
@BOUNDED
def test_no_decision_over_the_api_fails(boss: Program, standing: Standing, sent: Any, number: int) -> None:
    place = standing.deadlines[number % len(standing.deadlines)]
    made = boss("POST", f"/deadlines/{place}/decisions", sent)
    assert made.status_code < 500, made.get_data(as_text=True)
    if made.status_code >= 400:
        assert len(made.json["detail"]) > 10
    assert boss("GET", f"/deadlines/{place}").status_code == 200


FACTS = ["election_kind", "early", "election_day", "called_on", "dissolved_on", "assembly_term_end", "lists_until", "x"]
TYPES = [
    "operations.election",
    "procurement.purchase",
    "procurement.contract",
    "legal.complaint",
    "operations.application",
]


@given(
    kind=some.sampled_from(TYPES),
    asked=some.dictionaries(some.sampled_from(FACTS).map("fact.{}".format), written, max_size=5),
    ending=some.sampled_from(["", "/calendar.ics", "/calendar.xlsx", "/calendar.pdf"]),
    language=LANGUAGES,
)
@BOUNDED
def test_no_calendar_of_dates_fails(
    people: People, kind: str, asked: dict[str, str], ending: str, language: str
) -> None:
    browser = people.browser("boss", language)
    answered(browser, browser.get(f"/agendas/{kind}{ending}?{urlencode(asked, errors='replace')}"))


@given(
    facts=some.one_of(some.dictionaries(some.sampled_from(FACTS), plain, max_size=6), plain),
    kind=some.sampled_from(TYPES),
)
@BOUNDED
def test_no_calendar_over_the_api_fails(boss: Program, facts: Any, kind: str) -> None:
    made = boss("POST", "/agendas", {"type": kind, "facts": facts})
    assert made.status_code < 500, made.get_data(as_text=True)


line = some.one_of(
    written,
    some.builds("; ".join, some.lists(written, max_size=6)),
    some.sampled_from(
        ["2026-05-01; 2026-05-04; a; b; c", "work 2026-05-02", "work 2026-05-01", "2026-05-01;;x", ";;;;"]
    ),
)


@given(
    lines=some.lists(line, max_size=5).map("\n".join),
    source=written,
    year=some.sampled_from([1, 1990, 2024, 2026, 2100, 2101, 10**9]),
    file=some.none() | some.binary(max_size=80) | some.sampled_from([b"calendar: 2026\n", b"a: &a [*a]", b"days: {"]),
    language=LANGUAGES,
)
@BOUNDED
def test_no_table_of_days_off_fails(
    people: People, standing: Standing, lines: str, source: str, year: int, file: bytes | None, language: str
) -> None:
    browser = people.browser("boss", language)
    sent: dict[str, Any] = {"lines": lines, "source": source, "csrf": browser.csrf}
    if file is not None:
        sent["file"] = (BytesIO(file), "x.yaml")
    entered = browser.client.post(f"/calendar/{year}", data=sent)
    answered(browser, entered)
    if entered.status_code == 303:
        answered(browser, browser.get(entered.headers["Location"]))
        answered(browser, browser.post(entered.headers["Location"], {"seal": source}))
        seal = re.search(r'name="seal" value="([^"]+)"', browser.page)
        if seal:
            assert browser.post(entered.headers["Location"], {"seal": seal[1]}).status_code == 303


@given(
    sent=form(
        address=written,
        by_mail=written,
        least=written,
        quiet_from=some.one_of(some.sampled_from(["22:00", "25:00", "02:30", "24:00"]), written),
        quiet_until=some.one_of(some.sampled_from(["06:00", "22:00"]), written),
        away_from=written,
        away_until=written,
        substitute=some.one_of(some.sampled_from(["p-officer", "p-boss"]), written),
    ),
    language=LANGUAGES,
)
@BOUNDED
def test_no_wish_about_notices_fails(people: People, sent: dict[str, str], language: str) -> None:
    browser = people.browser("boss", language)
    answered(browser, browser.post("/my/notices", sent))
    answered(browser, browser.get("/my/notices"))


@given(
    address=some.sampled_from(["/due", "/due.xlsx", "/alerts", "/feeds", "/work", "/evaluations", "/calendar/2026"]),
    asked=some.dictionaries(
        some.sampled_from(["department", "whose", "until", "state", "kind", "gravity", "below", "page", "saved"]),
        written,
        max_size=4,
    ),
    language=LANGUAGES,
)
@BOUNDED
def test_no_list_fails(people: People, standing: Standing, address: str, asked: dict[str, str], language: str) -> None:
    browser = people.browser("boss", language)
    answered(browser, browser.get(f"{address}?{urlencode(asked, errors='replace')}"))


@given(
    address=some.sampled_from(
        ["/feeds", "/feeds/{}/revoke", "/alerts/{}", "/work/schedules", "/work/lanes", "/deadlines/{}/decisions/{}"]
    ),
    place=written.map(lambda one: re.sub(r"[/?#\\]", "-", one) or "x"),
    sent=form(
        department=written,
        label=written,
        act=written,
        schedule=written,
        lane=written,
        reason=written,
        until=written,
        answer=some.sampled_from(["accept", "refuse", "", "x"]),
    ),
    language=LANGUAGES,
)
@BOUNDED
def test_no_other_form_fails(people: People, address: str, place: str, sent: dict[str, str], language: str) -> None:
    browser = people.browser("boss", language)
    answered(browser, browser.post(address.replace("{}", place), sent))


def test_what_cannot_be_read_is_refused_and_nothing_is_taken_for_it(
    people: People, standing: Standing, app: Flask
) -> None:
    """An unreadable moment is not now, an unreadable day is not none, an unknown wish is no extension."""
    browser = people.browser("boss")
    place = f"/deadlines/{standing.deadlines[-1]}/decisions"
    for odd, status, words in (
        ({"kind": "suspend", "at": "tomorrow"}, 422, "This moment cannot be read"),
        (
            {"kind": "extend", "until": "31.02.2026", "amount": "5", "unit": "calendar_days"},
            422,
            "This day cannot be read",
        ),
        ({"kind": "extend", "amount": "five", "unit": "calendar_days"}, 422, "Write a whole number"),
        ({"kind": "prolong", "amount": "5", "unit": "calendar_days"}, 400, ""),
        ({"kind": "extend", "amount": "5", "unit": "moons"}, 400, ""),
    ):
        answer = browser.post(place, {"reason": "Vendim", **odd})
        assert (answer.status_code, words in browser.page) == (status, True), odd
    browser.get(place.removesuffix("/decisions"))
    assert "Vendim" not in browser.page, "nothing was decided"
    assert browser.post("/my/notices", {"quiet_from": "25:00", "quiet_until": "06:00"}).status_code == 422
    assert "This time cannot be read" in browser.page
    assert browser.get("/due?until=31.03.2026").status_code == 422


def test_a_move_goes_to_its_day_whatever_else_the_form_says(boss: Program, standing: Standing) -> None:
    listed = boss("GET", f"/cases/{standing.cases[1]}/deadlines").json["deadlines"]
    movable = next(one["id"] for one in listed if one["nature"] == "administrative" and one["due"])
    wish = {"kind": "move", "reason": "x", "until": "2027-08-20", "amount": 3, "unit": "calendar_days"}
    moved = boss("POST", f"/deadlines/{movable}/decisions", wish).json
    assert moved["last_day"] == "2027-08-20"
    assert json.dumps(moved["explanation"]).count("by decision to") == 1
