"""A cell of a file as the exact value of a fact, in SQL: what it is, and whether something unreadable stands there.

Each form is tried the cheap way first: a cell written as we would write its value needs no look at its letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from neni.core.model.compiling.query import COLUMNS
from neni.core.model.facts import FactKind, FactType

_FLOATING = ("DOUBLE", "FLOAT")
_SHORT = frozenset({"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"})
"""Whole numbers of at most so many digits:"""
_TEN = 10
_CENTS = COLUMNS[FactKind.MONEY].after
_DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a fact stands in the file, and in which column of the query."""

    fact: FactType
    column: str
    place: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A value as SQL, and when the cell holds something that is none (None: it never does)."""

    value: str
    unreadable: str | None = None

    def at(self, place: str) -> str:
        """When something unreadable stands in the cell whose value is the column `place`."""
        return (self.unreadable or "FALSE").format(place=place)


def quoted(column: str) -> str:
    """The name of a column as SQL reads it."""
    return '"' + column.replace('"', '""') + '"'


def typed(fact: FactType, column: str, stored: str, parameter: Callable[[object], str]) -> Typed:
    """The value of a fact in a column of the type `stored`, whose name is one of ours. A choice is told by its place
    among the codes, from 1."""
    if fact.kind in COLUMNS:
        return _number(fact.kind, column, stored)
    forms: dict[FactKind, Callable[[], Typed]] = {
        FactKind.DATE: lambda: _day(column, stored),
        FactKind.YES_NO: lambda: _yes_no(column, stored),
        FactKind.CHOICE: lambda: _choice(column, stored, parameter([one.code for one in fact.choices])),
        FactKind.TEXT: lambda: _text(column, stored),
    }
    return forms[fact.kind]()


def _number(kind: FactKind, column: str, stored: str) -> Typed:
    """The exact number, or NULL: too many digits, or parts that the kind does not have."""
    digits = COLUMNS[kind]
    before, after = (digits.before + 2, digits.after - 2) if kind is FactKind.PERCENT else (digits.before, digits.after)
    found = _decimal(column, stored, before, after)
    if kind is FactKind.PERCENT:
        return Typed(f"CAST({found.value} * CAST(0.01 AS DECIMAL(3, 2)) AS {digits.type})", found.unreadable)
    return found


def _decimal(column: str, stored: str, before: int, after: int) -> Typed:
    kind = f"DECIMAL({before + after}, {after})"
    decimal = f"TRY_CAST({column} AS {kind})"
    if stored == "VARCHAR":
        form = rf"\s*-?[0-9]{{1,{before}}}(\.[0-9]{{1,{after}}}0*)?\s*"
        formed = f"regexp_full_match({column}, '{form}')"
        if after == _CENTS:
            return _read(f"CASE WHEN CAST({decimal} AS VARCHAR) = {column} OR {formed} THEN {decimal} END", column)
        whole = f"TRY_CAST({column} AS BIGINT)"
        usual = f"WHEN CAST({whole} AS VARCHAR) = {column} THEN TRY_CAST({whole} AS {kind})"
        return _read(f"CASE {usual} WHEN {formed} THEN {decimal} END", column)
    width, scale = map(int, found.groups()) if (found := _DECIMAL.fullmatch(stored)) else (0, 0)
    if (found and scale <= after and width - scale <= before) or (stored in _SHORT and before >= _TEN):
        return Typed(f"CAST({column} AS {kind})")
    if found or stored in _FLOATING:
        return _there(f"CASE WHEN CAST({decimal} AS {stored}) = {column} THEN {decimal} END", column)
    return _there(decimal if stored.endswith(("INT", "INTEGER")) else f"CAST(NULL AS {kind})", column)


def _day(column: str, stored: str) -> Typed:
    if stored == "DATE":
        return Typed(column)
    if stored != "VARCHAR":
        return _there("CAST(NULL AS DATE)", column)
    form, day = r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*", f"TRY_CAST({column} AS DATE)"
    spaced = f"CASE WHEN regexp_full_match({column}, '{form}') THEN TRY_CAST(trim({column}) AS DATE) END"
    return _read(f"CASE WHEN CAST({day} AS VARCHAR) = {column} THEN {day} ELSE {spaced} END", column)


def _yes_no(column: str, stored: str) -> Typed:
    if stored == "BOOLEAN":
        return Typed(column)
    if stored != "VARCHAR":
        return _there("CAST(NULL AS BOOLEAN)", column)
    spaced = f"CASE trim({column}) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END"
    return _read(f"CASE {column} WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE ELSE {spaced} END", column)


def _choice(column: str, stored: str, codes: str) -> Typed:
    if stored != "VARCHAR":
        return _there("CAST(NULL AS INTEGER)", column)
    usual = f"nullif(list_position({codes}, {column}), 0)"
    spaced = f"nullif(list_position({codes}, nullif(trim({column}), '')), 0)"
    return _read(f"coalesce({usual}, CASE WHEN {column} IS NOT NULL THEN {spaced} END)", column)


def _text(column: str, stored: str) -> Typed:
    if stored != "VARCHAR":
        return _there("CAST(NULL AS VARCHAR)", column)
    return Typed(f"nfc_normalize(nullif(trim({column}), ''))")


def _read(value: str, column: str) -> Typed:
    """Unreadable is a text that is more than spaces."""
    return Typed(value, f"CASE WHEN {{place}} IS NOT NULL THEN FALSE ELSE coalesce(trim({column}) <> '', FALSE) END")


def _there(value: str, column: str) -> Typed:
    return Typed(value, f"{column} IS NOT NULL AND {{place}} IS NULL")
