"""Evaluations of all open cases as people see them: how far one is, what the last ones found, and beginning one now."""

from __future__ import annotations

from neni.core.errors import NotAllowed
from neni.core.model.alerts.nights import Night
from neni.core.model.errands import NewErrand
from neni.core.model.events import ScheduleRun
from neni.core.model.people import EVERYWHERE, Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.people.access import require

SHOWN = 20
KIND = "nightly.evaluation"
"""The kind of errand that does it."""


def last(office: Office, person: Person) -> tuple[Night, ...]:
    """The latest ones, newest first. Raises NotAllowed to whoever may not look at any case."""
    if not person.may_anywhere(Permission.READ):
        raise NotAllowed(_DENIED)
    with office.store.reading() as work:
        return tuple(work.nights.last(SHOWN))


def start(office: Office, person: Person) -> None:
    """Begin one now, beside those of every night; one that is under way is waited for. Raises NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    now = office.clock.now()
    with office.store.writing() as work:
        told = {"slot": now.isoformat()}
        work.errands.add(NewErrand(KIND, f"now-{now.isoformat()}", now, told, by=person.id))
        work.events.add(ScheduleRun(now, person.id, f"schedule-{KIND}", {"schedule": KIND}))


_DENIED = Text(
    sq="Nuk keni të drejtë t'i shihni rastet; kërkojeni nga administratori.",
    sr="Nemate pravo uvida u predmete; zatražite ga od administratora.",
    en="You may not see cases; ask the administrator for the right.",
)
