"""Values written out in a condition: numbers, texts, dates, patterns.

What does not exist is told at once in the law; in the standard it is null, unless Neni only has no room for it.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR
from decimal import Decimal
from typing import Any

from lark import Token
from lark.tree import Meta
from lark.visitors import Transformer_NonRecursive, v_args

from neni.core.adapters.feel import refusals
from neni.core.adapters.feel.patterns import is_lacking
from neni.core.adapters.feel.patterns import read as read_pattern
from neni.core.model.conditions.arithmetic import EXACT
from neni.core.model.conditions.moments import is_out_of_calendar, read_date, read_duration, read_instant, read_time
from neni.core.model.conditions.tree import Call, Literal, Node, Span
from neni.core.model.conditions.values import Value

READERS = {"date": read_date, "time": read_time, "date and time": read_instant, "duration": read_duration}
PATTERNS = ("matches", "replace", "split")
_FURTHEST_YEAR = 1_000_000_000
_ESCAPE = re.compile(
    r"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)", re.DOTALL
)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


def span_of(meta: Meta) -> Span:
    """Where a rule of the grammar was met."""
    return Span(meta.start_pos, meta.end_pos, meta.line, meta.column)


@v_args(inline=True, meta=True)
class Literals(Transformer_NonRecursive[Token, Any]):
    """The part of the builder for values."""

    def __init__(self, *, known: bool) -> None:
        """With `known` names the text is of the standard, without it is law."""
        super().__init__()
        self.strict = not known

    def number(self, meta: Meta, token: Token) -> Literal:
        """A number that can be kept exactly."""
        value = Decimal(token)
        digits = len(value.as_tuple().digits)
        if digits > EXACT.prec or (value and not EXACT.Emin <= value.adjusted() <= EXACT.Emax):
            raise refusals.placed(refusals.inexact_number(EXACT.prec), span_of(meta))
        return Literal(value if value else Decimal(0), span_of(meta))

    def string(self, meta: Meta, token: Token) -> Literal:
        """A text."""
        return Literal(self._unescaped(token[1:-1], span_of(meta)), span_of(meta))

    def _unescaped(self, words: str, span: Span) -> str:
        """In the law a backslash before something else is a mistake; in the standard it is itself."""

        def plain(found: re.Match[str]) -> str:
            code = found[1]
            if code in _ESCAPES:
                return _ESCAPES[code]
            number = _character(code)
            if number is not None:
                return chr(number)
            if len(code) > 1 or self.strict:
                raise refusals.placed(refusals.no_escape(found[0]), span)
            return found[0]

        return _ESCAPE.sub(plain, words)

    def at_literal(self, meta: Meta, token: Token) -> Literal:
        """`@"2026-01-31"` is whichever of the four it can be read as."""
        for read in READERS.values():
            value: Value = read(token[2:-1])
            if value is not None:
                return Literal(value, span_of(meta))
        self._refuse_value("@", token[2:-1], span_of(meta))
        return Literal(None, span_of(meta))

    def _pattern(self, node: Node) -> None:
        """A pattern written out is looked at now."""
        if not isinstance(node, Literal) or not isinstance(node.value, str):
            return
        if is_lacking(node.value):
            raise refusals.placed(refusals.pattern_lacking(node.value), node.span)
        if self.strict and read_pattern(node.value, "") is None:
            raise refusals.placed(refusals.no_pattern(node.value), node.span)

    def _read(self, function: str, text: str, span: Span, given: tuple[Node, ...]) -> Call | Literal:
        """A date, time or duration of a text written out."""
        value: Value = READERS[function](text)
        if value is not None:
            return Literal(value, span)
        self._refuse_value(function, text, span)
        return Call(function, given, span)

    def _refuse_value(self, function: str, text: str, span: Span) -> None:
        """In the standard a wrong date is null; one that Neni only has no room for must not be."""
        if is_out_of_calendar(text):
            raise refusals.placed(refusals.out_of_calendar(text), span)
        if self.strict:
            raise refusals.placed(refusals.no_such_value(function, text), span)


def _number(node: Node) -> Decimal | None:
    return node.value if isinstance(node, Literal) and isinstance(node.value, Decimal) else None


def is_beyond(year: Node) -> bool:
    """Whether it is a year the standard has and Neni's calendar has not."""
    number = _number(year)
    return number is not None and not MINYEAR <= number <= MAXYEAR and abs(number) < _FURTHEST_YEAR


def _character(code: str) -> int | None:
    """The number of the character that an escape writes, be it by the two halves of UTF-16."""
    if len(code) == 1:
        return None
    if "\\" in code:
        high, low = (int(half, 16) for half in code[1:].split("\\u"))
        return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
    number = int(code[1:], 16)
    return number if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else None
