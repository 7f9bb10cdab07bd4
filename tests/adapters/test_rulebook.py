"""Rules files: what is read, and that every mistake is told with its line and what to write instead."""

from __future__ import annotations

import gc
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neni.core.adapters import feel, rulebook
from neni.core.errors import BadRules, Problem
from neni.core.model.facts import FactKind
from neni.core.model.law.examples import Rulebook
from neni.core.model.periods import Period
from neni.core.model.references import Confidence, Reference
from neni.core.model.rules import Condition, Severity
from neni.core.model.text import Language, Text

WORDS = "{sq: a, sr: b, en: c}"
HEAD = f"""ruleset: parks.permit
applies_to: parks.permit
title: {WORDS}
reference: {{act: 01/L-001}}
"""
FACTS = f"""facts:
  area:
    type: number
    label: {WORDS}
    minimum: 0
  fee:
    type: money
    label: {WORDS}
    derived: true
  season:
    type: choice
    label: {WORDS}
    choices: {{dry: {WORDS}, wet: {WORDS}}}
"""
RULE = f"""rules:
  - code: PRK-1
    title: {WORDS}
    when: area > 10
    finding: {WORDS}
    severity: warning
    reference: {{article: 3}}
    in_force: {{from: 2020-01-01}}
    confidence: verified
"""
DERIVE = """derive:
  - fee: 12.50
    when: area > 10
    reference: {article: 4}
    in_force: {from: 2020-01-01, to: 2024-12-31}
    confidence: secondary
"""
EXAMPLE = """- name: A large area
  case_type: parks.permit
  on: 2026-01-01
  facts: {area: 11, season: dry}
  findings: [PRK-1]
"""


def load(folder: Path, **files: str) -> Rulebook:
    for name, text in files.items():
        (folder / f"{name.replace('__', '.')}.yaml").write_text(text, encoding="utf-8")
    return rulebook.load(folder, "parks", feel.parse)


def problems(folder: Path, **files: str) -> tuple[Problem, ...]:
    with pytest.raises(BadRules) as refused:
        load(folder, **files)
    for problem in refused.value.problems:
        assert all(getattr(problem.message, one.value) for one in Language), problem
    return refused.value.problems


def only(folder: Path, **files: str) -> str:
    """The one problem there is: `line: what is said`."""
    (problem,) = problems(folder, **files)
    return problem.said(Language.ENGLISH).removeprefix(f"{folder.name}/")


def test_a_ruleset_is_read_with_the_line_of_everything(tmp_path: Path) -> None:
    (ruleset,) = load(tmp_path, permit=HEAD + FACTS + DERIVE + RULE).rulesets
    assert (ruleset.code, ruleset.applies_to, ruleset.reference) == (
        "parks.permit",
        ("parks.permit",),
        Reference("01/L-001"),
    )
    (rule,) = ruleset.rules
    assert (rule.code, rule.severity, rule.confidence) == ("PRK-1", Severity.WARNING, Confidence.VERIFIED)
    assert rule.reference == Reference("01/L-001", article="3")  # the act is the file's
    assert rule.in_force == Period(date(2020, 1, 1))
    assert str(rule.place) == f"{tmp_path.name}/permit.yaml:25"
    assert str(ruleset.place_of("season")) == f"{tmp_path.name}/permit.yaml:14"
    (derivation,) = ruleset.derivations
    assert (derivation.fact, derivation.value) == ("fee", 1250)
    assert derivation.in_force.end == date(2024, 12, 31)


def test_values_are_exact_and_take_the_form_of_their_kind(tmp_path: Path) -> None:
    values = {"money": "9500.1", "percent": "2.5", "number": "1.50", "date": "2026-03-31", "duration": "PT48H"}
    values |= {"yes_no": "true", "text": "no"}
    parameters = "parameters:\n" + "".join(
        f"  p_{kind}:\n    type: {kind}\n    label: {WORDS}\n    values:\n"
        f"      2020-01-01: {{value: {value}, reference: {{article: 1}}, confidence: memory}}\n"
        for kind, value in values.items()
    )
    (ruleset,) = load(tmp_path, permit=HEAD + parameters).rulesets
    read = {one.type.kind.value: one.values[0].value for one in ruleset.parameters}
    assert read == {
        "money": 950010,
        "percent": Decimal("2.5"),
        "number": Decimal("1.50"),
        "date": date(2026, 3, 31),
        "duration": timedelta(hours=48),
        "yes_no": True,
        "text": "no",
    }


