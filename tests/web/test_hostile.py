"""Whatever a client sends, on every route and on both databases: a clear refusal or an answer, never a failure."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from neni.core.adapters.store import SqlStore
from neni.core.host import Host
from neni.core.office import Office
from neni.core.web import create_app
from tests.conftest import FixedClock
from tests.web.conftest import PURCHASE, Browser, People, Program, office_with_people

pytestmark = pytest.mark.slow
BOUNDED = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
NAMES = ["type", "facts", "language", "on", "case", "detail", "external_key", *PURCHASE, "lines", "cpv", "urgent"]
WORDS = ["procurement.purchase", "procurement.contract", "procedure_decision", "contract", "supplies", "PRO-2026-0001"]
text = some.one_of(
    some.sampled_from([*WORDS, "", "\x00", "ë" * 300, "9.500", "2026-02-30", "%00", "-0", "1e999"]), some.text()
)
plain = some.one_of(
    some.none(), some.booleans(), some.integers(), some.integers(-(10**400), 10**400), text, some.floats(width=32)
)
anything = some.recursive(
    plain,
    lambda below: some.one_of(
        some.lists(below, max_size=4),
        some.dictionaries(some.one_of(some.sampled_from(NAMES), text), below, max_size=5),
    ),
    max_leaves=12,
)
facts = some.one_of(
    anything,
    some.dictionaries(some.sampled_from([*PURCHASE, "lines", "cpv", "urgent"]), anything, max_size=4).map(
        lambda odd: {**PURCHASE, **odd}
    ),
)
spoken = some.one_of(some.sampled_from(["sq", "en", "sr"]), anything)
case_type = some.one_of(some.sampled_from(["procurement.purchase", "procurement.contract"]), anything)
document_type = some.one_of(some.sampled_from(["procedure_decision", "statement_of_needs"]), anything)
NEARLY_RIGHT = {
    "PATCH /cases/{}": some.fixed_dictionaries({"facts": facts}),
    "POST /cases/{}/documents": some.fixed_dictionaries({"type": document_type}, optional={"language": spoken}),
    "POST /cases": some.fixed_dictionaries({"type": case_type, "facts": facts}, optional={"external_key": plain}),
    "POST /evaluations": some.fixed_dictionaries(
        {"type": case_type, "facts": facts},
        optional={"on": some.one_of(some.dates().map(str), anything), "case": text, "detail": plain},
    ),
}


def body_for(route: tuple[str, str]) -> some.SearchStrategy[bytes]:
    """Mostly what the route asks for with something odd in it, sometimes anything at all."""
    near = NEARLY_RIGHT.get(" ".join(route), anything)
    return some.one_of(
        some.one_of(near, near, anything).map(lambda value: json.dumps(value).encode()), some.binary(max_size=60)
    )


header = some.one_of(
    some.sampled_from(['"1"', "1", '""', 'W/"1"', "*", '"99999999999999999999"']),
    some.text(some.characters(min_codepoint=32, max_codepoint=126), max_size=220),
)
there = some.just("PRO-2026-0001")
reference = some.one_of(
    there, there, there, some.sampled_from(["x", "..", "\x00", "a/b", "%2F"]), some.text(min_size=1)
)
API = [
    ("GET", "/cases/{}"),
    ("PATCH", "/cases/{}"),
    ("GET", "/cases/{}/findings"),
    ("POST", "/cases/{}/documents"),
    ("GET", "/cases/{}/documents"),
    ("GET", "/documents/{}"),
    ("GET", "/documents/{}/content"),
    ("GET", "/problems/{}"),
    ("POST", "/cases"),
    ("POST", "/evaluations"),
    ("GET", "/cases"),
    ("GET", "/case-types"),
    ("GET", "/about"),
    ("PUT", "/cases"),
]
FORMS = [
    "/sign-in",
    "/cases/new/procurement.contract",
    "/cases/new/procurement.contract/findings",
    "/cases/{}/facts",
    "/cases/{}/facts/findings",
    "/cases/{}/documents",
    "/cases/{}/status",
    "/cases/new/{}",
    "/rules/procurement.purchase/{}/propose",
    "/rules/procurement.purchase/PRO-12/confirm",
    "/rules/{}/PRO-12/propose",
]
QUESTIONS = ["type", "status", "words", "since", "until", "limit", "after", "language", "detail", "then", "x"]


@pytest.fixture
def app(host: Host, store: SqlStore, clock: FixedClock, password_hash: str) -> Flask:
    office = office_with_people(host, store, clock, password_hash)
    made = create_app(office)
    People(made, office).program("officer")("POST", "/cases", {"type": "procurement.purchase", "facts": PURCHASE})
    return made


@pytest.fixture
def office(app: Flask) -> Office:
    served: Office = app.extensions["neni"]
    return served


@given(
    request=some.sampled_from(API).flatmap(lambda route: some.tuples(some.just(route), body_for(route))),
    where=reference,
    guard=some.sampled_from([None, '"1"']) | header,
    key=some.none() | header,
    asked=some.just({}) | some.dictionaries(some.sampled_from(QUESTIONS), text, max_size=3),
)
@BOUNDED
def test_the_api_never_fails(
    program: Program,
    request: tuple[tuple[str, str], bytes],
    where: str,
    guard: str | None,
    key: str | None,
    asked: dict[str, str],
) -> None:
    (method, path), sent = request
    query = "&".join(f"{name}={quote(value, errors='ignore')}" for name, value in asked.items())
    address = path.format(quote(where, safe="", errors="ignore")) + (f"?{query}" if query else "")
    headers = {name: value for name, value in (("If-Match", guard), ("Idempotency-Key", key)) if value is not None}
    answer = program(method, address, sent if method != "GET" else None, **headers)
    assert answer.status_code < 500, (request, where, answer.get_data(as_text=True))
    if answer.status_code >= 400:
        told: dict[str, Any] = answer.json
        assert answer.mimetype == "application/problem+json"
        assert told["status"] == answer.status_code
        assert all((told["type"], told["title"], told["detail"]))
        assert all({"pointer", "code", "detail"} == set(one) for one in told["errors"])


@given(
    path=some.sampled_from(FORMS),
    where=reference,
    fields=some.dictionaries(
        some.one_of(
            some.sampled_from(
                [
                    "action",
                    "version",
                    "status",
                    "document",
                    "document_language",
                    "note",
                    "login",
                    "password",
                    "language",
                ]
            ),
            some.sampled_from(
                ["title", "price", "lines.0.quantity", "lines.9999.unit_price", "starts_on", "cosigned"]
            ).map("fact.{}".format),
            text,
        ),
        some.one_of(some.sampled_from(["save", "add:lines", "remove:lines:0", "add:", "1", "closed", "sr"]), text),
        max_size=8,
    ),
)
@BOUNDED
def test_the_pages_never_fail(officer: Browser, path: str, where: str, fields: dict[str, str]) -> None:
    sent = {name: value.encode("utf-8", "ignore").decode() for name, value in fields.items() if name != "csrf"}
    sent = {name.encode("utf-8", "ignore").decode(): value for name, value in sent.items()}
    address = path.format(quote(where, safe="", errors="ignore"))
    assert officer.post(address, sent).status_code < 500
    assert officer.get(address, query_string=sent).status_code < 500


@given(
    some.binary(max_size=200),
    some.sampled_from(["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]),
)
@BOUNDED
def test_bytes_that_are_no_form_are_refused(officer: Browser, sent: bytes, kind: str) -> None:
    answer = officer.client.post("/cases/new/procurement.contract", data=sent, content_type=kind)
    assert answer.status_code in (400, 403, 413)
