"""The inputs of a decision table cut into parts on which no row changes its mind, so that a few values stand for all.

Every number, date or code a column is compared with is a border; one value is taken at each border and one between.
The rows are asked about these values by the evaluator itself, so what is found here is what happens to cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from neni.core.model.conditions.checking import type_of
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.tree import (
    INPUT,
    In,
    ListOf,
    Literal,
    Name,
    Node,
    Not,
    Part,
    Range,
    UnaryTest,
    children,
)
from neni.core.model.conditions.types import Kind, of_fact
from neni.core.model.conditions.values import Interval, Unknown, Value, from_fact
from neni.core.model.decision_tables import DecisionTable, Row
from neni.core.model.facts import FactKind, FactType
from neni.core.model.rules import Condition
from neni.core.model.rulesets import Lawbook

_STEPS: dict[Kind, Any] = {Kind.NUMBER: Decimal(1), Kind.DATE: timedelta(days=1), Kind.DURATION: timedelta(hours=1)}
"""How far outside the outermost border a value is taken."""


@dataclass(frozen=True, slots=True)
class Box:
    """For each input, which of its parts a row takes, as bits: `certain` for sure, `possible` perhaps."""

    certain: tuple[int, ...]
    possible: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one day: the values that stand for each input, and the boxes of the rows in force."""

    day: date
    columns: tuple[tuple[Value, ...], ...]
    rows: tuple[tuple[Row, Box], ...]

    @property
    def whole(self) -> tuple[int, ...]:
        """Everything there is."""
        return tuple((1 << len(values)) - 1 for values in self.columns)

    def example(self, box: Iterable[int]) -> tuple[Value, ...]:
        """Values out of a box that is not empty."""
        return tuple(values[(bits & -bits).bit_length() - 1] for values, bits in zip(self.columns, box, strict=True))


def grids(table: DecisionTable, lawbook: Lawbook) -> Iterator[Grid]:
    """The table on every day on which a row or a value that it is compared with changes."""
    for day in _days(table, lawbook):
        scope = _values_of_law(lawbook, day)
        rows = [row for row in table.rows if day in row.in_force]
        columns = tuple(
            tuple(_representatives(asked, [row.tests[number] for row in rows], scope, lawbook))
            for number, asked in enumerate(table.inputs)
        )
        if rows:
            yield Grid(day, columns, tuple((row, _box(row, columns, scope)) for row in rows))


def _days(table: DecisionTable, lawbook: Lawbook) -> list[date]:
    read = {name for row in table.rows for test in row.tests for name in test.reads}
    days = {row.in_force.start or date.min for row in table.rows}
    days |= {end + timedelta(days=1) for row in table.rows if (end := row.in_force.end) and end < date.max}
    days |= {one.start for parameter in lawbook.parameters() if parameter.name in read for one in parameter.values}
    return sorted(days)


def _values_of_law(lawbook: Lawbook, day: date) -> dict[str, Value]:
    dated = ((one, one.on(day)) for one in lawbook.parameters() if one.name not in lawbook.facts)
    return {one.name: from_fact(one.type, value.value) for one, value in dated if value is not None}


def _box(row: Row, columns: Sequence[Sequence[Value]], scope: Mapping[str, Value]) -> Box:
    answers = [_answers(test, values, scope) for test, values in zip(row.tests, columns, strict=True)]
    return Box(
        tuple(_bits(one is True for one in column) for column in answers),
        tuple(_bits(one is True or isinstance(one, Unknown) for one in column) for column in answers),
    )


def _answers(test: Condition, values: Sequence[Value], scope: Mapping[str, Value]) -> list[Value]:
    """What a test says of each value. Values on the same side of all its own borders are asked about once."""
    borders = [one for one in _borders(test.tree, scope) if one is not None]
    asked: dict[object, Value] = {}
    told = []
    for value in values:
        side = _side(value, borders)
        if side not in asked:
            asked[side] = evaluate(test.tree, {**scope, INPUT: value})
        told.append(asked[side])
    return told


def _side(value: Any, borders: Sequence[Any]) -> object:
    if type(value) in _PLAIN.values() and all(type(one) is type(value) for one in borders):
        return tuple((one < value) - (one > value) for one in borders)
    return value


