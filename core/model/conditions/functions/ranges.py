"""How points and ranges lie to one another (DMN, 10.3.4.8), and ranges read from a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from neni.core.model.conditions.functions.signatures import Signature, signature
from neni.core.model.conditions.moments import read_date, read_duration, read_instant, read_time
from neni.core.model.conditions.operators import Truth, all_of, any_of, compare
from neni.core.model.conditions.types import ORDERED, ConditionType, Kind
from neni.core.model.conditions.values import Interval, Value

_R, _Y = Kind.RANGE, Kind.YES_NO
_POINT = ORDERED
_TEXT = re.compile(r"\s*([\[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])\[])\s*", re.DOTALL)
_CALL = re.compile(r'(date|time|date\s+and\s+time|duration)\s*\(\s*"([^"\\]*)"\s*\)|@"([^"\\]*)"|"([^"\\]*)"')
_READERS = {"date": read_date, "time": read_time, "date and time": read_instant, "duration": read_duration}


def _earlier(one: Value, other: Value, *, or_same: bool = True) -> Truth:
    """`one` before `other`, or at the same place where that counts too."""
    return compare("<=" if or_same else "<", one, other)


def _same(one: Value, other: Value) -> Truth:
    return compare("=", one, other)


def _point_before_range(point: Value, span: Interval) -> Truth:
    return _earlier(point, span.low, or_same=not span.low_closed)


def _range_before_point(span: Interval, point: Value) -> Truth:
    return _earlier(span.high, point, or_same=not span.high_closed)


def _range_before_range(one: Interval, other: Interval) -> Truth:
    return _earlier(one.high, other.low, or_same=not (one.high_closed and other.low_closed))


def _meets(one: Interval, other: Interval) -> Truth:
    return all_of((one.high_closed, other.low_closed, _same(one.high, other.low)))


def _reach(one: Interval, other: Interval) -> Truth:
    """`one` goes at least to where `other` begins."""
    return _earlier(other.low, one.high, or_same=one.high_closed and other.low_closed)


def _overlaps(one: Interval, other: Interval) -> Truth:
    return all_of((_reach(one, other), _reach(other, one)))


def _overlaps_before(one: Interval, other: Interval) -> Truth:
    begins = _earlier(one.low, other.low, or_same=one.low_closed and not other.low_closed)
    return all_of((begins, _reach(one, other), _ends_inside(one, other)))


def _begins_inside(one: Interval, other: Interval) -> Truth:
    return _earlier(other.low, one.low, or_same=not one.low_closed or other.low_closed)


def _ends_inside(one: Interval, other: Interval) -> Truth:
    return _earlier(one.high, other.high, or_same=not one.high_closed or other.high_closed)


def _point_finishes(point: Value, span: Interval) -> Truth:
    return all_of((span.high_closed, _same(span.high, point)))


def _finishes(one: Interval, other: Interval) -> Truth:
    return all_of((one.high_closed == other.high_closed, _same(one.high, other.high), _begins_inside(one, other)))


def _point_starts(point: Value, span: Interval) -> Truth:
    return all_of((span.low_closed, _same(span.low, point)))


def _starts(one: Interval, other: Interval) -> Truth:
    return all_of((one.low_closed == other.low_closed, _same(one.low, other.low), _ends_inside(one, other)))


def _point_during(point: Value, span: Interval) -> Truth:
    return all_of(
        (
            _earlier(span.low, point, or_same=span.low_closed),
            _earlier(point, span.high, or_same=span.high_closed),
        )
    )


def _during(one: Interval, other: Interval) -> Truth:
    return all_of((_begins_inside(one, other), _ends_inside(one, other)))


def _coincides(one: Interval, other: Interval) -> Truth:
    closed = (one.low_closed, one.high_closed) == (other.low_closed, other.high_closed)
    return all_of((closed, _same(one.low, other.low), _same(one.high, other.high)))


def _bounded(function: Callable[..., Truth]) -> Callable[..., Value]:
    """Null where a range has no end on one side, or ends the wrong way round."""

    def related(*places: Value) -> Value:
        spans = [one for one in places if isinstance(one, Interval)]
        ordered = any_of(one.low is None or one.high is None for one in spans)
        return None if ordered else function(*places)

    return related


def _point(function: Callable[..., Truth]) -> Signature:
    return signature([_POINT, _R], _Y, _bounded(function))


def _turned(way: Signature) -> Signature:
    """The same relation told from the other side."""
    first, second = way.accepts
    return signature([second, first], _Y, lambda one, other: way.apply(other, one))


def _ranges(function: Callable[..., Truth]) -> Signature:
    return signature([_R, _R], _Y, _bounded(function))


def _points(function: Callable[..., Truth]) -> Signature:
    return signature([_POINT, _POINT], _Y, function)


_BEFORE = (
    _points(lambda one, other: _earlier(one, other, or_same=False)),
    _point(_point_before_range),
    signature([_R, _POINT], _Y, _bounded(_range_before_point)),
    _ranges(_range_before_range),
)
_BOTH = {
    "before": ("after", _BEFORE),
    "meets": ("met by", (_ranges(_meets),)),
    "overlaps before": ("overlaps after", (_ranges(_overlaps_before),)),
    "finishes": ("finished by", (_point(_point_finishes), _ranges(_finishes))),
    "during": ("includes", (_point(_point_during), _ranges(_during))),
    "starts": ("started by", (_point(_point_starts), _ranges(_starts))),
}


def _endpoint(words: str) -> Value:
    """A number, text, date, time or duration written out. Raises ValueError."""
    if not words:
        return None
    if found := _CALL.fullmatch(words):
        function, text, at, plain = found.groups()
        if plain is not None:
            return plain
        readers = [_READERS[" ".join(function.split())]] if function else list(_READERS.values())
        value = next((one for read in readers if (one := read(text if function else at)) is not None), None)
        if value is not None:
            return value
    try:
        return Decimal(words) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", words) else _refused(words)
    except InvalidOperation:
        return _refused(words)


def _refused(words: str) -> Value:
    raise ValueError(words)


def _read(text: str) -> Value:
    """A range written as the standard writes it; null for anything else."""
    found = _TEXT.fullmatch(text)
    if not found:
        return None
    low, high = _endpoint(found[2]), _endpoint(found[3])
    low_closed, high_closed = found[1] == "[", found[4] == "]"
    open_end = (low is None and low_closed) or (high is None and high_closed) or low is high is None
    ordered = None in (low, high) or compare("<=", low, high) is True
    return Interval(low, high, low_closed, high_closed) if ordered and not open_end else None


RANGES: dict[str, tuple[Signature, ...]] = {
    **{name: ways for name, (_, ways) in _BOTH.items()},
    **{turned: tuple(_turned(way) for way in ways) for turned, ways in _BOTH.values()},
    "overlaps": (_ranges(_overlaps),),
    "coincides": (_points(_same), _ranges(_coincides)),
    "range": (signature([Kind.TEXT], lambda _given: ConditionType(_R), _read),),
}
