"""Functions on contexts, on types, and on what two values are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time

from neni.core.model.conditions.arithmetic import EXACT
from neni.core.model.conditions.functions.signatures import Signature, one_of, signature
from neni.core.model.conditions.moments import local, offset_of, zone_of
from neni.core.model.conditions.operators import equal
from neni.core.model.conditions.types import EVERYTHING, ConditionType, Kind, kind_of
from neni.core.model.conditions.values import Value
from neni.core.model.conditions.writing import written

Context = Mapping[str, Value]
_R, _T, _L, _Y, _N = Kind.RECORD, Kind.TEXT, Kind.LIST, Kind.YES_NO, Kind.NUMBER
_MARK = one_of(_T, Kind.NULL)
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?", re.ASCII)


def _anything(_arguments: object) -> ConditionType:
    return ConditionType(Kind.ANY)


def _record(_arguments: object) -> ConditionType:
    return ConditionType(_R)


def _entries_type(_arguments: object) -> ConditionType:
    entry = ConditionType(_R, fields=(("key", ConditionType(_T)), ("value", ConditionType(Kind.ANY))))
    return ConditionType(_L, element=entry)


def _entries(context: Context) -> Value:
    return tuple({"key": name, "value": value} for name, value in context.items())


def _context(entries: Sequence[Value]) -> Value:
    """Null where an entry lacks its key or value, or a key stands twice."""
    made: dict[str, Value] = {}
    for entry in entries:
        if not isinstance(entry, Mapping) or "value" not in entry:
            return None
        key = entry.get("key")
        if not isinstance(key, str) or key in made:
            return None
        made[key] = entry["value"]
    return made


def _put(context: Context, key: str, value: Value) -> Value:
    return {**context, key: value}


def _put_inside(context: Context, keys: Sequence[Value], value: Value) -> Value:
    """Along a path of keys; null when it is empty or leads through something else."""
    first, *rest = keys
    if not isinstance(first, str):
        return None
    if not rest:
        return {**context, first: value}
    inner = context.get(first, {})
    changed = _put_inside(inner, rest, value) if isinstance(inner, Mapping) else None
    return None if changed is None else {**context, first: changed}


def _merge(contexts: Sequence[Value]) -> Value:
    made: dict[str, Value] = {}
    for one in contexts:
        if not isinstance(one, Mapping):
            return None
        made |= one
    return made


def _is(one: Value, other: Value) -> Value:
    """The same value of the same kind, shown by the same clocks."""
    if kind_of(one) is not kind_of(other):
        return False
    if isinstance(one, datetime) and isinstance(other, datetime):
        return equal(one, other) is True and _shown(one) == _shown(other)
    if isinstance(one, time) and isinstance(other, time):
        return one.replace(tzinfo=None) == other.replace(tzinfo=None) and offset_of(one) == offset_of(other)
    return equal(one, other)


def _shown(moment: datetime) -> tuple[datetime, bool]:
    """What the clocks of its zone show, and whether it has one."""
    return local(moment).replace(tzinfo=None), zone_of(moment) is None


def _number(text: str, grouping: str | None = None, point: str | None = None) -> Value:
    """A number in writing; null where the marks are none or the same."""
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", ".") or (point and grouping == point):
        return None
    plain = text.replace(grouping, "") if grouping else text
    plain = plain.replace(",", ".") if point == "," and "." not in plain else plain
    return EXACT.create_decimal(plain) if _NUMBER.fullmatch(plain) else None


CONTEXTS: dict[str, tuple[Signature, ...]] = {
    "get value": (signature([_R, _T], _anything, lambda context, key: context.get(key)),),
    "get entries": (signature([_R], _entries_type, _entries),),
    "context": (signature([_L], _record, _context),),
    "context put": (
        signature([_R, _T, EVERYTHING], _record, _put, lenient=True),
        signature([_R, _L, EVERYTHING], _record, _put_inside, lenient=True),
    ),
    "context merge": (signature([_L], _record, _merge),),
    "is": (signature([EVERYTHING, EVERYTHING], _Y, _is),),
    "string": (signature([EVERYTHING - {Kind.NULL}], _T, written),),
    "number": (
        signature([_T, _MARK, _MARK], _N, _number, least=1),
        signature([_N], _N, lambda number: number),
    ),
}
