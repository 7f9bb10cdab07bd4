"""A batch at the terminal: the empty sheet, a dry run, the run, and the same again."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from neni.core.cli import main

ROWS = "title;contract_type;estimated_value;procedure\nLetër;supplies;48000;open\nKarrige;horses;1;open\n"
ASKED = ("--case-type", "procurement.purchase", "--document", "procedure_decision")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["batch", *arguments])


@pytest.mark.slow
def test_a_batch_is_checked_then_run_and_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENI_WORKSPACE", str(tmp_path / "var"))
    monkeypatch.setenv("NENI_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("NENI_DATABASE_URL", raising=False)
    assert CliRunner().invoke(main, ["init"]).exit_code == 0
    sheet, file, report = tmp_path / "empty.xlsx", tmp_path / "rows.csv", tmp_path / "report.csv"
    file.write_text(ROWS, encoding="utf-8")

    assert run("--case-type", "procurement.purchase", "--empty-sheet", str(sheet)).exit_code == 0
    assert sheet.read_bytes().startswith(b"PK")
    checked = run(str(file), *ASKED, "--dry-run")
    assert checked.exit_code == 1, checked.output
    assert "ready: 1 · refused: 1" in checked.output
    assert "contract_type" in checked.output
    assert "issued: 1 · refused: 1" in run(str(file), *ASKED, "--report", str(report)).output
    assert report.read_text(encoding="utf-8-sig").splitlines()[1].startswith("2,issued,")
    assert "issued before: 1 · refused: 1" in run(str(file), *ASKED).output


def test_a_batch_without_file_or_document_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENI_WORKSPACE", str(tmp_path))
    assert run("--case-type", "x.y", "--report", "report.pdf").exit_code == 2
