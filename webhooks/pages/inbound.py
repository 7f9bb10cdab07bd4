"""Messages of other institutions as administrators see them: who sends, what came, what is parked and why."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from neni.core.errors import Conflict, InvalidFacts, NeniError, NotFound
from neni.core.model.inbound import MessageQuery, MessageStatus
from neni.core.services.messages import partner_messages
from neni.core.web.here import office, person
from neni.webhooks import sources
from neni.webhooks.refusing import BadKey
from neni.webhooks.sources import NewSource

blueprint = Blueprint("inbound", __name__)
SHOWN = 50


@blueprint.get("/webhooks/inbound")
def listed() -> str:
    """Sources, the last messages, and those that wait for a person."""
    return _page()


@blueprint.post("/webhooks/inbound/sources")
def add() -> tuple[str, int]:
    """Enter a source; a secret made for it is shown this once."""
    form = request.form
    new = NewSource(
        name=form.get("name", "").strip(),
        title=form.get("title", ""),
        departments=tuple(form.getlist("department")),
        key=form.get("key", "").strip(),
    )
    try:
        _, made = sources.add(office(), person(), new)
    except (InvalidFacts, BadKey, NotFound, Conflict) as error:
        return _page(error=error, typed=new), 409 if isinstance(error, Conflict) else 422
    return _page(secret=made, secret_of=new.name), 201


@blueprint.post("/webhooks/inbound/sources/<name>")
def change(name: str) -> tuple[str, int] | Response:
    """A new key, stop, go on, or another tolerance."""
    act = request.form.get("act", "")
    try:
        if act == "rotate":
            _, made = sources.rotate(office(), person(), name, request.form.get("key", ""))
            return _page(secret=made, secret_of=name), 200
        if act in ("stop", "start"):
            sources.set_active(office(), person(), name, active=act == "start")
        elif act == "tolerance":
            sources.set_limits(office(), person(), name, timedelta(minutes=_minutes()))
        else:
            raise BadRequest
    except (InvalidFacts, BadKey) as error:
        return _page(error=error), 422
    return redirect(url_for("inbound.listed"), 303)


@blueprint.post("/webhooks/inbound/messages/<receipt>")
def again(receipt: str) -> Response | tuple[str, int]:
    """Have a parked message worked on again."""
    try:
        partner_messages.run_again(office(), person(), receipt)
    except (Conflict, NotFound) as error:
        return _page(error=error), 409 if isinstance(error, Conflict) else 404
    return redirect(url_for("inbound.listed"), 303)


def _minutes() -> int:
    written = request.form.get("minutes", "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 4 else 0


def _page(error: NeniError | None = None, typed: NewSource | None = None, secret: str = "", secret_of: str = "") -> str:
    known, counts = sources.listed(office(), person())
    parked = MessageQuery(status=MessageStatus.PARKED, limit=SHOWN)
    return render_template(
        "inbound.html",
        sources=known,
        counts=counts,
        parked=partner_messages.look(office(), person(), parked),
        messages=partner_messages.look(office(), person(), MessageQuery(limit=SHOWN)),
        departments=office().host.departments,
        now=office().clock.now(),
        error=error,
        typed=typed,
        secret=secret,
        secret_of=secret_of,
    )
