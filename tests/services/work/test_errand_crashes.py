"""Whoever writes, works or looks at the clock is killed with -9, again and again: nothing is lost, nothing doubled."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def twenty_kills(what: str, database_url: str) -> str:
    command = [sys.executable, "-m", "benchmarks.crashes", what, "20", database_url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_twenty_kills_lose_no_errand_and_double_no_effect(database_url: str) -> None:
    committed = re.search(r"committed=(\d+)", twenty_kills("errands", database_url))
    assert committed
    assert int(committed[1]) > 20, "there was something to lose"


@pytest.mark.slow
def test_twenty_kills_of_clocks_lose_no_moment_and_double_none(database_url: str) -> None:
    twenty_kills("clocks", database_url)
