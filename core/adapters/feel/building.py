"""From lark's tree to the nodes of a condition, from the leaves up and without recursion."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR
from decimal import Decimal
from typing import Any, TypeAlias, cast

from lark import Token, Tree
from lark.exceptions import VisitError
from lark.tree import Meta
from lark.visitors import Transformer_NonRecursive, v_args

from neni.core.adapters.feel import refusals
from neni.core.adapters.feel.patterns import is_lacking
from neni.core.adapters.feel.patterns import read as read_pattern
from neni.core.model.conditions.arithmetic import EXACT
from neni.core.model.conditions.moments import (
    is_out_of_calendar,
    read_date,
    read_duration,
    read_instant,
    read_time,
)
from neni.core.model.conditions.tree import (
    INPUT,
    And,
    Arithmetic,
    Between,
    Binding,
    Call,
    Comparison,
    ContextOf,
    Entry,
    Filter,
    For,
    FunctionOf,
    If,
    In,
    InstanceOf,
    Invocation,
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
    TypeName,
    UnaryTest,
    inside,
)
from neni.core.model.conditions.type_names import TYPE_NAMES
from neni.core.model.conditions.values import Value

Parameter: TypeAlias = "tuple[str, TypeName | None]"

_READERS = {"date": read_date, "time": read_time, "date and time": read_instant, "duration": read_duration}
_PATTERNS = ("matches", "replace", "split")
_FURTHEST_YEAR = 1_000_000_000
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


def build(tree: Tree[Token], *, known: bool) -> Node:
    """The nodes of what lark read. Raises BadCondition for values that do not exist.

    With `known` names a wrong date is null, as the standard has it; without, it is a mistake to tell at once.
    """
    try:
        node: Node = _Builder(known=known).transform(tree)
    except VisitError as error:
        raise error.orig_exc from None
    return node


def _span(meta: Meta) -> Span:
    return Span(meta.start_pos, meta.end_pos, meta.line, meta.column)


@v_args(inline=True, meta=True)
class _Builder(Transformer_NonRecursive[Token, Any]):
    """One method for each name in the grammar."""

    def __init__(self, *, known: bool) -> None:
        super().__init__()
        self._strict = not known

    def number(self, meta: Meta, token: Token) -> Literal:
        value = Decimal(token)
        digits = len(value.as_tuple().digits)
        if digits > EXACT.prec or (value and not EXACT.Emin <= value.adjusted() <= EXACT.Emax):
            raise refusals.placed(refusals.inexact_number(EXACT.prec), _span(meta))
        return Literal(value if value else Decimal(0), _span(meta))

    def string(self, meta: Meta, token: Token) -> Literal:
        return Literal(self._unescaped(token[1:-1], _span(meta)), _span(meta))

    def _unescaped(self, words: str, span: Span) -> str:
        """In the law a backslash before something else is a mistake; in the standard it is itself."""

        def plain(found: re.Match[str]) -> str:
            code = found[1]
            if code in _ESCAPES:
                return _ESCAPES[code]
            if len(code) > 1 and _is_character(int(code[1:], 16)):
                return chr(int(code[1:], 16))
            if len(code) > 1 or self._strict:
                raise refusals.placed(refusals.no_escape(found[0]), span)
            return found[0]

        return _ESCAPE.sub(plain, words)

    def at_literal(self, meta: Meta, token: Token) -> Literal:
        """`@"2026-01-31"` is whichever of the four it can be read as."""
        for read in _READERS.values():
            value: Value = read(token[2:-1])
            if value is not None:
                return Literal(value, _span(meta))
        self._refuse_value("@", token[2:-1], _span(meta))
        return Literal(None, _span(meta))

    def true(self, meta: Meta, *_: Token) -> Literal:
        return Literal(True, _span(meta))

    def false(self, meta: Meta, *_: Token) -> Literal:
        return Literal(False, _span(meta))

    def null(self, meta: Meta, *_: Token) -> Literal:
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

    def compared(self, _meta: Meta, sign: Token) -> str:
        return str(sign)

    def compare(self, meta: Meta, left: Node, sign: str, right: Node) -> Comparison:
        return Comparison(sign, left, right, _span(meta))

    def between(self, meta: Meta, operand: Node, low: Node, high: Node) -> Between:
        return Between(operand, low, high, _span(meta))

    def among(self, meta: Meta, operand: Node, *tests: Node) -> In:
        return In(operand, tests, _span(meta))

    def instance(self, meta: Meta, operand: Node, kind: TypeName) -> InstanceOf:
        return InstanceOf(operand, kind, _span(meta))

    def tests(self, meta: Meta, *tests: Node) -> In:
        return In(Name(INPUT, _span(meta)), tests, _span(meta))

    def cells(self, meta: Meta, *tests: Node) -> Node:
        """A test that speaks of `?` is a condition of its own; the others are compared with it."""
        own = tuple(one for one in tests if _asks(one))
        rest = tuple(one for one in tests if not _asks(one))
        parts = (*own, self.tests(meta, *rest)) if rest else own
        return parts[0] if len(parts) == 1 else Or(parts, _span(meta))

    def unary(self, meta: Meta, sign: str, operand: Node) -> UnaryTest:
        return UnaryTest(sign, operand, _span(meta))

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

    def entry(self, meta: Meta, name: Token, value: Node) -> Entry:
        written = self._unescaped(name[1:-1], _span(meta)) if name.type == "STRING" else str(name)
        return Entry(written, value, _span(meta))

    def context(self, meta: Meta, *entries: Entry) -> ContextOf:
        names = [one.name for one in entries]
        for place, one in enumerate(entries):
            if one.name in names[:place]:
                raise refusals.placed(refusals.twice(one.name), one.span)
        return ContextOf(entries, _span(meta))

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

    def parameter(self, _meta: Meta, name: Token, kind: TypeName | None = None) -> tuple[str, TypeName | None]:
        return str(name), kind

    def parameters(self, _meta: Meta, *parameters: Parameter) -> tuple[Parameter, ...]:
        return parameters

    def define(self, meta: Meta, parameters: tuple[Parameter, ...], body: Node) -> FunctionOf:
        return FunctionOf(parameters, body, _span(meta))

    def named(self, meta: Meta, name: Token, value: Node) -> Entry:
        return Entry(str(name), value, _span(meta))

    def invoke(self, meta: Meta, called: Node, *arguments: Node | Entry) -> Node:
        """A date, time or duration of a text written out is read now, so that a wrong one is told at once."""
        span = _span(meta)
        given = tuple(one.value if isinstance(one, Entry) else one for one in arguments)
        names = tuple(one.name for one in arguments if isinstance(one, Entry))
        if not isinstance(called, Name):
            return Invocation(called, given, names, span)
        if names:
            return Call(called.name, given, span, names)
        if called.name in _READERS and len(given) == 1 and isinstance(given[0], Literal):
            text = given[0].value
            if isinstance(text, str):
                return self._read(called.name, text, span, given)
        if called.name in ("date", "date and time") and len(given) > 2 and _beyond(given[0]):
            raise refusals.placed(refusals.out_of_calendar(str(_number(given[0]))), span)
        if called.name in _PATTERNS and len(given) > 1:
            self._pattern(given[1])
        return Call(called.name, given, span)

    def _pattern(self, node: Node) -> None:
        """A pattern written out is looked at now."""
        if not isinstance(node, Literal) or not isinstance(node.value, str):
            return
        if is_lacking(node.value):
            raise refusals.placed(refusals.pattern_lacking(node.value), node.span)
        if self._strict and read_pattern(node.value, "") is None:
            raise refusals.placed(refusals.no_pattern(node.value), node.span)

    def plain_type(self, _meta: Meta, name: Token) -> TypeName:
        return self._type(name)

    def type_of(self, _meta: Meta, name: Token, inner: TypeName) -> TypeName:
        return replace(self._type(name), inner=inner)

    def fields(self, _meta: Meta, *parts: Token | TypeName) -> tuple[tuple[str, TypeName], ...]:
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return tuple((str(name), cast("TypeName", kind)) for name, kind in pairs)

    def type_fields(self, _meta: Meta, name: Token, fields: tuple[tuple[str, TypeName], ...]) -> TypeName:
        return replace(self._type(name), fields=fields)

    def type_function(self, _meta: Meta, name: Token, *_: TypeName) -> TypeName:
        raise refusals.placed(refusals.no_such_type(f"{name}<…>"), _token_span(name))

    def _type(self, name: Token) -> TypeName:
        written = " ".join(name.split())
        if written not in TYPE_NAMES:
            raise refusals.placed(refusals.no_such_type(written), _token_span(name))
        return TypeName(written)

    def _read(self, function: str, text: str, span: Span, given: tuple[Node, ...]) -> Call | Literal:
        value: Value = _READERS[function](text)
        if value is not None:
            return Literal(value, span)
        self._refuse_value(function, text, span)
        return Call(function, given, span)

    def _refuse_value(self, function: str, text: str, span: Span) -> None:
        """In the standard a wrong date is null; one that Neni only has no room for must not be."""
        if is_out_of_calendar(text):
            raise refusals.placed(refusals.out_of_calendar(text), span)
        if self._strict:
            raise refusals.placed(refusals.no_such_value(function, text), span)


def _read(function: str, text: str, span: Span) -> Literal:
    value: Value = _READERS[function](text)
    if value is None:
        raise refusals.placed(refusals.no_such_value(function, text), span)
    return Literal(value, span)


def _number(node: Node) -> Decimal | None:
    return node.value if isinstance(node, Literal) and isinstance(node.value, Decimal) else None


def _beyond(year: Node) -> bool:
    """Whether it is a year the standard has and Neni's calendar has not."""
    number = _number(year)
    return number is not None and not MINYEAR <= number <= MAXYEAR and abs(number) < _FURTHEST_YEAR


def _token_span(token: Token) -> Span:
    return Span(token.start_pos or 0, token.end_pos or 0, token.line or 1, token.column or 1)


def _asks(test: Node) -> bool:
    """Whether the test says something of the value it tests; `?` alone is the value itself."""
    return not isinstance(test, Name) and any(isinstance(one, Name) and one.name == INPUT for one in inside(test))


def _is_character(number: int) -> bool:
    return number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
