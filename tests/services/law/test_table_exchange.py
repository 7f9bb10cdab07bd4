"""Decision tables to spreadsheets and DMN files and back: the same table comes back, what cannot be read is named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from neni.core.adapters import dmn, feel, rulebook, spreadsheets
from neni.core.errors import BadImport, NotFound
from neni.core.host import Host
from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.tables.plain_tables import PlainRow, PlainTable, plain
from neni.core.model.text import Language
from neni.core.services.law import table_exchange

WORDS = "{sq: a, sr: b, en: c}"
HEAD = f"""ruleset: parks.permit
applies_to: parks.permit
title: {WORDS}
reference: {{act: 01/L-001}}
facts:
  area: {{type: number, label: {WORDS}}}
  name: {{type: text, label: {WORDS}, derived: true}}
  fee: {{type: number, label: {WORDS}, derived: true}}
"""
SOURCE = ("01/L-001", "4", "", "", "2020-01-01", "", "verified")
OTHER = ("null", "", "2", "practice: of 'ours'", "2021-01-01", "2024-12-31", "practice")

# Every word a table may hold: tests and expressions with texts of any letters in them that XML knows.
texts = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters='"\\\ufffe\uffff'), max_size=6)
quoted = texts.map('"{}"'.format)
tests = st.one_of(
    st.sampled_from(["-", "< 3", "= 5", "[1..4)", "]1..4[", "not(3, 5)", "null", "true", "1,\n 2", "-5", "'", "@"]),
    quoted,
    st.tuples(quoted, quoted).map(", ".join),
).filter(lambda words: not re.search("['@]", words) or words.startswith('"'))
values = st.one_of(quoted, st.sampled_from(["1", "0.50", "area * 2", "null", "true", 'date("2026-01-31")']))
notes = st.sampled_from([SOURCE, SOURCE, OTHER])
policies = st.sampled_from(
    [*((one, None) for one in HitPolicy if one is not HitPolicy.COLLECT)]
    + [(HitPolicy.COLLECT, one) for one in Aggregation if one is not Aggregation.COUNT]
)


@st.composite
def tables(draw: st.DrawFn, *, noted: bool | None = None) -> PlainTable:
    policy, aggregation = draw(policies)
    width = draw(st.integers(1, 3))
    told = draw(st.booleans()) if noted is None else noted
    row = st.builds(PlainRow, st.tuples(*[tests] * width), st.tuples(values), notes if told else st.just(()))
    rows = tuple(draw(st.lists(row, min_size=1, max_size=4)))
    inputs = tuple(draw(st.sampled_from(["area", "area + 1", 'if area > 1 then "a" else "b"'])) for _ in range(width))
    defaults = (draw(values),) if draw(st.booleans()) else ()
    return PlainTable("sizes", policy, aggregation, inputs, ("name",), rows, defaults=defaults)


@settings(max_examples=25)
@given(tables(), st.sampled_from(table_exchange.ENDINGS))
def test_a_table_comes_back_as_it_went(table: PlainTable, ending: str) -> None:
    assert table_exchange.read(table_exchange.write(table, ending), ending) == (table,)


@settings(max_examples=25)
@given(tables(noted=True))
def test_the_rules_that_are_printed_are_the_table(tmp_path_factory: pytest.TempPathFactory, table: PlainTable) -> None:
    if table.policy in (HitPolicy.COLLECT, HitPolicy.PRIORITY):
        table = replace(table, policy=HitPolicy.FIRST, aggregation=None)
    folder = tmp_path_factory.mktemp("rules")
    printed = table_exchange.as_rules(table_exchange.write(table, ".dmn"), ".dmn")
    (folder / "permit.yaml").write_text(HEAD + printed, encoding="utf-8")
    (ruleset,) = rulebook.load(folder, "parks", feel.parse).rulesets
    (read,) = ruleset.tables
    assert spaced(plain(read, {one.name: one for one in ruleset.facts})) == spaced(table)


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x01"], ids=ascii)
@pytest.mark.parametrize("ending", table_exchange.ENDINGS)
def test_signs_that_no_file_keeps_are_told(ending: str, sign: str) -> None:
    row = PlainRow((f'"{sign}"',), ('""',), ())
    with pytest.raises(BadImport, match="signs"):
        table_exchange.write(PlainTable("sizes", HitPolicy.UNIQUE, None, ("area",), ("name",), (row,)), ending)


def spaced(table: PlainTable) -> list[tuple[str, ...]]:
    """Line breaks in entries are spaces in rules."""
    rows = [(*row.tests, *row.values, *row.notes) for row in table.rows]
    return [tuple(re.sub(r"\s*\n\s*", " ", one) for one in row) for row in (table.defaults, *rows)]


def test_a_shipped_table_comes_back_through_both_kinds_of_file(host: Host) -> None:
    printed = {
        table_exchange.as_rules(table_exchange.export(host, "procurement.value", "value_class", ending), ending)
        for ending in table_exchange.ENDINGS
    }
    (text,) = printed
    assert "- when: ['\"works\"', '>= large_value_from_works']\n        then: ['large']" in text
    with pytest.raises(NotFound):
        table_exchange.export(host, "procurement.value", "values", ".dmn")


@pytest.mark.parametrize("ending", table_exchange.ENDINGS)
def test_a_default_of_one_output_leaves_the_others_nothing(ending: str) -> None:
    row = PlainRow(("< 3",), ('"x"', "1"))
    table = PlainTable("sizes", HitPolicy.ANY, None, ("area",), ("name", "fee"), (row,), defaults=("null", "0.50"))
    assert table_exchange.read(table_exchange.write(table, ending), ending) == (table,)
    assert "    default: [{is: 'null'}, {is: '0.50'}]\n" in table_exchange.as_rules(
        table_exchange.write(table, ending), ending
    )


@pytest.mark.parametrize("ending", table_exchange.ENDINGS)
def test_the_order_of_priority_travels_with_the_table(tmp_path: Path, ending: str) -> None:
    """As `outputValues` in DMN, which other programs follow; without an order in the rules, that of the choices."""
    choices = f"{{low: {WORDS}, high: {WORDS}}}"
    kind = f"  risk: {{type: choice, label: {WORDS}, derived: true, choices: {choices}}}\n"
    source = "reference: {article: 4}\n    in_force: {from: 2020-01-01}\n    confidence: verified"
    rows = "      - when: '> 1'\n        then: low\n      - when: '> 2'\n        then: high\n"
    head = f"  - table: risks\n    hit: priority\n    inputs: [area]\n    outputs: [risk]\n    {source}\n"
    for order, said in (("", "[['low', 'high']]"), ("    order: [high, low]\n", "[['high', 'low']]")):
        text = HEAD + kind + "tables:\n" + head + order + "    rows:\n" + rows
        (tmp_path / "permit.yaml").write_text(text, encoding="utf-8")
        (ruleset,) = rulebook.load(tmp_path, "parks", feel.parse).rulesets
        written = table_exchange.write(plain(ruleset.tables[0], {one.name: one for one in ruleset.facts}), ending)
        printed = table_exchange.as_rules(written, ending)
        assert f"    order: {said}\n" in printed
        (tmp_path / "permit.yaml").write_text(HEAD + kind + printed, encoding="utf-8")
        (again,) = rulebook.load(tmp_path, "parks", feel.parse).rulesets
        assert [one.value for one in again.derivations] == [one.value for one in ruleset.derivations]
    wrong = changed(lambda dmn_: dmn_.replace('"UNIQUE"', '"PRIORITY"').replace(
        'name="name" />', 'name="name"><outputValues><text>"x", 5</text></outputValues></output>'
    ))  # fmt: skip
    assert told(wrong, ".dmn")[0].startswith("sizes, outputValues of output 1")


def test_a_default_stands_under_an_output() -> None:
    default = ("default", '"x"', "2")
    kinds = (("input", "output", "note"), ("area", "name", "act"))
    (problem,) = told(sheet(*TOP, default, *kinds, ("-", '"y"')), ".xlsx")
    assert problem.startswith("C4:")
    (problem,) = told(sheet(*TOP, ("default",), ("output", "input"), ("name", "area"), ('"y"', "-")), ".xlsx")
    assert problem.startswith("A4:")
    assert told(sheet(*TOP, ("default", '"x"')), ".xlsx")[0].startswith("A")


def test_without_notes_the_source_is_asked_for() -> None:
    table = PlainTable("sizes", HitPolicy.FIRST, None, ("area",), ("name",), (PlainRow(("-",), ('"x"',)),))
    printed = table_exchange.as_rules(table_exchange.write(table, ".xlsx"), ".xlsx")
    assert "# reference, in_force and confidence are for you to add" in printed
    assert "reference:" not in printed


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


TOP: tuple[tuple[object, ...], ...] = (("table", "sizes"), ("hit", "first"), ("aggregate",))
KINDS: tuple[tuple[object, ...], ...] = (("input", "output"), ("area", "name"))


WHOLE = sheet(*TOP, *KINDS, ("-", '"x"'))


def told(content: bytes, ending: str) -> list[str]:
    with pytest.raises(BadImport) as refused:
        table_exchange.read(content, ending)
    for one in refused.value.problems:
        assert all(getattr(one.message, language.value) for language in Language)
    return [one.said(Language.ENGLISH) for one in refused.value.problems] or [str(refused.value)]


def test_what_people_type_into_cells_is_read_exactly() -> None:
    rows = ((3, True), (2.5, date(2026, 1, 31)), (None, '"x"'), (" < 3 ", "null"))
    (table,) = table_exchange.read(sheet(*TOP, *KINDS, *rows), ".xlsx")
    assert [(row.tests[0], row.values[0]) for row in table.rows] == [
        ("3", "true"),
        ("2.5", 'date("2026-01-31")'),
        ("-", '"x"'),
        ("< 3", "null"),
    ]


def test_every_cell_that_cannot_be_read_is_named() -> None:
    assert [one.split(":")[0] for one in told(sheet(*TOP, *KINDS, ("=1+1", "=A1")), ".xlsx")] == ["A6", "B6"]
    wrong = told(sheet(*TOP, ("input", "output"), ("area +", "Name"), ("< 3 >", '"a'), ("-", None)), ".xlsx")
    assert [one.split(":")[0] for one in wrong] == ["A5", "B5", "A6", "B6", "B7"]
    assert [one.split(":")[0] for one in told(sheet(*TOP, ("input", "outputs"), ("a", "b")), ".xlsx")] == ["B4"]
    assert told(sheet(("table", "x"), ("hit", "rule order"), ("aggregate",), *KINDS), ".xlsx")[0].startswith("B2:")
    assert told(sheet(("a", "b")), ".xlsx")[0].startswith("A1:")


def test_a_row_without_its_source_is_named() -> None:
    head = (("input", "output", *["note"] * 3), ("area", "name", "act", "from", "confidence"))
    rows = (("-", '"x"', "01/L-001", "2020-01-01", "verified"), ("-", '"x"', "01/L-001", None, "verified"))
    (problem,) = told(sheet(*TOP, *head, *rows), ".xlsx")
    assert problem.startswith("A7: The row lacks act, from or confidence")


def changed(change: Callable[[str], str]) -> bytes:
    row = PlainRow(("< 3",), ('"x"',), SOURCE)
    table = PlainTable("sizes", HitPolicy.UNIQUE, None, ("area",), ("name",), (row,))
    return change(table_exchange.write(table, ".dmn").decode()).encode()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("&lt; 3", "&lt; 3 &gt;", "sizes, rule 1, input 1: Line 1, column 5"),
        ('"x"', '"x', "sizes, rule 1, output 1: Line 1"),
        (">area<", ">Area<", "sizes, input 1: Line 1, column 1"),
        ('"UNIQUE"', '"RULE ORDER"', "sizes: “RULE ORDER” is not known"),
        ('"UNIQUE"', '"COLLECT"', "sizes: “COLLECT” is not known"),
        ('"UNIQUE"', '"COLLECT" aggregation="COUNT"', "sizes, rule 1, output 1: A counting table"),
        (
            'name="name" />',
            'name="name"><defaultOutputEntry><text>1 +</text></defaultOutputEntry></output>',
            "sizes, default of output 1: Line 1",
        ),
        ("<inputExpression", '<inputExpression expressionLanguage="urn:js"', "sizes: urn:js is not supported"),
        ("OMG", "OMG", ""),
    ],
)
def test_what_neni_does_not_have_of_dmn_is_refused(old: str, new: str, said: str) -> None:
    content = changed(lambda text: text.replace(old, new))
    if said:
        assert told(content, ".dmn")[0].startswith(said)
    else:
        assert len(table_exchange.read(content, ".dmn")) == 1


def test_other_editions_of_dmn_are_read() -> None:
    other = "http://www.omg.org/spec/DMN/20180521/MODEL/"
    assert len(table_exchange.read(changed(lambda text: text.replace(dmn.NAMESPACE, other)), ".dmn")) == 1


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 and nothing",
        b"<a/>",
        b"<definitions",
        changed(lambda text: text.replace("<definitions", BOMB + "<definitions", 1)),
        changed(lambda text: text.replace("<definitions", BOMB + "<definitions", 1)).decode().encode("utf-16"),
        changed(lambda text: text.replace("decisionTable", "decisionTree")),
    ],
)
@pytest.mark.parametrize("ending", table_exchange.ENDINGS)
def test_files_that_are_something_else_are_refused(content: bytes, ending: str) -> None:
    assert told(content, ending)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_sheet_that_declares_entities_is_refused(encoding: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as old, zipfile.ZipFile(packed, "w") as new:
        for one in old.infolist():
            content = old.read(one)
            if one.filename == "xl/worksheets/sheet1.xml":
                content = (BOMB + content.decode()).encode(encoding)
            new.writestr(one, content)
    assert "no .xlsx file" in told(packed.getvalue(), ".xlsx")[0]


@settings(max_examples=30)
@given(st.data())
def test_a_damaged_sheet_is_answered_never_an_exception(data: st.DataObject) -> None:
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BadImport):
        table_exchange.read(bytes(content), ".xlsx")


def test_tests_that_begin_like_formulas_stay_text(tmp_path: Path) -> None:
    table = PlainTable("sizes", HitPolicy.FIRST, None, ("area",), ("name",), (PlainRow(("= 5",), ('"x"',)),))
    file = tmp_path / "sizes.xlsx"
    file.write_bytes(table_exchange.write(table, ".xlsx"))
    assert load_workbook(file).active["A6"].data_type == "s"


def test_a_list_leaves_out_the_signs_no_sheet_keeps() -> None:
    content = spreadsheets.write_list(("Title",), [("Ger\ufffemi\uffffa\x01",)], "")
    (sheet, _) = load_workbook(io.BytesIO(content)).worksheets
    assert list(sheet.iter_rows(values_only=True)) == [("Title",), ("Germia",)]
