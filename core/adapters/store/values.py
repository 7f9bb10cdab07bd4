"""Facts as exact JSON text and back, with no knowledge of their types.

JSON has texts, whole numbers, yes and no of its own. Everything else is an object with one name that tells
what it is: `{"decimal": "10.50"}`, `{"date": …}`, `{"instant": …}`, `{"microseconds": …}`. Records
are a list, and objects inside a list are rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from neni.core.model.facts import FactValue, FactValues

_READERS: dict[str, Callable[[Any], FactValue]] = {
    "decimal": Decimal,
    "date": date.fromisoformat,
    "instant": datetime.fromisoformat,
    "microseconds": lambda count: timedelta(microseconds=count),
}


def dumps(value: object) -> str:
    """JSON text; letters stay letters."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def loads(text: str) -> Any:
    """What `dumps` wrote."""
    return json.loads(text)


def write_facts(values: Mapping[str, FactValue | None]) -> dict[str, object]:
    """Facts by name in their JSON form; None (known to be nothing) is null."""
    return {name: None if value is None else _write(value) for name, value in values.items()}


def read_facts(written: Mapping[str, Any]) -> FactValues:
    """The facts that `write_facts` wrote, none of them null."""
    return {name: _read(value) for name, value in written.items()}


def read_derived(written: Mapping[str, Any]) -> dict[str, FactValue | None]:
    """The facts that `write_facts` wrote, nulls included."""
    return {name: None if value is None else _read(value) for name, value in written.items()}


def _write(value: FactValue) -> object:
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime):  # before date: an instant is a date to Python
        return {"instant": _utc(value).isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, timedelta):
        return {"microseconds": value // timedelta(microseconds=1)}
    return [write_facts(row) for row in value]


def _read(written: Any) -> FactValue:
    if isinstance(written, list):
        return tuple(read_facts(row) for row in written)
    if isinstance(written, dict):
        ((kind, inner),) = written.items()
        return _READERS[kind](inner)
    value: FactValue = written
    return value


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC)
