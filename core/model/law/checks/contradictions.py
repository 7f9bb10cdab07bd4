"""Derivations of one fact that may speak together and say different things: then the fact cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, islice

from neni.core.model.law.checks.findings import CheckFinding, Gravity, Sentences, filled
from neni.core.model.law.checks.reading import Reading
from neni.core.model.law.checks.speaking import can_ever
from neni.core.model.periods import Period
from neni.core.model.references import Place
from neni.core.model.rules import Derivation
from neni.core.model.rulesets import Ruleset

MOST_PAIRS = 1_000
"""Pairs of derivations of one fact that are looked at."""


def check(reading: Reading, rulesets: Iterable[Ruleset]) -> Iterator[CheckFinding]:
    """A remark for each pair, where the later stands. Rows of one table are looked at as a table."""
    ours = {way.place for ruleset in rulesets for way in ruleset.derivations}
    tables = _tables(reading)
    for ways in reading.ways.values():
        for one, other in islice(combinations(ways, 2), MOST_PAIRS):
            apart = tables.get(one.place, one.place) != tables.get(other.place, other.place)
            if apart and other.place in ours and _at_odds(reading, one, other):
                words = filled(_TWO, other.fact, one.place)
                yield CheckFinding(
                    "contradicting-derivations", Gravity.REMARK, words, filled(_PART), str(other.place), other.fact
                )


def _tables(reading: Reading) -> dict[Place, str]:
    every = [table for ruleset in reading.lawbook.rulesets for table in ruleset.tables]
    places = [(place, str(one.place)) for one in every for place in (one.place, *(row.place for row in one.rows))]
    return dict(places)


def _at_odds(reading: Reading, one: Derivation, other: Derivation) -> bool:
    starts = [day for day in (one.in_force.start, other.in_force.start) if day]
    ends = [day for day in (one.in_force.end, other.in_force.end) if day]
    shared = Period(max(starts, default=None), min(ends, default=None))
    return can_ever(reading, (one, other), shared, lambda day: day.at_odds(one, other), unsure=False)


_TWO: Sentences = (
    "“{0}” mund të marrë njëherësh vlerë tjetër nga {1}; atëherë nuk mund të thuhet.",
    "„{0}“ može istovremeno dobiti drugu vrednost iz {1}; tada se ne može reći.",
    "“{0}” may at the same time be given another value by {1}; then it cannot be told.",
)
_PART: Sentences = (
    "Ndani kushtet që të mos plotësohen bashkë, ose bëjini një tabelë me “hit: first”.",
    "Razdvojite uslove da se ne ispunjavaju zajedno, ili ih složite u tabelu sa „hit: first“.",
    "Part the conditions so that they are not met together, or make them a table with “hit: first”.",
)
