"""Issued documents and their bytes. They are stored once and never changed: there is no way to write them again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.schema import CONTENTS, DOCUMENTS
from neni.core.errors import DamagedDocument, NotFound
from neni.core.model.documents import Document
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

    def _newest_first(self, *conditions: sa.ColumnElement[bool]) -> Sequence[Document]:
        select = sa.select(*_FIELDS).where(*conditions)
        order = (DOCUMENTS.c.issued_at.desc(), DOCUMENTS.c.row.desc())
        return tuple(map(_document, self._connection.execute(select.order_by(*order))))


def _check(document: Document, content: bytes) -> None:
    if hashlib.sha256(content).hexdigest() != document.sha256 or len(content) != document.size:
        raise DamagedDocument(refusals.damaged(document.number, document.id))


def _document(row: Any) -> Document:
    return Document(**{**row._asdict(), "language": Language(row.language)})
