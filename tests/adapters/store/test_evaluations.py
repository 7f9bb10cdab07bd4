"""Evaluations come back with every finding and all that explains it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neni.core.adapters.store import SqlStore
from neni.core.errors import NotFound
from neni.core.model.cases import Case
from neni.core.model.conditions.explaining import Explained
from neni.core.model.findings import Evaluation, Finding, Missing, Outcome, Used
from neni.core.model.references import Confidence, Reference
from neni.core.model.rules import Severity
from neni.core.model.text import Text

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
MAYBE_WORDS = st.none() | WORDS
TEXTS = st.builds(Text, sq=WORDS.map(lambda words: words or "po"), sr=WORDS, en=WORDS)
DAYS = st.dates()
REFERENCES = st.builds(Reference, MAYBE_WORDS, MAYBE_WORDS, MAYBE_WORDS, MAYBE_WORDS)
CONFIDENCES = st.sampled_from(Confidence)
USED = st.builds(Used, WORDS, TEXTS, TEXTS, st.none() | DAYS, st.none() | REFERENCES, st.none() | CONFIDENCES)
EXPLAINED = st.recursive(
    st.builds(Explained, WORDS, WORDS),
    lambda parts: st.builds(Explained, WORDS, WORDS, st.lists(parts, max_size=2).map(tuple)),
    max_leaves=5,
)
FINDINGS = st.builds(
    Finding,
    rule=WORDS,
    fingerprint=WORDS,
    outcome=st.sampled_from(Outcome),
    title=TEXTS,
    message=TEXTS,
    severity=st.sampled_from(Severity),
    reference=REFERENCES,
    confidence=CONFIDENCES,
    confirmed=st.booleans(),
    in_force_since=st.none() | DAYS,
    remedy=st.none() | TEXTS,
    used=st.lists(USED, max_size=2).map(tuple),
    missing=st.lists(st.builds(Missing, WORDS, TEXTS, st.booleans()), max_size=2).map(tuple),
    blocks=st.lists(WORDS, max_size=2).map(tuple),
    explanation=st.none() | EXPLAINED,
    about=MAYBE_WORDS,
    ruleset=WORDS,
    version=WORDS,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(findings=st.lists(FINDINGS, max_size=3).map(tuple), on=DAYS)
def test_an_evaluation_comes_back_exactly(
    store: SqlStore,
    a_case: Callable[..., Case],
    an_evaluation: Callable[..., Evaluation],
    findings: tuple[Finding, ...],
    on: date,
) -> None:
    case = a_case()
    derived = {"value_class": "large", "splitting": None, "share": Decimal("10.00"), "wait": timedelta(days=-3)}
    with store.writing() as work:
        work.cases.add(case)
        stored = work.evaluations.add(case.id, an_evaluation(findings=findings, on=on, derived=derived))
    assert stored.id
    with store.reading() as work:
        assert work.evaluations.get(stored.id) == work.evaluations.latest(case.id) == stored


def test_every_field_of_a_finding_is_drawn_above() -> None:
    drawn = {"rule", "fingerprint", "outcome", "title", "message", "severity", "reference", "confidence", "confirmed"}
    drawn |= {"in_force_since", "remedy", "used", "missing", "blocks", "explanation", "about", "ruleset", "version"}
    assert {field.name for field in fields(Finding)} == drawn


def test_the_latest_is_the_one_stored_last(
    store: SqlStore, stored_case: Case, an_evaluation: Callable[..., Evaluation]
) -> None:
    with store.writing() as work:
        work.evaluations.add(stored_case.id, an_evaluation(at=datetime(2026, 4, 1, tzinfo=UTC)))
        newest = work.evaluations.add(stored_case.id, an_evaluation(at=datetime(2026, 3, 9, tzinfo=UTC)))
        assert work.evaluations.latest(stored_case.id) == newest
        assert work.evaluations.latest("another case") is None


def test_an_evaluation_nobody_stored_is_not_found(store: SqlStore) -> None:
    with store.reading() as work, pytest.raises(NotFound, match="e-99"):
        work.evaluations.get("e-99")


def test_an_evaluation_belongs_to_a_stored_case(store: SqlStore, an_evaluation: Callable[..., Evaluation]) -> None:
    with pytest.raises(NotFound, match="belongs to is not stored"), store.writing() as work:
        work.evaluations.add("nobody's", an_evaluation())


def test_a_trial_run_is_not_stored(
    store: SqlStore, stored_case: Case, an_evaluation: Callable[..., Evaluation]
) -> None:
    with store.writing() as work, pytest.raises(ValueError, match="trial"):
        work.evaluations.add(stored_case.id, replace(an_evaluation(), at=None))
