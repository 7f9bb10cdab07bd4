"""The page of the rules for drafts says what the rules say, and all checks are there."""

from __future__ import annotations

from pathlib import Path

from neni.core.host import Host
from neni.core.model.rules import Rule

PAGE = Path(__file__).parents[3] / "docs" / "manuscripts-rules.md"


def rules(host: Host) -> list[Rule]:
    """Those for manuscripts; complaints have a law of their own."""
    (holding,) = (one for one in host.holdings if one.plugin.name == "legal")
    every = (rule for ruleset in holding.rulebook.rulesets for rule in ruleset.rules)
    return [rule for rule in every if rule.code.startswith("LEG-C")]


def test_the_page_lists_every_rule_as_it_is(host: Host) -> None:
    rows = [line.split(" | ") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| LEG-")]
    told = {row[0].removeprefix("| "): (row[3], row[4]) for row in rows}
    assert told == {one.code: (one.severity.value, one.confidence.value) for one in rules(host)}


def test_every_check_has_a_rule(host: Host) -> None:
    there = {one.code[:7] for one in rules(host)}
    assert {f"LEG-C{number:02d}" for number in range(1, 65)} == there
