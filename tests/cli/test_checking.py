"""`neni check`: what is printed, written and answered to programs, and the exit codes."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from neni.core.cli import main
from neni.core.cli.terminal import console
from tests.services.law.checking.test_checking import EXAMPLES, PERMIT


@pytest.fixture(autouse=True)
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NENI_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def parks(tmp_path: Path) -> Path:
    folder = tmp_path / "parks"
    folder.mkdir()
    (folder / "permit.yaml").write_text(PERMIT, encoding="utf-8")
    (folder / "permit.examples.yaml").write_text(EXAMPLES, encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def wrong(folder: Path) -> Path:
    file = folder / "permit.yaml"
    file.write_text(PERMIT.replace("when: size < 10", "when: size < 10 and size > 20"), encoding="utf-8")
    return folder


def test_a_folder_in_the_making_is_checked_before_it_is_installed(parks: Path) -> None:
    done = run(parks)
    assert done.exit_code == 0, done.output
    assert "0 errors · 1 remarks · 1 rules · 3 examples" in done.output


def test_strict_lets_remarks_count(parks: Path) -> None:
    assert run(parks, "--strict").exit_code == 1


def test_errors_come_first_with_file_line_and_what_to_do(parks: Path) -> None:
    done = run("parks") if wrong(parks) else None
    assert done is not None
    assert done.exit_code == 1
    assert re.search(r"✗ parks/permit\.yaml:15: PRK-1 can never be met: .+ unreachable-rule", done.output)
    assert "→ Read the condition again" in done.output
    assert done.output.index("✗") < done.output.index("!")


@pytest.mark.parametrize("what", ["gardens", "no/such/folder"])
def test_what_is_not_there_cannot_be_checked(what: str) -> None:
    done = run(what)
    assert done.exit_code == 2
    assert "procurement" in done.output


def test_a_folder_without_rules_cannot_be_checked(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 2


def test_wrong_settings_cannot_be_checked_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENI_PORT", "many")
    done = run("procurement")
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_programs_get_one_json_document_in_all_languages(parks: Path) -> None:
    done = run(wrong(parks), "--json")
    told = json.loads(done.output)
    assert (told["form"], told["version"], told["exit_code"], done.exit_code) == ("neni.check", 1, 1, 1)
    first = told["findings"][0]
    assert set(first) == {"code", "gravity", "file", "line", "about", "message", "remedy"}
    assert (first["gravity"], first["file"]) == ("error", str(parks / "permit.examples.yaml"))
    unreachable = next(one for one in told["findings"] if one["code"] == "unreachable-rule")
    assert (unreachable["line"], unreachable["about"], set(unreachable["message"])) == (15, "PRK-1", {"sq", "sr", "en"})
    (rule,) = told["coverage"]["rules"]
    assert rule["holds"] == []
    assert rule["reference"] == {"act": "01/L-001", "article": "4", "paragraph": None, "note": None}


@pytest.mark.slow
def test_the_json_of_what_we_ship_tells_articles_rules_and_dated_values() -> None:
    told = json.loads(run("procurement", "--json").output)
    counts, coverage = told["counts"], told["coverage"]
    assert counts["errors"] == 0
    assert counts["rules"] == counts["rules_tried"] == len(coverage["rules"])
    values = next(one for one in coverage["parameters"] if one["name"] == "low_value_from")["values"]
    assert [(one["from"], one["value"], one["confidence"]) for one in values] == [("2011-10-05", "1000.00", "memory")]
    assert "PRO-02" in next(one for one in coverage["articles"] if one["article"] == "17-21")["rules"]


def test_the_coverage_alone_is_two_tables_and_shares(parks: Path) -> None:
    done = run(parks, "--coverage")
    assert done.exit_code == 0
    assert "01/L-001 4" in done.output
    assert "articles with an example: 1/1 (100 %)" in done.output
    assert "unknown-case-type" not in done.output


@pytest.mark.parametrize(
    ("language", "lang", "heading"),
    [("sq", "sq", "Kontrolli i ligjit"), ("sr", "sr-Latn", "Provera prava"), ("en", "en", "Check of the law")],
)
def test_the_page_stands_for_itself_in_each_language(parks: Path, language: str, lang: str, heading: str) -> None:
    wrong(parks)
    assert run(parks, "--html", "report.html", "--language", language).exit_code == 1
    page = Path("report.html").read_text(encoding="utf-8")
    assert f'<html lang="{lang}">' in page
    assert heading in page
    assert "PRK-1" in unescape(page)
    assert not re.search(r'(src|href)="(?!#)', page)
    assert not re.search(r"https?:|@import|url\(", page)


def test_words_of_the_law_are_words_on_the_page(parks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "width", 240)
    text = PERMIT.replace("Few trees", '"<script>alert(1)</script> & [bold]"')
    (parks / "permit.yaml").write_text(text, encoding="utf-8")
    done = run(parks, "--html", "report.html", "--coverage")
    assert "<script>alert(1)</script> & [bold]" in done.output
    assert "<script>alert" not in Path("report.html").read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_told(parks: Path) -> None:
    done = run(parks, "--html", "no/where/report.html")
    assert done.exit_code == 2
    assert "report.html" in done.output
    assert "Traceback" not in done.output


def test_help_tells_the_exit_codes() -> None:
    assert "Exit code 0" in run("--help").output
