"""The office: the host and the outside world a flow works with. Every service takes one as its first argument."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime

from neni.core.adapters.gate import DocxGate
from neni.core.adapters.gate.manuscripts import ManuscriptGate
from neni.core.adapters.guarded import GuardedClient
from neni.core.adapters.mail import NoMail
from neni.core.adapters.manuscripts import FileManuscripts
from neni.core.adapters.pdf import NoPdf
from neni.core.adapters.seal import NoSeal
from neni.core.adapters.vault import NoVault
from neni.core.host import Host
from neni.core.model.cases import Case
from neni.core.model.deadlines.stored import Deadline
from neni.core.ports import (
    Answer,
    Call,
    CaseQuery,
    Clock,
    Engine,
    Gate,
    Mail,
    Manuscripts,
    Outgoing,
    Passwords,
    Pdf,
    Seal,
    Store,
    Vault,
    Word,
    Words,
    Work,
)


@dataclass(frozen=True, slots=True)
class Office:
    """Everything a flow needs from the world; without a `pdf` and a `seal` there are none, and the rest works.
    `address` is where the public reaches the web application, empty while it does not."""

    host: Host
    store: Store
    engine: Engine
    word: Word
    words: Words
    clock: Clock
    passwords: Passwords
    gate: Gate = field(default_factory=DocxGate)
    manuscript_gate: Gate = field(default_factory=ManuscriptGate)
    manuscripts: Manuscripts = field(default_factory=FileManuscripts)
    pdf: Pdf = field(default_factory=NoPdf)
    seal: Seal = field(default_factory=NoSeal)
    address: str = ""
    outgoing: Outgoing = field(default_factory=GuardedClient)
    mail: Mail = field(default_factory=NoMail)
    vault: Vault = field(default_factory=NoVault)

    def desk(self) -> OfficeDesk:
        """What plugins' functions get to see."""
        return OfficeDesk(self.store, self.clock, self.outgoing)


@dataclass(frozen=True, slots=True)
class OfficeDesk:
    """The office as plugins see it: reading only (see ports.Desk)."""

    store: Store
    clock: Clock
    outgoing: Outgoing

    def find(self, query: CaseQuery) -> tuple[Case, ...]:
        """Cases the query asks for, newest first."""
        with self.store.reading() as work:
            return work.cases.find(query).cases

    def deadlines(self, case_id: str) -> tuple[Deadline, ...]:
        """The deadlines of a stored case, as they were last worked out."""
        with self.store.reading() as work:
            return tuple(work.deadlines.of_case(case_id))

    def today(self) -> date:
        """The calendar day in Kosovo."""
        return self.clock.today()

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        return self.clock.now()

    def reading(self) -> AbstractContextManager[Work]:
        """A consistent look at everything stored; writing is refused."""
        return self.store.reading()

    def send(self, call: Call) -> Answer:
        """The answer of another machine, through the guarded client."""
        return self.outgoing.send(call)
