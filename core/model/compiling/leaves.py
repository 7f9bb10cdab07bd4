"""The parts of conditions that look into the cells of a row, told apart from the logic over them.

A *leaf* compares a cell with constants (the cell's code tells), or is written as SQL (a code of its own). What remains
above the leaves is an ordinary condition over what the codes stand for.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from neni.core.model.compiling import codes
from neni.core.model.compiling.codes import Code
from neni.core.model.compiling.expressions import Unfit
from neni.core.model.compiling.folding import UNKNOWN, rebuilt
from neni.core.model.compiling.sql_values import Digits, Sql
from neni.core.model.compiling.sql_writer import SqlWriter
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import (
    And,
    Between,
    Comparison,
    Filter,
    For,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Node,
    Not,
    Or,
    Quantified,
    Range,
    UnaryTest,
)
from neni.core.model.conditions.types import Kind, kind_of, of_fact
from neni.core.model.conditions.values import Value
from neni.core.model.facts import FactKind, FactType

COLUMNS: Mapping[FactKind, Digits] = {
    FactKind.MONEY: Digits(16, 2),
    FactKind.PERCENT: Digits(4, 6),
    FactKind.NUMBER: Digits(12, 6),
}
"""Digits of the columns that hold facts; a percent column holds the fraction."""
SCREENED = frozenset({*COLUMNS, FactKind.DATE, FactKind.CHOICE, FactKind.TEXT, FactKind.YES_NO})
"""Kinds of facts a table's cell can hold."""
_MOST_BEFORE_POINT = 31
"""A derived number with more is none (`to_fact`)."""
_ENUMERATED = frozenset({FactKind.CHOICE, FactKind.YES_NO})
_SCALARS = (Literal, Name)


