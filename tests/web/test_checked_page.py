"""The page `neni check --html` writes, in a real browser: opened as a file, it sorts, fetches nothing and prints."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from neni.core.adapters.words import Phrases
from neni.core.host import Host
from neni.core.model.text import Language
from neni.core.services.law.checking.reports import check
from neni.core.services.law.checking.subjects import installed
from neni.core.web.checked import page as page_of
from tests.web.chromium import FLAGS

pytestmark = pytest.mark.slow
ARTICLES = "table.sortable >> nth=0"


@pytest.fixture
def page(host: Host, tmp_path: Path) -> Iterator[Page]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("NOT TESTED IN A BROWSER: there is no chromium here; install the package `chromium` to test it.")
    file = tmp_path / "check.html"
    file.write_text(page_of(check(installed(host)), Language.ALBANIAN, Phrases()), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        opened = browser.new_page(locale="sq")
        wrong: list[str] = []
        opened.on("console", lambda message: wrong.append(message.text))
        opened.on("request", lambda request: None if request.url == file.as_uri() else wrong.append(request.url))
        opened.goto(file.as_uri())
        yield opened
        browser.close()
    assert wrong == []


def _first_article(page: Page) -> str:
    return page.locator(f"{ARTICLES} >> tbody tr >> nth=0 >> th").inner_text()


def test_it_is_sorted_by_article_and_again_by_any_column_with_the_keyboard(page: Page) -> None:
    first = _first_article(page)
    assert first == "Constitution"
    since = page.get_by_role("columnheader", name="Në fuqi nga").first
    since.get_by_role("button").press("Enter")
    expect(since).to_have_attribute("aria-sort", "ascending")
    since.get_by_role("button").press("Enter")
    expect(since).to_have_attribute("aria-sort", "descending")
    assert _first_article(page) != first
    article = page.get_by_role("columnheader", name="Neni").first
    article.get_by_role("button").press("Enter")
    assert _first_article(page) == first
    expect(since).not_to_have_attribute("aria-sort", "descending")


def test_a_rule_leads_to_its_examples(page: Page) -> None:
    page.locator(f"{ARTICLES} >> a:text-is('PRO-21')").first.click()
    assert page.url.endswith("#PRO-21")
    row = page.locator("#PRO-21")
    row.locator("summary").first.click()
    expect(row.get_by_text("Open procedure of large value with 39 days")).to_be_visible()


def test_it_prints_within_the_width_of_the_paper(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1000, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000
    assert len(page.pdf(format="A4", landscape=True)) > 10_000
