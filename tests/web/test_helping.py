"""Help is one step away from every page, at the chapter that is about it; the start page says what a person can do."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from neni.core.web.pages.helping import TOPICS
from tests.web.conftest import Browser, serving
from tests.web.lively import PEOPLE, Lively
from tests.web.places import browser_of


@pytest.fixture(scope="module")
def app(lively: Lively) -> Flask:
    return serving(lively.office)


@pytest.mark.parametrize(
    ("path", "chapter"),
    [
        ("/", "today"),
        ("/cases/new", "cases"),
        ("/due", "due"),
        ("/manuscripts", "manuscripts"),
        ("/batch", "documents"),
        ("/rules", "rules"),
        ("/work", "administration"),
    ],
)
def test_a_page_leads_to_the_chapter_about_it(lively: Lively, app: Flask, path: str, chapter: str) -> None:
    browser = browser_of(app, lively, "admin" if path == "/work" else "buyer")
    browser.get(path)
    assert f'<a href="/help#{chapter}">Help</a>' in browser.page
    assert f'id="{chapter}"' in browser.get("/help").get_data(as_text=True)


def test_every_blueprint_of_a_chapter_is_served(app: Flask) -> None:
    assert {part for parts in TOPICS.values() for part in parts} <= set(app.blueprints)


def offered(browser: Browser) -> list[str]:
    """Where the card of what one can do leads."""
    browser.get("/")
    card = re.search(r'aria-labelledby="can-do">.*?</section>', browser.page, re.S)
    assert card
    return re.findall(r'href="([^"]+)"', card.group(0))


@pytest.mark.parametrize("login", [one for one in PEOPLE if one != "newcomer"])
def test_what_a_person_is_offered_is_what_they_may_do(lively: Lively, app: Flask, login: str) -> None:
    browser = browser_of(app, lively, login)
    doors = offered(browser)
    assert len(doors) >= 2
    for door in doors:
        assert browser.get(door, follow_redirects=True).status_code == 200, door


def test_officers_lawyers_heads_and_administrators_are_offered_different_things(lively: Lively, app: Flask) -> None:
    doors = {login: set(offered(browser_of(app, lively, login))) for login in ("buyer", "jurist", "chief", "admin")}
    assert "/cases/new" in doors["buyer"]
    assert "/rules" not in doors["buyer"]
    assert "/rules" in doors["jurist"]
    assert "/cases/new" not in doors["jurist"]
    assert "/drafts" in doors["chief"]
    assert "/work" in doors["admin"]


def test_who_has_no_role_is_told_whom_to_ask(lively: Lively, app: Flask) -> None:
    browser = browser_of(app, lively, "newcomer")
    assert offered(browser) == []
    assert "Ask the administrator to give you one." in browser.page
    assert '<a href="/due">' not in browser.page
