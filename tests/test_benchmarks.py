"""The benchmarks run, and the one beside other engines notices when an engine is wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(("way", "told"), [("mistaken", "wrong at a bound"), ("guessing", "missing means no")])
def test_an_engine_that_is_wrong_is_caught(way: str, told: str) -> None:
    done = run("rules", "--quick", "--without-fit", "--ways", "closures", way)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"NOT COMPARABLE: Python closures, {told} disagrees with the reader" in done.stdout


@pytest.mark.slow
def test_neni_agrees_with_the_peers_that_are_installed_and_the_others_are_skipped_aloud() -> None:
    peers = {"zen-batch": "zen", "zen-loaded": "zen", "clips": "clips", "durable": "durable"}
    done = run("rules", "--quick", "--without-fit", "--ways", "neni-bulk", "neni-traced", "neni-judged", *peers)
    assert done.returncode == 0, done.stdout + done.stderr
    skipped = sum(line.startswith("SKIPPED: ") for line in done.stdout.splitlines())
    assert skipped == sum(find_spec(module) is None for module in peers.values())
    assert len(re.findall(r"^(?:Neni|zen|durable-rules|CLIPS).* (?:400|365|300)$", done.stdout, re.MULTILINE)) == 2 * (
        7 - skipped
    )


@pytest.mark.slow
def test_growth_is_the_slope_of_the_logarithms() -> None:
    script = "from benchmarks.rules.fitting import fit; print(fit({1: 3, 2: 6, 4: 12}), fit({1: 1, 3: 9, 9: 81}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    slopes = [round(float(one), 6) for one in re.findall(r"slope=([\d.]+)", done.stdout)]
    assert slopes == [1.0, 2.0]


@pytest.mark.slow
def test_manuscripts_are_measured() -> None:
    done = run("manuscripts", "5", "1", "--without-growth")
    assert done.returncode == 0, done.stderr
    assert all(line in done.stdout for line in ("5 pages", "read and commented", "redlined", "python-docx", "MB"))


@pytest.mark.slow
def test_loading_is_measured() -> None:
    done = run("loading", "60", "1")
    assert done.returncode == 0, done.stderr
    assert "all but the imports" in done.stdout


@pytest.mark.slow
def test_counting_deadlines_is_measured_and_checked_against_a_walk() -> None:
    done = run("deadlines", "500")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(re.findall(r"a minute$", done.stdout, re.MULTILINE)) == 7


@pytest.mark.slow
def test_accepted_messages_are_counted() -> None:
    done = run("webhooks.inbound", "40", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "accepted over the application, 2 at once" in done.stdout


@pytest.mark.slow
def test_one_two_and_four_nodes_deliver_everything_once(postgresql_url: str) -> None:
    done = run("webhooks.nodes", postgresql_url, "2", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(re.findall(r"^  [124] nodes? ", done.stdout, re.MULTILINE)) == 6
    assert "as it must be" in done.stdout
