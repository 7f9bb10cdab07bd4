"""What screening a file found: counts by rule, by span of the law, and what of the file could not be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neni.core.model.periods import Period
from neni.core.model.rules import Rule
from neni.core.model.text import Text


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How one rule came out over the rows on whose day it is in force. `in_sql` is False when it has no SQL form on one
    of those days: the evaluator told it row by row then."""

    rule: Rule
    holds: int
    does_not_hold: int
    cannot_be_told: int
    in_sql: bool


@dataclass(frozen=True, slots=True)
class ScreenReport:
    """What came out. `law` are the spans of days whose law was asked, with the rows of each; `without_day` are rows
    that no law could be found for. `columns` maps facts to columns of the file; `unreadable` counts the cells of a fact
    that hold something else than a value of its kind, which counts as not stated."""

    case_type: str
    rows: int
    law: tuple[tuple[Period, int], ...]
    counts: tuple[RuleCount, ...]
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    unreadable: Mapping[str, int]
    by: str | None = None
    without_day: int = 0
    left_out: tuple[tuple[Text, int], ...] = ()
    """Rows that the import map does not take, by reason."""
    written: int | None = None
    """How many rows were written out, where that was asked for."""
