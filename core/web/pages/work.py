"""Background work: lanes, what is parked and why, what is done regularly, and whether it all goes. For administrators;
only how it goes is told to whoever watches over the machine."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import Conflict, NeniError, NotFound
from neni.core.model.errands import ErrandQuery, ErrandStatus
from neni.core.services.people.identity import names_of
from neni.core.services.work import errand_desk, schedule_desk
from neni.core.services.work.health import health
from neni.core.web.here import office, person, said

blueprint = Blueprint("work", __name__)
SHOWN = 50


@blueprint.get("/work")
def ledger() -> str:
    """Everything about background work."""
    return _page()


@blueprint.post("/work/errands/<int:errand_id>")
def errand(errand_id: int) -> AnyResponse | tuple[str, int]:
    """Have one errand tried again, or call it off."""
    acts = {"again": errand_desk.run_again, "cancel": errand_desk.cancel}
    act = acts.get(request.form.get("act", ""))
    if act is None:
        raise BadRequest
    try:
        act(office(), person(), errand_id)
    except (Conflict, NotFound) as error:
        return _page(error), 409
    return redirect(url_for("work.ledger"), 303)


@blueprint.post("/work/lanes")
def lane() -> AnyResponse:
    """Have everything parked in a lane tried again, or let a held lane go."""
    name, act = request.form.get("lane", ""), request.form.get("act", "")
    if act == "again":
        errand_desk.run_lane_again(office(), person(), name)
    elif act == "release":
        errand_desk.release(office(), person(), name)
    else:
        raise BadRequest
    return redirect(url_for("work.ledger"), 303)


@blueprint.post("/work/schedules")
def schedule() -> AnyResponse | tuple[str, int]:
    """Have something regular done now, pause it, or let it go on."""
    acts = {"run": schedule_desk.run_now, "pause": schedule_desk.pause, "resume": schedule_desk.resume}
    act = acts.get(request.form.get("act", ""))
    if act is None:
        raise BadRequest
    try:
        act(office(), person(), request.form.get("schedule", ""))
    except NotFound as error:
        return _page(error), 404
    return redirect(url_for("work.ledger"), 303)


@blueprint.get("/health")
def healthy() -> tuple[Response, int]:
    """For programs that watch: 200 while the clock ticks and nothing is late, else 503. No secrets, no names."""
    found = health(office())
    told = {
        "status": "ok" if found.is_well else "late",
        "clock_seconds": None if found.clock is None else int(found.clock.total_seconds()),
        "oldest_due_seconds": int(found.oldest_due.total_seconds()),
        "parked": found.parked,
    }
    return jsonify(told), 200 if found.is_well else 503


def _page(error: NeniError | None = None) -> str:
    parked = errand_desk.look(office(), person(), ErrandQuery(ErrandStatus.PARKED, limit=SHOWN))
    leased = errand_desk.look(office(), person(), ErrandQuery(ErrandStatus.LEASED, limit=SHOWN))
    return render_template(
        "work.html",
        ledger=errand_desk.ledger(office()),
        health=health(office()),
        regulars=schedule_desk.regulars(office(), person()),
        parked=parked,
        leased=leased,
        names=names_of(office()),
        long=_long,
        error=error,
    )


def _long(time: timedelta | None) -> str:
    """A length of time, as coarse as people ask for it."""
    if time is None or time < timedelta(seconds=1):
        return "–"
    seconds = int(time.total_seconds())
    if seconds < 60:
        return said("{number} s", number=seconds)
    if seconds < 3_600:
        return said("{number} min", number=seconds // 60)
    return said("{hours} h {minutes} min", hours=seconds // 3_600, minutes=seconds % 3_600 // 60)
