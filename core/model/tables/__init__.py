"""Decision tables as derivations, so that whatever reads law reads tables too.

Every row becomes one derivation for each output: it holds when the row's tests hold. The hit policy decides what
else must be so. Under `unique` and `any` the rows that are met must say the same: a row speaks only once those that
say something else are known not to be met, and rows that are met and differ speak against each other. Under `first`
and `priority` a row gives way to the rows that go before it, and so does the smallest or largest value under
`collect`; any other collected value is an expression over the rows. What is said when no row is met gives way to all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from neni.core.model.decision_tables import DecisionTable, Row
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.fingerprints import spaced_once
from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.joining import all_hold, any_holds, constant, gathered, meets
from neni.core.model.periods import Period
from neni.core.model.rules import Condition, Derivation, Rivals, TableRow
from neni.core.model.tables.plain_tables import orders, row_words

MOST_ROWS = 300
"""Rows of one table. A longer one is a register, not a rule."""

_Value: TypeAlias = "FactValue | Condition"


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with its number and when it is met; None when it tests nothing."""

    number: int
    row: Row
    met: Condition | None


def derivations(table: DecisionTable, facts: Mapping[str, FactType]) -> tuple[Derivation, ...]:
    """What the table establishes. `facts` are the types of its outputs."""
    lines = [_Line(number, row, condition(table, row)) for number, row in enumerate(table.rows, 1)]
    if table.policy is HitPolicy.PRIORITY:
        lines.sort(key=lambda line: rank(line.row, table, facts))
    found = (_Writing(table, facts, together, period) for period, together in _by_period(lines))
    return tuple(one for writing in found for one in writing.derivations())


def condition(table: DecisionTable, row: Row) -> Condition | None:
    """When the row is met; None when it tests nothing."""
    return all_hold(_tests(table, row))


def _tests(table: DecisionTable, row: Row) -> list[Condition]:
    pairs = zip(table.inputs, row.tests, strict=True)
    return [one for asked, test in pairs if (one := meets(asked, test)) is not None]


def rank(row: Row, table: DecisionTable, facts: Mapping[str, FactType]) -> tuple[int, ...]:
    """Where the outputs of a row stand in the order of priority, the first output first; what has no place is last."""
    pairs = zip(orders(table, facts), row.values, strict=False)
    return tuple(order.index(str(value)) if value in order else len(order) for order, value in pairs)


def says_the_same(one: _Value, other: _Value) -> bool:
    """Whether two outputs are the same whatever the facts; expressions are when their words are."""
    if isinstance(one, Condition) and isinstance(other, Condition):
        return spaced_once(one.text) == spaced_once(other.text)
    return one == other and not isinstance(one, Condition) and not isinstance(other, Condition)


def _by_period(lines: Sequence[_Line]) -> Iterator[tuple[Period, Sequence[_Line]]]:
    """The rows in force together, from each day on which that changes to the next."""
    ends = [one.row.in_force.end for one in lines]
    starts = {one.row.in_force.start or date.min for one in lines}
    starts |= {end + timedelta(days=1) for end in ends if end is not None and end < date.max}
    days = sorted(starts)
    for day, following in zip(days, [*days[1:], None], strict=True):
        together = [one for one in lines if day in one.row.in_force]
        if together:
            yield (
                Period(day if day > date.min else None, following - timedelta(days=1) if following else None),
                together,
            )


