"""Types as the standard calls them: whether a value is of one, and what is passed where one is wanted."""

from __future__ import annotations

from collections.abc import Mapping

from neni.core.model.conditions.tree import TypeName
from neni.core.model.conditions.types import ConditionType, Kind, kind_of
from neni.core.model.conditions.values import Function, Interval, Unknown, Value

FUNCTION = "function"
"""What a type of functions begins with; alone it is none."""
TYPE_NAMES: Mapping[str, Kind] = {
    "number": Kind.NUMBER,
    "string": Kind.TEXT,
    "boolean": Kind.YES_NO,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "date and time": Kind.INSTANT,
    "days and time duration": Kind.DURATION,
    "years and months duration": Kind.MONTHS,
    "list": Kind.LIST,
    "range": Kind.RANGE,
    "context": Kind.RECORD,
    "Null": Kind.NULL,
    "Any": Kind.ANY,
}


def is_of(value: Value, wanted: TypeName) -> bool:
    """Whether a known value is of the type; null is of no type but its own."""
    if wanted.name == FUNCTION:
        return isinstance(value, Function) and _takes(value, wanted)
    kind = TYPE_NAMES[wanted.name]
    if kind is Kind.ANY:
        return value is not None
    return kind_of(value) is kind and _holds(value, wanted)


def _holds(value: Value, wanted: TypeName) -> bool:
    """Whether what stands in a value of the kind is of the types that are named for it."""
    if isinstance(value, tuple) and wanted.inner:
        return all(_fits(one, wanted.inner) for one in value)
    if isinstance(value, Interval) and wanted.inner:
        return all(_fits(one, wanted.inner) for one in (value.low, value.high))
    if isinstance(value, Mapping):
        return all(name in value and _fits(value[name], kind) for name, kind in wanted.fields)
    return True


def _takes(function: Function, wanted: TypeName) -> bool:
    """Whether the function takes everything the type hands over. What it gives is not known before it is called, so
    it is of a type only that gives anything."""
    declared = [kind for _, kind in function.parameters]
    handed = [kind for _, kind in wanted.fields]
    taken = len(declared) == len(handed) and all(
        one is None or one.name == "Any" or one == other for one, other in zip(declared, handed, strict=True)
    )
    return taken and wanted.inner is not None and wanted.inner.name == "Any"


def _fits(value: Value, wanted: TypeName) -> bool:
    return value is None or is_of(value, wanted)


def passed(value: Value, wanted: TypeName | None) -> Value:
    """The value as what takes that type sees it: null when it is of another, one value as a list of one and back."""
    if wanted is None or value is None or isinstance(value, Unknown) or is_of(value, wanted):
        return value
    if isinstance(value, tuple) and len(value) == 1:
        return passed(value[0], wanted)
    listed = (value,)
    return listed if TYPE_NAMES.get(wanted.name) is Kind.LIST and is_of(listed, wanted) else None


def type_named(wanted: TypeName | None) -> ConditionType:
    """The type for checking."""
    if wanted is None:
        return ConditionType(Kind.ANY)
    if wanted.name == FUNCTION:
        return ConditionType(Kind.FUNCTION)
    inner = type_named(wanted.inner) if wanted.inner else None
    return ConditionType(
        TYPE_NAMES[wanted.name], element=inner, fields=tuple((name, type_named(one)) for name, one in wanted.fields)
    )
