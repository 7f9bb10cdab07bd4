"""Judging: one finding a rule, with its words, what it rests on and what it waits for."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from neni.core.adapters import feel, rulebook
from neni.core.model.facts import FactKind, FactType, FactValue, FactValues
from neni.core.model.findings import Evaluation, Finding, Outcome
from neni.core.model.law import lawbooks
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import lower
from neni.core.model.references import Confidence, Reference
from neni.core.model.text import Language, Text
from neni.core.services.judging import judge

DAY = date(2026, 3, 2)
LAW = """
ruleset: parks.permit
applies_to: parks.permit
title: {sq: Leja, sr: Dozvola, en: Permit}
reference: {act: 01/L-001}
parameters:
  large_from:
    label: {sq: pragu, sr: prag, en: threshold}
    type: number
    values:
      2020-01-01: {value: 100, reference: {article: 2}, confidence: secondary}
      2025-01-01: {value: 200, reference: {act: 01/L-002, article: 7}, confidence: memory}
facts:
  area: {type: number, label: {sq: sipërfaqja, sr: površina, en: the area}}
  protected: {type: yes_no, label: {sq: e mbrojtur, sr: zaštićeno, en: protected}}
  fee: {type: money, label: {sq: tarifa, sr: taksa, en: the fee}}
  rows:
    type: records
    label: {sq: drunjtë, sr: drveće, en: the trees}
    fields:
      kind: {type: text, label: {sq: lloji, sr: vrsta, en: kind}}
      height: {type: number, label: {sq: lartësia, sr: visina, en: height}}
  size:
    type: choice
    label: {sq: madhësia, sr: veličina, en: size}
    derived: true
    choices: {small: {sq: e vogël, sr: mala, en: small}, large: {sq: e madhe, sr: velika, en: large}}
derive:
  - size: large
    when: area >= large_from
    reference: {article: 3}
    in_force: {from: 2020-01-01}
    confidence: verified
  - size: small
    when: area < large_from
    reference: {article: 3}
    in_force: {from: 2020-01-01}
    confidence: verified
rules:
  - code: PRK-1
    title: {sq: Hapësirë e madhe, sr: Velika površina, en: Large area}
    when: size = "large"
    unless: protected
    finding: {sq: "{area} është {size}", sr: "{area} je {size}", en: "{area} is {size} from {large_from} on"}
    remedy: {sq: "Nën {large_from}", sr: "Ispod {large_from}", en: "Stay below {large_from}"}
    severity: blocking
    blocks: [permit]
    reference: {article: 4}
    in_force: {from: 2020-01-01}
    confidence: verified
  - code: PRK-2
    title: {sq: Drunj, sr: Drveće, en: Trees}
    when: count(rows) > 0
    finding: {sq: "{rows}", sr: "{rows}", en: "There are: {rows}"}
    severity: note
    reference: {article: 5}
    in_force: {from: 2020-01-01, to: 2026-12-31}
    confidence: verified
  - code: PRK-3
    title: {sq: Tarifë, sr: Taksa, en: A fee}
    when: fee > 10 or area > 1000
    finding: {sq: "{fee}", sr: "{fee}", en: "{fee}"}
    severity: warning
    reference: {article: 6}
    in_force: {from: 2020-01-01}
    confidence: verified
  - code: PRK-4
    title: {sq: E mbrojtur, sr: Zaštićeno, en: Protected}
    when: protected
    overrides: PRK-3
    finding: {sq: a, sr: b, en: c}
    severity: warning
    reference: {article: 6}
    in_force: {from: 2020-01-01}
    confidence: verified
