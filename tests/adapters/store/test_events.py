"""Events are appended with the change they tell of, and come back oldest first."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from neni.core.adapters.store import SqlStore
from neni.core.model.events import CaseChanged, CaseOpened

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_what_happened_to_a_subject_oldest_first(store: SqlStore) -> None:
    data = {"reference": "PRO-2026-0001", "facts": ["çmimi"], "count": 2, "more": {"nothing": None}}
    with store.writing() as work:
        work.events.add(CaseOpened(at=NOON, by="p1", subject="case-1", data=data))
        work.events.add(CaseOpened(at=NOON, by="p1", subject="case-2"))
        work.events.add(CaseChanged(at=NOON, by="p2", subject="case-1"))
    with store.reading() as work:
        assert list(work.events.of("case-1")) == [
            ("CaseOpened", NOON, "p1", data),
            ("CaseChanged", NOON, "p2", {}),
        ]
        assert list(work.events.of("case-3")) == []


def test_an_event_goes_with_the_change_it_tells_of(store: SqlStore) -> None:
    with suppress(ZeroDivisionError), store.writing() as work:
        work.events.add(CaseOpened(at=NOON, by="p1", subject="case-1"))
        _ = 1 / 0
    with store.reading() as work:
        assert list(work.events.of("case-1")) == []
