"""A keyed request of a program is answered once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.errors import Conflict

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_an_answer_is_remembered_for_its_key_and_person(store: SqlStore) -> None:
    with store.writing() as work:
        work.replies.add("k1", "p1", "POST /cases f1", 201, '{"reference":"PRO-2026-0001"}', NOON)
        work.replies.add("k1", "p2", "POST /cases f2", 422, "{}", NOON)
    with store.reading() as work:
        assert work.replies.get("k1", "p1") == ("POST /cases f1", 201, '{"reference":"PRO-2026-0001"}')
        assert work.replies.get("k1", "p2") == ("POST /cases f2", 422, "{}")
        assert work.replies.get("k2", "p1") is None


def test_what_is_done_a_second_time_meanwhile_is_undone(store: SqlStore) -> None:
    with store.writing() as work:
        work.replies.add("k1", "p1", "f1", 201, "first", NOON)
    with pytest.raises(Conflict, match="“k1” was answered already"), store.writing() as work:
        work.replies.add("k1", "p1", "f1", 201, "second", NOON)
    with store.reading() as work:
        assert work.replies.get("k1", "p1") == ("f1", 201, "first")
