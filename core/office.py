"""The office: the host and the outside world a flow works with. Every service takes one as its first argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from neni.core.host import Host
from neni.core.model.cases import Case
from neni.core.ports import CaseQuery, Clock, Engine, Passwords, Store, Word, Words


@dataclass(frozen=True, slots=True)
class Office:
    """Everything a flow needs from the world."""

    host: Host
    store: Store
    engine: Engine
    word: Word
    words: Words
    clock: Clock
    passwords: Passwords

    def desk(self) -> OfficeDesk:
        """What plugins' functions get to see."""
        return OfficeDesk(self.store, self.clock)


@dataclass(frozen=True, slots=True)
class OfficeDesk:
    """The office as plugins see it: reading only (see ports.Desk)."""

    store: Store
    clock: Clock

    def find(self, query: CaseQuery) -> tuple[Case, ...]:
        """Cases the query asks for, newest first."""
        with self.store.reading() as work:
            return work.cases.find(query).cases

    def today(self) -> date:
        """The calendar day in Kosovo."""
        return self.clock.today()
