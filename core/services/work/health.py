"""Whether what must not stop is going: the clock ticks, and what is due is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from neni.core.office import Office
from neni.core.services.work.errand_desk import LATE, ledger
from neni.core.services.work.scheduling import CLOCK

SILENT = timedelta(minutes=1)
"""A clock that gave no sign of life for so long has stopped, whatever its process looks like."""


@dataclass(frozen=True, slots=True)
class Health:
    """`clock` is how long ago the clock last ticked (None: never), `oldest_due` for how long the oldest errand has been
    due, `parked` how many wait for a person."""

    clock: timedelta | None
    oldest_due: timedelta
    parked: int

    @property
    def ticks(self) -> bool:
        """Whether the clock is going."""
        return self.clock is not None and self.clock < SILENT

    @property
    def is_well(self) -> bool:
        """Whether the clock ticks and nothing is late. What is parked is for people and no sign of standing still."""
        return self.ticks and self.oldest_due < LATE


def health(office: Office) -> Health:
    """How it is now."""
    found = ledger(office)
    with office.store.reading() as work:
        beat = work.schedules.last_beat(CLOCK)
    clock = None if beat is None else max(timedelta(), found.at - beat.at)
    return Health(clock, found.oldest, found.parked)
