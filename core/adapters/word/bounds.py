"""What may grow without end in a template of another house, and where it stops: signs, lists, figures, widths.

Everything an expression brings is measured, so that nothing doubles for long; what a single operation would blow up is
refused before it runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from jinja2.exceptions import TemplateRuntimeError

from neni.core.adapters.word.making import MOST_CHARACTERS, MOST_TURNS, TooMuch, current

MOST_WIDE, MOST_LONG, MOST_BITS = 1000, 1_000_000, 10_000
_SIZED = frozenset({"batch", "center", "expandtabs", "indent", "ljust", "rjust", "round", "slice", "tojson"}) | {
    "truncate", "wordwrap", "zfill",
}  # fmt: skip
_FORMATS = frozenset({"format", "format_map", "strftime"})
_WIDE = re.compile(r"%[-#0 +^_]*(?:\*|\d{4}|\d*\.(?:\*|\d{4}))|\{[^{}]*(?:\{|:[^{}]*\d{4})")
"""A width in a format that no document needs, or one that is worked out."""


def measured(value: Any) -> Any:
    """The same value, counted. Raises TooMuch."""
    if isinstance(value, str):
        current().write(len(value))
    elif isinstance(value, list | tuple | Mapping):
        current().turn(_weight(value))
    elif isinstance(value, int) and value.bit_length() > MOST_BITS:
        raise TooMuch(f"a figure of more than {MOST_BITS} bits")
    return value


def _weight(value: object) -> int:
    """How many values there are in it, counted as often as they stand in it."""
    waiting, weight = [value], 0
    while waiting and weight <= MOST_TURNS:
        one = waiting.pop()
        inner = [*one, *one.values()] if isinstance(one, Mapping) else one if isinstance(one, list | tuple) else ()
        weight += len(inner)
        waiting += [held for held in inner if isinstance(held, list | tuple | Mapping)]
    return weight


def each(records: Any) -> Sequence[object]:
    """What a loop goes through, with its length known beforehand. Raises TooMuch."""
    if isinstance(records, list | tuple | range | str):
        current().turn(len(records))
        return records
    found: list[object] = []
    for one in records:
        current().turn(1)
        found.append(one)
    return found


def counted(name: str, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """What a list or record is to grow by, with its length known beforehand. Raises TooMuch."""
    if name == "extend":
        return (list(each(arguments[0])), *arguments[1:])
    if name == "update":
        return tuple(measured(dict(one)) for one in arguments)
    return arguments


def bounded(name: str, one: Callable[..., Any]) -> Callable[..., Any]:
    """A filter or method that cannot blow up. Jinja's marks on it stay."""
    first = 2 if hasattr(one, "jinja_pass_arg") else 1

    @wraps(one)
    def apply(*arguments: Any, **named: Any) -> Any:
        check(name, arguments[first - 1 : first], (*arguments[first:], *named.values()))
        return measured(one(*arguments, **named))

    return apply


def check(name: str, subject: Sequence[Any], arguments: Sequence[Any]) -> None:
    """Nothing, if this operation stays small. Raises TooMuch."""
    if name in _SIZED and any(isinstance(one, int) and abs(one) > MOST_WIDE for one in arguments):
        raise TooMuch(f"{name} of more than {MOST_WIDE}")
    if name in _FORMATS:
        refuse_wide((*subject, *arguments)[1 if name == "strftime" and len(subject) else 0 :][:1])
    if name == "join" and any(isinstance(one, str) and len(one) > MOST_WIDE for one in (*subject, *arguments)[1:]):
        raise TooMuch("join with long words")
    if name == "replace" and len(arguments) >= 2 and subject:
        text, old, new = str(subject[0]), str(arguments[0]), str(arguments[1])
        if text.count(old) * len(new) > MOST_CHARACTERS:
            raise TooMuch("replace with long words")


def refuse_wide(formats: Sequence[Any]) -> None:
    """Raises TooMuch when a format asks for a width no document needs."""
    if any(isinstance(one, str) and _WIDE.search(one) for one in formats):
        raise TooMuch(f"a format wider than {MOST_WIDE}")


def calculated(operator: str, left: Any, right: Any, apply: Callable[[Any, Any], Any]) -> Any:
    """The outcome of `*`, `**`, `%` or `+`. Raises TooMuch."""
    if operator == "*":
        _check_times(left, right)
    if operator == "**":
        _check_power(left, right)
    if operator == "%" and isinstance(left, str):
        refuse_wide((left,))
    try:
        return measured(apply(left, right))
    except OverflowError as error:
        raise TemplateRuntimeError(str(error)) from None


def _check_power(left: Any, right: Any) -> None:
    whole = isinstance(left, int) and isinstance(right, int)
    if whole and left.bit_length() * abs(right) > MOST_BITS:
        raise TooMuch(f"a figure of more than {MOST_BITS} bits")


def _check_times(left: Any, right: Any) -> None:
    for one, times in ((left, right), (right, left)):
        if isinstance(one, str | list | tuple) and isinstance(times, int) and len(one) * times > MOST_LONG:
            raise TooMuch(f"more than {MOST_LONG} times over")
