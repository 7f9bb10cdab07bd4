"""Raising alerts and ending them, in the transaction of whatever found the cause: once for each key, whoever else finds
the same at the same time.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from neni.core.model.alerts import Alert, AlertKind, Gravity
from neni.core.model.events import AlertEnded, AlertRaised, Event
from neni.core.model.people import EVERYWHERE, Role
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Work

USUAL_LADDER = (Role.OFFICER.value, Role.HEAD.value, Role.EXECUTIVE.value)
"""For departments that declare none."""

OF_THE_MACHINE = (Role.ADMINISTRATOR.value,)
NOBODY = "neni"


@dataclass(frozen=True, slots=True)
class Cause:
    """What an alert is raised for. `key` is unique for good; alerts `about` the same end together. `case` is the case's
    id, `reference` what people quote, `owner` who opened it."""

    kind: AlertKind
    key: str
    about: str
    gravity: Gravity
    title: Text
    message: Text
    department: str = EVERYWHERE
    level: str = ""
    case: str = ""
    reference: str = ""
    owner: str = ""
    due: datetime | None = None


def raise_alert(office: Office, work: Work, cause: Cause) -> Alert | None:
    """Raise an alert in the caller's transaction; None when one with its key is there. The next sweep tells people."""
    now = office.clock.now()
    alert = Alert(
        id=uuid.uuid4().hex,
        kind=cause.kind,
        key=cause.key,
        about=cause.about,
        level=cause.level,
        gravity=cause.gravity,
        department=cause.department,
        title=cause.title,
        message=cause.message,
        raised_at=now,
        ladder=ladder_of(office, cause.department),
        case=cause.case,
        reference=cause.reference,
        owner=cause.owner,
        due=cause.due,
        next_at=now,
    )
    raised = alert if work.alerts.add(alert) else _again(work, alert)
    if raised is not None:
        work.events.add(told(AlertRaised, raised, NOBODY, now))
    return raised


def _again(work: Work, alert: Alert) -> Alert | None:
    """An alert that had ended, because its cause is back: whoever knew of it is told anew. None when it never ended."""
    there = work.alerts.by_key(alert.key)
    if there.ended_at is None:
        return None
    back = replace(alert, id=there.id, snoozed_until=alert.raised_at)
    return work.alerts.save(there, back)


def end(office: Office, work: Work, alerts: Iterable[Alert]) -> None:
    """What these tell of is gone, in the caller's transaction. Raises Conflict when somebody changed one meanwhile."""
    now = office.clock.now()
    for alert in alerts:
        work.alerts.save(alert, replace(alert, ended_at=now, next_at=None))
        work.events.add(told(AlertEnded, alert, NOBODY, now))


def end_about(office: Office, work: Work, about: str) -> None:
    """Everything that is told about a cause is gone."""
    end(office, work, work.alerts.about([about]))


def ladder_of(office: Office, department: str) -> tuple[str, ...]:
    """The roles of a department's ladder, from first to last."""
    if department == EVERYWHERE:
        return OF_THE_MACHINE
    declared = (one.escalation for one in office.host.departments if one.code == department)
    return next(declared, ()) or USUAL_LADDER


def told(event: type[Event], alert: Alert, by: str, at: datetime, **more: object) -> Event:
    """An event about an alert: of its case, where it has one."""
    subject = alert.case or f"alert:{alert.id}"
    data: dict[str, object] = {
        "alert": alert.id,
        "kind": alert.kind.value,
        "gravity": alert.gravity.value,
        "level": alert.level,
        "department": alert.department,
        "reference": alert.reference,
        "title": alert.title.as_mapping(),
    }
    return event(at, by, subject, {**data, **more})
