"""Decision tables in rules files: what is read, and what is refused with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from neni.core.adapters import feel, rulebook
from neni.core.errors import BadRules
from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.law.lawbooks import assemble, check
from neni.core.model.periods import Period
from neni.core.model.references import Confidence, Reference
from neni.core.model.rules import Condition
from neni.core.model.rulesets import Ruleset
from neni.core.model.text import Language

WORDS = "{sq: a, sr: b, en: c}"
HEAD = f"""ruleset: parks.permit
applies_to: parks.permit
title: {WORDS}
reference: {{act: 01/L-001}}
facts:
  area: {{type: number, label: {WORDS}}}
  season: {{type: choice, label: {WORDS}, choices: {{dry: {WORDS}, wet: {WORDS}}}}}
  size: {{type: choice, label: {WORDS}, derived: true, choices: {{large: {WORDS}, small: {WORDS}}}}}
  fee: {{type: money, label: {WORDS}, derived: true}}
tables:
"""
SIZES = """  - table: sizes
    hit: unique
    inputs: [area, season]
    outputs: [size, fee]
    reference: {article: 4}
    in_force: {from: 2020-01-01}
    confidence: verified
    rows:
      - when: ['< 10', -]
        then: [small, 12.50]
      - when:
          - '>= 10'
          - '"dry", "wet"'
        then: [large, {is: area * 2}]
        reference: {article: 5}
        in_force: {from: 2021-01-01}
        confidence: memory
"""
FIRST_ROW = 19
"""The line of the first row of SIZES below HEAD."""


def load(folder: Path, tables: str) -> Ruleset:
    (folder / "permit.yaml").write_text(HEAD + tables, encoding="utf-8")
    (ruleset,) = rulebook.load(folder, "parks", feel.parse).rulesets
    return ruleset


def refused(folder: Path, tables: str) -> list[tuple[int, str]]:
    """Line and sentence of everything wrong."""
    with pytest.raises(BadRules) as error:
        load(folder, tables)
    for problem in error.value.problems:
        assert all(getattr(problem.message, one.value) for one in Language), problem
    return [(int(one.where.rpartition(":")[2]), one.message.en) for one in error.value.problems]


def test_a_table_is_read_and_stands_among_the_derivations(tmp_path: Path) -> None:
    ruleset = load(tmp_path, SIZES)
    (table,) = ruleset.tables
    assert (table.code, table.policy, table.outputs) == ("sizes", HitPolicy.UNIQUE, ("size", "fee"))
    alone, fee_alone, small, large, _, fee = ruleset.derivations
    assert (small.fact, small.value, small.when and small.when.text) == ("size", "small", "area in < 10")
    assert (small.reference, small.in_force) == (Reference("01/L-001", "4"), Period(date(2021, 1, 1)))
    assert (alone.value, fee_alone.value) == ("small", 1250)
    assert alone.in_force == fee_alone.in_force == Period(date(2020, 1, 1), date(2020, 12, 31))
    assert large.when is not None
    assert large.when.text == 'area in >= 10 and season in ("dry", "wet")'
    assert (large.reference.article, large.in_force, large.confidence) == (
        "5",
        Period(date(2021, 1, 1)),
        Confidence.MEMORY,
    )
    assert isinstance(fee.value, Condition)
    assert check(assemble("parks.permit", [ruleset])) == ()


def test_what_is_wrong_in_a_cell_is_told_with_the_line_of_the_cell(tmp_path: Path) -> None:
    ruleset = load(tmp_path, SIZES.replace('"dry", "wet"', '"dry", "hot"').replace("'< 10'", "'< \"x\"'"))
    told = check(assemble("parks.permit", [ruleset]))
    lines = [one.where.rpartition(":")[2] for one in told]
    assert lines == [str(FIRST_ROW), str(FIRST_ROW + 4)]


def test_one_cell_needs_no_list(tmp_path: Path) -> None:
    one = SIZES.replace("[area, season]", "area").replace("['< 10', -]", "'< 10'").replace("[small, 12.50]", "small")
    one = one.replace("[size, fee]", "size").replace("[large, {is: area * 2}]", "large")
    one = one.replace('          - \'"dry", "wet"\'\n', "")
    assert [len(row.tests) for row in load(tmp_path, one).tables[0].rows] == [1, 1]


def test_what_holds_when_no_row_is_met_is_a_derivation_that_gives_way_to_all(tmp_path: Path) -> None:
    default = "    default: [large, 3]\n    rows:"
    ruleset = load(tmp_path, SIZES.replace("    rows:", default))
    assert ruleset.tables[0].defaults == ("large", 300)
    fees = [one for one in ruleset.derivations if one.fact == "fee" and date(2026, 1, 1) in one.in_force]
    assert [(one.value, len(one.unless), one.rows[0].number) for one in fees if one.rows[0].number == 0] == [
        (300, 2, 0)
    ]
    (_, said) = refused(tmp_path, SIZES.replace("    rows:", "    default: [large]\n    rows:"))[0]
    assert said == "“default” has 1 cells, the table needs 2."


def test_an_order_is_of_known_values_names_all_that_stand_below_and_goes_with_priority(tmp_path: Path) -> None:
    one = SIZES.replace("hit: unique", "hit: priority\n    order: [large, small]").replace("[size, fee]", "size")
    one = one.replace("[small, 12.50]", "small").replace("[large, {is: area * 2}]", "large")
    ruleset = load(tmp_path, one)
    assert ruleset.tables[0].orders == (("large", "small"),)
    both = [one.value for one in ruleset.derivations if date(2026, 1, 1) in one.in_force]
    assert both == ["large", "small"]
    for wrong, said in (
        (one.replace("[large, small]", "[large, smal]"), "“smal” is not one of"),
        (one.replace("[large, small]", "[large]"), "“small” is not one of"),
        (one.replace("[large, small]", "[[large], [small]]"), "“order” has 2 cells, the table needs 1."),
        (one.replace("hit: priority", "hit: first"), "“order” is written with hit: priority only"),
    ):
        assert any(told.startswith(said) for _, told in refused(tmp_path, wrong)), wrong


@pytest.mark.parametrize("how", Aggregation)
def test_a_collecting_table_is_one_derivation(tmp_path: Path, how: Aggregation) -> None:
    text = f"""  - table: count
    hit: collect
    aggregate: {how.value}
    inputs: area
    outputs: {"total" if how is Aggregation.COUNT else "fee"}
    reference: {{article: 4}}
    in_force: {{from: 2020-01-01}}
    confidence: verified
    rows:
      - {{when: '< 10'{"" if how is Aggregation.COUNT else ", then: 2.50"}}}
      - {{when: -{"" if how is Aggregation.COUNT else ", then: {is: area}"}}}
