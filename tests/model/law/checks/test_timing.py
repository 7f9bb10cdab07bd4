"""Days on which a rule needs a value that the law does not give yet."""

from __future__ import annotations

import pytest

from neni.core.model.law.checks import timing
from tests.model.law.checks.law import HEAD, reading, rule, told, words


def _found(rules: str, head: str = HEAD) -> list[object]:
    law = reading(rules, head)
    return list(timing.check(law, law.lawbook.rulesets))


def test_a_rule_in_force_before_the_first_value_is_an_error_with_the_days() -> None:
    law = reading(rule("P-1", "area < least", since="2019-03-01"))
    findings = list(timing.check(law, law.lawbook.rulesets))
    assert told(findings) == [("parameter-without-value", "P-1")]
    assert "from 2019-03-01 to 2019-12-31 (first value: 2020-01-01)" in words(findings)
    assert findings[0].line == law.lawbook.rulesets[0].rules[0].place.line


def test_a_rule_that_ends_before_the_first_value_never_has_one() -> None:
    law = reading(rule("P-1", "area < least", since="2018-01-01, to: 2018-12-31"))
    assert "from 2018-01-01 to 2018-12-31" in words(timing.check(law, law.lawbook.rulesets))


def test_a_value_below_a_derivation_is_needed_while_both_are_in_force() -> None:
    assert _found(rule("P-1", 'size = "large"', since="2019-03-01")) == []
    head = HEAD.replace("in_force: {from: 2020-01-01}", "in_force: {from: 2019-06-01}")
    law = reading(rule("P-1", 'size = "large"', since="2019-03-01"), head)
    assert "from 2019-06-01 to 2019-12-31" in words(timing.check(law, law.lawbook.rulesets))


def test_a_value_that_only_the_finding_tells_is_needed_too() -> None:
    says = rule("P-1", "urgent", since="2019-03-01").replace("finding P-1", "at least {least}")
    assert len(_found(says)) == 1


@pytest.mark.parametrize("since", ["2020-01-01", "2024-01-01", "2025-05-05"])
def test_from_the_first_value_on_there_is_always_one(since: str) -> None:
    assert _found(rule("P-1", "area < least", since=since)) == []
