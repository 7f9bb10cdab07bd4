"""Rules that come before others: only those in full effect silence; while nobody confirmed them, both speak."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from neni.core.adapters import feel, rulebook
from neni.core.model.findings import Finding, Outcome
from neni.core.model.law import lawbooks
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import lower
from neni.core.services.judging import judge
from neni.core.services.screening import Screener
from tests.services.judging.test_judging import PlainWords

WORDS = "{sq: a, sr: b, en: c}"
LAW = f"""ruleset: parks.permit
applies_to: parks.permit
title: {WORDS}
reference: {{act: 01/L-001}}
parameters:
  large_from:
    label: {WORDS}
    type: number
    values:
      2020-01-01: {{value: 10, reference: {{article: 2}}, confidence: verified}}
      2026-01-01: {{value: 20, reference: {{article: 2}}, confidence: verified}}
facts:
  area: {{type: number, label: {WORDS}}}
  protected: {{type: yes_no, label: {WORDS}}}
  large: {{type: yes_no, label: {WORDS}, derived: true}}
derive:
  - large: true
    when: area >= large_from
    reference: {{article: 3}}
    in_force: {{from: 2020-01-01}}
    confidence: verified
rules:
  - code: PRK-1
    title: {WORDS}
    when: area > 0
    finding: {WORDS}
    severity: blocking
    reference: {{article: 4}}
    in_force: {{from: 2020-01-01}}
    confidence: verified
  - code: PRK-2
    title: {WORDS}
    when: large and protected
    overrides: PRK-1
    finding: {WORDS}
    severity: note
    reference: {{article: 5}}
    in_force: {{from: 2020-01-01}}
    confidence: verified
"""
UNSURE = {
    "the rule itself": LAW.replace("{article: 5}\n    in_force: {from: 2020-01-01}\n    confidence: verified",
                                   "{article: 5}\n    in_force: {from: 2020-01-01}\n    confidence: memory"),
    "a derivation": LAW.replace("{article: 3}\n    in_force: {from: 2020-01-01}\n    confidence: verified",
                                "{article: 3}\n    in_force: {from: 2020-01-01}\n    confidence: practice"),
    "a value": LAW.replace("value: 20, reference: {article: 2}, confidence: verified",
                           "value: 20, reference: {article: 2}, confidence: memory"),
}  # fmt: skip
NOW, BEFORE = date(2026, 3, 2), date(2025, 3, 2)
STATED = {"area": 50, "protected": True}


def lawbook(folder: Path, text: str) -> Lawbook:
    (folder / "permit.yaml").write_text(text, encoding="utf-8")
    return lawbooks.assemble("parks.permit", rulebook.load(folder, "parks", feel.parse).rulesets)


def found(law: Lawbook, on: date = NOW, *, confirmed: bool = False, **stated: object) -> dict[str, Finding]:
    vouched = frozenset((rule.code, rule.fingerprint) for rule in law.rules()) if confirmed else frozenset()
    plan, facts = lower(law), {**STATED, **stated}
    known = {name: value for name, value in facts.items() if value is not None}
    findings = {one.rule: one for one in judge(law, plan, Fixpoint(), PlainWords(), known, on, vouched).findings}  # type: ignore[arg-type]
    screener = Screener(law, plan.confirming(vouched), on)
    assert dict(zip(screener.rules, screener.outcomes(known), strict=True)) == {  # type: ignore[arg-type]
        code: one.outcome for code, one in findings.items()
    }
    return findings


def test_a_rule_that_is_surely_known_silences(tmp_path: Path) -> None:
    findings = found(lawbook(tmp_path, LAW))
    assert (findings["PRK-1"].outcome, findings["PRK-2"].outcome) == (Outcome.DOES_NOT_HOLD, Outcome.HOLDS)


@pytest.mark.parametrize("unsure", UNSURE)
def test_a_rule_that_only_advises_silences_nobody_until_two_people_confirmed_it(tmp_path: Path, unsure: str) -> None:
    law = lawbook(tmp_path, UNSURE[unsure])
    findings = found(law)
    assert (findings["PRK-1"].outcome, findings["PRK-2"].outcome) == (Outcome.HOLDS, Outcome.HOLDS)
    assert findings["PRK-1"].stops("permit")
    assert found(law, confirmed=True)["PRK-1"].outcome is Outcome.DOES_NOT_HOLD


def test_what_it_rests_on_counts_by_the_law_of_the_day(tmp_path: Path) -> None:
    law = lawbook(tmp_path, UNSURE["a value"])
    assert found(law, BEFORE)["PRK-1"].outcome is Outcome.DOES_NOT_HOLD
    assert found(law, NOW)["PRK-1"].outcome is Outcome.HOLDS


def test_a_rule_that_only_advises_keeps_none_waiting_either(tmp_path: Path) -> None:
    sure, unsure = (
        found(lawbook(tmp_path, LAW), protected=None),
        found(lawbook(tmp_path, UNSURE["the rule itself"]), protected=None),
    )
    assert sure["PRK-1"].outcome is Outcome.CANNOT_BE_TOLD
    assert [one.name for one in sure["PRK-1"].missing] == ["protected"]
    assert (unsure["PRK-1"].outcome, unsure["PRK-1"].missing) == (Outcome.HOLDS, ())
