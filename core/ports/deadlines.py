"""Where deadlines, decisions about them, official calendars and calendar feeds are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from neni.core.model.deadlines.stored import Deadline, DeadlineState, Decision, Feed, StoredTable


@dataclass(frozen=True, slots=True)
class DueQuery:
    """Which deadlines: of cases of `types` (empty means none), in `states`, due from `since` on and before `until`, of
    cases that `opened_by` opened. `attention_before` finds those that want attention by then. What was done, too late
    or too early, wants nothing any more; `done_late` asks for it too. `limit` bounds them."""

    types: tuple[str, ...]
    states: tuple[DeadlineState, ...]
    since: datetime | None = None
    until: datetime | None = None
    attention_before: datetime | None = None
    opened_by: str | None = None
    done_late: bool = False
    limit: int = 1000


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with what people need to recognise its case."""

    deadline: Deadline
    reference: str
    title: str
    case_type: str
    opened_by: str


class Deadlines(Protocol):
    """Stored deadlines and the decisions about them."""

    def save(self, before: Deadline | None, after: Deadline) -> Deadline:
        """Store a new deadline, or a changed one as it was read; returns it with its next version. Raises Conflict when
        somebody changed it meanwhile."""

    def of_case(self, case_id: str) -> Sequence[Deadline]:
        """A case's deadlines, in the order in which they came."""

    def get(self, deadline_id: str) -> Deadline:
        """One deadline. Raises NotFound."""

    def find(self, query: DueQuery) -> Sequence[Due]:
        """Deadlines by the moment they are due, the earliest first."""

    def running(self) -> Sequence[Due]:
        """Every deadline somebody has to act on, of every case."""

    def overdue(self, now: datetime) -> Sequence[Due]:
        """Open deadlines whose last moment is over."""

    def decide(self, decision: Decision) -> None:
        """Store a decision, or what became of it. Raises Conflict when somebody decided meanwhile."""

    def decisions(self, deadline_ids: Iterable[str]) -> Sequence[Decision]:
        """The decisions about deadlines, oldest first."""

    def proposed(self) -> Sequence[Decision]:
        """The decisions a second person has to take, oldest first."""

    def decision(self, decision_id: str) -> Decision:
        """One decision. Raises NotFound."""


class CalendarTables(Protocol):
    """Official tables of days off, as they were entered; none is ever changed or removed."""

    def add(self, table: StoredTable) -> None:
        """Store a table that waits to be accepted."""

    def get(self, table_id: str) -> StoredTable:
        """One table. Raises NotFound."""

    def accept(self, table_id: str, by: str, at: datetime) -> StoredTable:
        """Let it count. Raises Conflict when it counts already."""

    def in_use(self) -> Sequence[StoredTable]:
        """The tables that count, one for a year."""

    def all(self) -> Sequence[StoredTable]:
        """Every table, newest first."""


class Feeds(Protocol):
    """Calendar addresses."""

    def add(self, feed: Feed) -> None:
        """Store a new one."""

    def by_token(self, token_hash: str) -> Feed | None:
        """The feed of that token, unless it was revoked."""

    def of_person(self, person_id: str) -> Sequence[Feed]:
        """Those a person made and did not revoke."""

    def revoke(self, feed_id: str, person_id: str, at: datetime) -> None:
        """Let nobody use it any more. Raises NotFound."""
