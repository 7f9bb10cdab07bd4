"""Endpoints of institutions on pages: entering one, what became of each message, and what to do about it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from neni.core.errors import CallFailed
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Answer, Call
from neni.core.services.messages import endpoints
from neni.core.services.work.errand_crew import work_off
from tests.web.conftest import Browser, People

ADMINISTRATOR = Person("p-admin", "admin", "Ana Admin", Language.ENGLISH, frozenset({(EVERYWHERE, Role.ADMINISTRATOR)}))
FIELDS = {"institution": "AQP <Skënderaj>", "url": "https://aqp.example/hook", "events": "*", "at_once": "4"}


class Partner:
    """A door behind which a partner answers as told."""

    def __init__(self) -> None:
        self.status = 204

    def send(self, _call: Call) -> Answer:
        if not self.status:
            raise CallFailed(Text.of("nobody there"), "connection")
        return Answer(self.status, {"x-partner": "<b>"}, b"<script>alert(1)</script>", is_cut=False, seconds=0.01)


@pytest.fixture
def administrator(people: People, office: Office) -> Browser:
    with office.store.writing() as work:
        work.people.add(ADMINISTRATOR, "!")
    return people.browser("admin")


def add(administrator: Browser, **more: str) -> str:
    administrator.get("/webhooks")
    assert administrator.post("/webhooks", {**FIELDS, **more}).status_code == 200
    found = re.search(r'action="(/webhooks/[0-9a-f]{16})"', administrator.page)
    assert found
    return found.group(1)


def test_a_new_endpoint_shows_its_key_this_once(administrator: Browser) -> None:
    page = add(administrator)
    assert re.search(r"<code>whsec_[A-Za-z0-9+/=]{44}</code>", administrator.page)
    administrator.get(page)
    assert "AQP <Skënderaj>" in administrator.page
    assert not re.search(r"whsec_[A-Za-z0-9+/]", administrator.page)
    administrator.post(page, {"act": "rotate", "signature": "v1a"})
    assert "<code>whpk_" in administrator.page


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("url", "http://aqp.example/hook", "https://name/path"),
        ("url", "https://user:pass@aqp.example/", "https://name/path"),
        ("url", "https://[::1", "https://name/path"),
        ("institution", " ", "name of the institution"),
        ("events", "", "at least one event type"),
        ("events", "nothing.known", "no event type “nothing.known”"),
        ("headers", "Webhook-Id: 1", "set by the delivery itself"),
        ("headers", "X y: 1", "characters that are not allowed"),
        ("at_once", "many", "from 1 to 64"),
        ("per_second", "nan", "from 0.01 to 1000"),
    ],
)
def test_what_is_wrong_with_an_endpoint_is_told(administrator: Browser, field: str, written: str, told: str) -> None:
    administrator.get("/webhooks")
    assert administrator.post("/webhooks", {**FIELDS, field: written}).status_code == 422
    assert told in administrator.page


def test_messages_are_followed_to_what_came_back_and_delivered_again(administrator: Browser, office: Office) -> None:
    page, partner = add(administrator), Partner()
    door: Any = partner
    reached = replace(office, outgoing=door)
    administrator.post(page, {"act": "test"})
    work_off(reached)
    administrator.get(page)
    log = re.search(r'href="(/webhooks/attempts/\d+)"', administrator.page)
    assert log
    answer = administrator.get(log.group(1))
    assert b"&lt;script&gt;alert(1)" in answer.data
    assert "webhooks.test" in administrator.page
    assert "delivered" in administrator.page


def test_an_endpoint_is_paused_ended_and_goes_on(administrator: Browser, office: Office) -> None:
    page = add(administrator)
    for act, told in (("pause", "paused"), ("disable", "ended"), ("resume", "gets messages")):
        assert administrator.post(page, {"act": act}).status_code == 303
        administrator.get(page)
        assert told in administrator.page
    for act in ("failed", "missing"):
        assert administrator.post(page, {"act": act, "since": "2026-03-01"}).status_code == 303
        assert administrator.post(page, {"act": act, "since": "yesterday"}).status_code == 400
    assert administrator.post(page, {"act": "replay", "message": "nothing"}).status_code == 404
    assert administrator.post(page, {"act": "explode"}).status_code == 400
    assert len(endpoints.every(office, ADMINISTRATOR)) == 1


def test_two_who_change_the_same_endpoint_do_not_undo_each_other(administrator: Browser) -> None:
    page = add(administrator)
    changed = {**FIELDS, "act": "change", "version": "1", "institution": "AQP 2"}
    assert administrator.post(page, changed).status_code == 303
    assert administrator.post(page, changed).status_code == 409
    assert administrator.post(page, {**changed, "version": "x"}).status_code == 409
    assert administrator.post(page, {**changed, "url": "ftp://x"}).status_code == 422


@pytest.mark.parametrize("address", ["/webhooks", "/webhooks/x", "/webhooks/attempts/1"])
def test_it_is_for_administrators(officer: Browser, address: str) -> None:
    assert officer.get(address).status_code == 403


@pytest.mark.parametrize("address", ["/webhooks/x", "/webhooks/attempts/1", "/webhooks/attempts/99999999999999999999"])
def test_what_is_not_there_is_said_so(administrator: Browser, address: str) -> None:
    assert administrator.get(address).status_code == 404
