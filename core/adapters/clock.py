"""The one reader of the machine's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

KOSOVO = ZoneInfo("Europe/Belgrade")
"""The time zone data has no zone for Kosovo; its clocks have always gone with Belgrade's."""


def day_in_kosovo(instant: datetime) -> date:
    """The calendar day an aware instant falls on in Kosovo."""
    return instant.astimezone(KOSOVO).date()


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The calendar day in Kosovo."""
        return day_in_kosovo(self.now())
