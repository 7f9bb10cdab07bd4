"""Days as drafts write them: 12.03.2025, 2025-03-12, “12 mars 2025”, “5. maja 2025”, “March 12, 2025”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "januar january janar",
    "februar february shkurt",
    "mart march mars",
    "april prill",
    "maj may",
    "jun june qershor",
    "jul july korrik",
    "avgust august gusht",
    "septemb shtator",
    "oktob octob tetor",
    "novemb nentor",
    "decemb dhjetor",
)
MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAMES = "|".join(sorted(MONTH_OF, key=len, reverse=True))
DATE = re.compile(
    r"(?<![\d/.])(?P<day>\d{1,2})(?P<stop>\s?[./-]\s?)(?P<month>\d{1,2})\s?[./-]\s?(?P<year>\d{4}|\d{2})(?![\d/])|"
    r"(?<![\d/.])(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)|"
    rf"(?<!\d)(?P<wday>\d{{1,2}})\.?\s+(?P<name>{_NAMES})[a-z]{{0,4}}\.?,?\s+(?P<wyear>\d{{4}})|"
    rf"\b(?P<ename>{_NAMES})[a-z]{{0,4}}\s+(?P<eday>\d{{1,2}}),?\s+(?P<eyear>\d{{4}})"
)
YEAR = re.compile(r"\d{4}|[./-]\s?\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a folded text. `on` is None for one that is in no calendar; `plain` whether it is written dd.mm.yyyy
    or with the name of its month."""

    start: int
    end: int
    on: date | None
    plain: bool


def days_in(folded: str) -> Iterator[Day]:
    """Every day a folded text names."""
    if YEAR.search(folded) is None:
        return
    for found in DATE.finditer(folded):
        plain = found["day"] is None or (found["stop"].strip() == "." and len(found["year"]) == 4)
        yield Day(found.start(), found.end(), _real(*_day_of(found)), plain and found["iso"] is None)


def _day_of(found: re.Match[str]) -> tuple[int, int, int]:
    if found["iso"] is not None:
        year, month, day = map(int, found["iso"].split("-"))
        return year, month, day
    if found["day"] is not None:
        year = int(found["year"])
        return year + 2000 if len(found["year"]) == 2 else year, int(found["month"]), int(found["day"])
    if found["name"] is not None:
        return int(found["wyear"]), MONTH_OF[found["name"]], int(found["wday"])
    return int(found["eyear"]), MONTH_OF[found["ename"]], int(found["eday"])


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
