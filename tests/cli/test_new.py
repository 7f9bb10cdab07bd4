"""`neni new`: what it writes passes `neni check`, is complete in three languages, and overwrites nothing."""

from __future__ import annotations

import json
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.cli import main
from neni.core.gathering import gather
from neni.core.host import Host
from neni.core.services.law.checking import subjects
from neni.core.services.law.checking.reports import check
from neni.core.services.paper.checking_templates import check_templates

TITLE = ("--title", "Leje për park", "Dozvola za park", "Park permit")
LAW = ("--article", "4", "--since", "2026-01-01")
WHOLE = (*TITLE, "--prefix", "PRK", "--act", "01/L-001", *LAW)


@pytest.fixture(autouse=True)
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NENI_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def made(*arguments: str | Path) -> None:
    done = run("new", *arguments)
    assert done.exit_code == 0, done.output


def strictly_checked(folder: Path) -> None:
    """Not a remark, but that no installed department has the case type yet."""
    done = run("check", folder, "--json")
    assert done.exit_code == 0, done.output
    assert {one["code"] for one in json.loads(done.output)["findings"]} == {"unknown-case-type"}, done.output


@pytest.fixture
def rulesets(tmp_path: Path) -> Path:
    """The rules of a case type that was just made."""
    for name in ("plugin", "rulesets"):
        (tmp_path / name).mkdir()
    made("case-type", "parks", "permit", *WHOLE, "--plugin", "plugin", "--rulesets", "rulesets")
    return tmp_path / "rulesets"


def test_a_department_is_loaded_and_checked_without_a_remark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made("department", "groves", "permit", *WHOLE)
    monkeypatch.syspath_prepend(str(tmp_path / "neni-groves" / "src"))
    host = Host.of(gather([EntryPoint("groves", "neni_groves", "neni")]))
    assert host.broken == ()
    report = check(subjects.installed(host), check_templates(host, DocxWord(host.filters(), Phrases()), None))
    assert [str(one) for one in report.findings] == []
    kind = host.case_type("groves.permit")
    assert [(one.code, one.template) for one in kind.documents] == [("permit", "permit")]
    for name in [one for one in sys.modules if one.startswith("neni_groves")]:
        del sys.modules[name]


def test_a_case_type_has_rules_that_pass(rulesets: Path) -> None:
    strictly_checked(rulesets)
    declared = (rulesets.parent / "plugin" / "permit.py").read_text(encoding="utf-8")
    assert "PERMIT = CaseType(" in declared
    compile(declared, "permit.py", "exec")


def test_a_rule_comes_with_examples_of_what_the_whole_ruleset_says(rulesets: Path) -> None:
    done = run("new", "rule", "PRK-02", rulesets / "permit.yaml", *TITLE, *LAW, "--fact", "complete")
    assert "holds in the example “A complete file” too: add PRK-02 to its findings" in done.output
    file = rulesets / "permit.examples.yaml"
    told = file.read_text(encoding="utf-8")
    assert "findings: [PRK-02]" in told
    assert "findings: [PRK-01]\n  clear: [PRK-02]" in told, "the rule that was there before speaks too"
    file.write_text(told.replace("findings: []\n  clear: [PRK-01]", "findings: [PRK-02]"), encoding="utf-8")
    strictly_checked(rulesets)


MORE_FACTS = """facts:
  trees: {type: number, label: {sq: a, sr: b, en: c}}
  size:
    type: choice
    label: {sq: a, sr: b, en: c}
    choices: {big: {sq: a, sr: b, en: c}, small: {sq: d, sr: e, en: f}}
"""


def test_rules_go_to_the_end_of_their_list_whatever_follows(rulesets: Path) -> None:
    file = rulesets / "permit.yaml"
    start, _, rest = file.read_text(encoding="utf-8").partition("facts:\n")
    head, _, rules = rest.partition("rules:\n")
    file.write_text(f"{start}rules: # all\n{rules}\n{MORE_FACTS}{head}", encoding="utf-8")
    for code, fact in (("PRK-02", "trees"), ("PRK-03", "size")):
        made("rule", code, file, *TITLE, *LAW, "--fact", fact)
    strictly_checked(rulesets)
    written = file.read_text(encoding="utf-8")
    assert written.index("PRK-01") < written.index("PRK-02") < written.index("PRK-03") < written.index("facts:")


@pytest.mark.parametrize(
    ("code", "fact", "said"),
    [
        ("PRK-01", "complete", "The code PRK-01 is taken"),
        ("PRK-02", "complet", "Did you mean “complete”?"),
        ("PRK-02", "title", "no ready condition for the fact “title”"),
    ],
)
def test_a_rule_that_cannot_be_begun_leaves_the_files_alone(rulesets: Path, code: str, fact: str, said: str) -> None:
    before = (rulesets / "permit.yaml").read_bytes()
    refused = run("new", "rule", code, rulesets / "permit.yaml", *TITLE, *LAW, "--fact", fact)
    assert (refused.exit_code, said in refused.output) == (1, True), refused.output
    assert (rulesets / "permit.yaml").read_bytes() == before


def test_rules_with_mistakes_are_corrected_first(rulesets: Path) -> None:
    file = rulesets / "permit.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("complete = false", "complet = false"), encoding="utf-8")
    refused = run("new", "rule", "PRK-02", file, *TITLE, *LAW, "--fact", "complete")
    assert (refused.exit_code, "complet" in refused.output) == (1, True), refused.output
    assert run("new", "rule", "PRK-02", "none.yaml", *TITLE, *LAW, "--fact", "x").exit_code == 1


def test_a_template_is_made_in_the_languages_asked_for(tmp_path: Path) -> None:
    made("template", "notice", *TITLE, "--fact", "title", "--language", "sq", "--language", "en", "--into", "paper")
    names = sorted(one.name for one in (tmp_path / "paper").iterdir())
    assert names == ["notice.en.docx", "notice.sq.docx", "notice.yaml"]


def test_nothing_that_is_there_is_overwritten(rulesets: Path) -> None:
    again = run("new", "case-type", "parks", "permit", *WHOLE, "--plugin", "plugin", "--rulesets", "rulesets")
    assert (again.exit_code, "Nothing was written" in again.output) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("department", "Parks", "permit", *WHOLE),
        ("department", "parks", "class", *WHOLE),
        ("department", "parks", "../x", *WHOLE),
        ("department", "parks", "permit", "--title", 'a"', "b", "c", "--prefix", "PRK", "--act", "x", *LAW),
        ("template", "notice", "--title", "{a}", "b", "c", "--fact", "title"),
    ],
)
def test_what_is_no_code_and_no_title_is_refused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert run("new", *arguments).exit_code == 2
    assert list(tmp_path.iterdir()) == []
