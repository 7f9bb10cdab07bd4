"""A transaction is all or nothing, a reader sees one moment, and nobody's change is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest

from neni.core.adapters import store as stores
from neni.core.adapters.store import SqlStore, addresses, engine
from neni.core.errors import BadConfiguration, Conflict
from neni.core.model.cases import Case
from neni.core.ports import CaseQuery, Store


def test_the_store_keeps_the_port(store: SqlStore) -> None:
    port: Store = store
    with port.reading() as work:
        assert work.cases.find(CaseQuery()).total == 0


def test_what_fails_leaves_nothing_behind(store: SqlStore, a_case: Callable[..., Case]) -> None:
    with suppress(ZeroDivisionError), store.writing() as work:
        work.cases.add(a_case(facts={"supplier": "Dukagjini"}))
        _ = 1 / 0
    with store.reading() as work:
        assert work.cases.find(CaseQuery()).total == work.cases.find(CaseQuery(words="libra")).total == 0


def test_a_reader_sees_one_moment(store: SqlStore, a_case: Callable[..., Case]) -> None:
    with store.reading() as looking:
        assert looking.cases.find(CaseQuery()).total == 0
        with store.writing() as work:
            work.cases.add(a_case())
        assert looking.cases.find(CaseQuery()).total == 0
    with store.reading() as looking:
        assert looking.cases.find(CaseQuery()).total == 1


def test_a_reader_cannot_write(store: SqlStore, a_case: Callable[..., Case]) -> None:
    with pytest.raises(Exception, match=r"(?i)read.?only"), store.reading() as work:
        work.cases.add(a_case())
    with store.writing() as work:
        work.cases.add(a_case())


def test_of_many_who_read_add_one_and_write_none_is_forgotten(store: SqlStore, stored_case: Case) -> None:
    def add_one(_: int) -> None:
        with store.writing() as work:
            case = work.cases.get(stored_case.reference)
            work.cases.save(replace(case, facts={"count": int(str(case.facts.get("count", 0))) + 1}))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add_one, range(40)))
    with store.reading() as work:
        assert work.cases.get(stored_case.id).facts == {"count": 40}
        assert work.cases.get(stored_case.id).version == 41


def test_a_writer_whose_turn_does_not_come_is_told(sqlite_url: str, a_case: Callable[..., Case]) -> None:
    impatient = stores.open(f"{sqlite_url}?timeout=0.05")
    with impatient.writing() as work:
        work.cases.add(a_case())
        with pytest.raises(Conflict, match="turn did not come in time"), impatient.writing():
            pass
        with impatient.reading() as looking:
            assert looking.cases.find(CaseQuery()).total == 0
    impatient.close()


def test_tables_that_vanish_are_told(empty_database_url: str) -> None:
    opened = SqlStore(engine.create(addresses.read(empty_database_url)))
    with pytest.raises(BadConfiguration, match="neni init"), opened.reading() as work:
        work.cases.get("x")
    opened.close()
