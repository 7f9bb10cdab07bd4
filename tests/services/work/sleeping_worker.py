"""A worker that takes one errand and, before it writes what it did, waits for a file; it tells what came of it.

Arguments: URL, a file to make once the errand is taken; it goes on when the file `go on` stands beside it."""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path

from neni.core.adapters import store as stores
from neni.core.adapters.clock import SystemClock
from neni.core.errors import Fenced
from neni.core.model.errands import Lane
from neni.core.model.events import CaseChanged
from neni.core.ports import Claim

if __name__ == "__main__":
    url, begun = sys.argv[1], Path(sys.argv[2])
    store, clock = stores.open(url), SystemClock()
    with store.writing() as work:
        (errand,) = work.errands.claim(Claim("sleeper", clock.now(), timedelta(seconds=1), {"letter": 9}, 1, Lane))
    begun.touch()
    while not begun.with_name("go on").exists():
        time.sleep(0.02)
    try:
        with store.writing() as work:
            work.events.add(CaseChanged(clock.now(), "sleeper", errand.key))
            work.errands.done(errand, clock.now())
    except Fenced as error:
        sys.stderr.write(str(error))
    store.close()
