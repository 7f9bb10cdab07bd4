"""The same cases as rows of a file: what the SQL query says of every row and rule, beside what the patient reader says.

A cell holds less than a fact may be; what it cannot hold counts as not stated, and the reader is told so too.
"""

from __future__ import annotations

import csv
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import reading
from drawing import KINDS
from jotting import told_of

from neni.core.adapters.bulk import Cell, open_table
from neni.core.errors import BadConfiguration
from neni.core.model.compiling.query import SCREENED, query
from neni.core.model.facts import FactKind
from neni.core.model.findings import Outcome
from neni.core.services.screening.screening_columns import stated

COLUMNS = tuple(name for name, kind in KINDS.items() if kind in SCREENED)
SAID = {True: Outcome.HOLDS.value, False: Outcome.DOES_NOT_HOLD.value, None: Outcome.CANNOT_BE_TOLD.value}


def compare(law: Any, plan: Any, cases: list[dict[str, Any]], on: date, tally: Any) -> None:
    """Every case that fits into cells, by the law of one day. Without DuckDB nothing is compared."""
    asked = query(law, plan, on, COLUMNS)
    if not asked.rules:
        return
    with suppress(BadConfiguration), TemporaryDirectory() as folder:
        file = Path(folder) / "rows.csv"
        write(file, cases)
        with open_table(file) as table:
            cells = tuple(Cell(law.facts[name], name, place) for name, place in asked.columns.items())
            read = [stated([cell.fact for cell in cells], row) for row in table.facts(cells)]
            found = list(table.outcomes(asked, cells))
        for facts, outcomes in zip(read, found, strict=True):
            said = dict(zip(asked.rules, (SAID[one] for one in outcomes), strict=True))
            expected, _ = reading.outcomes(law, facts, on, plan.confirmed)
            wrong = {code: one for code, one in said.items() if one != expected[code]}
            if wrong:
                tally.differences.append(f"SQL: {wrong}\nexpected {expected}\n{told_of(law)}\n{facts} {on}")
            tally.count(tally.rows, said.values())


def write(file: Path, cases: list[dict[str, Any]]) -> None:
    """The cases as a file with a column for each fact that has cells."""
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows([cell(KINDS[name], one.get(name)) for name in COLUMNS] for one in cases)


def cell(kind: FactKind, value: Any) -> str:
    """As a person would write it into a table."""
    if value is None:
        return ""
    if kind is FactKind.MONEY:
        return format(Decimal(value).scaleb(-2), "f")
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)
