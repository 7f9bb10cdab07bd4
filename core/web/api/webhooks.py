"""Messages to other institutions: the catalogue, endpoints, what to do about them, the log of attempts. For
administrators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from neni.core.errors import InvalidFacts, NotFound, Problem
from neni.core.model.people import EVERYWHERE, Permission
from neni.core.model.text import Text
from neni.core.model.webhooks import Attempt, Endpoint
from neni.core.services.messages import endpoints, replaying
from neni.core.services.messages.endpoints import Wanted
from neni.core.services.people.access import require
from neni.core.web.api import replies
from neni.core.web.api.fields import MISSING
from neni.core.web.api.incoming import Routes
from neni.core.web.api.schemas import LanguageQuery
from neni.core.web.api.webhook_schemas import (
    Act,
    ActedOut,
    Acting,
    AttemptListOut,
    AttemptsQuery,
    ChangedEndpoint,
    EndpointListOut,
    EndpointOut,
    EventTypeListOut,
    NewEndpoint,
    Rotation,
    Signature,
)
from neni.core.web.here import office, person, words

blueprint = Routes("endpoints", __name__, description="Messages to other institutions")


@blueprint.get("/event-types")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, EventTypeListOut)
def list_event_types(_asked: Mapping[str, Any]) -> dict[str, Any]:
    """List what partners can be told of."""
    require(person(), Permission.ADMINISTER, EVERYWHERE)
    told = [
        {
            "name": one.name,
            "version": one.version,
            "title": words(one.title),
            "description": words(one.description),
            "personal": one.personal,
            "schema": dict(one.schema),
            "sample": dict(one.sample),
        }
        for one in office().host.event_types()
    ]
    return {"event_types": told}


@blueprint.get("/endpoints")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, EndpointListOut)
def list_endpoints(_asked: Mapping[str, Any]) -> dict[str, Any]:
    """List every endpoint."""
    return {"endpoints": [_told(one) for one in endpoints.every(office(), person())]}


@blueprint.post("/endpoints")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER])
@blueprint.arguments(NewEndpoint)
@blueprint.response(201, EndpointOut)
def add_endpoint(sent: Mapping[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Enter an endpoint. Its key is told in this answer only."""
    made = endpoints.add(office(), person(), _wanted(sent), asymmetric=sent["signature"] is Signature.ASYMMETRIC)
    return _told(made, new=True), 201, {}


@blueprint.get("/endpoints/<endpoint_id>")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, EndpointOut)
def read_endpoint(_asked: Mapping[str, Any], endpoint_id: str) -> dict[str, Any]:
    """Read an endpoint."""
    return _told(endpoints.one(office(), person(), endpoint_id))


@blueprint.put("/endpoints/<endpoint_id>")
@blueprint.arguments(ChangedEndpoint)
@blueprint.response(200, EndpointOut)
def change_endpoint(sent: Mapping[str, Any], endpoint_id: str) -> dict[str, Any]:
    """Change an endpoint; 409 when somebody changed it since that version."""
    return _told(endpoints.change(office(), person(), endpoint_id, _wanted(sent), sent["version"]))


@blueprint.post("/endpoints/<endpoint_id>/keys")
@blueprint.arguments(Rotation)
@blueprint.response(201, EndpointOut)
def rotate_key(sent: Mapping[str, Any], endpoint_id: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Make a new key; it is told in this answer only. The one before signs beside it for a while."""
    overlap = timedelta(hours=sent["overlap_hours"])
    asymmetric = sent["signature"] is Signature.ASYMMETRIC
    made = endpoints.rotate(office(), person(), endpoint_id, asymmetric=asymmetric, overlap=overlap)
    return _told(made, new=True), 201, {}


@blueprint.post("/endpoints/<endpoint_id>/acts")
@blueprint.arguments(Acting)
@blueprint.response(200, ActedOut)
def act_on_endpoint(sent: Mapping[str, Any], endpoint_id: str) -> dict[str, Any]:
    """Pause, resume or disable an endpoint, send a test, or have messages delivered again."""
    told = _act(endpoint_id, sent)
    return {"endpoint": _told(endpoints.one(office(), person(), endpoint_id)), **told}


@blueprint.get("/endpoints/<endpoint_id>/attempts")
@blueprint.arguments(AttemptsQuery, location="query")
@blueprint.response(200, AttemptListOut)
def list_attempts(asked: Mapping[str, Any], endpoint_id: str) -> dict[str, Any]:
    """List the attempts to deliver to an endpoint."""
    endpoint = endpoints.one(office(), person(), endpoint_id)
    below, limit, message = _cursor(asked["after"]), asked["limit"], asked.get("message", "")
    found = replaying.attempts(office(), person(), endpoint=endpoint.id, message=message, below=below, limit=limit)
    more = str(found[-1].id) if len(found) == limit else None
    return {"attempts": [_attempt(one) for one in found], "next": more}


def _act(endpoint_id: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    here, acting, reason = office(), person(), sent.get("reason", "")
    match sent["act"]:
        case Act.PAUSE:
            endpoints.pause(here, acting, endpoint_id, reason)
        case Act.RESUME:
            endpoints.resume(here, acting, endpoint_id)
        case Act.DISABLE:
            endpoints.disable(here, acting, endpoint_id, reason)
        case Act.TEST:
            return {"message": replaying.try_out(here, acting, endpoint_id)}
        case Act.REPLAY:
            replaying.replay(here, acting, _given(sent, "message"), endpoint_id)
            return {"count": 1}
        case Act.REPLAY_FAILED:
            return {"count": replaying.replay_failed(here, acting, endpoint_id, _given(sent, "since"))}
        case _:
            return {"count": replaying.replay_missing(here, acting, endpoint_id, _given(sent, "since"))}
    return {}


def _given(sent: Mapping[str, Any], name: str) -> Any:
    if name not in sent:
        raise InvalidFacts(MISSING.message, [Problem("required", MISSING.message, f"/{name}")])
    return sent[name]


def _cursor(after: str) -> int | None:
    if not after:
        return None
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        raise NotFound(_NO_PAGE)
    return int(after)


def _wanted(sent: Mapping[str, Any]) -> Wanted:
    per_second = float(sent["per_second"]) if "per_second" in sent else None
    names = ("institution", "url", "events", "headers", "mode", "in_order", "at_once")
    return Wanted(**{name: sent[name] for name in names}, per_second=per_second)


def _told(one: Endpoint, *, new: bool = False) -> dict[str, Any]:
    told = {
        "id": one.id,
        "institution": one.institution,
        "url": one.url,
        "events": list(one.events),
        "headers": sorted(one.headers),
        "mode": one.mode.value,
        "in_order": one.in_order,
        "at_once": one.at_once,
        "per_second": one.per_second,
        "state": one.state.value,
        "reason": one.reason,
        "failures": one.failures,
        "failing_since": one.failing_since.isoformat() if one.failing_since else None,
        "keys": [
            {
                "signature": "v1a" if key.public else "v1",
                "public": key.public or None,
                "until": key.until.isoformat() if key.until else None,
            }
            for key in one.keys_at(office().clock.now())
        ],
        "version": one.version,
    }
    return {**told, "key": one.keys[0].public or one.keys[0].key} if new else told


def _attempt(one: Attempt) -> dict[str, Any]:
    return {**asdict(one), "at": one.at.isoformat()}


_NO_PAGE = Text(
    sq="Nuk ka faqe të tillë; filloni nga e para.",
    sr="Nema takve stranice; počnite od prve.",
    en="There is no such page; begin with the first.",
)
