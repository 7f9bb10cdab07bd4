"""When the database is locked, full or away, whoever asks is told to come again, nothing is half-stored, and what is
asked again afterwards is done once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from neni.core.adapters.vault import FileVault
from neni.core.host import Host
from neni.core.model.inbound import MessageQuery
from neni.core.model.people import OPERATOR
from neni.core.office import Office
from neni.core.ports import CaseQuery
from neni.core.services.messages import partner_messages
from neni.plugins.legal.partners import COMPLAINT_FILED
from tests.conftest import FixedClock
from tests.troubled import Database, impatient
from tests.web.conftest import PASSWORD, PURCHASE, People, office_with_people
from tests.webhooks.test_receiving import Institution, enveloped

TYPED = {"action": "save", **{f"fact.{name}": value for name, value in PURCHASE.items()}}
FACTS = {"type": "procurement.purchase", "facts": PURCHASE}


@pytest.fixture
def database(database_url: str, vault: FileVault) -> Iterator[Database]:
    with impatient(database_url, vault) as made:
        yield made


@pytest.fixture
def office(host: Host, database: Database, clock: FixedClock, password_hash: str) -> Office:
    return office_with_people(host, database.store, clock, password_hash)


@pytest.fixture(params=["locked", "full", "away"])
def trouble(request: pytest.FixtureRequest, database: Database) -> AbstractContextManager[None]:
    if request.param == "away" and database.is_sqlite:
        pytest.skip("SQLite is a file")
    made: AbstractContextManager[None] = getattr(database, request.param)()
    return made


def cases(office: Office) -> int:
    with office.store.reading() as work:
        return work.cases.find(CaseQuery()).total


def is_put_off(answer: Any) -> bool:
    """Whether it says that nothing was stored and when to come again, and nothing of the machine."""
    told = answer.get_data(as_text=True)
    assert not any(one in told for one in ("Traceback", "neni.db", "/tmp/", "SQLITE", "psycopg", "No space left"))
    return answer.status_code == 503 and int(answer.headers["Retry-After"]) in (5, 60)


def test_a_program_asks_again_and_it_is_done_once(
    trouble: AbstractContextManager[None], people: People, office: Office
) -> None:
    program = people.program("officer")
    with trouble:
        answer = program("POST", "/cases", FACTS, Idempotency_Key="k")
        assert is_put_off(answer)
        assert answer.mimetype == "application/problem+json"
        assert answer.json["type"].rpartition("/")[2] in ("busy", "unavailable")
    assert cases(office) == 0
    assert program("POST", "/cases", FACTS, Idempotency_Key="k").status_code == 201
    assert program("POST", "/cases", FACTS, Idempotency_Key="k").status_code == 201
    assert cases(office) == 1


def test_a_person_gets_a_page_and_posts_again(
    trouble: AbstractContextManager[None], people: People, office: Office
) -> None:
    browser = people.browser("officer")
    with trouble:
        answer = browser.post("/cases/new/procurement.purchase", TYPED)
        assert is_put_off(answer)
        assert answer.mimetype == "text/html"
        assert "Nothing was stored" in browser.page or "nothing was stored" in browser.page
    assert cases(office) == 0
    assert browser.post("/cases/new/procurement.purchase", TYPED).status_code == 303
    assert cases(office) == 1


def test_what_is_stored_can_be_read_while_nothing_can_be_written(database: Database, people: People) -> None:
    program = people.program("officer")
    reference = program("POST", "/cases", FACTS).json["reference"]
    browser = people.browser("officer")
    for trouble in (database.locked, database.full):
        with trouble():
            assert browser.get(f"/cases/{reference}").status_code == 200
            assert program("GET", f"/cases/{reference}").status_code == 200


def test_a_partner_sends_the_same_bytes_again_and_they_are_taken_once(
    trouble: AbstractContextManager[None], office: Office
) -> None:
    ecap = Institution(office)
    body = enveloped(COMPLAINT_FILED.name, COMPLAINT_FILED.sample) + b" " * 100_000  # more than a page has room for
    with trouble:
        answer = ecap.post(body, ecap.signed(body, "msg_1"))
        assert is_put_off(answer)
        assert answer.mimetype == "application/problem+json"
    assert partner_messages.look(office, OPERATOR, MessageQuery()) == ()
    assert [ecap.post(body, ecap.signed(body, "msg_1")).status_code for _ in range(2)] == [202, 200]
    assert len(partner_messages.look(office, OPERATOR, MessageQuery())) == 1


def test_nobody_signs_in_while_nothing_can_be_stored(database: Database, people: People) -> None:
    browser = people.browser()
    browser.get("/sign-in")
    typed = {"login": "officer", "password": PASSWORD}
    with database.locked():
        assert is_put_off(browser.post("/sign-in", typed))
    assert browser.post("/sign-in", typed).status_code == 303
