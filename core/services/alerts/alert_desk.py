"""Alerts as people see and answer them: theirs, those of a department; acknowledging with a reason, putting off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from neni.core.errors import Conflict, InvalidFacts, NotAllowed, NotFound, Problem
from neni.core.model.alerts import Alert, AlertKind, AlertState, Gravity
from neni.core.model.deadlines.explaining import shown
from neni.core.model.events import AlertAcknowledged, AlertSnoozed
from neni.core.model.people import EVERYWHERE, Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import AlertQuery, Work
from neni.core.services.alerts.alerting import told
from neni.core.services.people.access import require

SHOWN = 50
LEAST_REASON, MOST_REASON = 3, 500


@dataclass(frozen=True, slots=True)
class Asked:
    """Which alerts somebody wants to see: those they were told of (`mine`), or those of departments they may read."""

    mine: bool = True
    department: str | None = None
    state: AlertState | None = AlertState.OPEN
    kind: AlertKind | None = None
    gravity: Gravity | None = None
    below: str = ""


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of alerts, and how many there are; `more` goes on after it."""

    alerts: tuple[Alert, ...]
    count: int
    more: str = ""


@dataclass(frozen=True, slots=True)
class AlertShown:
    """One alert with whom it reached, and whether whoever looks may answer it."""

    alert: Alert
    reached: tuple[str, ...]
    may_answer: bool
    snooze_limit: datetime


def inbox(office: Office, person: Person, asked: Asked = Asked()) -> Inbox:
    """What somebody asked for, newest first. Raises NotFound (department), NotAllowed."""
    query = AlertQuery(
        departments=_departments(office, person, asked.department),
        told_to=person.id if asked.mine else None,
        state=asked.state,
        kind=asked.kind,
        gravity=asked.gravity,
        below=asked.below,
        limit=SHOWN + 1,
    )
    with office.store.reading() as work:
        found = tuple(work.alerts.find(query))
        count = work.alerts.count(query)
    return Inbox(found[:SHOWN], count, found[SHOWN - 1].id if len(found) > SHOWN else "")


def badge(office: Office, person: Person) -> int:
    """How many alerts wait for somebody."""
    with office.store.reading() as work:
        return work.alerts.badge(person.id, office.clock.now())


def get_alert(office: Office, person: Person, alert_id: str) -> AlertShown:
    """One alert. Raises NotFound, also for one the person may not know of."""
    with office.store.reading() as work:
        alert = work.alerts.get(alert_id)
        reached = tuple(work.alerts.told(alert_id))
    if not _may_see(person, alert):
        raise NotFound(_NO_SUCH)
    return AlertShown(alert, reached, _may_answer(person, alert, reached), alert.snooze_limit(office.clock.now()))


def acknowledge(office: Office, person: Person, alert_id: str, reason: str) -> Alert:
    """Say that one knows, and why that is enough; nobody further is told. Raises NotFound, NotAllowed, InvalidFacts,
    Conflict when it is not open any more."""
    reason, now = _reason(reason), office.clock.now()
    with office.store.writing() as work:
        alert = _open(work, person, alert_id)
        after = replace(alert, acknowledged_at=now, acknowledged_by=person.id, reason=reason, next_at=None)
        saved = work.alerts.save(alert, replace(after, snoozed_until=None, snoozed_by=""))
        work.events.add(told(AlertAcknowledged, saved, person.id, now, reason=reason))
    return saved


def snooze(office: Office, person: Person, alert_id: str, until: datetime) -> Alert:
    """Put an alert off until a moment; then it is told again, and until then it does not climb. Raises NotFound,
    NotAllowed, Conflict, InvalidFacts when the moment is past or later than may be."""
    now = office.clock.now()
    with office.store.writing() as work:
        alert = _open(work, person, alert_id)
        limit = alert.snooze_limit(now)
        if not now < until <= limit:
            words = _bad_moment(shown(limit))
            raise InvalidFacts(words, [Problem("not_in_range", words, "/until")])
        saved = work.alerts.save(alert, replace(alert, snoozed_until=until, snoozed_by=person.id, next_at=until))
        work.events.add(told(AlertSnoozed, saved, person.id, now, until=until.isoformat()))
    return saved


