"""The sweep of every minute: deadlines pass, what comes near or was missed is raised, and people are told.

What has to be looked at is found by index: deadlines that changed or whose warning is due, and alerts whose moment has
come. After a standstill the first sweep makes up for all of it at once: of several warnings of a deadline that passed
meanwhile only the latest is raised, and whatever was missed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from neni.core.errors import Conflict
from neni.core.model.alerts import AlertKind, Gravity
from neni.core.model.cases import Case
from neni.core.model.deadlines.explaining import shown
from neni.core.model.deadlines.stored import RUNNING, Deadline, DeadlineState
from neni.core.model.rules import Severity
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services import deadlines
from neni.core.services.alerts import moved_deadlines
from neni.core.services.alerts.alerting import Cause, end, end_about, raise_alert
from neni.core.services.alerts.machine_alerts import watch_clock, watch_errands
from neni.core.services.alerts.notifying import tell_ripe
from neni.core.services.deadlines.deadline_laws import rule_of

AT_ONCE = 200
"""So many deadlines are looked at in one transaction."""

TRIES = 5
Did = TypeVar("Did")
_OF_MISSED = {Severity.BLOCKING: Gravity.SEVERE, Severity.WARNING: Gravity.WARNING, Severity.NOTE: Gravity.NOTE}


def sweep(office: Office, slot: datetime | None = None) -> int:
    """Everything that is due; how many alerts were raised. Twice does no more than once, also at the same time."""
    stood_still = slot is not None and watch_clock(office, slot)
    _patiently(lambda: deadlines.sweep(office))
    raised = watch_deadlines(office)
    if not stood_still:  # everything is late then, and done in a moment
        raised += _patiently(lambda: watch_errands(office))
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


def _patiently(do: Callable[[], Did]) -> Did:
    """Do it again while somebody else changes the same at the same time."""
    for _ in range(TRIES):
        try:
            return do()
        except Conflict:
            continue
    return do()


def _watch_some(office: Office) -> int | None:
    """Look at some in one transaction; None when there is nothing to look at. Cases are read before it, so that none is
    held: whoever changes one meanwhile has its deadlines looked at again."""
    with office.store.reading() as work:
        looks = work.alerts.due_looks(office.clock.now(), AT_ONCE)
        ids = list(dict.fromkeys(look.deadline_id for look in looks))
        cases = {one: work.cases.get(work.deadlines.get(one).case_id) for one in ids}
    if not looks:
        return None
    with office.store.writing() as work:
        number = sum(_look_at(office, work, cases[one], one) for one in ids)
        work.alerts.looked(looks)
    return number


def _look_at(office: Office, work: Work, case: Case, deadline_id: str) -> int:
    deadline = work.deadlines.get(deadline_id)
    there = work.alerts.about([_about(deadline)])
    if deadline.state not in RUNNING:
        end_about(office, work, moved_deadlines.about(deadline.id))
    level = _level(deadline, office.clock.now())
    key = f"{_about(deadline)}:{deadline.due.isoformat() if deadline.due else ''}:{level}"
    end(office, work, [one for one in there if one.key != key])
    if not level or any(one.key == key for one in there):
        return 0
    cause = _cause(office, case, deadline, key, level)
    return int(raise_alert(office, work, cause) is not None)


def _about(deadline: Deadline) -> str:
    return f"deadline:{deadline.id}"


def _level(deadline: Deadline, now: datetime) -> str:
    """What a deadline has to tell now: that it was missed, the latest of its warnings, or nothing."""
    if deadline.state is DeadlineState.MISSED and deadline.done is None:
        return AlertKind.MISSED.value
    passed = sum(1 for one in deadline.warn_at if one <= now)
    return f"{AlertKind.WARNING.value}-{passed}" if deadline.state is DeadlineState.OPEN and passed else ""


def _cause(office: Office, case: Case, deadline: Deadline, key: str, level: str) -> Cause:
    rule = rule_of(office, case.type, deadline)
    kind = AlertKind.MISSED if level == AlertKind.MISSED.value else AlertKind.WARNING
    title = rule.title if rule else Text.of(deadline.rule)
    named = rule.reference.words if rule else None
    source = named.map(lambda words, _: f"{deadline.rule}, {words}") if named else Text.of(deadline.rule)
    return Cause(
        kind=kind,
        key=key,
        about=_about(deadline),
        gravity=_gravity(deadline, level),
        title=missed(title) if kind is AlertKind.MISSED else title,
        message=_message(case, deadline, source),
        department=case.department,
        level=level,
        case=case.id,
        reference=case.reference,
        owner=case.opened_by,
        due=deadline.due,
    )


def _gravity(deadline: Deadline, level: str) -> Gravity:
    """What was missed is as grave as its rule; so is the last warning. Earlier ones only warn."""
    is_last = level in (AlertKind.MISSED.value, f"{AlertKind.WARNING.value}-{len(deadline.warn_at)}")
    gravity = _OF_MISSED[deadline.severity]
    return Gravity.WARNING if gravity is Gravity.SEVERE and not is_last else gravity


def _message(case: Case, deadline: Deadline, source: Text) -> Text:
    last = shown(deadline.due) if deadline.due else Text.of("–")
    what = f"{case.reference} {case.title}"
    return Text(
        sq=f"{what}. Çasti i fundit: {last.sq}. {source.sq}.",
        sr=f"{what}. Poslednji trenutak: {last.sr}. {source.sr}.",
        en=f"{what}. Last moment: {last.en}. {source.en}.",
    )


def missed(title: Text) -> Text:
    """What is said of a deadline that was missed."""
    return Text(
        sq=f"Afati kaloi: {title.in_language(Language.ALBANIAN)}",
        sr=f"Rok je prošao: {title.in_language(Language.SERBIAN)}",
        en=f"Deadline missed: {title.in_language(Language.ENGLISH)}",
    )
