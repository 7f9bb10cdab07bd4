"""Rules over several facts: counts, sums and joins over lists of records, some stated, some from a fact source.

The evaluator establishes what a count, a sum or a join comes to, as tokens; the engine chains them with all else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from neni.core.adapters import feel, rulebook
from neni.core.adapters.engine import CheckedEngine
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.findings import Evaluation, Finding, Outcome
from neni.core.model.law import lawbooks
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lowering import lower
from neni.core.model.text import Text
from neni.core.ports import Engine
from neni.core.services.judging import judge
from neni.core.services.screening import Screener
from tests.services.judging.test_judging import PlainWords

DAY = date(2026, 3, 2)
LABEL = Text.of("x")
WORDS = "{sq: a, sr: b, en: c}"
BASIS = "reference: {article: 4}\n    in_force: {from: 2020-01-01}\n    confidence: verified"
RECORD = (
    FactType("by", FactKind.TEXT, LABEL),
    FactType("what", FactKind.TEXT, LABEL),
    FactType("day", FactKind.DATE, LABEL),
    FactType("supplier", FactKind.TEXT, LABEL),
    FactType("paid", FactKind.MONEY, LABEL),
)
SOURCED = FactType("earlier", FactKind.RECORDS, Text.of("earlier purchases"), fields=RECORD)
"""What a department adds to a case out of its own register."""
LAW = f"""ruleset: parks.purchase
applies_to: parks.purchase
title: {WORDS}
reference: {{act: 01/L-001}}
parameters:
  open_from:
    label: {WORDS}
    type: money
    values:
      2020-01-01: {{value: 1000, reference: {{article: 2}}, confidence: verified}}
facts:
  buyer: {{type: text, label: {WORDS}}}
  kind: {{type: text, label: {WORDS}}}
  signed_on: {{type: date, label: {WORDS}}}
  price: {{type: money, label: {WORDS}}}
  offers:
    type: records
    label: {WORDS}
    fields:
      supplier: {{type: text, label: {WORDS}}}
      price: {{type: money, label: {WORDS}}}
  alike: {{type: number, label: {WORDS}, derived: true}}
  together: {{type: money, label: {WORDS}, derived: true}}
  fee_class: {{type: number, label: {WORDS}, derived: true}}
derive:
  - alike: {{is: 'count(earlier[by = buyer and what = kind and day.year = signed_on.year])'}}
    {BASIS}
  - together: {{is: 'price + sum(earlier[by = buyer and what = kind and day.year = signed_on.year].paid)'}}
    when: alike > 0
    {BASIS}
  - together: {{is: price}}
    when: alike = 0
    {BASIS}
tables:
  - table: classes
    hit: collect
    aggregate: max
    inputs: [alike, together]
    outputs: [fee_class]
    {BASIS}
    rows:
      - {{when: ['>= 1', -], then: 1}}
      - {{when: ['>= 2', '>= open_from'], then: 2}}
    default: 0
rules:
  - code: JON-1
    title: {WORDS}
    when: together >= open_from and price < open_from
    unless: alike < 2
    finding: {{sq: "{{together}}", sr: "{{together}}", en: "{{alike}} others, {{together}} in all"}}
    severity: blocking
    {BASIS}
  - code: JON-2
    title: {WORDS}
    when: some offer in offers, one in earlier satisfies offer.supplier = one.supplier and offer.price > one.paid
    finding: {WORDS}
    severity: note
    {BASIS}
  - code: JON-3
    title: {WORDS}
    when: count(offers[price < open_from]) >= 2 and sum(offers.price) > open_from
    finding: {WORDS}
    severity: note
    {BASIS}
  - code: JON-4
    title: {WORDS}
    when: fee_class = 2
    overrides: JON-3
    finding: {WORDS}
    severity: note
    {BASIS}
