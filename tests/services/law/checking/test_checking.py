"""The check as a whole: what we ship is clean, and each thing that can be wrong with a folder of rules is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from neni.core.adapters.rulebook.acts import ActFiles
from neni.core.errors import BadPlugin, NotFound
from neni.core.gathering import Plugin, gather
from neni.core.host import Host
from neni.core.model.law.checks.findings import Gravity
from neni.core.model.text import Language, Text
from neni.core.services.law.checking.folders import in_folder
from neni.core.services.law.checking.reports import CLEAN, NOT_CHECKED, WRONG, CheckReport, check
from neni.core.services.law.checking.subjects import installed, of_case_type

SHIPPED = Path(__file__).parents[4] / "rulesets" / "procurement"
PERMIT = """
ruleset: parks.permit
applies_to: parks.permit
title: {sq: Leja, sr: Dozvola, en: Permit}
reference: {act: 01/L-001}
facts:
  trees: {type: number, label: {sq: drunj, sr: stabla, en: trees}}
  size: {type: number, derived: true, label: {sq: madhësia, sr: veličina, en: size}}
derive:
  - size: {is: trees * 2}
    reference: {article: 2}
    in_force: {from: 2020-01-01}
    confidence: verified
rules:
  - code: PRK-1
    title: {sq: Pak drunj, sr: Malo stabala, en: Few trees}
    when: size < 10
    finding: {sq: "Vetëm {trees}.", sr: "Samo {trees}.", en: "Only {trees}."}
    severity: warning
    reference: {article: 4}
    in_force: {from: 2020-01-01}
    confidence: verified
"""
EXAMPLES = """
- {name: Few, case_type: parks.permit, on: 2024-01-01, facts: {trees: 3}, findings: [PRK-1], derived: {size: 6}}
- {name: Many, case_type: parks.permit, on: 2024-01-01, facts: {trees: 30}, findings: [], clear: [PRK-1]}
- {name: None told, case_type: parks.permit, on: 2024-01-01, facts: {}, findings: [], unknown: [PRK-1]}
"""


def codes(report: CheckReport, gravity: Gravity = Gravity.ERROR) -> list[str]:
    return [one.code for one in report.findings if one.gravity is gravity]


def words(report: CheckReport) -> str:
    return "\n".join(one.said(Language.ENGLISH) for one in report.findings)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound folder of rules for a case type nobody has yet."""
    (tmp_path / "permit.yaml").write_text(PERMIT, encoding="utf-8")
    (tmp_path / "permit.examples.yaml").write_text(EXAMPLES, encoding="utf-8")
    return tmp_path


def changed(folder: Path, before: str, after: str, file: str = "permit.yaml") -> Path:
    """The folder with something else in one of its files."""
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def shipped(host: Host) -> CheckReport:
    """The check of all we ship; it takes a second."""
    return check(installed(host))


def test_what_we_ship_has_no_error(shipped: CheckReport) -> None:
    assert codes(shipped) == []
    assert shipped.exit_code() == CLEAN
    assert set(codes(shipped, Gravity.REMARK)) <= {"weaker-foundation"}


def test_every_shipped_rule_stands_in_the_coverage_with_its_examples(host: Host, shipped: CheckReport) -> None:
    coverage = shipped.coverage
    every = {rule.code for book in host.lawbooks.values() for rule in book.rules()}
    assert {one.rule.code for one in coverage.rules} == every
    assert {one.rule.code for article in coverage.articles for one in article.rules} == every
    assert coverage.tried == len(every)
    assert coverage.without_example == ()


def test_an_article_gathers_rules_values_derivations_and_tables(host: Host) -> None:
    coverage = check(installed(host, "procurement")).coverage
    (article,) = [one for one in coverage.articles if (one.act, one.article) == ("04/L-042", "19")]
    assert [one.rule.code for one in article.rules] == ["PRO-01", "PRO-49"]
    assert "low_value_from" in article.names("parameter")
    assert article.names("derivation") == ("large_value_from",)
    assert article.names("table") == ("value_class",)
    assert article.confidence.needs_confirmation
    assert str(article.since) == "2011-10-05"


def test_what_names_two_articles_stands_under_each(shipped: CheckReport) -> None:
    coverage = shipped.coverage
    under = [one.article for one in coverage.articles if "PRO-23" in [each.rule.code for each in one.rules]]
    assert under == ["44", "46"]


def test_a_rule_that_rests_on_what_is_less_sure_needs_confirmation(shipped: CheckReport) -> None:
    (rule,) = [one for one in shipped.coverage.rules if one.rule.code == "PRO-10"]
    assert not rule.rule.confidence.needs_confirmation
    assert rule.needs_confirmation


