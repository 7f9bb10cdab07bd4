"""What is done regularly, as the people see who look after it: last, next, late, failed; run now, pause, go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from neni.core.adapters import scheduler
from neni.core.errors import NotFound
from neni.core.model.errands import Errand, ErrandQuery, NewErrand
from neni.core.model.events import Event, SchedulePaused, ScheduleResumed, ScheduleRun
from neni.core.model.people import EVERYWHERE, Permission, Person
from neni.core.model.schedules import Schedule, ScheduleState
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.people.access import require
from neni.core.services.work.errand_desk import LATE
from neni.core.services.work.planning import Planned, plans_of


@dataclass(frozen=True, slots=True)
class Regular:
    """A schedule as people see it. `last` is its latest errand; `late` tells for how long its next moment has passed
    without anybody entering it."""

    schedule: Schedule
    title: Text
    next: datetime
    late: timedelta
    last: Errand | None
    paused_at: datetime | None
    paused_by: str

    @property
    def is_late(self) -> bool:
        """Whether the clock should have entered it long ago."""
        return self.late >= LATE


def regulars(office: Office, person: Person) -> tuple[Regular, ...]:
    """Everything done regularly. Raises NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    now = office.clock.now()
    with office.store.reading() as work:
        states = {state.name: state for state in work.schedules.all()}
        return tuple(_regular(work, plan, states.get(plan.schedule.name), now) for plan in plans_of(office))


def run_now(office: Office, person: Person, name: str) -> None:
    """Have it done now, besides its moments. Raises NotAllowed, NotFound."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    kind, now = _plan(office, name).kind.name, office.clock.now()
    with office.store.writing() as work:
        told = {"slot": now.isoformat()}
        work.errands.add(NewErrand(kind, f"now-{now.isoformat()}", now, told, by=person.id))
        work.events.add(_told(ScheduleRun, person, name, now))


def pause(office: Office, person: Person, name: str) -> None:
    """Enter nothing more of it. Raises NotAllowed, NotFound."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    _plan(office, name)
    now = office.clock.now()
    with office.store.writing() as work:
        work.schedules.begin(name, now)
        work.schedules.pause(name, now, person.id)
        work.events.add(_told(SchedulePaused, person, name, now))


def resume(office: Office, person: Person, name: str) -> None:
    """Let it go on from now; what passed meanwhile is left out. Raises NotAllowed, NotFound."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    _plan(office, name)
    now = office.clock.now()
    with office.store.writing() as work:
        work.schedules.resume(name, now)
        work.events.add(_told(ScheduleResumed, person, name, now))


def _told(event: type[Event], person: Person, name: str, at: datetime) -> Event:
    return event(at, person.id, f"schedule-{name}", {"schedule": name})


def _plan(office: Office, name: str) -> Planned:
    for plan in plans_of(office):
        if plan.schedule.name == name:
            return plan
    shown = name[:80]
    raise NotFound(
        Text(
            sq=f"Nuk ka asnjë orar me emrin “{shown}”.",
            sr=f"Nema rasporeda pod imenom „{shown}“.",
            en=f"There is no schedule called “{shown}”.",
        )
    )


def _regular(work: Work, plan: Planned, state: ScheduleState | None, now: datetime) -> Regular:
    schedule = plan.schedule
    latest = work.errands.find(ErrandQuery(kind=plan.kind.name, limit=1))
    expected = scheduler.following(schedule.cron, state.last_slot if state else now)
    paused = state.paused_at if state else None
    late = timedelta() if paused else max(timedelta(), now - expected)
    following = expected if expected > now else scheduler.following(schedule.cron, now)
    by = state.paused_by if state else ""
    return Regular(schedule, plan.kind.title, following, late, latest[0] if latest else None, paused, by)
