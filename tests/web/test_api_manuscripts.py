"""Manuscripts over the API: handed in as a body, read with their remarks, answered, fetched with comments."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as Docx

from neni.core.adapters.store import SqlStore
from neni.core.office import Office
from neni.core.services.people import identity
from neni.core.web.files import KINDS
from tests.conftest import FixedClock
from tests.services.manuscript_parks import KIND, LAWYER, READER, notice_office, word
from tests.web.conftest import People

pytestmark = pytest.mark.slow

LINES = ("Rules of the park", "KEEP OFF THE GRASS")
ADDRESS = f"/api/v1/manuscripts?type={KIND}&file_name=notice.docx&language=en"


@pytest.fixture
def office(tmp_path: Path, sqlite_store: SqlStore, clock: FixedClock) -> Office:
    return notice_office(tmp_path, sqlite_store, clock)


@pytest.fixture
def lawyer(office: Office) -> dict[str, str]:
    return {"Authorization": f"Bearer {identity.new_api_token(office, LAWYER, 'test')}"}


def test_a_manuscript_is_handed_in_read_answered_and_fetched(people: People, lawyer: dict[str, str]) -> None:
    client = people.browser().client
    sent = client.post(ADDRESS, data=word(*LINES), content_type=KINDS["docx"], headers=lawyer)
    assert sent.status_code == 201, sent.text
    (first, *_), address = sent.json["remarks"], sent.headers["Location"]  # type: ignore[index]
    assert (first["finding"]["rule"], first["words"], first["opinion"]) == ("PRK-2", LINES[1], "open")
    assert client.get(address, headers=lawyer).json["title"] == LINES[0]  # type: ignore[index]
    refused = client.post(f"{address}/remarks/1", json={"opinion": "dismissed"}, headers=lawyer)
    assert refused.status_code == 409
    answered = client.post(f"{address}/remarks/1", json={"opinion": "dismissed", "reason": "A sign"}, headers=lawyer)
    assert answered.json["remarks"][0]["reason"] == "A sign"  # type: ignore[index]
    back = client.get(f"{address}/commented", headers=lawyer)
    assert list(Docx(BytesIO(back.data)).comments) == []
    assert client.get(f"{address}/annex.docx", headers=lawyer).data.startswith(b"PK")
    assert len(client.get("/api/v1/manuscripts", headers=lawyer).json["reviews"]) == 1  # type: ignore[index]


def test_what_is_no_file_or_of_another_kind_is_the_clients_mistake(people: People, lawyer: dict[str, str]) -> None:
    client = people.browser().client
    assert client.post(ADDRESS, data=b"PK", content_type=KINDS["docx"], headers=lawyer).status_code in (415, 422)
    assert client.post(ADDRESS, data=b"x", content_type="image/png", headers=lawyer).status_code == 415
    wrong = client.post(ADDRESS.replace(KIND, "x"), data=word("a"), content_type=KINDS["docx"], headers=lawyer)
    assert wrong.status_code == 404


def test_a_key_given_twice_makes_one_review(people: People, lawyer: dict[str, str]) -> None:
    client, content = people.browser().client, word(*LINES)
    keyed = {**lawyer, "Idempotency-Key": "once"}
    first, again = (client.post(ADDRESS, data=content, content_type=KINDS["docx"], headers=keyed) for _ in range(2))
    assert first.json["id"] == again.json["id"]  # type: ignore[index]


def test_a_reader_hands_nothing_in(people: People, office: Office) -> None:
    token = {"Authorization": f"Bearer {identity.new_api_token(office, READER, 'test')}"}
    sent = people.browser().client.post(ADDRESS, data=word("a"), content_type=KINDS["docx"], headers=token)
    assert sent.status_code == 403
