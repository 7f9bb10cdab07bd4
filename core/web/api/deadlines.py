"""Deadlines: what is due, those of a case with their explanation, decisions about them; the calendar of a year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neni.core.errors import InvalidFacts, Problem
from neni.core.model.cases import Case
from neni.core.model.deadlines.agenda import Entry
from neni.core.model.deadlines.stored import Decision
from neni.core.model.deadlines.terms import Term
from neni.core.model.text import Text
from neni.core.services import calendar_tables
from neni.core.services.agendas import thought_of
from neni.core.services.agendas.due import due_list, every_day
from neni.core.services.cases.intake import get_case
from neni.core.services.deadlines.deadline_decisions import Wish, decide, settle
from neni.core.services.deadlines.deadline_reading import DeadlineShown, deadlines_of, get_deadline
from neni.core.web.api import outgoing, replies
from neni.core.web.api.deadline_schemas import (
    AgendaOut,
    Answered,
    DeadlineListOut,
    DeadlineOut,
    DueListOut,
    DueListQuery,
    NewDecision,
    WantedAgenda,
    YearOut,
)
from neni.core.web.api.incoming import Routes, named, within
from neni.core.web.api.schemas import LanguageQuery
from neni.core.web.here import office, person, words

blueprint = Routes("dates", __name__, description="Deadlines and working days")


@blueprint.get("/due")
@blueprint.arguments(DueListQuery, location="query")
@blueprint.response(200, DueListOut)
def list_due(asked: Mapping[str, Any]) -> dict[str, Any]:
    """List what is due, the earliest first."""
    mine = person().id if asked.get("whose") == "mine" else asked.get("whose")
    found = due_list(office(), person(), department=asked.get("department"), opened_by=mine, until=asked.get("until"))
    told = [
        {
            "id": one.due.deadline.id,
            "when": when.value,
            "case": one.due.reference,
            "case_type": one.due.case_type,
            "rule": one.due.deadline.rule,
            "title": words(one.title),
            "state": one.due.deadline.state.value,
            "due": one.due.deadline.due.isoformat() if one.due.deadline.due else None,
            "opened_by": one.owner,
        }
        for when, one in every_day(found)
    ]
    return {"due": told, "more": found.more}


@blueprint.get("/cases/<reference>/deadlines")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, DeadlineListOut)
def list_of_case(_asked: Mapping[str, Any], reference: str) -> dict[str, Any]:
    """List the deadlines of a case."""
    case = get_case(office(), person(), reference)
    return {"deadlines": [_deadline(case, one) for one in deadlines_of(office(), person(), case.reference)]}


@blueprint.get("/deadlines/<deadline_id>")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, DeadlineOut)
def read_deadline(_asked: Mapping[str, Any], deadline_id: str) -> dict[str, Any]:
    """Read a deadline with its explanation."""
    return _deadline(*get_deadline(office(), person(), deadline_id))


@blueprint.post("/deadlines/<deadline_id>/decisions")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER])
@blueprint.arguments(NewDecision)
@blueprint.response(201, DeadlineOut)
def decide_about(sent: Mapping[str, Any], deadline_id: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Suspend, resume, extend, move or lift; where four eyes are needed it waits for a second person."""
    if ("amount" in sent) is not ("unit" in sent):
        raise InvalidFacts(_BOTH, [Problem("required", _BOTH, "/unit")])
    term = Term(sent["amount"], sent["unit"]) if "amount" in sent else None
    wish = Wish(sent["kind"], sent["reason"], sent.get("at"), term, sent.get("until"))
    decide(office(), person(), deadline_id, wish)
    return _deadline(*get_deadline(office(), person(), deadline_id)), 201, {}


@blueprint.post("/deadlines/<deadline_id>/decisions/<decision_id>")
@blueprint.arguments(Answered)
@blueprint.response(200, DeadlineOut)
def answer(sent: Mapping[str, Any], deadline_id: str, decision_id: str) -> dict[str, Any]:
    """Accept or refuse what somebody else proposed."""
    settle(office(), person(), decision_id, accepted=sent["accepted"])
    return _deadline(*get_deadline(office(), person(), deadline_id))


@blueprint.post("/agendas")
@blueprint.arguments(WantedAgenda)
@blueprint.response(200, AgendaOut)
def make_agenda(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Make a calendar of facts: one election day in, every date out. Nothing is stored."""
    named("/type", lambda: office().host.case_type(sent["type"]))
    with within("/facts"):
        agenda = thought_of(office(), person(), sent["type"], sent["facts"])
    return {
        "dates": [_date(one) for one in agenda.entries],
        "waiting": [
            {"rule": rule.code, "title": words(rule.title), "missing": [words(one) for one in missing]}
            for rule, missing in agenda.waiting
        ],
    }


@blueprint.get("/calendars/<int:year>")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, YearOut)
def read_year(_asked: Mapping[str, Any], year: int) -> dict[str, Any]:
    """Read the days off of a year, as they count."""
    counts = calendar_tables.year(office(), person(), year).counts
    days = [
        {"day": one.day.isoformat(), "name": words(one.name), "in_lieu_of": one.of.isoformat() if one.of else None}
        for one in sorted(counts.days, key=lambda one: one.day)
    ]
    return {
        "year": year,
        "official": counts.official,
        "source": words(counts.source),
        "days_off": days,
        "working": [one.isoformat() for one in counts.working],
    }


def _date(one: Entry) -> dict[str, Any]:
    return {
        "rule": one.rule.code,
        "title": words(one.rule.title),
        "due": one.due.isoformat(),
        "day": one.day.isoformat(),
        "bound": one.rule.bound.value,
        "nature": one.rule.nature.value,
        "fits": one.fits,
        "kept": one.kept,
        "reference": outgoing.reference(one.rule.reference),
    }


def _deadline(case: Case, one: DeadlineShown) -> dict[str, Any]:
    deadline, rule = one.deadline, one.rule
    return {
        "id": deadline.id,
        "case": case.reference,
        "rule": rule.code,
        "title": words(rule.title),
        "state": deadline.state.value,
        "bound": rule.bound.value,
        "nature": rule.nature.value,
        "severity": rule.severity.value,
        "binding": one.binding,
        "due": deadline.due.isoformat() if deadline.due else None,
        "last_day": deadline.last_day.isoformat() if deadline.last_day else None,
        "warn_at": [each.isoformat() for each in deadline.warn_at],
        "missing": list(deadline.missing),
        "reference": outgoing.reference(rule.reference),
        "explanation": [
            {"kind": step.kind.value, "words": words(step.words), "day": step.day.isoformat() if step.day else None}
            for step in one.steps
        ],
        "decisions": [_decision(each) for each in one.decisions],
    }


def _decision(one: Decision) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "reason": one.reason,
        "at": one.at.isoformat() if one.at else None,
        "until": one.until.isoformat() if one.until else None,
        "term": words(one.term.words) if one.term else None,
        "proposed_by": one.proposed_by,
        "decided_by": one.decided_by,
        "refused": one.refused,
    }


_BOTH = Text(
    sq="Jepni bashkë “amount” dhe “unit”.",
    sr="Navedite zajedno „amount“ i „unit“.",
    en="Give “amount” and “unit” together.",
)
