"""Where answers to programs are remembered."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Replies(Protocol):
    """Answers already given to a program's keyed request, so that asking twice does a thing once."""

    def get(self, key: str, person_id: str) -> tuple[str, int, str] | None:
        """Fingerprint of the request, status and body of the answer given."""

    def add(self, key: str, person_id: str, request: str, status: int, body: str, at: datetime) -> None:
        """Remember an answer."""

    def forget(self, before: datetime, most: int) -> int:
        """Remove answers given before; how many were."""