class Leaves:
    """Finds the leaves of conditions over the columns of a table, and keeps their codes. A column of choices holds the
    places of their codes, from 1."""

    def __init__(self, facts: Mapping[str, FactType], columns: Mapping[str, str]) -> None:
        self.parameters: dict[str, object] = {}
        self.values: list[str] = []
        """Columns that are added to those of the table, each over the ones before it."""
        self._columns = {name: self._column(facts[name], place) for name, place in columns.items()}
        self._places = columns
        self._facts = facts
        self._writer = SqlWriter(self._columns, self._parameter)
        self._open = {name for name in columns if facts[name].kind not in _ENUMERATED}
        """Names whose values are too many to go through."""
        self._borders_of: dict[str, set[codes.Border]] = {}
        self._codes: dict[str, Code] = {}
        self._written: dict[str, str] = {}
        self.fitted: dict[str, str] = {}
        """Values that only the row knows: their names before they were fitted to their facts, and after."""
        self._symbols: dict[tuple[str, bool], str] = {}
        self._known_parameters: dict[tuple[type, object], str] = {}

    def opens(self, node: Node) -> bool:
        """Whether the condition reads a name whose values are too many to go through."""
        return not names(node).isdisjoint(self._open)

    def above(self, node: Node) -> Node:
        """The condition with its leaves replaced by what codes tell. Raises Unfit."""
        if not self.opens(node):
            return node
        if isinstance(node, In | Between):
            return self.above(_apart(self, node))
        if isinstance(node, Comparison) and self._cutting(node):
            return node
        if isinstance(node, Name | Quantified | For | Filter):
            raise Unfit
        if not isinstance(node, And | Or | Not | If):
            with suppress(Unfit):
                return self._test(node)
        return rebuilt(node, self.above)

    def symbol(self, node: Node, kind: FactType) -> Node:
        """A derived value that only the row knows, before it is fitted to its fact. Raises Unfit."""
        found = self._writer.value(node)
        if found.kind is not of_fact(kind).kind or kind.kind not in SCREENED or kind.kind is FactKind.CHOICE:
            raise Unfit
        if found.digits.before > _MOST_BEFORE_POINT:
            raise Unfit
        exact = kind.kind is not FactKind.MONEY or found.digits.after <= COLUMNS[kind.kind].after
        if (found.code, exact) not in self._symbols:
            raw = self._symbols[found.code, exact] = self._added(found)
            self.fitted[raw] = raw if exact else self._added(self._in_cents(raw))
        return Name(self._symbols[found.code, exact], node.span)

    def nothing(self, name: str) -> Node:
        """Whether the value of that name is known to be nothing."""
        code = codes.nothing(f"{name} nothing", self._columns[name])
        self._codes[code.name] = code
        return Name(code.name, UNKNOWN.span)

    def nullable(self, name: str) -> bool:
        """Whether the value of that name may be nothing."""
        return name in self._columns and self._columns[name].nullable

    def code(self, name: str) -> Code | None:
        """The code behind a name, if it has one."""
        if name not in self._codes and name in self._columns:
            self._codes[name] = self._of_column(name)
        return self._codes.get(name)

    def parameter(self, value: object) -> str:
        """The query's parameter for a list of codes."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def _column(self, fact: FactType, place: str) -> Sql:
        if fact.kind is FactKind.CHOICE:
            codes = self.parameter([one.code for one in fact.choices])
            return Sql(f"list_extract({codes}, {place})", Kind.TEXT, plain=True)
        return Sql(place, of_fact(fact).kind, COLUMNS.get(fact.kind, Digits(0, 0)), plain=True)

    def _of_column(self, name: str) -> Code:
        column, kind = self._columns[name], self._facts.get(name)
        if column.kind is Kind.YES_NO:
            return codes.yes_no(name, column)
        if kind and kind.kind is FactKind.CHOICE:
            return codes.choice(name, self._places[name], tuple(one.code for one in kind.choices))
        return codes.cut(name, column, self._borders_of.get(name, ()), self._writer.constant)

    def _cutting(self, node: Comparison) -> bool:
        """Whether a column is compared with a constant, which becomes a border."""
        turned = Comparison(codes.TURNED[node.operator], node.right, node.left, node.span)
        return any(self._borders(one) for one in (node, turned))

    def _borders(self, node: Comparison) -> bool:
        name, end = node.left, node.right
        if not (isinstance(name, Name) and name.name in self._open and (isinstance(end, Literal) or end == UNKNOWN)):
            return False
        if isinstance(end, Literal) and kind_of(end.value) is self._columns[name.name].kind:
            self._writer.value(Comparison("<", name, end, node.span))
            borders = ((end.value, above) for above in codes.BORDERS[node.operator])
            self._borders_of.setdefault(name.name, set()).update(borders)
        return True

    def _test(self, node: Node) -> Node:
        found = self._writer.value(node)
        if found.kind is not Kind.YES_NO:
            raise Unfit
        if found.code not in self._written:
            name = self._written[found.code] = f"?{len(self._codes)} test"
            self._codes[name] = codes.yes_no(name, found)
        return Name(self._written[found.code], node.span)

    def _added(self, one: Sql) -> str:
        """A new column, and beside it whether it is unknown, where nothing else tells."""
        place = f"v{len(self.values)}"
        unknown = f"u{len(self.values)}"
        self.values.append(f"{one.code} AS {place}")
        if one.nullable:
            self.values.append(f"{' OR '.join(one.unknown) or 'FALSE'} AS {unknown}")
        told = (unknown,) if one.nullable else ()
        self._columns[f"?{place}"] = Sql(place, one.kind, one.digits, told, nullable=one.nullable, plain=True)
        self._open.add(f"?{place}")
        return f"?{place}"

    def _in_cents(self, name: str) -> Sql:
        """The amount, nothing where it has parts of a cent."""
        one = self._columns[name]
        digits = Digits(one.digits.before, COLUMNS[FactKind.MONEY].after)
        cents = f"CAST({one.code} AS {digits.type})"
        unknown = one.unknown or (f"{one.code} IS NULL",)
        return Sql(f"CASE WHEN {cents} = {one.code} THEN {cents} END", one.kind, digits, unknown, nullable=True)

    def _parameter(self, value: Value) -> str:
        key = (type(value), str(value))
        if key not in self._known_parameters:
            self._known_parameters[key] = self.parameter(value)
        return self._known_parameters[key]


def _apart(leaves: Leaves, node: In | Between) -> Node:
    """`in` and `between` as the comparisons they stand for. Raises Unfit."""
    if isinstance(node, Between):
        low = Comparison(">=", node.operand, node.low, node.span)
        return And((low, Comparison("<=", node.operand, node.high, node.span)), node.span)
    parts = tuple(_one_test(leaves, node.operand, test) for test in node.tests)
    return parts[0] if len(parts) == 1 else Or(parts, node.span)


def _one_test(leaves: Leaves, operand: Node, test: Node) -> Node:
    match test:
        case UnaryTest(operator=operator, operand=other, span=span):
            return Comparison(operator, operand, other, span)
        case ListOf(elements=elements, span=span) if all(isinstance(one, _SCALARS) for one in elements):
            equal = tuple(Comparison("=", operand, one, span) for one in elements)
            return Or(equal, span) if equal else Literal(False, span)  # noqa: FBT003 - a value, no switch
        case Range(low=low, high=high, span=span) if low is not None and high is not None:
            over = Comparison(">=" if test.low_closed else ">", operand, low, span)
            under = Comparison("<=" if test.high_closed else "<", operand, high, span)
            return _unless_no_end(leaves, test, And((over, under), span))
        case Literal() | Name():
            return Comparison("=", operand, test, test.span)
    raise Unfit


def _unless_no_end(leaves: Leaves, test: Range, within: Node) -> Node:
    """A range with an end that is nothing is none, and unknown while its other end is. Raises Unfit."""
    if test.low is None or test.high is None:
        raise Unfit
    found = within
    for end, other in ((test.high, test.low), (test.low, test.high)):
        if isinstance(end, Literal) and end.value is None:
            return _no_range(leaves, other)
        if not isinstance(end, Literal | Name):
            raise Unfit
        if isinstance(end, Name) and leaves.nullable(end.name):
            found = If(leaves.nothing(end.name), _no_range(leaves, other), found, test.span)
    return found


def _no_range(leaves: Leaves, other: Node) -> Node:
    nothing = Literal(None, other.span)
    if isinstance(other, Literal) or other == UNKNOWN:
        return other if other == UNKNOWN else nothing
    if not isinstance(other, Name):
        raise Unfit
    found = Or((Comparison("=", other, nothing, other.span), nothing), other.span)
    return If(leaves.nothing(other.name), nothing, found, other.span) if leaves.nullable(other.name) else found
