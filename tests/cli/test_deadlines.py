"""`neni due`, `neni deadline` and `neni calendar` over a real workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from neni.core.cli import main

TABLE = """calendar: 2031
source: {sq: Vendimi, sr: Odluka, en: Decision}
days: [{on: 2031-03-03, name: {sq: a, sr: b, en: Day of Parks}}]
"""
CONTRACT = {"type": "procurement.contract", "facts": {"signed_on": "2031-02-27", "award_notice_on": "2031-02-20"}}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_file: Path):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NENI_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("NENI_DATABASE_URL", f"sqlite:///{tmp_path / 'neni.db'}")
    monkeypatch.setenv("NENI_LANGUAGE", "en")
    runner = CliRunner()
    runner.invoke(main, ["init"], catch_exceptions=False)

    def invoke(*arguments: str) -> Result:
        return runner.invoke(main, arguments, catch_exceptions=False)

    return invoke


def test_a_deadline_is_explained_from_a_file(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "contract.json"
    file.write_text(json.dumps(CONTRACT))
    told = run("deadline", "explain", str(file), "PRO-D17")
    assert "Last minute: Saturday 01.03.2031, 23:59." in told.output
    assert "missing: Day the request for review was received" in run("deadline", "explain", str(file), "PRO-D12").output
    refused = run("deadline", "explain", str(file), "PRO-D99")
    assert (refused.exit_code, "PRO-D99" in refused.output + (refused.stderr or "")) == (1, True)


def test_what_is_due_and_how_a_stored_deadline_was_counted(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "Nothing is due." in run("due").output
    assert json.loads(run("due", "--json").output) == []
    sheet = tmp_path / "due.xlsx"
    run("due", "--xlsx", str(sheet))
    assert sheet.read_bytes()[:2] == b"PK"
    assert run("deadline", "sweep").output.strip().endswith("0")
    assert ".ics" in run("deadline", "feed", "--label", "Afatet").output


def test_an_official_table_is_entered_and_counts(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "2031.yaml"
    file.write_text(TABLE)
    assert "computed" in run("calendar", "show", "2031").output
    run("calendar", "enter", str(file), "--accept")
    shown = run("calendar", "show", "2031").output
    assert "Monday 03.03.2031  Day of Parks" in shown


def test_one_election_day_gives_the_whole_calendar(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file, sheet, calendar = (tmp_path / name for name in ("election.json", "dates.xlsx", "dates.ics"))
    facts = {"election_kind": "assembly", "early": True, "election_day": "2026-06-07", "called_on": "2026-04-30"}
    file.write_text(json.dumps({"type": "operations.election", "facts": facts}))
    told = run("deadline", "agenda", str(file), "--xlsx", str(sheet), "--ics", str(calendar)).output
    assert "Sunday 17.05.2026, 23:59  Candidate lists (early election)  administrative" in told
    assert "No room" in told
    assert (sheet.read_bytes()[:2], calendar.read_bytes()[:15]) == (b"PK", b"BEGIN:VCALENDAR")
    file.write_text("[]")
    assert run("deadline", "agenda", str(file)).exit_code == 1
