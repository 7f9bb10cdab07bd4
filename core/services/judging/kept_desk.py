"""A desk that remembers for a short while what it found: whoever evaluates thousands of cases in a row asks for the
same cases again and again. What it remembers is bounded in time and in cases.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from neni.core.model.cases import Case
from neni.core.office import OfficeDesk
from neni.core.ports import CaseQuery

FRESH = timedelta(seconds=60)
"""What was found is at most so old."""

MOST_CASES = 20_000
"""So many cases are remembered at most; then everything is forgotten."""


@dataclass(slots=True)
class Memory:
    """What was found, since when, and how many cases that is."""

    since: datetime
    found: dict[object, tuple[Case, ...]] = field(default_factory=dict)
    size: int = 0

    def take(self, key: object, now: datetime, find: Callable[[], tuple[Case, ...]]) -> tuple[Case, ...]:
        """What was found for a key, or what is found now."""
        if now - self.since >= FRESH or now < self.since or self.size > MOST_CASES:
            self.since, self.found, self.size = now, {}, 0
        if key not in self.found:
            self.found[key] = found = find()
            self.size += len(found) + 1
        return self.found[key]


@dataclass(frozen=True, slots=True)
class KeptDesk(OfficeDesk):
    """The office as plugins see it, with a memory for cases."""

    memory: Memory | None = None

    def find(self, query: CaseQuery) -> tuple[Case, ...]:
        """Cases the query asks for, newest first; at most a minute old."""
        if self.memory is None:
            return OfficeDesk.find(self, query)
        told = (query.types, query.since, query.until, query.words, query.status, query.limit, query.after)
        key = (*told, tuple(sorted(query.facts.items())), tuple(sorted(query.starting.items())))
        return self.memory.take(key, self.clock.now(), lambda: OfficeDesk.find(self, query))
