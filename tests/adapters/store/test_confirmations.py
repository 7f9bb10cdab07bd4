"""A rule is vouched for by two people; what they confirmed is not overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.errors import Conflict
from neni.core.model.people import Confirmation, Person

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PROPOSED = Confirmation("PRO-07", "f1", "arta", NOON, "neni 44 u lexua")
CONFIRMED = replace(PROPOSED, confirmed_by="blerim", confirmed_at=NOON + timedelta(hours=1))


def test_a_proposal_comes_back_and_counts_once_confirmed(store: SqlStore) -> None:
    with store.writing() as work:
        work.confirmations.save(PROPOSED)
        assert work.confirmations.get("PRO-07", "f1") == PROPOSED
        assert work.confirmations.get("PRO-07", "f2") is None
        assert work.confirmations.confirmed() == frozenset()
        work.confirmations.save(CONFIRMED)
    with store.reading() as work:
        assert work.confirmations.get("PRO-07", "f1") == CONFIRMED
        assert work.confirmations.confirmed() == {("PRO-07", "f1")}


def test_all_in_the_order_in_which_they_were_proposed(store: SqlStore) -> None:
    earlier = replace(PROPOSED, rule="PRO-99", proposed_at=NOON - timedelta(days=1))
    with store.writing() as work:
        for confirmation in (PROPOSED, earlier):
            work.confirmations.save(confirmation)
        assert list(work.confirmations.all()) == [earlier, PROPOSED]


def test_a_confirmation_is_not_overwritten(store: SqlStore) -> None:
    with store.writing() as work:
        work.confirmations.save(CONFIRMED)
        work.confirmations.save(CONFIRMED)
        work.people.add(Person("blerim", "blerim", "Blerim Gashi"), "hash")
        with pytest.raises(Conflict, match="Blerim Gashi has already confirmed the rule PRO-07"):
            work.confirmations.save(PROPOSED)
        assert work.confirmations.get("PRO-07", "f1") == CONFIRMED


def test_a_demonstration_gives_way_to_the_real_thing(store: SqlStore) -> None:
    with store.writing() as work:
        work.confirmations.save(replace(CONFIRMED, demonstration=True))
        work.confirmations.save(PROPOSED)
        assert work.confirmations.get("PRO-07", "f1") == PROPOSED
