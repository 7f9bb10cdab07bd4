"""The terminal: what a person types and what is answered."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from neni.core.cli import main

FACTS = {"title": "Letër", "contract_type": "supplies", "estimated_value": "48000.00", "procedure": "price_quotation"}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NENI_WORKSPACE", str(tmp_path / "var"))
    monkeypatch.setenv("NENI_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("NENI_DATABASE_URL", "NENI_PORT"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def ready(workspace: Path) -> Path:
    assert run("init").exit_code == 0
    return workspace


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def written(folder: Path, facts: object, case_type: str = "procurement.purchase") -> Path:
    file = folder / "facts.json"
    file.write_text(json.dumps({"type": case_type, "facts": facts}))
    return file


def test_before_init_people_are_told_what_to_do(workspace: Path) -> None:
    done = run("about")
    assert done.exit_code == 1
    assert "neni init" in done.output
    assert "Traceback" not in done.output


def test_init_may_be_repeated(ready: Path) -> None:
    assert run("init").exit_code == 0


@pytest.mark.slow
def test_evaluating_tells_what_holds_with_its_source_and_what_is_missing(ready: Path) -> None:
    done = run("evaluate", written(ready, FACTS))
    assert done.exit_code == 0
    assert "PRO-11" in done.output
    assert "04/L-042, art. 36" in done.output
    assert "advice: not yet confirmed by two people" in done.output
    assert "Cannot be told yet" in done.output


@pytest.mark.slow
def test_evaluating_for_programs_is_json(ready: Path) -> None:
    done = run("evaluate", written(ready, FACTS), "--json", "--on", "2026-03-02")
    told = json.loads(done.output)
    assert told["on"] == "2026-03-02"
    assert {one["rule"]: one["outcome"] for one in told["findings"]}["PRO-11"] == "holds"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"type": "procurement.purchase", "facts": {"estimated_value": -1, "colour": 1}}', "/colour"),
        ('{"type": "procurement.purchase", "facts": {"estimated_value": "9.500"}}', "/estimated_value"),
        ('{"type": "procurement.nothing", "facts": {}}', "procurement.nothing"),
        ('{"facts": ', "line 1"),
        ("[1]", '"department.case_type"'),
        ("\xff", "line 1"),
    ],
)
def test_bad_facts_are_told_and_nothing_breaks(ready: Path, content: str, told: str) -> None:
    file = ready / "facts.json"
    file.write_text(content)
    done = run("evaluate", file)
    assert done.exit_code == 1
    assert told in done.output


@pytest.mark.slow
def test_a_confirmed_rule_blocks_the_document_and_the_corrected_case_gets_it(ready: Path) -> None:
    for login, name in (("besa", "Besa Krasniqi"), ("ilir", "Ilir Hoti")):
        added = run("people", "add", login, "--name", name, "--role", "lawyer", "--password", "letra e bardhë 2026")
        assert added.exit_code == 0, added.output
    rule = ("procurement.purchase", "PRO-11")
    assert run("rules", "propose", *rule, "--as", "besa", "--note", "Neni 36").exit_code == 0
    assert run("rules", "confirm", *rule, "--as", "besa").exit_code == 1
    assert run("rules", "confirm", *rule, "--as", "ilir").exit_code == 0
    assert run("evaluate", written(ready, FACTS)).exit_code == 1


def test_people_and_tokens(ready: Path) -> None:
    assert run("people", "add", "arta", "--name", "Arta", "--role", "painter", "--password", "x" * 12).exit_code == 2
    assert (
        run("people", "add", "arta", "--name", "Arta", "--role", "gardens:reader", "--password", "x" * 12).exit_code
        == 1
    )
    added = run("people", "add", "arta", "--name", "Arta", "--role", "procurement:officer", "--password", "x" * 12)
    assert added.exit_code == 0
    assert "procurement:officer" in run("people", "list").output
    assert run("people", "token", "arta", "--label", "finance").output.startswith("neni_")
    assert run("people", "token", "nobody", "--label", "x").exit_code == 2


@pytest.mark.slow
def test_check_finds_nothing_wrong_with_what_we_ship() -> None:
    done = run("check", "procurement")
    assert done.exit_code == 0, done.output
    assert "[!]" not in done.output


def test_rules_are_listed_with_how_surely_each_is_known(ready: Path) -> None:
    listed = run("rules", "list", "procurement.contract").output
    assert "advises only" in listed
    assert "verified" in listed


@pytest.mark.slow
def test_the_demonstration_shows_the_main_job_and_doubles_nothing(workspace: Path) -> None:
    first = run("demo", "--no-serve")
    assert first.exit_code == 0, first.output
    assert "The document was stopped" in first.output
    documents = sorted((workspace / "out").glob("*.docx"))
    assert len(documents) == 2
    assert all(zipfile.is_zipfile(one) for one in documents)
    second = run("demo", "--no-serve")
    assert second.exit_code == 0, second.output
    assert sorted((workspace / "out").glob("*.docx")) == documents
    assert "The document was stopped" not in second.output


@pytest.mark.parametrize("ending", ["xlsx", "dmn"])
def test_a_decision_table_goes_out_to_a_file_and_comes_back_as_rules(workspace: Path, ending: str) -> None:
    file = workspace / f"classes.{ending}"
    assert run("tables", "export", "procurement.value", "value_class", file).exit_code == 0
    printed = run("tables", "import", file)
    assert printed.exit_code == 0
    assert printed.output.startswith("tables:\n  - table: value_class\n    hit: unique\n")


def test_a_table_that_cannot_be_read_or_written_is_told(workspace: Path) -> None:
    (workspace / "bad.dmn").write_text("no table")
    assert "no DMN file" in run("tables", "import", workspace / "bad.dmn").output
    assert run("tables", "import", workspace / "bad.dmn").exit_code == 1
    (workspace / "table.txt").write_text("")
    assert run("tables", "import", workspace / "table.txt").exit_code == 2
    nowhere = run("tables", "export", "procurement.value", "value_class", workspace / "no" / "where.dmn")
    assert nowhere.exit_code == 1
    assert "Traceback" not in nowhere.output


def test_screening_counts_rule_by_rule_over_a_file(ready: Path) -> None:
    file = ready / "contracts.csv"
    file.write_text("price,committed,funds_committed,note\n100,50,true,a\n10,50,false,b\n,x,,c\n", encoding="utf-8")
    asked = ("screen", file, "--case-type", "procurement.contract", "--column", "funds_committed_amount=committed")
    told = json.loads(run(*asked, "--on", "2026-03-02", "--json").output)
    assert told["rows"] == 3
    assert told["unreadable"] == {"funds_committed_amount": 1}
    assert told["ignored"] == ["note"]
    assert [1, 1, 1] in [[one["holds"], one["does_not_hold"], one["cannot_be_told"]] for one in told["counts"]]
    shown = run(*asked)
    assert shown.exit_code == 0
    assert "cells that cannot be read count as not stated" in shown.output


def test_screening_by_a_map_by_days_and_with_rows_written_out(ready: Path) -> None:
    file, out = ready / "register.csv", ready / "rows.csv"
    header = "municipality,year,procurement_no,type_code,recorded_value_class,procedure_code,cpv2,title,signed"
    rows = ["Pejë,2012,1,1,3,6,45,x,04.05.2012,5000,9000,0", "Pejë,2012,2,1,3,6,45,x,anulim,5000,9000,0"]
    file.write_text("\n".join([f"{header},estimated_eur,price_eur,annex_eur", *rows, ""]), encoding="utf-8")
    asked = ("screen", file, "--map", "municipal_register")
    told = json.loads(run(*asked, "--json").output)
    assert (told["rows"], told["on_column"], [one["rows"] for one in told["left_out"]]) == (2, "signed_on", [1])
    assert sum(one["rows"] for one in told["law"]) == 1
    shown = run(*asked, "--rows", out, "--rule", "PRO-50")
    assert shown.exit_code == 0, shown.output
    assert out.read_text(encoding="utf-8").count("04.05.2012") == 1
    counts = run(*asked, "--csv").output
    assert counts.startswith("rule,title,severity,holds,does_not_hold,cannot_be_told\n")
    assert run(*asked, "--case-type", "procurement.contract").exit_code == 2
    assert run("screen", file).exit_code == 2
    assert run(*asked, "--on", "2026-03-02", "--on-column", "signed").exit_code == 2


def test_screening_refuses_what_it_cannot_map(ready: Path) -> None:
    file = ready / "x.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    done = run("screen", file, "--case-type", "procurement.contract")
    assert done.exit_code == 1
    assert "--column" in done.output