"""

Judge = Callable[..., Evaluation]


class PlainWords:
    """Values as they are, with the language, so that tests can see both."""

    def show(self, value: FactValue | None, kind: FactType, language: Language) -> str:
        if kind.kind is FactKind.CHOICE and isinstance(value, str):
            choice = kind.choice(value)
            return choice.label.in_language(language) if choice else value
        return "–" if value is None else str(value)


def lawbook_of(folder: Path, text: str) -> Lawbook:
    (folder / "permit.yaml").write_text(text, encoding="utf-8")
    return lawbooks.assemble("parks.permit", rulebook.load(folder, "parks", feel.parse).rulesets)


@pytest.fixture
def judged(tmp_path: Path) -> Judge:
    """What the parks' law says of some facts."""

    def judged(
        facts: FactValues, on: date = DAY, law: str = LAW, confirmed: frozenset[tuple[str, str]] = frozenset()
    ) -> Evaluation:
        lawbook = lawbook_of(tmp_path, law)
        return judge(lawbook, lower(lawbook), Fixpoint(), PlainWords(), facts, on, confirmed)

    return judged


def finding(evaluation: Evaluation, rule: str) -> Finding:
    (found,) = (one for one in evaluation.findings if one.rule == rule)
    return found


def test_every_rule_in_force_has_its_finding_gravest_first(judged: Judge) -> None:
    outcomes = [(one.rule, one.outcome) for one in judged({"area": Decimal(250), "protected": False}).findings]
    assert outcomes == [
        ("PRK-1", Outcome.HOLDS),
        ("PRK-3", Outcome.CANNOT_BE_TOLD),
        ("PRK-4", Outcome.DOES_NOT_HOLD),
        ("PRK-2", Outcome.CANNOT_BE_TOLD),
    ]
    assert [one.rule for one in judged({}, on=date(2027, 1, 1)).findings] == ["PRK-1", "PRK-3", "PRK-4"]
    assert judged({}, on=date(2019, 12, 31)).findings == ()


def test_a_finding_says_its_sentence_with_the_values(judged: Judge) -> None:
    found = finding(judged({"area": Decimal(250), "protected": False}), "PRK-1")
    assert found.message == Text(sq="250 është e madhe", sr="250 je velika", en="250 is large from 200 on")
    assert found.remedy == Text(sq="Nën 200", sr="Ispod 200", en="Stay below 200")
    assert (found.blocks, found.in_force_since) == (("permit",), date(2020, 1, 1))
    assert found.explanation is not None


def test_records_read_as_rows_and_long_lists_are_counted(judged: Judge) -> None:
    rows = ({"kind": "lime", "height": Decimal(12)}, {"kind": "oak"})
    assert finding(judged({"rows": rows}), "PRK-2").message.en == "There are: lime, 12; oak"
    many = finding(judged({"rows": rows[1:] * 25}), "PRK-2").message.en
    assert many.endswith("oak; … (+15)")


def test_what_a_finding_rests_on_is_told_down_to_the_values_of_the_law(judged: Judge) -> None:
    found = finding(judged({"area": Decimal(250), "protected": False}), "PRK-1")
    assert [(one.name, one.shown.en) for one in found.used] == [
        ("area", "250"),
        ("protected", "False"),
        ("size", "large"),
        ("large_from", "200"),
    ]
    assert found.used[-1].since == date(2025, 1, 1)
    assert found.used[-1].reference == Reference("01/L-002", article="7")
    before = finding(judged({"area": Decimal(150), "protected": False}, on=date(2024, 12, 31)), "PRK-1")
    assert (before.outcome, before.used[-1].shown.en) == (Outcome.HOLDS, "100")


def test_a_finding_is_as_sure_as_the_weakest_it_rests_on_that_day(judged: Judge) -> None:
    facts = {"area": Decimal(250), "protected": False}
    now, before = (finding(judged(facts, on=on), "PRK-1") for on in (DAY, date(2024, 12, 31)))
    assert (now.confidence, now.confirmed, now.advisory) == (Confidence.MEMORY, False, True)
    assert (before.confidence, before.confirmed) == (Confidence.SECONDARY, True)
    assert not now.stops("permit")
    assert before.stops("permit")


def test_a_confirmation_counts_for_exactly_this_rule(judged: Judge) -> None:
    facts = {"area": Decimal(250), "protected": False}
    unconfirmed = finding(judged(facts), "PRK-1")
    vouched = frozenset({("PRK-1", unconfirmed.fingerprint)})
    assert finding(judged(facts, confirmed=vouched), "PRK-1").stops("permit")
    changed = LAW.replace("value: 200", "value: 201")
    assert not finding(judged(facts, law=changed, confirmed=vouched), "PRK-1").confirmed


