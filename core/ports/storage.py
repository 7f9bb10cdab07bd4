"""Where everything is kept, and the transaction over it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from neni.core.model.cases import Case
from neni.core.model.events import Event
from neni.core.model.findings import Evaluation
from neni.core.model.law.versions import RulesetVersion
from neni.core.model.paper.documents import Document, Mark
from neni.core.model.paper.drafts import Draft, Step
from neni.core.model.paper.printing import Printing
from neni.core.model.paper.registers import Pattern, Register, RegisterEntry
from neni.core.model.people import Confirmation, Person
from neni.core.ports.alerts import Alerts, Nights, Notices
from neni.core.ports.deadlines import CalendarTables, Deadlines, Feeds
from neni.core.ports.errands import Errands
from neni.core.ports.finding_cases import CasePage, CaseQuery
from neni.core.ports.inbound import Inbound
from neni.core.ports.keeping import Keepings
from neni.core.ports.replies import Replies
from neni.core.ports.reviews import Reviews
from neni.core.ports.schedules import Leader, Schedules
from neni.core.ports.secrets import Sealed
from neni.core.ports.template_versions import TemplateVersions
from neni.core.ports.webhooks import Endpoints, Messages


class Cases(Protocol):
    """Stored cases."""

    def add(self, case: Case) -> None:
        """Store a new case. Raises Conflict when its reference or external key is taken."""

    def save(self, case: Case) -> Case:
        """Store a changed case; `case.version` is the version it was read at. Returns it with the next version.
        Raises Conflict when somebody saved it meanwhile."""

    def get(self, reference_or_id: str) -> Case:
        """One case. Raises NotFound."""

    def several(self, ids: Collection[str]) -> Mapping[str, Case]:
        """Cases by their ids; what is not there is left out."""

    def by_external_key(self, case_type: str, key: str) -> Case | None:
        """The case that came from elsewhere under that key."""

    def find(self, query: CaseQuery) -> CasePage:
        """Cases the query asks for."""


class Evaluations(Protocol):
    """Stored evaluations with their findings."""

    def add(self, case_id: str, evaluation: Evaluation) -> Evaluation:
        """Store; returns it with its id."""

    def latest(self, case_id: str) -> Evaluation | None:
        """The newest evaluation of a case."""

    def get(self, evaluation_id: str) -> Evaluation:
        """One evaluation. Raises NotFound."""


class Documents(Protocol):
    """Issued documents and their bytes."""

    def add(self, document: Document, content: bytes) -> None:
        """Store for good."""

    def get(self, document_id: str) -> Document:
        """One document. Raises NotFound."""

    def several(self, ids: Collection[str]) -> Mapping[str, Document]:
        """Documents by their ids; what is not there is left out."""

    def content(self, document_id: str) -> bytes:
        """Its bytes. Raises NotFound."""

    def of_case(self, case_id: str) -> Sequence[Document]:
        """A case's documents, newest first."""

    def by_type(self, case_id: str, document_type: str) -> Sequence[Document]:
        """A case's documents of one type, newest first."""

    def by_check_code(self, code: str) -> Document | None:
        """The document on which that code stands."""

    def made_with(self, template_sha256: str) -> int:
        """How many documents were issued with a template of that hash."""

    def to_dispose(self, until: date) -> Sequence[Document]:
        """Documents whose time of keeping ended by that day, the longest ago first."""

    def mark(self, mark: Mark) -> None:
        """Store what became of a document. Raises Conflict when the same was stored before."""

    def marks(self, document_id: str) -> tuple[Mark, ...]:
        """What became of a document, in order."""

    def marks_of(self, ids: Collection[str]) -> Mapping[str, tuple[Mark, ...]]:
        """What became of several documents, each in order; those of which nothing became are left out."""


class Drafts(Protocol):
    """Documents before they have a number."""

    def add(self, draft: Draft, content: bytes) -> None:
        """Store a new draft."""

    def get(self, draft_id: str) -> Draft:
        """One draft. Raises NotFound."""

    def content(self, draft_id: str) -> bytes:
        """Its bytes. Raises NotFound."""

    def step(self, draft: Draft, step: Step, document_id: str | None = None) -> Draft:
        """Store a further step of a draft as it was read. Raises Conflict when somebody took a step meanwhile."""

    def of_case(self, case_id: str) -> Sequence[Draft]:
        """A case's drafts, newest first."""

    def waiting(self) -> Sequence[Draft]:
        """Every draft with which something is still to be done, oldest first."""


class Printings(Protocol):
    """The PDF files of issued documents, and the queue of those still to be made."""

    def ask(self, document_id: str, by: str, at: datetime) -> Printing:
        """Put a document into the queue, unless it stands there or is printed; one that failed is tried again."""

    def get(self, document_id: str) -> Printing | None:
        """How far it has come; None when nobody asked."""

    def take(self, at: datetime, stale: datetime) -> Printing | None:
        """The next to be made, which nobody else gets; those taken before `stale` and never finished come again."""

    def finish(self, document_id: str, content: bytes, at: datetime) -> None:
        """Keep the PDF."""

    def fail(self, document_id: str, at: datetime) -> None:
        """It could not be made."""

    def content(self, document_id: str) -> bytes:
        """The PDF. Raises NotFound while there is none, DamagedDocument."""


