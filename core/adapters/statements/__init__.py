"""Facts as people and programs state them (JSON, forms, imported rows) to typed values, and back, by marshmallow.

A marshmallow schema is generated from the fact types of a case type. Everything wrong is told at once, one
problem a field, with a JSON pointer. Which facts exist is told by the lawbook; what they mean, by the rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load

from neni.core.adapters.statements import refusals
from neni.core.adapters.statements.kinds import FIELDS, MOST_ROWS, StatedField, refused
from neni.core.errors import InvalidFacts, Problem
from neni.core.model.facts import FactKind, FactType, FactValue, FactValues
from neni.core.model.text import Text

INVALID = Text(
    sq="Faktet e dhëna nuk mund të pranohen.",
    sr="Navedene činjenice ne mogu se prihvatiti.",
    en="The facts given cannot be accepted.",
)
_UNKNOWN = "unknown"
_NO_OBJECT = "no object"


def read(types: Mapping[str, FactType], raw: object, *, required: Collection[str] = ()) -> FactValues:
    """The facts stated in `raw`, a mapping of fact name to JSON value whose numbers are int or Decimal.

    Null, an empty text and an absent name all mean "not stated". `required` names facts that must be stated.
    Raises InvalidFacts with one Problem a field; pointers start at `raw` itself (`/lines/0/unit_price`).
    """
    schema = _schema(tuple(types.values()))
    try:
        values: FactValues = schema.load(raw)  # type: ignore[arg-type]  # a wrong type is one of its answers
        problems: list[Problem] = []
    except ValidationError as error:
        values, problems = {}, list(_problems(error.messages, tuple(types.values())))
    problems += _unstated(types, raw, required) if isinstance(raw, Mapping) else []
    if problems:
        raise InvalidFacts(INVALID, problems)
    return values


def write(types: Mapping[str, FactType], values: Mapping[str, FactValue | None]) -> dict[str, Any]:
    """The JSON-ready form of values: money, percent and numbers as exact decimal strings (`"9500.00"`), dates and
    instants ISO, records as lists. Values of facts nobody declares any more are left out; None is null.
    """
    written: dict[str, Any] = _schema(tuple(types.values())).dump(values)
    return written


class _Statements(Schema):
    """What every generated schema does: unknown names are refused, empty values are no statement."""

    error_messages = {"unknown": _UNKNOWN, "type": _NO_OBJECT}  # noqa: RUF012 - marshmallow's own way

    @pre_load
    def drop_unstated(self, raw: Any, **_: Any) -> Any:
        """Leave out names whose value says nothing."""
        if not isinstance(raw, Mapping):
            return raw
        return {name: value for name, value in raw.items() if name not in self.fields or not _is_empty(value)}


class RecordsField(StatedField):
    """A list of rows, each with the fields of its own."""

    def __init__(self, fact: FactType) -> None:
        super().__init__(fact)
        self._rows = fields.List(fields.Nested(_schema(fact.fields)))

    def _read(self, given: Any) -> tuple[Mapping[str, FactValue], ...]:
        if not isinstance(given, list | tuple):
            raise self.wrong_kind()
        if len(given) > MOST_ROWS:
            raise refused(refusals.too_many_rows(self.fact, MOST_ROWS))
        rows: list[Mapping[str, FactValue]] = self._rows.deserialize(given)  # type: ignore[assignment]
        return tuple(rows)

    def _write(self, value: Any) -> list[dict[str, Any]]:
        return [self._rows.inner.schema.dump(row) for row in value]  # type: ignore[attr-defined]


@lru_cache(maxsize=128)
def _schema(types: tuple[FactType, ...]) -> Schema:
    known = FIELDS | {FactKind.RECORDS: RecordsField}
    return _Statements.from_dict({one.name: known[one.kind](one) for one in types}, name="Facts")(unknown=RAISE)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _unstated(types: Mapping[str, FactType], raw: Mapping[Any, object], required: Collection[str]) -> list[Problem]:
    empty = [name for name in required if _is_empty(raw.get(name)) or raw.get(name) == []]
    return [replace(refusals.required(types[name]), pointer=f"/{_escaped(name)}") for name in empty]


def _problems(messages: Any, types: tuple[FactType, ...], pointer: str = "") -> Iterator[Problem]:
    """Flatten the tree of messages: keys are field names or row numbers, leaves are lists of messages."""
    if isinstance(messages, Mapping):
        for key, below in messages.items():
            yield from _problems_at(key, below, types, pointer)
    else:
        for message in messages:
            yield replace(message if isinstance(message, Problem) else refusals.not_an_object(), pointer=pointer)


def _problems_at(key: object, messages: Any, types: tuple[FactType, ...], pointer: str) -> Iterator[Problem]:
    if key == "_schema":  # marshmallow's name for "this whole object"
        yield from _problems(messages, types, pointer)
        return
    here = f"{pointer}/{_escaped(str(key))}"
    fact = next((one for one in types if one.name == key), None)
    if messages == [_UNKNOWN]:
        yield replace(refusals.unknown_fact(str(key)[:60], [one.name for one in types if one.asked]), pointer=here)
    else:
        yield from _problems(messages, fact.fields if fact else types, here)


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")
