"""Letters by electronic mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one address, as plain text and as a page. `key` is the same when the same letter is sent again, so
    that a mail program can see that it is the same."""

    to: str
    subject: str
    text: str
    page: str
    key: str
    language: str
    at: datetime


class Mail(Protocol):
    """Sends letters."""

    @property
    def works(self) -> bool:
        """Whether letters can be sent from here at all."""

    def send(self, letter: Letter) -> None:
        """Hand a letter over to the mail server. Raises CallFailed when it could not be reached or is busy, so that
        trying again may help; CallRefused when it refused the letter for good."""