class _Writing:
    """A table in a time in which its rows do not change."""

    def __init__(
        self, table: DecisionTable, facts: Mapping[str, FactType], lines: Sequence[_Line], period: Period
    ) -> None:
        self._table, self._facts, self._lines, self._period = table, facts, lines, period

    def derivations(self) -> Iterator[Derivation]:
        """What the rows establish, then what holds when none of them is met."""
        if self._table.policy is HitPolicy.COLLECT:
            yield from self._collected()
            return
        for number, name in enumerate(self._table.outputs):
            values = [line.row.values[number] for line in self._lines]
            agreeing = self._table.policy in (HitPolicy.UNIQUE, HitPolicy.ANY)
            yield from self._agreeing(name, values) if agreeing else self._in_order(name, self._lines, values)
            yield from self._default(name, number, values)

    def _agreeing(self, name: str, values: Sequence[_Value]) -> Iterator[Derivation]:
        every = tuple(line.met for line in self._lines if line.met is not None)
        for line, value in zip(self._lines, values, strict=True):
            pairs = zip(self._lines, values, strict=True)
            others = [other.met for other, said in pairs if not says_the_same(said, value)]
            # When no other row says the same, or a row that tests nothing differs, all have to be decided.
            enough = () if None in others or len(others) + 1 == len(self._lines) else tuple(filter(None, others))
            yield self._of(name, line, value, rivals=Rivals(enough, every) if others else None)

    def _in_order(self, name: str, lines: Sequence[_Line], values: Sequence[_Value]) -> Iterator[Derivation]:
        for number, (line, value) in enumerate(zip(lines, values, strict=True)):
            before = zip(lines[:number], values[:number], strict=True)
            unless = [other.met for other, said in before if not says_the_same(said, value)]
            if None not in unless:  # else a row that tests nothing goes before, and this one is never reached
                yield self._of(name, line, value, unless=unless)

    def _default(self, name: str, number: int, values: Sequence[_Value]) -> Iterator[Derivation]:
        if self._table.defaults:
            value = self._table.defaults[number]
            pairs = zip(self._lines, values, strict=True)
            yield from self._otherwise(name, value, [one.met for one, said in pairs if not says_the_same(said, value)])

    def _otherwise(self, name: str, value: _Value, unless: Sequence[Condition | None]) -> Iterator[Derivation]:
        """The default, as sure as the weakest of the rows that are not met."""
        if None not in unless:
            row = Row((), (value,), self._table.reference, self._weakest, self._period, self._table.place)
            yield self._of(name, _Line(0, row, None), value, unless=unless)

    def _of(
        self,
        name: str,
        line: _Line,
        value: _Value,
        *,
        unless: Sequence[Condition | None] = (),
        rivals: Rivals | None = None,
    ) -> Derivation:
        row, gives_way = line.row, tuple(one for one in unless if one is not None)
        source = (row.reference, row.confidence, self._period, row.place)
        return Derivation(name, value, line.met, *source, gives_way, rivals, (self._named(line),))

    def _named(self, line: _Line) -> TableRow:
        words = row_words(self._table, line.row, self._facts) if line.number else ""
        head = (self._table.code, self._table.policy, line.number, words)
        return TableRow(*head, line.met, line.row.reference, line.row.confidence)

    @property
    def _weakest(self) -> Any:
        return max((line.row.confidence for line in self._lines), key=lambda one: one.weakness)

    def _collected(self) -> Iterator[Derivation]:
        (name,) = self._table.outputs
        how = self._table.aggregation
        if self._in_sequence:
            lines = sorted(self._lines, key=_first_value, reverse=how is Aggregation.MAX)
            yield from self._in_order(name, lines, [line.row.values[0] for line in lines])
        else:
            yield from self._expressed(name, how or Aggregation.SUM)
        for default in self._table.defaults:
            differing = [line for line in self._lines if not self._makes_no_difference(line, default)]
            yield from self._otherwise(name, default, [line.met for line in differing])

    def _makes_no_difference(self, line: _Line, default: _Value) -> bool:
        """Whether rows that give what the default gives may be left open, while none of the others is met."""
        same = any(says_the_same(value, default) for value in line.row.values)
        return same and (self._in_sequence or (self._table.aggregation is Aggregation.SUM and _adds_nothing(line)))

    @property
    def _in_sequence(self) -> bool:
        """Whether the smallest or largest value is known beforehand: the first row that is met gives it."""
        values = [line.row.values[0] for line in self._lines if line.row.values]
        extreme = self._table.aggregation in (Aggregation.MIN, Aggregation.MAX)
        return extreme and not any(isinstance(one, Condition) for one in values)

    def _expressed(self, name: str, how: Aggregation) -> Iterator[Derivation]:
        """One expression over the rows. Rows that add nothing to a sum do not keep it open, once another is met."""
        idle = [line for line in self._lines if how is Aggregation.SUM and _adds_nothing(line)]
        adding = [line for line in self._lines if line not in idle]
        if adding:
            added = [(_tests(self._table, line.row), self._added(line.row, self._facts[name])) for line in adding]
            always = how is Aggregation.COUNT and not self._table.defaults  # nothing met is a count too
            when = None if always else _any_of(adding)
            yield self._over(name, gathered(how.value, added), when, adding)
        if idle and all(line.met is not None for line in adding):
            unless = tuple(line.met for line in adding if line.met is not None)
            yield self._over(name, idle[0].row.values[0], _any_of(idle), idle, unless)

    def _over(
        self,
        name: str,
        value: _Value,
        when: Condition | None,
        lines: Iterable[_Line],
        unless: tuple[Condition, ...] = (),
    ) -> Derivation:
        """A derivation over several rows, as sure as the weakest of them."""
        source = (self._table.reference, self._weakest, self._period, self._table.place)
        return Derivation(name, value, when, *source, unless, rows=tuple(map(self._named, lines)))

    def _added(self, row: Row, fact: FactType) -> Condition:
        """What a row that is met adds to the list; rows that are only counted have no values."""
        if not row.values:
            return constant(Decimal(1), FactType(fact.name, FactKind.NUMBER, fact.label), row.place)
        value = row.values[0]
        return value if isinstance(value, Condition) else constant(value, fact, row.place)


def _any_of(lines: Iterable[_Line]) -> Condition | None:
    """When one of the rows is met; None when that is always so."""
    met = [line.met for line in lines]
    return None if None in met else any_holds([one for one in met if one is not None])


def _first_value(line: _Line) -> Any:
    return line.row.values[0]


def _adds_nothing(line: _Line) -> bool:
    value = line.row.values[0]
    return not isinstance(value, Condition) and value == 0
