"""Other institutions that send us signed messages, and what arrived from them. Nothing here verifies or stores."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

USUAL_TOLERANCE = timedelta(minutes=5)
WIDEST_TOLERANCE = timedelta(minutes=15)
OVERLAP = timedelta(days=7)
"""So long the key before counts beside a new one, unless told otherwise."""

SOURCE_NAME = re.compile(r"[a-z][a-z0-9-]{1,39}")
TYPE_NAME = re.compile(r"[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*")
LONGEST_TYPE = 128


@dataclass(frozen=True, slots=True)
class SourceKey:
    """A key by which messages are believed, as it is written down; after `until` it counts no more."""

    written: str = field(repr=False)
    added_at: datetime
    until: datetime | None = None

    def counts(self, now: datetime) -> bool:
        """Whether a message signed with it is believed now."""
        return self.until is None or now < self.until


@dataclass(frozen=True, slots=True)
class Source:
    """An institution that sends us messages. `types` are the event types it may send, of those its departments take;
    without any it may send all of these. `page` is the hash of the token that opens its page without signing in."""

    name: str
    title: str
    departments: tuple[str, ...]
    keys: tuple[SourceKey, ...]
    tolerance: timedelta
    types: tuple[str, ...]
    active: bool
    made_at: datetime
    by: str
    page: str = ""

    def written_keys(self, now: datetime) -> tuple[str, ...]:
        """The keys that count now."""
        return tuple(key.written for key in self.keys if key.counts(now))


class MessageStatus(StrEnum):
    """What became of a message that was accepted."""

    ACCEPTED = "accepted"
    PROCESSED = "processed"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was believed and stored. `id` is our receipt, `message_id` the sender's; `skew` tells how far the
    sender's clock was ahead of ours. `case_id` is what it opened or changed; `problem` tells why it is parked, as JSON
    with the words of each language."""

    id: str
    source: str
    message_id: str
    type: str
    received_at: datetime
    skew: timedelta
    body: bytes = field(repr=False)
    sha256: str
    status: MessageStatus = MessageStatus.ACCEPTED
    case_id: str | None = None
    problem: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MessageQuery:
    """Which messages; the newest first."""

    source: str = ""
    status: MessageStatus | None = None
    limit: int = 50
