"""The rows of navigation in a real browser: they fit a telephone, are large enough to touch, and go by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.web.chromium import address, app, chromium, office, page, sign_in

pytestmark = pytest.mark.slow
__all__ = ["address", "app", "chromium", "office", "page"]
SMALLEST = 24
"""WCAG 2.2, 2.5.8: pixels of a target."""


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_a_telephone_shows_every_link_without_scrolling_aside(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(page)
    for path in ("/", "/registers", "/alerts"):
        page.goto(f"{path}?language={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        for link in page.locator("nav a").all():
            box = link.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= SMALLEST, link.inner_text()
            assert box["x"] + box["width"] <= 320, link.inner_text()


def test_the_rows_go_by_keyboard_in_the_order_in_which_they_are_read(page: Page) -> None:
    sign_in(page)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Today").focus()
    for name in ("Cases", "Due", "Manuscripts", "Documents", "Rules", "Overview", "Alerts"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("navigation").get_by_role("link", name=name, exact=True)).to_be_focused()
    page.get_by_role("link", name="Documents", exact=True).press("Enter")
    expect(page.get_by_role("navigation", name="Documents").get_by_role("link", name="Drafts")).to_be_visible()
    assert page.get_by_role("link", name="Documents", exact=True).get_attribute("aria-current") == "page"