def test_a_derivation_may_be_an_expression_and_a_fact_may_stand_in_another_file(tmp_path: Path) -> None:
    other = HEAD.replace("ruleset: parks.permit", "ruleset: parks.fees") + DERIVE.replace("12.50", "{is: area * 2}")
    book = load(tmp_path, permit=HEAD + FACTS + RULE, fees=other)
    (derivation,) = book.rulesets[0].derivations
    assert isinstance(derivation.value, Condition)
    assert derivation.value.text == "area * 2"


@pytest.mark.parametrize(("written", "count"), [('season = "dry"', 1), ("[area > 1, area > 2]", 2)])
def test_unless_is_one_condition_or_several(tmp_path: Path, written: str, count: int) -> None:
    (ruleset,) = load(tmp_path, permit=HEAD + FACTS + RULE + f"    unless: {written}\n").rulesets
    assert len(ruleset.rules[0].unless) == count


def test_examples_keep_their_facts_as_json_would_have_them(tmp_path: Path) -> None:
    more = "  unknown: [PRK-1]\n  clear: []\n  derived: {fee: 12.50}\n  ruleset: parks.permit\n"
    facts = '{a: 1, b: 2.50, c: true, d: null, e: "1", f: 2026-01-01, g: [{h: x}], i: no}'
    text = EXAMPLE.replace("{area: 11, season: dry}", facts) + more
    (example,) = load(tmp_path, permit=HEAD + FACTS + RULE, permit__examples=text).examples
    assert example.facts == {
        "a": 1,
        "b": Decimal("2.50"),
        "c": True,
        "d": None,
        "e": "1",
        "f": "2026-01-01",
        "g": [{"h": "x"}],
        "i": "no",
    }
    assert not any(isinstance(value, float) for value in example.facts.values())
    assert (example.findings, example.unknown, example.clear) == ({"PRK-1"}, {"PRK-1"}, frozenset())
    assert (example.ruleset, example.derived, example.place.line) == ("parks.permit", {"fee": Decimal("12.50")}, 1)


def test_the_fingerprint_is_of_the_content_not_of_its_writing(tmp_path: Path) -> None:
    plain = HEAD + FACTS + RULE
    commented = "# a remark\n" + plain.replace("when: area > 10", "when: >-\n      area\n      >   10")
    reordered = HEAD + RULE + FACTS
    changed = plain.replace("area > 10", "area > 11")
    prints = [load(tmp_path, permit=text).rulesets[0].fingerprint for text in (plain, commented, reordered, changed)]
    assert prints[0] == prints[1] == prints[2] != prints[3]
    assert len(prints[0]) == 64


def test_a_note_may_be_told_in_each_language_and_a_rule_keeps_its_fingerprint(tmp_path: Path) -> None:
    one = HEAD + FACTS + RULE.replace("{article: 3}", "{act: null, note: practice}")
    three = one.replace("note: practice", "note: {sq: praktikë, sr: praksa, en: practice}")
    (plain,), (told,) = (load(tmp_path, permit=text).rulesets for text in (one, three))
    assert plain.rules[0].reference.words == Text.of("practice")
    assert told.rules[0].reference.words == Text(sq="praktikë", sr="praksa", en="practice")
    assert told.rules[0].reference.note == str(told.rules[0].reference) == "practice"
    assert plain.rules[0].fingerprint == told.rules[0].fingerprint
    assert "missing" in only(tmp_path, permit=three.replace(", sr: praksa", ""))


def test_an_article_is_named_in_each_language() -> None:
    said = Text(sq="01/L-001, neni 3, paragrafi 2", sr="01/L-001, čl. 3, st. 2", en="01/L-001, art. 3, par. 2")
    assert Reference("01/L-001", "3", "2").words == said
    assert Reference("01/L-001").words == Text.of("01/L-001")
    assert Reference(None).words == Text.of("–")


def test_a_ruleset_can_be_read_again_from_the_text_it_carries(tmp_path: Path) -> None:
    ruleset = load(tmp_path, permit="\ufeff" + HEAD + FACTS + RULE).rulesets[0]
    again = rulebook.read({ruleset.place.file: ruleset.written.encode()}, "parks", feel.parse).rulesets
    assert again == (ruleset,)
    assert again[0].fingerprint == ruleset.fingerprint


