"""The computed calendar of Kosovo, by the library holidays: feasts that move, estimated days of the moon's, and a day
off in lieu of a holiday on a weekend. What is decided otherwise for a year stands in an official table.
"""

from __future__ import annotations

from functools import cache

import holidays
from holidays.countries.kosovo import Kosovo

from neni.core.model.calendars import DayOff, NoCalendar, YearTable
from neni.core.model.text import Language, Text

_SPOKEN = {Language.ALBANIAN: "sq", Language.SERBIAN: "sr", Language.ENGLISH: "en_US"}
_SOURCE = Text(
    sq="e llogaritur; tabela zyrtare mund të vendosë ndryshe",
    sr="izračunato; zvanična tabela može odrediti drugačije",
    en="computed; an official table may decide otherwise",
)


class ComputedHolidays:
    """The calendar as it is computed (see ports.calendars.Holidays)."""

    def table(self, year: int) -> YearTable:
        """The computed table. Raises NoCalendar for years the library knows nothing of."""
        return _table(year)


@cache
def _table(year: int) -> YearTable:
    if not Kosovo.start_year <= year <= Kosovo.end_year:
        raise NoCalendar(year)
    spoken = {one: holidays.country_holidays("XK", years=year, language=code) for one, code in _SPOKEN.items()}
    days = sorted(spoken[Language.ALBANIAN])
    named = ((day, {one.value: ", ".join(found.get_list(day)) for one, found in spoken.items()}) for day in days)
    return YearTable(year, tuple(DayOff(day, Text.of(names)) for day, names in named), _SOURCE)
