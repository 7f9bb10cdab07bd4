"""An office with real rules and a real store, people of every role, and the browsers and programs they use."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from neni.core.adapters import store as stores
from neni.core.adapters.passwords import Argon2Passwords
from neni.core.adapters.store import SqlStore
from neni.core.adapters.vault import FileVault
from neni.core.adapters.words import Phrases
from neni.core.host import Host
from neni.core.model.cases import Case
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.people import identity
from neni.core.web import create_app
from neni.core.web.here import OFFICE
from neni.core.web.runs import RUNS, Runs
from tests.conftest import FixedClock
from tests.ready import shipped_word
from tests.web import lively_work
from tests.web.lively import PRESENT, Lively, Partners, live, settle_in

PURCHASE = {"title": "Fletëvotime", "contract_type": "supplies", "estimated_value": "9500.00"}
PASSWORD = "një fjalëkalim i gjatë"
PEOPLE = (
    Person("p-officer", "officer", "Arta Krasniqi", Language.ALBANIAN, frozenset({("procurement", Role.OFFICER)})),
    Person("p-reader", "reader", "Lum Berisha", Language.ENGLISH, frozenset({("procurement", Role.READER)})),
    Person("p-lawyer", "lawyer", "Blerim Gashi", Language.ENGLISH, frozenset({("procurement", Role.LAWYER)})),
    Person("p-lawyer2", "lawyer2", "Vesna Ilić", Language.ENGLISH, frozenset({(EVERYWHERE, Role.LAWYER)})),
    Person("p-stranger", "stranger", "Nobody's", Language.ENGLISH, frozenset({("audit", Role.OFFICER)})),
)


@dataclass
class Browser:
    """A browser without scripts; it keeps cookies and sends the secret of the last form it saw."""

    client: FlaskClient
    csrf: str = ""
    page: str = field(default="", repr=False)

    def get(self, address: str, **more: Any) -> TestResponse:
        return self._seen(self.client.get(address, **more))

    def post(self, address: str, fields: dict[str, str] | None = None, **more: Any) -> TestResponse:
        return self._seen(self.client.post(address, data={"csrf": self.csrf, **(fields or {})}, **more))

    def _seen(self, response: TestResponse) -> TestResponse:
        if response.mimetype == "text/html":
            self.page = unescape(response.get_data(as_text=True))
            found = re.search(r'name="csrf" value="([^"]+)"', self.page)
            self.csrf = found.group(1) if found else self.csrf
        return response


@dataclass
class Program:
    """A program with a token."""

    client: FlaskClient
    token: str

    def __call__(self, method: str, path: str, body: object = None, **headers: str) -> TestResponse:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Authorization": f"Bearer {self.token}", "Accept-Language": "en", **sent}
        content = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = sent.pop("Content-Type", "application/json" if body is not None else None)
        return self.client.open(f"/api/v1{path}", method=method, data=content, content_type=kind, headers=sent)


@pytest.fixture(scope="session")
def decision_facts(host: Host) -> dict[str, Any]:
    """A purchase whose decision on the procedure can be written: what its template asks for, as its example has it."""
    return {**stated_by_example(host, "procedure_decision"), **PURCHASE, "procedure": "open"}


def stated_by_example(host: Host, document: str) -> dict[str, Any]:
    """The facts a document's template asks for, as the example beside the template states them."""
    kind = host.case_type("procurement.purchase")
    wanted = kind.document(document)
    assert wanted is not None
    template = host.template(kind, wanted, {"contract_type": "supplies"}, Language.ENGLISH)
    asked = host.lawbook(kind.code).facts
    return {name: template.example[name] for name in template.required if name in asked}


@pytest.fixture(scope="session")
def password_hash() -> str:
    """Hashing is slow on purpose; once is enough."""
    return Argon2Passwords().hash(PASSWORD)


def office_with_people(host: Host, store: SqlStore, clock: FixedClock, password_hash: str) -> Office:
    """An office over a store, with everybody of PEOPLE in it."""
    with store.writing() as work:
        for person in PEOPLE:
            work.people.add(person, password_hash)
    return Office(host, store, Fixpoint(), shipped_word(), Phrases(), clock, Argon2Passwords())


@pytest.fixture
def office(host: Host, sqlite_store: SqlStore, clock: FixedClock, password_hash: str) -> Office:
    return office_with_people(host, sqlite_store, clock, password_hash)


_APPLICATIONS: dict[int, tuple[Host, Flask]] = {}


def serving(office: Office) -> Flask:
    """An application that serves this office: one that served another office of the same departments before, since
    making one takes longer than most tests."""
    if id(office.host) not in _APPLICATIONS:
        _APPLICATIONS[id(office.host)] = office.host, create_app(office)
    made = _APPLICATIONS[id(office.host)][1]
    made.extensions[OFFICE] = office
    made.extensions[RUNS] = Runs(office.clock.now)
    return made


@pytest.fixture
def app(office: Office) -> Flask:
    return serving(office)


class People:
    """Opens browsers and programs for people by their login."""

    def __init__(self, app: Flask, office: Office) -> None:
        self._app, self._office = app, office

    def browser(self, login: str | None = None, language: str = "en") -> Browser:
        client = self._app.test_client()
        client.set_cookie("neni_language", language)
        csrf = ""
        if login:
            token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
            until = self._office.clock.now() + timedelta(hours=1)
            with self._office.store.writing() as work:
                work.people.open_session(identity.fingerprint(token), f"p-{login}", csrf, until)
            client.set_cookie("neni_session", token)
        return Browser(client, csrf)

    def program(self, login: str) -> Program:
        with self._office.store.reading() as work:
            person = work.people.get(f"p-{login}")
        return Program(self._app.test_client(), identity.new_api_token(self._office, person, "test"))


@pytest.fixture
def people(app: Flask, office: Office) -> People:
    return People(app, office)


@pytest.fixture
def officer(people: People) -> Browser:
    return people.browser("officer")


@pytest.fixture
def program(people: People) -> Program:
    return people.program("officer")


@pytest.fixture(scope="session")
def lively_file(
    host: Host, migrated_file: Path, vault: FileVault, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Case], dict[str, str]]:
    """The lively institution in a database to copy, and what there is in it by name."""
    file = tmp_path_factory.mktemp("lively") / "neni.db"
    shutil.copy(migrated_file, file)
    store, clock = stores.open(f"sqlite:///{file}", vault), FixedClock()
    lively = settle_in(_lively_office(host, store, clock), clock, store)
    live(lively, lively_work.FIRST_DAY, lively_work.present)
    store.close()
    return file, lively.cases, lively.places


@pytest.fixture(scope="module")
def lively(
    host: Host,
    lively_file: tuple[Path, dict[str, Case], dict[str, str]],
    vault: FileVault,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Lively]:
    """The lively institution on a Monday morning, for the tests of one module together."""
    file, cases, named = lively_file
    copy = tmp_path_factory.mktemp("lively") / "neni.db"
    shutil.copy(file, copy)
    store, clock = stores.open(f"sqlite:///{copy}", vault), FixedClock(PRESENT)
    yield Lively(_lively_office(host, store, clock), clock, cases, named)
    store.close()


def _lively_office(host: Host, store: SqlStore, clock: FixedClock) -> Office:
    return Office(host, store, Fixpoint(), shipped_word(), Phrases(), clock, Argon2Passwords(), outgoing=Partners())
