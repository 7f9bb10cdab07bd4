"""What is done regularly: each a schedule and the kind of errand it enters. Plugins bring theirs as `Job`; the core's
own stand in `core_plans`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from neni.core.declarations import ErrandKind, Job
from neni.core.model.errands import USUAL, Backoff, Errand
from neni.core.model.schedules import EVERY_MINUTE, EVERY_NIGHT, Schedule
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Desk, Outcome
from neni.core.services.alerts.nightly import evaluate_open
from neni.core.services.alerts.watching import sweep
from neni.core.services.calendar_tables.recounting import count_shipped
from neni.core.services.work.forgetting import forget_old

Run = Callable[[Office, Errand], Outcome | None]
LONGEST_SWEEP = timedelta(minutes=30)
LONGEST_NIGHT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Planned:
    """A schedule and the kind of errand that each of its moments enters. An errand's payload tells its `slot`."""

    schedule: Schedule
    kind: ErrandKind


def plans_of(office: Office) -> tuple[Planned, ...]:
    """Everything an office does regularly, the core's own first."""
    return (*core_plans(office), *(_job(job) for job in office.host.jobs()))


def core_plans(office: Office) -> tuple[Planned, ...]:
    """What the core does regularly."""
    return (
        every_minute(office, "deadlines", _DEADLINES, pass_time),
        nightly(office, "calendars", _CALENDARS, count_shipped),
        nightly(office, "evaluation", _EVALUATION, evaluate_all),
        nightly(office, "forgetting", _FORGETTING, forget_old),
    )


def pass_time(office: Office, errand: Errand) -> None:
    """Let deadlines whose last moment is over become missed, raise what has to be told and tell it; doing it twice does
    no more than once."""
    sweep(office, slot_of(errand))


def evaluate_all(office: Office, errand: Errand) -> None:
    """Evaluate all open cases; tried again it goes on where it was."""
    evaluate_open(office, errand.key, errand.by)


def every_minute(office: Office, name: str, title: Text, run: Run, retries: Backoff = USUAL) -> Planned:
    """Something to look at each minute; after a standstill once, for the latest minute."""
    return _of_core(office, Schedule(f"minute.{name}", EVERY_MINUTE), title, run, LONGEST_SWEEP, retries)


def nightly(office: Office, name: str, title: Text, run: Run, retries: Backoff = USUAL) -> Planned:
    """Something for every night at half past three; after a standstill once, for the latest night."""
    return _of_core(office, Schedule(f"nightly.{name}", EVERY_NIGHT), title, run, LONGEST_NIGHT, retries)


def slot_of(errand: Errand) -> datetime:
    """The moment for which a planned errand is, UTC."""
    return datetime.fromisoformat(str(errand.payload["slot"]))


def _of_core(office: Office, schedule: Schedule, title: Text, run: Run, limit: timedelta, retries: Backoff) -> Planned:
    do = partial(_run, office, run)
    return Planned(schedule, ErrandKind(schedule.name, title, do, retries=retries, at_once=1, limit=limit))


def _run(office: Office, run: Run, errand: Errand, _desk: Desk) -> Outcome | None:
    return run(office, errand)


def _job(job: Job) -> Planned:
    schedule = Schedule(f"job.{job.name}", job.cron, job.catch_up, job.no_older_than)
    title = job.title or Text.of(job.name)
    return Planned(schedule, ErrandKind(schedule.name, title, partial(_run_job, job), at_once=1, limit=LONGEST_NIGHT))


def _run_job(job: Job, _errand: Errand, desk: Desk) -> None:
    job.run(desk)


_DEADLINES = Text(
    sq="Kalimi i afateve dhe njoftimet", sr="Isticanje rokova i upozorenja", en="Letting deadlines pass, and alerts"
)
_EVALUATION = Text(
    sq="Vlerësimi i të gjitha rasteve të hapura",
    sr="Procena svih otvorenih predmeta",
    en="Evaluating all open cases",
)
_CALENDARS = Text(
    sq="Tabelat zyrtare të një përditësimi",
    sr="Zvanične tabele iz ažuriranja",
    en="Official tables of an update",
)
_FORGETTING = Text(
    sq="Heqja e asaj që nuk nevojitet më", sr="Uklanjanje onoga što više ne treba", en="Removing what is not needed"
)
