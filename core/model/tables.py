"""Decision tables as derivations, so that whatever reads law reads tables too.

Every row becomes one derivation for each output: it holds when the row's tests hold. The hit policy decides what
else must be so. Under `first` and `priority` a row gives way to the rows that go before it: it needs them to fail
for certain, so that a row that cannot be told is never passed over. A collecting table becomes one expression over
all of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from neni.core.model.facts import FactKind, FactType
from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.joining import all_hold, constant, gathered, meets
from neni.core.model.rulesets import Condition, DecisionTable, Derivation, Period, Row

MOST_ROWS = 300
"""Rows of one table. A longer one is a register, not a rule."""


def derivations(table: DecisionTable, facts: Mapping[str, FactType]) -> tuple[Derivation, ...]:
    """What the table establishes. `facts` are the types of its outputs."""
    if table.policy is HitPolicy.COLLECT:
        return tuple(_collected(table, facts))
    if table.policy in (HitPolicy.UNIQUE, HitPolicy.ANY):
        return tuple(_established(table, table.rows, giving_way=False))
    ranked = _ranked(table, facts)
    return tuple(one for rows in _by_period(ranked) for one in _established(table, rows, giving_way=True))


def condition(table: DecisionTable, row: Row) -> Condition | None:
    """When the row is met; None when it tests nothing."""
    pairs = zip(table.inputs, row.tests, strict=True)
    return all_hold([one for asked, test in pairs if (one := meets(asked, test)) is not None])


def rank(row: Row, table: DecisionTable, facts: Mapping[str, FactType]) -> tuple[int, ...]:
    """Where the outputs of a row stand in the order of priority: that of the choices, the first output first."""
    return tuple(_place(facts[name], value) for name, value in zip(table.outputs, row.values, strict=True))


def _place(fact: FactType, value: object) -> int:
    codes = [one.code for one in fact.choices]
    return codes.index(str(value)) if value in codes else 0


def _ranked(table: DecisionTable, facts: Mapping[str, FactType]) -> tuple[Row, ...]:
    if table.policy is HitPolicy.FIRST:
        return table.rows
    return tuple(sorted(table.rows, key=lambda row: rank(row, table, facts)))


def _established(table: DecisionTable, rows: Sequence[Row], *, giving_way: bool) -> Iterator[Derivation]:
    met = [condition(table, row) for row in rows]
    for number, row in enumerate(rows):
        for output, name in enumerate(table.outputs):
            value, before = row.values[output], range(number) if giving_way else ()
            unless = [met[one] for one in before if not _same(rows[one].values[output], value)]
            over = tuple(one for one in unless if one is not None)
            if len(over) == len(unless):  # else a row that tests nothing goes before, and this one is never reached
                yield Derivation(name, value, met[number], row.reference, row.confidence, row.in_force, row.place, over)


def _same(one: object, other: object) -> bool:
    """Rows that say the same may hold beside each other; what an expression says is not known beforehand."""
    return one == other and not isinstance(one, Condition)


def _by_period(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """The rows in force together, from each day on which that changes to the next."""
    ends = [one.in_force.end for one in rows]
    starts = {one.in_force.start or date.min for one in rows}
    starts |= {end + timedelta(days=1) for end in ends if end is not None and end < date.max}
    days = sorted(starts)
    for day, following in zip(days, [*days[1:], None], strict=True):
        period = Period(day if day > date.min else None, following - timedelta(days=1) if following else None)
        together = tuple(replace(one, in_force=period) for one in rows if day in one.in_force)
        if together:
            yield together


def _collected(table: DecisionTable, facts: Mapping[str, FactType]) -> Iterator[Derivation]:
    """One expression over all rows, as sure as the weakest of them."""
    (name,) = table.outputs
    function = (table.aggregation or Aggregation.SUM).value
    for rows in _by_period(table.rows):
        weakest = max((row.confidence for row in rows), key=lambda one: one.weakness)
        value = gathered(function, [(condition(table, row), _added(row, facts[name])) for row in rows])
        yield Derivation(name, value, None, table.reference, weakest, rows[0].in_force, table.place)


def _added(row: Row, fact: FactType) -> Condition:
    """What a row that is met adds to the list; rows that are only counted have no values."""
    if not row.values:
        return constant(Decimal(1), FactType(fact.name, FactKind.NUMBER, fact.label), row.place)
    value = row.values[0]
    return value if isinstance(value, Condition) else constant(value, fact, row.place)
