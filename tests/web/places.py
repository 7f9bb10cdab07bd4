"""Every page of the application in the lively institution: who looks, and where. What is no page is named too, so that
a new route is in one of the two lists or fails a test."""

from __future__ import annotations

import io
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask

from neni.core.services.alerts.alert_desk import Asked, inbox
from neni.core.services.messages import replaying
from neni.core.services.people import identity
from neni.core.web.runs import RUNS, Runs
from neni.webhooks import sources
from tests.web.conftest import Browser
from tests.web.lively import PEOPLE, Lively

FILES = {
    *("agendas.stored_as", "agendas.tried_as", "batch.empty", "batch.report", "drafts.content", "due.calendar"),
    *("due.sheet", "favicon", "file.content", "file.pdf", "hooks.receipt", "manuscripts.content", "static"),
    *("manuscripts.in_form", "manuscripts.remarks", "manuscripts.tracked", "manuscripts.with_comments"),
    *("papers.content", "papers.filled", "papers.shipped", "registers.sheet", "rulesets.file", "whatif.file"),
    *("work.healthy",),
}
"""Routes that give a file, or a word to a program."""

PARTS = {"batch.progress", "moves.progress", "whatif.progress"}
"""Routes that give a part of a page."""

BACK = {
    "calendars.today",
    "batch.back",
    "drafts.back",
    "due.back",
    "file.back",
    "law.back",
    "moves.back",
    "whatif.back",
    "deadlines.back",
}
"""Routes that only lead back to a page."""


@dataclass(frozen=True, slots=True)
class Place:
    """One page: by whom it is looked at (nobody, before signing in) and its address."""

    login: str
    path: str


def places(lively: Lively, app: Flask) -> list[Place]:
    """Every page, some of them in several states."""
    return [
        *_outside(lively),
        *_starts(),
        *_cases(lively),
        *_papers(lively),
        *_law(lively),
        *_machine(lively),
        *_runs(lively, app),
    ]


def look_at_all(lively: Lively, app: Flask, language: str) -> dict[Place, str]:
    """Every page in a language."""
    every = places(lively, app)
    browsers = {login: browser_of(app, lively, login, language) for login in {one.login for one in every}}
    pages = {}
    for place in every:
        answer = browsers[place.login].get(place.path)
        assert answer.status_code == (404 if place.path.endswith("AAAA") else 200), place
        pages[place] = answer.get_data(as_text=True)
    return pages


def browser_of(app: Flask, lively: Lively, login: str = "", language: str = "en") -> Browser:
    """A browser in which that person is signed in."""
    client = app.test_client()
    client.set_cookie("neni_language", language)
    csrf = ""
    if login:
        token, csrf = signed_in(lively, login)
        client.set_cookie("neni_session", token)
    return Browser(client, csrf)


def signed_in(lively: Lively, login: str) -> tuple[str, str]:
    """A session of that person: its token, and the secret of its forms."""
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    until = lively.clock.now() + timedelta(hours=8)
    with lively.office.store.writing() as work:
        work.people.open_session(identity.fingerprint(token), PEOPLE[login].id, csrf, until)
    return token, csrf


def _all(login: str, *paths: str) -> Iterator[Place]:
    return (Place(login, path) for path in paths)


def _outside(lively: Lively) -> Iterator[Place]:
    with lively.office.store.reading() as work:
        code = work.documents.get(lively.places["document"]).check_code
    token = sources.new_page(lively.office, PEOPLE["admin"], "ecap")
    yield from _all("", "/sign-in", "/check", f"/check/{code}", "/check/AAAA", f"/webhooks/kits/ecap/{token}")


def _starts() -> Iterator[Place]:
    for login in PEOPLE:
        yield Place(login, "/")
    yield from _all("newcomer", "/cases", "/cases/new", "/alerts", "/my/notices", "/help")
    yield from _all("admin", "/help")


