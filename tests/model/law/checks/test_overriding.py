"""Rules that silence each other: what only advises silences no other, until people confirm it."""

from __future__ import annotations

from neni.core.model.law.checks import reachability
from neni.core.model.law.checks.findings import Gravity
from tests.model.law.checks.law import HEAD, reading, rule, words

WIDE = "overrides: P-1"


def _found(rules: str, head: str = HEAD) -> list[tuple[str, str, Gravity]]:
    law = reading(rules, head)
    every = reachability.check(law, law.lawbook.rulesets)
    return [(one.code, one.about, one.gravity) for one in every if one.code != "choice-never-derived"]


def _advising(text: str) -> str:
    return text.replace("confidence: verified", "confidence: memory")


def test_what_only_advises_overrides_once_it_is_confirmed() -> None:
    law = rule("P-1", "area > 7") + _advising(rule("P-2", "area > 5", WIDE))
    assert _found(law) == [("always-overridden", "P-1", Gravity.REMARK)]
    read = reading(law)
    assert "once P-2 is confirmed" in words(reachability.check(read, read.lawbook.rulesets))


def test_a_rule_that_rests_on_an_unsure_value_only_advises_too() -> None:
    law = rule("P-1", "area > 20") + rule("P-2", "area > least", WIDE)
    assert _found(law) == [("always-overridden", "P-1", Gravity.ERROR)]
    unsure = HEAD.replace(
        "value: 5, reference: {article: 2}, confidence: verified",
        "value: 5, reference: {article: 2}, confidence: memory",
    )
    assert _found(law, unsure) == [("always-overridden", "P-1", Gravity.REMARK)]


def test_one_that_is_surely_in_effect_is_enough() -> None:
    advising = _advising(rule("P-2", "area > 5", WIDE))
    assert _found(rule("P-1", "area > 7") + advising + rule("P-3", "area > 6", WIDE)) == [
        ("always-overridden", "P-1", Gravity.ERROR)
    ]


def test_an_advising_rule_above_the_overriding_one_may_free_what_is_below() -> None:
    law = rule("P-1", "area > 7") + rule("P-2", "area > 5", WIDE)
    freeing = rule("P-3", "area > 6", "overrides: P-2")
    assert ("always-overridden", "P-1") not in [one[:2] for one in _found(law + freeing)]
    assert ("always-overridden", "P-1") not in [one[:2] for one in _found(law + _advising(freeing))]
