"""Evaluation: what is stored, what departments know, and what people confirmed come together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from neni.core.adapters import feel, rulebook
from neni.core.adapters.store import SqlStore
from neni.core.declarations import CaseType, Department, FactSource
from neni.core.errors import InvalidFacts, NotAllowed, NotFound
from neni.core.gathering import Answers, Plugin
from neni.core.holdings import Holding
from neni.core.host import Host
from neni.core.model.cases import Case
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.findings import Evaluation, Outcome
from neni.core.model.law import lawbooks
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.law.lowering import lower
from neni.core.model.paper.registers import Register
from neni.core.model.people import Confirmation, Person, Role
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Clock, Desk
from neni.core.services.cases import evaluation

DAY = date(2026, 3, 2)
LAW = """
ruleset: parks.permit
applies_to: parks.permit
title: {sq: Leja, sr: Dozvola, en: Permit}
reference: {act: 01/L-001}
facts:
  title: {type: text, label: {sq: titulli, sr: naslov, en: title}}
  area: {type: number, label: {sq: sipërfaqja, sr: površina, en: area}}
  asked_on: {type: date, label: {sq: data, sr: datum, en: day}}
rules:
  - code: PRK-1
    title: {sq: E madhe, sr: Velika, en: Large}
    when: area > 10
    finding: {sq: a, sr: b, en: c}
    severity: blocking
    reference: {article: 4}
    in_force: {from: 2020-01-01}
    confidence: memory
  - code: PRK-2
    title: {sq: Fqinjë, sr: Susedi, en: Neighbours}
    when: neighbours > 1
    finding: {sq: "{neighbours}", sr: "{neighbours}", en: "{neighbours}"}
    severity: note
    reference: {article: 5}
    in_force: {from: 2020-01-01}
    confidence: verified
