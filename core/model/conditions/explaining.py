"""Why a condition came out as it did: each part with its own words, its value, and the parts it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from neni.core.model.conditions.evaluation import Scope, evaluate
from neni.core.model.conditions.operators import kind_of
from neni.core.model.conditions.reading import names
from neni.core.model.conditions.tree import And, Node, Not, Or
from neni.core.model.conditions.values import Interval, Months, Unknown, Value
from neni.core.model.findings import Explained

MOST_SHOWN = 20


def explain(node: Node, text: str, scope: Scope) -> Explained:
    """The explanation of `node`, whose words stand in `text`: logical parts down to comparisons, then the values of
    the names each reads."""
    words = " ".join(text[node.span.start : node.span.end].split())
    return Explained(words, write(evaluate(node, scope)), tuple(_parts(node, text, scope)))


def _parts(node: Node, text: str, scope: Scope) -> Iterator[Explained]:
    match node:
        case And() | Or():
            yield from (explain(part, text, scope) for part in node.parts)
        case Not():
            yield explain(node.operand, text, scope)
        case _:
            for name in sorted(names(node)):
                if name in scope:
                    yield Explained(name, write(scope[name]))
                else:
                    yield Explained(name, "?")


def write(value: Value) -> str:
    """A value as it is written in a condition; `?` for what cannot be told."""
    return _WRITTEN[kind_of(value)](value) if not isinstance(value, Unknown) else "?"


def _number(value: Decimal) -> str:
    written = format(value, "f") if abs(value.adjusted()) < 40 else str(value)
    return written.rstrip("0").rstrip(".") if "." in written and "E" not in written else written


def _record(value: Mapping[str, Value]) -> str:
    return "{" + ", ".join(f"{name}: {write(one)}" for name, one in value.items()) + "}"


def _duration(value: timedelta) -> str:
    return f"{value.days} d {value.seconds} s" if value.seconds else f"{value.days} d"


def _interval(value: Interval) -> str:
    opening, closing = "[" if value.low_closed else "(", "]" if value.high_closed else ")"
    return f"{opening}{write(value.low)}..{write(value.high)}{closing}"


def _list(value: tuple[Value, ...]) -> str:
    shown = [write(one) for one in value[:MOST_SHOWN]]
    return f"[{', '.join(shown + ['…'] * (len(value) > MOST_SHOWN))}]"


_WRITTEN: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    Decimal: _number,
    str: lambda value: f'"{value}"',
    date: date.isoformat,
    datetime: datetime.isoformat,
    time: time.isoformat,
    timedelta: _duration,
    Months: lambda value: f"P{value.count}M",
    Interval: _interval,
    tuple: _list,
    Mapping: _record,
}
