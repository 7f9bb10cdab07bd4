"""Lists and calendars on paper: without what is there for clicking, nothing cut off at the edge of an A4 sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from tests.web.chromium import chromium, served
from tests.web.conftest import serving
from tests.web.lively import Lively
from tests.web.places import signed_in

pytestmark = pytest.mark.slow
__all__ = ["chromium"]
A4 = {"width": 794, "height": 1123}
"""In CSS pixels, 96 to the inch."""
ELECTION = "fact.election_kind=assembly&fact.early=yes&fact.election_day=2026-06-07"
CUT = """() => [...document.querySelectorAll("main *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).length"""


@pytest.fixture(scope="module")
def app(lively: Lively) -> Flask:
    return serving(lively.office)


@pytest.fixture(scope="module")
def where(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.mark.parametrize("path", ["/due", "/calendar/2027", f"/agendas/operations.election?{ELECTION}"])
def test_a_list_is_printed_whole_and_without_buttons(chromium: Browser, where: str, lively: Lively, path: str) -> None:
    context = chromium.new_context(base_url=where, viewport=A4)
    context.add_cookies([{"name": "neni_session", "value": signed_in(lively, "chief")[0], "url": where}])
    page = context.new_page()
    page.goto(f"{path}{'&' if '?' in path else '?'}language=sr")
    expect(page.locator("nav").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    for one in page.locator("nav, form, header, button, .actions").all():
        expect(one).to_be_hidden()
    assert page.evaluate(CUT) == 0
    context.close()
