"""The queue of PDF files: each document once, oldest first, and no two printers on one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.errors import NotFound
from neni.core.model.paper.documents import Document
from neni.core.model.paper.printing import PrintState

from .conftest import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture
def documents(store: SqlStore, stored_case: object, a_document: Callable[..., Document]) -> list[str]:
    with store.writing() as work:
        made = [a_document(str(number).encode()) for number in range(3)]
        for number, document in enumerate(made):
            work.documents.add(document, str(number).encode())
    return [document.id for document in made]


def test_a_document_is_printed_once_however_often_it_is_asked_for(store: SqlStore, documents: list[str]) -> None:
    with store.writing() as work:
        first = work.printings.ask(documents[0], "agim", NOON)
        assert work.printings.ask(documents[0], "blerta", NOON + MINUTE) == first
    assert (first.state, first.asked_by) == (PrintState.WAITING, "agim")


def test_the_oldest_comes_first_and_everyone_sees_who_is_before_them(store: SqlStore, documents: list[str]) -> None:
    with store.writing() as work:
        for number in (2, 0, 1):
            work.printings.ask(documents[number], "agim", NOON - number * MINUTE)
        assert [printing.ahead for one in documents if (printing := work.printings.get(one))] == [2, 1, 0]
        taken = [work.printings.take(NOON, NOON - MINUTE) for _ in range(4)]
    assert [one.document_id if one else None for one in taken] == [*reversed(documents), None]


def test_what_is_done_is_kept_and_not_taken_again(store: SqlStore, documents: list[str]) -> None:
    with store.writing() as work:
        work.printings.ask(documents[0], "agim", NOON)
        with pytest.raises(NotFound):
            work.printings.content(documents[0])
        work.printings.take(NOON, NOON - MINUTE)
        work.printings.finish(documents[0], b"%PDF", NOON + MINUTE)
        again = work.printings.ask(documents[0], "agim", NOON)
        assert (again.state, again.size, work.printings.content(documents[0])) == (PrintState.DONE, 4, b"%PDF")
        assert work.printings.take(NOON, NOON) is None


def test_what_failed_is_tried_again_only_when_asked_for(store: SqlStore, documents: list[str]) -> None:
    with store.writing() as work:
        work.printings.ask(documents[0], "agim", NOON)
        work.printings.take(NOON, NOON)
        work.printings.fail(documents[0], NOON)
        assert work.printings.take(NOON + MINUTE, NOON) is None
        assert work.printings.ask(documents[0], "agim", NOON).state is PrintState.WAITING
        assert work.printings.take(NOON + MINUTE, NOON) is not None


def test_what_a_dead_printer_took_comes_again(store: SqlStore, documents: list[str]) -> None:
    with store.writing() as work:
        work.printings.ask(documents[0], "agim", NOON)
        work.printings.take(NOON, NOON - MINUTE)
        assert work.printings.take(NOON + MINUTE, NOON - MINUTE) is None
        assert work.printings.take(NOON + 9 * MINUTE, NOON + MINUTE) is not None


def test_a_document_nobody_issued_cannot_be_asked_for(store: SqlStore) -> None:
    with pytest.raises(NotFound), store.writing() as work:
        work.printings.ask("nothing", "agim", NOON)
