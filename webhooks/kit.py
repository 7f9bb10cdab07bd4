"""What a partner gets to read: what we tell, what it may tell us, where, how it is signed, and how a signature is
checked in four languages of programming. The tests run each recipe as it stands, where its language is at hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files

from neni.core.declarations import InboundType
from neni.core.errors import NeniError
from neni.core.model.inbound import USUAL_TOLERANCE, Source, SourceKey
from neni.core.office import Office
from neni.webhooks import receiving, signing
from neni.webhooks.catalogue import Entry

_RECIPES = files("neni.webhooks") / "recipes"
PYTHON, JAVASCRIPT, JAVA, CSHARP = (
    (_RECIPES / f"{name}.txt").read_text(encoding="utf-8") for name in ("python", "javascript", "java", "csharp")
)
RECIPES = (("Python", PYTHON), ("JavaScript", JAVASCRIPT), ("Java", JAVA), ("C#", CSHARP))
REHEARSAL = "msg_rehearsal"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What was tried on the page of a partner: what would have been sent, and what would have been answered."""

    body: str
    headers: Mapping[str, str]
    known: bool = False
    error: NeniError | None = None


def told_to_us(office: Office, source: Source) -> tuple[InboundType, ...]:
    """What a source may tell."""
    mine = (one for one in office.host.departments if one.code in source.departments)
    return tuple(one for department in mine for one in department.inbound_types if may_send(source, one.name))


def may_send(source: Source, name: str) -> bool:
    """Whether a source may send events of that name."""
    return not source.types or name in source.types


def told_by_us(office: Office) -> tuple[Entry, ...]:
    """What we tell, as it really travels."""
    return tuple(Entry(one) for one in office.host.event_types())


def sample_of(office: Office, told: InboundType) -> str:
    """A message of that type, as it is sent."""
    moment = office.clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
    return shown({"type": told.name, "timestamp": moment, "data": told.sample})


def rehearse(office: Office, source: Source, written: str) -> Rehearsal:
    """Sign what was written as the partner would and go through everything that a message goes through; nothing is
    kept. It is signed with a key made for this once: the page of a partner never uses the partner's own."""
    body = written.replace("\r\n", "\n").encode()
    key = signing.SharedSecret.made()
    now = office.clock.now()
    tried = replace(source, keys=(SourceKey(key.written, now),), tolerance=USUAL_TOLERANCE)
    headers = signing.sign(REHEARSAL, now, body, [key])
    try:
        known = receiving.rehearse(office, tried, headers, body)
    except NeniError as error:
        return Rehearsal(written, headers, error=error)
    return Rehearsal(written, headers, known=known)


def shown(value: object) -> str:
    """JSON for people."""
    return json.dumps(value, ensure_ascii=False, indent=2)
