"""FEEL and DMN at the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from neni.core.cli import main

MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="n">
<inputData id="i" name="Signed on"><variable name="Signed on" typeRef="date"/></inputData>
<decision id="d" name="Due"><variable name="Due"/>
<informationRequirement><requiredInput href="#i"/></informationRequirement>
<literalExpression><text>{due: Signed on + duration("P10D"), share: 0.25}</text></literalExpression></decision>
</definitions>"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENI_LANGUAGE", "en")


def said(*arguments: str) -> str:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return done.output.strip()


def test_an_expression_is_evaluated_over_facts() -> None:
    assert said("feel", 'due - duration("P1D")', "--facts", '{"due": "@2026-03-01"}') == "2026-02-28"
    assert said("feel", '"@" + x', "--facts", '{"x": "@@y"}') == '"@@y"'
    assert said("feel", "[1 / 3, 0.5, 2]", "--json") == '["0.3333333333333333333333333333333333", 0.5, 2]'
    assert said("feel", "[1..5], > 9", "--input", "7") == "false"


def test_a_decision_of_a_file_is_evaluated_and_its_inputs_are_read_by_their_types(tmp_path: Path) -> None:
    file, facts = tmp_path / "due.dmn", tmp_path / "facts.json"
    file.write_text(MODEL, encoding="utf-8")
    facts.write_text('{"Signed on": "2026-01-31"}', encoding="utf-8")
    assert said("dmn", "run", str(file), "--facts", f"@{facts}", "--json") == '{"due": "2026-02-10", "share": 0.25}'
    refused = CliRunner().invoke(main, ["dmn", "run", str(file), "--facts", '{"Signed on": "tomorrow"}'])
    assert refused.exit_code == 1
    assert "cannot be read as date" in refused.stderr


def test_what_cannot_be_read_is_told_with_its_place() -> None:
    refused = CliRunner().invoke(main, ["feel", "1 + to morrow"])
    assert refused.exit_code == 1
    assert "Line 1, column 8" in refused.stderr
