"""Facts to columns of a file of many rows, and the rows of the file as facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from neni.core.adapters.bulk import Table
from neni.core.errors import BadImport
from neni.core.model.compiling.query import SCREENED
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.importing.import_maps import ImportMap
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan
from neni.core.model.text import Text

_CENT = Decimal("0.01")


def mapped(
    table: Table, lawbook: Lawbook, plan: Plan, columns: Mapping[str, str], register: ImportMap | None = None
) -> dict[str, str]:
    """Facts to columns of the file: as the map or the call says, else by their own names. Raises BadImport."""
    parameters = {one.name for one in lawbook.parameters()}
    usable = [
        name
        for name, fact in lawbook.facts.items()
        if fact.kind in SCREENED and name not in plan.derivations and name not in parameters
    ]
    if register is not None:
        lacking = [name for name in register.columns if name not in table.columns]
        found = {one.fact: one.column or one.template or str(one.constant) for one in register.facts}
        found_, strange = {name: found[name] for name in usable if name in found}, list[str]()
    else:
        lacking = [name for name in columns.values() if name not in table.columns]
        strange = [name for name in columns if name not in usable]
        found_ = {name: column for name in usable if (column := columns.get(name, name)) in table.columns}
    if lacking or strange or not found_:
        raise BadImport(_unmapped([*strange, *lacking], usable, list(table.columns)))
    return found_


def stated(facts: Iterable[FactType], row: Iterable[Any]) -> dict[str, FactValue]:
    """The facts of a row, from the values that conditions read."""
    pairs = zip(facts, row, strict=False)
    return {fact.name: _fact(fact.kind, value) for fact, value in pairs if value is not None}


def _fact(kind: FactKind, value: Any) -> FactValue:
    if kind is FactKind.MONEY:
        return int(value / _CENT)
    found: FactValue = value * 100 if kind is FactKind.PERCENT else value
    return found


def _unmapped(wrong: list[str], facts: list[str], there: list[str]) -> Text:
    named, known, columns = (", ".join(name[:40] for name in one[:40]) or "–" for one in (wrong, facts, there))
    return Text(
        sq=f"Kolonat nuk përputhen me faktet ({named}). Faktet: {known}. Kolonat e skedarit: {columns}. "
        "Përdorni --column fakti=KOLONA.",
        sr=f"Kolone se ne slažu sa činjenicama ({named}). Činjenice: {known}. Kolone datoteke: {columns}. "
        "Upotrebite --column činjenica=KOLONA.",
        en=f"Columns and facts do not fit together ({named}). Facts: {known}. Columns of the file: {columns}. "
        "Use --column fact=COLUMN.",
    )
