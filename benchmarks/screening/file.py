"""Rows a second of `neni screen` over a drawn Parquet file, and the most memory it took.

Run by hand: `python benchmarks/screening/file.py [ROWS] [CASE_TYPE]`. Amounts, dates, codes and missing cells are drawn
by DuckDB for every fact a cell can hold. Query and function are compared over the first, smaller file.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path

import duckdb

from neni.core.adapters import feel, rulebook
from neni.core.adapters.bulk import Cell, open_table
from neni.core.model.compiling.query import SCREENED, Query, query
from neni.core.model.facts import FactKind, FactType
from neni.core.model.findings import Outcome
from neni.core.model.lawbooks import Lawbook, assemble
from neni.core.model.lowering import Plan, lower
from neni.core.services.screening import Screener, stated

ON, FEW = date(2026, 3, 2), 10_000


def main() -> None:
    """Draw, screen, print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    case_type = sys.argv[2] if len(sys.argv) > 2 else "procurement.contract"
    law = assemble(case_type, rulebook.load(files("neni.rulesets") / "procurement", "procurement", feel.parse).rulesets)
    plan = lower(law)
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few.parquet", Path(folder) / "many.parquet"
        draw(law, plan, FEW, few)
        by_function(law, plan, few)
        draw(law, plan, rows, many)
        begun = time.perf_counter()
        counts = by_query(law, plan, many)
        taken = time.perf_counter() - begun
    print(f"query: {len(counts)} rules, {sum(holds for holds, _ in counts.values())} findings in {rows} rows")
    print(f"{taken:.2f} s, {rows / taken / 1e6:.2f} million rows/s")
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


def by_query(law: Lawbook, plan: Plan, file: Path) -> dict[str, tuple[int, int]]:
    """The counts of every rule that has an SQL form."""
    asked = query(law, plan, ON, law.facts)
    with open_table(file) as table:
        return table.counts(asked, cells_of(law, asked))


def by_function(law: Lawbook, plan: Plan, file: Path) -> None:
    """All rules by the function; where the query counts too, both must count the same."""
    asked = query(law, plan, ON, law.facts)
    screener, cells, found = Screener(law, plan, ON), cells_of(law, asked), Counter[tuple[str, Outcome]]()
    with open_table(file) as table:
        cases = [stated([cell.fact for cell in cells], row) for row in table.facts(cells)]
    begun = time.perf_counter()
    for facts in cases:
        found.update(zip(screener.rules, screener.outcomes(facts), strict=True))
    taken = (time.perf_counter() - begun) / len(cases) * 1e6
    print(f"function: {len(screener.rules)} rules, {taken:.1f} µs a row")
    for rule, counts in by_query(law, plan, file).items():
        assert counts == (found[rule, Outcome.HOLDS], found[rule, Outcome.DOES_NOT_HOLD]), rule


def cells_of(law: Lawbook, asked: Query) -> tuple[Cell, ...]:
    """Columns that bear the names of their facts."""
    return tuple(Cell(law.facts[name], name, place) for name, place in asked.columns.items())


def draw(law: Lawbook, plan: Plan, rows: int, file: Path) -> None:
    """A file with a column for every fact a cell can hold; one cell in twelve is empty."""
    usable = [one for one in law.facts.values() if one.kind in SCREENED and one.name not in plan.derivations]
    columns = ", ".join(f"CASE WHEN random() > 0.08 THEN {drawn(one)} END AS {one.name}" for one in usable)
    with duckdb.connect(config={"memory_limit": "700MB", "threads": 2}) as connection:
        connection.execute("SELECT setseed(0.5)")
        connection.execute(f"COPY (SELECT {columns} FROM range({rows})) TO '{file}'")


def drawn(fact: FactType) -> str:
    """SQL for a drawn value."""
    codes = ", ".join(f"'{one.code}'" for one in fact.choices)
    return {
        FactKind.MONEY: "CAST(exp(random() * 12) AS DECIMAL(18, 2))",
        FactKind.PERCENT: "CAST(floor(random() * 30) AS INTEGER)",
        FactKind.NUMBER: "CAST(floor(random() * 60) AS INTEGER)",
        FactKind.DATE: "DATE '2026-03-02' - CAST(floor(random() * 90) AS INTEGER)",
        FactKind.CHOICE: f"[{codes}][1 + CAST(floor(random() * {len(fact.choices)}) AS INTEGER)]",
        FactKind.TEXT: "'Prishtinë ' || CAST(floor(random() * 1000) AS VARCHAR)",
        FactKind.YES_NO: "random() > 0.5",
    }[fact.kind]


if __name__ == "__main__":
    main()
