"""Uploaded versions of Word templates and their bytes; what was uploaded is never changed or removed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.schema import CONTENTS, TEMPLATE_VERSIONS
from neni.core.errors import Conflict, DamagedDocument, NotFound
from neni.core.model.paper.template_versions import TemplateVersion
from neni.core.model.text import Language

_TABLE = TEMPLATE_VERSIONS.c
_FIELDS = tuple(column for column in _TABLE if column.name != "row")


class SqlTemplateVersions:
    """Uploaded versions of templates (see ports.TemplateVersions)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, version: TemplateVersion, content: bytes) -> None:
        """Store a new version. Raises DamagedDocument when these are not the bytes it names."""
        _check(version, content)
        insert_unless_taken(self._connection, CONTENTS, {"sha256": version.sha256, "bytes": content})
        values = {**asdict(version), "language": version.language.value}
        self._connection.execute(sa.insert(TEMPLATE_VERSIONS).values(values))

    def get(self, version_id: str) -> TemplateVersion:
        """One version. Raises NotFound."""
        found = self._found(_TABLE.id == version_id)
        if not found:
            raise NotFound(refusals.no_such(version_id))
        return found[0]

    def content(self, version: TemplateVersion) -> bytes:
        """Its bytes. Raises DamagedDocument when they are not those that were uploaded."""
        select = sa.select(CONTENTS.c.bytes).where(CONTENTS.c.sha256 == version.sha256)
        content = bytes(self._connection.execute(select).scalar_one())
        _check(version, content)
        return content

    def of(self, department: str, code: str, language: Language) -> Sequence[TemplateVersion]:
        """Every version of a template in a language, newest first."""
        return tuple(reversed(self._found(*_same(department, code, language))))

    def waiting(self) -> Sequence[TemplateVersion]:
        """Every version that nobody approved or withdrew yet, oldest first."""
        return self._found(_TABLE.approved_by.is_(None), _TABLE.withdrawn_by.is_(None))

    def in_use(self, department: str, code: str, language: Language) -> TemplateVersion | None:
        """The version approved last of those not withdrawn."""
        counting = (_TABLE.approved_by.is_not(None), _TABLE.withdrawn_by.is_(None))
        mine = sa.select(*_FIELDS).where(*_same(department, code, language), *counting)
        row = self._connection.execute(mine.order_by(_TABLE.approved_at.desc(), _TABLE.row.desc())).first()
        return None if row is None else _version(row)

    def save(self, before: TemplateVersion, after: TemplateVersion) -> None:
        """Store what became of a version as it was read. Raises Conflict when somebody did something meanwhile."""
        as_read = (_TABLE.approved_by.is_not_distinct_from(before.approved_by), _TABLE.withdrawn_by.is_(None))
        changed = {
            "approved_by": after.approved_by,
            "approved_at": after.approved_at,
            "withdrawn_by": after.withdrawn_by,
            "withdrawn_at": after.withdrawn_at,
        }
        update = sa.update(TEMPLATE_VERSIONS).where(_TABLE.id == before.id, *as_read).values(changed)
        if self._connection.execute(update.returning(_TABLE.id)).first() is None:
            raise Conflict(refusals.TAKEN)

    def _found(self, *conditions: sa.ColumnElement[bool]) -> tuple[TemplateVersion, ...]:
        select = sa.select(*_FIELDS).where(*conditions).order_by(_TABLE.row)
        return tuple(map(_version, self._connection.execute(select)))


def _same(department: str, code: str, language: Language) -> tuple[sa.ColumnElement[bool], ...]:
    return _TABLE.department == department, _TABLE.code == code, _TABLE.language == language.value


def _check(version: TemplateVersion, content: bytes) -> None:
    if hashlib.sha256(content).hexdigest() != version.sha256 or len(content) != version.size:
        raise DamagedDocument(refusals.damaged(version.code, version.id))


def _version(row: Any) -> TemplateVersion:
    return TemplateVersion(**{**row._asdict(), "language": Language(row.language)})
