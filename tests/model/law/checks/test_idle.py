"""Law that does nothing: unread facts, parameters and derivations, and rules that stand twice."""

from __future__ import annotations

from neni.core.model.law.checks import idle
from tests.model.law.checks.law import lawbook, rule, told

USED = frozenset({"trees", "price", "day", "until", "name", "season"})


def _found(rules: str, used: frozenset[str] = USED) -> list[tuple[str, str]]:
    book = lawbook(rules)
    return told(idle.check([book], book.rulesets, used))


def test_what_nothing_reads_is_remarked_on() -> None:
    assert _found(rule("P-1", "area > 3"), frozenset()) == [
        ("unused-fact", "trees"),
        ("unused-fact", "price"),
        ("unused-fact", "day"),
        ("unused-fact", "until"),
        ("unused-fact", "name"),
        ("unused-fact", "season"),
        ("unused-derivation", "size"),
        ("unused-derivation", "fee"),
    ]


def test_what_a_form_a_template_or_a_sentence_needs_is_used() -> None:
    says = rule("P-1", 'size = "large"').replace("finding P-1", "a fee of {fee}")
    assert _found(says) == []


def test_a_parameter_is_read_through_a_derivation() -> None:
    assert ("unused-parameter", "least") not in _found(rule("P-1", "urgent"))


def test_the_same_rule_under_two_codes_is_remarked_on() -> None:
    one = rule("P-1", "fee > 3 and size = null")
    same = one.replace("code: P-1", "code: P-2").replace("fee > 3 and", "fee  >  3   and")
    assert _found(one + same) == [("duplicate-rule", "P-2")]
    assert _found(one + same.replace("finding P-1", "something else")) == []
