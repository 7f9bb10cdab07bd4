"""Endpoints of other institutions, messages to them, and the log of attempts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from neni.core.model.webhooks import Attempt, Endpoint, Message


class Endpoints(Protocol):
    """Where institutions take messages."""

    def add(self, endpoint: Endpoint, by: str, at: datetime) -> None:
        """Store a new one."""

    def save(self, endpoint: Endpoint) -> Endpoint:
        """Store a changed one; `version` is the one it was read at. Returns it with the next. Raises Conflict."""

    def get(self, endpoint_id: str) -> Endpoint:
        """One endpoint. Raises NotFound."""

    def several(self, ids: Collection[str]) -> Mapping[str, Endpoint]:
        """Those of them that there are, by id."""

    def all(self) -> Sequence[Endpoint]:
        """Every endpoint, by institution."""

    def addressees(self) -> Sequence[Endpoint]:
        """Every endpoint, by institution, without its keys and headers."""

    def failed(self, endpoint_id: str, at: datetime) -> Endpoint:
        """One more failure in a row; the endpoint as it stands now. Raises NotFound."""

    def told(self, endpoint_id: str, alerted: int) -> None:
        """Remember how often people were told that it fails."""

    def recovered(self, endpoint_id: str) -> None:
        """It took a message: failures are counted anew."""


class Messages(Protocol):
    """What is told, and the log of attempts."""

    def add(self, message: Message) -> None:
        """Store a new message."""

    def get(self, message_id: str) -> Message:
        """One message. Raises NotFound."""

    def find(self, message_id: str) -> Message | None:
        """One message, as long as it is kept."""

    def several(self, ids: Collection[str]) -> Mapping[str, Message]:
        """Those of them that are kept, by id."""

    def since(self, at: datetime, after: str, limit: int) -> Sequence[Message]:
        """Messages from a moment on, in the order of their making, after the one with that id."""

    def log(self, attempt: Attempt) -> None:
        """Append an attempt."""

    def attempts(self, *, endpoint: str = "", message: str = "", below: int | None, limit: int) -> Sequence[Attempt]:
        """Attempts, the newest first."""

    def attempt(self, attempt_id: int) -> Attempt:
        """One attempt. Raises NotFound."""

    def was_delivered(self, message_id: str, endpoint_id: str) -> bool:
        """Whether an endpoint took a message."""

    def forget(self, messages_before: datetime, bodies_before: datetime, attempts_before: datetime, most: int) -> int:
        """Remove old messages, what was answered to old attempts, and old attempts; how many rows."""
