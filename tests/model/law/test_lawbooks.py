"""Lawbooks: put together from several files, fingerprinted, and read for what only shows side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from neni.core.adapters import feel, rulebook
from neni.core.model.facts import FactKind, FactType
from neni.core.model.law import lawbooks
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.problems import Problem
from neni.core.model.text import Language, Text

WORDS = "{sq: a, sr: b, en: c}"
SOURCE = "reference: {article: 1}\n    in_force: {from: 2020-01-01}\n    confidence: verified"
AREAS = f"""ruleset: parks.areas
applies_to: [parks.permit, parks.lease]
title: {WORDS}
reference: {{act: 01/L-001}}
parameters:
  large_from:
    label: {WORDS}
    type: number
    values:
      2020-01-01: {{value: 100, reference: {{article: 2}}, confidence: memory}}
  unused:
    label: {WORDS}
    type: number
    values:
      2020-01-01: {{value: 1, reference: {{article: 2}}, confidence: memory}}
facts:
  area: {{type: number, label: {WORDS}}}
  large: {{type: yes_no, label: {WORDS}, derived: true}}
derive:
  - large: {{is: area >= large_from}}
    {SOURCE}
"""
PERMIT = f"""ruleset: parks.permit
applies_to: parks.permit
title: {WORDS}
reference: {{act: 01/L-001}}
facts:
  trees: {{type: number, label: {WORDS}}}
rules:
  - code: PRK-1
    title: {WORDS}
    when: large and trees > 3
    finding: {{sq: "{{trees}}", sr: "{{trees}}", en: "{{trees}}"}}
    severity: blocking
    blocks: [permit]
    {SOURCE}
  - code: PRK-2
    title: {WORDS}
    when: trees > 3
    unless: area > 5
    overrides: PRK-1
    finding: {WORDS}
    severity: note
    {SOURCE}
