"""When things are to be done regularly, and what becomes of moments that passed while nobody looked at the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class CatchUp(StrEnum):
    """What is made up for after the clock stood still."""

    EVERY = "every"
    """Every missed moment, one after the other."""

    LATEST = "latest"
    """The latest missed moment only; the earlier ones are told of and left out."""


EVERY_MINUTE = "* * * * *"
EVERY_NIGHT = "30 3 * * *"
"""Half past three: after the hour that the change of clocks leaves out in spring and gives twice in autumn."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Moments by a crontab line in Kosovo's time. What is older than `no_older_than` when the clock runs again is left
    out, whatever the rule."""

    name: str
    cron: str
    catch_up: CatchUp = CatchUp.LATEST
    no_older_than: timedelta | None = None


@dataclass(frozen=True, slots=True)
class ScheduleState:
    """What is stored of a schedule: the moment up to which everything was entered, and who paused it, if anybody."""

    name: str
    last_slot: datetime
    paused_at: datetime | None = None
    paused_by: str = ""


@dataclass(frozen=True, slots=True)
class Beat:
    """The last sign of life of something that must not stop."""

    name: str
    at: datetime
    by: str
