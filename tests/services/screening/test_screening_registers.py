"""Files screened by an import map are read as the import reads them; rows by their own days; rows written out."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest

from neni.core.adapters import feel, rulebook, statements
from neni.core.adapters.bulk import open_table
from neni.core.adapters.rulebook import import_maps
from neni.core.adapters.tables import Row
from neni.core.errors import BadImport, NotFound
from neni.core.model.findings import Outcome
from neni.core.model.importing.import_maps import ImportMap
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lawbooks import Lawbook, assemble
from neni.core.model.law.lowering import lower
from neni.core.model.screening_reports import ScreenReport
from neni.core.services.cases.admitting import Admission
from neni.core.services.judging.concluding import conclude
from neni.core.services.screening.screening_files import Asked, Wanted, screen_table

TODAY = date(2026, 3, 2)
CELLS = {
    "municipality": ("Prishtinë", " Pejë ", ""),
    "year": ("2012", "2011"),
    "procurement_no": ("1", "17 ", "x"),
    "type_code": ("1", "2", "4", "5", " 5 ", "7", ""),
    "recorded_value_class": ("1", "2", "3", "4", "9", ""),
    "procedure_code": ("1", "6", "7", "16", ""),
    "cpv2": ("45", "2", "-1", ""),
    "title": ("Furnizim", "a\u0308", ""),
    "signed": (
        "2012-05-04", "04.05.2012", "4.5.2012", "anulim", "NDËRPRERJE", "2012-02-30", "", "2030-01-01",
        "\u00a02011-12-31",
    ),
    "estimated_eur": (
        "10000", "9999.99", "1,000.00", "12 500.505 €", "0", "0.00", "1e3", "12,50", "-5", "", "125000.00",
    ),
    "price_eur": ("9999.994", "9999.995", "10000.01", "EUR 5", "1.005", ""),
    "annex_eur": ("0", "1000.01", "0.001", ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def law() -> Lawbook:
    rulesets = rulebook.load(files("neni.rulesets") / "procurement", "procurement", feel.parse).rulesets
    return assemble("procurement.contract", rulesets)


@pytest.fixture(scope="module")
def register() -> ImportMap:
    (found,) = import_maps.load(files("neni.plugins.procurement") / "import_maps")
    return found


def drawn(file: Path, rows: int, seed: int = 3) -> list[tuple[str, ...]]:
    """Rows whose cells are good more often than not."""
    random = Random(seed)
    good = random.random
    found = [tuple(random.choice(some if good() < 0.25 else some[:2]) for some in CELLS.values()) for _ in range(rows)]
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([(*CELLS,), *found])
    return found


def screened(file: Path, law: Lawbook, asked: Asked) -> ScreenReport:
    with open_table(file) as table:
        return screen_table(table, law, lower(law), asked, lambda _part: None)


def test_a_register_is_screened_as_it_would_be_imported(law: Lawbook, register: ImportMap, tmp_path: Path) -> None:
    file, plan = tmp_path / "register.csv", lower(law)
    admission = Admission(register, lambda stated: statements.read(law.facts, stated))
    found: dict[tuple[str, Outcome], int] = {}
    taken = 0
    for number, row in enumerate(drawn(file, 1500), 2):
        admission.rows.clear()  # the same row may come again here
        entry = admission.entry((*CELLS,), Row(number, row))
        if entry is None:
            continue
        taken += 1
        day = entry.facts["signed_on"]
        assert isinstance(day, date)
        known = conclude(law, plan, Fixpoint(), entry.facts, day)
        for rule in law.rules(day):
            told = rule.code, known.outcome(plan.rules[rule.code])
            found[told] = found.get(told, 0) + 1
    report = screened(file, law, Asked(TODAY, by="signed_on", register=register))
    assert report.rows == 1500
    assert sum(rows for _, rows in report.law) == taken > 300
    assert sum(rows for _, rows in report.left_out) == 1500 - taken
    assert len(admission.skipped) == sum(rows for told, rows in report.left_out if told != report.left_out[0][0])
    for one in report.counts:
        counted = (one.holds, one.does_not_hold, one.cannot_be_told)
        assert counted == tuple(found.get((one.rule.code, outcome), 0) for outcome in Outcome), one.rule.code


def test_each_row_is_screened_by_the_law_of_its_own_day(law: Lawbook, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    days = ("2009-01-01", "2015-06-01", "2026-03-02", "", "spring")
    file.write_text("day,review_pending\n" + "".join(f"{day},true\n" for day in days), encoding="utf-8")
    report = screened(file, law, Asked(TODAY, by="day"))
    assert (report.rows, report.without_day, report.unreadable) == (5, 2, {"day": 1})
    assert sum(rows for _, rows in report.law) == 3
    plan = lower(law)
    for one in report.counts:
        there = [day for day in map(date.fromisoformat, days[:3]) if day in one.rule.in_force]
        known = [conclude(law, plan, Fixpoint(), {"review_pending": True}, day) for day in there]
        holds = [each.outcome(plan.rules[one.rule.code]) for each in known]
        assert one.holds == holds.count(Outcome.HOLDS)
        assert one.holds + one.does_not_hold + one.cannot_be_told == len(there)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_rows_in_which_rules_hold_are_written_as_the_file_has_them(law: Lawbook, tmp_path: Path, ending: str) -> None:
    file, out = tmp_path / "rows.csv", tmp_path / f"out.{ending}"
    rows = "".join(f"{number},{'true' if number % 3 else 'false'}\n" for number in range(90))
    file.write_text("k0_0,review_pending\n" + rows, encoding="utf-8")
    report = screened(file, law, Asked(TODAY, wanted=Wanted(out, ("PRO-41",), 25)))
    assert report.written == 25
    with open_table(out) as table:
        assert [*table.columns] == ["k0_0", "review_pending", "rules"]
        kept = list(table._many("SELECT * FROM " + table._reader, {}))  # what was written, as it is
    assert len(kept) == 25
    assert {str(row[1]).lower() for row in kept} == {"true"}
    assert {row[2] for row in kept} == {"PRO-41"}


def test_an_unknown_rule_or_ending_is_told(law: Lawbook, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("review_pending\ntrue\n", encoding="utf-8")
    with pytest.raises(NotFound, match="PRO-41"):
        screened(file, law, Asked(TODAY, wanted=Wanted(tmp_path / "x.csv", ("PRO-99",))))
    with pytest.raises(BadImport, match="parquet"):
        screened(file, law, Asked(TODAY, wanted=Wanted(tmp_path / "x.xlsx")))
    with pytest.raises(BadImport, match="day"):
        screened(file, law, Asked(TODAY, by="nowhere"))


def test_a_file_without_rows_counts_nothing(law: Lawbook, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("review_pending,price\n", encoding="utf-8")
    report = screened(file, law, Asked(TODAY))
    assert report.rows == 0
    assert {(one.holds, one.does_not_hold, one.cannot_be_told) for one in report.counts} == {(0, 0, 0)}