def test_a_rule_that_waits_names_the_stated_facts_underneath(judged: Judge) -> None:
    found = finding(judged({"protected": False}), "PRK-1")
    assert [(one.name, one.is_parameter) for one in found.missing] == [("area", False)]
    assert found.message.sq == "Ende nuk mund të thuhet: Hapësirë e madhe. Duhet të dihet: sipërfaqja."
    assert found.message.sr == "Još se ne može reći: Velika površina. Potrebno je znati: površina."
    assert found.message.en == "Cannot be told yet: Large area. Needed: the area."
    both = finding(judged({}), "PRK-1")
    assert {one.name for one in both.missing} == {"area", "protected"}


def test_what_is_missing_does_not_matter_where_the_outcome_does_not_depend_on_it(judged: Judge) -> None:
    assert finding(judged({"protected": True}), "PRK-1").outcome is Outcome.DOES_NOT_HOLD
    assert finding(judged({"area": Decimal(5)}), "PRK-1").outcome is Outcome.DOES_NOT_HOLD
    assert finding(judged({"area": Decimal(2000), "protected": False}), "PRK-3").outcome is Outcome.HOLDS


def test_a_value_the_law_does_not_give_is_named_with_the_day(judged: Judge) -> None:
    late = LAW.replace("      2020-01-01: {value: 100, reference: {article: 2}, confidence: secondary}\n", "")
    found = finding(judged({"area": Decimal(5), "protected": False}, on=date(2024, 5, 1), law=late), "PRK-1")
    assert [(one.name, one.is_parameter) for one in found.missing] == [("large_from", True)]
    assert found.message.en == "Cannot be told yet: Large area. For 2024-05-01 no value is known: threshold."


def test_an_evaluation_survives_pickling_with_all_its_reasons(judged: Judge) -> None:
    evaluation = judged({"area": Decimal(250), "rows": ({"kind": "lime"},)})
    assert pickle.loads(pickle.dumps(evaluation)) == evaluation
    assert hash(evaluation.findings[0].explanation) == hash(
        pickle.loads(pickle.dumps(evaluation.findings[0].explanation))
    )


def test_derived_facts_are_told_and_a_contradiction_is_not_hidden(judged: Judge) -> None:
    assert judged({"area": Decimal(250)}).derived == {"size": "large"}
    assert judged({}).derived == {}
    assert judged({"area": Decimal(250)}, on=date(2019, 1, 1)).derived == {"size": None}
    overlap = judged(
        {"area": Decimal(200), "protected": False}, law=LAW.replace("area < large_from", "area <= large_from")
    )
    assert [one.name for one in finding(overlap, "PRK-1").missing] == ["size"]
    assert overlap.derived == {}


def test_a_rule_stays_silent_when_one_that_overrides_it_speaks(judged: Judge) -> None:
    fee = {"fee": 50_00}
    assert finding(judged({**fee, "protected": False}), "PRK-3").outcome is Outcome.HOLDS
    assert finding(judged({**fee, "protected": True}), "PRK-3").outcome is Outcome.DOES_NOT_HOLD
    waiting = finding(judged(fee), "PRK-3")
    assert (waiting.outcome, [one.name for one in waiting.missing]) == (Outcome.CANNOT_BE_TOLD, ["protected"])


def test_the_evaluation_names_day_engine_and_rulesets(judged: Judge) -> None:
    evaluation = judged({"area": Decimal(5)})
    assert (evaluation.case_type, evaluation.on, evaluation.engine) == ("parks.permit", DAY, "fixpoint")
    assert set(evaluation.rulesets) == {"parks.permit"}
    assert (evaluation.at, evaluation.id) == (None, None)


def test_facts_nobody_declared_and_stated_derived_facts_do_not_count(judged: Judge) -> None:
    evaluation = judged({"area": Decimal(5), "size": "large", "nonsense": Decimal(1)})
    assert evaluation.derived == {"size": "small"}
