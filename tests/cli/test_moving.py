"""Earlier law at the terminal: what today's rules change is shown, and moved only when somebody accepts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from neni.core.adapters import feel, rulebook
from neni.core.app import open_office
from neni.core.cli import main
from neni.core.config import Config
from neni.core.host import Host
from neni.core.model.law.versions import RulesetVersion
from neni.core.model.people import OPERATOR
from neni.core.office import Office
from neni.core.services.cases import intake

FACTS = {"title": "Letër", "contract_type": "supplies", "estimated_value": "1500.00", "procedure": "price_quotation"}
PURCHASE = "procurement.purchase"


@pytest.fixture
def earlier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A workspace with a purchase opened when the threshold of low value was 2.000 euros."""
    monkeypatch.setenv("NENI_WORKSPACE", str(tmp_path / "var"))
    monkeypatch.setenv("NENI_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("NENI_DATABASE_URL", raising=False)
    assert run("init").exit_code == 0
    with open_office(Config.read(), Host.load()) as office:
        yield opened_earlier(office)


def opened_earlier(office: Office) -> str:
    now = next(one for one in office.host.lawbook(PURCHASE).rulesets if one.code == "procurement.value")
    text = now.written.replace("{value: 1000,", "{value: 2000,")
    assert text != now.written
    then = rulebook.read({now.place.file: text.encode()}, "then", feel.parse).rulesets[0]
    case = intake.open_case(office, OPERATOR, PURCHASE, FACTS)
    pins = dict(case.rulesets) | {then.code: then.fingerprint}
    with office.store.writing() as work:
        work.versions.keep([RulesetVersion(then.code, then.fingerprint, then.place.file, text, case.opened_at)])
        work.cases.save(replace(case, rulesets=pins))
    return case.reference


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


@pytest.mark.slow
def test_differences_are_shown_with_a_seal_and_moved_with_it(earlier: str) -> None:
    shown = run("rules", "move")
    assert shown.exit_code == 0, shown.output
    assert "1 open cases · 1 under earlier rules · 1 for which something changes" in shown.output
    assert f"{earlier}  Letër  procurement.value" in shown.output
    assert "2,000.00" in shown.output
    seal = shown.output.rpartition("--seal ")[2].strip()
    wrong = run("rules", "move", "--accept", "--seal", "0" * 12)
    assert wrong.exit_code == 1
    assert "not those shown with this seal" in wrong.output
    moved = run("rules", "move", earlier, "--accept", "--seal", seal)
    assert "procurement.purchase: 1 moved to today's rules" in moved.output
    assert "0 under earlier rules" in run("rules", "move").output


@pytest.mark.slow
def test_a_case_is_explained_by_the_law_it_began_with(earlier: str) -> None:
    done = run("why", earlier, "PRO-11", "--language", "sq")
    assert done.exit_code == 0, done.output
    assert "PRO-11 nuk vlen" in done.output or "PRO-11 vlen" in done.output
    assert "2.000,00" in done.output
    told = json.loads(run("why", earlier, "PRO-11", "--json").output)
    assert told["finding"]["rule"] == "PRO-11"
    assert told["sentences"]
    assert run("why", earlier, "PRO-99").exit_code == 1


@pytest.mark.slow
def test_versions_are_listed_and_their_text_printed(earlier: str) -> None:
    listed = run("rules", "versions", "procurement.value")
    rows = [line for line in listed.output.splitlines() if line[:1].isalnum()][1:]
    assert sum("✓" in row for row in rows) == 1
    assert len(rows) == 2
    then = next(row.split()[0] for row in rows if "✓" not in row)
    assert "{value: 2000," in run("rules", "versions", "procurement.value", "--text", then).output
    assert run("rules", "versions", "procurement.value", "--text", "zz").exit_code == 2
    assert run("rules", "versions", "procurement.none").exit_code == 1


def test_programs_get_the_differences_as_json(earlier: str) -> None:
    told = json.loads(run("rules", "move", "--json", "--case-type", PURCHASE).output)
    assert told["looked_at"] == 1
    assert told["cases"][0]["reference"] == earlier
    assert len(told["seal"]) == 64


def test_cases_and_a_case_type_together_are_refused(earlier: str) -> None:
    assert run("rules", "move", earlier, "--case-type", PURCHASE).exit_code == 2
