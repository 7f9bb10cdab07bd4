"""Conditions as SQL expressions for DuckDB, for the part of the notation that its exact types can hold.

A value nobody stated is SQL's NULL. Numbers are decimals whose digits are counted while the expression is written:
what would not fit into 38 digits has no SQL form. Constants are parameters of the query, never text in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from neni.core.model.compiling.expressions import Unfit
from neni.core.model.conditions.tree import (
    Arithmetic,
    Between,
    Comparison,
    In,
    ListOf,
    Literal,
    Member,
    Name,
    Node,
    Range,
    UnaryTest,
)
from neni.core.model.conditions.types import Kind, kind_of
from neni.core.model.conditions.values import Value

MOST_DIGITS = 38
_WIDE = 19
"""Below it DuckDB multiplies in 64 bits, and fails where those do not suffice."""
_SIGNS = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_TYPES = {Kind.TEXT: "VARCHAR", Kind.DATE: "DATE", Kind.YES_NO: "BOOLEAN"}
_ORDERED = frozenset({Kind.NUMBER, Kind.TEXT, Kind.DATE})


@dataclass(frozen=True, slots=True)
class Digits:
    """How many digits a number may have before the point, and after it."""

    before: int
    after: int

    @property
    def type(self) -> str:
        """The column type. Raises Unfit when there is none."""
        if self.before + self.after > MOST_DIGITS:
            raise Unfit
        return f"DECIMAL({max(self.before + self.after, 1)}, {self.after})"


@dataclass(frozen=True, slots=True)
class Sql:
    """An expression. `unknown` tells when it cannot be told; where neither holds and the value is NULL, it is nothing.

    `nullable` says that it may be nothing, `plain` that it is a column or a constant.
    """

    code: str
    kind: Kind
    digits: Digits = Digits(0, 0)
    unknown: tuple[str, ...] = ()
    nullable: bool = False
    plain: bool = False
    fixed: Value = None


class SqlWriter:
    """Writes expressions over the columns that stand for names."""

    def __init__(self, names: Mapping[str, Sql], parameter: Callable[[Value], str]) -> None:
        self._names = names
        self._parameter = parameter

    def constant(self, value: Value) -> Sql:
        """A value the query is given. Raises Unfit for kinds that no column has."""
        kind = kind_of(value)
        if isinstance(value, Decimal):
            digits = _digits(value)
            return Sql(f"CAST({self._parameter(value)} AS {digits.type})", kind, digits, plain=True, fixed=value)
        if kind not in _TYPES:
            raise Unfit
        return Sql(f"CAST({self._parameter(value)} AS {_TYPES[kind]})", kind, plain=True, fixed=value)

    def value(self, node: Node) -> Sql:
        """A value. Raises Unfit."""
        match node:
            case Literal(value=value) if value is not None:
                return self.constant(value)
            case Name(name=name) if name in self._names:
                return self._names[name]
            case Comparison():
                return self._compared(node)
            case In() | Between():
                return self._among(node)
            case Arithmetic():
                return self._arithmetic(node)
            case Member(base=Arithmetic(operator="-") as base, name="days"):
                left, right = self._dates(base)
                return _over(f"({left.code} - {right.code})", Kind.NUMBER, left, right, digits=Digits(10, 0))
        raise Unfit

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
            digits = Digits(left.digits.before + right.digits.before, left.digits.after + right.digits.after)
            wide = Digits(max(left.digits.before, _WIDE - left.digits.after), left.digits.after)
            fits = Digits(wide.before + right.digits.before, digits.after).type and digits.type
        else:
            digits = _joint(left, right, more=1)
            wide = Digits(max(digits.before, _WIDE - digits.after), digits.after)
            fits = digits.type
        code = f"CAST(CAST({left.code} AS {wide.type}) {node.operator} {right.code} AS {fits})"
        return _over(code, Kind.NUMBER, left, right, digits=digits)

    def _compared(self, node: Comparison) -> Sql:
        if node.operator in ("=", "!="):
            if isinstance(node.right, Literal) and node.right.value is None:
                return self._is_nothing(self.value(node.left), node.operator)
            return self._equal(self.value(node.left), self.value(node.right), node.operator)
        return self._test(node.operator, self.value(node.left), self.value(node.right))

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
        _joint(left, right)
        code = f"({left.code} IS {'NOT ' if sign == '=' else ''}DISTINCT FROM {right.code})"
        return Sql(code, Kind.YES_NO, unknown=(*_unknown(left), *_unknown(right)))

    def _test(self, sign: str, left: Sql, right: Sql) -> Sql:
        kinds = _ORDERED if sign not in ("=", "!=") else _ORDERED | {Kind.YES_NO}
        if left.kind is not right.kind or left.kind not in kinds:
            raise Unfit
        if left.kind is Kind.NUMBER:
            _ = _joint(left, right).type
        return _over(f"({left.code} {_SIGNS[sign]} {right.code})", Kind.YES_NO, left, right)

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
        (end,), (unknown,) = free, _unknown(free[0])
        nothing = f"({end.code} IS NULL AND NOT ({unknown}))" if end.nullable else "FALSE"
        not_known = " OR ".join(_unknown(operand)) or "FALSE"
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


def _digits(value: Decimal) -> Digits:
    if not value.is_finite():
        raise Unfit
    _, digits, exponent = value.as_tuple()
    found = Digits(max(len(digits) + int(exponent), 0), max(-int(exponent), 0))
    _ = found.type
    return found


def _joint(left: Sql, right: Sql, more: int = 0) -> Digits:
    before = max(left.digits.before, right.digits.before) + more
    return Digits(before, max(left.digits.after, right.digits.after))


def _unknown(one: Sql) -> tuple[str, ...]:
    """When a value cannot be told: what it says itself, or NULL where nothing else can be meant by it."""
    if one.fixed is not None:
        return ()
    return one.unknown or (f"{one.code} IS NULL",)


def _over(code: str, kind: Kind, left: Sql, right: Sql, digits: Digits = Digits(0, 0)) -> Sql:
    """An expression that is NULL where a part is; where one may be nothing, it must be told when it is unknown."""
    nullable = left.nullable or right.nullable
    unknown = (*_unknown(left), *_unknown(right)) if nullable else ()
    return Sql(code, kind, digits, unknown, nullable)
