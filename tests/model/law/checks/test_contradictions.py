"""Derivations that may speak together and say different things."""

from __future__ import annotations

import pytest

from neni.core.model.law.checks import contradictions
from tests.model.law.checks.law import HEAD, reading, rule, told, words

MORE = """
  - size: {value}
    when: {when}
    reference: {{article: 4}}
    in_force: {{from: {since}}}
    confidence: verified
"""


def _found(value: str, when: str, since: str = "2020-01-01") -> list[tuple[str, str]]:
    law = reading(rule("P-1", "urgent"), HEAD + MORE.format(value=value, when=when, since=since))
    return told(contradictions.check(law, law.lawbook.rulesets))


@pytest.mark.parametrize("when", ["area > 9", "urgent", "area > 100 and trees < 3"])
def test_derivations_that_meet_and_differ_are_remarked_on(when: str) -> None:
    assert ("contradicting-derivations", "size") in _found("small", when)


def test_derivations_that_agree_or_exclude_each_other_are_not() -> None:
    assert _found("large", "area >= least and urgent") == []
    assert _found("small", "area < 3") == []
    assert _found("large", "area > 7", since="2024-01-01") == []


def test_the_other_place_is_told() -> None:
    law = reading(rule("P-1", "urgent"), HEAD + MORE.format(value="small", when="urgent", since="2020-01-01"))
    (finding, *_) = contradictions.check(law, law.lawbook.rulesets)
    assert str(law.lawbook.rulesets[0].derivations[0].place) in words([finding])
    assert finding.line == law.lawbook.rulesets[0].derivations[-1].place.line


def test_rows_of_one_table_are_left_to_the_table() -> None:
    table = """
tables:
  - table: fees
    hit: first
    inputs: [area]
    outputs: fee
    reference: {article: 5}
    in_force: {from: 2020-01-01}
    confidence: verified
    rows:
      - {when: '< 5', then: 1}
      - {when: '-', then: 2}
"""
    head = HEAD[: HEAD.index("  - fee: {is")] + table
    law = reading(rule("P-1", "fee = 1"), head)
    assert told(contradictions.check(law, law.lawbook.rulesets)) == []
