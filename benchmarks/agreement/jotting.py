"""A lawbook jotted down, for whoever looks into a pair that differs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from neni.core.model.decision_tables import DecisionTable
from neni.core.model.rules import Condition
from neni.core.model.rulesets import Lawbook


def told_of(law: Lawbook) -> str:
    """Its rules, derivations and tables."""
    return "\n".join(_lines(law))


def _lines(law: Lawbook) -> Iterator[str]:
    for rule in law.rules():
        unless = [one.text for one in rule.unless]
        yield f"{rule.code}: {rule.when.text} unless {unless}, over {rule.overrides}, {rule.in_force}"
    for parameter in law.parameters():
        yield f"{parameter.name}: {[(str(one.start), one.value) for one in parameter.values]}"
    for one in law.derivations():
        if not one.rows:
            yield f"{one.fact} is {_said(one.value)} when {one.when and one.when.text}, {one.in_force}"
    for ruleset in law.rulesets:
        for table in ruleset.tables:
            yield from _table(table)


def _table(table: DecisionTable) -> Iterator[str]:
    inputs = [one.text for one in table.inputs]
    yield f"{table.outputs}: {table.policy} {table.aggregation or ''} of {inputs}, else {[*map(_said, table.defaults)]}"
    for row in table.rows:
        yield f"  {[one.text for one in row.tests]} → {[*map(_said, row.values)]}, {row.in_force}"


def _said(value: Any) -> Any:
    return value.text if isinstance(value, Condition) else value
