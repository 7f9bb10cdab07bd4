"""Messages of other institutions as they are kept, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.errors import NotFound
from neni.core.model.inbound import Message, MessageQuery, MessageStatus, Source, SourceKey

AT = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
KEYS = (SourceKey("whsec_" + "a2V5" * 8, AT), SourceKey("whpk_x", AT, AT + timedelta(days=1)))
ECAP = Source("ecap", "PZAP – Çështje", ("legal",), KEYS, timedelta(seconds=90), ("a.b",), True, AT, "p-admin")
MESSAGE = Message("r1", "ecap", "msg_1", "a.b", AT, timedelta(seconds=-7), b"\x00\xff{", "ab" * 32)


def test_a_source_comes_back_as_it_was_stored_and_changed(store: SqlStore) -> None:
    with store.writing() as work:
        work.inbound.save_source(ECAP)
        work.inbound.save_source(replace(ECAP, name="aaa"))
        work.inbound.save_source(replace(ECAP, active=False, page="hash"))
    with store.reading() as work:
        assert work.inbound.source("ecap") == replace(ECAP, active=False, page="hash")
        assert [one.name for one in work.inbound.sources()] == ["aaa", "ecap"]
        assert work.inbound.source("nobody") is None
    assert ECAP.written_keys(AT + timedelta(days=1)) == (KEYS[0].written,)


def test_an_id_is_taken_once_for_each_source_and_the_transaction_goes_on(store: SqlStore) -> None:
    with store.writing() as work:
        work.inbound.save_source(ECAP)
        work.inbound.save_source(replace(ECAP, name="court"))
        assert work.inbound.add(MESSAGE)
        assert not work.inbound.add(replace(MESSAGE, id="r2", body=b"other"))
        assert work.inbound.add(replace(MESSAGE, id="r3", source="court"))
    with store.reading() as work:
        assert work.inbound.by_message_id("ecap", "msg_1") == MESSAGE
        assert work.inbound.get("r1") == MESSAGE
        assert [one.id for one in work.inbound.find(MessageQuery())] == ["r3", "r1"]
        with pytest.raises(NotFound):
            work.inbound.get("r2")


def test_what_became_of_messages_is_told_counted_and_their_bodies_forgotten(store: SqlStore) -> None:
    with store.writing() as work:
        work.inbound.save_source(ECAP)
        for number in range(3):
            work.inbound.add(replace(MESSAGE, id=f"r{number}", message_id=f"m{number}"))
        work.inbound.settle("r1", MessageStatus.PARKED, problem={"en": "why"})
        work.inbound.settle("r2", MessageStatus.PROCESSED)
    with store.writing() as work:
        assert work.inbound.counts()["ecap"] == dict.fromkeys(MessageStatus, 1)
        (parked,) = work.inbound.find(MessageQuery("ecap", MessageStatus.PARKED))
        assert (parked.id, parked.problem) == ("r1", {"en": "why"})
        assert work.inbound.forget_bodies(AT, 10) == 0
        assert work.inbound.forget_bodies(AT + timedelta(seconds=1), 10) == 1
        assert work.inbound.forget_bodies(AT + timedelta(seconds=1), 10) == 0
        assert (work.inbound.get("r2").body, work.inbound.get("r1").body) == (b"", MESSAGE.body)
