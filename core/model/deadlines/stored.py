"""A deadline of a case as it is kept, and what people decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from neni.core.model.calendars import YearTable
from neni.core.model.deadlines.explaining import Step
from neni.core.model.deadlines.moments import Moment
from neni.core.model.deadlines.pauses import Extension, Pause
from neni.core.model.deadlines.terms import Term
from neni.core.model.rules import Severity


class DeadlineState(StrEnum):
    """How it stands. WAITING: something it hangs on is not known. PASSED: its time is over and nobody failed, a window
    closed or opened. LIFTED: it counts no more."""

    WAITING = "waiting"
    OPEN = "open"
    SUSPENDED = "suspended"
    MET = "met"
    MISSED = "missed"
    PASSED = "passed"
    LIFTED = "lifted"

    @property
    def ended(self) -> bool:
        """Whether nothing is expected of it any more."""
        return self in (DeadlineState.MET, DeadlineState.PASSED, DeadlineState.LIFTED)


RUNNING = (DeadlineState.OPEN, DeadlineState.SUSPENDED, DeadlineState.MISSED)
"""The states in which somebody has to act, or should have."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of one case. `rulesets` are the versions of the law it began under, `fingerprint` that of its rule:
    they stay when the case moves on. `warn_at` are the moments at which it wants attention, `attention_at` the first
    of them. `done` is when what it asks for was done, `reason` why it was lifted, `told` the explanation kept when it
    ended. `version` counts changes."""

    id: str
    case_id: str
    rule: str
    ruleset: str
    rulesets: Mapping[str, str]
    fingerprint: str
    severity: Severity
    state: DeadlineState
    changed_at: datetime
    event: Moment | None = None
    due: datetime | None = None
    last_day: date | None = None
    warn_at: tuple[datetime, ...] = ()
    missing: tuple[str, ...] = ()
    done: Moment | None = None
    reason: str = ""
    told: tuple[Step, ...] = ()
    version: int = 1

    @property
    def attention_at(self) -> datetime | None:
        """When it first wants attention."""
        return min((*self.warn_at, self.due), default=None) if self.due is not None else None


class DecisionKind(StrEnum):
    """What people may decide about a deadline. MOVE is for administrative ones only."""

    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND = "extend"
    MOVE = "move"
    LIFT = "lift"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about a deadline, with its reason. It takes effect once `decided_by` is filled and it was not
    `refused`; where the rule asks for four eyes that is somebody else than who proposed it."""

    id: str
    deadline_id: str
    kind: DecisionKind
    reason: str
    proposed_by: str
    proposed_at: datetime
    at: datetime | None = None
    term: Term | None = None
    until: date | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    refused: bool = False

    @property
    def in_effect(self) -> bool:
        """Whether it counts."""
        return self.decided_by is not None and not self.refused

    @property
    def waits(self) -> bool:
        """Whether a second person has to decide."""
        return self.decided_by is None


@dataclass(frozen=True, slots=True)
class Changes:
    """What all decisions in effect make of a deadline."""

    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    lifted: str = ""


UNCHANGED = Changes()


def changes_of(decisions: Iterable[Decision]) -> Changes:
    """Decisions in effect, oldest first, put together."""
    pauses: list[Pause] = []
    extensions: list[Extension] = []
    lifted = ""
    for one in (each for each in decisions if each.in_effect):
        if one.kind is DecisionKind.SUSPEND and one.at is not None:
            pauses.append(Pause(one.at, None, one.reason))
        elif one.kind is DecisionKind.RESUME and pauses:
            pauses[-1] = Pause(pauses[-1].start, one.at, pauses[-1].reason)
        elif one.kind in (DecisionKind.EXTEND, DecisionKind.MOVE):
            extensions.append(Extension(one.term, one.until, one.reason, one.kind is DecisionKind.MOVE))
        elif one.kind is DecisionKind.LIFT:
            lifted = one.reason
    return Changes(tuple(pauses), tuple(extensions), lifted)


@dataclass(frozen=True, slots=True)
class StoredTable:
    """An official table somebody entered. It counts from its acceptance on, until a later one of its year does."""

    id: str
    table: YearTable
    entered_by: str
    entered_at: datetime
    accepted_by: str | None = None
    accepted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar address: whoever knows its token reads the deadlines of a person's cases, or of a department's.
    Only the hash of the token is kept."""

    id: str
    person_id: str
    token_hash: str = field(repr=False)
    department: str | None = None
    label: str = ""
    made_at: datetime | None = None
    revoked_at: datetime | None = None
