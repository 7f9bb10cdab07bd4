"""Looking after background work from the terminal, and a worker that stops when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from neni.core.adapters import store as stores
from neni.core.adapters.clock import SystemClock
from neni.core.cli import main
from neni.core.cli.terminal import console
from neni.core.model.errands import NewErrand


@pytest.fixture
def workspace(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("NENI_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("NENI_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("NENI_LANGUAGE", "en")
    monkeypatch.setattr(console, "_width", 200)
    assert CliRunner().invoke(main, ["init"]).exit_code == 0
    store = stores.open(sqlite_url)
    with store.writing() as work:
        work.errands.add(NewErrand("of tomorrow", "PRO-1", SystemClock().now()))
    store.close()
    return sqlite_url


def told(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["errands", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_lanes_errands_and_schedules_are_listed(workspace: str) -> None:
    assert "unknown kind, kept: of tomorrow" in told("lanes")
    assert "PRO-1" in told("list", "--status", "waiting")
    assert "PRO-1" not in told("list", "--lane", "other")
    assert "nightly.forgetting" in told("schedules")


def test_an_errand_is_called_off_and_run_again(workspace: str) -> None:
    told("cancel", "1")
    assert "cancelled" in told("list")
    told("again", "1")
    assert "waiting" in told("list")
    assert told("again", "--lane", "of tomorrow").strip() == "✓ 0"
    refused = CliRunner().invoke(main, ["errands", "cancel", "99"])
    assert (refused.exit_code, CliRunner().invoke(main, ["errands", "again"]).exit_code) == (1, 2)


def test_a_lane_is_held_and_let_go(workspace: str) -> None:
    told("hold", "of tomorrow", "--hours", "2", "--reason", "the partner moves house")
    assert "the partner moves house" in told("lanes")
    told("release", "of tomorrow")
    assert "the partner moves house" not in told("lanes")


@pytest.mark.slow
def test_about_tells_that_nothing_ticks_yet(workspace: str) -> None:
    assert "clock ticked never" in CliRunner().invoke(main, ["about"]).output


@pytest.mark.slow
@pytest.mark.parametrize("command", ["worker", "serve"])
def test_who_works_stops_well_when_told_to(workspace: str, command: str) -> None:
    script = Path(sys.executable).parent / "neni"
    environment = {**os.environ, "NENI_PORT": "0"}
    works = subprocess.Popen([script, command], stdout=subprocess.PIPE, text=True, env=environment)
    assert works.stdout is not None
    assert "Ctrl+C" in works.stdout.readline()
    works.send_signal(signal.SIGTERM)
    assert works.wait(30) == 0
    works.stdout.close()
