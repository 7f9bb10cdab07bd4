"""The day begins with what is due and what waits; two rows of links lead where a person may go, and nowhere else."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask

from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.law import confirming
from neni.core.services.paper import drafting
from tests.web.conftest import PURCHASE, Browser, People

ADMINISTRATOR = Person(
    "p-admin", "admin", "Fatos Hoti", Language.ENGLISH, frozenset({(EVERYWHERE, Role.ADMINISTRATOR)})
)
HEAD = Person("p-head", "head", "Linda Hoti", Language.ENGLISH, frozenset({("procurement", Role.HEAD)}))
NOTICE = {"notice_published_on": "2026-02-02", "tender_deadline": "2026-03-07"}
LINK = re.compile(r'<a href="([^"]+)"[^>]*?(aria-current=(?:page|true))?>([^<]+)')


@pytest.fixture(autouse=True)
def more_people(office: Office) -> None:
    with office.store.writing() as work:
        for one in (ADMINISTRATOR, HEAD):
            work.people.add(one, "!")


def links(browser: Browser, row: str) -> dict[str, str]:
    """The links of a row of navigation on the page shown: words and address."""
    found = re.search(rf'<nav class="{row}".*?</nav>', browser.page, re.S)
    return {unescape(words).strip(): address for address, _, words in LINK.findall(found.group(0) if found else "")}


def current(browser: Browser) -> list[str]:
    """The words of the links that say one is there."""
    navs = "".join(re.findall(r"<nav .*?</nav>", browser.page, re.S))
    return [f"{words}:{mark.removeprefix('aria-current=')}" for _, mark, words in LINK.findall(navs) if mark]


@pytest.mark.parametrize("login", ["officer", "reader", "lawyer", "stranger", "head", "admin"])
def test_every_link_leads_to_a_page_its_person_may_see(people: People, login: str) -> None:
    browser = people.browser(login)
    browser.get("/")
    for address in links(browser, "sections").values():
        assert browser.get(address).status_code == 200, address
        for below in links(browser, "within").values():
            assert browser.get(below, follow_redirects=True).status_code == 200, below


def test_administration_is_shown_to_administrators_and_new_cases_to_those_who_work(people: People) -> None:
    seen = {}
    for login in ("officer", "lawyer", "admin"):
        browser = people.browser(login)
        browser.get("/cases")
        seen[login] = ("Administration" in links(browser, "sections"), "New case" in links(browser, "within"))
    assert seen == {"officer": (False, True), "lawyer": (False, False), "admin": (True, False)}


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/", ["Today:page", "Overview:page"]),
        ("/cases", ["Cases:page", "All cases:page"]),
        ("/cases/new", ["Cases:true", "New case:page"]),
        ("/registers", ["Documents:true", "Registers:page"]),
        ("/registers/keeping", ["Documents:true", "Registers:true"]),
        ("/rules/procurement.purchase", ["Rules:true", "Rules by case type:true"]),
        ("/manuscripts/compare", ["Manuscripts:true", "Compare languages:page"]),
        ("/alerts", ["Today:true", "Alerts:page"]),
        ("/nothing", []),
    ],
)
def test_the_rows_say_where_one_is(officer: Browser, address: str, told: list[str]) -> None:
    officer.get(address)
    assert current(officer) == told


def test_the_list_of_keeping_lies_in_administration_for_who_decides_on_it(people: People) -> None:
    browser = people.browser("admin")
    browser.get("/registers/keeping")
    assert current(browser) == ["Administration:true", "List of keeping:page"]


def test_searches_kept_from_earlier_still_find(officer: Browser) -> None:
    answer = officer.get("/?words=cadra&status=open")
    assert answer.headers["Location"] == "/cases?words=cadra&status=open"


def test_the_day_begins_with_what_is_due_and_what_waits(people: People, office: Office) -> None:
    with office.store.reading() as work:
        officer, lawyer = work.people.get("p-officer"), work.people.get("p-lawyer")
    reference = intake.open_case(office, officer, "procurement.purchase", {**PURCHASE, **NOTICE}).reference
    confirming.propose(office, lawyer, "procurement.purchase", "PRO-12", "read <in the gazette>")
    browser = people.browser("lawyer2")
    browser.get("/")
    assert f'<a href="/cases/{reference}">' in browser.page
    assert "Until the end of today (1)" in browser.page
    assert '<a href="/rules/procurement.purchase#PRO-12">Confirm the rule PRO-12</a>' in browser.page
    browser = people.browser("lawyer")
    browser.get("/")
    assert "Nothing waits for you." in browser.page


def test_a_draft_waits_on_the_page_of_its_head(
    people: People, office: Office, decision_facts: dict[str, object]
) -> None:
    with office.store.reading() as work:
        officer = work.people.get("p-officer")
    reference = intake.open_case(office, officer, "procurement.purchase", decision_facts).reference
    draft = drafting.prepare(office, officer, reference, "procedure_decision", Language.ENGLISH)
    head = people.browser("head")
    head.get("/")
    assert f'<a href="/drafts/{draft.id}">Draft in {reference}</a>' in head.page


def test_pages_of_a_plugin_that_is_left_out_are_not_linked(people: People, app: Flask) -> None:
    admin = people.browser("admin")
    admin.get("/work")
    assert "Messages of other institutions" in links(admin, "within")
    kept = app.view_functions.pop("inbound.listed")
    try:
        assert admin.get("/work").status_code == 200
        assert "Messages of other institutions" not in links(admin, "within")
    finally:
        app.view_functions["inbound.listed"] = kept
