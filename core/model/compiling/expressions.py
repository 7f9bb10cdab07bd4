"""Conditions as Python expressions, for the part of the notation that needs no walk over the tree.

Nothing of a rule's or a fact's text becomes code: names and constants stand in the code as variables of our own, and
operators come from a table. What a fast expression cannot do raises, and the case is then judged the long way.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from neni.core.model.conditions.arithmetic import EXACT
from neni.core.model.conditions.tree import (
    Arithmetic,
    Between,
    Comparison,
    In,
    ListOf,
    Literal,
    Member,
    Name,
    Negate,
    Node,
    Range,
    UnaryTest,
)
from neni.core.model.conditions.types import ORDERED, Kind, kind_of
from neni.core.model.conditions.values import Value

NOTHING: frozenset[str] = frozenset()
_SIGNS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_NUMBERS = {"+": EXACT.add, "-": EXACT.subtract, "*": EXACT.multiply}
_PLAIN = (Name, Literal)


@dataclass(frozen=True, slots=True)
class Variable:
    """What stands for a name: a variable of the function, or one that holds the value the day fixes (`fixed`)."""

    code: str
    kind: Kind
    nullable: bool = False
    fixed: Value = None


@dataclass(frozen=True, slots=True)
class Expression:
    """Code that gives the value once every variable of `reads` is known and none of `nullable` is nothing."""

    code: str
    kind: Kind
    reads: frozenset[str] = NOTHING
    nullable: frozenset[str] = NOTHING


class Unfit(Exception):
    """A part has no fast form; the tree is walked instead. Never leaves this package."""


class Writer:
    """Writes expressions. `constant` keeps a value and gives the variable that holds it."""

    def __init__(self, variables: Mapping[str, Variable], constant: Callable[[object], str]) -> None:
        self._variables = variables
        self._constant = constant

    def value(self, node: Node) -> Expression:
        """A value. Raises Unfit."""
        match node:
            case Literal():
                return Expression(self._constant(node.value), kind_of(node.value))
            case Name():
                return self._name(node)
            case Comparison() | In() | Between():
                return self._test(node)
            case Negate():
                operand = self._number(node.operand)
                return self._over(f"{self._constant(EXACT.minus)}({operand.code})", Kind.NUMBER, operand)
            case Arithmetic():
                return self._arithmetic(node)
            case Member(base=Arithmetic(operator="-"), name="days"):
                length = self.value(node.base)
                return self._over(
                    f"{self._constant(Decimal)}({length.code}.days)", Kind.NUMBER, _fit(length, Kind.DURATION)
                )
        raise Unfit

    def open_range(self, node: Node) -> str:
        """`value in [fixed..variable]`, or the other way round, in three values. One end passed decides while the
        other is unknown; an end that is nothing makes no range. Raises Unfit for anything else.
        """
        if not (isinstance(node, In) and len(node.tests) == 1 and isinstance(node.tests[0], Range)):
            raise Unfit
        value, test = self.value(node.operand), node.tests[0]
        if test.low is None or test.high is None or value.nullable or value.kind not in ORDERED:
            raise Unfit
        ends = [_fit(self.value(one), value.kind) for one in (test.low, test.high)]
        signs = ["<=" if closed else "<" for closed in (test.low_closed, test.high_closed)]
        tests = [f"{ends[0].code} {signs[0]} {value.code}", f"{value.code} {signs[1]} {ends[1].code}"]
        variable = [place for place, one in enumerate(ends) if one.reads]
        if len(variable) != 1 or not ends[variable[0]].code.isalnum():
            raise Unfit
        end, decided, rest = ends[variable[0]].code, tests[1 - variable[0]], tests[variable[0]]
        unknown = "".join(f"U if {one} is U else " for one in sorted(value.reads))
        return f"None if {end} is None else {unknown}False if not {decided} else U if {end} is U else {rest}"

    def _name(self, node: Name) -> Expression:
        if node.name not in self._variables:
            raise Unfit
        one = self._variables[node.name]
        if one.fixed is not None:
            return Expression(one.code, one.kind)
        here = frozenset({one.code})
        return Expression(one.code, one.kind, here, here if one.nullable else NOTHING)

    def _number(self, node: Node) -> Expression:
        return _fit(self.value(node), Kind.NUMBER)

    def _over(self, code: str, kind: Kind, *parts: Expression) -> Expression:
        reads, nullable = NOTHING, NOTHING
        for part in parts:
            reads, nullable = reads | part.reads, nullable | part.nullable
        return Expression(code, kind, reads, nullable)

    def _arithmetic(self, node: Arithmetic) -> Expression:
        left, right = self.value(node.left), self.value(node.right)
        if node.operator == "-" and left.kind is right.kind is Kind.DATE:
            return self._over(f"({left.code} - {right.code})", Kind.DURATION, left, right)
        if node.operator not in _NUMBERS or not left.kind is right.kind is Kind.NUMBER:
            raise Unfit
        apply = self._constant(_NUMBERS[node.operator])
        return self._over(f"{apply}({left.code}, {right.code})", Kind.NUMBER, left, right)

    def _test(self, node: Comparison | In | Between) -> Expression:
        if isinstance(node, Comparison):
            return self._compared(node)
        operand = self.value(node.operand)
        tests = (
            (Range(node.low, node.high, low_closed=True, high_closed=True, span=node.span),)
            if isinstance(node, Between)
            else node.tests
        )
        if len(tests) > 1 and operand.nullable:
            raise Unfit  # one test may be false of nothing and another have no result
        parts = [self._among(operand, one, plain=isinstance(node.operand, _PLAIN)) for one in tests]
        code = "(" + " or ".join(one.code for one in parts) + ")"
        return Expression(code, Kind.YES_NO, operand.reads, parts[0].nullable)

    def _compared(self, node: Comparison) -> Expression:
        left, right = self.value(node.left), self.value(node.right)
        equality = node.operator in ("=", "!=")
        whole = self._over(f"({left.code} {_SIGNS[node.operator]} {right.code})", Kind.YES_NO, left, right)
        if not equality:
            return whole if left.kind is right.kind in ORDERED else _unfit()
        if left.kind is not right.kind and Kind.NULL not in (left.kind, right.kind):
            raise Unfit
        if whole.nullable and not (isinstance(node.left, _PLAIN) and isinstance(node.right, _PLAIN)):
            raise Unfit
        return Expression(whole.code, Kind.YES_NO, whole.reads)  # nothing equals nothing, in Python too

    def _among(self, operand: Expression, test: Node, *, plain: bool) -> Expression:
        """One test of an `in`, whose ends and elements the day fixes."""
        match test:
            case ListOf() if plain or not operand.nullable:
                found = frozenset(self._fixed(one, operand.kind) for one in test.elements)
                return Expression(f"{operand.code} in {self._constant(found)}", Kind.YES_NO, operand.reads)
            case Range(low=low, high=high) if low is not None and high is not None and operand.kind in ORDERED:
                ends = [self._constant(self._fixed(one, operand.kind)) for one in (low, high)]
                signs = ["<=" if closed else "<" for closed in (test.low_closed, test.high_closed)]
                code = f"{ends[0]} {signs[0]} {operand.code} {signs[1]} {ends[1]}"
                return Expression(code, Kind.YES_NO, operand.reads, operand.nullable)
            case UnaryTest() if operand.kind in ORDERED and test.operator not in ("=", "!="):
                end = self._constant(self._fixed(test.operand, operand.kind))
                code = f"{operand.code} {_SIGNS[test.operator]} {end}"
                return Expression(code, Kind.YES_NO, operand.reads, operand.nullable)
            case Literal() | Name() if plain or not operand.nullable:
                end = self._constant(self._fixed(test, operand.kind))
                return Expression(f"{operand.code} == {end}", Kind.YES_NO, operand.reads)
        raise Unfit

    def _fixed(self, node: Node, kind: Kind) -> Value:
        """The value of a literal or a parameter. Raises Unfit for anything else, and for another kind."""
        value = node.value if isinstance(node, Literal) else self._parameter(node)
        if kind_of(value) is kind and isinstance(value, Hashable):
            return value
        raise Unfit

    def _parameter(self, node: Node) -> Value:
        if isinstance(node, Name) and node.name in self._variables:
            return self._variables[node.name].fixed
        raise Unfit


def _fit(expression: Expression, kind: Kind) -> Expression:
    return expression if expression.kind is kind else _unfit()


def _unfit() -> Expression:
    raise Unfit
