"""A real browser on a real server: what the browser tests stand on."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from waitress import create_server, wasyncore

from neni.core.adapters import engine as engines
from neni.core.adapters import pdf
from neni.core.adapters.store import SqlStore
from neni.core.host import Host
from neni.core.office import Office
from neni.core.web import create_app
from tests.conftest import FixedClock
from tests.web.conftest import PASSWORD, office_with_people

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHORT = 10_000


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("NOT TESTED IN A BROWSER: there is no chromium here; install the package `chromium` to test it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def office(host: Host, sqlite_store: SqlStore, clock: FixedClock, password_hash: str) -> Iterator[Office]:
    """As in life: the best engine of this machine chains the rules, its LibreOffice makes the PDF files."""
    engine = engines.best()
    yield replace(office_with_people(host, sqlite_store, clock, password_hash), engine=engine, pdf=pdf.best())
    engine.close()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """A server on a free port: its address."""
    sockets: dict[int, object] = {}
    server = create_server(app, map=sockets, host="127.0.0.1", port=0, threads=4)
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            wasyncore.loop(timeout=0.05, map=sockets, count=1)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        stop.set()
        thread.join()
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with served(app) as where:
        yield where


@pytest.fixture
def app(office: Office) -> Flask:
    return create_app(office)


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A window that knows no script error and no refused script or style."""
    context = chromium.new_context(base_url=address, accept_downloads=True)
    context.set_default_timeout(SHORT)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert errors == []


def sign_in(page: Page, login: str = "officer") -> None:
    page.goto("/?language=en")
    page.get_by_label("User name").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Cases", exact=True)).to_be_visible()
