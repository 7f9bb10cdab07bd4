"""People try a change of the law on the pages: a value or whole rules, watched, stopped, narrowed and taken along."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from neni.core.errors import NotFound
from neni.core.office import Office
from neni.core.services.law import simulation
from neni.core.web import stop
from neni.core.web.runs import KEPT, RUNS, Runs
from tests.conftest import FixedClock
from tests.web.conftest import PEOPLE, Browser, People, serving

NEW = "/cases/new/procurement.purchase"
CASE = {"action": "save", "fact.title": "=Çadra", "fact.contract_type": "supplies", "fact.estimated_value": "1500"}
LOW = {"change": "value", "parameter": "procurement.value/low_value_from", "value": "2.000,00", "from": ""}


@pytest.fixture
def app(office: Office) -> Iterator[Flask]:
    app = serving(office)
    yield app
    stop(app)


@pytest.fixture
def purchases(officer: Browser) -> Browser:
    """Two purchases of 1.500 euros and one of 900.000."""
    officer.get(NEW)
    for title, value in (("=Çadra", "1500"), ("Bojë", "1500"), ("Ndërtesë", "900000")):
        assert officer.post(NEW, {**CASE, "fact.title": title, "fact.estimated_value": value}).status_code == 303
    return officer


def asked(browser: Browser, app: Flask, **more: str) -> str:
    """The address of a run that is over."""
    answer = browser.post("/what-if", {**LOW, **more})
    assert answer.status_code == 303, browser.page
    finish(app)
    return answer.headers["Location"]


def finish(app: Flask) -> None:
    runs: Runs = app.extensions[RUNS]
    for run in list(runs._runs.values()):
        if run.thread:
            run.thread.join()


def test_a_value_is_chosen_among_those_of_the_rulesets(officer: Browser) -> None:
    officer.get("/what-if?parameter=procurement.value/low_value_from")
    assert 'value="procurement.value/low_value_from" selected' in officer.page
    assert "1,000.00" in officer.page
    assert "Nothing is stored" in officer.page


def test_what_would_change_is_counted_and_told_before_and_after(purchases: Browser, app: Flask) -> None:
    purchases.get(asked(purchases, app))
    assert "Cases looked at: 3" in purchases.page
    assert "a rule comes out otherwise for: 2 · only words or derived values differ for: 0" in purchases.page
    assert "€1,000.00 → <strong>€2,000.00</strong>" in purchases.page
    assert purchases.page.count("<article") == 2
    assert "says something else" in purchases.page


def test_the_list_is_narrowed_by_rule_turn_and_words(purchases: Browser, app: Flask) -> None:
    run = asked(purchases, app)
    purchases.get(f"{run}?rule=PRO-01&words=boj")
    assert (purchases.page.count("<article"), "Cases found: 1" in purchases.page) == (1, True)
    purchases.get(f"{run}?words=nothing")
    assert "No case found" in purchases.page
    purchases.get(f"{run}?page=99&fact=value_class&case_type=procurement.purchase")
    assert purchases.page.count("<article") == 2


def test_why_is_told_for_both_texts(purchases: Browser, app: Flask) -> None:
    run = asked(purchases, app)
    purchases.get(f"{run}/cases/PRO-2026-0001")
    assert "<h3>before</h3>" in purchases.page
    assert "PRO-01 holds" in purchases.page
    assert purchases.get(f"{run}/cases/PRO-2026-9999").status_code == 404


def test_the_changes_are_taken_along_as_files_no_spreadsheet_executes(purchases: Browser, app: Flask) -> None:
    run = asked(purchases, app)
    answer = purchases.client.get(f"{run}/changes.csv")
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert {row["title"] for row in rows} == {"'=Çadra", "Bojë"}
    assert answer.headers["Content-Disposition"] == "attachment; filename=what-if-procurement.value.csv"
    assert purchases.client.get(f"{run}/changes.xlsx").get_data().startswith(b"PK")


def test_nothing_would_change_is_said_with_the_reason(purchases: Browser, app: Flask) -> None:
    purchases.get(asked(purchases, app, **{"from": "2027-01-01"}))
    assert "Nothing would change" in purchases.page
    assert "the law of its own day" in purchases.page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"parameter": ""}, "Choose the value of the law"),
        ({"parameter": "procurement.value/nothing"}, "No ruleset has a value of the law named “nothing”"),
        ({"value": "9.500"}, "can be read in two ways"),
        ({"value": "much"}, "low"),
        ({"value": ""}, "Write the new value"),
        ({"from": "tomorrow"}, "This is no date"),
        ({"case_type": "roads.nothing"}, "There is no case type"),
        ({"department": "roads"}, "There is no department"),
        ({"change": "rules", "text": " "}, "Choose a file with rules"),
        ({"change": "rules", "text": "ruleset: roads.none"}, "There is no ruleset “roads.none”"),
    ],
)
def test_what_is_wrong_with_the_question_is_said_and_nothing_typed_is_lost(
    officer: Browser, wrong: dict[str, str], told: str
) -> None:
    officer.get("/what-if")
    assert officer.post("/what-if", {**LOW, "opened_from": "2026-01-02", **wrong}).status_code == 422
    assert told in officer.page
    assert 'name="opened_from" value="2026-01-02"' in officer.page


def test_rules_written_anew_are_told_their_mistakes_by_line(officer: Browser, app: Flask) -> None:
    officer.get("/what-if?ruleset=procurement.value")
    text = officer.page.partition('class="law">\n')[2].partition("</textarea>")[0]
    assert text.startswith("ruleset: procurement.value") or "ruleset: procurement.value" in text
    spoilt = text.replace("estimated_value < medium_value_from", "estimated_valu < medium_value_from", 1).replace(
        "severity: note", "severity: grave", 1
    )
    upload = (io.BytesIO(spoilt.encode()), "value.yaml")
    sent = {"csrf": officer.csrf, "change": "rules", "text": "", "file": upload}
    assert officer._seen(officer.client.post("/what-if", data=sent)).status_code == 422
    line = spoilt[: spoilt.index("severity: grave")].count("\n") + 1
    assert f'<a href="#text">Line {line}</a>' in officer.page
    assert "severity: grave" in officer.page, "the text is there to be corrected"
    answer = officer.post("/what-if", {"change": "rules", "text": text.replace("value: 1000,", "value: 2000,")})
    assert answer.status_code == 303, officer.page
    finish(app)


def test_a_file_that_is_no_text_is_refused_with_its_line(officer: Browser) -> None:
    officer.get("/what-if")
    sent = {"csrf": officer.csrf, "change": "rules", "file": (io.BytesIO(b"ruleset: x\n\xff\n"), "x.examples.yaml")}
    assert officer._seen(officer.client.post("/what-if", data=sent)).status_code == 422
    assert "Line 2" in officer.page


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Every case of a run waits until the test lets it go."""
    gate, look = threading.Event(), simulation._Run.look_at

    def wait(*arguments: object) -> None:
        gate.wait(10)
        look(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(simulation._Run, "look_at", wait)
    yield gate
    gate.set()


def test_a_run_under_way_is_watched_without_scripts_and_stopped(
    purchases: Browser, app: Flask, held: threading.Event
) -> None:
    run = purchases.post("/what-if", LOW).headers["Location"]
    purchases.get(run)
    assert '<noscript><meta http-equiv="refresh"' in purchases.page
    assert "<progress" in purchases.page
    assert "HX-Refresh" not in purchases.get(f"{run}/progress").headers
    assert purchases.post("/what-if", LOW).status_code == 409
    assert "still under way" in purchases.page
    threading.Timer(0.05, held.set).start()
    assert purchases.post(f"{run}/stop").status_code == 303
    purchases.get(run)
    assert "Only a part: it was stopped after 1 of 3 cases" in purchases.page
    assert purchases.get(f"{run}/progress").headers["HX-Refresh"] == "true"
    partial = purchases.client.get(f"{run}/changes.csv").headers["Content-Disposition"]
    assert "partial" in partial


def test_two_people_do_not_disturb_each_other(purchases: Browser, people: People, app: Flask) -> None:
    reader = people.browser("reader")
    reader.get("/what-if")
    first = purchases.post("/what-if", LOW).headers["Location"]
    second = reader.post("/what-if", {**LOW, "value": "1.600,00"}).headers["Location"]
    finish(app)
    purchases.get(first)
    reader.get(second)
    assert ("€2,000.00" in purchases.page, "€1,600.00" in reader.page) == (True, True)
    assert reader.get(first).status_code == 404, "a run is for whoever started it"
    assert reader.post(f"{first}/stop").status_code == 404
    purchases.get("/what-if")
    assert first in purchases.page
    assert second not in purchases.page


def test_a_result_is_kept_for_an_hour(purchases: Browser, app: Flask, clock: FixedClock) -> None:
    run = asked(purchases, app)
    clock.forward(KEPT * 2)
    with pytest.raises(NotFound, match="not kept any more"):
        app.extensions[RUNS].get(PEOPLE[0], "what-if", run.rpartition("/")[2])


def test_only_so_many_results_of_one_person_are_kept(purchases: Browser, app: Flask) -> None:
    addresses = [asked(purchases, app, value=f"{number}") for number in (1600, 1700, 1800, 1900)]
    asked(purchases, app)
    assert [purchases.get(address).status_code for address in addresses] == [404, 404, 200, 200]


def test_when_the_server_stops_runs_stop_with_it(purchases: Browser, app: Flask, held: threading.Event) -> None:
    purchases.post("/what-if", LOW)
    threading.Timer(0.05, held.set).start()
    stop(app)
    runs: Runs = app.extensions[RUNS]
    assert [(run.state.value, run.done) for run in runs._runs.values()] == [("stopped", 1)]


def test_strangers_are_offered_nothing_and_may_start_nothing(people: People) -> None:
    stranger = people.browser("stranger")
    stranger.get("/what-if")
    assert "You may not see the cases of any department" in stranger.page
    assert stranger.post("/what-if", LOW).status_code in (403, 422)


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_the_pages_speak_three_languages(people: People, purchases: Browser, app: Flask, language: str) -> None:
    browser = people.browser("officer", language)
    browser.get("/what-if")
    browser.get(asked(browser, app))
    assert {"sq": "Raste të shikuara: 3", "sr": "Pregledano predmeta: 3", "en": "Cases looked at: 3"}[
        language
    ] in browser.page
