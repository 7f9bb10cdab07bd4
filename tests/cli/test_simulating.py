"""A changed ruleset at the terminal: what stored cases would come to, on the screen, in a table and as JSON."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from neni.core.app import open_office
from neni.core.cli import main
from neni.core.config import Config
from neni.core.model.people import OPERATOR
from neni.core.services.cases import intake
from neni.core.services.law import simulation

FACTS = {"title": "=Letër", "contract_type": "supplies", "estimated_value": "1500.00", "procedure": "price_quotation"}
SHIPPED = Path("rulesets/procurement/value.yaml").resolve()


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A threshold of low value of 2.000 euros in a file, and a purchase of 1.500 in the workspace."""
    monkeypatch.setenv("NENI_WORKSPACE", str(tmp_path / "var"))
    monkeypatch.setenv("NENI_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("NENI_DATABASE_URL", raising=False)
    assert run("init").exit_code == 0
    with open_office(Config.read()) as office:
        intake.open_case(office, OPERATOR, "procurement.purchase", FACTS)
    file = tmp_path / "value.yaml"
    file.write_text(SHIPPED.read_text(encoding="utf-8").replace("{value: 1000,", "{value: 2000,"), encoding="utf-8")
    return file


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_what_would_change_is_counted_listed_and_written_to_a_table(changed: Path, tmp_path: Path) -> None:
    table = tmp_path / "changes.csv"
    done = run("rules", "try", changed, "--csv", table)
    assert done.exit_code == 0, done.output
    assert "1 cases looked at · 1 would come out otherwise" in done.output
    assert "PRO-01" in done.output
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    assert {(row["rule"], row["after"]) for row in rows} >= {("PRO-01", "holds")}
    assert {row["title"] for row in rows} == {"'=Letër"}


def test_programs_get_the_changes_as_json(changed: Path) -> None:
    told = json.loads(run("rules", "try", changed, "--json", "--case-type", "procurement.purchase").output)
    assert (told["rulesets"][0]["ruleset"], told["looked_at"], len(told["cases"])) == ("procurement.value", 1, 1)


def test_mistakes_in_the_file_are_told_with_their_lines(changed: Path) -> None:
    changed.write_text(changed.read_text(encoding="utf-8").replace("low_value_from:", "low_value_fro:"), "utf-8")
    done = run("rules", "try", changed)
    assert done.exit_code == 1
    assert "value.yaml:" in done.output
    assert "did you mean" in done.output.lower()


def test_a_value_of_the_law_is_tried_without_a_file(changed: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "changes.xlsx"
    done = run("simulate", "--parameter", "low_value_from=2000", "--department", "procurement", "--xlsx", sheet)
    assert done.exit_code == 0, done.output
    assert "1 cases looked at · 1 would come out otherwise · 0 with a rule that turns" in done.output
    assert "value_class: 1 cases with another value" in done.output
    assert sheet.read_bytes().startswith(b"PK")
    later = run("simulate", "--parameter", "low_value_from=2000", "--from", "2099-01-01", "--json")
    told = json.loads(later.output)
    assert (told["changed"], told["parameters"][0]["from"]) == (0, "2099-01-01")


@pytest.mark.parametrize(
    ("arguments", "told", "code"),
    [
        ([], "name either a FILE or --parameter", 2),
        (["--parameter", "low_value_from"], "is not NAME=VALUE", 2),
        (["--parameter", "low_value=1"], "low_value_from", 1),
        (["--parameter", "low_value_from=much"], "threshold of low value", 1),
        (["--parameter", "low_value_from=1", "--case-type", "roads.x"], "no case type", 1),
    ],
)
def test_what_cannot_be_asked_is_told(changed: Path, arguments: list[str], told: str, code: int) -> None:
    done = run("simulate", *arguments)
    assert done.exit_code == code
    assert told in done.output


def test_an_interrupt_leaves_nothing(changed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(simulation._Run, "look_at", interrupted)
    table = tmp_path / "changes.csv"
    done = run("simulate", changed, "--csv", table)
    assert done.exit_code == 1
    assert not table.exists()