def _bits(marks: Iterable[bool]) -> int:
    return sum(1 << number for number, mark in enumerate(marks) if mark)


def _representatives(
    asked: Condition, tests: Sequence[Condition], scope: Mapping[str, Value], lawbook: Lawbook
) -> Iterator[Value]:
    types = {name: of_fact(fact) for name, fact in lawbook.types().items()}
    found = type_of(asked.tree, types)
    borders = [value for test in tests for value in _borders(test.tree, scope)]
    if None in borders:
        yield None
    if found.codes is not None:
        yield from sorted(found.codes)
    elif found.kind is Kind.YES_NO:
        yield from (True, False)
    elif found.kind is Kind.TEXT and not any(_orders(test.tree) for test in tests):
        texts = {one for one in borders if isinstance(one, str)}
        yield from sorted(texts)
        yield "".join(sorted(texts)) + "…"
    else:
        fact = lawbook.facts.get(asked.tree.name) if isinstance(asked.tree, Name) else None
        yield from _in_order(found.kind, borders, fact)


def _borders(node: Node, scope: Mapping[str, Value]) -> Iterator[Value]:
    """The values a test compares its input with, as far as the law alone tells them."""
    match node:
        case Not():
            yield from _borders(node.operand, scope)
        case In():
            yield from (value for test in node.tests for value in _borders(test, scope))
        case ListOf():
            yield from (value for element in node.elements for value in _borders(element, scope))
        case UnaryTest():
            yield from _flat(evaluate(node.operand, scope))
        case Range():
            yield from (value for end in (node.low, node.high) if end for value in _flat(evaluate(end, scope)))
        case Literal(value=True):  # the entry that tests nothing, or yes: either needs no border
            return
        case _:
            yield from _flat(evaluate(node, scope))


def _orders(node: Part) -> bool:
    """Whether a test asks for more than being equal."""
    unequal = isinstance(node, UnaryTest) and node.operator not in ("=", "!=")
    return unequal or isinstance(node, Range) or any(_orders(child) for child in children(node))


def _flat(value: Value) -> Iterator[Value]:
    if isinstance(value, tuple):
        yield from (one for element in value for one in _flat(element))
    elif isinstance(value, Interval):
        yield from (*_flat(value.low), *_flat(value.high))
    elif not isinstance(value, Unknown):
        yield value


def _in_order(kind: Kind, borders: Iterable[Value], fact: FactType | None) -> Iterator[Value]:
    """One value at each border, one between each two, one below and one above all; none that the fact cannot have."""
    if kind not in _STEPS:
        yield Unknown(frozenset({INPUT}))
        return
    least, most = (_limit(fact, bound) for bound in ((fact.minimum, fact.maximum) if fact else (None, None)))
    of_kind = [
        one for one in (*borders, least, most) if isinstance(one, _PLAIN[kind]) and not isinstance(one, datetime)
    ]
    points: list[Any] = sorted(set(of_kind)) or [_ORIGIN[kind]]
    grain = _grain(kind, fact)
    for value in _with_between(points, _STEPS[kind], grain):
        if (least is None or value >= least) and (most is None or value <= most):
            yield value


_PLAIN: dict[Kind, type] = {Kind.NUMBER: Decimal, Kind.DATE: date, Kind.DURATION: timedelta}
_ORIGIN: dict[Kind, Any] = {Kind.NUMBER: Decimal(0), Kind.DATE: date(2000, 1, 1), Kind.DURATION: timedelta()}


def _limit(fact: FactType | None, bound: Any) -> Any:
    return from_fact(fact, bound) if fact and bound is not None else None


def _grain(kind: Kind, fact: FactType | None) -> Any:
    """The smallest step between two values: a cent, a day. Other numbers have none."""
    if kind is Kind.DATE:
        return timedelta(days=1)
    return Decimal("0.01") if fact and fact.kind is FactKind.MONEY else None


def _with_between(points: Sequence[Any], step: Any, grain: Any) -> Iterator[Any]:
    if points[0] not in (date.min,):
        yield points[0] - step
    for point, following in zip(points, [*points[1:], None], strict=True):
        yield point
        if following is not None and (grain is None or point + grain < following):
            yield point + (grain if grain is not None else (following - point) / 2)
    if points[-1] != date.max:
        yield points[-1] + step
