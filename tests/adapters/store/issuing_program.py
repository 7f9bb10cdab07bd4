"""A program that takes numbers and now and then changes its mind; it prints the numbers it kept.

Arguments: URL, name, count."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime

from neni.core.adapters import store as stores
from neni.core.model.events import DocumentIssued
from neni.core.model.paper.registers import Register
from neni.core.model.text import Text

REGISTER = Register("procurement", Text.of("Protokolli"), "KQZ-PRO-{number:04}/{year}")


def issue(store: stores.SqlStore, name: str, turn: int) -> int | None:
    with suppress(ZeroDivisionError), store.writing() as work:
        entry = work.registers.enter(REGISTER, 2026, datetime.now(UTC))
        work.events.add(DocumentIssued(at=entry.entered_at, by=name, subject=f"{name}-{turn}"))
        return entry.number // int(turn % 5 != 3)  # every fifth fails here, its number taken
    return None


if __name__ == "__main__":
    url, name, count = sys.argv[1:]
    opened = stores.open(url)
    kept = [issue(opened, name, turn) for turn in range(int(count))]
    opened.close()
    sys.stdout.write(" ".join(str(number) for number in kept if number is not None))
