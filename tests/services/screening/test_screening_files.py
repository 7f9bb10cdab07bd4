"""Files of many rows: SQL, the evaluator and chaining say the same of every row and rule."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files
from pathlib import Path
from random import Random

import duckdb
import pytest

from neni.core.adapters import feel, rulebook
from neni.core.adapters.bulk import Cell, open_table
from neni.core.errors import BadImport
from neni.core.model.compiling.query import query
from neni.core.model.facts import Choice, FactKind, FactType
from neni.core.model.findings import Outcome
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lawbooks import Lawbook, assemble
from neni.core.model.law.lowering import lower
from neni.core.model.periods import Period
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.rules import Condition, Derivation, Rule, Severity
from neni.core.model.rulesets import Ruleset
from neni.core.model.screening_reports import ScreenReport
from neni.core.model.text import Text
from neni.core.services.judging.concluding import conclude
from neni.core.services.screening.screening_columns import stated
from neni.core.services.screening.screening_files import Asked, screen_table

DAY = date(2026, 3, 2)
WORDS, REFERENCE, HERE = Text.of("words"), Reference("01/L-001"), Place("test.yaml", 1)
BASIS = (REFERENCE, Confidence.VERIFIED, Period(), HERE)
MEANT = {Outcome.HOLDS: True, Outcome.DOES_NOT_HOLD: False, Outcome.CANNOT_BE_TOLD: None}
KINDS = {
    "m": FactKind.MONEY,
    "n": FactKind.NUMBER,
    "p": FactKind.PERCENT,
    "d": FactKind.DATE,
    "e": FactKind.DATE,
    "t": FactKind.TEXT,
    "y": FactKind.YES_NO,
}
CHOICES = tuple(Choice(code, WORDS) for code in ("a", "b", "other one"))
FACTS = (
    *(FactType(name, kind, WORDS) for name, kind in KINDS.items()),
    FactType("k", FactKind.CHOICE, WORDS, choices=CHOICES),
    FactType("c", FactKind.CHOICE, WORDS, choices=CHOICES, derived=True),
    FactType("z", FactKind.MONEY, WORDS, derived=True),
    FactType("w", FactKind.YES_NO, WORDS, derived=True),
)
CELLS = {
    "m": ("100", " 100", "100.0", "100.00", "99.99", "100.01", "0", "-5", "1e5", "100.005", "9999999999999999.99", ""),
    "n": ("1", "1.0", "2.5", "-3", "0", "1/3", ""),
    "p": ("10", "9.99", "10.01", "100", ""),
    "d": ("2026-03-01", "2026-03-02", "2026-02-30", "1.3.2026", ""),
    "e": ("2026-03-02", "2026-03-04", ""),
    "t": ("Prishtinë", "Prishtinë jug", "'; DROP TABLE facts; --", "😀", ""),
    "y": ("true", "false", "po", "", " true "),
    "k": ("a", "b", " b ", "other one", "A", ""),
}
CONDITIONS = (
    "m >= 100", "m * p > 10", "m * p = 10", "m + m - m = m", "m in [99.99..100)", "m between 0 and 100", "n = 1",
    "n != 1", "n in (1, < 0, [2..3])", "(e - d).days <= 2", "(e - d).days > n", "d < e", 'd >= date("2026-03-02")',
    't = "Prishtinë"', 't in ["😀", "x"]', 't < "Prishtinë j"', "y", "not(y)", "y and m > 50", "y or m > 50 and n > 1",
    "y = (m > 50)", "z > 100", "z = m", "z = null", "not(z != null)", "w", "w = false and y", "z in [0..1000]", "1 = 2",
    "m in [0..z)", "m in (z..100]", "not(m in [50..z])", "d in [e..@\"2026-03-02\"]", "not(n in (0..m))", "m in [z..n]",
    "count([m, n]) = 2", "m ** 2 > 5", 'upper case(t) = "X"', 'starts with(t, "P") and y', "m / n > 5",
    "not(n / m <= 0.5)", "m / n != 40", "1 > n / m", "string length(t) > 5", 'contains(t, "ë")',
    "(if y then m else n) > 50", "(if n > 1 and m > 5 then m * 2 else n) = 200", "-m < n",
    "some x in [10, z, 100] satisfies m > x", "every x in [n, 2] satisfies x < 3", "if y then m > 50 else n > 1",
    "p > 0.1", "m = null", "z = null or z > n", 'k = "a"', 'k in ["a", "b"] and n > 1', "k != c", 'c = "b"',
    "m in (n, z)",
)  # fmt: skip
SPOILT = {"m": ("1e5", "100.005"), "n": ("1/3",), "d": ("2026-02-30", "1.3.2026"), "y": ("po",), "k": ("A",)}
"""The cells above that hold no value of their fact's kind."""
FORMLESS = ("count([m, n]) = 2", "m ** 2 > 5", 'upper case(t) = "X"')
UNFIT = {f"T-{CONDITIONS.index(text)}" for text in FORMLESS}


def condition(text: str) -> Condition:
    return Condition(text, feel.parse(text))


