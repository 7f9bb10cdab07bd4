"""Endpoints of other institutions: entering and changing them, new keys, pausing, ending. For administrators."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from neni.core.adapters import keys
from neni.core.model.errands import Lane
from neni.core.model.events import (
    EndpointAdded,
    EndpointChanged,
    EndpointDisabled,
    EndpointPaused,
    EndpointResumed,
    Event,
)
from neni.core.model.people import EVERYWHERE, Permission, Person
from neni.core.model.webhooks import FOR_GOOD, Endpoint, EndpointKey, EndpointState, Mode
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.messages import endpoint_checks
from neni.core.services.people.access import require

OVERLAP = timedelta(hours=24)
"""For so long the key before signs beside the new one, unless told otherwise."""

MOST_KEYS = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says of an endpoint (see Endpoint)."""

    institution: str
    url: str
    events: tuple[str, ...]
    headers: Mapping[str, str] = field(default_factory=dict)
    mode: Mode = Mode.STANDARD
    in_order: bool = False
    at_once: int = 4
    per_second: float | None = None


def every(office: Office, person: Person) -> Sequence[Endpoint]:
    """Every endpoint. Raises NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.reading() as work:
        return work.endpoints.all()


def one(office: Office, person: Person, endpoint_id: str) -> Endpoint:
    """One endpoint. Raises NotAllowed, NotFound."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.reading() as work:
        return work.endpoints.get(endpoint_id)


def add(office: Office, person: Person, wanted: Wanted, *, asymmetric: bool = False) -> Endpoint:
    """Enter an endpoint, with a new key. Raises NotAllowed, InvalidFacts."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    endpoint_checks.check(office, wanted)
    made = keys.asymmetric() if asymmetric else keys.shared()
    endpoint = _with(Endpoint(secrets.token_hex(8), "", "", (), (made,)), wanted)
    with office.store.writing() as work:
        work.endpoints.add(endpoint, person.id, office.clock.now())
        _limit(work, endpoint)
        _note(office, work, person, EndpointAdded, endpoint)
    return endpoint


def change(office: Office, person: Person, endpoint_id: str, wanted: Wanted, version: int) -> Endpoint:
    """Change it; `version` is the one that was read. Raises NotAllowed, NotFound, InvalidFacts, Conflict."""
    endpoint_checks.check(office, wanted)

    def act(work: Work, endpoint: Endpoint) -> Endpoint:
        changed = work.endpoints.save(_with(replace(endpoint, version=version), wanted))
        if changed.state is EndpointState.ACTIVE and not changed.failures:
            _limit(work, changed)
        return changed

    return _acting(office, person, endpoint_id, EndpointChanged, act)


def rotate(
    office: Office, person: Person, endpoint_id: str, *, asymmetric: bool = False, overlap: timedelta = OVERLAP
) -> Endpoint:
    """A new key; those before sign beside it for a while. Raises NotAllowed, NotFound."""
    made = keys.asymmetric() if asymmetric else keys.shared()
    until = office.clock.now() + overlap

    def act(work: Work, endpoint: Endpoint) -> Endpoint:
        before = [_ending(key, until) for key in endpoint.keys_at(office.clock.now())]
        return work.endpoints.save(replace(endpoint, keys=(made, *before)[:MOST_KEYS]))

    return _acting(office, person, endpoint_id, EndpointChanged, act)


def pause(office: Office, person: Person, endpoint_id: str, reason: str = "") -> Endpoint:
    """Send nothing until somebody resumes; what is for it waits. Raises NotAllowed, NotFound."""
    return _end(office, person, endpoint_id, EndpointState.PAUSED, EndpointPaused, reason)


def disable(office: Office, person: Person, endpoint_id: str, reason: str = "") -> Endpoint:
    """It gets nothing new; what waits is kept. Raises NotAllowed, NotFound."""
    return _end(office, person, endpoint_id, EndpointState.DISABLED, EndpointDisabled, reason)


def resume(office: Office, person: Person, endpoint_id: str) -> Endpoint:
    """Send again, what waited first; earlier failures are forgotten. Raises NotAllowed, NotFound."""

    def act(work: Work, endpoint: Endpoint) -> Endpoint:
        active = replace(endpoint, state=EndpointState.ACTIVE, reason="")
        changed = work.endpoints.save(replace(active, failures=0, failing_since=None, alerted=0))
        _limit(work, changed)
        work.errands.release(changed.lane)
        return changed

    return _acting(office, person, endpoint_id, EndpointResumed, act)


def _end(
    office: Office, person: Person, endpoint_id: str, state: EndpointState, event: type[Event], reason: str
) -> Endpoint:
    def act(work: Work, endpoint: Endpoint) -> Endpoint:
        changed = work.endpoints.save(replace(endpoint, state=state, reason=reason[:200]))
        work.errands.hold(changed.lane, FOR_GOOD, reason[:200] or state.value)
        return changed

    return _acting(office, person, endpoint_id, event, act)


def _acting(
    office: Office,
    person: Person,
    endpoint_id: str,
    event: type[Event],
    act: Callable[[Work, Endpoint], Endpoint],
) -> Endpoint:
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.writing() as work:
        changed = act(work, work.endpoints.get(endpoint_id))
        _note(office, work, person, event, changed)
    return changed


def _note(office: Office, work: Work, person: Person, event: type[Event], endpoint: Endpoint) -> None:
    told = {"institution": endpoint.institution, "url": endpoint.url, "reason": endpoint.reason}
    work.events.add(event(office.clock.now(), person.id, f"endpoint-{endpoint.id}", told))


def _with(endpoint: Endpoint, wanted: Wanted) -> Endpoint:
    return replace(
        endpoint,
        institution=wanted.institution.strip(),
        url=wanted.url.strip(),
        events=wanted.events,
        headers={name.lower(): value for name, value in wanted.headers.items()},
        mode=wanted.mode,
        in_order=wanted.in_order,
        at_once=wanted.at_once,
        per_second=wanted.per_second,
    )


def _limit(work: Work, endpoint: Endpoint) -> None:
    work.errands.set_lane(Lane(endpoint.lane, endpoint.at_once, endpoint.per_second))


def _ending(key: EndpointKey, until: datetime) -> EndpointKey:
    return replace(key, until=min(key.until, until) if key.until else until)
