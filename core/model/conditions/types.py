"""Types of values in conditions, the same for checking before and evaluation after facts are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import reduce

from neni.core.model.conditions.values import Function, Interval, Moment, Months, Unknown, Value
from neni.core.model.facts import FactKind, FactType


class Kind(StrEnum):
    """What operators and functions tell apart. ANY is a value of which nothing is known beforehand."""

    NUMBER = "number"
    TEXT = "text"
    YES_NO = "yes_no"
    DATE = "date"
    INSTANT = "instant"
    TIME = "time"
    DURATION = "duration"
    MONTHS = "months"
    RANGE = "range"
    LIST = "list"
    RECORD = "record"
    FUNCTION = "function"
    NULL = "null"
    ANY = "any"


ORDERED = frozenset({Kind.NUMBER, Kind.TEXT, Kind.DATE, Kind.INSTANT, Kind.TIME, Kind.DURATION, Kind.MONTHS})
"""Kinds whose values stand in an order, each among its own."""
EVERYTHING = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class ConditionType:
    """A kind, with the codes a text may be (None: any text), the type in a list or range, the fields of a record."""

    kind: Kind
    codes: frozenset[str] | None = None
    element: ConditionType | None = None
    fields: tuple[tuple[str, ConditionType], ...] = ()

    @property
    def inside(self) -> ConditionType:
        """The type of the elements of a list, or of the ends of a range."""
        return self.element or ANY

    def field(self, name: str) -> ConditionType | None:
        """The type of a field of the record."""
        return dict(self.fields).get(name)


ANY = ConditionType(Kind.ANY)
NUMBER = ConditionType(Kind.NUMBER)
TEXT = ConditionType(Kind.TEXT)
YES_NO = ConditionType(Kind.YES_NO)
NULL = ConditionType(Kind.NULL)

_KINDS_OF_FACTS = {
    FactKind.MONEY: Kind.NUMBER,
    FactKind.PERCENT: Kind.NUMBER,
    FactKind.NUMBER: Kind.NUMBER,
    FactKind.DATE: Kind.DATE,
    FactKind.INSTANT: Kind.INSTANT,
    FactKind.DURATION: Kind.DURATION,
    FactKind.CHOICE: Kind.TEXT,
    FactKind.TEXT: Kind.TEXT,
    FactKind.YES_NO: Kind.YES_NO,
    FactKind.RECORDS: Kind.LIST,
}
_KINDS_OF_VALUES: dict[type, Kind] = {
    bool: Kind.YES_NO,
    Decimal: Kind.NUMBER,
    str: Kind.TEXT,
    datetime: Kind.INSTANT,
    Moment: Kind.INSTANT,
    date: Kind.DATE,
    time: Kind.TIME,
    timedelta: Kind.DURATION,
    Months: Kind.MONTHS,
    Interval: Kind.RANGE,
    tuple: Kind.LIST,
    dict: Kind.RECORD,
    Mapping: Kind.RECORD,
    Function: Kind.FUNCTION,
    type(None): Kind.NULL,
    Unknown: Kind.ANY,
}


def of_fact(fact: FactType) -> ConditionType:
    """The type a fact or parameter has in conditions: money is a number of euros, a percent a fraction."""
    if fact.kind is FactKind.RECORDS:
        row = ConditionType(Kind.RECORD, fields=tuple((one.name, of_fact(one)) for one in fact.fields))
        return ConditionType(Kind.LIST, element=row)
    codes = frozenset(one.code for one in fact.choices) if fact.kind is FactKind.CHOICE else None
    return ConditionType(_KINDS_OF_FACTS[fact.kind], codes)


def kind_of(value: Value) -> Kind:
    """The kind of a value; values of no kind conditions know count as ANY and have no operation."""
    found = _KINDS_OF_VALUES.get(type(value))
    if found is not None:
        return found
    return next((kind for known, kind in _KINDS_OF_VALUES.items() if isinstance(value, known)), Kind.ANY)


def of_value(value: Value) -> ConditionType:
    """The type of a literal: a text written out can be nothing but itself."""
    return ConditionType(kind_of(value), frozenset({value}) if isinstance(value, str) else None)


def join(types: Iterable[ConditionType]) -> ConditionType:
    """The narrowest type that holds values of all of these."""
    return reduce(_join_two, types, NULL)


def _join_two(one: ConditionType, other: ConditionType) -> ConditionType:
    if one.kind is Kind.NULL or one == other:
        return other
    if other.kind is Kind.NULL:
        return one
    if one.kind is not other.kind or Kind.RECORD in (one.kind, other.kind):
        return ANY
    codes = None if one.codes is None or other.codes is None else one.codes | other.codes
    element = _join_two(one.element, other.element) if one.element and other.element else None
    return replace(one, codes=codes, element=element)
