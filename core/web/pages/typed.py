"""From what somebody typed into a form to facts in their JSON form, remembering where on the page each came from.

Fields are named `fact.<name>`, those of records `fact.<name>.<row>.<field>`; rows left blank are no rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from neni.core.model import amounts
from neni.core.model.facts import FactKind, FactType

PREFIX = "fact."
KOSOVO = ZoneInfo("Europe/Belgrade")
_ROW = re.compile(r"\d{1,4}", re.ASCII)
_POINTED_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?", re.ASCII)
_NUMBERS = (FactKind.MONEY, FactKind.NUMBER, FactKind.PERCENT)


@dataclass(slots=True)
class Typed:
    """`places` leads from the JSON pointer of a value to the id of its field; `ambiguous` lists pointers of numbers
    that could be read in two ways."""

    stated: dict[str, object] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    ambiguous: list[str] = field(default_factory=list)

    def take(self, fact: FactType, name: str, pointer: str, form: Mapping[str, str]) -> object:
        """The JSON form of one value, or None when nothing was typed."""
        self.places[pointer] = identifier(name)
        written = form.get(name, "").strip()
        if not written:
            return None
        if fact.kind in _NUMBERS:
            amount = amounts.read(written)
            self.ambiguous += [pointer] if amount.ambiguous else []
            return amount.written
        return _other(fact.kind, written)


def identifier(name: str) -> str:
    """The id of the field with that name."""
    return name.replace(".", "-")


def read(facts: Iterable[FactType], form: Mapping[str, str]) -> Typed:
    """Everything the form says of these facts."""
    typed = Typed()
    for fact in facts:
        name = f"{PREFIX}{fact.name}"
        if fact.kind is FactKind.RECORDS:
            typed.places[f"/{fact.name}"] = identifier(name)
            value: object = _records(typed, fact, form) or None
        else:
            value = typed.take(fact, name, f"/{fact.name}", form)
        if value is not None:
            typed.stated[fact.name] = value
    return typed


def rows(fact: FactType, form: Mapping[str, str]) -> list[int]:
    """The numbers of the rows the form has for records, in order."""
    start = f"{PREFIX}{fact.name}."
    numbers = {name.removeprefix(start).partition(".")[0] for name in form if name.startswith(start)}
    return sorted(int(number) for number in numbers if _ROW.fullmatch(number))


def _records(typed: Typed, fact: FactType, form: Mapping[str, str]) -> list[dict[str, object]]:
    records: list[dict[str, object]] = []
    for row in rows(fact, form):
        names = {one.name: f"{PREFIX}{fact.name}.{row}.{one.name}" for one in fact.fields}
        if not any(form.get(name, "").strip() for name in names.values()):
            continue
        pointer = f"/{fact.name}/{len(records)}"
        values = {one.name: typed.take(one, names[one.name], f"{pointer}/{one.name}", form) for one in fact.fields}
        records.append({name: value for name, value in values.items() if value is not None})
    return records


def _other(kind: FactKind, written: str) -> object:
    if kind is FactKind.YES_NO:
        return {"yes": True, "no": False}.get(written, written)
    if kind is FactKind.DATE:
        return _POINTED_DATE.sub(_iso, written) if _POINTED_DATE.fullmatch(written) else written
    return _with_zone(written) if kind is FactKind.INSTANT else written


def _iso(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _with_zone(written: str) -> str:
    """A browser's moment has no zone: it is meant in Kosovo."""
    try:
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=KOSOVO)).isoformat()
    except (ValueError, OverflowError):
        return written
