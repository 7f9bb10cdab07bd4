"""The institution's list of keeping: under which class documents of a kind are kept, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the institution decided for one kind of document (`<case type>/<document>`) from a day on. `years` None
    means for good; `decision` names the act by which it was decided."""

    document: str
    from_day: date
    kept_as: str
    years: int | None
    decision: str
    set_by: str
    set_at: datetime


def kept_on(decided: Iterable[Keeping], document: str, day: date) -> Keeping | None:
    """What counts for a kind of document on a day."""
    mine = [one for one in decided if one.document == document and one.from_day <= day]
    return max(mine, key=lambda one: one.from_day, default=None)
