"""Uploaded templates: kept with their bytes, used once approved, left behind when withdrawn."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.errors import Conflict, DamagedDocument, NotFound
from neni.core.model.paper.template_versions import TemplateVersion, VersionState
from neni.core.model.text import Language

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
KEY = ("procurement", "contract", Language.ALBANIAN)


def version(number: int, content: bytes) -> TemplateVersion:
    digest = hashlib.sha256(content).hexdigest()
    return TemplateVersion(
        f"v{number}", *KEY, digest, len(content), "shipped", "neni 4", "besa", AT + timedelta(days=number)
    )


def approved(one: TemplateVersion, at: datetime) -> TemplateVersion:
    return replace(one, approved_by="ilir", approved_at=at)


def test_what_was_uploaded_comes_back_newest_first(store: SqlStore) -> None:
    first, second = version(1, b"first"), version(2, b"second")
    with store.writing() as work:
        work.template_versions.add(first, b"first")
        work.template_versions.add(second, b"second")
    with store.reading() as work:
        assert work.template_versions.of(*KEY) == (second, first)
        assert work.template_versions.get("v1") == first
        assert work.template_versions.content(second) == b"second"
        assert work.template_versions.of("procurement", "contract", Language.SERBIAN) == ()
        assert work.template_versions.in_use(*KEY) is None
        with pytest.raises(NotFound):
            work.template_versions.get("v3")


def test_the_one_approved_last_is_used_until_it_is_withdrawn(store: SqlStore) -> None:
    first, second = version(1, b"first"), version(2, b"second")
    later, earlier = approved(first, AT + timedelta(days=9, microseconds=1)), approved(second, AT + timedelta(days=9))
    with store.writing() as work:
        work.template_versions.add(first, b"first")
        work.template_versions.add(second, b"second")
        work.template_versions.save(first, later)
        work.template_versions.save(second, earlier)
        assert work.template_versions.in_use(*KEY) == later
        ended = replace(later, withdrawn_by="besa", withdrawn_at=AT + timedelta(days=10))
        work.template_versions.save(later, ended)
        assert ended.state is VersionState.WITHDRAWN
        assert work.template_versions.in_use(*KEY) == earlier


def test_of_two_who_act_at_once_the_second_is_told(store: SqlStore) -> None:
    first = version(1, b"first")
    with store.writing() as work:
        work.template_versions.add(first, b"first")
        work.template_versions.save(first, replace(first, withdrawn_by="besa", withdrawn_at=AT))
    with pytest.raises(Conflict), store.writing() as work:
        work.template_versions.save(first, approved(first, AT))


def test_other_bytes_than_it_names_are_refused(store: SqlStore) -> None:
    with pytest.raises(DamagedDocument), store.writing() as work:
        work.template_versions.add(version(1, b"first"), b"another")
    with store.reading() as work:
        assert work.documents.made_with("x") == 0
