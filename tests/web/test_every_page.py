"""Every page there is, looked at in a lively institution: it answers, is sound HTML, and is made the same way."""

from __future__ import annotations

import re
from html import unescape

import html5lib
import pytest
from flask import Flask

from tests.web.conftest import serving
from tests.web.lively import Lively
from tests.web.places import BACK, FILES, PARTS, Place, look_at_all


@pytest.fixture(scope="module")
def app(lively: Lively) -> Flask:
    return serving(lively.office)


@pytest.fixture(scope="module")
def seen(lively: Lively, app: Flask) -> dict[Place, str]:
    """Every page in English."""
    return look_at_all(lively, app, "en")


def test_every_route_is_a_page_that_is_looked_at_or_no_page(lively: Lively, app: Flask, seen: dict[Place, str]) -> None:
    routes = app.url_map.bind("localhost")
    looked_at = {routes.match(place.path.partition("?")[0])[0] for place in seen}
    all_of_them = {
        one.endpoint
        for one in app.url_map.iter_rules()
        if "GET" in (one.methods or ()) and not one.rule.startswith("/api/")
    }
    assert all_of_them - looked_at - FILES - PARTS - BACK == set()


def test_every_page_is_sound_html(seen: dict[Place, str]) -> None:
    parser = html5lib.HTMLParser(strict=False)
    wrong = []
    for place, page in seen.items():
        parser.parse(page)
        wrong += [(place, code, where) for where, code, _ in parser.errors]
    assert wrong == []


def test_every_page_has_one_heading_and_a_title_that_says_it(seen: dict[Place, str]) -> None:
    wrong = []
    for place, page in seen.items():
        headings = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.S)
        title = re.search(r"<title>(.*?) – Neni</title>", page, re.S)
        if len(headings) != 1 or title is None or not unescape(title.group(1)).strip():
            wrong.append((place, headings, title))
    assert wrong == []


def test_no_page_uses_an_id_twice(seen: dict[Place, str]) -> None:
    wrong = {}
    for place, page in seen.items():
        ids = re.findall(r'\sid="([^"]+)"', page)
        doubled = {one for one in ids if ids.count(one) > 1}
        if doubled:
            wrong[place] = doubled
    assert wrong == {}
