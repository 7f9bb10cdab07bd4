"""The institution's list of keeping."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from neni.core.model.paper.keeping import Keeping


class Keepings(Protocol):
    """What the institution decided on how long documents are kept."""

    def all(self) -> Sequence[Keeping]:
        """Everything decided, by kind of document and day."""

    def decide(self, keeping: Keeping) -> None:
        """Store it, in the place of what was decided for the same day."""
