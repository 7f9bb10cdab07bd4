"""How many deadlines are computed in a minute, of every unit, with and without their explanation.

Run by hand from the repository: `python -m benchmarks.deadlines [COUNT]`. The calendar is the one that ships, events
lie within thirty years. Every result is checked against a walk over the days before anything is timed.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from neni.core.model.calendars import Calendar
from neni.core.model.deadlines.counting import count
from neni.core.model.deadlines.explaining import as_text, explain
from neni.core.model.deadlines.moments import Moment, day_of
from neni.core.model.deadlines.pauses import Pause
from neni.core.model.deadlines.terms import Method, Roll, Term, Unit
from neni.core.model.references import Reference
from neni.core.model.text import Text
from neni.core.services.deadlines.calendars import shipped_calendar

FIRST = datetime(2010, 1, 1, tzinfo=UTC)
MINUTES = 30 * 365 * 24 * 60
EVENT, ARTICLE = Text("ngjarja", "događaj", "event"), Reference("08/L-228", "27")
METHODS = {
    "hours": Method(Term(48, Unit.HOURS)),
    "calendar days, rolled": Method(Term(40, Unit.DAYS), roll=Roll.NEXT_WORKING_DAY),
    "working days": Method(Term(10, Unit.WORKING_DAYS)),
    "working hours": Method(Term(24, Unit.WORKING_HOURS)),
    "months": Method(Term(6, Unit.MONTHS), roll=Roll.NEXT_WORKING_DAY),
}


def main() -> None:
    """Print a line for each unit."""
    amount = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    calendar, events = shipped_calendar(), [*_events(amount)]
    _check(calendar, events[: min(amount, 2000)])
    print(f"{amount} deadlines each, Python {sys.version.split()[0]}")
    for name, method in METHODS.items():
        _print(name, amount, _timed(calendar, method, events))
    pauses = [Pause(FIRST + timedelta(days=400 * year), FIRST + timedelta(days=400 * year + 9)) for year in range(27)]
    _print("working days, paused", amount, _timed(calendar, METHODS["working days"], events, pauses))
    few = events[: max(1, amount // 10)]
    _print("working days, each explained in three languages", len(few), _explained(calendar, few))


def _events(amount: int) -> Iterable[datetime]:
    chance = random.Random(6)
    return (FIRST + timedelta(minutes=chance.randrange(MINUTES)) for _ in range(amount))


def _timed(calendar: Calendar, method: Method, events: list[datetime], pauses: Iterable[Pause] = ()) -> float:
    stops = tuple(pauses)
    begun = time.perf_counter()
    for event in events:
        count(method, event, calendar, stops)
    return time.perf_counter() - begun


def _explained(calendar: Calendar, events: list[datetime]) -> float:
    begun = time.perf_counter()
    for event in events:
        as_text(explain(count(METHODS["working days"], event, calendar), EVENT, ARTICLE))
    return time.perf_counter() - begun


def _print(name: str, amount: int, seconds: float) -> None:
    print(f"  {name:50} {seconds:7.2f} s  {amount / seconds * 60:12,.0f} a minute")


def _check(calendar: Calendar, events: list[datetime]) -> None:
    """Stop when counting and walking disagree: a fast wrong answer is worth nothing."""
    for event in events:
        found = count(METHODS["working days"], event, calendar)
        if found.last_day != _walk(calendar, found.event):
            sys.exit(f"WRONG: {event} → {found.last_day}")


def _walk(calendar: Calendar, event: Moment) -> date:
    day, left = day_of(event), 10
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day


if __name__ == "__main__":
    main()
