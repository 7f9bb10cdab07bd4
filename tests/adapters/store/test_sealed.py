"""Keys, headers and answers lie sealed in both databases, each in its place; a new key seals them anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from neni.core.adapters import keys
from neni.core.adapters import store as stores
from neni.core.adapters.store import SqlStore, addresses, engine, upgrading
from neni.core.adapters.vault import FileVault, key_file
from neni.core.errors import BadConfiguration, SecretUnreadable
from neni.core.model.inbound import USUAL_TOLERANCE, Source, SourceKey
from neni.core.model.webhooks import Endpoint

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PASSWORD = "Bearer hunter2-of-the-partner"
ANSWER = '{"body":{"key":"whsec_of_an_answer"}}'


@pytest.fixture
def own(tmp_path: Path) -> FileVault:
    file = tmp_path / "secret.keys"
    key_file.begin(file)
    return FileVault(file)


@pytest.fixture
def store(database_url: str, own: FileVault) -> Iterator[SqlStore]:
    with closing(stores.open(database_url, own)) as opened:
        yield opened


def fill(store: SqlStore) -> tuple[Endpoint, Source]:
    headers = {"authorization": PASSWORD}
    endpoint = Endpoint("e1", "AQP", "https://aqp.example/", ("*",), (keys.shared(), keys.asymmetric()), headers)
    key = SourceKey(keys.shared().key, NOW, NOW + timedelta(days=7))
    source = Source("ecap", "ECAP", ("legal",), (key,), USUAL_TOLERANCE, (), True, NOW, "op")
    with store.writing() as work:
        work.endpoints.add(endpoint, "op", NOW)
        work.inbound.save_source(source)
        work.replies.add("k/1", "p-1", "f" * 64, 201, ANSWER, NOW)
        work.replies.add("§k/1", "p-1", "f" * 64, 0, "", NOW)
    return endpoint, source


def read(store: SqlStore) -> tuple[object, ...]:
    with store.reading() as work:
        return work.endpoints.get("e1"), work.inbound.source("ecap"), work.replies.get("k/1", "p-1")


def everything(url: str) -> str:
    """All that stands in the tables with secrets."""
    connections = engine.create(addresses.read(url))
    with connections.connect() as connection:
        rows = [
            tuple(row)
            for table in ("endpoints", "inbound_sources", "replies")
            for row in connection.execute(sa.text(f"SELECT * FROM {table}"))
        ]
    connections.dispose()
    return repr(rows)


def is_open(text: str) -> bool:
    return any(one in text for one in ("whsec_", "whsk_", "whpk_", "hunter2"))


def test_what_is_secret_lies_sealed_and_is_read_as_it_was(store: SqlStore, database_url: str) -> None:
    endpoint, source = fill(store)
    assert read(store) == (endpoint, source, ("f" * 64, 201, ANSWER))
    assert not is_open(everything(database_url))
    with store.writing() as work:
        work.endpoints.save(replace(endpoint, institution="AQP 2"))
        work.inbound.save_source(replace(source, title="ECAP 2"))
    assert not is_open(everything(database_url))


def test_no_file_of_the_database_and_no_copy_holds_a_secret(sqlite_url: str, own: FileVault, tmp_path: Path) -> None:
    with closing(stores.open(sqlite_url, own)) as store:
        fill(store)
        for file in tmp_path.glob("neni.db*"):
            assert not is_open(file.read_bytes().decode("latin-1"))


def test_a_secret_moved_into_another_row_is_refused(store: SqlStore, database_url: str) -> None:
    endpoint, _ = fill(store)
    with store.writing() as work:
        work.endpoints.add(replace(endpoint, id="e2"), "op", NOW)
    run(database_url, "UPDATE endpoints SET keys = (SELECT keys FROM endpoints e WHERE e.id = 'e2') WHERE id = 'e1'")
    with store.reading() as work, pytest.raises(SecretUnreadable, match=r"endpoints\.keys:e1 was changed or moved"):
        work.endpoints.get("e1")


def test_a_secret_planted_in_the_open_is_refused(store: SqlStore, database_url: str) -> None:
    fill(store)
    planted = '[{"key":"whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3","added_at":"2026-01-01T00:00:00+00:00","until":null}]'
    run(database_url, "UPDATE inbound_sources SET keys = :planted", planted=planted)
    with store.reading() as work, pytest.raises(SecretUnreadable, match=r"inbound_sources\.keys:ecap"):
        work.inbound.source("ecap")


def test_a_new_key_seals_everything_anew(store: SqlStore, own: FileVault) -> None:
    before = fill(store)
    with store.writing() as work:
        for number in range(1_100):  # more than a page
            work.replies.add(f"n{number:04}", "p-2", "", 200, "{}", NOW)
    first, second = own.current, own.promote()
    with store.reading() as work:
        assert work.sealed.counts() == {first: 1_104}
    with store.writing() as work:
        assert work.sealed.seal_anew() == 1_104
        assert work.sealed.seal_anew() == 0
        work.sealed.note([second])
    own.drop([first])
    with store.reading() as work:
        assert work.sealed.counts() == {second: 1_104}
    assert read(store)[:2] == before


def test_which_keys_are_needed_is_told_without_the_keys(store: SqlStore, database_url: str, own: FileVault) -> None:
    assert stores.sealed_with(database_url) == frozenset()
    for needed in ([own.current, "other"], [own.current], [own.current]):
        with store.writing() as work:
            work.sealed.note(needed)
        assert stores.sealed_with(database_url) == set(needed)


def test_what_a_lost_key_sealed_is_removed_and_told(store: SqlStore, own: FileVault) -> None:
    endpoint, source = fill(store)
    lost = own.current
    own.promote()
    with store.writing() as work:
        work.endpoints.add(replace(endpoint, id="e2"), "op", NOW)
    own.drop([lost])
    with store.writing() as work:
        assert work.sealed.drop_unreadable() == ({"e1"}, {"ecap"})
    with store.reading() as work:
        assert work.endpoints.get("e1") == replace(endpoint, keys=(), headers={})
        assert work.endpoints.get("e2").keys == endpoint.keys
        assert work.inbound.source("ecap") == replace(source, keys=())
        assert work.replies.get("k/1", "p-1") is None


def test_what_lay_open_before_is_sealed_by_the_step_that_brings_keys(
    empty_database_url: str, own: FileVault, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stores.migrate(empty_database_url)
    with closing(stores.open(empty_database_url, own)) as store:
        before = fill(store)
    upgrading.downgrade(addresses.read(empty_database_url), "0013", own)
    assert is_open(everything(empty_database_url))
    with pytest.raises(BadConfiguration, match="there is no key"):
        stores.migrate(empty_database_url)
    stores.migrate(empty_database_url, own)
    assert caplog.messages == []
    assert not is_open(everything(empty_database_url))
    with closing(stores.open(empty_database_url, own)) as store:
        assert read(store)[:2] == before
    for file in tmp_path.glob("empty.db*"):
        assert not is_open(file.read_bytes().decode("latin-1"))


def test_a_store_without_keys_works_until_a_secret_is_asked_for(sqlite_url: str, own: FileVault) -> None:
    with closing(stores.open(sqlite_url, own)) as store:
        fill(store)
    with closing(stores.open(sqlite_url)) as store:
        with store.reading() as work:
            assert work.people.by_login("nobody") is None
            with pytest.raises(BadConfiguration, match="there is no key"):
                work.endpoints.all()
        with store.writing() as work, pytest.raises(BadConfiguration, match="there is no key"):
            work.replies.add("k", "p", "", 200, "{}", NOW)


def test_the_file_of_keys_is_not_beside_the_database_by_chance(sqlite_url: str, own: FileVault, tmp_path: Path) -> None:
    """A copy of the database alone opens nothing."""
    with closing(stores.open(sqlite_url, own)) as store:
        fill(store)
    thief = tmp_path / "thief"
    thief.mkdir()
    shutil.copy(tmp_path / "neni.db", thief)
    key_file.begin(thief / "secret.keys")
    stolen = stores.open(f"sqlite:///{thief}/neni.db", FileVault(thief / "secret.keys"))
    with closing(stolen) as store, store.reading() as work, pytest.raises(SecretUnreadable):
        work.endpoints.all()


def run(url: str, statement: str, **values: str) -> None:
    connections = engine.create(addresses.read(url))
    with connections.begin() as connection:
        connection.execute(sa.text(statement), values)
    connections.dispose()