"""
    total = f"  total: {{type: number, label: {WORDS}, derived: true}}\ntables:\n"
    (tmp_path / "permit.yaml").write_text((HEAD + text).replace("tables:\n", total), encoding="utf-8")
    (ruleset,) = rulebook.load(tmp_path, "parks", feel.parse).rulesets
    (one,) = ruleset.derivations
    assert isinstance(one.value, Condition)
    values = ("1", "1") if how is Aggregation.COUNT else ("2.50", "area")
    assert one.value.text == f"{how.value}(concatenate(if area in < 10 then [{values[0]}] else [], [{values[1]}]))"
    assert feel.parse(one.value.text)


def test_every_mistake_of_every_table_is_told_at_once(tmp_path: Path) -> None:
    assert refused(
        tmp_path,
        """  - table: sizes
    hit: collect
    inputs: [area, season]
    outputs: [siz, fee]
    rows:
      - when: [[1..2], '< 3 >', 5]
        then: 3
  - table: sizes
    hit: prioity
    aggregate: sum
    inputs: []
    outputs: [fee, size]
    reference: {article: 3}
    in_force: {from: 2020-01-01}
    confidence: memory
    rows:
      - {when: -, then: [x, huge]}
""",
    ) == [
        (11, "“reference” is missing; add it."),
        (11, "“in_force” is missing; add it."),
        (11, "“confidence” is missing; add it."),
        (11, "“aggregate” (sum, min, max, count) is written with hit: collect, and only with it."),
        (14, "The fact “siz” is not declared; did you mean “size”?"),
        (16, "“when” has 3 cells, the table needs 2; a cell that asks nothing is “-”."),
        (16, "Here one cell must stand, not a list; put it in quotes, such as '[1000..10000)' or '\"a\", \"b\"'."),
        (16, "Line 1, column 5: “>” is not expected here."),
        (17, "“then” has 1 cells, the table needs 2."),
        (18, f"The code “sizes” is already used in {tmp_path.name}/permit.yaml:11; choose another."),
        (19, "“prioity” is not one of: unique, first, priority, any, collect. Did you mean “priority”?"),
        (20, "“aggregate” (sum, min, max, count) is written with hit: collect, and only with it."),
        (21, "“inputs” is empty; a table has at least one input and one output."),
        (22, "With hit: collect a table has one output only; make a table for each."),
        (22, "“size” cannot be the result of “sum”; the fact must be of kind: money, percent, number."),
        (27, "“when” has 1 cells, the table needs 0; a cell that asks nothing is “-”."),
        (27, "“x” is not accepted; write an amount in euros with at most two decimals, such as 9500.00."),
        (27, "“huge” is not one of: large, small."),
    ]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (SIZES.replace("unique", "priority"), "“fee” is not."),
        (SIZES.replace("[size, fee]", "[size, size]"), "The output “size” stands twice; remove one column."),
        (SIZES[: SIZES.index("    rows:")] + "    rows: []\n", "A table has 1 to 300 rows; divide or complete it."),
        (SIZES.replace("'< 10'", "'not(< 10'"), "“<” is not expected here"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, wrong: str, told: str) -> None:
    assert any(told in sentence for _, sentence in refused(tmp_path, wrong))


def test_comments_and_the_hit_policy_of_rows_that_never_meet_change_no_fingerprint(tmp_path: Path) -> None:
    before = load(tmp_path, SIZES).fingerprint
    assert load(tmp_path, SIZES.replace("unique", "any # both the same here")).fingerprint == before
    assert load(tmp_path, SIZES.replace("'< 10'", "'< 11'")).fingerprint != before
