"""Why a condition came out as it did: each logical part in its author's words, its value, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from neni.core.model.conditions.calling import Scope
from neni.core.model.conditions.elements import Exhausted
from neni.core.model.conditions.evaluation import Evaluator
from neni.core.model.conditions.moments import local, microseconds
from neni.core.model.conditions.tree import (
    And,
    Binding,
    Filter,
    If,
    Member,
    Name,
    Node,
    Not,
    Or,
    Part,
    Quantified,
    children,
)
from neni.core.model.conditions.undefined import given
from neni.core.model.conditions.values import Function, Interval, Months, Unknown, Value


@dataclass(frozen=True, slots=True)
class Explained:
    """One node of the explanation: the words of the condition, what came out, and the parts it rests on."""

    words: str
    value: str
    parts: tuple[Explained, ...] = ()


MOST_ELEMENTS = 20
"""Of a long list the first elements are explained; the value of the whole counts them all."""


def explain(node: Node, text: str, scope: Scope) -> Explained:
    """The explanation of a condition. `text` is what the tree was read from.

    Values are `true`, `false`, `null`, `?` for what cannot be told, or the value as conditions write it.
    """
    return _Explainer(text).explain(node, scope)


class _Explainer:
    """One explanation; its parts share the steps one evaluation may take."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._evaluator = Evaluator()

    def explain(self, node: Node, scope: Scope) -> Explained:
        parts = _PARTS.get(type(node), _Explainer.leaves)
        words = self.words(node)
        below = tuple(one for one in parts(self, node, scope) if one.words != words)
        return Explained(words, shown(self.value(node, scope)), below)

    def words(self, node: Part) -> str:
        return words_of(node, self._text)

    def value(self, node: Node, scope: Scope) -> Value:
        try:
            return self._evaluator.value(node, scope)
        except (Exhausted, RecursionError):
            return None

    def logical(self, node: And | Or, scope: Scope) -> Iterator[Explained]:
        return (self.explain(part, scope) for part in node.parts)

    def negation(self, node: Not, scope: Scope) -> Iterator[Explained]:
        yield self.explain(node.operand, scope)

    def choose(self, node: If, scope: Scope) -> Iterator[Explained]:
        """The test and the branch taken, or both branches while the test is unknown."""
        yield self.explain(node.test, scope)
        test = self.value(node.test, scope)
        if test is True or isinstance(test, Unknown):
            yield self.explain(node.then, scope)
        if test is not True:
            yield self.explain(node.otherwise, scope)

    def quantified(self, node: Quantified, scope: Scope) -> Iterator[Explained]:
        """What the lists rest on, then the test for each of the first combinations."""
        for binding in node.bindings:
            yield from self.leaves(binding.source, scope)
        for inner in islice(self._combinations(node.bindings, scope), MOST_ELEMENTS):
            yield self.explain(node.test, inner)

    def _combinations(self, bindings: tuple[Binding, ...], scope: Scope) -> Iterator[Scope]:
        if not bindings:
            yield scope
            return
        elements = self._iterated(bindings[0], scope)
        for element in elements if isinstance(elements, tuple) else ():
            yield from self._combinations(bindings[1:], {**scope, bindings[0].name: element})

    def _iterated(self, binding: Binding, scope: Scope) -> Value:
        try:
            return self._evaluator.iterated(binding, scope)
        except (Exhausted, RecursionError):
            return None

    def leaves(self, node: Node, scope: Scope) -> Iterator[Explained]:
        """The names in the order of the text, each once, with their values."""
        return (Explained(words, shown(self.value(leaf, scope))) for words, leaf in leaves(node, self._text))


def words_of(node: Part, text: str) -> str:
    """The words of a node in the text it was read from, on one line."""
    return " ".join(text[node.span.start : node.span.end].split())


def leaves(node: Part, text: str) -> Iterator[tuple[str, Node]]:
    """The names in the order of the text with their words, each once."""
    found: dict[str, Node] = {}
    for leaf in _named(node, frozenset()):
        found.setdefault(words_of(leaf, text), leaf)
    yield from found.items()


def _named(node: Part, bound: frozenset[str]) -> Iterator[Node]:
    """Names, and fields of names, that have a value outside: not the variables of loops and filters inside."""
    if isinstance(node, Name):
        if node.name not in bound:
            yield node
    elif isinstance(node, Member) and isinstance(node.base, Name):
        if node.base.name not in bound:
            yield node
    elif isinstance(node, Filter):
        yield from _named(node.base, bound)
    else:
        inner = bound | given(node)
        for child in children(node):
            yield from _named(child, inner)


_PARTS: dict[type, Callable[[_Explainer, Any, Scope], Iterator[Explained]]] = {
    And: _Explainer.logical,
    Or: _Explainer.logical,
    Not: _Explainer.negation,
    If: _Explainer.choose,
    Quantified: _Explainer.quantified,
}


def shown(value: Value) -> str:
    """A value in writing, the same in every language: numbers without exponent, dates and durations by ISO 8601."""
    show = _SHOWN.get(type(value))
    return (
        show(value)
        if show
        else next((show(value) for kind, show in _SHOWN.items() if isinstance(value, kind)), str(value))
    )


def _number(value: Decimal) -> str:
    if not value.is_finite() or abs(value.adjusted()) > 40:
        return str(value)
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def _duration(value: timedelta) -> str:
    sign, seconds = ("-", -microseconds(value)) if value < timedelta() else ("", microseconds(value))
    days, rest = divmod(Decimal(seconds) / 1_000_000, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    clock = "".join(f"{_number(count)}{unit}" for count, unit in ((hours, "H"), (minutes, "M"), (left, "S")) if count)
    return f"{sign}P{days}D" + (f"T{clock}" if clock else "")


def _range(value: Interval) -> str:
    low, high = ("" if one is None else shown(one) for one in (value.low, value.high))
    return f"{'[' if value.low_closed else '('}{low}..{high}{']' if value.high_closed else ')'}"


def _list(value: tuple[Value, ...]) -> str:
    more = ", …" if len(value) > MOST_ELEMENTS else ""
    return f"[{', '.join(map(shown, value[:MOST_ELEMENTS]))}{more}]"


def _record(value: Mapping[str, Value]) -> str:
    return f"{{{', '.join(f'{name}: {shown(one)}' for name, one in value.items())}}}"


def _moment(value: datetime) -> str:
    try:
        return local(value).isoformat()
    except OverflowError:
        return value.isoformat()


_SHOWN: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "true" if value else "false",
    type(None): lambda _value: "null",
    Unknown: lambda _value: "?",
    Decimal: _number,
    str: lambda value: f'"{value}"',
    datetime: _moment,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: _duration,
    Months: lambda value: f"{'-' if value.count < 0 else ''}P{abs(value.count)}M",
    Interval: _range,
    tuple: _list,
    Mapping: _record,
    Function: lambda _value: "function(…)",
}
