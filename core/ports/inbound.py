"""What the store keeps of other institutions' messages to us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from neni.core.model.inbound import Message, MessageQuery, MessageStatus, Source


class Inbound(Protocol):
    """Institutions that send us messages, and every message that was accepted."""

    def save_source(self, source: Source) -> None:
        """Store a source, or what became of it."""

    def source(self, name: str) -> Source | None:
        """The source of that name."""

    def sources(self) -> Sequence[Source]:
        """Every source, by name."""

    def add(self, message: Message) -> bool:
        """Store a message; False when the source sent one with that id before."""

    def by_message_id(self, source: str, message_id: str) -> Message | None:
        """The message of a source with the sender's id."""

    def get(self, receipt: str) -> Message:
        """One message. Raises NotFound."""

    def find(self, query: MessageQuery) -> Sequence[Message]:
        """Messages the query asks for, newest first."""

    def settle(
        self, receipt: str, status: MessageStatus, case_id: str | None = None, problem: Mapping[str, str] | None = None
    ) -> None:
        """Store what became of a message."""

    def counts(self) -> Mapping[str, Mapping[MessageStatus, int]]:
        """How many messages of each source are in each state."""

    def forget_bodies(self, received_before: datetime, most: int) -> int:
        """Remove the bodies of messages that were processed; that they came stays known. How many were."""
