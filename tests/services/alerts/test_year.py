"""A year lived through minute by minute, with people who answer some alerts and not others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_in_a_year_every_alert_comes_once_and_at_its_minute() -> None:
    command = [sys.executable, "-m", "benchmarks.year", "60"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("RIGHT\n")
