"""The ledger of background work, and what an errand's doer answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from neni.core.model.errands import Errand, ErrandQuery, Lane, LaneState, NewErrand

if TYPE_CHECKING:
    from neni.core.ports.storage import Work

Settle = Callable[["Work"], None]
"""Writes the effect of an errand; it commits together with the errand's new status, or not at all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt. Without anything set the errand is done. `again_at` has it tried again then,
    `failed` by its kind's policy, `parked` never until a person says so. `settle` is written in the same transaction.
    """

    settle: Settle | None = None
    again_at: datetime | None = None
    failed: bool = False
    parked: bool = False
    reason: str = ""


DONE = Outcome()


@dataclass(frozen=True, slots=True)
class Claim:
    """Who takes errands, until when, of which kinds, and how many at most. `kinds` tells after how many attempts an
    errand whose workers died is parked instead of being given to another; `lane_of` the limits of a lane for which
    nothing else is stored. `passed_by` hears of lanes that another worker was looking at: it is worth coming again."""

    worker: str
    now: datetime
    lease: timedelta
    kinds: Mapping[str, int]
    most: int
    lane_of: Callable[[str], Lane]
    passed_by: Callable[[str], object] = str


class Errands(Protocol):
    """The ledger of background work."""

    def add(self, errand: NewErrand) -> bool:
        """Enter an errand; False when one of that kind and key was entered before."""

    def get(self, errand_id: int) -> Errand:
        """One errand. Raises NotFound."""

    def by_key(self, kind: str, key: str) -> Errand | None:
        """The errand with that key."""

    def find(self, query: ErrandQuery) -> Sequence[Errand]:
        """Errands, the newest first."""

    def lanes(self) -> Sequence[LaneState]:
        """Every lane in which something waits, runs or is parked, or that is held."""

    def open_kinds(self) -> frozenset[str]:
        """The kinds of everything that waits or runs."""

    def next_due(self) -> datetime | None:
        """When the next waiting errand may be given out: when it is due, or when its lane is held no more."""

    def claim(self, claim: Claim) -> Sequence[Errand]:
        """Lease what is due; nobody else gets the same before the lease ends."""

    def renew(self, errands: Iterable[Errand], until: datetime) -> None:
        """Keep what is still being worked on."""

    def done(self, errand: Errand, at: datetime) -> None:
        """It is done. Raises Fenced when the lease went to somebody else."""

    def done_all(self, errands: Sequence[Errand], at: datetime) -> None:
        """They are done, all at once. Raises Fenced when one of the leases went to somebody else."""

    def again(self, errand: Errand, due: datetime, error: str) -> None:
        """It waits until then. Raises Fenced."""

    def park(self, errand: Errand, at: datetime, error: str) -> None:
        """It waits for a person. Raises Fenced."""

    def hand_back(self, errands: Iterable[Errand]) -> None:
        """Nobody began with these; they wait again as if they had not been taken."""

    def run_again(self, errand_id: int, at: datetime) -> None:
        """Have a parked, cancelled or waiting errand tried now, its attempts forgotten. Raises Conflict."""

    def cancel(self, errand_id: int, at: datetime) -> None:
        """It will not be done. Raises Conflict when it is done already or is being worked on."""

    def set_lane(self, lane: Lane) -> None:
        """Store the limits of a lane; they come before those its kinds declare."""

    def hold(self, lane: str, until: datetime, reason: str) -> None:
        """Give nothing out of a lane until then."""

    def release(self, lane: str) -> None:
        """Give out of a lane again."""

    def lane(self, name: str) -> Lane | None:
        """The stored limits of a lane."""

    def forget(self, ended_before: datetime, most: int) -> int:
        """Remove what was done or cancelled before; how many were."""


class Carrier(Protocol):
    """Carries wake-ups between machines; the ledger stays the truth."""

    def defer(self, connection: Any) -> None:
        """Tell of new errands, within the transaction of that connection of the driver."""

    def listening(self, wake: Callable[[], None]) -> AbstractContextManager[None]:
        """Be one of those that are woken, while the block lasts."""