def _cases(lively: Lively) -> Iterator[Place]:
    at = {key: f"/cases/{case.reference}" for key, case in lively.cases.items()}
    yield from _all("buyer", "/cases", "/cases?words=letër&status=open", "/cases?words=zzz", "/cases/new")
    yield from _all("buyer", "/cases/new/procurement.purchase", at["purchase"], at["stopped"], at["bare"], at["closed"])
    yield from _all("buyer", f"{at['stopped']}/facts", f"{at['contract']}/facts", f"{at['stopped']}/rules/PRO-11")
    yield from _all("buyer", f"{at['contract']}/documents/contract/facts", f"{at['stopped']}/rules/PRO-01")
    yield from _all("clerk", "/cases/new/legal.complaint", at["complaint"], at["decided"], at["waiting"], at["late"])
    yield from _all("planner", at["election"], f"{at['election']}/agenda", at["application 1"], at["report 1"])
    yield from _all("chief", at["review"], "/due", "/due?whose=mine", f"/deadlines/{lively.places['deadline']}")
    yield from _all("chief", "/agendas", "/agendas/operations.election", "/feeds", "/calendar/2027")
    yield Place(
        "chief", "/agendas/operations.election?fact.election_kind=assembly&fact.early=yes&fact.election_day=2026-06-07"
    )
    yield from _all("auditor", at["purchase"], "/due", "/alerts?whose=all&state=any", "/evaluations")
    told = inbox(lively.office, PEOPLE["chief"], Asked(mine=True)).alerts
    yield from _all("chief", "/alerts", f"/alerts/{told[0].id}", f"/alerts/{told[-1].id}")


def _papers(lively: Lively) -> Iterator[Place]:
    at = lively.places
    yield from _all("chief", "/drafts", "/registers", "/registers/procurement.procedure_decisions", "/templates")
    yield from _all(
        "chief", *(f"/drafts/{at[f'draft {one}']}" for one in ("waiting", "reviewed", "returned", "approved"))
    )
    yield from _all("chief", *(f"/documents/{at[one]}" for one in ("superseded", "valid", "document", "void")))
    with lively.office.store.reading() as work:
        version = work.template_versions.waiting()[0].id
    yield from _all("jurist", f"/templates/versions/{version}", "/templates/procurement/contract_supplies/sq")
    yield from _all("admin", "/registers/keeping", "/registers/legal.complaints", "/registers")
    yield from _all("jurist", "/manuscripts", "/manuscripts/compare", f"/manuscripts/{at['later manuscript']}/changes")
    yield from _all(
        "jurist", *(f"/manuscripts/{at[one]}" for one in ("regulation.en.txt", "later manuscript", "rule.sr.txt"))
    )
    yield Place("jurist", f"/manuscripts/compare?version={at['regulation.en.txt']}&version={at['instruction.sq.txt']}")
    yield Place("clerk", f"/manuscripts/{at['decision.sq.txt']}")
    yield Place("auditor", "/registers")


def _law(lively: Lively) -> Iterator[Place]:
    yield from _all("jurist", "/rules", "/rules/procurement.purchase", "/rules/procurement.purchase/coverage")
    yield from _all("jurist2", "/rules/procurement.purchase", "/rules/operations.election", "/rules/legal.complaint")
    yield from _all("jurist", "/rulesets/procurement.value", "/rulesets/procurement.value/tables/value_class")
    yield from _all("jurist", "/what-if", "/rules/move", "/rulesets/operations.election")


def _machine(lively: Lively) -> Iterator[Place]:
    admin, treasury = PEOPLE["admin"], lively.places["Thesari"]
    attempt = replaying.attempts(lively.office, admin, endpoint=treasury)[0].id
    yield from _all("admin", "/work", "/webhooks", f"/webhooks/{treasury}", f"/webhooks/{lively.places['KRPP']}")
    yield from _all("admin", f"/webhooks/attempts/{attempt}", "/webhooks/inbound", "/webhooks/partners/ecap")
    with lively.office.store.reading() as work:
        table = next(one.id for one in work.calendars.all() if one.accepted_at is None)
    yield from _all("admin", f"/calendar/tables/{table}", "/calendar/2026", "/evaluations")


def _runs(lively: Lively, app: Flask) -> Iterator[Place]:
    """What is worked out for a person while they wait."""
    jurist, buyer = browser_of(app, lively, "jurist"), browser_of(app, lively, "buyer")
    low = {"change": "value", "parameter": "procurement.value/low_value_from", "value": "9.600,00", "from": ""}
    tried = _finished(app, jurist.post("/what-if", low).headers["Location"])
    yield from _all("jurist", tried, f"{tried}/cases/{lively.cases['bare'].reference}")
    yield Place("jurist", _finished(app, jurist.post("/rules/move", {}).headers["Location"]))
    rows = "title;contract_type;estimated_value;x\nLetër;supplies;48000;\nKarrige;wood;1;\n".encode()
    form = {"document": "procurement.purchase/procedure_decision", "document_language": "sq", "key": ""}
    sent = buyer.post("/batch", {**form, "file": (io.BytesIO(rows), "letra.csv")})  # type: ignore[dict-item]
    yield from _all("buyer", "/batch", _finished(app, sent.headers["Location"]))


def _finished(app: Flask, address: str) -> str:
    runs: Runs = app.extensions[RUNS]
    for run in list(runs._runs.values()):
        if run.thread:
            run.thread.join()
    return address