def test_a_case_type_is_covered_by_whatever_law_it_has(host: Host) -> None:
    subject = of_case_type(host, "procurement.contract")
    assert {one.code for one in subject.rulesets} >= {"procurement.contract", "procurement.value"}
    assert {one.case_type for one in subject.examples} == {"procurement.contract"}


def test_a_plugin_nobody_has_is_told_with_those_there_are(host: Host) -> None:
    with pytest.raises(NotFound, match="procurement"):
        installed(host, "gardens")


@pytest.mark.slow
def test_a_plugin_that_cannot_be_loaded_leaves_the_check_incomplete_and_the_others_are_checked() -> None:
    broken = Plugin("gardens", "neni-gardens", "1", problem=BadPlugin(Text.of("torn")))
    report = check(installed(Host.of([*gather(), broken])))
    assert codes(report) == ["plugin-left-out"]
    assert report.coverage.examples > 100
    assert report.exit_code() == NOT_CHECKED


def test_a_plugin_that_stands_against_another_leaves_the_check_incomplete_too() -> None:
    (ours,) = [one for one in gather() if one.name == "procurement"]
    report = check(installed(Host.of([ours, replace(ours, distribution="neni-twin")])))
    assert {"plugin-left-out", "conflict"} == set(codes(report))
    assert any("comes from both" in one.message.en for one in report.errors)
    assert report.exit_code() == NOT_CHECKED


def test_a_sound_folder_is_clean_and_tells_what_it_could_not_check(host: Host, folder: Path) -> None:
    report = check(in_folder(host, folder))
    assert codes(report) == []
    assert codes(report, Gravity.REMARK) == ["unknown-case-type"]
    assert (report.exit_code(), report.exit_code(strict=True)) == (CLEAN, WRONG)
    (rule,) = report.coverage.rules
    assert [[one.name for one in some] for some in (rule.holds, rule.does_not_hold, rule.cannot_be_told)] == [
        ["Few"],
        ["Many"],
        ["None told"],
    ]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("facts: {trees: 3}", "facts: {trees: 30}", "example-failed"),
        ("derived: {size: 6}", "derived: {size: 7}", "example-failed"),
        ("clear: [PRK-1]", "unknown: [PRK-1]", "example-failed"),
        ("unknown: [PRK-1]", "clear: [PRK-1]", "example-failed"),
        ("findings: [PRK-1]", "findings: [PRK-2]", "example-unknown-rule"),
        ("clear: [PRK-1]", "clear: [PRK-2]", "example-unknown-rule"),
        ("derived: {size: 6}", "derived: {sise: 6}", "example-unknown-fact"),
        ("facts: {trees: 3}", "facts: {trees: many}", "example-unreadable"),
        ("facts: {trees: 3}", "facts: {treees: 3}", "example-unreadable"),
        ("case_type: parks.permit, on: 2024-01-01, facts: {}", "case_type: parks.none, on: 2024-01-01, facts: {}",
         "example-unknown-case-type"),
        ("facts: {trees: 3}", "ruleset: parks.nothing, facts: {trees: 3}", "example-unknown-ruleset"),
    ],
)  # fmt: skip
def test_an_example_that_is_wrong_is_an_error_with_its_line(
    host: Host, folder: Path, before: str, after: str, code: str
) -> None:
    report = check(in_folder(host, changed(folder, before, after, "permit.examples.yaml")))
    assert set(codes(report)) == {code}
    assert report.errors[0].file.endswith("permit.examples.yaml")
    assert report.exit_code() == WRONG
    for language in Language:
        assert report.errors[0].message.as_mapping()[language.value]


def test_a_rule_without_examples_is_remarked_on(host: Host, folder: Path) -> None:
    (folder / "permit.examples.yaml").write_text(EXAMPLES.strip().split("\n")[0], encoding="utf-8")
    assert "rule-always-fires" in codes(check(in_folder(host, folder)), Gravity.REMARK)
    (folder / "permit.examples.yaml").write_text(EXAMPLES.strip().split("\n")[1], encoding="utf-8")
    assert "rule-never-fires" in codes(check(in_folder(host, folder)), Gravity.REMARK)
    (folder / "permit.examples.yaml").unlink()
    report = check(in_folder(host, folder))
    assert "rule-untried" in codes(report, Gravity.REMARK)
    assert [one.article for one in report.coverage.without_example] == ["4"]


def test_all_that_is_read_from_the_law_reaches_the_report(host: Host, folder: Path) -> None:
    changed(folder, "when: size < 10", "when: size < 10 and size > 20")
    changed(folder, "reference: {article: 4}", "reference: {}")
    report = check(in_folder(host, folder))
    assert {"unreachable-rule", "example-failed"} == set(codes(report))
    assert "rule-without-reference" in codes(report, Gravity.REMARK)
    assert report.findings[0].gravity is Gravity.ERROR


