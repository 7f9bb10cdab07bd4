"""Which days are worked: official tables, those taken over here before those that are shipped, and the computed
calendar for every other year.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from threading import Lock

from neni.core.adapters.holidays import ComputedHolidays
from neni.core.adapters.rulebook import calendars
from neni.core.model.calendars import Calendar, YearTable
from neni.core.office import Office
from neni.core.ports import Work

_KEPT = 4


@cache
def shipped() -> Mapping[int, YearTable]:
    """The official tables that come with Neni, by year."""
    return calendars.load(files("neni.rulesets") / "shared" / "calendars")


@cache
def shipped_calendar() -> Calendar:
    """The calendar as it is before anybody enters a table."""
    return Calendar(shipped(), ComputedHolidays().table)


class _Laid:
    """Calendars laid out once for the tables they rest on; counting fills them with years."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[str, ...], Calendar] = OrderedDict()
        self._lock = Lock()

    def take(self, stored: Mapping[str, YearTable]) -> Calendar:
        """The calendar over the shipped tables and these, which are known by their ids."""
        if not stored:
            return shipped_calendar()
        name = tuple(sorted(stored))
        with self._lock:
            if name not in self._found:
                official = {**shipped(), **{one.year: one for one in stored.values()}}
                self._found[name] = Calendar(official, ComputedHolidays().table)
                while len(self._found) > _KEPT:
                    self._found.popitem(last=False)
            return self._found[name]


_LAID = _Laid()


def calendar_in(work: Work) -> Calendar:
    """The calendar that counts, in a transaction."""
    return _LAID.take({one.id: one.table for one in work.calendars.in_use()})


def calendar_of(office: Office) -> Calendar:
    """The calendar that counts now."""
    with office.store.reading() as work:
        return calendar_in(work)
