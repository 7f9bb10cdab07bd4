"""Signatures say of every row what chaining says: drawn law over drawn rows, and the forms one by one."""

from __future__ import annotations

import csv
import importlib
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from neni.core.adapters.bulk import Cell, open_table
from neni.core.model.compiling.query import SCREENED, query
from neni.core.model.facts import FactKind, FactValue
from neni.core.model.findings import Outcome
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import lower
from neni.core.services.judging.concluding import conclude
from neni.core.services.screening.screening_columns import stated

MEANT = {Outcome.HOLDS: True, Outcome.DOES_NOT_HOLD: False, Outcome.CANNOT_BE_TOLD: None}
AGREEMENT = Path(__file__).parents[3] / "benchmarks/agreement"


@pytest.fixture(scope="module")
def law() -> Iterator[ModuleType]:
    """The law and cases that every way of judging is compared over."""
    sys.path.insert(0, str(AGREEMENT))
    yield importlib.import_module("law")
    sys.path.remove(str(AGREEMENT))


def written(lawbook: Lawbook, cases: list[dict[str, FactValue]], file: Path) -> Path:
    """The cases as rows, as far as a cell can hold their facts."""
    names = [one.name for one in lawbook.facts.values() if one.kind in SCREENED and not one.derived]
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow([*names, "number"])
        for number, facts in enumerate(cases):
            writer.writerow([*(cell(lawbook, name, facts.get(name)) for name in names), number])
    return file


def cell(lawbook: Lawbook, name: str, value: FactValue | None) -> str:
    if value is None:
        return ""
    if lawbook.facts[name].kind is FactKind.MONEY:
        return str(Decimal(str(value)).scaleb(-2))
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value).lower() if isinstance(value, bool) else str(value)


def differences(lawbook: Lawbook, on: date, file: Path) -> tuple[int, int]:
    """How many outcomes were compared; every one must be that of chaining."""
    plan = lower(lawbook)
    asked = query(lawbook, plan, on, [one.name for one in lawbook.facts.values() if not one.derived])
    with open_table(file) as rows:
        cells = tuple(Cell(lawbook.facts[name], name, place) for name, place in asked.columns.items())
        facts = [stated([one.fact for one in cells], row) for row in rows.facts(cells)]
        found = list(rows.outcomes(asked, cells))
        counted = rows.counts(asked, cells)
    assert len(facts) == len(found) == counted.rows
    for one, outcomes in zip(facts, found, strict=True):
        known = conclude(lawbook, plan, Fixpoint(), one, on)
        expected = {code: MEANT[known.outcome(plan.rules[code])] for code in asked.rules}
        assert dict(zip(asked.rules, outcomes, strict=True)) == expected, (one, lawbook)
    for number, code in enumerate(asked.rules):
        told = [row[number] for row in found]
        assert counted.rules[code] == (told.count(True), told.count(False))
    return len(found) * len(asked.rules), len(found) * len(asked.unfit)


@pytest.mark.parametrize("seed", [*range(12), *(pytest.param(n, marks=pytest.mark.slow) for n in range(100, 180))])
@pytest.mark.slow
def test_drawn_law_over_drawn_rows_comes_out_as_chained(law: ModuleType, tmp_path: Path, seed: int) -> None:
    drawing = sys.modules["drawing"]
    random = Random(seed)
    lawbook: Lawbook = law.lawbook(random)
    file = written(lawbook, [drawing.case(random) for _ in range(60)], tmp_path / "rows.csv")
    differences(lawbook, drawing.day(random), file)
