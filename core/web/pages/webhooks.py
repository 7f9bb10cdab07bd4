"""Endpoints of other institutions on pages: what they get, what became of it, and what to do about it. For
administrators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import Conflict, InvalidFacts, NeniError
from neni.core.model.importing.cells import KOSOVO
from neni.core.model.webhooks import Endpoint, Mode
from neni.core.services.messages import endpoints, replaying
from neni.core.services.messages.endpoints import Wanted
from neni.core.services.work import errand_desk
from neni.core.web.here import office, person
from neni.core.web.problems import status_of

blueprint = Blueprint("webhooks", __name__)
SHOWN = 50
LOOKED_BACK = timedelta(days=7)


@blueprint.get("/webhooks")
def every() -> str:
    """Every endpoint, and how it is with each."""
    return _list()


@blueprint.post("/webhooks")
def add() -> str | tuple[str, int]:
    """Enter an endpoint; its key is shown this once."""
    form = request.form
    try:
        made = endpoints.add(office(), person(), _wanted(form), asymmetric=form.get("signature") == "v1a")
    except InvalidFacts as error:
        return _list(error), 422
    return _page(made.id, new=made)


@blueprint.get("/webhooks/<endpoint_id>")
def one(endpoint_id: str) -> str:
    """One endpoint, its deliveries and the log of attempts."""
    return _page(endpoint_id)


@blueprint.post("/webhooks/<endpoint_id>")
def act(endpoint_id: str) -> AnyResponse | str | tuple[str, int]:
    """Do something about an endpoint."""
    asked = request.form.get("act", "")
    if asked == "rotate":
        asymmetric = request.form.get("signature") == "v1a"
        return _page(endpoint_id, new=endpoints.rotate(office(), person(), endpoint_id, asymmetric=asymmetric))
    do = _ACTS.get(asked)
    if do is None:
        raise BadRequest
    try:
        do(endpoint_id, request.form)
    except InvalidFacts as error:
        return _page(endpoint_id, error), 422
    except Conflict as error:
        return _page(endpoint_id, error), status_of(error)
    return redirect(url_for("webhooks.one", endpoint_id=endpoint_id), 303)


@blueprint.get("/webhooks/attempts/<int:attempt_id>")
def attempt(attempt_id: int) -> str:
    """What was sent in one attempt, and what came back."""
    found, message = replaying.attempt(office(), person(), attempt_id)
    return render_template("webhook_attempt.html", found=found, message=message)


def _change(endpoint_id: str, form: Mapping[str, str]) -> None:
    version = form.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    endpoints.change(office(), person(), endpoint_id, _wanted(form), number)


def _replay(endpoint_id: str, form: Mapping[str, str]) -> None:
    replaying.replay(office(), person(), form.get("message", ""), endpoint_id)


def _failed(endpoint_id: str, form: Mapping[str, str]) -> None:
    replaying.replay_failed(office(), person(), endpoint_id, _since(form))


def _missing(endpoint_id: str, form: Mapping[str, str]) -> None:
    replaying.replay_missing(office(), person(), endpoint_id, _since(form))


_ACTS: Mapping[str, Callable[[str, Mapping[str, str]], object]] = {
    "change": _change,
    "replay": _replay,
    "failed": _failed,
    "missing": _missing,
    "test": lambda endpoint_id, _: replaying.try_out(office(), person(), endpoint_id),
    "pause": lambda endpoint_id, form: endpoints.pause(office(), person(), endpoint_id, form.get("reason", "")),
    "resume": lambda endpoint_id, _: endpoints.resume(office(), person(), endpoint_id),
    "disable": lambda endpoint_id, form: endpoints.disable(office(), person(), endpoint_id, form.get("reason", "")),
}


def _since(form: Mapping[str, str]) -> datetime:
    """The beginning of a day in Kosovo."""
    try:
        day = datetime.fromisoformat(form.get("since", "")[:10]).date()
    except ValueError:
        raise BadRequest from None
    return datetime.combine(day, time(), KOSOVO)


def _wanted(form: Mapping[str, str]) -> Wanted:
    lines = (line.partition(":") for line in form.get("headers", "").splitlines() if line.strip())
    return Wanted(
        form.get("institution", ""),
        form.get("url", ""),
        tuple(form.get("events", "").split()),
        {name.strip(): value.strip() for name, _, value in lines},
        Mode.CLOUDEVENTS if form.get("mode") == Mode.CLOUDEVENTS.value else Mode.STANDARD,
        form.get("in_order") == "yes",
        _whole(form.get("at_once", "4")),
        _number(form["per_second"]) if form.get("per_second", "").strip() else None,
    )


def _whole(written: str) -> int:
    typed = written.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else -1


def _number(written: str) -> float:
    """A number as typed; what is none is refused with the rest."""
    try:
        return float(written.strip()[:12].replace(",", "."))
    except ValueError:
        return -1.0


def _list(error: NeniError | None = None) -> str:
    found = endpoints.every(office(), person())
    lanes = {lane.lane: lane for lane in errand_desk.ledger(office()).lanes}
    return render_template(
        "webhooks.html",
        endpoints=found,
        lanes=lanes,
        types=office().host.event_types(),
        form=request.form if error else MultiDict({"events": "*", "at_once": "4"}),
        error=error,
    )


def _page(endpoint_id: str, error: NeniError | None = None, new: Endpoint | None = None) -> str:
    found = endpoints.one(office(), person(), endpoint_id)
    changing = request.form.get("act") == "change" and error
    return render_template(
        "webhook.html",
        found=found,
        new=new,
        deliveries=replaying.deliveries(office(), person(), found, SHOWN),
        attempts=replaying.attempts(office(), person(), endpoint=found.id, limit=SHOWN),
        form=request.form if changing else _form(found),
        since=(office().clock.now() - LOOKED_BACK).astimezone(KOSOVO).date().isoformat(),
        now=office().clock.now(),
        error=error,
    )


def _form(found: Endpoint) -> dict[str, str]:
    return {
        "institution": found.institution,
        "url": found.url,
        "events": "\n".join(found.events),
        "headers": "\n".join(f"{name}: {value}" for name, value in found.headers.items()),
        "mode": found.mode.value,
        "in_order": "yes" if found.in_order else "",
        "at_once": str(found.at_once),
        "per_second": f"{found.per_second:g}" if found.per_second else "",
        "version": str(found.version),
    }
