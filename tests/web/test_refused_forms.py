"""What a form refuses it says beside the field, in words; what was typed is still there."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask

from neni.core.services.alerts.alert_desk import Asked, inbox
from tests.web.conftest import serving
from tests.web.lively import PEOPLE, Lively
from tests.web.places import browser_of


@pytest.fixture(scope="module")
def app(lively: Lively) -> Flask:
    return serving(lively.office)


def refused(
    app: Flask, lively: Lively, login: str, address: str, page: str, typed: dict[str, str]
) -> dict[str, Element]:
    """The elements of the page that answers, by their ids."""
    browser = browser_of(app, lively, login)
    browser.get(page)
    answer = browser.post(address, typed)
    assert answer.status_code in (409, 422), answer.status
    root = html5lib.parse(answer.get_data(as_text=True), namespaceHTMLElements=False)
    assert root.find(".//*[@role='alert']") is not None
    return {one.get("id", ""): one for one in root.iter() if one.get("id")}


def explained(elements: dict[str, Element], field: str) -> str:
    """What stands beside a field that says it is wrong."""
    assert elements[field].get("aria-invalid") == "true", field
    described = (elements[field].get("aria-describedby") or "").split()
    return " ".join("".join(elements[one].itertext()) for one in described if "error" in one)


@pytest.mark.parametrize(
    ("login", "address", "typed", "wrong"),
    [
        ("buyer", "/my/notices", {"address": "no address", "by_mail": "yes", "least": "note"}, "address"),
        ("buyer", "/my/notices", {"address": "a@b.example", "quiet_from": "22:00"}, "quiet_until"),
        ("buyer", "/my/notices", {"address": "a@b.example", "away_until": "2026-03-20"}, "away_from"),
        ("admin", "/webhooks", {"institution": "Arkivi", "url": "ftp://x", "events": "*", "at_once": "4"}, "url"),
        (
            "admin",
            "/webhooks",
            {"institution": "Arkivi", "url": "https://x.example", "events": "", "at_once": "4"},
            "events",
        ),
        (
            "admin",
            "/webhooks",
            {"institution": "Arkivi", "url": "https://x.example", "events": "*", "at_once": "900"},
            "at_once",
        ),
    ],
)
def test_a_refusal_stands_beside_its_field_and_what_was_typed_stays(
    lively: Lively, app: Flask, login: str, address: str, typed: dict[str, str], wrong: str
) -> None:
    elements = refused(app, lively, login, address, address, typed)
    assert explained(elements, wrong)
    for name, value in typed.items():
        if elements[name].tag == "input":
            assert elements[name].get("value") == value, name


def test_a_source_of_messages_is_refused_beside_its_name(lively: Lively, app: Flask) -> None:
    typed = {"name": "Not A Name", "title": "Arkivi", "department": "legal"}
    page = "/webhooks/inbound"
    elements = refused(app, lively, "admin", f"{page}/sources", page, typed)
    assert explained(elements, "source-name")
    assert (elements["source-name"].get("value"), elements["source-title"].get("value")) == ("Not A Name", "Arkivi")


def test_an_alert_is_not_acknowledged_without_a_reason(lively: Lively, app: Flask) -> None:
    alert = inbox(lively.office, PEOPLE["chief"], Asked(mine=True)).alerts[0].id
    page = f"/alerts/{alert}"
    elements = refused(app, lively, "chief", page, page, {"act": "acknowledge", "reason": "x"})
    assert explained(elements, "reason")
    assert elements["reason"].get("value") == "x"


def test_a_refused_decision_about_a_deadline_keeps_what_was_typed(lively: Lively, app: Flask) -> None:
    page = f"/deadlines/{lively.places['deadline']}"
    typed = {"kind": "extend", "amount": "3", "unit": "working_days", "until": str(date(2026, 4, 1)), "reason": ""}
    elements = refused(app, lively, "buyer2", f"{page}/decisions", page, typed)
    assert (elements["amount"].get("value"), elements["until"].get("value")) == ("3", "2026-04-01")
