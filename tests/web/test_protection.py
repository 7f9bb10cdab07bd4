"""Everybody is asked who they are, every answer is protected, and a post must come from a form of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from neni.core.office import Office
from neni.core.services.people import identity as who
from neni.core.services.work.scheduling import tick
from neni.core.web import create_app
from neni.core.web.identity import OPEN
from tests.web.conftest import PASSWORD, People

EXPECTED_OPEN = {"static", "favicon", "signing.sign_in", "openapi.document", "openapi.problem"}
EXPECTED_OPEN |= {"verify.ask", "verify.told", "verify.compare", "work.healthy"}
EXPECTED_OPEN |= {"verify.ask", "verify.told", "verify.compare", "due.calendar"}
EXPECTED_OPEN |= {"hooks.receive", "hooks.receipt", "hooks.feed", "partners.kit_page", "partners.kit_rehearse"}
VALUES = {"reference": "PRO-2026-0001", "code": "procurement.purchase", "rule": "PRO-12", "document_id": "x"}
VALUES |= {"ruleset": "procurement.value", "table": "value_class", "run": "x", "ending": "xlsx", "draft_id": "x"}
VALUES |= {"department": "procurement", "paper": "procedure_decision", "written_in": "sq", "version_id": "x"}
VALUES |= {"review_id": "x", "number": "1"}
VALUES |= {"errand_id": "1", "alert_id": "x"}
VALUES |= {"errand_id": "1"}
VALUES |= {"name": "ecap", "receipt": "x", "endpoint_id": "x"}
VALUES |= {"endpoint_id": "x", "attempt_id": "1"}
VALUES |= {"year": "2026", "table_id": "x", "deadline_id": "x", "decision_id": "x", "feed_id": "x", "token": "x"}


def addresses(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Endpoint, method and address of every route."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            address = app.url_for(rule.endpoint, **{"filename": "neni.css", **VALUES})
            for method in rule.methods or ():
                yield rule.endpoint, method, address.partition("?")[0]


def test_every_route_asks_who_is_there_except_these(app: Flask, people: People) -> None:
    assert OPEN == EXPECTED_OPEN
    browser = people.browser()
    for endpoint, method, address in addresses(app):
        if endpoint in OPEN:
            continue
        answer = browser.client.open(address, method=method)
        if address.startswith("/api/"):
            assert answer.status_code == 401, (method, address)
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        elif method in ("GET", "HEAD", "OPTIONS"):
            assert answer.headers["Location"].startswith("/sign-in?then="), (method, address)
        else:
            assert answer.status_code == 401, (method, address)


@pytest.mark.slow
def test_every_answer_is_protected(app: Flask, people: People, office: Office) -> None:
    tick(office)  # an office whose clock stands still says so to whoever watches, with a 503
    officer = people.browser("officer")
    more = [("", "GET", "/nothing"), ("", "GET", "/api/v1/nothing"), ("", "DELETE", "/"), ("", "POST", "/sign-in")]
    for endpoint, method, address in [*addresses(app), *more]:
        with officer.client.open(address, method=method) as answer:
            headers, status = answer.headers, answer.status_code
        assert status < 500, (method, address)
        policy = headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy, address
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert endpoint == "static" or headers["Cache-Control"] == "no-store", address


@pytest.mark.parametrize("fields", [{"csrf": ""}, {"csrf": "guessed"}, {"csrf": "ë\x00"}])
def test_a_post_without_the_secret_of_its_form_is_refused(people: People, fields: dict[str, str]) -> None:
    officer = people.browser("officer")
    refused = officer.post("/cases/new/procurement.purchase", {**fields, "action": "save", "fact.title": "x"})
    assert refused.status_code == 403
    assert 'name="fact.title" value="x"' in officer.page, "what was typed is offered again"


def test_a_post_from_another_site_is_refused_and_not_offered_again(people: People) -> None:
    officer = people.browser("officer")
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    refused = officer.post("/cases/new/procurement.purchase", {"action": "save", "fact.title": "x"}, headers=elsewhere)
    assert refused.status_code == 403
    assert "fact.title" not in officer.page


def test_a_session_that_ended_loses_nothing_that_was_typed(people: People, office: Office) -> None:
    officer = people.browser("officer")
    officer.get("/cases/new/procurement.purchase")
    officer.client.delete_cookie("neni_session")
    officer.post("/cases/new/procurement.purchase", {"action": "save", "fact.title": "Çadra <b>"})
    assert 'name="fact.title" value="Çadra <b>"' in officer.page
    assert "new window" in officer.page


def test_cookies_stay_with_the_browser_and_this_site(people: People) -> None:
    visitor = people.browser()
    visitor.get("/sign-in")
    answer = visitor.post("/sign-in", {"login": "officer", "password": PASSWORD})
    session = next(one for one in answer.headers.getlist("Set-Cookie") if "session" in one)
    assert ("HttpOnly" in session, "SameSite=Lax" in session, "Secure" in session) == (True, True, False)


def test_over_https_cookies_are_secure_and_bound_to_the_host(office: Office) -> None:
    client = create_app(office, secure_cookies=True).test_client()
    cookies = client.get("/sign-in", base_url="https://neni.example").headers.getlist("Set-Cookie")
    assert cookies
    assert all("Secure" in one and one.startswith("__Host-") for one in cookies)


def test_a_session_cookie_alone_opens_no_door_of_the_api(people: People) -> None:
    assert people.browser("officer").get("/api/v1/cases").status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic b2ZmaWNlcjp4", "Bearer \xff"])
def test_a_wrong_token_is_refused(people: People, header: str) -> None:
    refused = people.browser().get("/api/v1/cases", headers={"Authorization": header})
    assert (refused.status_code, refused.mimetype) == (401, "application/problem+json")


def test_signing_in_leads_back_to_where_one_came_from_but_never_elsewhere(people: People) -> None:
    visitor = people.browser()
    sent = visitor.get("/cases/new?x=1").headers["Location"]
    visitor.get(sent)
    right = {"login": " Officer ", "password": PASSWORD}
    assert visitor.post("/sign-in", {**right, "then": "/cases/new?x=1"}).headers["Location"] == "/cases/new?x=1"
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example", "/\tx"):
        other = people.browser()
        other.get("/sign-in")
        assert other.post("/sign-in", {**right, "then": elsewhere}).headers["Location"] == "/"


@pytest.mark.slow
def test_wrong_passwords_are_told_alike_and_slowed_down(people: People) -> None:
    visitor = people.browser()
    visitor.get("/sign-in")
    for login in ("officer", "unheard-of"):
        assert visitor.post("/sign-in", {"login": login, "password": "x"}).status_code == 401
        assert "The name or the password is not right." in visitor.page
    for _ in range(4):
        visitor.post("/sign-in", {"login": "officer", "password": "x"})
    visitor.post("/sign-in", {"login": "officer", "password": PASSWORD})
    assert "try again in 15 minutes" in visitor.page


def test_signing_out_closes_the_session_itself(people: People, office: Office) -> None:
    officer = people.browser("officer")
    officer.get("/")
    cookie = officer.client.get_cookie("neni_session")
    assert cookie is not None
    assert officer.post("/sign-out").headers["Location"] == "/sign-in"
    assert who.by_session(office, cookie.value) is None
