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
from neni.core.services import intake

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