@pytest.mark.parametrize(
    ("was", "written", "below", "told"),
    [
        ("severity: warning", "severty: warning", 0, "did you mean “severity”?"),
        ("severity: warning", "severity: grave", 0, "“grave” is not one of: blocking, warning, note."),
        ("severity: warning", "severity: warning\n    blocks: [permit]", 1, "counts only with severity: blocking"),
        ("confidence: verified", "confidence: verifed", 0, "Did you mean “verified”?"),
        ("code: PRK-1", "code: prk 1", 0, "“prk 1” has not the right form; write it like PRO-07"),
        ("finding: {sq: a, sr: b, en: c}", "finding: {sq: a, en: c}", 0, "Words are missing in: sr"),
        ("finding: {sq: a, sr: b, en: c}", "finding: only English", 0, "Words are missing in: sq, sr, en"),
        ("finding: {sq: a, sr: b, en: c}", 'finding: {sq: a, sr: b, en: ""}', 0, "Words are missing in: en"),
        ("from: 2020-01-01}", "from: 2020-02-30}", 0, "“2020-02-30” is not a date"),
        ("from: 2020-01-01}", "from: 2020-02-01, to: 2020-01-01}", 0, "“to” is before “from”"),
        ("from: 2020-01-01}", "to: 2020-01-01}", 0, "“from” is missing"),
        ("reference: {article: 3}", "reference: {act: null}", 0, "a “note” must say what it rests on"),
        ("when: area > 10", "when: []", 0, "One value is needed here"),
        ("when: area > 10", "when: area >> 10", 0, ""),
        ("  - code: PRK-1", "  - code: PRK-1\n    code: PRK-2", 1, "“code” stands twice (first on line 19)"),
        ("rules:", "ruls:", 0, "did you mean “rules”?"),
        ("    type: number", "    type: numbr", 0, "Did you mean “number”?"),
        ("    minimum: 0", "    minimum: zero", 0, "write a number"),
        ("    minimum: 0", "    pattern: x", 0, "“pattern” has no meaning for the kind number"),
        ("    minimum: 0", "    max_length: 3", 0, "“max_length” has no meaning"),
        ("  area:\n", "  some:\n", 0, "“some” has a meaning of its own in conditions"),
        ("  area:\n", "  Area:\n", 0, "write it like estimated_value"),
        ("    choices: {dry", "    fields: {dry", 0, "“fields” has no meaning for the kind choice"),
        ("derived: true", "derived: yes", 0, "write true or false"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, was: str, written: str, below: int, told: str) -> None:
    text = HEAD + FACTS + RULE
    line = text[: text.index(was)].count("\n") + 1 + below
    found = [one.said(Language.ENGLISH) for one in problems(tmp_path, permit=text.replace(was, written, 1))]
    assert any(one.startswith(f"{tmp_path.name}/permit.yaml:{line}: ") and told in one for one in found), found


def test_the_line_of_a_condition_is_the_line_it_stands_on(tmp_path: Path) -> None:
    folded = RULE.replace("when: area > 10", "when: >-\n      area > 10\n      and season =\n      or area < 3")
    first = int(only(tmp_path, permit=HEAD + FACTS + folded).split(":")[1])
    literal = folded.replace(">-", "|")
    assert int(only(tmp_path, permit=HEAD + FACTS + literal).split(":")[1]) == first
    assert (HEAD + FACTS + folded).splitlines()[first - 1].strip() in ("and season =", "or area < 3")
    plain = RULE.replace("when: area > 10", "when: area > > 10")
    assert only(tmp_path, permit=HEAD + FACTS + plain).startswith("permit.yaml:21: ")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("fee: 12.505", "“12.505” is not accepted; write an amount in euros with at most two decimals"),
        ("fee: 1_000", "write an amount in euros"),
        ("season: dri", "Did you mean “dry”?"),
        ("fees: 12.50", "The fact “fees” is not declared; did you mean “fee”?"),
        ("fee: {if: area}", "“if” is not known here; allowed: is"),
        ("fee: 1\n    season: dry", "Name exactly one fact"),
        ("fee: [1]", "One value is needed here"),
    ],
)
def test_mistakes_in_derivations_are_told(tmp_path: Path, written: str, told: str) -> None:
    text = HEAD + FACTS + DERIVE.replace("fee: 12.50", written)
    assert any(told in one.message.en for one in problems(tmp_path, permit=text)), problems(tmp_path, permit=text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1: The file is empty"),
        ("# only a remark\n", "1: The file is empty"),
        ("a: [1, 2\n", "1: This is not YAML"),
        ("a: b\n\tc: d\n", "2: This is not YAML"),
        ("a: &x 1\nb: *x\n", "1: Anchors and aliases"),
        ("a: !!python/object/apply:os.system [ls]\n", "1: YAML tags"),
        ("a: 1\n---\nb: 2\n", "2: A file holds one document only"),
        ("[" * 50, "1: The file is too large or nested too deeply"),
        ("- a\n", "1: Names with values are needed here"),
        ("just words\n", "1: Names with values are needed here"),
        ("? [a]\n: b\n", "1: A name must stand before the colon"),
    ],
)
def test_what_is_no_rules_file_is_refused(tmp_path: Path, text: str, told: str) -> None:
    found = [one.said(Language.ENGLISH) for one in problems(tmp_path, permit=text)]
    assert any(f"permit.yaml:{told}" in one for one in found), found


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path: Path) -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60))
    assert "Anchors" in only(tmp_path, permit="a0: &a0 [x]\n" + levels)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "permit.yaml").write_bytes(b"a: b\nc: \xff\n")
    assert only(tmp_path) == "permit.yaml:2: The file is not UTF-8; save it as UTF-8."


