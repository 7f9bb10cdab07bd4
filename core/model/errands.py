"""Errands: work that is done after the change that asked for it was committed, at least once and in the background.

An errand waits in a *lane* until it is due, is leased to a worker under a fence number that only grows, and ends done,
parked (it failed too often, and a person looks at it) or cancelled. Nothing here reads the clock or a database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_ERROR = 2_000
"""So many characters of the last error are kept."""


class ErrandStatus(StrEnum):
    """How far an errand has come."""

    WAITING = "waiting"
    LEASED = "leased"
    DONE = "done"
    PARKED = "parked"
    CANCELLED = "cancelled"


OPEN = (ErrandStatus.WAITING, ErrandStatus.LEASED)
"""What is still going to happen."""


@dataclass(frozen=True, slots=True)
class NewErrand:
    """An errand to be entered. `kind` and `key` together are unique for good: asked twice it is done once. `due` is
    `at` unless told; the lane is that of its kind, unless told. Errands of one `strand` in a lane go one after the
    other, in the order in which they were entered; without a strand there is no order."""

    kind: str
    key: str
    at: datetime
    payload: Mapping[str, object] = field(default_factory=dict)
    due: datetime | None = None
    lane: str = ""
    strand: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Errand:
    """An errand as it is stored. `attempts` counts how often a worker took it; `fence` tells a worker that was away
    too long from the one that took over; `by` is the event or the person that asked; `brought` is what its kind looked
    up for it (see ErrandKind.prepare)."""

    id: int
    kind: str
    key: str
    lane: str
    strand: str
    payload: Mapping[str, object]
    due: datetime
    status: ErrandStatus
    attempts: int
    fence: int
    entered_at: datetime
    by: str = ""
    lease_until: datetime | None = None
    worker: str = ""
    error: str = ""
    ended_at: datetime | None = None
    brought: object = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Backoff:
    """After how long a failed errand is tried again, attempt by attempt; after the last step it is parked. Each pause
    is lengthened by up to `jitter` of itself, never shortened: what failed together does not return together."""

    steps: tuple[timedelta, ...]
    jitter: float = 0.1

    def pause(self, attempts: int, spread: float) -> timedelta | None:
        """The pause after so many attempts, or None when there is none left; `spread` from 0 to 1 is drawn by the
        caller."""
        if not 1 <= attempts <= len(self.steps):
            return None
        return self.steps[attempts - 1] * (1 + self.jitter * spread)


USUAL = Backoff(
    (
        *(timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10)),
        *(timedelta(hours=1), timedelta(hours=4)),
    )
)
"""For whoever says nothing else: seven attempts within five hours and a quarter."""


@dataclass(frozen=True, slots=True)
class Lane:
    """How errands of a lane are taken: so many at once over all machines, and so many a second if that is limited.
    A lane that is held gives nothing out until that moment."""

    name: str
    at_once: int = 4
    per_second: float | None = None
    held_until: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LaneState:
    """What stands in a lane now."""

    lane: str
    waiting: int
    leased: int
    parked: int
    oldest_due: datetime | None
    held_until: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ErrandQuery:
    """Which errands to list, the newest first; `below` goes on after an earlier page (ids under it)."""

    status: ErrandStatus | None = None
    kind: str = ""
    lane: str = ""
    below: int | None = None
    limit: int = 50


def legible(error: str) -> str:
    """An error as it can be stored: no NUL, no half characters, not endless."""
    kept = error[:LONGEST_ERROR].replace("\0", "")
    return kept.encode("utf-8", "replace").decode("utf-8")


PER_SECOND_AHEAD = timedelta(seconds=1)
"""A lane with a rate that stood still for a while may at most make up for this much of its time."""


def permits(lane: Lane, free_at: datetime | None, now: datetime) -> int:
    """How many errands the rate of a lane lets go now; `free_at` is until when its rate is used up."""
    if lane.per_second is None:
        return lane.at_once
    start = max(free_at or now - PER_SECOND_AHEAD, now - PER_SECOND_AHEAD)
    return max(0, int((now - start).total_seconds() * lane.per_second + 1e-6))


def used(lane: Lane, free_at: datetime | None, now: datetime, taken: int) -> datetime | None:
    """Until when the rate is used up once so many were taken."""
    if lane.per_second is None:
        return None
    start = max(free_at or now - PER_SECOND_AHEAD, now - PER_SECOND_AHEAD)
    return start + timedelta(seconds=taken / lane.per_second)