"""


def earlier(buyer: str, day: date, price: int, supplier: str = "A") -> dict[str, FactValue]:
    return {"by": buyer, "what": "benches", "day": day, "supplier": supplier, "paid": price}


OURS = (earlier("parks", date(2026, 1, 5), 40_000), earlier("parks", date(2026, 2, 1), 30_000, "B"))
OTHERS = (earlier("roads", date(2026, 1, 5), 90_000, "C"), earlier("parks", date(2025, 12, 31), 90_000, "C"))
STATED: dict[str, FactValue] = {
    "buyer": "parks",
    "kind": "benches",
    "signed_on": DAY,
    "price": 30_000,
    "offers": ({"supplier": "B", "price": 30_001}, {"supplier": "D", "price": 80_000}),
}


@pytest.fixture(params=["fixpoint", pytest.param("durable-rules", marks=pytest.mark.slow)])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "fixpoint":
        yield Fixpoint()
        return
    pytest.importorskip("durable")
    checked = CheckedEngine()
    yield checked
    assert checked.tally["answered"]
    checked.close()


def judged(folder: Path, engine: Engine, **facts: FactValue) -> Evaluation:
    (folder / "purchase.yaml").write_text(LAW, encoding="utf-8")
    rulesets = rulebook.load(folder, "parks", feel.parse).rulesets
    lawbook = lawbooks.assemble("parks.purchase", rulesets, [SOURCED])
    assert lawbooks.check(lawbook) == ()
    plan = lower(lawbook)
    found = judge(lawbook, plan, engine, PlainWords(), facts, DAY)
    screener = Screener(lawbook, plan, DAY)
    told = {one.rule: one.outcome for one in found.findings}
    assert dict(zip(screener.rules, screener.outcomes(facts), strict=True)) == told
    return found


def outcomes(evaluation: Evaluation) -> dict[str, str]:
    return {one.rule: one.outcome.value for one in evaluation.findings}


def finding(evaluation: Evaluation, rule: str) -> Finding:
    return next(one for one in evaluation.findings if one.rule == rule)


def test_purchases_of_one_buyer_kind_and_year_are_counted_and_summed(tmp_path: Path, engine: Engine) -> None:
    found = judged(tmp_path, engine, **STATED, earlier=(*OURS, *OTHERS))
    assert found.derived == {"alike": Decimal(2), "together": 100_000, "fee_class": Decimal(2)}
    assert finding(found, "JON-1").message.en == "2 others, 100000 in all"
    assert outcomes(found) == {"JON-1": "holds", "JON-2": "holds", "JON-3": "does_not_hold", "JON-4": "holds"}


def test_one_cent_and_one_purchase_less_change_the_outcome(tmp_path: Path, engine: Engine) -> None:
    less = judged(tmp_path, engine, **STATED | {"price": 29_999}, earlier=OURS)
    assert outcomes(less) == {"JON-1": "does_not_hold", "JON-2": "holds", "JON-3": "holds", "JON-4": "does_not_hold"}
    fewer = judged(tmp_path, engine, **STATED, earlier=(OURS[0], *OTHERS))
    assert outcomes(fewer)["JON-1"] == "does_not_hold"
    assert fewer.derived["fee_class"] == 1


def test_an_earlier_purchase_without_its_price_leaves_open_only_what_it_could_change(
    tmp_path: Path, engine: Engine
) -> None:
    unpriced = {name: value for name, value in OURS[0].items() if name != "paid"}
    found = judged(tmp_path, engine, **STATED, earlier=(unpriced, OURS[1]))
    assert found.derived == {"alike": Decimal(2)}
    assert [one.name for one in finding(found, "JON-1").missing] == ["earlier"]
    assert outcomes(found)["JON-2"] == "holds"


def test_before_the_source_has_answered_nothing_is_read_as_none(tmp_path: Path, engine: Engine) -> None:
    found = judged(tmp_path, engine, **STATED)
    assert finding(found, "JON-1").outcome is Outcome.CANNOT_BE_TOLD
    none = judged(tmp_path, engine, **STATED, earlier=())
    assert none.derived == {"alike": Decimal(0), "together": 30_000, "fee_class": Decimal(0)}
    assert outcomes(none)["JON-1"] == "does_not_hold"
