"""The filters templates may use: those of the house, and those plugins bring. None of them sees a missing value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeAlias

from jinja2 import Undefined
from jinja2.exceptions import TemplateRuntimeError

from neni.core.adapters.word.insertions import image, subdocument
from neni.core.adapters.word.making import current
from neni.core.adapters.word.printing import Printer, clean
from neni.core.model.paper import Amount

Filter: TypeAlias = Callable[..., Any]
EACH = "each record"
"""What every loop goes through; no template can write this name."""


def filters(printer: Printer, brought: Mapping[str, Filter]) -> dict[str, Filter]:
    """All filters of one language by name; the names of the house are taken."""
    own: dict[str, Filter] = {
        "in_words": printer.in_words,
        "money": _only(printer, Amount, "money takes an amount of money"),
        "date": printer.printed,
        "upper": lambda value: printer.printed(value).upper(),
        "times": times,
        "total": total,
        "image": image,
        "subdocument": subdocument,
    }
    plugins = {name: _of_plugin(name, one) for name, one in brought.items()}
    return {name: _not_for_nothing(one) for name, one in {**plugins, **own}.items()} | {EACH: each}


def each(records: object) -> Sequence[object]:
    """The records to go through; none when the list was not stated."""
    if records is None:
        return ()
    if isinstance(records, Sequence) and not isinstance(records, str):
        current().turn(len(records))
        return records
    raise TemplateRuntimeError("for goes through a list of records only")


def times(price: object, quantity: object) -> Amount | None:
    """An amount a number of times, to the nearest cent; nothing when either was not stated."""
    if price is None or quantity is None:
        return None
    if not isinstance(price, Amount) or isinstance(quantity, bool | Amount) or not isinstance(quantity, int | Decimal):
        raise TemplateRuntimeError("times takes an amount of money and a number")
    return Amount((Decimal(int(price)) * Decimal(quantity)).quantize(Decimal(1), ROUND_HALF_UP))


def total(records: object, price: str, quantity: str | None = None) -> Amount | None:
    """The sum of a field of money over all records, each times another field if one is named; nothing when a record
    lacks one of them, for then the sum is not known."""
    if not isinstance(records, Sequence) or isinstance(records, str):
        raise TemplateRuntimeError("total takes a list of records")
    parts = [times(_field(one, price), _field(one, quantity) if quantity else 1) for one in records]
    known = [part for part in parts if part is not None]
    return Amount(sum(known)) if len(known) == len(parts) else None


def _field(record: object, name: str) -> object:
    if not isinstance(record, Mapping) or name not in record:
        raise TemplateRuntimeError(f"no record has a field “{name}”")
    return record[name]


def _only(printer: Printer, kind: type, refused: str) -> Filter:
    def apply(value: object) -> str:
        if not isinstance(value, kind):
            raise TemplateRuntimeError(refused)
        return printer.printed(value)

    return apply


def _of_plugin(name: str, brought: Filter) -> Filter:
    """Whatever it does, its answer is plain text and its failure names it."""

    def apply(value: object, *arguments: object, **named: object) -> str:
        try:
            return clean(str(brought(value, *arguments, **named)))
        except Exception as error:
            raise TemplateRuntimeError(f"filter “{name}”: {type(error).__name__}: {error}") from error

    return apply


def _not_for_nothing(one: Filter) -> Filter:
    def apply(value: object, *arguments: object, **named: object) -> Any:
        if isinstance(value, Undefined):
            str(value)  # a strict undefined says its name
        return None if value is None else one(value, *arguments, **named)

    return apply