class Registers(Protocol):
    """Books of numbers without gaps."""

    def enter(self, register: Register, year: int, at: datetime, subject: str | None = None) -> RegisterEntry:
        """The next number of that year, for a case or document; it is given back if the transaction does not
        commit."""

    def last(self, register_code: str, year: int) -> int:
        """The last number given; 0 before the first."""

    def years(self, register_code: str) -> Sequence[int]:
        """The years in which the register has a book, the latest first."""

    def patterns(self) -> Sequence[Pattern]:
        """How the institution decided that numbers are written."""

    def set_pattern(self, pattern: Pattern) -> None:
        """Store or replace the pattern of a register from a year on."""

    def entries(self, register_code: str, year: int) -> Sequence[RegisterEntry]:
        """The book of a year, in order."""


class Events(Protocol):
    """What happened, stored in the transaction of the change itself."""

    def add(self, event: Event) -> None:
        """Append; whoever subscribed to such events is told once this transaction has committed."""

    def get(self, number: int) -> tuple[str, datetime, str, str, Mapping[str, object]]:
        """Kind, instant, by whom, subject and data of one event. Raises NotFound."""

    def of(self, subject: str) -> Sequence[tuple[str, datetime, str, Mapping[str, object]]]:
        """Kind, instant, by whom and data of what happened to a subject, oldest first."""


class People(Protocol):
    """Who may sign in. Secrets enter and leave as hashes only."""

    def add(self, person: Person, password_hash: str) -> None:
        """Store. Raises Conflict when the login is taken."""

    def by_login(self, login: str) -> Person | None:
        """The person with that login."""

    def get(self, person_id: str) -> Person:
        """One person. Raises NotFound."""

    def all(self) -> Sequence[Person]:
        """Everybody, by name."""

    def password_hash(self, person_id: str) -> str:
        """The stored hash. Raises NotFound."""

    def open_session(self, token_hash: str, person_id: str, csrf: str, until: datetime) -> None:
        """Remember a signed-in browser."""

    def session(self, token_hash: str, now: datetime) -> tuple[Person, str] | None:
        """The person and CSRF secret of a live session."""

    def close_session(self, token_hash: str) -> None:
        """Forget it."""

    def add_api_token(self, token_hash: str, person_id: str, label: str, at: datetime) -> None:
        """Let a program act for a person."""

    def set_password(self, person_id: str, password_hash: str) -> None:
        """Replace the stored hash and close the person's sessions. Raises NotFound."""

    def by_api_token(self, token_hash: str) -> Person | None:
        """The person a program acts for."""

    def failed_sign_ins(self, login: str, since: datetime) -> int:
        """How often a wrong password was given for a login."""

    def note_sign_in(self, login: str, at: datetime, *, succeeded: bool) -> None:
        """Remember an attempt."""

    def forget(self, at: datetime) -> None:
        """Remove sessions that have ended, and attempts of long ago."""


class Confirmations(Protocol):
    """Which rules people vouched for."""

    def save(self, confirmation: Confirmation) -> None:
        """Store or update the confirmation of a rule's fingerprint."""

    def get(self, rule: str, fingerprint: str) -> Confirmation | None:
        """The confirmation of exactly this text of the rule."""

    def confirmed(self) -> frozenset[tuple[str, str]]:
        """Rule code and fingerprint of everything two people confirmed."""

    def all(self) -> Sequence[Confirmation]:
        """Every proposal and confirmation."""


class Versions(Protocol):
    """The texts of rulesets that cases began with; none is ever changed or removed."""

    def keep(self, versions: Iterable[RulesetVersion]) -> None:
        """Store those that are not there yet."""

    def get(self, fingerprints: Iterable[str]) -> Mapping[str, RulesetVersion]:
        """Those that are there, by fingerprint."""

    def of(self, code: str) -> Sequence[RulesetVersion]:
        """Every version of a ruleset, in the order in which they came."""


class Work(Protocol):
    """One transaction over everything stored."""

    cases: Cases
    evaluations: Evaluations
    documents: Documents
    drafts: Drafts
    printings: Printings
    registers: Registers
    events: Events
    keepings: Keepings
    people: People
    confirmations: Confirmations
    replies: Replies
    reviews: Reviews
    template_versions: TemplateVersions
    versions: Versions
    errands: Errands
    schedules: Schedules
    deadlines: Deadlines
    calendars: CalendarTables
    feeds: Feeds
    alerts: Alerts
    notices: Notices
    nights: Nights
    inbound: Inbound
    endpoints: Endpoints
    messages: Messages
    sealed: Sealed


class Store(Protocol):
    """Where everything is kept."""

    def writing(self) -> AbstractContextManager[Work]:
        """A transaction that commits when the block ends well and leaves nothing behind otherwise."""

    def reading(self) -> AbstractContextManager[Work]:
        """A consistent look at what is stored."""

    def listening(self, wake: Callable[[], None]) -> AbstractContextManager[None]:
        """Call `wake` soon after errands were entered, while the block lasts; a worker that hears nothing looks by
        itself."""

    def leader(self, name: str) -> Leader:
        """Whether this process is the one of several that does something."""
