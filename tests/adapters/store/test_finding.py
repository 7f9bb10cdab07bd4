"""Finding cases gives the same answers on both databases, page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neni.core.adapters.store import SqlStore, addresses, engine, finding
from neni.core.adapters.store.schema import CASES
from neni.core.errors import InvalidFacts
from neni.core.model.cases import Case, CaseStatus
from neni.core.ports import CaseQuery

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CaseMaker = Callable[..., Case]


def keep(store: SqlStore, *cases: Case) -> None:
    with store.writing() as work:
        for case in cases:
            work.cases.add(case)


def found(store: SqlStore, **asked: Any) -> list[Case]:
    with store.reading() as work:
        page = work.cases.find(CaseQuery(**asked))
    assert page.total >= len(page.cases)
    return list(page.cases)


def pages(store: SqlStore, query: CaseQuery) -> list[Case]:
    together: list[Case] = []
    while True:
        with store.reading() as work:
            page = work.cases.find(query)
        together += page.cases
        if page.cursor is None:
            assert page.total == len(together)
            return together
        query = replace(query, after=page.cursor)


def test_newest_first_by_day_then_opening_then_order_of_storing(store: SqlStore, a_case: CaseMaker) -> None:
    old = a_case(on=date(2012, 1, 1), opened_at=NOON + timedelta(days=1))
    first, second = a_case(), a_case()
    later = a_case(opened_at=NOON + timedelta(seconds=1))
    keep(store, old, later, first, second)
    assert found(store) == [later, second, first, old]


def test_every_page_once_and_the_total_on_each(store: SqlStore, a_case: CaseMaker) -> None:
    cases = [a_case(on=date(2026, 1, 1 + number % 3)) for number in range(11)]
    keep(store, *cases)
    for limit in (1, 4, 11, 50):
        assert pages(store, CaseQuery(limit=limit)) == found(store)


def test_a_case_that_comes_in_between_moves_no_page(store: SqlStore, a_case: CaseMaker) -> None:
    cases = [a_case() for _ in range(4)]
    keep(store, *cases)
    with store.reading() as work:
        first = work.cases.find(CaseQuery(limit=2))
    keep(store, a_case(on=date(2026, 3, 3)))
    assert [*first.cases, *found(store, after=first.cursor)] == cases[::-1]


@pytest.mark.parametrize(
    "change", [lambda cursor: cursor[:-2], lambda cursor: "A" + cursor[1:], lambda _: "ë", lambda _: "x"]
)
def test_a_cursor_that_was_tampered_with_is_refused(
    store: SqlStore, a_case: CaseMaker, change: Callable[[str], str]
) -> None:
    keep(store, a_case(), a_case())
    with store.reading() as work:
        cursor = work.cases.find(CaseQuery(limit=1)).cursor
        assert cursor
        with pytest.raises(InvalidFacts, match="page cursor") as refused:
            work.cases.find(CaseQuery(limit=1, after=change(cursor)))
    assert refused.value.problems[0].pointer == "/after"


def test_a_cursor_belongs_to_its_query(store: SqlStore, a_case: CaseMaker) -> None:
    keep(store, a_case(), a_case())
    with store.reading() as work:
        cursor = work.cases.find(CaseQuery(limit=1)).cursor
        with pytest.raises(InvalidFacts, match="page cursor"):
            work.cases.find(CaseQuery(limit=1, after=cursor, status=CaseStatus.OPEN))


def test_a_page_holds_at_least_one_case(store: SqlStore) -> None:
    with store.reading() as work, pytest.raises(InvalidFacts, match="at least 1"):
        work.cases.find(CaseQuery(limit=0))


def test_a_page_may_be_as_long_as_one_likes(store: SqlStore, a_case: CaseMaker) -> None:
    keep(store, a_case())
    assert len(found(store, limit=10**30)) == 1


def test_by_type_day_and_status(store: SqlStore, a_case: CaseMaker) -> None:
    contract, purchase = a_case(), a_case(type="procurement.purchase", on=date(2026, 3, 1))
    closed = a_case(status=CaseStatus.CLOSED, on=date(2026, 2, 28))
    keep(store, contract, purchase, closed)
    assert found(store, types=("procurement.purchase",)) == [purchase]
    assert found(store, types=("procurement.purchase", "procurement.contract")) == [contract, purchase, closed]
    assert found(store, since=date(2026, 3, 1)) == [contract, purchase]
    assert found(store, until=date(2026, 3, 1)) == [purchase, closed]
    assert found(store, since=date(2026, 3, 1), until=date(2026, 3, 1)) == [purchase]
    assert found(store, status=CaseStatus.CLOSED) == [closed]


def test_by_facts_equal_and_by_facts_beginning(store: SqlStore, a_case: CaseMaker) -> None:
    books = a_case(facts={"cpv": "22110000", "supplier": "Dukagjini", "value": 5, "open": True})
    paper = a_case(facts={"cpv": "22990000", "supplier": "dukagjini"})
    keep(store, books, paper, a_case())
    assert found(store, facts={"supplier": "Dukagjini"}) == [books]
    assert found(store, starting={"cpv": "22"}) == [paper, books]
    assert found(store, starting={"cpv": "221"}) == [books]
    assert found(store, starting={"cpv": "22"}, facts={"supplier": "dukagjini"}) == [paper]
    assert found(store, starting={"supplier": "Duk"}) == [books]
    assert found(store, starting={"supplier": ""}) == [paper, books]
    assert found(store, facts={"value": "5"}) == found(store, facts={"nothing": ""}) == []


def test_a_changed_fact_is_found_by_its_new_value_only(store: SqlStore, a_case: CaseMaker) -> None:
    case = a_case(facts={"supplier": "Dukagjini"})
    keep(store, case)
    with store.writing() as work:
        saved = work.cases.save(replace(case, facts={"supplier": "Buzuku"}))
    assert found(store, facts={"supplier": "Buzuku"}) == found(store, words="buzuku") == [saved]
    assert found(store, facts={"supplier": "Dukagjini"}) == found(store, words="dukagjini") == []


def test_long_texts_are_compared_to_their_ends(store: SqlStore, a_case: CaseMaker) -> None:
    one, other = (a_case(facts={"purpose": "ç" * 2000 + end}) for end in "ab")
    keep(store, one, other)
    assert found(store, facts={"purpose": "ç" * 2000 + "a"}) == [one]
    assert found(store, starting={"purpose": "ç" * 2000}) == [other, one]
    assert found(store, starting={"purpose": "ç" * 2000 + "b"}) == [other]


LETTERS = st.text(st.sampled_from("aAbzë%_\\*'\"\ud7ff\ue000\U0010ffff"), max_size=4)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(LETTERS, min_size=1, max_size=6), beginning=LETTERS)
def test_beginnings_mind_every_character(
    store: SqlStore, a_case: CaseMaker, values: Sequence[str], beginning: str
) -> None:
    name = f"fact_{a_case().id}"
    cases = [a_case(facts={name: value}) for value in values]
    keep(store, *cases)
    assert found(store, starting={name: beginning}) == [
        case for case in reversed(cases) if str(case.facts[name]).startswith(beginning)
    ]
    assert found(store, facts={name: beginning}) == [case for case in reversed(cases) if case.facts[name] == beginning]


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (CaseQuery(facts={"supplier": "Dukagjini"}), "ix_case_facts_name_start_case_row (name=? AND start=?)"),
        (CaseQuery(starting={"cpv": "22"}), "ix_case_facts_name_start_case_row (name=? AND start>? AND start<?)"),
        (CaseQuery(words="libra"), "case_words VIRTUAL TABLE INDEX"),
        (CaseQuery(types=("procurement.contract",)), "ix_cases_type_on_day_opened_at_row (type=?)"),
        (CaseQuery(), "ix_cases_on_day_opened_at_row"),
    ],
)
def test_an_index_answers(sqlite_url: str, query: CaseQuery, index: str) -> None:
    connections = engine.create(addresses.read(sqlite_url))
    with connections.connect() as connection:
        select = sa.select(CASES.c.id).where(*finding.conditions(connection, query)).order_by(*finding.ORDER)
        sql = str(select.compile(connection, compile_kwargs={"literal_binds": True}))
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").all()
    connections.dispose()
    assert index in str(plan)
