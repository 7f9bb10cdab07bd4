"""The pages: plain HTML that works without scripts; htmx only keeps the findings beside a form up to date."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlencode

from flask import Flask, current_app, request

from neni.core.model.deadlines.terms import Unit
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.paper.documents import Standing
from neni.core.model.paper.drafts import DraftState
from neni.core.model.paper.template_versions import VersionState
from neni.core.model.text import Language, Text
from neni.core.web import identity
from neni.core.web.here import is_demonstration, language, office, said, signed_in, words
from neni.core.web.pages import (
    agendas,
    alerts,
    batch,
    calendars,
    covering,
    deadlines,
    drafts,
    due,
    entry,
    file,
    helping,
    law,
    manuscripts,
    moves,
    papers,
    reasons,
    registers,
    rulesets,
    signing,
    start,
    verify,
    webhooks,
    whatif,
    work,
)

LANGUAGES = {Language.ALBANIAN: "Shqip", Language.SERBIAN: "Srpski", Language.ENGLISH: "English"}
EVENTS = {
    "CaseOpened": "case opened",
    "CaseChanged": "facts changed",
    "CaseEvaluated": "rules evaluated",
    "CaseClosed": "case closed",
    "CaseReopened": "case opened again",
    "CaseMoved": "moved to today's rules",
    "DocumentIssued": "document issued",
    "ManuscriptReviewed": "manuscript checked",
    "CasesImported": "imported from a register",
    "DraftPrepared": "draft prepared",
    "DraftReviewed": "draft reviewed",
    "DraftApproved": "draft approved",
    "DraftReturned": "draft sent back",
    "DraftWithdrawn": "draft withdrawn",
    "DocumentSuperseded": "document superseded",
    "DocumentVoided": "document declared void",
    "DeadlinesChanged": "deadlines counted",
    "DeadlineMissed": "deadline missed",
    "DeadlineDecisionProposed": "decision about a deadline proposed",
    "DeadlineDecided": "decided about a deadline",
    "AlertRaised": "alert raised",
    "AlertEscalated": "alert went further up",
    "AlertAcknowledged": "alert acknowledged",
    "AlertSnoozed": "alert put off",
    "AlertEnded": "cause of an alert gone",
}
DRAFT_STATES = {
    DraftState.DRAFT: "waits for review",
    DraftState.REVIEWED: "reviewed, waits for approval",
    DraftState.APPROVED: "approved, may be issued",
    DraftState.ISSUED: "issued",
    DraftState.RETURNED: "sent back",
    DraftState.WITHDRAWN: "withdrawn",
}
VERSION_STATES = {
    VersionState.WAITING: "waits for approval",
    VersionState.APPROVED: "approved",
    VersionState.WITHDRAWN: "withdrawn",
}
STANDINGS = {Standing.VALID: "valid", Standing.SUPERSEDED: "superseded", Standing.VOID: "void"}
UNITS = ("days", "months", "years", "hours", "percent", "pieces")
_DAY = FactType("day", FactKind.DATE, Text.of("–"))
_MOMENT = FactType("moment", FactKind.INSTANT, Text.of("–"))


def register(app: Flask) -> None:
    """Serve the pages, and let their templates speak."""
    documents = (file, drafts, registers, papers, batch, verify)
    dates = (due, deadlines, agendas, calendars, alerts)
    law_pages = (reasons, law, covering, rulesets, whatif, moves, manuscripts)
    parts = (*dates, signing, start, helping, entry, *documents, *law_pages, work, webhooks)
    for part in parts:
        app.register_blueprint(part.blueprint)
    app.context_processor(_known)
    app.jinja_env.filters["wordly"] = words


def show(value: FactValue | None, fact: FactType) -> str:
    """A value as people read it."""
    return office().words.show(value, fact, language())


def day(value: date) -> str:
    """A calendar day as people read it."""
    return show(value, _DAY)


def moment(value: datetime) -> str:
    """A moment as people read it."""
    return show(value, _MOMENT)


def unit(name: str | None) -> str:
    """The unit of a number in the reader's language; one nobody translated stays as it is."""
    return said(name) if name else ""


def unit_words(one: Unit) -> str:
    """What a period is counted in, in words."""
    return words(one.words)


def draft_state(state: DraftState) -> str:
    """How far a draft has come, in words."""
    return said(DRAFT_STATES[state])


def version_state(state: VersionState) -> str:
    """How far an uploaded template has come, in words."""
    return said(VERSION_STATES[state])


def standing_words(standing: Standing) -> str:
    """Whether a document still counts, in words."""
    return said(STANDINGS[standing])


def event(kind: str) -> str:
    """What happened, in words."""
    return said(EVENTS.get(kind, kind))


def as_typed(fact: FactType, written: str) -> str:
    """What stands in a field, in words: the labels of choices and answers, not their codes."""
    chosen = fact.choice(written)
    if chosen:
        return words(chosen.label)
    return {"yes": said("yes"), "no": said("no"), "": said("not stated")}.get(written, written)


def _known() -> dict[str, object]:
    return {
        "say": said,
        "is_demonstration": is_demonstration,
        "words": words,
        "show": show,
        "day": day,
        "moment": moment,
        "today": office().clock.today(),
        "language": language(),
        "languages": LANGUAGES,
        "person": signed_in(),
        "csrf": identity.csrf_secret,
        "served": _served,
        "other_language": _other_language,
        "unit": unit,
        "event": event,
        "draft_state": draft_state,
        "version_state": version_state,
        "standing_words": standing_words,
        "as_typed": as_typed,
        "unit_words": unit_words,
        "alerts_waiting": alerts.waiting,
        "alert_kind": alerts.kind_words,
        "alert_state": alerts.state_words,
        "gravity_words": alerts.gravity_words,
    }


def _served(endpoint: str) -> bool:
    """Whether there is such a page: a plugin that brings some may be left out."""
    return endpoint in current_app.view_functions


def _other_language(wanted: Language) -> str:
    """The address of this page in another language."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "language"]
    return f"{request.path}?{urlencode([*kept, ('language', wanted.value)])}"