@pytest.fixture(scope="module")
def law() -> Lawbook:
    ways = (
        Derivation("z", 10_000, condition("y"), *BASIS),
        Derivation("z", condition("m * n"), condition("n >= 1"), *BASIS),
        Derivation("z", condition("null"), condition("n < 0"), *BASIS),
        Derivation("w", condition("z > 100"), condition("d < e"), *BASIS),
        Derivation("c", "b", condition("y"), *BASIS),
        Derivation("c", condition('if n > 1 then "a" else k'), condition("n >= 0"), *BASIS),
    )
    rules = [
        Rule(f"T-{number}", WORDS, condition(text), WORDS, Severity.NOTE, *BASIS)
        for number, text in enumerate(CONDITIONS)
    ]
    rules.append(Rule("T-X", WORDS, condition("m > 0"), WORDS, Severity.NOTE, *BASIS, unless=(condition("z > 50"),)))
    rules.append(Rule("T-Y", WORDS, condition("n > 0"), WORDS, Severity.NOTE, *BASIS, overrides=("T-X",)))
    return assemble("t.t", [Ruleset("t.t", ("t.t",), WORDS, REFERENCE, FACTS, (), ways, tuple(rules), "", HERE)])


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    random, file = Random(7), tmp_path_factory.mktemp("bulk") / "rows.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow([*CELLS, "other"])
        writer.writerows([*(random.choice(cells) for cells in CELLS.values()), "x"] for _ in range(1500))
    return file


@pytest.mark.slow
def test_every_row_comes_out_as_chained(law: Lawbook, table: Path) -> None:
    plan = lower(law)
    asked = query(law, plan, DAY, CELLS)
    assert set(asked.unfit) == UNFIT
    with open_table(table) as rows:
        cells = tuple(Cell(law.facts[name], name, place) for name, place in asked.columns.items())
        facts = [stated([cell.fact for cell in cells], row) for row in rows.facts(cells)]
        found = list(rows.outcomes(asked, cells))
    assert len(facts) == len(found) == 1500
    for one, outcomes in zip(facts, found, strict=True):
        known = conclude(law, plan, Fixpoint(), one, DAY)
        expected = {code: MEANT[known.outcome(plan.rules[code])] for code in asked.rules}
        assert dict(zip(asked.rules, outcomes, strict=True)) == expected, one


def test_the_counts_add_up_and_tell_what_could_not_be_read(law: Lawbook, table: Path) -> None:
    report = screened(table, law)
    assert report.rows == 1500
    assert report.ignored == ("other",)
    with table.open(newline="", encoding="utf-8") as cells:
        rows = list(csv.DictReader(cells))
    assert report.unreadable == {name: sum(row[name] in spoilt for row in rows) for name, spoilt in SPOILT.items()}
    assert {one.rule.code for one in report.counts if not one.in_sql} == UNFIT
    assert all(one.holds + one.does_not_hold + one.cannot_be_told == 1500 for one in report.counts)


def screened(file: Path, law: Lawbook, columns: dict[str, str] | None = None) -> ScreenReport:
    with open_table(file) as rows:
        return screen_table(rows, law, lower(law), Asked(DAY, columns=columns or {}), lambda _part: None)


def test_a_parquet_file_keeps_its_exact_types(law: Lawbook, tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    duckdb.sql(
        "SELECT 100.01::DOUBLE AS m, 0.1::DOUBLE AS n, 10 AS p, DATE '2026-03-01' AS d, TRUE AS y UNION ALL "
        "SELECT 100.015, 1.0/3, 10, NULL, FALSE"
    ).write_parquet(str(file))
    report = screened(file, law)
    counts = {CONDITIONS[int(one.rule.code[2:])]: one for one in report.counts if one.rule.code[2:].isdigit()}
    assert report.unreadable == {"m": 1, "n": 1}
    assert (counts["m >= 100"].holds, counts["m >= 100"].cannot_be_told) == (1, 1)
    assert (counts["y"].holds, counts["y"].does_not_hold) == (1, 1)


def test_columns_by_other_names_even_hostile_ones(law: Lawbook, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text('"a""; DROP TABLE x; --",y\n150,true\n', encoding="utf-8")
    report = screened(file, law, {"m": 'a"; DROP TABLE x; --'})
    assert report.counts[0].holds == 1


@pytest.mark.parametrize("columns", [{"m": "nowhere"}, {"nothing": "m"}])
def test_columns_that_are_not_there_are_told(law: Lawbook, table: Path, columns: dict[str, str]) -> None:
    with pytest.raises(BadImport, match="--column"):
        screened(table, law, columns)


@pytest.mark.parametrize(("name", "content"), [("x.parquet", b"no parquet"), ("x.pdf", b"%PDF")])
def test_a_file_that_is_none_is_refused(law: Lawbook, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadImport):
        screened(tmp_path / name, law)


@pytest.mark.parametrize("case_type", ["procurement.purchase", "procurement.contract"])
def test_most_of_our_law_has_an_sql_form_that_is_planned_at_once(case_type: str, tmp_path: Path) -> None:
    rulesets = rulebook.load(files("neni.rulesets") / "procurement", "procurement", feel.parse).rulesets
    lawbook = assemble(case_type, rulesets)
    file = tmp_path / "rows.csv"
    file.write_text(",".join(lawbook.facts) + "\n" + ",".join("" for _ in lawbook.facts) + "\n", encoding="utf-8")
    report = screened(file, lawbook)
    in_sql = sum(one.in_sql for one in report.counts)
    assert in_sql >= 0.9 * len(report.counts)
    assert not report.unreadable