"""
NEIGHBOURS = FactType("neighbours", FactKind.NUMBER, Text.of("neighbours"), sourced=True)
BOOK = Register("parks", Text.of("Permits"), "PRK-{year}-{number:04}")
PERMIT = CaseType("parks.permit", Text.of("Permit"), BOOK, (), "title", on_fact="asked_on")
OFFICER = Person("1", "officer", "Officer", roles=frozenset({("parks", Role.OFFICER)}))
STRANGER = Person("2", "stranger", "Stranger", roles=frozenset({("roads", Role.OFFICER)}))

Ask = Callable[[Case, date, Desk], Mapping[str, FactValue]]


class PlainWords:
    """Values as Python writes them."""

    def show(self, value: FactValue | None, kind: FactType, language: Language) -> str:
        return str(value)


def host(folder: Path, ask: Ask) -> Host:
    (folder / "permit.yaml").write_text(LAW, encoding="utf-8")
    book = rulebook.load(folder, "parks", feel.parse)
    department = Department("parks", Text.of("Parks"), (PERMIT,), folder, folder)
    source = FactSource("parks.permit", (NEIGHBOURS,), ask)
    answers = Answers(department, (source,), {}, (), (), ())
    plugin = Plugin("parks", "neni-parks", "1", answers)
    lawbook = lawbooks.assemble("parks.permit", book.rulesets, [NEIGHBOURS])
    books, plans = {"parks.permit": lawbook}, {"parks.permit": lower(lawbook)}
    return Host((plugin,), (Holding(plugin, answers, book, ()),), books, plans)


@pytest.fixture
def make(tmp_path: Path, sqlite_store: SqlStore, clock: Clock) -> Callable[..., Office]:
    """An office of the parks, whose fact source answers as told."""

    def make(ask: Ask = lambda _case, _on, _desk: {"neighbours": Decimal(2)}) -> Office:
        unused: Any = SimpleNamespace()
        return Office(host(tmp_path, ask), sqlite_store, Fixpoint(), unused, PlainWords(), clock, unused)

    return make


def stored(office: Office, **facts: FactValue) -> Case:
    case = Case("c1", "PRK-2026-0001", "parks.permit", "Oak", facts, DAY, datetime(2026, 3, 2, tzinfo=UTC), "1")
    with office.store.writing() as work:
        work.cases.add(case)
    return case


def outcomes(found: Evaluation) -> dict[str, Outcome]:
    return {one.rule: one.outcome for one in found.findings}


def test_what_a_department_knows_counts_like_what_was_stated(make: Callable[..., Office]) -> None:
    found = evaluation.evaluate(make(), "parks.permit", {"area": Decimal(5)}, DAY)
    assert outcomes(found) == {"PRK-1": Outcome.DOES_NOT_HOLD, "PRK-2": Outcome.HOLDS}
    assert found.facts == {"area": Decimal(5), "neighbours": Decimal(2)}
    assert found.at is None


def test_a_source_is_asked_about_the_facts_at_hand_of_the_case_at_hand(make: Callable[..., Office]) -> None:
    asked: list[Case] = []

    def ask(case: Case, on: date, desk: Desk) -> Mapping[str, FactValue]:
        asked.append(case)
        return {}

    office = make(ask)
    case = stored(office, area=Decimal(5))
    evaluation.evaluate(office, "parks.permit", {"area": Decimal(7)}, DAY)
    evaluation.evaluate(office, "parks.permit", {"area": Decimal(8)}, DAY, case=case)
    assert [(one.id, one.facts) for one in asked] == [("", {"area": Decimal(7)}), ("c1", {"area": Decimal(8)})]


def test_what_a_source_did_not_declare_does_not_count(make: Callable[..., Office]) -> None:
    office = make(lambda _case, _on, _desk: {"neighbours": Decimal(1), "area": Decimal(99)})
    found = evaluation.evaluate(office, "parks.permit", {"area": Decimal(5)}, DAY)
    assert found.facts["area"] == Decimal(5)


def test_a_source_that_fails_leaves_its_facts_unknown(
    make: Callable[..., Office], caplog: pytest.LogCaptureFixture
) -> None:
    def ask(case: Case, on: date, desk: Desk) -> Mapping[str, FactValue]:
        raise ValueError("the register is shut")

    found = evaluation.evaluate(make(ask), "parks.permit", {}, DAY)
    assert outcomes(found)["PRK-2"] is Outcome.CANNOT_BE_TOLD
    assert "the register is shut" in caplog.text


def test_a_stored_case_is_evaluated_and_the_evaluation_kept(make: Callable[..., Office]) -> None:
    office = make()
    stored(office, area=Decimal(50))
    found = evaluation.findings(office, OFFICER, "PRK-2026-0001")
    with office.store.reading() as work:
        latest = work.evaluations.latest("c1")
        kinds = [kind for kind, _, _, _ in work.events.of("c1")]
    assert latest is not None
    assert (latest.id, latest.at) == (found.id, office.clock.now())
    assert outcomes(latest) == outcomes(found) == {"PRK-1": Outcome.HOLDS, "PRK-2": Outcome.HOLDS}
    assert kinds == ["CaseEvaluated"]


def test_a_rule_takes_effect_once_two_people_confirmed_it(make: Callable[..., Office]) -> None:
    office = make()
    found = evaluation.evaluate(office, "parks.permit", {"area": Decimal(50)}, DAY).findings[0]
    assert found.advisory
    proposed = Confirmation("PRK-1", found.fingerprint, "1", office.clock.now(), "read in the gazette")
    for confirmation, stops in (
        (proposed, False),
        (replace(proposed, confirmed_by="2", confirmed_at=proposed.proposed_at), True),
    ):
        with office.store.writing() as work:
            work.confirmations.save(confirmation)
        again = evaluation.evaluate(office, "parks.permit", {"area": Decimal(50)}, DAY).findings[0]
        assert again.stops("permit") is stops


def test_trying_out_stores_nothing_and_takes_its_day_from_the_facts(make: Callable[..., Office]) -> None:
    office = make()
    found = evaluation.try_out(office, OFFICER, "parks.permit", {"area": 50, "asked_on": "2019-05-01"})
    assert (found.on, found.findings) == (date(2019, 5, 1), ())
    assert evaluation.try_out(office, OFFICER, "parks.permit", {"area": 50}).on == office.clock.today()
    assert evaluation.try_out(office, OFFICER, "parks.permit", {}, on=date(2025, 1, 1)).on == date(2025, 1, 1)
    stored(office, area=Decimal(5))
    changed = evaluation.try_out(office, OFFICER, "parks.permit", {"area": 50}, "PRK-2026-0001")
    assert (outcomes(changed)["PRK-1"], changed.at) == (Outcome.HOLDS, None)
    with office.store.reading() as work:
        assert work.evaluations.latest("c1") is None


def test_what_may_not_be_is_refused(make: Callable[..., Office]) -> None:
    office = make()
    stored(office, area=Decimal(5))
    with pytest.raises(NotAllowed):
        evaluation.findings(office, STRANGER, "PRK-2026-0001")
    with pytest.raises(NotAllowed):
        evaluation.try_out(office, STRANGER, "parks.permit", {})
    with pytest.raises(InvalidFacts):
        evaluation.try_out(office, OFFICER, "parks.permit", {"area": "wide"})
    with pytest.raises(InvalidFacts):
        evaluation.try_out(office, OFFICER, "parks.permit", {"neighbours": 3})
    with pytest.raises(NotFound):
        evaluation.try_out(office, OFFICER, "parks.lease", {})
    with pytest.raises(NotFound):
        evaluation.findings(office, OFFICER, "PRK-2026-0009")
