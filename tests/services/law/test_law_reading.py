"""The law as people read it: a decision table with what a careful reader finds in it."""

from __future__ import annotations

import pytest

from neni.core.errors import NotAllowed, NotFound
from neni.core.services.law import law_reading
from tests.services.conftest import PERMIT, READER, STRANGER, Parks

TABLE = """
tables:
  - table: size
    hit: unique
    inputs: [area]
    outputs: size
    reference: {article: 3}
    in_force: {from: 2020-01-01}
    confidence: verified
    rows:
      - when: ['>= large_from']
        then: large
      - when: ['< 5']
        then: small
"""
BY_TABLE = PERMIT[: PERMIT.index("derive:")] + TABLE.lstrip() + PERMIT[PERMIT.index("rules:") :]


def test_gaps_and_overlaps_are_told_with_the_table(parks: Parks) -> None:
    read = law_reading.table(parks(permit=BY_TABLE), READER, "parks.permit", "size")
    assert [one.code for one in read.remarks] == ["gap"]
    assert read.plain.outputs == ("size",)
    assert read.names["large_from"].label.en == "large from"


def test_a_ruleset_is_read_by_who_may_read_its_cases(parks: Parks) -> None:
    office = parks(permit=BY_TABLE)
    read = law_reading.ruleset(office, READER, "parks.permit")
    assert ([one.rule.code for one in read.states], read.case_types) == (["PRK-1"], ("parks.permit",))
    assert [one.code for one in law_reading.readable(office, READER)] == ["parks.permit", "parks.sizes"]
    assert law_reading.readable(office, STRANGER) == ()
    with pytest.raises(NotAllowed):
        law_reading.ruleset(office, STRANGER, "parks.permit")
    with pytest.raises(NotFound, match="There is no table “nothing”"):
        law_reading.table(office, READER, "parks.permit", "nothing")
