"""Days off have changed: running deadlines are counted anew, and whoever has the case of one that moved is told. A
table that comes with an update counts from then on; the night after it the deadlines it moves are counted anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from neni.core.model.calendars import YearTable
from neni.core.model.deadlines.moments import day_of
from neni.core.model.deadlines.stored import RUNNING, Deadline
from neni.core.model.errands import Errand
from neni.core.model.events import CalendarTableAccepted
from neni.core.model.fingerprints import fingerprint
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.alerts.alerting import NOBODY
from neni.core.services.alerts.moved_deadlines import tell_moved
from neni.core.services.deadlines import renew
from neni.core.services.deadlines.calendars import shipped

_NEAR = timedelta(days=31)
"""No end is moved further than this over days on which nobody works."""


def count_anew(office: Office, work: Work, days: Sequence[date], table: YearTable, by: str) -> list[str]:
    """Count the running deadlines that changed days of a table can touch, in the caller's transaction, and tell whoever
    has them; the ids of those that moved."""
    moved = list[str]()
    for case_id in cases_touched(work, days):
        case = work.cases.get(case_id)
        before = {one.id: one.due for one in work.deadlines.of_case(case_id) if one.state in RUNNING}
        renew(office, work, case, by, "calendar")
        for one in work.deadlines.of_case(case_id):
            if one.id in before and before[one.id] != one.due:
                moved.append(one.id)
                tell_moved(office, work, case, one, before[one.id], table.source)
    return moved


def cases_touched(work: Work, days: Sequence[date]) -> Sequence[str]:
    """The cases with running deadlines that one of the days can touch, each once."""
    touched = (one.deadline for one in work.deadlines.running() if any(_within(one.deadline, day) for day in days))
    return list(dict.fromkeys(one.case_id for one in touched))


def count_shipped(office: Office, _: Errand | None = None) -> None:
    """Count deadlines anew by official tables that an update brought or changed; each once."""
    for table in shipped().values():
        mark = fingerprint(table)
        with office.store.reading() as work:
            if any(data.get("table") == mark for *_, data in work.events.of(_subject(table))):
                continue
        with office.store.writing() as work:
            _count_by(office, work, table, mark)


def _count_by(office: Office, work: Work, table: YearTable, mark: str) -> None:
    moved = count_anew(office, work, _all_over(table.year), table, NOBODY)
    told: dict[str, object] = {"table": mark, "days": [], "moved": moved}
    work.events.add(CalendarTableAccepted(office.clock.now(), NOBODY, _subject(table), told))


def _all_over(year: int) -> list[date]:
    """Days so close that whatever lies in the year is near one: which table was there before is not known any more."""
    return [*(date(year, month, 1) for month in range(1, 13)), date(year, 12, 31)]


def _subject(table: YearTable) -> str:
    return f"calendar:{table.year}"


def _within(deadline: Deadline, day: date) -> bool:
    """Whether a day lies between the event and the end, or so near that the end was moved over it. A deadline that
    stands still has no end yet."""
    if deadline.event is None or deadline.last_day is None:
        return False
    first, last = sorted((day_of(deadline.event), deadline.last_day))
    return first - _NEAR <= day <= last + _NEAR
