"""Texts of rulesets: kept once, never changed, found again by fingerprint."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from neni.core.adapters.store import SqlStore
from neni.core.model.law.versions import RulesetVersion

FIRST = RulesetVersion("parks.permit", "a" * 64, "parks/permit.yaml", "# ë ш", datetime(2026, 3, 2, 9, tzinfo=UTC))
SECOND = replace(FIRST, fingerprint="0" * 64, written="changed", kept_at=FIRST.kept_at + timedelta(days=1))


def test_what_is_kept_comes_back_exactly(store: SqlStore) -> None:
    with store.writing() as work:
        work.versions.keep([SECOND, FIRST])
    with store.reading() as work:
        assert work.versions.get([FIRST.fingerprint, "b" * 64]) == {FIRST.fingerprint: FIRST}
        assert work.versions.get([]) == {}
        assert work.versions.of("parks.permit") == (FIRST, SECOND)
        assert work.versions.of("parks.sizes") == ()


def test_what_is_kept_already_stays_as_it_is(store: SqlStore) -> None:
    with store.writing() as work:
        work.versions.keep([FIRST])
        work.versions.keep([replace(FIRST, written="another remark in it", kept_at=SECOND.kept_at), SECOND])
        assert work.versions.of("parks.permit") == (FIRST, SECOND)


def test_the_same_version_twice_is_kept_once(store: SqlStore) -> None:
    with store.writing() as work:
        work.versions.keep([FIRST, replace(FIRST, written="twice")])
        work.versions.keep([])
        assert len(work.versions.of("parks.permit")) == 1
