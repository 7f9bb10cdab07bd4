"""Every page in a real browser: nothing on it keeps somebody from using it (axe-core looks), and nothing on it makes a
telephone, a tablet or a desk scroll aside, in any of the three languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.web.chromium import SHORT, chromium, served
from tests.web.conftest import serving
from tests.web.lively import Lively
from tests.web.places import Place, places, signed_in

pytestmark = pytest.mark.slow
__all__ = ["chromium"]
GRAVE = {"serious", "critical"}
LOOKED_FOR = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WIDTHS = (360, 768, 1280)
OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > wide + 1 && !one.closest(".scroll, .law, .hidden, .skip"))
    .slice(0, 4).map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`)
    .concat("aside");
}"""


@pytest.fixture(scope="module")
def app(lively: Lively) -> Flask:
    return serving(lively.office)


@pytest.fixture(scope="module")
def where(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture(scope="module")
def every(lively: Lively, app: Flask) -> list[Place]:
    return places(lively, app)


def walked(
    chromium: Browser, where: str, lively: Lively, every: list[Place], language: str
) -> Iterator[tuple[Place, Page]]:
    """Every page in a browser of its person, one after the other."""
    for login in sorted({place.login for place in every}):
        context = chromium.new_context(base_url=where)
        context.set_default_timeout(SHORT)
        cookies = {"neni_language": language}
        if login:
            cookies["neni_session"] = signed_in(lively, login)[0]
        context.add_cookies([{"name": name, "value": value, "url": where} for name, value in cookies.items()])
        page = context.new_page()
        for place in (one for one in every if one.login == login):
            page.goto(place.path)
            yield place, page
        context.close()


def test_nothing_keeps_anybody_from_using_a_page(
    chromium: Browser, where: str, lively: Lively, every: list[Place]
) -> None:
    axe, found = Axe(), []
    for place, page in walked(chromium, where, lively, every, "sq"):
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        for one in axe.run(page, options=LOOKED_FOR).response["violations"]:
            if one["impact"] in GRAVE:
                targets = [node["html"][:120] for node in one["nodes"][:3]]
                found.append(f"{place.login} {place.path}: {one['id']} {targets}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_no_page_scrolls_aside(
    chromium: Browser, where: str, lively: Lively, every: list[Place], language: str
) -> None:
    found = []
    for place, page in walked(chromium, where, lively, every, language):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if wide := page.evaluate(OVERFLOWING):
                found.append(f"{width}: {place.login} {place.path}: {wide}")
    assert not found, "\n".join(found)
