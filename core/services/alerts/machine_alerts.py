"""Alerts about the machine itself, for whoever looks after it: work that failed too often or is late, and a clock that
stood still. A clock that stands still cannot tell of itself: `/health` does, to whoever watches from outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from neni.core.model.alerts import Alert, AlertKind, AlertState, Gravity
from neni.core.model.deadlines.explaining import shown
from neni.core.model.errands import ErrandQuery, ErrandStatus, LaneState
from neni.core.model.people import EVERYWHERE
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import AlertQuery, Work
from neni.core.services.alerts import delivery_alerts, inbound_alerts
from neni.core.services.alerts.alerting import NOBODY, Cause, end, raise_alert

SWEEP = "sweep"
"""The name of the sweep's sign of life."""

LATE = timedelta(minutes=5)
GRAVELY_LATE = timedelta(hours=1)
_MOST = 1_000


def watch_clock(office: Office, slot: datetime) -> bool:
    """Raise an alert when no sweep ran for long before this one; whether that is so. `slot` is the minute it is for."""
    now = office.clock.now()
    with office.store.writing() as work:
        last = work.schedules.last_beat(SWEEP)
        work.schedules.beat(SWEEP, now, NOBODY)
        since = last.at if last is not None else slot
        if now - since < LATE:
            return False
        gravity = Gravity.SEVERE if now - since >= GRAVELY_LATE else Gravity.WARNING
        key = f"{AlertKind.CLOCK.value}:{since.isoformat()}"
        message = _stood_still(shown(since), shown(now))
        raise_alert(office, work, Cause(AlertKind.CLOCK, key, AlertKind.CLOCK.value, gravity, _CLOCK, message))
    return True


def watch_errands(office: Office) -> int:
    """Raise an alert for each lane in which something is parked or late, and end those that are well again; how many
    were raised."""
    now = office.clock.now()
    with office.store.reading() as work:
        if {one.about for one in _all_troubles(work, now)} == {one.about for one in _known(work)}:
            return 0
    with office.store.writing() as work:
        causes = {one.about: one for one in _all_troubles(work, now)}
        there = {one.about: one for one in _known(work)}
        end(office, work, [one for about, one in there.items() if about not in causes])
        new = [one for about, one in causes.items() if about not in there]
        return sum(raise_alert(office, work, one) is not None for one in new)


def _known(work: Work) -> Iterator[Alert]:
    for state in (AlertState.OPEN, AlertState.ACKNOWLEDGED):
        query = AlertQuery((EVERYWHERE,), state=state, kind=AlertKind.ERRAND, limit=_MOST)
        yield from work.alerts.find(query)


def _all_troubles(work: Work, now: datetime) -> Iterator[Cause]:
    named = delivery_alerts.names(work)
    for lane in work.errands.lanes():
        yield from _troubles(work, lane, named.get(lane.lane, ""), now)
    yield from delivery_alerts.troubles(work)
    yield from inbound_alerts.troubles(work)


def _troubles(work: Work, lane: LaneState, whose: str, now: datetime) -> Iterator[Cause]:
    name = f"{lane.lane} ({whose})" if whose else lane.lane
    if lane.parked:
        (newest,) = work.errands.find(ErrandQuery(ErrandStatus.PARKED, lane=lane.lane, limit=1))
        message = _parked(name, lane.parked, newest.error[:300])
        yield _cause(lane.lane, "parked", str(newest.id), message)
    held = lane.held_until is not None and lane.held_until > now
    if lane.oldest_due is not None and not held and now - lane.oldest_due >= LATE:
        yield _cause(lane.lane, "late", lane.oldest_due.isoformat(), _late(name, shown(lane.oldest_due)))


def _cause(lane: str, level: str, which: str, message: Text) -> Cause:
    about = f"lane:{lane}:{level}"
    return Cause(AlertKind.ERRAND, f"{about}:{which}", about, Gravity.WARNING, _TITLES[level], message, level=level)


def _parked(lane: str, number: int, error: str) -> Text:
    return Text(
        sq=f"{lane}: {number} punë dështuan tepër shpesh dhe presin dikë. Gabimi i fundit: {error}",
        sr=f"{lane}: {number} poslova nije uspelo previše puta i čeka nekoga. Poslednja greška: {error}",
        en=f"{lane}: {number} errands failed too often and wait for somebody. Last error: {error}",
    )


def _late(lane: str, since: Text) -> Text:
    return Text(
        sq=f"{lane}: diçka pret që nga {since.sq}; askush nuk punon, ose nuk arrin.",
        sr=f"{lane}: nešto čeka od {since.sr}; niko ne radi, ili ne stiže.",
        en=f"{lane}: something has been due since {since.en}; nobody works, or they cannot follow.",
    )


def _stood_still(since: Text, until: Text) -> Text:
    return Text(
        sq=f"Nga {since.sq} deri më {until.sq} askush nuk shikoi afatet. Gjithçka u bë tani; kontrolloni çka kaloi.",
        sr=f"Od {since.sr} do {until.sr} niko nije gledao rokove. Sve je urađeno sada; proverite šta je prošlo.",
        en=f"From {since.en} to {until.en} nobody looked at deadlines. All of it was done now; see what passed.",
    )


_CLOCK = Text(sq="Ora qëndroi", sr="Sat je stajao", en="The clock stood still")
_TITLES = {
    "parked": Text(sq="Punë që dështuan", sr="Poslovi koji nisu uspeli", en="Work that failed"),
    "late": Text(sq="Punë me vonesë", sr="Posao kasni", en="Work is late"),
}
