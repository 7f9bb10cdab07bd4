"""The clock: APScheduler ticks, and reads crontab lines. It runs no business code and stores nothing: a tick only asks
whether something is due (see services/work/scheduling.py).

Lines are in Kosovo's time. Days of the week are names, since APScheduler's numbers begin with Monday and crontab's with
Sunday. Between 02:00 and 03:00 local time is left out once a year and comes twice another time, so nothing may be set
for that hour; a line for every hour is meant by the clock's own beat and is right on both nights.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from neni.core.errors import BadConfiguration
from neni.core.model.text import Text

_ZONE = ZoneInfo("Europe/Belgrade")
"""Kosovo's clocks go with Belgrade's; the time zone data has no zone for Kosovo."""

_LEFT_OUT_OR_TWICE = 2
"""The hour that the change of clocks leaves out in spring and gives twice in autumn."""

_DAYS = re.compile(r"\*|[a-z]{3}(-[a-z]{3})?(,[a-z]{3}(-[a-z]{3})?)*", re.IGNORECASE)
_MICROSECOND = timedelta(microseconds=1)


def check(cron: str) -> None:
    """Raises BadConfiguration when a crontab line cannot be read or must not be used, with what to write instead."""
    _trigger(cron)


def following(cron: str, after: datetime) -> datetime:
    """The first moment of a line after another, UTC. Raises BadConfiguration."""
    found = _trigger(cron).get_next_fire_time(None, (after + _MICROSECOND).astimezone(_ZONE))
    if found is None:
        raise _refused(cron, _NEVER)
    slot: datetime = found.astimezone(UTC)
    return slot


def slots(cron: str, after: datetime, until: datetime) -> Iterator[datetime]:
    """Every moment of a line after one and up to another, UTC."""
    slot = following(cron, after)
    while slot <= until:
        yield slot
        slot = following(cron, slot)


def latest(cron: str, after: datetime, until: datetime) -> datetime | None:
    """The last moment of a line after one and up to another; looks back further and further instead of walking all."""
    back = timedelta(hours=1)
    while True:
        start = max(after, until - back)
        found = max(slots(cron, start, until), default=None)
        if found is not None or start == after:
            return found
        back *= 24


class Ticker:
    """Calls `tick` every so many seconds in a thread of its own, never twice at once, until closed."""

    def __init__(self, tick: Callable[[], None], seconds: float) -> None:
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick that waits for the database is no warning
        usual = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults=usual, executors={"default": ThreadPoolExecutor(1)}
        )
        self._scheduler.add_job(tick, "interval", seconds=seconds)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def close(self) -> None:
        """Tick no more; waits for the tick at hand."""
        self._scheduler.shutdown(wait=True)


@lru_cache(maxsize=256)
def _trigger(cron: str) -> CronTrigger:
    fields = cron.split()
    if len(fields) != 5:
        raise _refused(cron, _FIVE)
    if not _DAYS.fullmatch(fields[4]):
        raise _refused(cron, _NAMES)
    try:
        trigger = CronTrigger.from_crontab(cron, timezone=_ZONE)
    except ValueError as error:
        raise _refused(cron, _unreadable(str(error))) from None
    if fields[1] != "*" and _LEFT_OUT_OR_TWICE in _hours(fields[1]):
        raise _refused(cron, _HOUR)
    return trigger


def _hours(field: str) -> set[int]:
    """The hours of the day that a field means."""
    noon = datetime(2026, 1, 1, 12, tzinfo=_ZONE)
    asked = CronTrigger(hour=field, minute="0", timezone=_ZONE)
    return {moment.hour for moment in _within_a_day(asked, noon)}


def _within_a_day(trigger: CronTrigger, start: datetime) -> Iterator[datetime]:
    """What a trigger means within a day from a moment on, in winter when nothing is left out."""
    moment = trigger.get_next_fire_time(None, start)
    while moment is not None and moment < start + timedelta(days=1):
        yield moment
        moment = trigger.get_next_fire_time(moment, moment + _MICROSECOND)


def _refused(cron: str, why: Text) -> BadConfiguration:
    shown = cron[:60]
    return BadConfiguration(
        Text(
            sq=f"Rreshti i orarit “{shown}”: {why.sq}",
            sr=f"Red rasporeda „{shown}“: {why.sr}",
            en=f"Schedule line “{shown}”: {why.en}",
        )
    )


def _unreadable(detail: str) -> Text:
    return Text(sq=f"nuk lexohet ({detail}).", sr=f"ne može se pročitati ({detail}).", en=f"cannot be read ({detail}).")


_FIVE = Text(
    sq="duhen pesë fusha: minuta, ora, dita, muaji, dita e javës (p.sh. “0 6 * * mon-fri”).",
    sr="potrebno je pet polja: minut, sat, dan, mesec, dan u nedelji (npr. „0 6 * * mon-fri“).",
    en="five fields are needed: minute, hour, day, month, day of the week (e.g. “0 6 * * mon-fri”).",
)
_NAMES = Text(
    sq="ditët e javës shkruhen me emra (mon, tue, wed, thu, fri, sat, sun), jo me numra, sepse numrat lexohen ndryshe.",
    sr="dani u nedelji pišu se imenima (mon, tue, wed, thu, fri, sat, sun), ne brojevima, jer se brojevi čitaju "
    "različito.",
    en="days of the week are written by name (mon, tue, wed, thu, fri, sat, sun), not by number, since numbers are "
    "read differently.",
)
_HOUR = Text(
    sq="ora mes 02:00 dhe 03:00 mungon në pranverë dhe vjen dy herë në vjeshtë; zgjidhni orë tjetër, ose “*” për çdo "
    "orë.",
    sr="sat između 02:00 i 03:00 u proleće ne postoji, a u jesen dolazi dvaput; izaberite drugi sat, ili „*“ za svaki "
    "sat.",
    en="the hour from 02:00 to 03:00 does not exist in spring and comes twice in autumn; choose another hour, or “*” "
    "for every hour.",
)
_NEVER = Text(
    sq="kjo ditë nuk vjen kurrë; korrigjoni ditën ose muajin.",
    sr="taj dan nikad ne dolazi; ispravite dan ili mesec.",
    en="that day never comes; correct the day or the month.",
)
