"""One transaction over everything stored, and the store that hands transactions out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy.engine import Connection, Engine

from neni.core.adapters.store.alerts import SqlAlerts
from neni.core.adapters.store.bell import Bell
from neni.core.adapters.store.calendars import SqlCalendarTables, SqlFeeds
from neni.core.adapters.store.cases import SqlCases
from neni.core.adapters.store.confirmations import SqlConfirmations
from neni.core.adapters.store.deadlines import SqlDeadlines
from neni.core.adapters.store.documents import SqlDocuments
from neni.core.adapters.store.drafts import SqlDrafts
from neni.core.adapters.store.endpoints import SqlEndpoints
from neni.core.adapters.store.engine import reader
from neni.core.adapters.store.errand_lanes import CARRIER, NEW
from neni.core.adapters.store.errands import SqlErrands
from neni.core.adapters.store.evaluations import SqlEvaluations
from neni.core.adapters.store.events import SqlEvents
from neni.core.adapters.store.inbound import SqlInbound
from neni.core.adapters.store.keeping import SqlKeepings
from neni.core.adapters.store.leading import leader
from neni.core.adapters.store.messages import SqlMessages
from neni.core.adapters.store.nights import SqlNights
from neni.core.adapters.store.notices import SqlNotices
from neni.core.adapters.store.people import SqlPeople
from neni.core.adapters.store.printings import SqlPrintings
from neni.core.adapters.store.registers import SqlRegisters
from neni.core.adapters.store.replies import SqlReplies
from neni.core.adapters.store.reviews import SqlReviews
from neni.core.adapters.store.schedules import SqlSchedules
from neni.core.adapters.store.sealed import SqlSealed
from neni.core.adapters.store.template_versions import SqlTemplateVersions
from neni.core.adapters.store.versions import SqlVersions
from neni.core.model.events import Event
from neni.core.ports import (
    Alerts,
    CalendarTables,
    Carrier,
    Cases,
    Confirmations,
    Deadlines,
    Documents,
    Drafts,
    Endpoints,
    Errands,
    Evaluations,
    Events,
    Feeds,
    Inbound,
    Keepings,
    Leader,
    Messages,
    Nights,
    Notices,
    People,
    Printings,
    Registers,
    Replies,
    Reviews,
    Schedules,
    Sealed,
    TemplateVersions,
    Vault,
    Versions,
    Work,
)

Follower = Callable[[Work, Event, int], None]


class SqlWork:
    """Everything stored, over one connection (see ports.Work)."""

    def __init__(
        self, connection: Connection, vault: Vault | None, *, writing: bool, followers: Sequence[Follower] = ()
    ) -> None:
        self.cases: Cases = SqlCases(connection, holding=writing)
        self.evaluations: Evaluations = SqlEvaluations(connection)
        self.documents: Documents = SqlDocuments(connection)
        self.drafts: Drafts = SqlDrafts(connection)
        self.printings: Printings = SqlPrintings(connection)
        self.registers: Registers = SqlRegisters(connection)
        self.keepings: Keepings = SqlKeepings(connection)
        self.events: Events = SqlEvents(connection, self._follow)
        self.people: People = SqlPeople(connection)
        self.confirmations: Confirmations = SqlConfirmations(connection)
        self.replies: Replies = SqlReplies(connection, vault)
        self.reviews: Reviews = SqlReviews(connection)
        self.template_versions: TemplateVersions = SqlTemplateVersions(connection)
        self.versions: Versions = SqlVersions(connection)
        self.errands: Errands = SqlErrands(connection)
        self.schedules: Schedules = SqlSchedules(connection)
        self.deadlines: Deadlines = SqlDeadlines(connection)
        self.calendars: CalendarTables = SqlCalendarTables(connection)
        self.feeds: Feeds = SqlFeeds(connection)
        self.alerts: Alerts = SqlAlerts(connection)
        self.notices: Notices = SqlNotices(connection)
        self.nights: Nights = SqlNights(connection)
        self.inbound: Inbound = SqlInbound(connection, vault)
        self.endpoints: Endpoints = SqlEndpoints(connection, vault)
        self._messages = SqlMessages(connection)
        self.messages: Messages = self._messages
        self.sealed: Sealed = SqlSealed(connection, vault)
        self._followers = followers

    def write(self) -> None:
        """Write what was only noted so far; the last thing before the end of a transaction."""
        self._messages.write()

    def _follow(self, event: Event, number: int) -> None:
        for follower in self._followers:
            follower(self, event, number)


class SqlStore:
    """Where everything is kept: SQLite or PostgreSQL (see ports.Store)."""

    def __init__(self, engine: Engine, vault: Vault | None = None) -> None:
        self._engine, self._vault = engine, vault
        self._bell = Bell()
        self._followers: list[Follower] = []

    def carry(self, carrier: Carrier) -> None:
        """Have a carrier tell other processes of new errands, instead of the database itself."""
        self._engine = self._engine.execution_options(**{CARRIER: carrier})

    def follow(self, follower: Follower) -> None:
        """Have somebody hear of each event from now on, with its number and within its transaction."""
        self._followers.append(follower)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """A transaction that commits when the block ends well and leaves nothing behind otherwise. When it entered
        errands, whoever works is woken."""
        with self._engine.begin() as connection:
            connection.info.pop(NEW, None)
            work = SqlWork(connection, self._vault, writing=True, followers=self._followers)
            yield work
            work.write()
            entered = connection.info.pop(NEW, False)
        if entered:
            self._bell.ring()

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """A consistent look at what is stored; writing is refused."""
        with self._engine.connect() as connection, reader(connection).begin():
            yield SqlWork(connection, self._vault, writing=False)

    def listening(self, wake: Callable[[], None]) -> AbstractContextManager[None]:
        """Call `wake` soon after errands were entered, while the block lasts."""
        return self._bell.heard(self._engine, wake)

    def leader(self, name: str) -> Leader:
        """Whether this process is the one of several that does something."""
        return leader(self._engine, name)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()
