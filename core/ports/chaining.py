"""What follows truth tokens to everything that follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from neni.core.model.law.chaining import Program, Token


class Chain(Protocol):
    """One run of a program: tokens go in as they become known, everything that follows comes out."""

    def establish(self, tokens: Iterable[Token]) -> frozenset[Token]:
        """Add tokens; returns everything established so far, given and derived."""

    def presume(self, tokens: Iterable[Token]) -> frozenset[Token]:
        """The same at once, while the engine's checks may still be under way: they are done when the run is over, and
        until then nothing that rests on it may be told to anybody."""


class Engine(Protocol):
    """Forward chaining over truth tokens."""

    @property
    def name(self) -> str:
        """What people see: `durable-rules 2.0.28, checked` or `fixpoint`."""

    def run(self, program: Program) -> AbstractContextManager[Chain]:
        """A fresh run. Raises EngineFailure when the engine fails or disagrees with its check, at its end at last."""
