"""Findings that rest on a decision table name the table and the row; a table that contradicts itself has its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from neni.core.adapters import feel, rulebook
from neni.core.adapters.store.explained import read_finding, write_finding
from neni.core.adapters.words import Phrases
from neni.core.model.facts import FactValue
from neni.core.model.findings import Evaluation, Finding, Outcome
from neni.core.model.law import lawbooks
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lowering import lower
from neni.core.model.rules import Severity
from neni.core.model.text import Language
from neni.core.services.cases.explaining import sentences
from neni.core.services.judging import judge

DAY = date(2026, 3, 2)
WORDS = "{sq: a, sr: b, en: c}"
BASIS = "reference: {article: 4}\n    in_force: {from: 2020-01-01}\n    confidence: verified"
LAW = f"""ruleset: parks.permit
applies_to: parks.permit
title: {WORDS}
reference: {{act: 01/L-001}}
facts:
  area: {{type: number, label: {{sq: sipërfaqja, sr: površina, en: area}}}}
  season: {{type: text, label: {{sq: stina, sr: doba, en: season}}}}
  fee: {{type: money, label: {{sq: tarifa, sr: taksa, en: fee}}, derived: true}}
tables:
  - table: fees
    hit: HIT
    inputs: [area, season]
    outputs: [fee]
    {BASIS}
    rows:
      - when: ['< 10', -]
        then: 5
      - when: ['(5 + 0)', '"dry"']
        then: OTHER
        reference: {{article: 9}}
        confidence: memory
      - when: ['>= 10', -]
        then: 9
    default: 1
rules:
  - code: PRK-1
    title: {WORDS}
    when: fee > 0
    finding: {WORDS}
    severity: note
    {BASIS}
"""


def judged(folder: Path, law: str, **facts: FactValue) -> Evaluation:
    (folder / "permit.yaml").write_text(law, encoding="utf-8")
    lawbook = lawbooks.assemble("parks.permit", rulebook.load(folder, "parks", feel.parse).rulesets)
    return judge(lawbook, lower(lawbook), Fixpoint(), Phrases(), facts, DAY)


def law(hit: str, other: str = "7") -> str:
    return LAW.replace("HIT", hit).replace("OTHER", other)


def told(finding: Finding, language: Language) -> list[str]:
    return [one.words.in_language(language) for one in sentences(finding, DAY, Phrases())]


@pytest.mark.parametrize("hit", ["any", "first", "collect\n    aggregate: min", "collect\n    aggregate: sum"])
def test_the_row_that_gave_a_value_is_named_in_every_language(tmp_path: Path, hit: str) -> None:
    (finding,) = judged(tmp_path, law(hit), area=Decimal(12), season="wet").findings
    (row,) = next(one.rows for one in finding.used if one.name == "fee")
    assert (row.table, row.number, row.words) == ("fees", 3, "area: >= 10 → fee: 9.00")
    said = "Table “fees”, row 3: area: >= 10 → fee: 9.00 (01/L-001, Article 4; read in the source)"
    assert said in told(finding, Language.ENGLISH)
    assert any(one.startswith("Tabela “fees”, rreshti 3") for one in told(finding, Language.ALBANIAN))
    assert any(one.startswith("Tabela „fees“, red 3") for one in told(finding, Language.SERBIAN))
    assert read_finding(write_finding(finding)) == finding


def test_every_row_that_was_added_is_named(tmp_path: Path) -> None:
    (finding,) = judged(tmp_path, law("collect\n    aggregate: sum"), area=Decimal(5), season="dry").findings
    assert [row.number for one in finding.used for row in one.rows] == [1, 2]


def test_a_count_of_no_rows_names_none(tmp_path: Path) -> None:
    """The table says 0 although no row of it is met."""
    rows = "      - when: ['< 10', -]\n"
    table, rules = law("collect\n    aggregate: count").split("rules:\n")
    fewer = table.partition("    rows:\n")[0].replace("fee: {type: money", "fee: {type: number")
    one = f"{fewer}    rows:\n{rows}rules:\n{rules.replace('fee > 0', 'fee = 0')}"
    (finding,) = judged(tmp_path, one, area=Decimal(12), season="wet").findings
    assert (finding.outcome, [one.rows for one in finding.used if one.name == "fee"]) == (Outcome.HOLDS, [()])


def test_where_the_first_row_counts_the_others_are_not_named(tmp_path: Path) -> None:
    (finding,) = judged(tmp_path, law("first", "5"), area=Decimal(5), season="dry").findings
    assert [row.number for one in finding.used for row in one.rows] == [1]


def test_the_default_is_named_as_such(tmp_path: Path) -> None:
    one = law("first").replace("['>= 10', -]", "['> 90', -]")
    (finding,) = judged(tmp_path, one, area=Decimal(12), season="wet").findings
    said = "Table “fees”: no row that says otherwise is met, so the default counts (01/L-001; taken from memory)"
    assert [row.number for one in finding.used for row in one.rows] == [0]
    assert any(line.startswith(said.partition(" (")[0]) for line in told(finding, Language.ENGLISH))


@pytest.mark.parametrize("hit", ["unique", "any"])
def test_rows_that_differ_are_a_fault_of_the_law_that_everybody_sees(tmp_path: Path, hit: str) -> None:
    found = judged(tmp_path, law(hit), area=Decimal(5), season="dry")
    fault, rule = found.findings
    assert rule.outcome is Outcome.CANNOT_BE_TOLD
    assert (fault.rule, fault.outcome, fault.severity) == ("TABLE-FEES", Outcome.HOLDS, Severity.WARNING)
    assert fault.message.en == (
        "The table “fees” contradicts itself: rows 1 (area: < 10 → fee: 5.00), "
        '2 (area: (5 + 0); season: "dry" → fee: 7.00) are met together and say different things, '
        "so this cannot be told: fee."
    )
    assert "rreshtat 1" in fault.message.sq
    assert "redovi 1" in fault.message.sr
    assert [row.number for one in fault.used for row in one.rows] == [1, 2]
    assert read_finding(write_finding(fault)) == fault
    assert told(fault, Language.ENGLISH)[1:3] == [
        "“area: < 10 → fee: 5.00” is met",
        '“area: (5 + 0); season: "dry" → fee: 7.00” is met',
    ]


def test_rows_of_a_unique_table_that_agree_are_noted_and_the_value_stands(tmp_path: Path) -> None:
    found = judged(tmp_path, law("unique", "5"), area=Decimal(5), season="dry")
    rule, fault = found.findings
    assert (rule.rule, rule.outcome) == ("PRK-1", Outcome.HOLDS)
    assert (fault.severity, fault.message.en.endswith("they say the same, so the conclusion stands.")) == (
        Severity.NOTE,
        True,
    )
    assert [one.rule for one in judged(tmp_path, law("any", "5"), area=Decimal(5), season="dry").findings] == ["PRK-1"]


def test_a_row_that_may_yet_be_met_is_no_fault(tmp_path: Path) -> None:
    (finding,) = judged(tmp_path, law("unique"), area=Decimal(5)).findings
    assert finding.outcome is Outcome.CANNOT_BE_TOLD
    assert [one.name for one in finding.missing] == ["season"]
