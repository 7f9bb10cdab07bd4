"""What other institutions are told: in the transaction of an event itself its message is written down, and for every
endpoint that wants it the errand that delivers it. No event without its messages, no message without its event."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from neni.core.adapters.schemas import checker
from neni.core.declarations import EventType
from neni.core.host import Host
from neni.core.model.errands import NewErrand, legible
from neni.core.model.events import Event
from neni.core.model.webhooks import KIND, LARGEST, TEST, Endpoint, EndpointState, Message, written
from neni.core.ports import Work
from neni.core.services.messages.subscribing import Follower

_log = logging.getLogger(__name__)


def follower(host: Host, address: str = "") -> Follower:
    """Writes down what partners are told of an event; `address` is where they reach us, if they do."""
    types = tuple((one, checker(one.schema)) for one in host.event_types() if one.of is not None)

    def follow(work: Work, event: Event, number: int) -> None:
        for one, check in types:
            if one.of is not None and isinstance(event, one.of):
                _publish(work, Told(one, event, number, address), check)

    return follow


@dataclass(frozen=True, slots=True)
class Told:
    """An event that partners are told of, by which type; `number` is that of the event."""

    type: EventType
    event: Event
    number: int | None
    address: str

    @property
    def thin(self) -> dict[str, object]:
        """What travels where personal data is concerned: which one it is, and where whoever may can read it."""
        link = {"link": f"{self.address}/cases/{self.event.subject}"} if self.address else {}
        return {"id": self.event.subject, **link}

    def message(self, data: str, problem: str = "") -> Message:
        """The message, with its data as JSON."""
        one, event = self.type, self.event
        new = (f"msg_{secrets.token_hex(12)}", one.name, one.version, event.subject, event.at, data)
        return Message(*new, secrets.token_hex(16), self.address, self.number, legible(problem))

    def unfit(self, why: str) -> Message:
        """A message that cannot travel: it is parked with the reason, and nothing else waits for it."""
        return self.message("null", why)


def _publish(work: Work, told: Told, check: Callable[[object], str]) -> None:
    one, event = told.type, told.event
    try:
        data: Mapping[str, object] | None = one.tell(event, work) if one.tell else {"id": event.subject, **event.data}
    except Exception as error:  # noqa: BLE001 - a plugin's mistake is parked and told; it must not stop the matter itself
        _log.exception("what is told of %s could not be put together", one.name)
        send(work, told.unfit(f"{type(error).__name__}: {error}"))
        return
    if data is not None:
        send(work, message_of(told, data, check))


def message_of(told: Told, data: Mapping[str, object], check: Callable[[object], str]) -> Message:
    """The message of an event: thin where personal data is concerned, and marked when it cannot travel."""
    try:
        text = written(data)
    except (TypeError, ValueError, RecursionError) as error:
        return told.unfit(f"{type(error).__name__}: {error}")
    if len(text.encode()) > LARGEST:
        return told.unfit(f"larger than {LARGEST} bytes")
    if wrong := check(data):
        return told.unfit(f"it does not meet its schema, {wrong}")
    return told.message(written(told.thin) if told.type.personal else text)


def send(work: Work, message: Message) -> None:
    """Store a message, and enter its delivery to everybody who wants it."""
    work.messages.add(message)
    for endpoint in work.endpoints.addressees():
        if endpoint.state is not EndpointState.DISABLED and endpoint.wants(message.type):
            deliver_to(work, message, endpoint, message.at)


def deliver_to(work: Work, message: Message, endpoint: Endpoint, at: datetime, again: int = 0) -> bool:
    """Enter the delivery of one message to one endpoint; False when it was entered before. How the message is wrapped
    is settled here, so that every attempt sends the same bytes. A test has a lane of its own: it is never held."""
    key = f"{message.id}:{endpoint.id}" + (f":{again}" if again else "")
    told = {"message": message.id, "endpoint": endpoint.id, "mode": endpoint.mode.value}
    lane = f"{KIND}:test" if message.type == TEST else endpoint.lane
    strand = message.subject if endpoint.in_order else ""
    by = f"event-{message.event}" if message.event else ""
    return work.errands.add(NewErrand(KIND, key, at, told, lane=lane, strand=strand, by=by))