"""
GIVEN = FactType("neighbours", FactKind.NUMBER, Text.of("neighbours"), sourced=True)
LATER = "      2031-01-01: {value: 5, reference: {article: 9}, confidence: memory}\n"
DOCUMENTS = {"parks.permit": ["permit"], "parks.lease": ["lease"]}

Write = Callable[..., Lawbook]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """The lawbook of parks.permit, after changes to the files."""

    def written(*changes: tuple[str, str], areas: str = AREAS, permit: str = PERMIT) -> Lawbook:
        for was, now in changes:
            assert was in areas + permit, was
            areas, permit = areas.replace(was, now), permit.replace(was, now)
        (tmp_path / "areas.yaml").write_text(areas, encoding="utf-8")
        (tmp_path / "permit.yaml").write_text(permit, encoding="utf-8")
        book = rulebook.load(tmp_path, "parks", feel.parse)
        return lawbooks.assemble("parks.permit", book.rulesets, [GIVEN])

    return written


def prints(lawbook: Lawbook) -> dict[str, str]:
    return {rule.code: rule.fingerprint for rule in lawbook.rules()}


def said(problems: tuple[Problem, ...]) -> list[str]:
    for problem in problems:
        assert all(getattr(problem.message, one.value) for one in Language), problem
    return [problem.said(Language.ENGLISH).partition("/")[2] for problem in problems]


def test_a_lawbook_holds_the_rulesets_of_its_case_type_and_all_their_facts(write: Write) -> None:
    lawbook = write()
    assert [ruleset.code for ruleset in lawbook.rulesets] == ["parks.areas", "parks.permit"]
    assert set(lawbook.facts) == {"area", "large", "trees", "neighbours"}
    assert lawbooks.check(lawbook, DOCUMENTS) == ()
    assert [one.code for one in lawbooks.assemble("parks.lease", lawbook.rulesets).rulesets] == ["parks.areas"]


@pytest.mark.parametrize(
    ("was", "now", "changed"),
    [
        ("when: large and trees > 3", "when: large and trees > 4", {"PRK-1"}),
        ('en: "{trees}"', 'en: "{trees}!"', {"PRK-1"}),
        ("area >= large_from", "area > large_from", {"PRK-1"}),
        ("value: 100,", "value: 101,", {"PRK-1"}),
        ("      2020-01-01: {value: 100", f"{LATER}      2020-01-01: {{value: 100", {"PRK-1"}),
        ("unless: area > 5", "unless: area > 6", {"PRK-2"}),
        ("unless: area > 5", "unless: >-\n      area  >  5", set()),
        ("value: 1,", "value: 2,", set()),
        ("ruleset: parks.areas", "# a remark\n\nruleset: parks.areas", set()),
    ],
)  # fmt: skip
def test_a_rule_gets_a_new_fingerprint_when_anything_it_rests_on_changes(
    write: Write, was: str, now: str, changed: set[str]
) -> None:
    before, after = prints(write()), prints(write((was, now)))
    assert {code for code in before if before[code] != after[code]} == changed


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("when: trees > 3", "when: tres > 3", "permit.yaml:19: "),
        ("when: trees > 3", 'when: trees > "3"', "permit.yaml:19: "),
        ("when: trees > 3", "when: trees + 3", "permit.yaml:19: "),
        ("unless: area > 5", "unless: >-\n      area > 5 and\n      arae > 6", "permit.yaml:22: "),
        ("is: area >= large_from", "is: area + large_from", "areas.yaml:20: "),
        ("is: area >= large_from", "is: large and area >= large_from", "areas.yaml:20: “large” is derived from itself"),
        ('en: "{trees}"', 'en: "{tree}"', "permit.yaml:8: The text names {tree}, which is neither a fact nor a"),
        ("blocks: [permit]", "blocks: [permits]", "permit.yaml:8: “blocks” names the document “permits”"),
        ("blocks: [permit]", "blocks: [lease]", "permit.yaml:8: “blocks” names the document “lease”"),
        ("overrides: PRK-1", "overrides: PRK-3", "permit.yaml:17: “overrides” names the rule “PRK-3”"),
        ("overrides: PRK-1", "overrides: PRK-2", "permit.yaml:17: The rule “PRK-2” overrides itself"),
        (", derived: true", "", "areas.yaml:20: “large” is stated by people"),
        ("  trees: {type: number", "  area: {type: text", "permit.yaml:6: “area” is declared differently in"),
        ("  trees: {type: number", f"  large_from: {{type: number, label: {WORDS}}}\n  trees: {{type: number",
         "permit.yaml:6: “large_from” is declared differently in"),
        ("  trees: {type: number", f"  neighbours: {{type: text, label: {WORDS}}}\n  trees: {{type: number",
         "permit.yaml:6: “neighbours” is declared differently in"),
        (f"trees: {{type: number, label: {WORDS}}}", f"trees: {{type: number, label: {WORDS}, derived: true}}",
         "permit.yaml:6: “trees” has “derived: true” but nothing derives it"),
    ],
)  # fmt: skip
def test_mistakes_between_files_are_told_with_their_line(write: Write, was: str, now: str, told: str) -> None:
    found = said(lawbooks.check(write((was, now)), DOCUMENTS))
    assert any(one.startswith(told) for one in found), found


def test_a_shared_ruleset_may_block_documents_of_any_of_its_case_types(write: Write) -> None:
    rule = PERMIT[PERMIT.index("rules:") :].replace("[permit]", "[permit, lease]")
    lawbook = write(areas=AREAS + rule, permit=PERMIT[: PERMIT.index("rules:")])
    told = said(lawbooks.check(lawbook, DOCUMENTS))
    assert not any("blocks" in one for one in told), told


def test_equal_declarations_may_stand_in_several_files(write: Write) -> None:
    both = f"facts:\n  area: {{type: number, label: {WORDS}}}"
    assert lawbooks.check(write(permit=PERMIT.replace("facts:", both)), DOCUMENTS) == ()
