"""How the rows of a decision table get along when several are met, as the DMN standard names it."""

from __future__ import annotations

from enum import StrEnum


class HitPolicy(StrEnum):
    """What a decision table says when several of its rows are met; see DMN, section 8.2.10.

    UNIQUE: never happens. FIRST: the first of them counts. PRIORITY: the one whose outputs come first among the
    choices. ANY: they say the same. COLLECT: all count, together.
    """

    UNIQUE = "unique"
    FIRST = "first"
    PRIORITY = "priority"
    ANY = "any"
    COLLECT = "collect"


class Aggregation(StrEnum):
    """What a collecting table makes of its rows."""

    SUM = "sum"
    MIN = "min"
    MAX = "max"
    COUNT = "count"
