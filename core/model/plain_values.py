"""Values of conditions to and from plain ones: those of Python, and those of JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from neni.core.model.conditions.arithmetic import EXACT
from neni.core.model.conditions.moments import (
    local,
    moment_of,
    read_date,
    read_duration,
    read_instant,
    read_time,
    zone_of,
)
from neni.core.model.conditions.types import Kind
from neni.core.model.conditions.values import Function, Interval, Moment, Months, Value
from neni.core.model.conditions.writing import written
from neni.core.model.decisions import Typed

_MARK = "@"
_READERS = {
    Kind.DATE: read_date,
    Kind.TIME: read_time,
    Kind.INSTANT: read_instant,
    Kind.DURATION: read_duration,
    Kind.MONTHS: read_duration,
}
_MOST_JSON = 15
"""Digits that every reader of JSON keeps."""


class NoValue(ValueError):
    """A plain value that is none of conditions: what it was, and the kind it should have been."""

    def __init__(self, shown: str, kind: str = "FEEL") -> None:
        super().__init__(shown)
        self.shown, self.kind = shown, kind


def of_python(value: object) -> Value:
    """A value as conditions have it; a date and time without zone is Kosovo's. Raises NoValue."""
    if value is None or isinstance(value, bool | str | Moment | Months | Interval | Function | timedelta | time):
        return value
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value
    if isinstance(value, list | tuple):
        return tuple(of_python(one) for one in value)
    if isinstance(value, Mapping):
        return {str(name): of_python(one) for name, one in value.items()}
    raise NoValue(type(value).__name__)


def _number(value: float | Decimal) -> Decimal:
    """Exactly what is written; a float is what Python writes for it."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite() or len(exact.as_tuple().digits) > EXACT.prec or exact.adjusted() > EXACT.Emax:
        raise NoValue(str(value)[:40], "number")
    return exact


def _moment(value: datetime) -> Value:
    if value.tzinfo is None:
        return moment_of(value.date(), value.time())
    utc = value.astimezone(UTC)
    return Moment.combine(utc.date(), utc.time(), UTC).within(value.tzinfo)


def to_python(value: Value) -> object:
    """Numbers as Decimal, lists as lists, contexts as dicts, moments with their zone."""
    if isinstance(value, tuple):
        return [to_python(one) for one in value]
    if isinstance(value, Mapping):
        return {name: to_python(one) for name, one in value.items()}
    if isinstance(value, datetime):
        here = local(value)
        return here if zone_of(value) else here.replace(tzinfo=None)
    return value


def of_json(value: object, wanted: Typed | None = None) -> Value:
    """A value of JSON: a text that begins with `@` is a date, time or duration (`@@` is the sign itself), and so is
    any text where the type wants one. Raises NoValue.
    """
    if isinstance(value, str):
        return _text(value, _kind(wanted))
    if isinstance(value, list):
        inner = _inside(wanted)
        return tuple(of_json(one, inner) for one in value)
    if isinstance(value, dict):
        parts = dict(_parts(wanted))
        return {name: of_json(one, parts.get(name)) for name, one in value.items()}
    return of_python(value)


def _text(value: str, kind: Kind) -> Value:
    if value.startswith(_MARK * 2):
        return value[1:]
    plain = value.removeprefix(_MARK)
    if kind in _READERS:
        return _read(plain, [kind])
    return _read(plain, list(_READERS)) if value.startswith(_MARK) else value


def _read(value: str, kinds: list[Kind]) -> Value:
    for kind in kinds:
        found: Value = _READERS[kind](value)
        if found is not None:
            return found
    raise NoValue(value, " / ".join(dict.fromkeys(kinds)))


def _kind(wanted: Typed | None) -> Kind:
    while wanted is not None:
        if wanted.kind is not Kind.ANY:
            return wanted.kind
        wanted = wanted.base
    return Kind.ANY


def _inside(wanted: Typed | None) -> Typed | None:
    """The type of the elements of a list."""
    if wanted is None or wanted.collection:
        return wanted
    return _inside(wanted.base) if wanted.base else wanted


def _parts(wanted: Typed | None) -> Iterator[tuple[str, Typed]]:
    while wanted is not None:
        yield from wanted.parts
        wanted = wanted.base


def to_json(value: Value) -> object:
    """A value of JSON; a number of many digits, and what JSON has no word for, as conditions write it."""
    if isinstance(value, tuple):
        return [to_json(one) for one in value]
    if isinstance(value, Mapping):
        return {name: to_json(one) for name, one in value.items()}
    if isinstance(value, Decimal):
        return _json_number(value)
    return value if value is None or isinstance(value, bool | str) else written(value)


def _json_number(value: Decimal) -> object:
    if len(value.normalize().as_tuple().digits) > _MOST_JSON or abs(value.adjusted()) > _MOST_JSON:
        return written(value)
    return int(value) if value == value.to_integral_value() else float(value)
