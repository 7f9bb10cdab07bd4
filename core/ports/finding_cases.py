"""Looking for stored cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from neni.core.model.cases import Case, CaseStatus
from neni.core.model.deadlines.stored import Deadline
from neni.core.ports.outgoing import Answer, Call

if TYPE_CHECKING:
    from neni.core.ports.storage import Work


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Which cases to find; every condition given must be met. Days are those of `Case.on`, both inclusive.

    `facts` compares text and choice facts for equality, `starting` for their beginning. `words` searches
    titles, references and text facts regardless of case, diacritics and script.
    """

    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    starting: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    status: CaseStatus | None = None
    limit: int = 50
    after: str | None = None
    """The `cursor` of an earlier page, to go on from there."""


@dataclass(frozen=True, slots=True)
class CasePage:
    """Cases, newest first, and the cursor of the next page if there are more."""

    cases: tuple[Case, ...]
    cursor: str | None
    total: int


class Desk(Protocol):
    """What a plugin's functions may use: looking at what is stored, the clock, the guarded door to others."""

    def find(self, query: CaseQuery) -> Sequence[Case]:
        """Cases the query asks for, newest first."""

    def deadlines(self, case_id: str) -> Sequence[Deadline]:
        """The deadlines of a stored case, as they were last worked out."""

    def today(self) -> date:
        """The calendar day in Kosovo."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""

    def reading(self) -> AbstractContextManager[Work]:
        """A consistent look at everything stored; writing is refused."""

    def send(self, call: Call) -> Answer:
        """The answer of another machine (see ports.Outgoing). Raises CallRefused, CallFailed."""
