"""Takes in a message: the signature first, over the very bytes that came, and only then anybody reads them. What is
accepted is stored with the errand that works on it in one transaction, so a receipt is a promise."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from neni.core.declarations import EventType, InboundType
from neni.core.errors import Conflict, NotAllowed, NotFound
from neni.core.model.inbound import SOURCE_NAME, Message, MessageStatus, Source
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.messages import partner_messages
from neni.core.services.messages.envelopes import Envelope, open_envelope, unfit
from neni.webhooks import signing
from neni.webhooks.catalogue import Entry


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender is told of a message, now and whenever it asks; `again` when it had come before."""

    message: Message
    reference: str = ""
    again: bool = False

    def told(self) -> dict[str, object]:
        """As JSON."""
        one = self.message
        told: dict[str, object] = {
            "receipt": one.id,
            "id": one.message_id,
            "type": one.type,
            "received_at": one.received_at.isoformat().replace("+00:00", "Z"),
            "status": one.status.value,
            "clock_ahead_seconds": round(one.skew.total_seconds()),
        }
        return {**told, "reference": self.reference} if self.reference else told


def receive(office: Office, name: str, headers: Mapping[str, str], body: bytes) -> Receipt:
    """Believe, check and store a message. Raises NotFound (no such source), Unverified, NotJson, BadMessage,
    NotAllowed (a type this source may not send), Conflict (that id with other bytes)."""
    now, digest = office.clock.now(), hashlib.sha256(body).hexdigest()
    with office.store.reading() as work:
        source = _source(work, name)
        believed = _believe(office, source, headers, body)
        there = _known(work, source, believed.id, digest)
    if there is not None:
        return there
    envelope = open_envelope(body)
    told = _admit(office, source, envelope)
    new = (secrets.token_urlsafe(18), source.name, believed.id, envelope.type, now, believed.skew, body, digest)
    message = Message(*new) if told else Message(*new, MessageStatus.PARKED, problem=_unknown(envelope))
    matter = partner_messages.key_of(told, envelope) if told else ""
    with office.store.writing() as work:
        stored = work.inbound.add(message)
        if stored and told:
            partner_messages.enter(work, message, matter)
        meanwhile = None if stored else _known(work, source, believed.id, digest)
    return meanwhile or Receipt(message)


def rehearse(office: Office, source: Source, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether a message would be accepted and understood; nothing is kept. Raises what `receive` raises."""
    _believe(office, source, headers, body)
    envelope = open_envelope(body)
    told = _admit(office, source, envelope)
    if told:
        partner_messages.rehearse(office, told, envelope)
    return told is not None


def receipt(office: Office, name: str, written: str) -> Receipt:
    """What became of a message of a source. Raises NotFound."""
    with office.store.reading() as work:
        message = work.inbound.get(written)
        if message.source != name:
            raise NotFound(_NO_SOURCE)
        reference = work.cases.get(message.case_id).reference if message.case_id else ""
    return Receipt(message, reference)


def as_event(told: InboundType) -> EventType:
    """An inbound type as the catalogue checks event types."""
    return EventType(told.name, told.title, told.description, told.schema, told.sample, told.version)


def _source(work: Work, name: str) -> Source:
    """The source, if it may send. Raises NotFound."""
    source = work.inbound.source(name) if SOURCE_NAME.fullmatch(name) else None
    if source is None or not source.active:
        raise NotFound(_NO_SOURCE)
    return source


def _believe(office: Office, source: Source, headers: Mapping[str, str], body: bytes) -> signing.Verified:
    now = office.clock.now()
    keys = [signing.verifier(key) for key in source.written_keys(now)]
    return signing.verify(headers, body, keys, now, source.tolerance)


def _known(work: Work, source: Source, message_id: str, digest: str) -> Receipt | None:
    """The receipt given before for that id. Raises Conflict when other bytes came under it."""
    there = work.inbound.by_message_id(source.name, message_id)
    if there is None:
        return None
    if there.sha256 != digest:
        raise Conflict(_OTHER_BYTES)
    reference = work.cases.get(there.case_id).reference if there.case_id else ""
    return Receipt(there, reference, again=True)


def _admit(office: Office, source: Source, envelope: Envelope) -> InboundType | None:
    """What the message means, or None when nobody here knows. Raises NotAllowed, BadMessage."""
    found = office.host.inbound_type(envelope.type)
    if source.types and envelope.type not in source.types:
        raise NotAllowed(_not_yours(envelope.type))
    if found is None:
        return None
    department, told = found
    if department.code not in source.departments:
        raise NotAllowed(_not_yours(envelope.type))
    problems = Entry(as_event(told)).problems(envelope.data)
    if problems:
        raise unfit(problems)
    return told


def _unknown(envelope: Envelope) -> Mapping[str, str]:
    return {str(language): words for language, words in partner_messages.unknown(envelope.type).as_mapping().items()}


def _not_yours(name: str) -> Text:
    return Text(
        sq=f"Ky burim nuk dërgon ngjarje “{name}”; administratori ynë mund ta lejojë.",
        sr=f"Ovaj izvor ne šalje događaje „{name}“; naš administrator to može dozvoliti.",
        en=f"This source sends no events “{name}”; our administrator can allow it.",
    )


_NO_SOURCE = Text(
    sq="Këtu nuk pritet asgjë; kontrolloni adresën që ju dha institucioni.",
    sr="Ovde se ništa ne prima; proverite adresu koju vam je dala institucija.",
    en="Nothing is taken here; check the address that the institution gave you.",
)
_OTHER_BYTES = Text(
    sq="Me këtë webhook-id erdhi më parë një mesazh tjetër; dërgojeni të riun me id të vetin.",
    sr="Pod ovim webhook-id ranije je stigla druga poruka; novu pošaljite sa njenim id.",
    en="Another message came under this webhook-id before; send the new one with an id of its own.",
)
