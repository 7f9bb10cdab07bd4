"""Programs look after endpoints: enter, change, new keys, pause, replay, and the log."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from neni.core.model.people import EVERYWHERE, Role
from neni.core.office import Office
from neni.core.services.work.errand_crew import work_off
from tests.web.conftest import People, Program
from tests.web.test_webhook_pages import ADMINISTRATOR, Partner

NEW = {"institution": "AQP", "url": "https://aqp.example/hook", "events": ["*"], "headers": {"X-Key": "secret"}}


@pytest.fixture
def admin(people: People, office: Office) -> Program:
    with office.store.writing() as work:
        work.people.add(replace(ADMINISTRATOR, roles=frozenset({(EVERYWHERE, Role.ADMINISTRATOR)})), "!")
    return people.program("admin")


def added(admin: Program, **more: object) -> dict[str, Any]:
    answer = admin("POST", "/endpoints", {**NEW, **more}, Idempotency_Key="a")
    assert answer.status_code == 201, answer.json
    return dict(answer.json or {})


def test_a_key_is_told_once_and_headers_never(admin: Program) -> None:
    made = added(admin)
    assert made["key"].startswith("whsec_")
    read = admin("GET", f"/endpoints/{made['id']}")
    assert "key" not in read.json
    assert read.json["headers"] == ["x-key"]
    assert b"secret" not in read.data
    new = admin("POST", f"/endpoints/{made['id']}/keys", {"signature": "v1a", "overlap_hours": 1})
    assert new.json["key"].startswith("whpk_")
    assert [one["signature"] for one in new.json["keys"]] == ["v1a", "v1"]
    assert len(admin("GET", "/endpoints").json["endpoints"]) == 1


def test_an_endpoint_is_changed_by_whoever_read_the_last_version(admin: Program) -> None:
    made = added(admin)
    changed = {**NEW, "institution": "AQP 2", "per_second": 5, "version": 1}
    assert admin("PUT", f"/endpoints/{made['id']}", changed).json["version"] == 2
    assert admin("PUT", f"/endpoints/{made['id']}", changed).status_code == 409
    assert admin("PUT", "/endpoints/x", changed).status_code == 404


def test_messages_are_sent_and_followed(admin: Program, office: Office) -> None:
    made = added(admin)
    where = f"/endpoints/{made['id']}"
    sent = admin("POST", f"{where}/acts", {"act": "test"}).json["message"]
    door: Any = Partner()
    work_off(replace(office, outgoing=door))
    (logged,) = admin("GET", f"{where}/attempts?message={sent}").json["attempts"]
    assert (logged["ok"], logged["status"], logged["sent"]["x-key"]) == (True, 204, "***")
    assert admin("POST", f"{where}/acts", {"act": "replay", "message": sent}).json["count"] == 1
    for act in ("pause", "disable", "resume"):
        assert admin("POST", f"{where}/acts", {"act": act, "reason": "r"}).status_code == 200
    for act in ("replay_failed", "replay_missing"):
        told = admin("POST", f"{where}/acts", {"act": act, "since": "2026-03-01T00:00:00+01:00"})
        assert told.json["count"] == 0
        assert admin("POST", f"{where}/acts", {"act": act}).status_code == 422
    first = admin("GET", f"{where}/attempts?limit=1").json
    assert admin("GET", f"{where}/attempts?limit=1&after={first['next']}").json["attempts"] == []
    assert admin("GET", f"{where}/attempts?after=%C2%B2").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "http://aqp.example/"),
        ("url", 5),
        ("url", "x" * 3_000),
        ("events", []),
        ("events", "all"),
        ("events", ["nothing.known"]),
        ("events", [None]),
        ("headers", {"webhook-id": "1"}),
        ("headers", {"x": 1}),
        ("headers", []),
        ("at_once", 0),
        ("at_once", True),
        ("per_second", 10**400),
        ("mode", "smoke"),
        ("institution", ""),
        ("more", 1),
    ],
)
def test_what_is_wrong_is_told_with_its_place(admin: Program, field: str, value: object) -> None:
    answer = admin("POST", "/endpoints", {**NEW, field: value}, Idempotency_Key="a")
    assert answer.status_code == 422
    assert any(one["pointer"].startswith(f"/{field}") for one in answer.json["errors"])


def test_the_catalogue_tells_schemas_and_samples(admin: Program) -> None:
    told = admin("GET", "/event-types").json["event_types"]
    assert all({"name", "schema", "sample", "personal"} <= one.keys() for one in told)


@pytest.mark.parametrize("path", ["/endpoints", "/event-types", "/endpoints/x", "/endpoints/x/attempts"])
def test_it_is_for_administrators(program: Program, path: str) -> None:
    assert program("GET", path).status_code == 403
