"""The facts and parameters a ruleset declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from neni.core.adapters.rulebook import mistakes, refusals
from neni.core.adapters.rulebook.nodes import Node, Scalar
from neni.core.adapters.rulebook.reader import Reader
from neni.core.adapters.rulebook.values import CONSTANT_KINDS, constant
from neni.core.model.facts import Choice, FactKind, FactType
from neni.core.model.rules import DatedValue, Parameter

NAME = r"[a-z][a-z0-9_]*"
CODE = r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+"
RESERVED = frozenset(
    {"and", "or", "not", "in", "if", "then", "else", "some", "every", "satisfies", "for", "return", "between"}
    | {"true", "false", "null", "item", "date", "time", "duration"}
)
_BOUNDED = (FactKind.MONEY, FactKind.PERCENT, FactKind.NUMBER, FactKind.DATE)
_ONLY_FOR = {
    "choices": (FactKind.CHOICE,),
    "fields": (FactKind.RECORDS,),
    "minimum": _BOUNDED,
    "maximum": _BOUNDED,
    "pattern": (FactKind.TEXT,),
    "max_length": (FactKind.TEXT,),
    "unit": (FactKind.NUMBER, FactKind.MONEY),
}
_NEEDED_BY = {FactKind.CHOICE: "choices", FactKind.RECORDS: "fields"}


def facts(reader: Reader, node: Node | None) -> Iterator[FactType]:
    """The facts under `facts`."""
    for key, value in reader.open_entries(node):
        yield _fact(reader, key, value, ("help", "derived", *_ONLY_FOR))


def parameters(reader: Reader, node: Node | None) -> Iterator[Parameter]:
    """The parameters under `parameters`, each with its dated values."""
    for key, value in reader.open_entries(node):
        found = reader.entries(value, ("type", "label", "values"), ("help", "unit"))
        fact = FactType(
            _name(reader, key),
            _parameter_kind(reader, found.get("type")),
            reader.words(found.get("label")),
            help=reader.words(found["help"]) if "help" in found else None,
            unit=reader.perhaps(found.get("unit")),
        )
        yield Parameter(fact, tuple(_values(reader, found.get("values"), fact)))


def _values(reader: Reader, node: Node | None, fact: FactType) -> Iterator[DatedValue]:
    if node is not None and not list(reader.open_entries(node)):
        reader.note(mistakes.not_words(reader.place(node)))
    for key, value in reader.open_entries(node):
        found = reader.entries(value, ("value", "reference", "confidence"), ("source",))
        yield DatedValue(
            reader.day(key),
            constant(reader, found.get("value"), fact),
            reader.reference(found.get("reference")),
            reader.confidence(found.get("confidence")),
            reader.perhaps(found.get("source")),
        )


def _parameter_kind(reader: Reader, node: Node | None) -> FactKind:
    kind = _kind(reader, node)
    if node is not None and kind not in CONSTANT_KINDS:
        known = [one.value for one in FactKind if one in CONSTANT_KINDS]
        reader.note(mistakes.not_one_of(reader.place(node), kind.value, known))
        return FactKind.TEXT
    return kind


def _kind(reader: Reader, node: Node | None) -> FactKind:
    """An unknown kind is read as text, which takes any value: one mistake shall not cause others."""
    noted = len(reader.problems)
    kind = reader.chosen(node, FactKind)
    return kind if node is not None and len(reader.problems) == noted else FactKind.TEXT


def _fact(reader: Reader, key: Scalar, node: Node, properties: tuple[str, ...]) -> FactType:
    found = reader.entries(node, ("type", "label"), properties)
    noted = len(reader.problems)
    kind = _kind(reader, found.get("type"))
    if "type" in found and len(reader.problems) == noted:
        _check_properties(reader, node, found, kind)
    plain = FactType(_name(reader, key), kind, reader.words(found.get("label")))
    return FactType(
        plain.name,
        kind,
        plain.label,
        help=reader.words(found["help"]) if "help" in found else None,
        unit=reader.perhaps(found.get("unit")),
        choices=tuple(_choices(reader, found.get("choices"))),
        fields=tuple(_fields(reader, found.get("fields"))),
        minimum=_bound(reader, found.get("minimum"), plain),
        maximum=_bound(reader, found.get("maximum"), plain),
        pattern=_pattern(reader, found.get("pattern")),
        max_length=_length(reader, found.get("max_length")),
        derived=reader.yes(found.get("derived")),
    )


def _check_properties(reader: Reader, node: Node, found: Mapping[str, Node], kind: FactKind) -> None:
    needed = _NEEDED_BY.get(kind)
    if needed and needed not in found:
        reader.note(mistakes.missing_key(reader.place(node), needed))
    for name, kinds in _ONLY_FOR.items():
        if name in found and kind not in kinds:
            reader.note(refusals.not_for_kind(reader.place(found[name]), name, kind.value))


def _name(reader: Reader, key: Scalar) -> str:
    name = reader.string(key, NAME, "estimated_value")
    if name in RESERVED:
        reader.note(refusals.reserved(reader.place(key), name))
    return name


def _choices(reader: Reader, node: Node | None) -> Iterator[Choice]:
    for key, value in reader.open_entries(node):
        yield Choice(reader.string(key, NAME, "price_quotation"), reader.words(value))


def _fields(reader: Reader, node: Node | None) -> Iterator[FactType]:
    for key, value in reader.open_entries(node):
        yield _fact(reader, key, value, ("help", *(one for one in _ONLY_FOR if one != "fields")))


def _bound(reader: Reader, node: Node | None, fact: FactType) -> int | Decimal | date | None:
    if node is None or fact.kind not in _BOUNDED:
        return None
    value = constant(reader, node, fact)
    return value if isinstance(value, int | Decimal | date) else None


def _pattern(reader: Reader, node: Node | None) -> str | None:
    pattern = reader.perhaps(node)
    if node is None or pattern is None:
        return None
    try:
        re.compile(pattern)
    except re.error as error:
        reader.note(refusals.bad_pattern(reader.place(node), str(error)))
    return pattern


def _length(reader: Reader, node: Node | None) -> int | None:
    text = reader.perhaps(node)
    if node is None or text is None:
        return None
    if not re.fullmatch(r"[1-9]\d{0,5}", text, re.ASCII):
        reader.note(refusals.bad_value(reader.place(node), text, "number"))
        return None
    return int(text)
