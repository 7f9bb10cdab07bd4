"""From lark's tree to the nodes of a condition, from the leaves up and without recursion."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from lark import Token, Tree
from lark.exceptions import VisitError
from lark.tree import Meta
from lark.visitors import v_args

from neni.core.adapters.feel import refusals
from neni.core.adapters.feel.literals import PATTERNS, READERS, is_beyond, span_of
from neni.core.adapters.feel.type_names import TypeNames
from neni.core.model.conditions.arithmetic import EXACT
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
    TypeName,
    UnaryTest,
    inside,
)

Parameter: TypeAlias = "tuple[str, TypeName | None]"


def build(tree: Tree[Token], *, known: bool) -> Node:
    """The nodes of what lark read. Raises BadCondition for values that do not exist.

    With `known` names a wrong date is null, as the standard has it; without, it is a mistake to tell at once.
    """
    try:
        node: Node = _Builder(known=known).transform(tree)
    except VisitError as error:
        raise error.orig_exc from None
    return node


@v_args(inline=True, meta=True)
class _Builder(TypeNames):
    """One method for each name in the grammar."""

    def true(self, meta: Meta, *_: Token) -> Literal:
        return Literal(True, span_of(meta))

    def false(self, meta: Meta, *_: Token) -> Literal:
        return Literal(False, span_of(meta))

    def null(self, meta: Meta, *_: Token) -> Literal:
        return Literal(None, span_of(meta))

    def name(self, meta: Meta, token: Token) -> Name:
        return Name(str(token), span_of(meta))

    def member(self, meta: Meta, base: Node, name: Token) -> Member:
        return Member(base, str(name), span_of(meta))

    def select(self, meta: Meta, base: Node, test: Node) -> Filter:
        return Filter(base, test, span_of(meta))

    def negate(self, meta: Meta, operand: Node) -> Negate | Literal:
        if isinstance(operand, Literal) and isinstance(operand.value, Decimal):
            return Literal(EXACT.minus(operand.value), span_of(meta))
        return Negate(operand, span_of(meta))

    def calculate(self, meta: Meta, left: Node, sign: Token, right: Node) -> Arithmetic:
        return Arithmetic(str(sign), left, right, span_of(meta))

    def compared(self, _meta: Meta, sign: Token) -> str:
        return str(sign)

    def compare(self, meta: Meta, left: Node, sign: str, right: Node) -> Comparison:
        return Comparison(sign, left, right, span_of(meta))

    def between(self, meta: Meta, operand: Node, low: Node, high: Node) -> Between:
        return Between(operand, low, high, span_of(meta))

    def among(self, meta: Meta, operand: Node, *tests: Node) -> In:
        return In(operand, tests, span_of(meta))

    def instance(self, meta: Meta, operand: Node, kind: TypeName) -> InstanceOf:
        return InstanceOf(operand, kind, span_of(meta))

    def tests(self, meta: Meta, *tests: Node) -> In:
        return In(Name(INPUT, span_of(meta)), tests, span_of(meta))

    def cells(self, meta: Meta, *tests: Node) -> Node:
        """A test that speaks of `?` is a condition of its own; the others are compared with it."""
        own = tuple(one for one in tests if _asks(one))
        rest = tuple(one for one in tests if not _asks(one))
        parts = (*own, self.tests(meta, *rest)) if rest else own
        return parts[0] if len(parts) == 1 else Or(parts, span_of(meta))

    def unary(self, meta: Meta, sign: str, operand: Node) -> UnaryTest:
        return UnaryTest(sign, operand, span_of(meta))

    def all_of(self, meta: Meta, *parts: Node) -> And:
        return And(parts, span_of(meta))

    def any_of(self, meta: Meta, *parts: Node) -> Or:
        return Or(parts, span_of(meta))

    def negation(self, meta: Meta, operand: Node) -> Not:
        return Not(operand, span_of(meta))

    def range(self, meta: Meta, opening: Token, low: Node, high: Node, closing: Token) -> Range:
        return Range(low, high, opening == "[", closing == "]", span_of(meta))

    def listed(self, meta: Meta, *elements: Node) -> ListOf:
        return ListOf(elements, span_of(meta))

    def entry(self, meta: Meta, name: Token, value: Node) -> Entry:
        written = self._unescaped(name[1:-1], span_of(meta)) if name.type == "STRING" else str(name)
        return Entry(written, value, span_of(meta))

    def context(self, meta: Meta, *entries: Entry) -> ContextOf:
        names = [one.name for one in entries]
        for place, one in enumerate(entries):
            if one.name in names[:place]:
                raise refusals.placed(refusals.twice(one.name), one.span)
        return ContextOf(entries, span_of(meta))

    def choose(self, meta: Meta, test: Node, then: Node, otherwise: Node) -> If:
        return If(test, then, otherwise, span_of(meta))

    def binding(self, meta: Meta, name: Token, source: Node, high: Node | None = None) -> Binding:
        if high is not None:
            span = replace(source.span, end=high.span.end)
            source = Range(source, high, low_closed=True, high_closed=True, span=span)
        return Binding(str(name), source, span_of(meta))

    def bindings(self, _meta: Meta, *bindings: Binding) -> tuple[Binding, ...]:
        return bindings

    def some(self, meta: Meta, bindings: tuple[Binding, ...], test: Node) -> Quantified:
        return Quantified(False, bindings, test, span_of(meta))

    def every(self, meta: Meta, bindings: tuple[Binding, ...], test: Node) -> Quantified:
        return Quantified(True, bindings, test, span_of(meta))

    def loop(self, meta: Meta, bindings: tuple[Binding, ...], result: Node) -> For:
        return For(bindings, result, span_of(meta))

    def parameter(self, _meta: Meta, name: Token, kind: TypeName | None = None) -> tuple[str, TypeName | None]:
        return str(name), kind

    def parameters(self, _meta: Meta, *parameters: Parameter) -> tuple[Parameter, ...]:
        return parameters

    def define(self, meta: Meta, parameters: tuple[Parameter, ...], body: Node) -> FunctionOf:
        return FunctionOf(parameters, body, span_of(meta))

    def named(self, meta: Meta, name: Token, value: Node) -> Entry:
        return Entry(str(name), value, span_of(meta))

    def invoke(self, meta: Meta, called: Node, *arguments: Node | Entry) -> Node:
        """A date, time or duration of a text written out is read now, so that a wrong one is told at once."""
        span = span_of(meta)
        given = tuple(one.value if isinstance(one, Entry) else one for one in arguments)
        names = tuple(one.name for one in arguments if isinstance(one, Entry))
        if not isinstance(called, Name):
            return Invocation(called, given, names, span)
        if names:
            return Call(called.name, given, span, names)
        if called.name in READERS and len(given) == 1 and isinstance(given[0], Literal):
            text = given[0].value
            if isinstance(text, str):
                return self._read(called.name, text, span, given)
        if called.name in ("date", "date and time") and len(given) > 2 and is_beyond(given[0]):
            raise refusals.placed(refusals.out_of_calendar(str(getattr(given[0], "value", ""))), span)
        if called.name in PATTERNS and len(given) > 1:
            self._pattern(given[1])
        return Call(called.name, given, span)


def _asks(test: Node) -> bool:
    """Whether the test says something of the value it tests; `?` alone is the value itself."""
    return not isinstance(test, Name) and any(isinstance(one, Name) and one.name == INPUT for one in inside(test))
