"""A database that is locked or full while messages are under way: what was sent is written when it can be, nothing is
lost, and nothing is sent again for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from neni.core.adapters.clock import SystemClock
from neni.core.adapters.vault import FileVault
from neni.core.model.errands import ErrandQuery, ErrandStatus
from neni.core.office import Office
from neni.core.services.messages import replaying
from neni.core.services.work.errand_crew import Crew
from tests.troubled import Database, impatient
from tests.webhooks.conftest import ADMIN, enter, happen, office_over
from tests.webhooks.receiving import receiving, says

COUNT = 60


@pytest.fixture
def database(database_url: str, vault: FileVault) -> Iterator[Database]:
    with impatient(database_url, vault) as made:
        yield made


def soon(true: Callable[[], bool], seconds: float = 30) -> bool:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        if true():
            return True
        time.sleep(0.01)
    return False


def done(office: Office) -> int:
    with office.store.reading() as work:
        return len(work.errands.find(ErrandQuery(ErrandStatus.DONE, limit=1_000)))


@pytest.mark.slow
@pytest.mark.parametrize("trouble", ["locked", "full"])
def test_what_was_sent_meanwhile_is_written_afterwards_and_the_rest_follows(
    database: Database, tmp_path: Path, trouble: str
) -> None:
    office = office_over(database.store, tmp_path, SystemClock())
    with receiving(says(204)) as partner:
        enter(office, partner.url)
        happen(office, *(f"PRK-{number}" for number in range(COUNT)))
        with Crew(office, hands=4):
            assert soon(lambda: len(partner.got) >= 5)
            with getattr(database, trouble)():
                time.sleep(1.5)
            assert soon(lambda: done(office) == COUNT)
    ids = [one.headers["webhook-id"] for one in partner.got]
    assert (len(ids), len(set(ids))) == (COUNT, COUNT)
    assert len(replaying.attempts(office, ADMIN, limit=1_000)) == COUNT
