"""Stored cases come back as they were, enter once, and are not saved over."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neni.core.adapters.store import SqlStore
from neni.core.errors import Conflict, InvalidFacts, NotFound
from neni.core.model.cases import Case, CaseStatus
from neni.core.model.events import CaseChanged
from neni.core.model.people import Person

NEXT_YEAR = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)
INSTANTS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone
PLAIN = st.one_of(
    st.booleans(),
    st.integers(-(10**13), 10**13),
    st.decimals(allow_nan=False, allow_infinity=False),
    WORDS,
    st.dates(),
    INSTANTS,
    st.timedeltas(),
)
NAMES = st.from_regex(r"[a-z][a-z_]{0,15}", fullmatch=True)
ROWS = st.lists(st.dictionaries(NAMES, PLAIN, max_size=3), max_size=3).map(tuple)
FACTS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(NAMES, st.one_of(PLAIN, ROWS), max_size=8)


def exactly(value: object) -> object:
    """Equal values may differ in kind and digits (1 and True, 1.0 and 1.00); this tells them apart."""
    if isinstance(value, dict):
        return {name: exactly(inner) for name, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(exactly(inner) for inner in value)
    return type(value), str(value), value


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(facts=FACTS, on=st.dates(), opened_at=INSTANTS, title=WORDS, status=st.sampled_from(CaseStatus))
def test_a_case_comes_back_exactly(
    store: SqlStore,
    a_case: Callable[..., Case],
    facts: dict[str, Any],
    on: date,
    opened_at: datetime,
    title: str,
    status: CaseStatus,
) -> None:
    rulesets = {"procurement.contract": "f1", "shared": "f2"}
    case = a_case(facts=facts, on=on, opened_at=opened_at, title=title, status=status, rulesets=rulesets)
    with store.writing() as work:
        work.cases.add(replace(case, facts={}))
        saved = work.cases.save(case)
    with store.reading() as work:
        again = work.cases.get(case.reference)
    assert again == saved == replace(case, version=2)
    assert exactly(again.facts) == exactly(facts)
    assert again.opened_at.tzinfo is UTC


def test_a_case_is_got_by_reference_or_id(store: SqlStore, stored_case: Case) -> None:
    with store.reading() as work:
        assert work.cases.get("PRO-2026-0001") == work.cases.get("case-1") == stored_case


def test_a_case_nobody_stored_is_not_found(store: SqlStore) -> None:
    with store.reading() as work, pytest.raises(NotFound, match="PRO-2026-0099"):
        work.cases.get("PRO-2026-0099")


def test_a_reference_stands_for_one_case_and_the_transaction_goes_on(
    store: SqlStore, stored_case: Case, a_case: Callable[..., Case]
) -> None:
    another = a_case()
    with store.writing() as work:
        with pytest.raises(Conflict, match="PRO-2026-0001"):
            work.cases.add(replace(another, reference=stored_case.reference))
        work.cases.add(another)
    with store.reading() as work:
        assert work.cases.get(another.id) == another


def test_a_case_from_elsewhere_enters_once(store: SqlStore, a_case: Callable[..., Case]) -> None:
    first, again, of_another_type = (a_case(external_key="F-12/2011") for _ in range(3))
    of_another_type = replace(of_another_type, type="procurement.purchase")
    with store.writing() as work:
        work.cases.add(first)
        work.cases.add(of_another_type)
        with pytest.raises(Conflict, match=f"here already as {first.reference}"):
            work.cases.add(again)
    with store.reading() as work:
        assert work.cases.by_external_key("procurement.contract", "F-12/2011") == first
        assert work.cases.by_external_key("procurement.contract", "F-13/2011") is None


def test_saving_what_somebody_changed_meanwhile_tells_who_and_when(
    store: SqlStore, stored_case: Case, clock: Any
) -> None:
    with store.writing() as work:
        work.people.add(Person("p1", "arta", "Arta Krasniqi"), "hash")
        work.cases.save(replace(stored_case, title="Arta's"))
        work.events.add(CaseChanged(at=clock.now(), by="p1", subject=stored_case.id))
    with (
        store.writing() as work,
        pytest.raises(Conflict, match=r"Arta Krasniqi changed the case PRO-2026-0001 meanwhile \(2026-03-02 09:00 UTC"),
    ):
        work.cases.save(replace(stored_case, title="mine"))
    with store.reading() as work:
        assert work.cases.get(stored_case.id).title == "Arta's"


def test_saving_over_an_unexplained_change_is_refused_too(store: SqlStore, stored_case: Case) -> None:
    with store.writing() as work:
        work.cases.save(stored_case)
        with pytest.raises(Conflict, match="Somebody changed the case PRO-2026-0001"):
            work.cases.save(stored_case)


@pytest.mark.parametrize("version", [0, -1, 10**30])
def test_a_version_that_never_was_is_refused(store: SqlStore, stored_case: Case, version: int) -> None:
    with store.writing() as work, pytest.raises(Conflict, match="PRO-2026-0001"):
        work.cases.save(replace(stored_case, version=version))


def test_saving_a_case_that_is_not_stored_is_refused(store: SqlStore, a_case: Callable[..., Case]) -> None:
    with store.writing() as work, pytest.raises(NotFound):
        work.cases.save(a_case())


def test_saving_may_not_take_the_reference_or_key_of_another(store: SqlStore, a_case: Callable[..., Case]) -> None:
    first, second = a_case(external_key="1"), a_case(external_key="2")
    with store.writing() as work:
        work.cases.add(first)
        work.cases.add(second)
        with pytest.raises(Conflict, match=r"PRO-2026-0001 belongs to another"):
            work.cases.save(replace(second, reference=first.reference))
        with pytest.raises(Conflict, match="here already as PRO-2026-0001"):
            work.cases.save(replace(second, external_key="1"))


@pytest.mark.parametrize("character", ["\x00", "\ud800"])
def test_characters_no_database_holds_are_refused_clearly(
    store: SqlStore, a_case: Callable[..., Case], character: str
) -> None:
    for case in (a_case(title=character), a_case(facts={"supplier": character})):
        with pytest.raises(InvalidFacts, match="cannot be stored"), store.writing() as work:
            work.cases.add(case)
    with pytest.raises(InvalidFacts, match="cannot be stored"), store.reading() as work:
        work.cases.get(character)


def test_on_sqlite_instants_are_text_of_one_width(sqlite_url: str, sqlite_store: SqlStore, a_case: Any) -> None:
    instants = [NEXT_YEAR, NEXT_YEAR + timedelta(microseconds=1), datetime(999, 5, 1, tzinfo=UTC)]
    with sqlite_store.writing() as work:
        for instant in instants:
            work.cases.add(a_case(opened_at=instant))
    connection = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    stored = [text for (text,) in connection.execute("SELECT opened_at FROM cases ORDER BY opened_at")]
    connection.close()
    assert stored == ["0999-05-01T00:00:00.000000Z", "2027-01-04T08:00:00.000000Z", "2027-01-04T08:00:00.000001Z"]


def test_an_instant_without_a_zone_is_a_mistake_of_the_program(store: SqlStore, a_case: Callable[..., Case]) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - that is the point
    with pytest.raises(Exception, match="time zone"), store.writing() as work:
        work.cases.add(a_case(opened_at=naive))
    with pytest.raises(ValueError, match="time zone"), store.writing() as work:
        work.cases.add(a_case(facts={"signed_at": naive}))


def test_amounts_at_the_bounds_come_back(store: SqlStore, a_case: Callable[..., Case]) -> None:
    case = a_case(facts={"value": 100_000_000_000_00, "less": -100_000_000_000_00, "rate": Decimal("1.10")})
    with store.writing() as work:
        work.cases.add(case)
    with store.reading() as work:
        assert work.cases.get(case.id) == case
