"""Conditions as SQL expressions for DuckDB, for the part of the notation that its exact types can hold.

Constants are parameters of the query, never text in it. What would not fit into 38 digits has no SQL form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from neni.core.model.compiling.expressions import Unfit
from neni.core.model.compiling.sql_values import Digits, Sql, digits_of, joint, over, shortest, unknown_of
from neni.core.model.conditions.tree import (
    And,
    Arithmetic,
    Between,
    Call,
    Comparison,
    If,
    In,
    ListOf,
    Literal,
    Member,
    Name,
    Negate,
    Node,
    Not,
    Or,
    Range,
    UnaryTest,
)
from neni.core.model.conditions.types import Kind, kind_of
from neni.core.model.conditions.values import Value

_WIDE = 19
"""Below it DuckDB multiplies in 64 bits, and fails where those do not suffice."""
_SIGNS = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_SURE_DIGITS = 32
"""With no more, a quotient of 34 digits lies on the side of a number on which the exact one lies."""
_TEXTS = {
    ("starts with", 2): "starts_with({}, {})",
    ("ends with", 2): "ends_with({}, {})",
    ("contains", 2): "contains({}, {})",
    ("string length", 1): "length({})",
}
_TYPES = {Kind.TEXT: "VARCHAR", Kind.DATE: "DATE", Kind.YES_NO: "BOOLEAN"}
_ORDERED = frozenset({Kind.NUMBER, Kind.TEXT, Kind.DATE})


class SqlWriter:
    """Writes expressions over the columns that stand for names."""

    def __init__(self, names: Mapping[str, Sql], parameter: Callable[[Value], str]) -> None:
        self._names = names
        self._parameter = parameter
        self._forms: dict[type, Callable[[Any], Sql]] = {
            Literal: self._literal, Name: self._name, Comparison: self._compared, In: self._among, Between: self._among,
            Arithmetic: self._arithmetic, Member: self._days, Negate: self._negated, If: self._chosen,
            Call: self._called, And: self._joined, Or: self._joined, Not: self._joined,
        }  # fmt: skip

    def constant(self, value: Value) -> Sql:
        """A value the query is given. Raises Unfit for kinds that no column has."""
        kind = kind_of(value)
        if isinstance(value, Decimal):
            value = shortest(value)
            digits = digits_of(value)
            return Sql(f"CAST({self._parameter(value)} AS {digits.type})", kind, digits, plain=True, fixed=value)
        if kind not in _TYPES:
            raise Unfit
        return Sql(f"CAST({self._parameter(value)} AS {_TYPES[kind]})", kind, plain=True, fixed=value)

    def value(self, node: Node) -> Sql:
        """A value. Raises Unfit."""
        write = self._forms.get(type(node))
        if write is None:
            raise Unfit
        return write(node)

    def _name(self, node: Name) -> Sql:
        if node.name not in self._names:
            raise Unfit
        return self._names[node.name]

    def _literal(self, node: Literal) -> Sql:
        if node.value is None:
            raise Unfit
        return self.constant(node.value)

    def _days(self, node: Member) -> Sql:
        """`(b - a).days` of dates."""
        if node.name != "days" or not isinstance(node.base, Arithmetic) or node.base.operator != "-":
            raise Unfit
        left, right = self._dates(node.base)
        return over(f"({left.code} - {right.code})", Kind.NUMBER, left, right, digits=Digits(10, 0))

    def _negated(self, node: Negate) -> Sql:
        one = self.value(node.operand)
        if one.kind is not Kind.NUMBER:
            raise Unfit
        return replace(
            one, code=f"(- {one.code})", plain=False, fixed=None, unknown=one.unknown if one.nullable else ()
        )

    def _joined(self, node: And | Or | Not) -> Sql:
        """Kleene's logic is SQL's as long as no part may be nothing."""
        parts = (
            [self.value(one) for one in (node.operand,)] if isinstance(node, Not) else [*map(self.value, node.parts)]
        )
        if any(one.nullable or one.unknown or one.kind is not Kind.YES_NO for one in parts):
            raise Unfit
        if isinstance(node, Not):
            return Sql(f"(NOT {parts[0].code})", Kind.YES_NO)
        word = " AND " if isinstance(node, And) else " OR "
        return Sql(f"({word.join(one.code for one in parts)})", Kind.YES_NO)

    def _chosen(self, node: If) -> Sql:
        """The branch; while the test is unknown, what both branches agree on."""
        test, then, other = self.value(node.test), self.value(node.then), self.value(node.otherwise)
        if test.kind is not Kind.YES_NO or then.kind is not other.kind or then.nullable or other.nullable:
            raise Unfit
        digits, one, two = joint(then, other), then.code, other.code
        if then.kind is Kind.NUMBER:
            one, two = (f"CAST({code} AS {digits.type})" for code in (one, two))
        unknown = " OR ".join(unknown_of(test)) or "FALSE"
        agreed = f"CASE WHEN {one} = {two} THEN {one} END"
        return Sql(f"(CASE WHEN {unknown} THEN {agreed} WHEN {test.code} THEN {one} ELSE {two} END)", then.kind, digits)

    def _called(self, node: Call) -> Sql:
        """Functions of texts."""
        parts = [self.value(one) for one in node.arguments]
        form = _TEXTS.get((node.function, len(parts)))
        if form is None or any(one.kind is not Kind.TEXT for one in parts):
            raise Unfit
        code, digits = form.format(*(one.code for one in parts)), Digits(10, 0)
        kind = Kind.NUMBER if node.function == "string length" else Kind.YES_NO
        return over(code, kind, parts[0], parts[-1], digits=digits if kind is Kind.NUMBER else Digits(0, 0))

    def _dates(self, node: Arithmetic) -> tuple[Sql, Sql]:
        left, right = self.value(node.left), self.value(node.right)
        if not left.kind is right.kind is Kind.DATE:
            raise Unfit
        return left, right

    def _arithmetic(self, node: Arithmetic) -> Sql:
        left, right = self.value(node.left), self.value(node.right)
        if node.operator not in "+-*" or node.operator == "**" or not left.kind is right.kind is Kind.NUMBER:
            raise Unfit
        if node.operator == "*":
            return self._times(left, right)
        digits = joint(left, right, more=1)
        wide = Digits(max(digits.before, _WIDE - digits.after), digits.after)
        code = f"CAST(CAST({left.code} AS {wide.type}) {node.operator} {right.code} AS {digits.type})"
        return over(code, Kind.NUMBER, left, right, digits=digits)

    def _times(self, left: Sql, right: Sql) -> Sql:
        digits = Digits(left.digits.before + right.digits.before, left.digits.after + right.digits.after)
        wide = Digits(max(left.digits.before, _WIDE - left.digits.after), left.digits.after)
        fits = Digits(wide.before + right.digits.before, digits.after).type and digits.type
        code = f"CAST(CAST({left.code} AS {wide.type}) * {right.code} AS {fits})"
        return over(code, Kind.NUMBER, left, right, digits=digits)

    def _compared(self, node: Comparison) -> Sql:
        if isinstance(node.left, Arithmetic) and node.left.operator == "/":
            return self._of_ratio(node.operator, node.left, self.value(node.right))
        if isinstance(node.right, Arithmetic) and node.right.operator == "/":
            return self._of_ratio(_TURNED[node.operator], node.right, self.value(node.left))
        if node.operator in ("=", "!="):
            if isinstance(node.right, Literal) and node.right.value is None:
                return self._is_nothing(self.value(node.left), node.operator)
            return self._equal(self.value(node.left), self.value(node.right), node.operator)
        return self._test(node.operator, self.value(node.left), self.value(node.right))

    def _of_ratio(self, sign: str, ratio: Arithmetic, other: Sql) -> Sql:
        """`a / b` beside a number, as `a` beside so many `b`: the same as long as the quotient, rounded to 34 digits,
        cannot meet the number by its rounding. Nothing is divided by zero."""
        over, under = self.value(ratio.left), self.value(ratio.right)
        parts = (over, under, other)
        if any(one.kind is not Kind.NUMBER or one.nullable or one.unknown for one in parts):
            raise Unfit
        after = max(over.digits.after, under.digits.after + other.digits.after)
        if under.digits.before + other.digits.before + after > _SURE_DIGITS:
            raise Unfit
        times = self._times(other, under)
        straight, turned = (self._test(one, over, times).code for one in (sign, _TURNED[sign]))
        unknown = tuple(told for one in parts for told in unknown_of(one))
        at_zero = {"=": "FALSE", "!=": "TRUE"}.get(sign, "NULL")
        code = f"(CASE WHEN {under.code} = 0 THEN {at_zero} WHEN {under.code} > 0 THEN {straight} ELSE {turned} END)"
        return Sql(code, Kind.YES_NO, unknown=unknown, nullable=True)

    def _is_nothing(self, value: Sql, sign: str) -> Sql:
        if not value.plain:
            raise Unfit
        code = f"({value.code} IS {'' if sign == '=' else 'NOT '}NULL)"
        return Sql(code, Kind.YES_NO, unknown=value.unknown or (f"{value.code} IS NULL",))

    def _equal(self, left: Sql, right: Sql, sign: str) -> Sql:
        """Nothing equals nothing only, so NULL is compared like a value where there may be one."""
        if not (left.nullable or right.nullable):
            return self._test(sign, left, right)
        if not (left.plain and right.plain and left.kind is right.kind):
            raise Unfit
        joint(left, right)
        code = f"({left.code} IS {'NOT ' if sign == '=' else ''}DISTINCT FROM {right.code})"
        return Sql(code, Kind.YES_NO, unknown=(*unknown_of(left), *unknown_of(right)))

    def _test(self, sign: str, left: Sql, right: Sql) -> Sql:
        kinds = _ORDERED if sign not in ("=", "!=") else _ORDERED | {Kind.YES_NO}
        if left.kind is not right.kind or left.kind not in kinds:
            raise Unfit
        if left.kind is Kind.NUMBER:
            _ = joint(left, right).type
        return over(f"({left.code} {_SIGNS[sign]} {right.code})", Kind.YES_NO, left, right)

    def _among(self, node: In | Between) -> Sql:
        operand = self.value(node.operand)
        tests = (_range(node),) if isinstance(node, Between) else node.tests
        if len(tests) > 1 and operand.nullable:
            raise Unfit
        if len(tests) == 1 and isinstance(tests[0], Range) and (found := self._open_range(operand, tests[0])):
            return found
        parts = [self._one_of(operand, test) for test in tests]
        code = "(" + " OR ".join(part.code for part in parts) + ")"
        return Sql(code, Kind.YES_NO, unknown=parts[0].unknown, nullable=any(part.nullable for part in parts))

    def _open_range(self, operand: Sql, test: Range) -> Sql | None:
        """A range of which the day fixes one end: that one passed decides while the other is unknown, and an end
        that is nothing makes no range."""
        if test.low is None or test.high is None or operand.nullable:
            return None
        ends = self.value(test.low), self.value(test.high)
        free = [end for end in ends if end.fixed is None]
        if len(free) != 1 or not free[0].plain:
            return None
        signs = (">=" if test.low_closed else ">"), ("<=" if test.high_closed else "<")
        tests = [self._test(sign, operand, end).code for sign, end in zip(signs, ends, strict=True)]
        (decided,) = (code for code, end in zip(tests, ends, strict=True) if end.fixed is not None)
        (rest,) = (code for code, end in zip(tests, ends, strict=True) if end.fixed is None)
        (end,), (unknown,) = free, unknown_of(free[0])
        nothing = f"({end.code} IS NULL AND NOT ({unknown}))" if end.nullable else "FALSE"
        not_known = " OR ".join(unknown_of(operand)) or "FALSE"
        return Sql(
            f"(CASE WHEN {nothing} THEN NULL WHEN NOT {decided} THEN FALSE ELSE {rest} END)",
            Kind.YES_NO,
            unknown=(f"(NOT {nothing} AND ({not_known} OR (({unknown}) AND {decided})))",),
            nullable=True,
        )

    def _one_of(self, operand: Sql, test: Node) -> Sql:
        match test:
            case ListOf(elements=elements) if elements and (operand.plain or not operand.nullable):
                parts = [self._equal(operand, self._fixed(one), "=") for one in elements]
                code = "(" + " OR ".join(part.code for part in parts) + ")"
                return Sql(code, Kind.YES_NO, unknown=parts[0].unknown, nullable=False)
            case Range(low=low, high=high) if low is not None and high is not None:
                over = self._test(">=" if test.low_closed else ">", operand, self._fixed(low))
                under = self._test("<=" if test.high_closed else "<", operand, self._fixed(high))
                return Sql(f"({over.code} AND {under.code})", Kind.YES_NO, unknown=over.unknown, nullable=over.nullable)
            case UnaryTest(operator=sign) if sign not in ("=", "!="):
                return self._test(sign, operand, self._fixed(test.operand))
            case Literal() | Name() if operand.plain or not operand.nullable:
                return self._equal(operand, self._fixed(test), "=")
        raise Unfit

    def _fixed(self, node: Node) -> Sql:
        found = self.value(node)
        if found.fixed is None:
            raise Unfit
        return found


def _range(node: Between) -> Range:
    return Range(node.low, node.high, low_closed=True, high_closed=True, span=node.span)
