"""Where the computed calendar of a year comes from."""

from __future__ import annotations

from typing import Protocol

from neni.core.model.calendars import YearTable


class Holidays(Protocol):
    """Computes the days off of a year; right for most days, and never the last word."""

    def table(self, year: int) -> YearTable:
        """The computed table. Raises NoCalendar for years it knows nothing of."""
        ...