def snoozes(now: datetime, limit: datetime) -> Sequence[datetime]:
    """For how long people usually put something off, as far as that may be."""
    steps = (timedelta(hours=1), timedelta(hours=4), timedelta(days=1), timedelta(days=3))
    return tuple(now + step for step in steps if now + step <= limit)


def _departments(office: Office, person: Person, department: str | None) -> tuple[str, ...]:
    if department is not None and department != EVERYWHERE:
        office.host.department(department)
        require(person, Permission.READ, department)
        return (department,)
    of_machine = (EVERYWHERE,) if person.may(Permission.ADMINISTER, EVERYWHERE) else ()
    if department == EVERYWHERE:
        require(person, Permission.ADMINISTER, EVERYWHERE)
        return of_machine
    readable = (one.code for one in office.host.departments if person.may(Permission.READ, one.code))
    return (*readable, *of_machine)


def _may_see(person: Person, alert: Alert) -> bool:
    permission = Permission.ADMINISTER if alert.department == EVERYWHERE else Permission.READ
    return person.active and person.may(permission, alert.department)


def _may_answer(person: Person, alert: Alert, reached: Sequence[str]) -> bool:
    """Whoever was told, or works in the department; of the machine, whoever looks after it."""
    if not _may_see(person, alert) or alert.state is not AlertState.OPEN:
        return False
    return alert.department == EVERYWHERE or person.id in reached or person.may(Permission.WORK, alert.department)


def _open(work: Work, person: Person, alert_id: str) -> Alert:
    alert = work.alerts.get(alert_id)
    if not _may_see(person, alert):
        raise NotFound(_NO_SUCH)
    if alert.state is not AlertState.OPEN:
        raise Conflict(_NOT_OPEN)
    if not _may_answer(person, alert, work.alerts.told(alert_id)):
        raise NotAllowed(_NOT_YOURS)
    return alert


def _reason(written: str) -> str:
    reason = " ".join(written.split())
    if not LEAST_REASON <= len(reason) <= MOST_REASON:
        raise InvalidFacts(_REASON, [Problem("required", _REASON, "/reason")])
    return reason


def _bad_moment(limit: Text) -> Text:
    return Text(
        sq=f"Zgjidhni një çast në të ardhmen, më së voni {limit.sq}.",
        sr=f"Izaberite trenutak u budućnosti, najkasnije {limit.sr}.",
        en=f"Choose a moment in the future, {limit.en} at the latest.",
    )


_NO_SUCH = Text(
    sq="Nuk ka njoftim të tillë, ose nuk keni të drejtë ta shihni.",
    sr="Takvo upozorenje ne postoji, ili nemate pravo uvida.",
    en="There is no such alert, or you may not see it.",
)
_NOT_OPEN = Text(
    sq="Këtij njoftimi i është përgjigjur dikush, ose shkaku i tij nuk është më.",
    sr="Na ovo upozorenje je neko već odgovorio, ili njegovog uzroka više nema.",
    en="Somebody answered this alert already, or its cause is gone.",
)
_NOT_YOURS = Text(
    sq="Njoftimit i përgjigjet kush u njoftua, ose kush punon në departament.",
    sr="Na upozorenje odgovara ko je obavešten, ili ko radi u odeljenju.",
    en="An alert is answered by whoever was told of it, or works in the department.",
)
_REASON = Text(
    sq=f"Shkruani arsyen, {LEAST_REASON} deri në {MOST_REASON} shenja.",
    sr=f"Upišite razlog, {LEAST_REASON} do {MOST_REASON} znakova.",
    en=f"Give a reason of {LEAST_REASON} to {MOST_REASON} characters.",
)
