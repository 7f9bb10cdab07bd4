"""Issued documents and their bytes. They are stored once and never changed: there is no way to write them again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.among import among
from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.schema import CONTENTS, DOCUMENT_MARKS, DOCUMENTS
from neni.core.errors import Conflict, DamagedDocument, NotFound
from neni.core.model.paper.documents import Document, Mark, Standing
from neni.core.model.text import Language

_FIELDS = tuple(column for column in DOCUMENTS.c if column.name != "row")


class SqlDocuments:
    """Issued documents and their bytes (see ports.Documents)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: Document, content: bytes) -> None:
        """Store for good. Raises DamagedDocument when these are not the bytes the document names."""
        _check(document, content)
        insert_unless_taken(self._connection, CONTENTS, {"sha256": document.sha256, "bytes": content})
        self._connection.execute(sa.insert(DOCUMENTS).values({**asdict(document), "language": document.language.value}))

    def get(self, document_id: str) -> Document:
        """One document. Raises NotFound."""
        row = self._connection.execute(sa.select(*_FIELDS).where(DOCUMENTS.c.id == document_id)).first()
        if row is None:
            raise NotFound(refusals.no_such(document_id))
        return _document(row)

    def several(self, ids: Collection[str]) -> Mapping[str, Document]:
        """Documents by their ids; what is not there is left out."""
        return {row.id: _document(row) for row in among(self._connection, sa.select(*_FIELDS), DOCUMENTS.c.id, ids)}

    def content(self, document_id: str) -> bytes:
        """Its bytes. Raises NotFound, and DamagedDocument when they are not the bytes that were issued."""
        document = self.get(document_id)
        select = sa.select(CONTENTS.c.bytes).where(CONTENTS.c.sha256 == document.sha256)
        content = bytes(self._connection.execute(select).scalar_one())
        _check(document, content)
        return content

    def of_case(self, case_id: str) -> Sequence[Document]:
        """A case's documents, newest first."""
        return self._newest_first(DOCUMENTS.c.case_id == case_id)

    def by_type(self, case_id: str, document_type: str) -> Sequence[Document]:
        """A case's documents of one type, newest first."""
        return self._newest_first(DOCUMENTS.c.case_id == case_id, DOCUMENTS.c.type == document_type)

    def by_check_code(self, code: str) -> Document | None:
        """The document on which that code stands."""
        row = self._connection.execute(sa.select(*_FIELDS).where(DOCUMENTS.c.check_code == code)).first()
        return None if row is None else _document(row)

    def made_with(self, template_sha256: str) -> int:
        """How many documents were issued with a template of that hash."""
        count = sa.select(sa.func.count()).where(DOCUMENTS.c.template_sha256 == template_sha256)
        return int(self._connection.execute(count).scalar_one())

    def to_dispose(self, until: date) -> Sequence[Document]:
        """Documents whose time of keeping ended by that day, the longest ago first."""
        ended = sa.select(*_FIELDS).where(DOCUMENTS.c.dispose_on <= until)
        rows = self._connection.execute(ended.order_by(DOCUMENTS.c.dispose_on, DOCUMENTS.c.row))
        return tuple(map(_document, rows))

    def mark(self, mark: Mark) -> None:
        """Store what became of a document. Raises Conflict when the same was stored before."""
        values = {**asdict(mark), "standing": mark.standing.value}
        if insert_unless_taken(self._connection, DOCUMENT_MARKS, values) is None:
            raise Conflict(refusals.TAKEN)

    def marks(self, document_id: str) -> tuple[Mark, ...]:
        """What became of a document, in order."""
        return self.marks_of([document_id]).get(document_id, ())

    def marks_of(self, ids: Collection[str]) -> Mapping[str, tuple[Mark, ...]]:
        """What became of several documents, each in order; those of which nothing became are left out."""
        found: dict[str, tuple[Mark, ...]] = {}
        marks = sa.select(DOCUMENT_MARKS).order_by(DOCUMENT_MARKS.c.row)
        for row in among(self._connection, marks, DOCUMENT_MARKS.c.document_id, ids):
            mark = Mark(row.document_id, Standing(row.standing), row.at, row.by, row.reason, row.superseded_by)
            found[mark.document_id] = (*found.get(mark.document_id, ()), mark)
        return found

    def _newest_first(self, *conditions: sa.ColumnElement[bool]) -> Sequence[Document]:
        select = sa.select(*_FIELDS).where(*conditions)
        order = (DOCUMENTS.c.issued_at.desc(), DOCUMENTS.c.row.desc())
        return tuple(map(_document, self._connection.execute(select.order_by(*order))))


def _check(document: Document, content: bytes) -> None:
    if hashlib.sha256(content).hexdigest() != document.sha256 or len(content) != document.size:
        raise DamagedDocument(refusals.damaged(document.number, document.id))


def _document(row: Any) -> Document:
    return Document(**{**row._asdict(), "language": Language(row.language)})
