"""Alerts: the inbox, one alert with what may be answered to it, how somebody wants to be told, and the evaluations of
all open cases.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import Conflict, InvalidFacts, NeniError, NotAllowed
from neni.core.model.alerts import AlertKind, AlertState, Gravity
from neni.core.model.alerts.notices import NoticeSettings
from neni.core.model.people import EVERYWHERE, Permission
from neni.core.services.alerts import alert_desk, nights, notices
from neni.core.services.alerts.alert_desk import Asked
from neni.core.services.alerts.letters import GRAVITIES
from neni.core.services.people.identity import names_of
from neni.core.web.here import office, person, said, signed_in, words
from neni.core.web.pages import moments

blueprint = Blueprint("alerts", __name__)
KINDS = {
    AlertKind.WARNING: "deadline comes near",
    AlertKind.MISSED: "deadline missed",
    AlertKind.MOVED: "deadline moved",
    AlertKind.FINDING: "rule speaks now",
    AlertKind.EVALUATION: "cannot be evaluated",
    AlertKind.ERRAND: "background work",
    AlertKind.CLOCK: "clock",
}
STATES = {AlertState.OPEN: "waits for an answer", AlertState.ACKNOWLEDGED: "acknowledged", AlertState.ENDED: "over"}
Chosen = TypeVar("Chosen", bound=StrEnum)


@blueprint.get("/alerts")
def inbox() -> str:
    """What somebody was told, or what there is in a department."""
    asked = Asked(
        mine=request.args.get("whose", "mine") == "mine",
        department=request.args.get("department") or None,
        state=_one_of(AlertState, request.args.get("state", "open")),
        kind=_one_of(AlertKind, request.args.get("kind", "")),
        gravity=_one_of(Gravity, request.args.get("gravity", "")),
        below=request.args.get("below", ""),
    )
    found = alert_desk.inbox(office(), person(), asked)
    departments = [one for one in office().host.departments if person().may(Permission.READ, one.code)]
    further = {**request.args.to_dict(), "below": found.more}
    return render_template("alerts.html", found=found, asked=asked, departments=departments, further=further)


@blueprint.get("/alerts/<alert_id>")
def one(alert_id: str) -> str:
    """One alert."""
    return _page(alert_id)


@blueprint.post("/alerts/<alert_id>")
def answer(alert_id: str) -> AnyResponse | tuple[str, int]:
    """Acknowledge it, or put it off."""
    act = request.form.get("act", "")
    try:
        if act == "acknowledge":
            alert_desk.acknowledge(office(), person(), alert_id, request.form.get("reason", ""))
        elif act == "snooze":
            alert_desk.snooze(office(), person(), alert_id, _instant(request.form.get("until", "")))
        else:
            raise BadRequest
    except InvalidFacts as error:
        return _page(alert_id, error), 422
    except (Conflict, NotAllowed) as error:
        return _page(alert_id, error), 409
    return redirect(url_for("alerts.one", alert_id=alert_id), 303)


@blueprint.get("/my/notices")
def mine() -> str:
    """How somebody wants to be told."""
    return _settings(notices.settings_of(office(), person()))


@blueprint.post("/my/notices")
def save() -> AnyResponse | tuple[str, int]:
    """Store that."""
    try:
        wanted = _wanted()
    except InvalidFacts as error:
        return _settings(notices.settings_of(office(), person()), error), 422
    try:
        notices.save(office(), person(), wanted)
    except InvalidFacts as error:
        return _settings(wanted, error), 422
    return redirect(url_for("alerts.mine", saved="yes"), 303)


def _wanted() -> NoticeSettings:
    form = request.form
    return NoticeSettings(
        person().id,
        address=form.get("address", ""),
        by_mail=form.get("by_mail") == "yes",
        least=_one_of(Gravity, form.get("least", "")) or Gravity.NOTE,
        quiet_from=moments.clock(form.get("quiet_from", ""), "quiet_from"),
        quiet_until=moments.clock(form.get("quiet_until", ""), "quiet_until"),
        away_from=moments.day(form.get("away_from", ""), "away_from"),
        away_until=moments.day(form.get("away_until", ""), "away_until"),
        substitute=form.get("substitute", ""),
    )


@blueprint.get("/evaluations")
def evaluations() -> str:
    """The evaluations of all open cases: how far the one under way is, and what the last ones found."""
    found = nights.last(office(), person())
    may_start = person().may(Permission.ADMINISTER, EVERYWHERE)
    return render_template("evaluations.html", nights=found, may_start=may_start, names=names_of(office()))


@blueprint.post("/evaluations")
def evaluate() -> AnyResponse:
    """Begin one now."""
    nights.start(office(), person())
    return redirect(url_for("alerts.evaluations"), 303)


def waiting() -> int:
    """How many alerts wait for whoever looks, for the head of every page."""
    acting = signed_in()
    return alert_desk.badge(office(), acting) if acting else 0


def kind_words(kind: AlertKind) -> str:
    """What an alert is about, in words."""
    return said(KINDS[AlertKind(kind)])


def gravity_words(gravity: Gravity) -> str:
    """How grave an alert is, in words."""
    return words(GRAVITIES[Gravity(gravity)])


def state_words(state: AlertState) -> str:
    """How an alert stands, in words."""
    return said(STATES[AlertState(state)])


def _page(alert_id: str, error: NeniError | None = None) -> str:
    found = alert_desk.get_alert(office(), person(), alert_id)
    until = alert_desk.snoozes(office().clock.now(), found.snooze_limit)
    return render_template("alert.html", found=found, until=until, names=names_of(office()), error=error)


def _settings(wishes: NoticeSettings, error: NeniError | None = None) -> str:
    return render_template(
        "notices.html",
        wishes=wishes,
        people=notices.substitutes(office(), person()),
        gravities=GRAVITIES,
        letters=office().mail.works,
        saved=request.args.get("saved") == "yes" and error is None,
        error=error,
    )


def _one_of(kind: type[Chosen], written: str) -> Chosen | None:
    return kind(written) if written in list(kind) else None


def _instant(written: str) -> datetime:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        raise BadRequest from None
    if found.tzinfo is None:
        raise BadRequest
    return found
