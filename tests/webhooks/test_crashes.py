"""Whoever writes or delivers is killed with -9, again and again: nothing is lost, nothing comes from nowhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_twenty_kills_lose_no_message_and_change_none(database_url: str) -> None:
    command = [sys.executable, "-m", "benchmarks.webhooks.crash", "20", database_url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    committed = re.search(r"committed=(\d+)", done.stdout)
    assert committed
    assert int(committed.group(1)) > 20
