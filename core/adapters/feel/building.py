"""From lark's tree to the nodes of a condition, from the leaves up and without recursion."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lark import Token, Tree
from lark.exceptions import VisitError
from lark.tree import Meta
from lark.visitors import Transformer_NonRecursive, v_args

from neni.core.adapters.feel import refusals
from neni.core.model.conditions.arithmetic import EXACT
from neni.core.model.conditions.moments import read_date, read_duration, read_instant, read_time
from neni.core.model.conditions.tree import (
    INPUT,
    And,
    Arithmetic,
    Between,
    Binding,
    Call,
    Comparison,
    Filter,
    For,
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
    Quantified,
    Range,
    Span,
    UnaryTest,
)
from neni.core.model.conditions.values import Value

_READERS = {"date": read_date, "time": read_time, "date and time": read_instant, "duration": read_duration}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


def build(tree: Tree[Token]) -> Node:
    """The nodes of what lark read. Raises BadCondition for values that do not exist."""
    try:
        node: Node = _Builder().transform(tree)
    except VisitError as error:
        raise error.orig_exc from None
    return node


def _span(meta: Meta) -> Span:
    return Span(meta.start_pos, meta.end_pos, meta.line, meta.column)


@v_args(inline=True, meta=True)
class _Builder(Transformer_NonRecursive[Token, Any]):
    """One method for each name in the grammar."""

    def number(self, meta: Meta, token: Token) -> Literal:
        value = Decimal(token)
        digits = len(value.as_tuple().digits)
        if digits > EXACT.prec or (value and not EXACT.Emin <= value.adjusted() <= EXACT.Emax):
            raise refusals.placed(refusals.inexact_number(EXACT.prec), _span(meta))
        return Literal(value if value else Decimal(0), _span(meta))

    def string(self, meta: Meta, token: Token) -> Literal:
        return Literal(_unescaped(token[1:-1], _span(meta)), _span(meta))

    def at_literal(self, meta: Meta, token: Token) -> Literal:
        """`@"2026-01-31"` is whichever of the four it can be read as."""
        for read in _READERS.values():
            value: Value = read(token[2:-1])
            if value is not None:
                return Literal(value, _span(meta))
        raise refusals.placed(refusals.no_such_value("@", token[2:-1]), _span(meta))

    def true(self, meta: Meta) -> Literal:
        return Literal(True, _span(meta))

    def false(self, meta: Meta) -> Literal:
        return Literal(False, _span(meta))

    def null(self, meta: Meta) -> Literal:
        return Literal(None, _span(meta))

    def name(self, meta: Meta, token: Token) -> Name:
        return Name(str(token), _span(meta))

    def member(self, meta: Meta, base: Node, name: Token) -> Member:
        return Member(base, str(name), _span(meta))

    def select(self, meta: Meta, base: Node, test: Node) -> Filter:
        return Filter(base, test, _span(meta))

    def negate(self, meta: Meta, operand: Node) -> Negate | Literal:
        if isinstance(operand, Literal) and isinstance(operand.value, Decimal):
            return Literal(EXACT.minus(operand.value), _span(meta))
        return Negate(operand, _span(meta))

    def calculate(self, meta: Meta, left: Node, sign: Token, right: Node) -> Arithmetic:
        return Arithmetic(str(sign), left, right, _span(meta))

    def compare(self, meta: Meta, left: Node, sign: Token, right: Node) -> Comparison:
        return Comparison(str(sign), left, right, _span(meta))

    def between(self, meta: Meta, operand: Node, low: Node, high: Node) -> Between:
        return Between(operand, low, high, _span(meta))

    def among(self, meta: Meta, operand: Node, *tests: Node) -> In:
        return In(operand, tests, _span(meta))

    def tests(self, meta: Meta, *tests: Node) -> In:
        return In(Name(INPUT, _span(meta)), tests, _span(meta))

    def unary(self, meta: Meta, sign: Token, operand: Node) -> UnaryTest:
        return UnaryTest(str(sign), operand, _span(meta))

    def all_of(self, meta: Meta, *parts: Node) -> And:
        return And(parts, _span(meta))

    def any_of(self, meta: Meta, *parts: Node) -> Or:
        return Or(parts, _span(meta))

    def negation(self, meta: Meta, operand: Node) -> Not:
        return Not(operand, _span(meta))

    def range(self, meta: Meta, opening: Token, low: Node, high: Node, closing: Token) -> Range:
        return Range(low, high, opening == "[", closing == "]", _span(meta))

    def listed(self, meta: Meta, *elements: Node) -> ListOf:
        return ListOf(elements, _span(meta))

    def choose(self, meta: Meta, test: Node, then: Node, otherwise: Node) -> If:
        return If(test, then, otherwise, _span(meta))

    def binding(self, meta: Meta, name: Token, source: Node, high: Node | None = None) -> Binding:
        if high is not None:
            span = replace(source.span, end=high.span.end)
            source = Range(source, high, low_closed=True, high_closed=True, span=span)
        return Binding(str(name), source, _span(meta))

    def bindings(self, _meta: Meta, *bindings: Binding) -> tuple[Binding, ...]:
        return bindings

    def some(self, meta: Meta, bindings: tuple[Binding, ...], test: Node) -> Quantified:
        return Quantified(False, bindings, test, _span(meta))

    def every(self, meta: Meta, bindings: tuple[Binding, ...], test: Node) -> Quantified:
        return Quantified(True, bindings, test, _span(meta))

    def loop(self, meta: Meta, bindings: tuple[Binding, ...], result: Node) -> For:
        return For(bindings, result, _span(meta))

    def call(self, meta: Meta, name: Token, *arguments: Node) -> Call | Literal:
        """A date, time or duration of a text written out is read now, so that a wrong one is told at once."""
        function = " ".join(name.split())
        if function in _READERS and len(arguments) == 1 and isinstance(arguments[0], Literal):
            text = arguments[0].value
            if isinstance(text, str):
                return _read(function, text, _span(meta))
        return Call(function, arguments, _span(meta))


def _read(function: str, text: str, span: Span) -> Literal:
    value: Value = _READERS[function](text)
    if value is None:
        raise refusals.placed(refusals.no_such_value(function, text), span)
    return Literal(value, span)


def _unescaped(words: str, span: Span) -> str:
    def plain(found: re.Match[str]) -> str:
        code = found[1]
        if code in _ESCAPES:
            return _ESCAPES[code]
        if len(code) > 1 and _is_character(int(code[1:], 16)):
            return chr(int(code[1:], 16))
        raise refusals.placed(refusals.no_escape(found[0]), span)

    return _ESCAPE.sub(plain, words)


def _is_character(number: int) -> bool:
    return number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
