"""Builds the tree from what the grammar found: one method for each of its rules."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from lark import Token, v_args
from lark.tree import Meta
from lark.visitors import Transformer_NonRecursive

from neni.core.adapters.feel import refusals
from neni.core.model.conditions import tree
from neni.core.model.conditions.tree import Node, Span
from neni.core.model.conditions.values import EXACT, Value
from neni.core.model.conditions.written import read_date, read_duration, read_literal, read_moment, read_time
from neni.core.model.text import Text

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "'": "'", "/": "/"}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)")
_LITERALS = {"date": read_date, "time": read_time, "date and time": read_moment, "duration": read_duration}


class Unwritten(Exception):
    """A literal that says nothing: a date there is not, a number nobody can hold."""

    def __init__(self, told: Text, span: Span) -> None:
        super().__init__(told.en)
        self.told = told
        self.span = span


def _span(meta: Meta) -> Span:
    return Span(meta.start_pos, meta.end_pos, meta.line, meta.column)


@v_args(meta=True)
class Building(Transformer_NonRecursive[Token, Node]):
    """The tree of core/model/conditions/tree.py, from the bottom up and without recursion, however deep it is."""

    def number(self, meta: Meta, parts: list[Token]) -> Node:
        value = EXACT.create_decimal(str(parts[0]))
        if not value.is_finite() or Decimal(str(parts[0])) != value:
            raise Unwritten(refusals.no_number(str(parts[0])), _span(meta))
        return tree.Literal(value, _span(meta))

    def string(self, meta: Meta, parts: list[Token]) -> Node:
        span = _span(meta)
        return tree.Literal(_ESCAPE.sub(lambda found: _unescaped(found, span), str(parts[0])[1:-1]), span)

    def at_literal(self, meta: Meta, parts: list[Token]) -> Node:
        return _literal(read_literal(str(parts[0])[2:-1]), str(parts[0]), _span(meta))

    def true(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Literal(True, _span(meta))

    def false(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Literal(False, _span(meta))

    def null(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Literal(None, _span(meta))

    def name(self, meta: Meta, parts: list[Token]) -> Node:
        return tree.Name(str(parts[0]), _span(meta))

    def parenthesised(self, meta: Meta, parts: list[Any]) -> Node:
        inner: Node = parts[1]
        return inner

    def negation(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Not(parts[1], _span(meta))

    def listed(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.ListOf(tuple(_nodes(parts)), _span(meta))

    def range(self, meta: Meta, parts: list[Any]) -> Node:
        opening, low, high, closing = parts
        return tree.Range(low, high, str(opening) == "[", str(closing) == "]", _span(meta))

    def call(self, meta: Meta, parts: list[Any]) -> Node:
        function = " ".join(str(parts[0]).split())
        arguments = tuple(_nodes(parts[1:]))
        if function in _LITERALS and len(arguments) == 1 and isinstance(arguments[0], tree.Literal):
            text = arguments[0].value
            if isinstance(text, str):
                return _literal(_LITERALS[function](text), f'{function}("{text}")', _span(meta))
        return tree.Call(function, arguments, _span(meta))

    def member(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Member(parts[0], str(parts[1]), _span(meta))

    def select(self, meta: Meta, parts: list[Any]) -> Node:
        base, test = _nodes(parts)
        return tree.Filter(base, test, _span(meta))

    def negate(self, meta: Meta, parts: list[Any]) -> Node:
        operand = parts[1]
        if isinstance(operand, tree.Literal) and isinstance(operand.value, Decimal):
            return tree.Literal(-operand.value, _span(meta))
        return tree.Negate(operand, _span(meta))

    def calculate(self, meta: Meta, parts: list[Any]) -> Node:
        left, operator, right = parts
        return tree.Arithmetic(str(operator), left, right, _span(meta))

    def compare(self, meta: Meta, parts: list[Any]) -> Node:
        left, operator, right = parts
        return tree.Comparison(str(operator), left, right, _span(meta))

    def between(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Between(parts[0], parts[1], parts[2], _span(meta))

    def unary(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.UnaryTest(str(parts[0]), parts[1], _span(meta))

    def tests(self, meta: Meta, parts: list[Any]) -> tuple[Node, ...]:
        return tuple(parts)

    def among(self, meta: Meta, parts: list[Any]) -> Node:
        operand, tests = parts
        return tree.In(operand, tests if isinstance(tests, tuple) else (tests,), _span(meta))

    def all_of(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.And(tuple(parts), _span(meta))

    def any_of(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Or(tuple(parts), _span(meta))

    def choose(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.If(parts[0], parts[1], parts[2], _span(meta))

    def binding(self, meta: Meta, parts: list[Any]) -> tree.Binding:
        name, source, end = parts
        if end is not None:
            source = tree.Range(source, end, low_closed=True, high_closed=True, span=_span(meta))
        return tree.Binding(str(name), source, _span(meta))

    def bindings(self, meta: Meta, parts: list[Any]) -> tuple[tree.Binding, ...]:
        return tuple(parts)

    def some(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Quantified(every=False, bindings=parts[0], test=parts[1], span=_span(meta))

    def every(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Quantified(every=True, bindings=parts[0], test=parts[1], span=_span(meta))

    def loop(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.For(parts[0], parts[1], _span(meta))


def _nodes(parts: list[Any]) -> list[Node]:
    """The parts that are nodes: brackets and empty places are left out."""
    return [part for part in parts if part is not None and not isinstance(part, Token)]


def _literal(value: Value, written: str, span: Span) -> Node:
    if value is None:
        raise Unwritten(refusals.no_literal(written), span)
    return tree.Literal(value, span)


def _unescaped(found: re.Match[str], span: Span) -> str:
    code = found[1]
    if len(code) > 1:
        letter = int(code[1:], 16)
        if letter > 0x10FFFF or 0xD800 <= letter <= 0xDFFF:
            raise Unwritten(refusals.no_escape(found[0]), span)
        return chr(letter)
    if code not in _ESCAPES:
        raise Unwritten(refusals.no_escape(found[0]), span)
    return _ESCAPES[code]