def test_a_file_that_would_be_overlooked_is_reported(tmp_path: Path) -> None:
    (tmp_path / "permit.yml").write_text(HEAD, encoding="utf-8")
    assert "rename it to .yaml" in only(tmp_path)


def test_codes_are_unique_in_a_folder(tmp_path: Path) -> None:
    told = only(tmp_path, a=HEAD + FACTS + RULE, b=HEAD.replace("permit\n", "other\n", 1) + RULE)
    assert told == f"b.yaml:6: The code “PRK-1” is already used in {tmp_path.name}/a.yaml:19; choose another."


def test_all_mistakes_of_all_files_are_told_at_once_in_their_order(tmp_path: Path) -> None:
    bad = (HEAD + FACTS + RULE).replace("type: number", "type: x").replace("severity: warning", "severity: y")
    found = problems(tmp_path, a=bad, b="a: [", permit__examples=EXAMPLE.replace("on: 2026-01-01", "on: soon"))
    places = [one.where.removeprefix(f"{tmp_path.name}/") for one in found]
    assert places == ["a.yaml:7", "a.yaml:23", "b.yaml:1", "permit.examples.yaml:3"]


def test_a_text_has_all_three_languages(tmp_path: Path) -> None:
    (ruleset,) = load(tmp_path, permit=HEAD + FACTS).rulesets
    assert ruleset.title == Text(sq="a", sr="b", en="c")
    assert [fact.kind for fact in ruleset.facts] == [FactKind.NUMBER, FactKind.MONEY, FactKind.CHOICE]


PIECES = st.sampled_from(
    ["", " ", "\n", ":", "- ", "{", "}", "[", "]", '"', "'", "#", "null", "x", "1", "\t", "&a ", "? ", "é"]
)


@given(st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 40), PIECES), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_whatever_is_damaged_the_answer_is_a_list_of_mistakes(damages: list[tuple[int, int, str]]) -> None:
    text = HEAD + FACTS + DERIVE + RULE
    for start, length, piece in damages:
        text = text[:start] + piece + text[start + length :]
    with TemporaryDirectory() as folder:
        refused = None
        try:
            load(Path(folder), permit=text, permit__examples=EXAMPLE + text)
        except BadRules as error:
            refused = error
    assert refused is None or all(problem.where for problem in refused.problems)


@pytest.mark.parametrize("sweeping", [True, False])
@pytest.mark.parametrize("written", [HEAD + FACTS + DERIVE + RULE, "ruleset: ["])
def test_reading_leaves_the_interpreter_as_it_was(tmp_path: Path, written: str, sweeping: bool) -> None:
    (gc.enable if sweeping else gc.disable)()
    try:
        with suppress(BadRules):
            load(tmp_path, law=written)
        assert gc.isenabled() is sweeping
    finally:
        gc.enable()