def test_mistakes_of_reading_are_errors_and_nothing_else_is_claimed(host: Host, folder: Path) -> None:
    report = check(in_folder(host, changed(folder, "when: size < 10", "when: sise < 10")))
    assert codes(report) == ["bad-condition"]
    assert "sise" in words(report)
    assert report.coverage.examples == 0


def test_a_file_that_cannot_be_read_as_rules_is_an_error(host: Host, folder: Path) -> None:
    (folder / "more.yaml").write_text("ruleset: [", encoding="utf-8")
    assert len(codes(check(in_folder(host, folder)))) == 1


def test_a_folder_without_rules_is_told(host: Host, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no rules"):
        in_folder(host, tmp_path)


def test_folders_directly_below_are_checked_too(host: Host, folder: Path, tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    for file in sorted(folder.glob("*.yaml")):
        file.rename(below / file.name)
    assert len(check(in_folder(host, folder)).coverage.rules) == 1


def test_one_changed_file_of_an_installed_plugin_is_checked_beside_the_others(host: Host, tmp_path: Path) -> None:
    text = (SHIPPED / "procedure.yaml").read_text(encoding="utf-8")
    change = 'when: procedure = "negotiated_with_publication"'
    assert change in text
    (tmp_path / "procedure.yaml").write_text(text.replace(change, f'{change} and procedure = "open"'), encoding="utf-8")
    report = check(in_folder(host, tmp_path))
    assert [(one.code, one.about) for one in report.errors] == [("unreachable-rule", "PRO-14")]
    assert {one.ruleset for one in report.coverage.rules} == {"procurement.procedure"}


def test_what_a_change_takes_from_others_is_told(host: Host, tmp_path: Path) -> None:
    text = (SHIPPED / "procedure.yaml").read_text(encoding="utf-8").replace("restricted:", "limited:")
    (tmp_path / "procedure.yaml").write_text(text, encoding="utf-8")
    report = check(in_folder(host, tmp_path))
    assert "procurement/purchase.yaml" in words(report)
    assert report.exit_code() == WRONG


def test_overlaps_and_gaps_of_tables_come_over_as_remarks(host: Host, folder: Path) -> None:
    table = """tables:
  - table: sizes
    hit: first
    inputs: [trees]
    outputs: level
    reference: {article: 3}
    in_force: {from: 2020-01-01}
    confidence: verified
    rows:
      - {when: '> 5', then: 1}
      - {when: '> 6', then: 2}
rules:
"""
    changed(folder, "rules:\n", table)
    changed(folder, "derive:\n", "  level: {type: number, derived: true, label: {sq: a, sr: b, en: c}}\nderive:\n")
    remarks = codes(check(in_folder(host, folder)), Gravity.REMARK)
    assert {"table-gap", "table-unreachable", "unused-derivation"} <= set(remarks)


def test_findings_come_once_though_a_ruleset_is_for_several_case_types(shipped: CheckReport) -> None:
    findings = shipped.findings
    assert len(findings) == len(set(findings))


@pytest.mark.slow
def test_templates_that_cannot_be_filled_are_errors(host: Host) -> None:
    report = check(installed(host), [BadPlugin(Text.of("a template"))])
    assert codes(report) == ["bad-template"]
    assert replace(report, complete=False).exit_code() == NOT_CHECKED


def test_a_rule_that_cites_a_repealed_act_on_a_day_it_is_in_force_is_remarked(host: Host, folder: Path) -> None:
    rules = (
        (folder / "permit.yaml").read_text("utf-8").replace("reference: {act: 01/L-001}", "reference: {act: 03/L-073}")
    )
    (folder / "permit.yaml").write_text(rules, "utf-8")
    report = check(in_folder(host, folder))
    found = [one for one in report.remarks if one.code == "repealed-act-cited"]
    assert {one.about for one in found} == {"PRK-1", "size"}
    assert "08/L-228" in found[0].message.en


def test_a_rule_that_ended_before_the_repeal_is_not_remarked(host: Host, folder: Path) -> None:
    rules = (
        (folder / "permit.yaml").read_text("utf-8").replace("reference: {act: 01/L-001}", "reference: {act: 03/L-073}")
    )
    ended = rules.replace("in_force: {from: 2020-01-01}", "in_force: {from: 2020-01-01, to: 2023-07-02}")
    (folder / "permit.yaml").write_text(ended, "utf-8")
    assert [one for one in check(in_folder(host, folder)).remarks if one.code == "repealed-act-cited"] == []


def test_mistakes_in_the_register_of_acts_are_told(host: Host, tmp_path: Path) -> None:
    (tmp_path / "acts.yaml").write_text("register: x\n", "utf-8")
    spoilt = replace(host, act_files=ActFiles([("legal", tmp_path)]))
    report = check(installed(spoilt, "legal"))
    assert "missing-key" in codes(report)
    assert report.exit_code() == WRONG
