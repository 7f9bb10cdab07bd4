"""Runs while others look at them."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from neni.core.web.runs import Run, State

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def ended(run: Run) -> None:
    """As the thread of a run ends it."""
    run.result = "what came out"
    run.state = State.DONE
    run.ended_at = NOON


def test_what_was_seen_of_a_run_stays_as_it_was_when_the_run_ends() -> None:
    run = Run("whatif", "arta", None, NOON, state=State.RUNNING)
    seen = run.seen()
    ended(run)
    assert (seen.is_over, seen.state, seen.result) == (False, State.RUNNING, None)


def test_a_run_seen_to_be_over_has_come_to_its_result_whenever_one_looks() -> None:
    for _ in range(300):
        run = Run("whatif", "arta", None, NOON)
        thread = threading.Thread(target=ended, args=(run,))
        thread.start()
        while not (seen := run.seen()).is_over:
            pass
        thread.join()
        assert (seen.state, seen.result) == (State.DONE, "what came out")
