"""A calendar for tests: weekends, and a few fixed and moving days off in every year."""

from __future__ import annotations

from datetime import date, timedelta

from neni.core.model.calendars import Calendar, DayOff, YearTable
from neni.core.model.text import Text


def made_up(year: int) -> YearTable:
    """New Year, 17 February, 1 May, and a day that moves by eleven days a year."""
    fixed = (date(year, 1, 1), date(year, 1, 2), date(year, 2, 17), date(year, 5, 1))
    moving = date(year, 1, 1) + timedelta(days=(year * 354) % 365)
    days = tuple(DayOff(one, Text.of(f"holiday {one:%m-%d}")) for one in sorted({*fixed, moving}))
    return YearTable(year, days, Text.of("made up"))


CALENDAR = Calendar({}, made_up)
