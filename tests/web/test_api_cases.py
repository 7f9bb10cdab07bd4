"""Programs open, list, read and change cases; what they send wrongly is told with its place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from neni.core.web.api import replies
from tests.web.conftest import PURCHASE, People, Program

NEW = {"type": "procurement.purchase", "facts": PURCHASE}


def test_a_case_is_opened_with_its_address_and_version(program: Program) -> None:
    opened = program("POST", "/cases", NEW)
    assert (opened.status_code, opened.headers["ETag"]) == (201, '"1"')
    assert opened.headers["Location"] == "/api/v1/cases/PRO-2026-0001"
    assert opened.json["facts"] == PURCHASE
    assert program("GET", "/cases/PRO-2026-0001").json == opened.json


def test_every_mistake_is_told_at_once_with_its_pointer(program: Program) -> None:
    facts = {"titel": "x", "estimated_value": "9.500,00", "contract_type": "boats"}
    refused = program("POST", "/cases", {"type": "procurement.purchase", "facts": facts})
    assert (refused.status_code, refused.mimetype) == (422, "application/problem+json")
    told = {one["pointer"]: one["code"] for one in refused.json["errors"]}
    assert told == {
        "/facts/titel": "unknown_fact",
        "/facts/title": "required",
        "/facts/estimated_value": "not_money",
        "/facts/contract_type": "unknown_choice",
    }
    assert program("GET", "/cases").json["total"] == 0, "nothing half-saved"


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_mistakes_are_told_in_the_language_asked_for(program: Program, language: str) -> None:
    refused = program("POST", "/cases", {"type": "boats", "facts": {}}, Accept_Language=language)
    known = {"sq": "Nuk ka", "sr": "Ne postoji", "en": "There is no"}
    assert refused.headers["Content-Language"] == language
    assert refused.json["errors"][0]["pointer"] == "/type"
    assert refused.json["errors"][0]["detail"].startswith(known[language])


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "not_json"),
        (b"{", 400, "not_json"),
        (b'{"type": "x", "type": "y"}', 400, "not_json"),
        (b'{"type": NaN}', 400, "not_json"),
        (b"[" * 100_000, 400, "not_json"),
        (b"\xff\xfe", 400, "not_json"),
        (b'"words"', 422, "invalid_facts"),
        (b"null", 422, "invalid_facts"),
        (b'{"type": 7, "facts": [], "more": {}}', 422, "invalid_facts"),
        (b'{"type": "procurement.purchase", "facts": []}', 422, "invalid_facts"),
        (b'{"type": "procurement.purchase", "facts": {}, "external_key": ""}', 422, "invalid_facts"),
        (b" " * (2**20 + 1), 413, "too_large"),
    ],
)
def test_what_is_no_request_is_refused_with_a_reason(program: Program, body: bytes, status: int, code: str) -> None:
    refused = program("POST", "/cases", body)
    assert (refused.status_code, refused.json["status"]) == (status, status)
    assert refused.json["type"] == f"/api/v1/problems/{code}"
    assert program("GET", refused.json["type"].removeprefix("/api/v1")).json["status"] == status


def test_only_json_is_read(program: Program) -> None:
    refused = program("POST", "/cases", b"type=x", **{"Content-Type": "application/x-www-form-urlencoded"})
    assert refused.status_code == 415


def test_numbers_stay_exact(program: Program) -> None:
    body = (
        b'{"type": "procurement.purchase", "facts": {"title": "x", "contract_type": "works", "estimated_value": 0.07}}'
    )
    assert program("POST", "/cases", body).json["facts"]["estimated_value"] == "0.07"


def test_a_change_names_the_version_it_starts_from(program: Program) -> None:
    program("POST", "/cases", NEW)
    change = {"facts": {"estimated_value": "8000.00", "cpv": "30"}}
    assert program("PATCH", "/cases/PRO-2026-0001", change).status_code == 428
    assert program("PATCH", "/cases/PRO-2026-0001", change, If_Match="1").status_code == 400
    changed = program("PATCH", "/cases/PRO-2026-0001", change, If_Match='"1"')
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert changed.json["facts"] == {**PURCHASE, "estimated_value": "8000.00", "cpv": "30"}
    assert program("PATCH", "/cases/PRO-2026-0001", change, If_Match='"1"').status_code == 412


def test_null_takes_a_fact_back(program: Program) -> None:
    program("POST", "/cases", {**NEW, "facts": {**PURCHASE, "cpv": "30"}})
    changed = program("PATCH", "/cases/PRO-2026-0001", {"facts": {"cpv": None}}, If_Match='"1"')
    assert changed.json["facts"] == PURCHASE
    refused = program("PATCH", "/cases/PRO-2026-0001", {"facts": {"title": None}}, If_Match='"2"')
    assert refused.json["errors"][0]["pointer"] == "/facts/title"


def test_lists_are_filtered_and_go_on_by_cursor(program: Program) -> None:
    for number in range(3):
        program("POST", "/cases", {**NEW, "facts": {**PURCHASE, "title": f"Çadra {number}"}})
    first = program("GET", "/cases?words=cadra&type=procurement.purchase&status=open&limit=2")
    assert (first.json["total"], len(first.json["cases"])) == (3, 2)
    second = program("GET", first.headers["Link"].split(">")[0].removeprefix("</api/v1"))
    assert [one["title"] for one in second.json["cases"]] == ["Çadra 0"]
    assert second.json["next"] is None


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=1e3", "status=lost", "type=boats", "after=nonsense", "since=2026-02-30", "colour=red"]
)
def test_a_question_that_cannot_be_answered_is_refused(program: Program, query: str) -> None:
    refused = program("GET", f"/cases?{query}")
    assert refused.status_code == 422
    assert refused.json["errors"][0]["pointer"] == "/" + query.split("=", maxsplit=1)[0]


def test_the_same_key_does_a_thing_once(program: Program) -> None:
    first = program("POST", "/cases", NEW, Idempotency_Key="k-1")
    again = program("POST", "/cases", NEW, Idempotency_Key="k-1")
    assert (again.status_code, again.json, again.headers["ETag"]) == (201, first.json, '"1"')
    assert again.headers["Idempotency-Replayed"] == "true"
    assert program("GET", "/cases").json["total"] == 1
    other = program("POST", "/cases", {**NEW, "external_key": "x"}, Idempotency_Key="k-1")
    assert (other.status_code, other.json["type"]) == (422, "/api/v1/problems/key_reused")


def test_a_refused_request_may_be_corrected_under_its_key(program: Program) -> None:
    assert program("POST", "/cases", {**NEW, "facts": {}}, Idempotency_Key="k-1").status_code == 422
    assert program("POST", "/cases", NEW, Idempotency_Key="k-1").status_code == 201


def test_a_key_is_a_persons_own(people: People) -> None:
    program = people.program("officer")
    program("POST", "/cases", NEW, Idempotency_Key="k-1")
    assert people.program("reader")("POST", "/cases", NEW, Idempotency_Key="k-1").status_code == 403


def test_what_another_process_is_doing_under_a_key_is_not_done_again(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "_kept", lambda _key, response: response)  # it has not come to keeping its answer
    assert program("POST", "/cases", NEW, Idempotency_Key="k-1").status_code == 201
    assert program("POST", "/cases", NEW, Idempotency_Key="k-1").status_code == 409
    assert program("POST", "/cases", NEW, Idempotency_Key="k-2").json["reference"] == "PRO-2026-0002", "no gap"
    assert program("GET", "/cases").json["total"] == 2


def test_requests_that_arrive_together_under_one_key_are_done_once(program: Program) -> None:
    with ThreadPoolExecutor(4) as together:
        answers = list(together.map(lambda _: program("POST", "/cases", NEW, Idempotency_Key="k-1"), range(4)))
    assert {one.status_code for one in answers} == {201}
    assert program("GET", "/cases").json["total"] == 1


@pytest.mark.parametrize("key", ["", "ë".encode().decode("latin-1"), "x" * 201])
def test_a_key_nobody_can_keep_is_refused(program: Program, key: str) -> None:
    assert program("POST", "/cases", NEW, Idempotency_Key=key).status_code == 400


def test_a_case_from_elsewhere_enters_once(program: Program) -> None:
    program("POST", "/cases", {**NEW, "external_key": "e-1"})
    twice = program("POST", "/cases", {**NEW, "external_key": "e-1"})
    assert (twice.status_code, twice.json["type"]) == (409, "/api/v1/problems/conflict")


def test_other_departments_cases_stay_closed(people: People, program: Program) -> None:
    program("POST", "/cases", NEW)
    stranger = people.program("stranger")
    assert stranger("GET", "/cases").json["total"] == 0
    assert stranger("GET", "/cases/PRO-2026-0001").status_code == 403
    assert stranger("POST", "/cases", NEW).status_code == 403
    assert stranger("GET", "/case-types").json == {"case_types": []}
    assert program("GET", "/cases/PRO-2026-0999").status_code == 404
