"""What is stored of schedules, and who among several processes looks at the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from neni.core.model.schedules import Beat, ScheduleState


class Schedules(Protocol):
    """Up to which moment the slots of each schedule were entered."""

    def all(self) -> Sequence[ScheduleState]:
        """Every stored schedule, by name."""

    def begin(self, name: str, at: datetime) -> None:
        """Know a schedule from that moment on; one that is known already stays as it is."""

    def advance(self, state: ScheduleState, to: datetime) -> None:
        """Everything up to that moment was entered. Raises Conflict when somebody else did it or paused meanwhile."""

    def pause(self, name: str, at: datetime, by: str) -> None:
        """Enter nothing more. Raises NotFound."""

    def resume(self, name: str, at: datetime) -> None:
        """Go on from that moment; what passed meanwhile is left out. Raises NotFound."""

    def beat(self, name: str, at: datetime, by: str) -> None:
        """Leave a sign of life."""

    def last_beat(self, name: str) -> Beat | None:
        """The last sign of life."""


class Leader(Protocol):
    """Whether this process is the one of several that does something; it stays so until it lets go or dies."""

    def is_mine(self) -> bool:
        """Try to become it, or look whether it still is."""

    def let_go(self) -> None:
        """Let another one become it."""
