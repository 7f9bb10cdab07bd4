"""Deadlines in a real browser: a deadline is suspended, resumed and extended, a refusal keeps what was typed, and a
calendar address is read until it is revoked."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from neni.core.office import Office
from neni.core.services.cases.intake import open_case
from tests.web.chromium import address, app, chromium, office, page, sign_in

pytestmark = pytest.mark.slow
__all__ = ["address", "app", "chromium", "office", "page"]
AWARDED = {"title": "Çadra", "contract_type": "supplies", "award_notice_on": "2026-03-02"}


@pytest.fixture
def reference(office: Office) -> str:
    with office.store.reading() as work:
        officer = work.people.get("p-officer")
    return open_case(office, officer, "procurement.contract", AWARDED).reference


def decide(page: Page, kind: str, reason: str, **typed: str) -> None:
    page.get_by_label("What", exact=True).select_option(kind)
    for name, value in typed.items():
        page.locator(f"#{name}").fill(value)
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Decide").click()


def test_a_deadline_is_suspended_resumed_and_extended_and_a_refusal_keeps_what_was_typed(
    page: Page, reference: str
) -> None:
    sign_in(page)
    page.goto(f"/cases/{reference}")
    page.locator("tr", has_text="PRO-D11").get_by_role("link").first.click()
    end = page.locator("#end")
    expect(end).to_contain_text("7 March 2026, 23:59")
    decide(page, "suspend", "Padi", at="2026-03-04T10:00")
    expect(end).to_have_text("Not known yet")
    decide(page, "resume", "Vendim", at="2026-03-06T10:00")
    expect(end).to_contain_text("10 March 2026, 23:59")
    decide(page, "extend", "Gabim", until="2026-03-09")
    expect(page.get_by_role("alert")).to_contain_text("an extension makes no deadline shorter")
    expect(page.locator("#until")).to_have_value("2026-03-09")
    expect(page.get_by_label("Reason")).to_have_value("Gabim")
    decide(page, "extend", "Vendimi 3", until="2026-03-12")
    expect(end).to_contain_text("12 March 2026, 23:59")
    for language, told in (("sq", "I zgjatur me vendim"), ("sr", "Produžen odlukom"), ("en", "Extended by decision")):
        page.goto(f"{page.url.split('?')[0]}?language={language}")
        expect(page.locator("main")).to_contain_text(told)


def test_a_calendar_address_is_read_until_it_is_revoked(page: Page, reference: str) -> None:
    sign_in(page)
    page.goto("/feeds")
    page.locator("main form button").first.click()
    found = re.search(r"http[^\s\"<]+/calendar-feed/[\w-]+\.ics", page.content())
    assert found
    with urllib.request.urlopen(found[0]) as answer:
        assert reference.encode() in answer.read()
    page.goto("/feeds")
    page.get_by_role("button", name="Revoke").click()
    expect(page.get_by_role("button", name="Revoke")).to_have_count(0)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(found[0])
