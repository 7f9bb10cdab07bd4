"""What a patient reader makes of a decision table: every way it can still turn out is tried, and all must agree.

While rows are open, an expression is taken to say something else than anything written otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, Protocol

from neni.core.model.conditions import tree
from neni.core.model.conditions.tree import INPUT, Node
from neni.core.model.decision_tables import DecisionTable, Row
from neni.core.model.facts import FactType
from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.rules import Condition


class _Missing:
    """The value of what nobody stated."""


MISSING = _Missing()
Tag = tuple[Any, ...]
"""What a table says in one way of turning out, before it is reckoned: equal tags say the same."""
NOTHING: Tag = ("nothing",)
CLASH: Tag = ("clash",)


class Asked(Protocol):
    """Who knows the value of an expression."""

    def value(self, node: Node, more: Any = None) -> Any:
        """Of an expression, with names of its own."""

    def given(self, kind: FactType, value: Any) -> Any:
        """What a row gives."""

    def gathered(self, how: str, values: list[Any]) -> Any:
        """The sum, the smallest or the largest."""


@dataclass
class Said:
    """What comes out: values (several that differ contradict each other), or that it is open."""

    values: list[Any] = field(default_factory=list)
    is_open: bool = False


class Grid:
    """A table on a day, for one case."""

    def __init__(self, reader: Asked, table: DecisionTable, on: date, facts: Mapping[str, FactType]) -> None:
        self._reader, self._table, self._facts = reader, table, facts
        self._inputs = [reader.value(one.tree) for one in table.inputs]
        self._rows = [(row, self._met(row)) for row in table.rows if on in row.in_force]

    def _met(self, row: Row) -> bool | None:
        """Whether every entry is met; None when one cannot be told and none fails."""
        found = [self._entry(test.tree, value) for test, value in zip(row.tests, self._inputs, strict=True)]
        return False if False in found else None if None in found else True

    def _entry(self, test: Node, value: Any) -> bool | None:
        if isinstance(test, tree.Literal) and test.value is True:
            return True
        found = self._reader.value(test, {INPUT: value})
        return found is True if found is None or isinstance(found, bool) else None

    def says(self, kind: FactType, output: int) -> Said:
        """What the table gives to one of its outputs."""
        if not self._rows:
            return Said()
        turns = list(self._turns())
        if len(turns) == 1:
            return self._reckoned(kind, output, turns[0])
        if self._must_all_be_told():
            return Said([MISSING]) if self._gives_something() else Said(is_open=True)
        tags = {self._tag(output, hits) for hits in turns}
        if len(tags) > 1 or CLASH in tags:
            return Said(is_open=True)
        return self._reckoned(kind, output, turns[0])

    def _turns(self) -> Iterator[list[Row]]:
        """The rows that are met, in every way the open ones may turn out."""
        for turn in product(*((True, False) if met is None else (met,) for _, met in self._rows)):
            yield [row for (row, _), met in zip(self._rows, turn, strict=True) if met]

    def _must_all_be_told(self) -> bool:
        """Rows that are counted; that add to a sum; or whose smallest or largest is partly written as expressions."""
        how = self._table.aggregation
        if how is Aggregation.SUM:
            return any(met is None and self._adds(row) for row, met in self._rows)
        return how is Aggregation.COUNT or (
            how is not None and any(isinstance(row.values[0], Condition) for row, _ in self._rows)
        )

    def _gives_something(self) -> bool:
        """Whether there is a sum, a count, a smallest or largest, though it cannot be told."""
        counted = self._table.aggregation is Aggregation.COUNT and not self._table.defaults
        summed = self._table.aggregation is Aggregation.SUM
        return counted or any(met is True and (not summed or self._adds(row)) for row, met in self._rows)

    def _adds(self, row: Row) -> bool:
        return isinstance(row.values[0], Condition) or row.values[0] != 0

    def _tag(self, output: int, hits: Sequence[Row]) -> Tag:
        values = [row.values[output] for row in hits if row.values]
        if not hits:
            return _tag_of(self._table.defaults[output]) if self._table.defaults else NOTHING
        match self._table.policy:
            case HitPolicy.FIRST:
                return _tag_of(values[0])
            case HitPolicy.PRIORITY:
                return _tag_of(self._foremost(hits).values[output])
            case HitPolicy.COLLECT if self._table.aggregation is Aggregation.SUM:
                adding = [row for row in hits if self._adds(row)]
                return ("sum", *map(id, adding)) if adding else _tag_of(values[0])
            case HitPolicy.COLLECT:
                least: Any = min if self._table.aggregation is Aggregation.MIN else max
                return _tag_of(least(values))
        tags = {_tag_of(one) for one in values}
        return tags.pop() if len(tags) == 1 else CLASH

    def _foremost(self, hits: Sequence[Row]) -> Row:
        """The row whose outputs stand first among the choices."""
        orders = [[one.code for one in self._facts[name].choices] for name in self._table.outputs]
        return min(hits, key=lambda row: [order.index(str(one)) for order, one in zip(orders, row.values, strict=True)])

    def _reckoned(self, kind: FactType, output: int, hits: Sequence[Row]) -> Said:
        """With every row decided."""
        how, defaults = self._table.aggregation, self._table.defaults
        if not hits:
            counted = [self._reader.given(kind, Decimal(0))] if how is Aggregation.COUNT else []
            return Said([self._reader.given(kind, defaults[output])] if defaults else counted)
        if how is Aggregation.COUNT:
            return Said([self._reader.given(kind, Decimal(len(hits)))])
        if how is not None:
            return Said([self._reader.gathered(how.value, [self._reader.given(kind, row.values[0]) for row in hits])])
        chosen = list(hits)
        if self._table.policy is HitPolicy.FIRST:
            chosen = chosen[:1]
        if self._table.policy is HitPolicy.PRIORITY:
            chosen = [self._foremost(hits)]
        return Said([self._reader.given(kind, row.values[output]) for row in chosen])


def _tag_of(value: Any) -> Tag:
    return ("written", value.text) if isinstance(value, Condition) else ("value", value)
