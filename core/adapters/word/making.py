"""One filling of a template: how much it may take, and what it gathered to be put in afterwards.

A template is shared by threads and holds nothing of a filling; what belongs to one filling is found here by whatever
runs in it. Nothing a template can write goes on without end: loops tell beforehand how often they turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from jinja2.exceptions import TemplateRuntimeError

MOST_TURNS = 1_000_000
MOST_CHARACTERS = 50_000_000


class TooMuch(TemplateRuntimeError):
    """A template that asks for more than any document needs."""


class Making:
    """What one filling has taken so far, and the pictures and documents it gathered."""

    __slots__ = ("characters", "gathered", "turns")

    def __init__(self) -> None:
        self.turns = 0
        self.characters = 0
        self.gathered: list[object] = []

    def turn(self, times: int) -> None:
        """Count turns of a loop, or calls. Raises TooMuch."""
        self.turns += times
        if self.turns > MOST_TURNS:
            raise TooMuch(f"more than {MOST_TURNS} turns of loops")

    def write(self, characters: int) -> None:
        """Count what is written. Raises TooMuch."""
        self.characters += characters
        if self.characters > MOST_CHARACTERS:
            raise TooMuch(f"more than {MOST_CHARACTERS} characters")


_CURRENT: ContextVar[Making | None] = ContextVar("making", default=None)


def current() -> Making:
    """The filling that is going on; a fresh one while a template is only being compiled."""
    return _CURRENT.get() or Making()


@contextmanager
def making() -> Iterator[Making]:
    """A filling, from its beginning to its end."""
    one = Making()
    token = _CURRENT.set(one)
    try:
        yield one
    finally:
        _CURRENT.reset(token)
