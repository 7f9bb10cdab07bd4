"""A list asks the database as often with many rows as with few: nothing is asked once for every row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from neni.core.adapters.passwords import Argon2Passwords
from neni.core.adapters.store import SqlStore
from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.host import Host
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.agendas import feeds
from neni.core.services.manuscripts import reviewing
from neni.core.services.manuscripts.reviewing import HandedIn
from neni.core.services.messages import endpoints
from neni.core.services.messages.endpoints import Wanted
from neni.core.services.paper import drafting, issuing
from neni.core.services.work.errand_crew import work_off
from neni.plugins.procurement.demonstration import PURCHASE
from neni.webhooks import sources
from neni.webhooks.sources import NewSource
from tests.conftest import FixedClock
from tests.web.conftest import serving
from tests.web.lively import PEOPLE, PRESENT, Lively, Partners, settle_in
from tests.web.places import browser_of

FEW, MANY = 2, 6
LISTS = [
    *(
        ("chief", path)
        for path in ("/", "/cases", "/drafts", "/due", "/alerts", "/alerts?whose=all&state=any", "/feeds")
    ),
    *(
        ("chief", path)
        for path in ("/registers", "/registers/procurement.procedure_decisions", "/templates", "/agendas")
    ),
    *(
        ("jurist", path)
        for path in ("/", "/manuscripts", "/rules", "/rules/procurement.purchase", "/rules/move", "/what-if")
    ),
    *(
        ("admin", path)
        for path in ("/", "/work", "/webhooks", "/webhooks/inbound", "/evaluations", "/registers/keeping")
    ),
]
TEXT = "RREGULLORE NR. 0{}/2026\nPËR FUSHATËN\n\nNeni 1\nQëllimi\n\nKjo rregullore hyn në fuqi ditën e shpalljes.\n"


@pytest.fixture
def lively(host: Host, sqlite_store: SqlStore, clock: FixedClock) -> Lively:
    """An institution at its beginning, with partners who answer."""
    words = Phrases()
    word = DocxWord(host.filters(), words)
    office = Office(host, sqlite_store, Fixpoint(), word, words, clock, Argon2Passwords(), outgoing=Partners())
    return settle_in(office, clock, sqlite_store)


def one_more(lively: Lively, number: int) -> None:
    """One row more in every list."""
    office, buyer, clerk = lively.office, PEOPLE["buyer"], PEOPLE["clerk"]
    name = f"partner{number}"
    endpoints.add(office, PEOPLE["admin"], Wanted(name, f"https://{name}.example/hook", ("*",)))
    sources.add(office, PEOPLE["admin"], NewSource(name, name, ("legal",)))
    facts: dict[str, Any] = {**PURCHASE.facts, **PURCHASE.corrections, "notice_published_on": "2026-02-16"}
    purchase = lively.opened(f"purchase {number}", "buyer", PURCHASE.case_type, facts)
    issuing.issue(office, buyer, purchase.reference, PURCHASE.document, Language.ALBANIAN)
    application = {"entity": f"Lista {number}", "received_on": "2026-02-16", "defective": True}
    lively.opened(f"application {number}", "planner", "operations.application", application)
    kind = office.host.case_type("legal.drafting")
    wanted = kind.document("regulation")
    assert wanted is not None
    example = office.host.template(kind, wanted, {}, Language.ALBANIAN).example
    act = lively.opened(f"act {number}", "clerk", kind.code, {"act_kind": "regulation", **example})
    drafting.prepare(office, clerk, act.reference, "regulation", Language.ALBANIAN)
    reviewing.review(office, PEOPLE["jurist"], HandedIn("legal.bylaw", TEXT.format(number).encode(), f"{number}.txt"))
    feeds.make(office, PEOPLE["chief"], None, f"Telefoni {number}")


@contextmanager
def counted(store: SqlStore) -> Iterator[list[str]]:
    """What a store is asked meanwhile."""
    asked: list[str] = []
    engine: Engine = store._engine

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def asked_by(lively: Lively, app: Flask, store: SqlStore) -> dict[tuple[str, str], int]:
    """How many questions each list asks."""
    found = {}
    for login, path in LISTS:
        browser = browser_of(app, lively, login)
        browser.get(path)  # what is worked out once and kept is worked out
        with counted(store) as asked:
            assert browser.get(path).status_code == 200, path
        found[login, path] = len(asked)
    return found


def test_a_list_asks_no_more_often_for_many_rows_than_for_few(lively: Lively, sqlite_store: SqlStore) -> None:
    app = serving(lively.office)
    answers = []
    for numbers in (range(FEW), range(FEW, MANY)):
        lively.clock.moment = PRESENT if answers else lively.clock.moment
        for number in numbers:
            one_more(lively, number)
        lively.until(PRESENT)
        work_off(lively.office)
        answers.append(asked_by(lively, app, sqlite_store))
    few, many = answers
    assert {one: (few[one], many[one]) for one in LISTS if many[one] > few[one]} == {}
