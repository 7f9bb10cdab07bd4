"""What people decided about a period that runs: it stood still for a while, or there is more time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from neni.core.model.deadlines.terms import Term


@dataclass(frozen=True, slots=True)
class Pause:
    """The period did not run from `start` to `end`; an open end is None. Days touched by a pause do not count."""

    start: datetime
    end: datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """More time by decision: so much more from where the end stood, moved over days off or not, or until a day. `moved`
    tells an administrative date that was set anew, which may be earlier too."""

    term: Term | None
    until: date | None = None
    reason: str = ""
    moved: bool = False


def merged(pauses: Iterable[Pause]) -> list[Pause]:
    """Pauses in order, those that touch each other as one."""
    found: list[Pause] = []
    for one in sorted(pauses, key=lambda pause: pause.start):
        last = found[-1] if found else None
        if last is not None and (last.end is None or one.start <= last.end):
            ends = None if None in (last.end, one.end) else max(last.end, one.end)  # type: ignore[type-var]
            found[-1] = Pause(last.start, ends)
        else:
            found.append(one)
    return found
