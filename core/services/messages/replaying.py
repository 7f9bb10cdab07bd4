"""Delivering again: one message, all that failed, all that an endpoint never got; and trying whether one works."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime

from neni.core.errors import Conflict
from neni.core.model.errands import Errand, ErrandQuery, ErrandStatus
from neni.core.model.events import MessagesReplayed
from neni.core.model.people import EVERYWHERE, Permission, Person
from neni.core.model.text import Text
from neni.core.model.webhooks import KIND, TEST, Attempt, Endpoint, Message, written
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.messages.outbox import deliver_to
from neni.core.services.people.access import require

MOST = 10_000
"""So many are replayed by one call; whoever has more calls again."""

_PAGE = 500
_AT_WORK = Text(
    sq="Ky mesazh po dërgohet pikërisht tani; prisni përgjigjen.",
    sr="Ova poruka se upravo šalje; sačekajte odgovor.",
    en="This message is being sent right now; wait for the answer.",
)


def attempts(
    office: Office, person: Person, *, endpoint: str = "", message: str = "", below: int | None = None, limit: int = 50
) -> Sequence[Attempt]:
    """The log of attempts, the newest first. Raises NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.reading() as work:
        return work.messages.attempts(endpoint=endpoint, message=message, below=below, limit=limit)


def attempt(office: Office, person: Person, attempt_id: int) -> tuple[Attempt, Message | None]:
    """One attempt, and its message as long as it is kept. Raises NotAllowed, NotFound."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.reading() as work:
        found = work.messages.attempt(attempt_id)
        return found, work.messages.find(found.message)


def deliveries(office: Office, person: Person, endpoint: Endpoint, limit: int = 50) -> Sequence[Errand]:
    """What was entered for an endpoint, the newest first. Raises NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.reading() as work:
        return work.errands.find(ErrandQuery(lane=endpoint.lane, limit=limit))


def replay(office: Office, person: Person, message_id: str, endpoint_id: str) -> None:
    """Deliver one message again now: the same id and the same bytes. Raises NotAllowed, NotFound, Conflict."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.writing() as work:
        message, endpoint = work.messages.get(message_id), work.endpoints.get(endpoint_id)
        _again(work, message, endpoint, office.clock.now())
        _note(office, work, person, endpoint, "one", [message.id])


def replay_failed(office: Office, person: Person, endpoint_id: str, since: datetime) -> int:
    """Deliver again all that was given up for an endpoint since then; how many. Raises NotAllowed, NotFound."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    now = office.clock.now()
    with office.store.writing() as work:
        endpoint = work.endpoints.get(endpoint_id)
        parked = [errand for errand in _parked(work, endpoint) if errand.entered_at >= since][:MOST]
        for errand in reversed(parked):
            work.errands.run_again(errand.id, now)
        _note(office, work, person, endpoint, "failed", [str(one.payload["message"]) for one in parked])
    return len(parked)


def replay_missing(office: Office, person: Person, endpoint_id: str, since: datetime) -> int:
    """Deliver all that an endpoint wants and was never entered for it: it was added later, or was disabled; how many.
    Raises NotAllowed, NotFound."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    now = office.clock.now()
    with office.store.writing() as work:
        endpoint = work.endpoints.get(endpoint_id)
        entered = [
            message.id for message in _missing(work, endpoint, since) if deliver_to(work, message, endpoint, now)
        ]
        _note(office, work, person, endpoint, "missing", entered)
    return len(entered)


def try_out(office: Office, person: Person, endpoint_id: str) -> str:
    """Send a test message to an endpoint, also to one that is paused; the id of the message. Raises NotAllowed,
    NotFound."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    now = office.clock.now()
    new = (f"msg_{secrets.token_hex(12)}", TEST, 1, "", now, written({"test": True}))
    message = Message(*new, secrets.token_hex(16), office.address)
    with office.store.writing() as work:
        endpoint = work.endpoints.get(endpoint_id)
        work.messages.add(message)
        deliver_to(work, message, endpoint, now)
    return message.id


def _again(work: Work, message: Message, endpoint: Endpoint, now: datetime) -> None:
    earlier = work.errands.by_key(KIND, f"{message.id}:{endpoint.id}")
    if earlier is None:
        deliver_to(work, message, endpoint, now)
    elif earlier.status is ErrandStatus.LEASED:
        raise Conflict(_AT_WORK)
    elif earlier.status is not ErrandStatus.DONE:
        work.errands.run_again(earlier.id, now)
    else:  # each time somebody asks is an errand of its own
        deliver_to(work, message, endpoint, now, int(now.timestamp() * 1_000_000))


def _parked(work: Work, endpoint: Endpoint) -> Iterator[Errand]:
    below: int | None = None
    while page := work.errands.find(
        ErrandQuery(ErrandStatus.PARKED, KIND, endpoint.lane, below, _PAGE),
    ):
        yield from page
        below = page[-1].id


def _missing(work: Work, endpoint: Endpoint, since: datetime) -> Iterator[Message]:
    after, found = "", 0
    while found < MOST and (page := work.messages.since(since, after, _PAGE)):
        for message in page:
            if message.type != TEST and endpoint.wants(message.type) and not _had(work, message, endpoint):
                found += 1
                yield message
        after = page[-1].id


def _had(work: Work, message: Message, endpoint: Endpoint) -> bool:
    known = work.errands.by_key(KIND, f"{message.id}:{endpoint.id}") is not None
    return known or work.messages.was_delivered(message.id, endpoint.id)


def _note(office: Office, work: Work, person: Person, endpoint: Endpoint, what: str, messages: list[str]) -> None:
    told = {"what": what, "count": len(messages), "messages": messages[:20]}
    work.events.add(MessagesReplayed(office.clock.now(), person.id, f"endpoint-{endpoint.id}", told))
