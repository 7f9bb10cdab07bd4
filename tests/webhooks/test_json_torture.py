"""Texts that parsers of JSON disagree about, signed by the partner itself and sent by a program with a token: each is
refused with a reason or taken whole; nothing ends in a failure of ours."""

from __future__ import annotations

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.host import Host
from neni.core.model.inbound import MessageQuery
from neni.core.model.people import OPERATOR
from neni.core.office import Office
from neni.core.services.messages import partner_messages
from neni.webhooks import signing
from tests.adapters import json_torture as torture
from tests.conftest import FixedClock
from tests.web.conftest import PEOPLE, People, serving
from tests.webhooks.test_receiving import Institution, bare_office

KNOWN, UNKNOWN = b"ecap.complaint.filed", b"ecap.something.else"


@pytest.fixture
def office(host: Host, sqlite_store: SqlStore, clock: FixedClock) -> Office:
    with sqlite_store.writing() as work:
        work.people.add(PEOPLE[0], "!")
    return bare_office(host, sqlite_store, clock)


@pytest.fixture
def ecap(office: Office) -> Institution:
    return Institution(office)


def said(ecap: Institution, body: bytes, message_id: str) -> int:
    key = signing.SharedSecret.read(ecap.secret)
    answer = ecap.post(body, signing.sign(message_id, ecap.office.clock.now(), body, [key]))
    assert answer.status_code == 202 or answer.mimetype == "application/problem+json"
    return int(answer.status_code)


def envelope(kind: bytes, data: bytes) -> bytes:
    return b'{"type":"' + kind + b'","timestamp":"2026-03-02T09:00:00Z","data":' + data + b"}"


def test_what_is_no_json_is_refused_at_the_door_and_in_the_middle_of_a_message(ecap: Institution) -> None:
    wrong = [*torture.wrong(2), *torture.refused_here()]
    for number, (name, content) in enumerate(wrong):
        assert said(ecap, content, f"alone_{number}") in (400, 413), name
        if not any(letter in content for letter in (b"#", b"//", b"/*")) and not name.startswith("alone"):
            assert said(ecap, envelope(UNKNOWN, content), f"within_{number}") in (400, 413), name
    assert partner_messages.look(ecap.office, OPERATOR, MessageQuery()) == ()


def test_what_is_json_is_refused_for_what_it_says_or_kept_as_it_came(ecap: Institution) -> None:
    kept = {}
    for number, (name, content) in enumerate(torture.right(2)):
        assert said(ecap, content, f"alone_{number}") in (400, 422), name
        assert said(ecap, envelope(KNOWN, content), f"known_{number}") in (400, 422), name
        body = envelope(UNKNOWN, b'{"x":' + content + b"}")
        if said(ecap, body, f"kept_{number}") == 202:
            kept[f"kept_{number}"] = body
        else:
            assert name == "nested", name
    found = partner_messages.look(ecap.office, OPERATOR, MessageQuery(limit=1_000))
    assert {one.message_id: one.body for one in found} == kept


def test_a_program_is_told_that_it_is_no_json(office: Office) -> None:
    program = People(serving(office), office).program("officer")
    for name, content in (*torture.wrong(3), *torture.refused_here()):
        answer = program("POST", "/evaluations", content)
        assert (answer.status_code, answer.mimetype) == (
            400,
            "application/problem+json",
        ) or answer.status_code == 413, name
    for name, content in torture.right(3):
        assert program("POST", "/evaluations", content).status_code in (400, 422), name
