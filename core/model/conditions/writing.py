"""Values as the standard writes them (`string(…)`), and how many parts a value has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from neni.core.model.conditions.arithmetic import LONGEST_TEXT
from neni.core.model.conditions.moments import local, microseconds, zone_of
from neni.core.model.conditions.values import Function, Interval, Months, Value

_WIDEST = 40


def written(value: Value) -> str:
    """A value in writing, a text as it is. Raises OverflowError when that is longer than a text may be."""
    return _joined(_parts(value, quoted=False))


def noted(value: Value) -> str:
    """A value as an expression writes it, a text in its signs. Raises OverflowError."""
    return _joined(_parts(value))


def _joined(words: Iterator[str]) -> str:
    parts: list[str] = []
    length = 0
    for part in words:
        length += len(part)
        if length > LONGEST_TEXT:
            raise OverflowError
        parts.append(part)
    return "".join(parts)


def _parts(value: Value, *, quoted: bool = True) -> Iterator[str]:
    if isinstance(value, tuple):
        yield from _between("[", (_parts(one) for one in value), "]")
    elif isinstance(value, Mapping):
        yield from _between("{", (_entry(name, one) for name, one in value.items()), "}")
    elif isinstance(value, Interval):
        yield from _range(value)
    elif isinstance(value, str):
        yield _quoted(value) if quoted else value
    else:
        yield next(write(value) for kind, write in _WRITTEN.items() if isinstance(value, kind))


def _between(opening: str, elements: Iterator[Iterator[str]], closing: str) -> Iterator[str]:
    yield opening
    for place, element in enumerate(elements):
        if place:
            yield ", "
        yield from element
    yield closing


def _entry(name: str, value: Value) -> Iterator[str]:
    yield f"{name}: " if name.replace(" ", "").replace("_", "").isalnum() else f"{_quoted(name)}: "
    yield from _parts(value)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _range(value: Interval) -> Iterator[str]:
    if value.low is None or value.high is None:
        end = value.low if value.high is None else value.high
        sign = ">" if value.high is None else "<"
        closed = value.low_closed if value.high is None else value.high_closed
        yield f"({sign}{'=' if closed else ''} "
        yield from _parts(end)
        yield ")"
        return
    yield "[" if value.low_closed else "("
    yield from _parts(value.low)
    yield ".."
    yield from _parts(value.high)
    yield "]" if value.high_closed else ")"


def number(value: Decimal) -> str:
    """A number without exponent, as long as that stays readable. Nothing has no sign."""
    if not value:
        return "0"
    if not value.is_finite() or abs(value.adjusted()) > _WIDEST:
        return str(value)
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _offset(zone: tzinfo | None) -> str:
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo):
        return f"@{zone.key}"
    offset = zone.utcoffset(None) or timedelta()
    if zone is UTC or not offset:
        return "Z"
    sign, seconds = ("-", -offset) if offset < timedelta() else ("+", offset)
    hours, rest = divmod(int(seconds.total_seconds()), 3600)
    minutes, left = divmod(rest, 60)
    return f"{sign}{hours:02}:{minutes:02}" + (f":{left:02}" if left else "")


def _clock(value: time | datetime) -> str:
    shown = f"{value.hour:02}:{value.minute:02}:{value.second:02}"
    return shown + (f".{value.microsecond:06}".rstrip("0") if value.microsecond else "")


def _moment(value: datetime) -> str:
    shown = local(value)
    return f"{shown.date().isoformat()}T{_clock(shown)}{_offset(zone_of(value))}"


def _duration(value: timedelta) -> str:
    sign, total = ("-", -microseconds(value)) if value < timedelta() else ("", microseconds(value))
    seconds, micro = divmod(total, 1_000_000)
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    parts = number(Decimal(left) + Decimal(micro) / 1_000_000)
    clock = "".join(f"{count}{unit}" for count, unit in ((hours, "H"), (minutes, "M")) if count)
    clock += f"{parts}S" if parts != "0" else ""
    if not days and not clock:
        return "PT0S"
    return f"{sign}P" + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")


def _months(value: Months) -> str:
    years, months = divmod(abs(value.count), 12)
    parts = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
    return f"{'-' if value.count < 0 else ''}P{parts}"


_WRITTEN: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "true" if value else "false",
    type(None): lambda _value: "null",
    Decimal: number,
    datetime: _moment,
    date: date.isoformat,
    time: lambda value: _clock(value) + _offset(value.tzinfo),
    timedelta: _duration,
    Months: _months,
    Function: lambda _value: "function",
    object: lambda _value: "?",
}


def weight(value: Value, most: int) -> int:
    """How many values there are inside, counted up to `most`; the same list met twice counts twice."""
    counted, waiting = 0, [value]
    while waiting and counted <= most:
        one = waiting.pop()
        counted += 1
        if isinstance(one, tuple):
            waiting.extend(one)
        elif isinstance(one, Mapping):
            waiting.extend(one.values())
        elif isinstance(one, Interval):
            waiting += [one.low, one.high]
        elif isinstance(one, str):
            counted += len(one) >> 4
    return counted
