"""Alerts: what somebody must know of, once for each cause, until somebody says that they know or the cause is gone.

An alert climbs the ladder of its department (officer, head, chief executive) until it is acknowledged. `next_at` is the
one moment at which anybody has to look at it again; everything between is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from neni.core.model.text import Text


class AlertKind(StrEnum):
    """What an alert is about."""

    WARNING = "warning"
    """A deadline comes near."""

    MISSED = "missed"
    """A deadline passed and nobody did what it asks for."""

    MOVED = "moved"
    """A table of days off moved a deadline."""

    FINDING = "finding"
    """A rule says something of a case that it did not say before."""

    EVALUATION = "evaluation"
    """A case could not be evaluated."""

    ERRAND = "errand"
    """Background work failed too often, or is late."""

    CLOCK = "clock"
    """The clock stood still, or was late."""


class Gravity(StrEnum):
    """How grave it is. SEVERE is told at once, whatever the hour; a NOTE climbs no ladder."""

    SEVERE = "severe"
    WARNING = "warning"
    NOTE = "note"


GRAVEST_FIRST = (Gravity.SEVERE, Gravity.WARNING, Gravity.NOTE)
ESCALATED_AFTER = {Gravity.SEVERE: timedelta(hours=2), Gravity.WARNING: timedelta(hours=24)}
"""After so long without an acknowledgement the next rung of the ladder is told."""

LONGEST_SNOOZE = {Gravity.SEVERE: timedelta(hours=4), Gravity.WARNING: timedelta(days=3), Gravity.NOTE: timedelta(30)}
"""For so long an alert may be put off at most; one of a deadline never beyond its last moment."""


class AlertState(StrEnum):
    """How an alert stands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert. `key` is unique for good, so that the same cause raised twice is one alert; `about` names the cause (a
    deadline, a rule of a case, a lane of work), whose alerts end together. `level` tells which warning it is. `case` is
    the id of the case, empty where there is none; `department` is EVERYWHERE for what concerns the machine. `ladder`
    are roles from first to last, `rung` how far it has climbed. `due` is the last moment of the deadline it is about.
    """

    id: str
    kind: AlertKind
    key: str
    about: str
    level: str
    gravity: Gravity
    department: str
    title: Text
    message: Text
    raised_at: datetime
    ladder: tuple[str, ...]
    case: str = ""
    reference: str = ""
    owner: str = ""
    due: datetime | None = None
    rung: int = 0
    next_at: datetime | None = None
    snoozed_until: datetime | None = None
    snoozed_by: str = ""
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    reason: str = ""
    ended_at: datetime | None = None
    version: int = 1

    @property
    def state(self) -> AlertState:
        """How it stands; what has ended may have been acknowledged before."""
        if self.ended_at is not None:
            return AlertState.ENDED
        return AlertState.ACKNOWLEDGED if self.acknowledged_at is not None else AlertState.OPEN

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles it has reached."""
        return self.ladder[: self.rung + 1]

    @property
    def can_climb(self) -> bool:
        """Whether there is a further rung, and it is grave enough to climb."""
        return self.rung + 1 < len(self.ladder) and self.gravity in ESCALATED_AFTER

    def climbs_at(self, told: datetime) -> datetime | None:
        """When the next rung is told, if nobody acknowledges it meanwhile. Of a deadline that is still to come the
        ladder is climbed before its last moment, half-way from now at the latest."""
        if not self.can_climb:
            return None
        after = ESCALATED_AFTER[self.gravity]
        left = self.due - told if self.due is not None and self.due > told else None
        return told + (min(after, left / 2) if left is not None else after)

    def snooze_limit(self, now: datetime) -> datetime:
        """Until when it may be put off at most."""
        latest = now + LONGEST_SNOOZE[self.gravity]
        return min(latest, self.due) if self.due is not None and self.due > now else latest
