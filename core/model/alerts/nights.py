"""The evaluation of all open cases as a value: how far it has come, and what rules said of a case the last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from neni.core.model.findings import Outcome


@dataclass(frozen=True, slots=True)
class Night:
    """One run over all open cases. `place` is the last case looked at (in the order in which they were stored), so that
    a run that was broken off goes on there. `first_seen` cases had never been evaluated so; they raise nothing."""

    key: str
    started_at: datetime
    by: str
    total: int
    place: int = 0
    done: int = 0
    first_seen: int = 0
    changed: int = 0
    failed: int = 0
    ended_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether every case was looked at."""
        return self.ended_at is not None


@dataclass(frozen=True, slots=True)
class Said:
    """What rules say of a case: the outcome of those that hold or cannot be told. `failure` is why the case could not
    be evaluated, and then the outcomes are the last ones that could be had, None if there never were any."""

    case_id: str
    at: datetime
    outcomes: Mapping[str, Outcome] | None
    failure: str = ""
