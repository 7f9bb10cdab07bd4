"""Telling people of alerts: who is told, what climbs the ladder, and which letters go out when.

An alert always finds somebody: a rung on which nobody stands (or all are away and nobody stands in) is passed over, and
after the last one the administrators are told. What found nobody at all is tried again each hour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from neni.core.errors import Conflict
from neni.core.model.alerts import Alert, AlertState, Gravity
from neni.core.model.alerts.notices import NoticeSettings, stands_in
from neni.core.model.errands import NewErrand
from neni.core.model.events import AlertEscalated
from neni.core.model.people import EVERYWHERE, OPERATOR, Permission, Person, Role
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.alerts.alerting import NOBODY, told

LETTER = "alerts.letter"
"""The kind of errand that sends one letter to one person."""

AT_ONCE = 500
AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody and their wishes, as they are on a day."""

    people: tuple[Person, ...]
    settings: Mapping[str, NoticeSettings]
    day: date

    @classmethod
    def of(cls, office: Office, work: Work) -> Staff:
        """Those who can be told: whoever may sign in."""
        people = tuple(one for one in work.people.all() if one.active and one.id != OPERATOR.id)
        return cls(people, work.notices.all(), office.clock.today())

    def on_rung(self, alert: Alert, rung: int) -> tuple[str, ...]:
        """Whom a rung of the ladder reaches: of officers the one whose case it is, if that can be; else everybody of
        the role; each replaced by whoever stands in."""
        role = alert.ladder[rung]
        holding = [one for one in self.people if _holds(one, role, alert.department)]
        owner = [one for one in holding if rung == 0 and one.id == alert.owner]
        return self._there(owner, alert.department) or self._there(holding, alert.department)

    def administrators(self) -> tuple[str, ...]:
        """Whoever looks after the machine."""
        return self._there([one for one in self.people if _holds(one, Role.ADMINISTRATOR.value, EVERYWHERE)], "")

    def wishes(self, person: str) -> NoticeSettings:
        """How somebody wants to be told."""
        return self.settings.get(person) or NoticeSettings(person)

    def _there(self, people: Sequence[Person], department: str) -> tuple[str, ...]:
        found = (stands_in(one.id, self.day, self.settings) for one in people)
        return tuple(dict.fromkeys(one for one in found if one is not None and self._may(one, department)))

    def _may(self, person: str, department: str) -> bool:
        """Whether whoever stands in may see what they are told of."""
        someone = next((one for one in self.people if one.id == person), None)
        return someone is not None and (not department or someone.may(Permission.READ, department))


def _holds(person: Person, role: str, department: str) -> bool:
    return any(held.value == role and where in (department, EVERYWHERE) for where, held in person.roles)


def tell_ripe(office: Office) -> int:
    """Tell whoever must be told by now, AT_ONCE alerts a transaction; how many alerts there were."""
    number = 0
    while True:
        with office.store.reading() as work:
            if not work.alerts.ripe(office.clock.now(), 1):
                return number
        with office.store.writing() as work:
            ripe = work.alerts.ripe(office.clock.now(), AT_ONCE)
            staff = Staff.of(office, work)
            telling = _Telling(office, work, staff)
            number += sum(telling.look_at(alert) for alert in ripe)
            telling.send()


class _Telling:
    """One transaction of telling; its letters go out together."""

    def __init__(self, office: Office, work: Work, staff: Staff) -> None:
        self._work, self._staff, self._now = work, staff, office.clock.now()
        self._letters: dict[tuple[str, datetime], list[str]] = {}

    def look_at(self, alert: Alert) -> bool:
        """Tell of one, or let it climb; False when another sweep was quicker."""
        try:
            return self._look_at(alert)
        except Conflict:
            return False

    def _look_at(self, alert: Alert) -> bool:
        if alert.state is not AlertState.OPEN:
            self._work.alerts.save(alert, replace(alert, next_at=None))
            return True
        there = self._work.alerts.told(alert.id)
        woken = alert.snoozed_until is not None
        rung = alert.rung + 1 if there and not woken and alert.can_climb else alert.rung
        rung, people = self._reached(alert, rung)
        after = replace(alert, rung=rung, snoozed_until=None, snoozed_by="")
        after = replace(after, next_at=after.climbs_at(self._now) if people else self._now + AGAIN)
        saved = self._work.alerts.save(alert, after)
        if rung > alert.rung:
            self._work.events.add(told(AlertEscalated, saved, NOBODY, self._now, roles=list(saved.roles)))
        self._tell(saved, (*there, *people) if woken else people)
        return True

    def _reached(self, alert: Alert, rung: int) -> tuple[int, tuple[str, ...]]:
        """The first rung from there on that reaches anybody."""
        for number in range(rung, len(alert.ladder)):
            if people := self._staff.on_rung(alert, number):
                return number, people
        return rung, self._staff.administrators()

    def _tell(self, alert: Alert, people: Sequence[str]) -> None:
        dues = {one: self._letter_due(alert, one) for one in people}
        self._work.alerts.tell(alert.id, dues, self._now)
        for person, due in dues.items():
            if due is None:
                continue
            if alert.gravity is Gravity.SEVERE:
                key = f"{alert.id}:{alert.version}:{person}"
                self._errand(key, {"person": person, "alert": alert.id}, due, person)
            else:
                self._letters.setdefault((person, due), []).append(f"{alert.id}:{alert.version}")

    def _letter_due(self, alert: Alert, person: str) -> datetime | None:
        wishes = self._staff.wishes(person)
        if not wishes.wants_letter(alert.gravity):
            return None
        return self._now if alert.gravity is Gravity.SEVERE else wishes.not_before(self._now)

    def send(self) -> None:
        """Enter one letter for each person; what waits for the end of quiet hours comes in one letter then."""
        for (person, due), alerts in self._letters.items():
            key = f"{person}:{alerts[0]}" if due <= self._now else f"{person}:{due.isoformat()}"
            self._errand(key, {"person": person}, due, person)

    def _errand(self, key: str, payload: Mapping[str, object], due: datetime, person: str) -> None:
        self._work.errands.add(NewErrand(LETTER, key, self._now, payload, due=due, strand=person, by=NOBODY))
