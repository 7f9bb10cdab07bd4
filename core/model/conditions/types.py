"""What kind of value a part of a condition can have, as far as can be known before there are facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from neni.core.model.facts import FactKind, FactType


class Kind(StrEnum):
    """The kinds of FEEL."""

    ANY = "any"
    NUMBER = "number"
    TEXT = "text"
    YES_NO = "yes or no"
    DATE = "date"
    MOMENT = "date and time"
    TIME = "time"
    DURATION = "days and time duration"
    MONTHS = "years and months duration"
    RANGE = "range"
    LIST = "list"
    RECORD = "record"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class ConditionType:
    """A kind; the codes a choice may have, the type of a list's elements or a range's ends, a record's fields."""

    kind: Kind
    codes: frozenset[str] | None = None
    element: ConditionType | None = None
    fields: Mapping[str, ConditionType] = field(default_factory=dict)

    def fits(self, other: ConditionType) -> bool:
        """Whether a value of one can stand beside a value of the other."""
        return self.kind is other.kind or Kind.ANY in (self.kind, other.kind) or Kind.NULL in (self.kind, other.kind)


ANY, NUMBER, TEXT, YES_NO, DATE, MOMENT, TIME, DURATION, MONTHS, NULL = (
    ConditionType(kind)
    for kind in (
        Kind.ANY,
        Kind.NUMBER,
        Kind.TEXT,
        Kind.YES_NO,
        Kind.DATE,
        Kind.MOMENT,
        Kind.TIME,
        Kind.DURATION,
        Kind.MONTHS,
        Kind.NULL,
    )
)


def list_of(element: ConditionType = ANY) -> ConditionType:
    """A list whose elements are of one type."""
    return ConditionType(Kind.LIST, element=element)


_OF_FACT = {
    FactKind.MONEY: NUMBER,
    FactKind.PERCENT: NUMBER,
    FactKind.NUMBER: NUMBER,
    FactKind.DATE: DATE,
    FactKind.INSTANT: MOMENT,
    FactKind.DURATION: DURATION,
    FactKind.TEXT: TEXT,
    FactKind.YES_NO: YES_NO,
}


def of_fact(fact: FactType) -> ConditionType:
    """How a fact or parameter stands in a condition."""
    if fact.kind is FactKind.CHOICE:
        return ConditionType(Kind.TEXT, codes=frozenset(choice.code for choice in fact.choices))
    if fact.kind is FactKind.RECORDS:
        return list_of(ConditionType(Kind.RECORD, fields={one.name: of_fact(one) for one in fact.fields}))
    return _OF_FACT[fact.kind]
