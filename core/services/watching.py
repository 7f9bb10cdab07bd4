"""The sweep of every minute: deadlines pass, what comes near or was missed is raised, and people are told.

What has to be looked at is found by index: deadlines that changed or whose warning is due, and alerts whose moment has
come. After a standstill the first sweep makes up for all of it at once: of several warnings of a deadline that passed
meanwhile only the latest is raised, and whatever was missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from neni.core.errors import Conflict, NotFound
from neni.core.model.alerts import Alert, AlertKind, Gravity
from neni.core.model.cases import Case
from neni.core.model.deadlines.explaining import shown
from neni.core.model.deadlines.stored import Deadline, DeadlineState
from neni.core.model.rulesets import Severity
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Look, Work
from neni.core.services import deadlines
from neni.core.services.alerting import Cause, end, raise_alert
from neni.core.services.deadline_laws import rule_of
from neni.core.services.machine_alerts import watch_clock, watch_errands
from neni.core.services.notifying import tell_ripe

AT_ONCE = 200
"""So many deadlines are looked at in one transaction."""

TRIES = 5
_OF_MISSED = {Severity.BLOCKING: Gravity.SEVERE, Severity.WARNING: Gravity.WARNING, Severity.NOTE: Gravity.NOTE}


def sweep(office: Office, slot: datetime | None = None) -> int:
    """Everything that is due; how many alerts were raised. Twice does no more than once, also at the same time."""
    watch_clock(office, slot or office.clock.now())
    _patiently(lambda: len(deadlines.sweep(office)))
    raised = watch_deadlines(office) + _patiently(lambda: watch_errands(office))
    tell_ripe(office)
    return raised


def watch_deadlines(office: Office) -> int:
    """Raise what deadlines that are to be looked at have to tell; how many alerts that were."""
    number = 0
    while True:
        raised = _patiently(lambda: _watch_some(office))
        if raised is None:
            return number
        number += raised


def _patiently(do):  # type: ignore[no-untyped-def]
    raise NotImplementedError


def _watch_some(office: Office) -> int | None:
    """Look at some in one transaction; None when there is nothing to look at."""
    with office.store.writing() as work:
        looks = work.alerts.due_looks(office.clock.now(), AT_ONCE)
        if not looks:
            return None
        number = sum(_look_at(office, work, one) for one in dict.fromkeys(look.deadline_id for look in looks))
        work.alerts.looked(looks)
    return number


def _look_at(office: Office, work: Work, deadline_id: str) -> int:
    deadline = work.deadlines.get(deadline_id)
    there = work.alerts.about([_about(deadline)])
    level = _level(deadline, office.clock.now())
    key = f"{_about(deadline)}:{deadline.due.isoformat() if deadline.due else ''}:{level}"
    end(office, work, [one for one in there if one.key != key])
    if not level or any(one.key == key for one in there):
        return 0
    return int(raise_alert(office, work, _cause(office, work.cases.get(deadline.case_id), deadline, key, level)) is not None)
