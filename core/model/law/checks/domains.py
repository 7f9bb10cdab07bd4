"""The values that stand for all a fact or expression can be, once it is known what it is compared with.

Every value it is compared with is a border: one value is taken at each, one between, one below and one above all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Context, Decimal, localcontext
from itertools import pairwise
from typing import Any

from neni.core.model.conditions.types import ConditionType, Kind
from neni.core.model.conditions.values import Interval, Unknown, Value, from_fact
from neni.core.model.facts import FactKind, FactType

_PLAIN: dict[Kind, tuple[type, Any, Any]] = {
    Kind.NUMBER: (Decimal, Decimal(1), Decimal(0)),
    Kind.DATE: (date, timedelta(days=1), date(2000, 1, 1)),
    Kind.DURATION: (timedelta, timedelta(hours=1), timedelta()),
}
"""For kinds in an order: the type of their values, how far outside the borders one is taken, and one of them."""
_DIGITS = 100


def is_known(kind: ConditionType, *, in_order: bool) -> bool:
    """Whether a few values can stand for all of that type. Texts only as long as nobody asks for their order."""
    if kind.kind is Kind.TEXT:
        return kind.codes is not None or not in_order
    return kind.kind is Kind.YES_NO or kind.kind in _PLAIN


def standing_for(kind: ConditionType, fact: FactType | None, borders: Iterable[Value]) -> tuple[Value, ...]:
    """The values that stand for all of the type. `fact` is the stated fact it is, if it is one: its bounds count, and
    it is never null."""
    every = [value for one in borders for value in flat(one)]
    values = tuple(_standing_for(kind, fact, every))
    return values if fact is not None else (*values, None)


def _standing_for(kind: ConditionType, fact: FactType | None, borders: Sequence[Value]) -> Iterator[Value]:
    if kind.codes is not None:
        yield from sorted(kind.codes)
    elif kind.kind is Kind.YES_NO:
        yield from (True, False)
    elif kind.kind is Kind.TEXT:
        texts = sorted({one for one in borders if isinstance(one, str)})
        yield from texts
        yield "".join(texts) + "…"
    else:
        yield from _in_order(kind.kind, fact, borders)


def flat(value: Value) -> Iterator[Value]:
    """The single values in lists and ranges."""
    if isinstance(value, tuple):
        yield from (one for element in value for one in flat(element))
    elif isinstance(value, Interval):
        yield from (*flat(value.low), *flat(value.high))
    elif not isinstance(value, Unknown):
        yield value


def _in_order(kind: Kind, fact: FactType | None, borders: Sequence[Value]) -> Iterator[Value]:
    plain, step, origin = _PLAIN[kind]
    least, most = _bounds(fact)
    points: list[Any] = [one for one in (*borders, least, most) if type(one) is plain]
    for value in _with_between(sorted(set(points)) or [origin], step, _grain(kind, fact)):
        if (least is None or value >= least) and (most is None or value <= most):
            yield value


def _bounds(fact: FactType | None) -> tuple[Any, Any]:
    if fact is None:
        return None, None
    least, most = (None if one is None else from_fact(fact, one) for one in (fact.minimum, fact.maximum))
    return least, most


def _grain(kind: Kind, fact: FactType | None) -> Any:
    """The smallest step between two values: a day, a cent. Other numbers have none."""
    if kind is Kind.DATE:
        return timedelta(days=1)
    return Decimal("0.01") if fact and fact.kind is FactKind.MONEY else None


def _with_between(points: Sequence[Any], step: Any, grain: Any) -> list[Any]:
    """Exactly, however many digits a number has."""
    with localcontext(Context(prec=_DIGITS)):
        inner = [one for pair in pairwise(points) for one in _from(*pair, grain)]
        return [*_beyond(points[0], -step), *inner, points[-1], *_beyond(points[-1], step)]


def _from(point: Any, following: Any, grain: Any) -> Iterator[Any]:
    yield point
    if grain is None or point + grain < following:
        yield point + (grain if grain is not None else (following - point) / 2)


def _beyond(point: Any, step: Any) -> Iterator[Any]:
    """A value outside the outermost border; the calendar ends somewhere."""
    try:
        yield point + step
    except OverflowError:
        return
