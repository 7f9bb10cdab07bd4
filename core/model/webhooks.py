"""Messages to other institutions: endpoints that want them, what travels, and what became of each attempt. Nothing here
reads the clock or a database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

KIND = "webhooks.delivery"
"""The kind of errand that delivers one message to one endpoint."""

TEST = "webhooks.test"
"""The type of messages that only try whether an endpoint works."""

FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)
"""Until when the lane of an endpoint is held that a person must let go again."""

LARGEST = 256 * 1024
"""Bytes a message may have; partners are told of things, they are not sent files."""

BREAKS_AT = 5
"""After so many failures in a row an endpoint is only probed."""

_PROBE, _LONGEST_PROBE = timedelta(minutes=1), timedelta(minutes=15)
ALERTS = (timedelta(), timedelta(hours=1), timedelta(hours=12))
"""After so long without success, once the breaker is open, people are told, and told again."""


class EndpointState(StrEnum):
    """Whether an endpoint gets messages. A paused one keeps what waits for it; a disabled one gets nothing new."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"


class Mode(StrEnum):
    """How a message is wrapped: as Standard Webhooks does, or as a structured CloudEvent."""

    STANDARD = "standard"
    CLOUDEVENTS = "cloudevents"


@dataclass(frozen=True, slots=True)
class EndpointKey:
    """A key that signs (`whsec_…`, or `whsk_…` with its `public` part). One that is replaced signs `until` then."""

    key: str = field(repr=False)
    public: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where an institution takes messages. `events` are names of event types, whole, ending in `.*`, or `*`. With
    `in_order` the messages about one case go one after the other. `failures` counts those in a row since
    `failing_since`; `alerted` how often people were told of them."""

    id: str
    institution: str
    url: str
    events: tuple[str, ...]
    keys: tuple[EndpointKey, ...]
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    mode: Mode = Mode.STANDARD
    in_order: bool = False
    at_once: int = 4
    per_second: float | None = None
    state: EndpointState = EndpointState.ACTIVE
    reason: str = ""
    failures: int = 0
    failing_since: datetime | None = None
    alerted: int = 0
    version: int = 1

    @property
    def lane(self) -> str:
        """The lane in which what it gets waits."""
        return f"{KIND}:{self.id}"

    def wants(self, event_type: str) -> bool:
        """Whether it asked for events of that type."""
        return any(
            asked in ("*", event_type) or (asked.endswith(".*") and event_type.startswith(asked[:-1]))
            for asked in self.events
        )

    def keys_at(self, now: datetime) -> tuple[EndpointKey, ...]:
        """The keys that sign at a moment, the newest first."""
        return tuple(key for key in self.keys if key.until is None or key.until > now)


def probe_after(failures: int) -> timedelta | None:
    """How long an endpoint is left alone after so many failures in a row, or None while it is not."""
    if failures < BREAKS_AT:
        return None
    return min(_PROBE * (1 << min(failures - BREAKS_AT, 10)), _LONGEST_PROBE)


def alert_due(endpoint: Endpoint, now: datetime) -> bool:
    """Whether people are to be told now that an endpoint fails."""
    if endpoint.failures < BREAKS_AT or endpoint.alerted >= len(ALERTS):
        return False
    return now - (endpoint.failing_since or now) >= ALERTS[endpoint.alerted]


@dataclass(frozen=True, slots=True)
class Message:
    """What is told, once for all who want it. `data` is JSON as it travels; `problem` tells why it cannot travel.
    `trace` goes with every attempt (W3C Trace Context)."""

    id: str
    type: str
    version: int
    subject: str
    at: datetime
    data: str
    trace: str
    source: str = ""
    event: int | None = None
    problem: str = ""

    def body(self, mode: Mode) -> bytes:
        """The bytes that travel: the same at every attempt."""
        wrapped = self._cloud_event() if mode is Mode.CLOUDEVENTS else self._standard()
        return f'{written(wrapped)[:-1]},"data":{self.data}}}'.encode()

    def _standard(self) -> dict[str, object]:
        return {"type": self.type, "timestamp": instant(self.at), "version": self.version}

    def _cloud_event(self) -> dict[str, object]:
        told = {"specversion": "1.0", "id": self.id, "source": self.source or "/neni", "type": self.type}
        subject = {"subject": self.subject} if self.subject else {}
        kind = {"datacontenttype": "application/json", "dataversion": str(self.version)}
        return {**told, **subject, "time": instant(self.at), **kind}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to deliver a message. Without an answer `status` is None; `reason` tells why it failed."""

    message: str
    endpoint: str
    number: int
    at: datetime
    ok: bool
    status: int | None = None
    reason: str = ""
    url: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)
    answered: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    milliseconds: int = 0
    id: int = 0


def instant(moment: datetime) -> str:
    """A moment as messages tell it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def written(value: object) -> str:
    """A value as JSON, without NaN and half characters. Raises ValueError, TypeError."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    text.encode()
    return text
