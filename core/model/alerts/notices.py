"""How a person wants to be told of alerts, and who stands in for them while they are away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from neni.core.model.alerts import GRAVEST_FIRST, Gravity
from neni.core.model.deadlines.moments import ZONE

MOST_SUBSTITUTES = 5
"""So many stand in one for another at most; whoever goes round in a circle is told themselves."""


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """The wishes of one person. Letters go to `address` if there is one and `by_mail`, for alerts at least as grave as
    `least`; within the quiet hours (Kosovo's time, they may pass midnight) only severe ones. Between `away_from` and
    `away_until`, both included, `substitute` is told instead."""

    person_id: str
    address: str = ""
    by_mail: bool = True
    least: Gravity = Gravity.NOTE
    quiet_from: time | None = None
    quiet_until: time | None = None
    away_from: date | None = None
    away_until: date | None = None
    substitute: str = ""

    def is_away(self, day: date) -> bool:
        """Whether the person is on leave that day."""
        if self.away_from is None:
            return False
        return self.away_from <= day and (self.away_until is None or day <= self.away_until)

    def wants_letter(self, gravity: Gravity) -> bool:
        """Whether a letter is wanted of an alert of that gravity."""
        order = GRAVEST_FIRST.index
        return bool(self.address) and self.by_mail and order(gravity) <= order(self.least)

    def not_before(self, moment: datetime) -> datetime:
        """The first moment from then on that lies outside the quiet hours."""
        start, end = self.quiet_from, self.quiet_until
        if start is None or end is None or start == end:
            return moment
        local = moment.astimezone(ZONE)
        now = local.time()
        quiet = start <= now < end if start < end else now >= start or now < end
        if not quiet:
            return moment
        day = local.date() if now < end else local.date() + timedelta(1)
        return datetime.combine(day, end, ZONE)


def stands_in(person: str, day: date, settings: Mapping[str, NoticeSettings]) -> str | None:
    """Who is told instead of a person that day: the person, or whoever stands in; None when nobody does."""
    seen: list[str] = []
    while person in settings and settings[person].is_away(day):
        seen.append(person)
        person = settings[person].substitute
        if not person or person in seen or len(seen) > MOST_SUBSTITUTES:
            return None
    return person
