"""Seconds, rows a second and peak memory of the command `neni screen` over drawn contracts, Parquet and CSV.

Run by hand: `python benchmarks/screening/file.py [MILLIONS …] [--csv]`, by default 1, 2, 5 and 10 million rows; with
`--csv` the same rows as CSV too. Amounts, days, codes and missing cells are drawn by DuckDB for every fact that is no
text, and four texts beside them. Each figure is of a process of its own, from its start to its end. Before that, the
counts over a small file are compared with the evaluator's, rule by rule.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path
from statistics import linear_regression

import duckdb

from neni.core.adapters import feel, rulebook
from neni.core.adapters.bulk import Cell, open_table
from neni.core.model.compiling.query import SCREENED, query
from neni.core.model.facts import FactKind, FactType
from neni.core.model.findings import Outcome
from neni.core.model.law.lawbooks import Lawbook, assemble
from neni.core.model.law.lowering import Plan, lower
from neni.core.services.screening import Screener
from neni.core.services.screening.screening_columns import stated

CASE_TYPE, ON, FEW = "procurement.contract", date(2026, 3, 2), 10_000
GOAL_ROWS, MOST_SECONDS, MOST_KB = 10_000_000, 10, 1_000_000
TEXTS = ("title", "supplier_name", "supplier_number", "buyer")


def main() -> None:
    """Draw, compare, screen, print."""
    millions = [float(one) for one in sys.argv[1:] if one != "--csv"] or [1, 2, 5, 10]
    law = assemble(CASE_TYPE, rulebook.load(files("neni.rulesets") / "procurement", "procurement", feel.parse).rulesets)
    plan = lower(law)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"NENI_WORKSPACE": str(Path(folder) / "var"), "NENI_LANGUAGE": "en"}
        subprocess.run([neni(), "init"], check=True, capture_output=True)
        small = Path(folder) / "few.parquet"
        draw(law, plan, FEW, small)
        compare(law, plan, small)
        for ending in ("parquet", "csv") if "--csv" in sys.argv else ("parquet",):
            times = [measured(law, plan, round(count * 1e6), Path(folder) / f"rows.{ending}") for count in millions]
            if len(times) > 1:
                fit = linear_regression(millions, times)
                off = max(
                    abs(fit.intercept + fit.slope * one - took) for one, took in zip(millions, times, strict=True)
                )
                print(f"{ending}: {fit.intercept:.2f} s + {fit.slope:.3f} s a million, at most {off:.2f} s beside it")


def measured(law: Lawbook, plan: Plan, rows: int, file: Path) -> float:
    """The seconds of one process, which prints what it found."""
    draw(law, plan, rows, file)
    command = [neni(), "screen", str(file), "--case-type", CASE_TYPE, "--on", ON.isoformat(), "--json"]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.read())
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    taken = time.perf_counter() - begun
    size = file.stat().st_size / 1e6
    file.unlink()
    assert told["rows"] == rows
    findings = sum(one["holds"] for one in told["counts"])
    print(f"{file.suffix[1:]} {rows} rows, {size:.0f} MB: {len(told['counts'])} rules, {findings} findings")
    print(f"    {taken:.2f} s ({used.ru_utime + used.ru_stime:.2f} s of processor)", end="")
    print(f", {rows / taken / 1e6:.2f} million rows/s, at most {used.ru_maxrss / 1000:.0f} MB", flush=True)
    if rows == GOAL_ROWS:
        reached = "yes" if taken < MOST_SECONDS and used.ru_maxrss < MOST_KB else "no"
        print(f"goal: {file.suffix[1:]}, {rows} rows, under {MOST_SECONDS} s and 1 GB: {taken:.2f} s, ", end="")
        print(f"{used.ru_maxrss / 1000:.0f} MB, reached: {reached}", flush=True)
    return taken


def neni() -> str:
    """The command as it is installed."""
    return str(Path(sys.executable).parent / "neni")


def compare(law: Lawbook, plan: Plan, file: Path) -> None:
    """Signatures and evaluator must count the same."""
    asked = query(law, plan, ON, law.facts)
    with open_table(file) as table:
        columns = {name: place for name, place in asked.columns.items() if name in table.columns}
        asked = query(law, plan, ON, columns)
        cells = tuple(Cell(law.facts[name], name, place) for name, place in columns.items())
        cases = [stated([cell.fact for cell in cells], row) for row in table.facts(cells)]
        counted = table.counts(asked, cells)
    screener, found = Screener(law, plan, ON), Counter[tuple[str, Outcome]]()
    begun = time.perf_counter()
    for facts in cases:
        found.update(zip(screener.rules, screener.outcomes(facts), strict=True))
    taken = (time.perf_counter() - begun) / len(cases) * 1e6
    print(f"evaluator: {len(screener.rules)} rules, {taken:.1f} µs a row; {len(asked.unfit)} rules without an SQL form")
    for rule, counts in counted.rules.items():
        assert counts == (found[rule, Outcome.HOLDS], found[rule, Outcome.DOES_NOT_HOLD]), rule


def draw(law: Lawbook, plan: Plan, rows: int, file: Path) -> None:
    """The columns the rules look at, and the texts by which a contract is known. One cell in twelve is empty."""
    read = below({name for rule in law.rules(ON) for name in rule.reads}, law)
    usable = [one for one in law.facts.values() if one.kind in SCREENED and one.name not in plan.derivations]
    chosen = [one for one in usable if one.name in TEXTS or (one.name in read and one.kind is not FactKind.TEXT)]
    columns = ", ".join(f"CASE WHEN random() > 0.08 THEN {drawn(one)} END AS {one.name}" for one in chosen)
    with duckdb.connect(config={"memory_limit": "700MB", "threads": 2}) as connection:
        connection.execute("SELECT setseed(0.5)")
        connection.execute(f"COPY (SELECT {columns} FROM range({rows})) TO '{file}'")


def below(names: set[str], law: Lawbook) -> set[str]:
    """The names, and all that derivations of them read."""
    more = {name for one in law.derivations() if one.fact in names for name in one.reads} - names
    return below(names | more, law) if more else names


def drawn(fact: FactType) -> str:
    """SQL for a drawn value."""
    codes = ", ".join(f"'{one.code}'" for one in fact.choices)
    return {
        FactKind.MONEY: "CAST(exp(random() * 12) AS DECIMAL(18, 2))",
        FactKind.PERCENT: "CAST(floor(random() * 30) AS INTEGER)",
        FactKind.NUMBER: "CAST(floor(random() * 60) AS INTEGER)",
        FactKind.DATE: "DATE '2026-03-02' - CAST(floor(random() * 90) AS INTEGER)",
        FactKind.CHOICE: f"[{codes}][1 + CAST(floor(random() * {len(fact.choices)}) AS INTEGER)]",
        FactKind.TEXT: "'Prishtinë ' || CAST(CAST(floor(random() * 1000) AS INTEGER) AS VARCHAR)",
        FactKind.YES_NO: "random() > 0.5",
    }[fact.kind]


if __name__ == "__main__":
    main()
