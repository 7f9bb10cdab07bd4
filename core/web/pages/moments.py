"""Days, times and moments as browsers send them. What is empty is nothing; what cannot be read is refused by name, and
never taken for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TypeVar

from neni.core.errors import InvalidFacts, Problem
from neni.core.model.deadlines.moments import ZONE
from neni.core.model.text import Text

Read = TypeVar("Read")
_MOST_DIGITS = 4


def day(written: str, name: str) -> date | None:
    """A day. Raises InvalidFacts."""
    return _read(written, name, date.fromisoformat, _DAY)


def clock(written: str, name: str) -> time | None:
    """A time of day, to the minute. Raises InvalidFacts."""
    found = _read(written, name, time.fromisoformat, _CLOCK)
    return None if found is None else found.replace(second=0, microsecond=0, tzinfo=None)


def moment(written: str, name: str) -> datetime | None:
    """A moment; without a zone it is meant in Kosovo. Raises InvalidFacts."""
    found = _read(written, name, datetime.fromisoformat, _MOMENT)
    return found if found is None or found.tzinfo else found.replace(tzinfo=ZONE)


def amount(written: str, name: str) -> int | None:
    """A whole number of days, weeks and the like. Raises InvalidFacts."""
    return _read(written, name, _whole, _AMOUNT)


def _whole(written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS):
        raise ValueError(written)
    return int(written)


def _read(written: str, name: str, reading: Callable[[str], Read], told: Text) -> Read | None:
    try:
        return reading(written.strip()) if written.strip() else None
    except ValueError:
        raise InvalidFacts(told, [Problem("unreadable", told, f"/{name}")]) from None


_DAY = Text(
    sq="Kjo ditë nuk lexohet; shkruani p.sh. 2026-03-31.",
    sr="Ovaj dan se ne može pročitati; upišite npr. 2026-03-31.",
    en="This day cannot be read; write it like 2026-03-31.",
)
_CLOCK = Text(
    sq="Kjo orë nuk lexohet; shkruani p.sh. 21:30.",
    sr="Ovo vreme se ne može pročitati; upišite npr. 21:30.",
    en="This time cannot be read; write it like 21:30.",
)
_MOMENT = Text(
    sq="Ky çast nuk lexohet; shkruani p.sh. 2026-03-31T10:00.",
    sr="Ovaj trenutak se ne može pročitati; upišite npr. 2026-03-31T10:00.",
    en="This moment cannot be read; write it like 2026-03-31T10:00.",
)
_AMOUNT = Text(
    sq="Shkruani një numër të plotë, p.sh. 5.",
    sr="Upišite ceo broj, npr. 5.",
    en="Write a whole number, such as 5.",
)
