"""People move open cases to today's rules on the pages, after they have seen what changes; and read the law there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from neni.core.model.law.versions import RulesetVersion
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.judging import versions
from neni.core.services.law import proposals
from neni.core.web import stop
from neni.core.web.runs import RUNS, Runs
from tests.web.conftest import PEOPLE, Browser, People, serving

PURCHASE = "procurement.purchase"
FACTS = {"title": "Çadra", "contract_type": "supplies", "estimated_value": "1500.00"}
TABLE = "/rulesets/procurement.value/tables/value_class"


@pytest.fixture
def app(office: Office) -> Iterator[Flask]:
    app = serving(office)
    yield app
    stop(app)


@pytest.fixture
def earlier(office: Office) -> list[str]:
    """Three purchases of 1.500 euros, two of them opened when low value began at 1.600."""
    cases = [intake.open_case(office, PEOPLE[0], PURCHASE, FACTS) for _ in range(3)]
    shipped = proposals.shipped_ruleset(office, "procurement.value")
    text = shipped.written.replace("{value: 1000,", "{value: 1600,")
    ((_, then),) = proposals.of_file(office, "value.yaml", text.encode()).rulesets
    kept = RulesetVersion(then.code, then.fingerprint, shipped.place.file, text, office.clock.now())
    with office.store.writing() as work:
        work.versions.keep([kept])
        for case in cases[:2]:
            work.cases.save(replace(case, rulesets={**case.rulesets, then.code: then.fingerprint}))
    return [case.reference for case in cases]


def shown(browser: Browser, app: Flask) -> str:
    """The address of what would change, worked out."""
    browser.get("/rules/move")
    answer = browser.post("/rules/move", {"case_type": PURCHASE})
    assert answer.status_code == 303, browser.page
    runs: Runs = app.extensions[RUNS]
    for run in runs.of(PEOPLE[0], "move") + runs.of(PEOPLE[1], "move"):
        assert run.thread
        run.thread.join()
    address: str = answer.headers["Location"]
    browser.get(address)
    return address


def test_open_cases_under_earlier_rules_are_counted_without_judging(officer: Browser, earlier: list[str]) -> None:
    officer.get("/rules/move")
    assert "<td>2</td><td>3</td>" in officer.page


def test_a_case_under_earlier_rules_says_which_and_leads_to_where_it_is_moved(
    officer: Browser, office: Office, earlier: list[str]
) -> None:
    officer.get(f"/cases/{earlier[0]}")
    (then,) = versions.earlier(office, intake.get_case(office, PEOPLE[0], earlier[0]))
    assert "Judged by earlier rules" in officer.page
    told = officer.page.partition("Judged by earlier rules")[2].partition("</section>")[0]
    assert f"version {then.version}" in told, told
    assert "2026" in told
    assert 'href="/rulesets/procurement.value"' in officer.page
    assert 'href="/rules/move"' in officer.page
    officer.get(f"/cases/{earlier[2]}")
    assert "Judged by earlier rules" not in officer.page


def test_when_every_case_is_under_todays_rules_that_is_said(officer: Browser) -> None:
    officer.get("/rules/move")
    assert "Every open case is under today's rules" in officer.page


def test_what_changes_is_shown_case_by_case_and_nothing_is_moved(
    officer: Browser, app: Flask, office: Office, earlier: list[str]
) -> None:
    shown(officer, app)
    assert "under earlier rules: 2" in officer.page
    assert "€1,600.00 → <strong>€1,000.00</strong>" in officer.page
    assert "minimal value → <strong>low value</strong>" in officer.page
    today = office.host.lawbook(PURCHASE).fingerprints
    cases = [intake.get_case(office, PEOPLE[0], one) for one in earlier]
    assert [case.rulesets == today for case in cases] == [False, False, True]


def test_the_cases_ticked_move_and_the_history_tells(
    officer: Browser, app: Flask, office: Office, earlier: list[str]
) -> None:
    address = shown(officer, app)
    assert officer.post(f"{address}/accept", {"which": "chosen"}).status_code == 422
    assert "tick at least one" in officer.page
    done = officer.post(f"{address}/accept", {"which": "chosen", "case": earlier[0]})
    officer.get(done.headers["Location"])
    assert "Moved to today's rules: 1" in officer.page
    assert earlier[1] in officer.page
    kinds = [[kind for kind, *_ in intake.history(office, PEOPLE[0], one)] for one in earlier]
    assert ["CaseMoved" in one for one in kinds] == [True, False, False]
    officer.get(f"/cases/{earlier[0]}")
    assert "moved to today's rules" in officer.page
    assert officer.post(f"{address}/accept", {"which": "all"}).status_code == 303
    with office.store.reading() as work:
        totals = [data["cases"] for kind, _, _, data in work.events.of(PURCHASE) if kind == "CasesMoved"]
    assert totals == [1, 1]


def test_a_case_changed_meanwhile_moves_nothing_and_is_named(
    officer: Browser, app: Flask, office: Office, earlier: list[str]
) -> None:
    address = shown(officer, app)
    case = intake.get_case(office, PEOPLE[0], earlier[1])
    intake.change_facts(office, PEOPLE[0], case.reference, {**FACTS, "title": "Tjetër"}, case.version)
    assert officer.post(f"{address}/accept", {"which": "all"}).status_code == 409
    assert "nothing was moved" in officer.page
    assert f"<li>{earlier[1]}</li>" in officer.page
    assert "CaseMoved" not in {kind for kind, *_ in intake.history(office, PEOPLE[0], earlier[0])}


def test_who_may_only_read_looks_and_does_not_move(people: People, app: Flask, earlier: list[str]) -> None:
    reader = people.browser("reader")
    address = shown(reader, app)
    assert "You may look, and not move" in reader.page
    assert reader.post(f"{address}/accept", {"which": "all"}).status_code == 403
    assert people.browser("officer").get(address).status_code == 404
    stranger = people.browser("stranger")
    stranger.get("/rules/move")
    assert stranger.post("/rules/move", {"case_type": PURCHASE}).status_code == 403


def test_a_ruleset_tells_its_dated_values_rules_and_versions(officer: Browser, earlier: list[str]) -> None:
    officer.get("/rulesets/procurement.value")
    assert "<strong>€1,000.00</strong> (counts today)" in officer.page
    assert 'href="/what-if?parameter=procurement.value/low_value_from#value"' in officer.page
    assert f'href="{TABLE}"' in officer.page
    assert "only advises" in officer.page
    assert "kept since 2 March 2026" in officer.page


def test_a_decision_table_is_read_with_its_labels_sources_and_remarks(officer: Browser) -> None:
    officer.get(TABLE)
    assert "Of these rows at most one is met (unique)." in officer.page
    assert "low value<br><code>" in officer.page
    assert "No gap, no overlap" in officer.page
    assert "04/L-042" in officer.page


@pytest.mark.parametrize(("ending", "begins"), [("xlsx", b"PK"), ("dmn", b"<?xml")])
def test_a_decision_table_is_taken_along(officer: Browser, ending: str, begins: bytes) -> None:
    answer = officer.get(f"{TABLE}/file.{ending}")
    assert answer.get_data().startswith(begins)
    assert answer.headers["Content-Disposition"] == f"attachment; filename=value_class.{ending}"


def test_the_pages_of_the_rules_lead_there(officer: Browser) -> None:
    officer.get("/rules")
    for address in ("/what-if", "/rules/move", "/rulesets/procurement.value"):
        assert f'href="{address}"' in officer.page
    officer.get(f"/rules/{PURCHASE}")
    assert f'href="{TABLE}"' in officer.page


@pytest.mark.parametrize(
    ("address", "status"),
    [("/rulesets/roads", 404), ("/rulesets/procurement.value/tables/x", 404), (f"{TABLE}/file.exe", 404)],
)
def test_what_is_not_there_is_said(officer: Browser, address: str, status: int) -> None:
    assert officer.get(address).status_code == status


def test_strangers_read_no_ruleset(people: People) -> None:
    assert people.browser("stranger").get("/rulesets/procurement.value").status_code == 403
