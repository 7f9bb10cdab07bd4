"""Documents are stored for good, and bytes that are not theirs are never handed out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.adapters.store.documents import SqlDocuments
from neni.core.errors import Conflict, DamagedDocument, NotFound
from neni.core.model.cases import Case
from neni.core.model.findings import Evaluation
from neni.core.model.paper.documents import Document

DocumentMaker = Callable[..., Document]


@pytest.mark.usefixtures("stored_case")
def test_a_document_and_its_bytes_come_back(store: SqlStore, a_document: DocumentMaker) -> None:
    content = bytes(range(256)) * 1000
    document, twin = a_document(content), a_document(content)
    with store.writing() as work:
        work.documents.add(document, content)
        work.documents.add(twin, content)
    with store.reading() as work:
        assert work.documents.get(document.id) == document
        assert work.documents.content(document.id) == work.documents.content(twin.id) == content


@pytest.mark.usefixtures("stored_case")
def test_a_case_has_its_documents_newest_first(store: SqlStore, a_document: DocumentMaker) -> None:
    first, second = a_document(b"1"), a_document(b"2")
    later = a_document(b"3", type="decision", issued_at=first.issued_at + timedelta(seconds=1))
    with store.writing() as work:
        for document, content in ((later, b"3"), (first, b"1"), (second, b"2")):
            work.documents.add(document, content)
    with store.reading() as work:
        assert list(work.documents.of_case("case-1")) == [later, second, first]
        assert list(work.documents.by_type("case-1", "contract")) == [second, first]
        assert list(work.documents.of_case("case-2")) == []


@pytest.mark.usefixtures("stored_case")
def test_bytes_that_are_not_the_documents_are_refused(store: SqlStore, a_document: DocumentMaker) -> None:
    document = a_document(b"the contract")
    with store.writing() as work:
        for wrong in (document, replace(document, size=3)):
            with pytest.raises(DamagedDocument, match="KQZ-PRO-0001/2026"):
                work.documents.add(wrong, b"another contract" if wrong is document else b"the contract")


def test_bytes_damaged_in_the_store_are_not_handed_out(
    sqlite_url: str,
    sqlite_store: SqlStore,
    a_case: Callable[..., Case],
    an_evaluation: Callable[..., Evaluation],
    a_document: DocumentMaker,
) -> None:
    document = a_document(b"the contract")
    with sqlite_store.writing() as work:
        work.cases.add(a_case(id="case-1"))
        work.evaluations.add("case-1", an_evaluation(id="evaluation-1"))
        work.documents.add(document, b"the contract")
    connection = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    connection.execute("UPDATE contents SET bytes = ?", (b"the contrast",))
    connection.commit()
    connection.close()
    with (
        sqlite_store.reading() as work,
        pytest.raises(DamagedDocument, match=r"file of document KQZ-PRO-0001/2026 \(document-1\) is not the one"),
    ):
        work.documents.content(document.id)


@pytest.mark.usefixtures("stored_case")
def test_a_document_is_stored_once(store: SqlStore, a_document: DocumentMaker) -> None:
    document = a_document(b"1")
    with store.writing() as work:
        work.documents.add(document, b"1")
    with pytest.raises(Conflict), store.writing() as work:
        work.documents.add(replace(document, number="KQZ-PRO-9999/2026"), b"1")
    with store.reading() as work:
        assert work.documents.get(document.id) == document


def test_documents_have_no_way_to_be_changed() -> None:
    public = {name for name in vars(SqlDocuments) if not name.startswith("_")}
    reading = {
        "get",
        "content",
        "of_case",
        "by_type",
        "by_check_code",
        "to_dispose",
        "made_with",
        "marks",
        "several",
        "marks_of",
    }
    assert public == reading | {"add", "mark"}


def test_a_document_nobody_stored_is_not_found(store: SqlStore) -> None:
    with store.reading() as work:
        for ask in (work.documents.get, work.documents.content):
            with pytest.raises(NotFound, match="d-99"):
                ask("d-99")
