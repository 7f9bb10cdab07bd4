"""Every way to an outcome says what a patient reader of the law says: a short run of `benchmarks/agreement`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "benchmarks/agreement"


@pytest.mark.slow
def test_all_ways_agree_over_random_law_and_random_cases() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "400", "2"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "400 pairs, 0 differences" in done.stdout
    policies = ("unique", "any", "first", "priority", *(f"collect {how}" for how in ("sum", "min", "max", "count")))
    assert all(f"'{one}': " in done.stdout for one in policies), "tables of every hit policy were drawn"
    assert "in SQL {'" in done.stdout, "rules were compared in SQL too"
