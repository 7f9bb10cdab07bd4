"""What the endpoint's own state becomes after an attempt: the breaker that leaves a failing one alone and probes it,
and the alerts that name the endpoint and the event type."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from neni.core.model.errands import Lane
from neni.core.model.events import DeliveryFailing, EndpointDisabled
from neni.core.model.webhooks import FOR_GOOD, Attempt, Endpoint, EndpointState, Message, alert_due, probe_after
from neni.core.ports import Work

BY = "webhooks"


def failed(work: Work, message: Message, endpoint: Endpoint, logged: Attempt, *, given_up: bool) -> None:
    """Count it; an endpoint that fails again and again is only probed, by one message at a time."""
    now = work.endpoints.failed(endpoint.id, logged.at)
    pause = probe_after(now.failures)
    if pause and now.state is EndpointState.ACTIVE:
        held = Lane(now.lane, 1, now.per_second, logged.at + pause, logged.reason[:200])
        work.errands.set_lane(held)
    if alert_due(now, logged.at):
        work.endpoints.told(now.id, now.alerted + 1)
        alert(work, message, now, logged, given_up=given_up)
    elif given_up:
        alert(work, message, now, logged, given_up=True)


def recovered(work: Work, endpoint: Endpoint) -> None:
    """It took a message: all its hands again."""
    work.endpoints.recovered(endpoint.id)
    if work.endpoints.get(endpoint.id).state is EndpointState.ACTIVE:
        work.errands.set_lane(Lane(endpoint.lane, endpoint.at_once, endpoint.per_second))
        work.errands.release(endpoint.lane)


def wait(work: Work, endpoint: Endpoint, until: datetime, reason: str) -> None:
    """The partner asked for a pause: nothing is sent until then, unless it is held for longer already."""
    lane = work.errands.lane(endpoint.lane)
    if lane is None or lane.held_until is None or lane.held_until < until:
        work.errands.hold(endpoint.lane, until, reason[:200])


def gone(work: Work, endpoint: Endpoint, logged: Attempt) -> None:
    """The partner says that there is nothing there any more: the endpoint gets nothing new, what waits is kept."""
    work.messages.log(logged)
    now = work.endpoints.get(endpoint.id)
    if now.state is not EndpointState.DISABLED:
        work.endpoints.save(replace(now, state=EndpointState.DISABLED, reason=logged.reason))
        work.errands.hold(now.lane, FOR_GOOD, logged.reason)
        told = {"institution": now.institution, "url": now.url, "reason": logged.reason}
        work.events.add(EndpointDisabled(logged.at, BY, f"endpoint-{now.id}", told))


def alert(work: Work, message: Message, endpoint: Endpoint, logged: Attempt, *, given_up: bool) -> None:
    """Tell people, with all they need to look for."""
    since = endpoint.failing_since or logged.at
    told = {
        "endpoint": endpoint.id,
        "institution": endpoint.institution,
        "url": endpoint.url,
        "type": message.type,
        "message": message.id,
        "subject": message.subject,
        "failures": endpoint.failures,
        "since": since.isoformat(),
        "given_up": given_up,
        "reason": logged.reason[:300],
    }
    work.events.add(DeliveryFailing(logged.at, BY, f"endpoint-{endpoint.id}", told))
