"""A partner that cannot receive asks, signed, and gets the same messages in the same order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook

from neni.core.adapters.store import SqlStore
from neni.core.host import Host
from neni.core.model.webhooks import Endpoint, EndpointKey, Message
from neni.core.office import Office
from neni.webhooks import signing
from tests.conftest import FixedClock
from tests.web.conftest import serving
from tests.webhooks.test_receiving import bare_office

SECRET = signing.SharedSecret.made().written


@pytest.fixture
def office(host: Host, sqlite_store: SqlStore, clock: FixedClock) -> Office:
    office = bare_office(host, sqlite_store, clock)
    keys = (EndpointKey(SECRET),)
    with office.store.writing() as work:
        work.endpoints.add(Endpoint("ecap", "ECAP", "https://ecap.example/hook", ("legal.*",), keys), "x", clock.now())
        for number in range(5):
            kind = "procurement.notice" if number == 2 else "legal.reply.sent"
            work.messages.add(Message(f"msg_{number}", kind, 1, "c", clock.now(), f'{{"number":{number}}}', "0" * 32))
    clock.forward(timedelta(minutes=1))
    return office


def ask(office: Office, path: str, secret: str = SECRET) -> Any:
    now = office.clock.now()
    headers = {
        "webhook-id": "poll_1",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign("poll_1", now, path),
    }
    return serving(office).test_client().get(path, headers=headers)


def test_pages_follow_one_another_and_tell_only_what_was_asked_for(office: Office) -> None:
    first = ask(office, "/api/v1/feeds/ecap?limit=2").json
    assert ([one["id"] for one in first["messages"]], first["more"]) == (["msg_0", "msg_1"], True)
    assert first["messages"][1]["data"] == {"number": 1}
    second = ask(office, f"/api/v1/feeds/ecap?limit=2&after={first['next']}").json
    assert [one["id"] for one in second["messages"]] == ["msg_3", "msg_4"]
    last = ask(office, f"/api/v1/feeds/ecap?after={second['next']}").json
    assert (last["messages"], last["next"], last["more"]) == ([], "msg_4", False)


def test_what_is_too_new_is_told_by_the_next_page(office: Office) -> None:
    with office.store.writing() as work:
        work.messages.add(Message("msg_9", "legal.reply.sent", 1, "c", office.clock.now(), "{}", "0" * 32))
    assert ask(office, "/api/v1/feeds/ecap?after=msg_4").json["messages"] == []


def test_only_the_secret_of_the_endpoint_opens_its_feed(office: Office) -> None:
    assert ask(office, "/api/v1/feeds/ecap", signing.SharedSecret.made().written).status_code == 401
    assert serving(office).test_client().get("/api/v1/feeds/ecap").status_code == 401
    assert ask(office, "/api/v1/feeds/nobody").status_code == 404
    gone = ask(office, "/api/v1/feeds/ecap?after=msg_of_long_ago")
    assert (gone.status_code, gone.mimetype) == (404, "application/problem+json")
