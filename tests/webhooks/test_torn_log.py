"""A database whose log was cut or damaged in the middle of a write, as by a loss of power: an event is there with its
message and its delivery or not at all, in the order they were committed, and the file is sound."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from neni.core.adapters import store as stores
from neni.core.adapters.vault import FileVault
from tests.conftest import FixedClock
from tests.webhooks.conftest import enter, happen, office_over

pytestmark = pytest.mark.slow

EVENTS, CUTS = 40, 150


@pytest.fixture
def written(sqlite_url: str, vault: FileVault, clock: FixedClock, tmp_path: Path) -> tuple[bytes, bytes]:
    """A file and its log while somebody still writes."""
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as first:  # as long as somebody reads, the log is not folded in
        first.execute("PRAGMA journal_mode=WAL")
        first.execute("BEGIN")
        first.execute("SELECT count(*) FROM events").fetchall()
        with closing(stores.open(sqlite_url, vault)) as store:
            office = office_over(store, tmp_path, clock)
            enter(office, "https://aqp.example/hook")
            happen(office, *(f"PRK-{number:03}" for number in range(EVENTS)))
            return file.read_bytes(), file.with_name(f"{file.name}-wal").read_bytes()


def test_what_is_left_of_a_torn_log_is_whole_transactions_in_their_order(
    written: tuple[bytes, bytes], tmp_path: Path
) -> None:
    some, (file, log) = random.Random(5), written
    found = set()
    for number in range(CUTS):
        torn = bytearray(log[: some.randrange(len(log))] if number % 3 else log)
        if number % 3 == 0:
            torn[some.randrange(len(torn))] ^= 1 << some.randrange(8)
        elif number % 3 == 1:
            torn += some.randbytes(5_000)
        found.add(look(file, bytes(torn), tmp_path / f"torn-{number}"))
    assert len(found) > EVENTS / 2, "the cuts fell at many places"


def test_a_whole_log_has_everything(written: tuple[bytes, bytes], tmp_path: Path) -> None:
    assert look(*written, tmp_path / "whole") == EVENTS


def look(file: bytes, log: bytes, folder: Path) -> int:
    """How many events there are; each with its message and its delivery."""
    folder.mkdir()
    (folder / "neni.db").write_bytes(file)
    (folder / "neni.db-wal").write_bytes(log)
    with closing(sqlite3.connect(folder / "neni.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        told = database.execute("SELECT subject FROM events WHERE kind = 'CaseChanged' ORDER BY row").fetchall()
        sent = database.execute("SELECT subject FROM messages ORDER BY row").fetchall()
        deliveries = database.execute("SELECT count(*) FROM errands WHERE kind = 'webhooks.delivery'").fetchone()[0]
    shutil.rmtree(folder)
    assert told == sent == [(f"PRK-{number:03}",) for number in range(len(told))]
    assert deliveries == len(told)
    return len(told)
