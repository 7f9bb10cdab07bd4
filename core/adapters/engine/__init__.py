"""The rule engine: durable-rules in a supervised child process, checked by the fixpoint, or the fixpoint alone.

Only truth tokens reach durable-rules, never a fact's value nor a word of anybody's. See docs/engine.md.
"""

from __future__ import annotations

from importlib.util import find_spec

from neni.core.adapters.engine.checked import CheckedEngine
from neni.core.adapters.engine.supervisor import Limits
from neni.core.adapters.engine.telling import NOT_INSTALLED
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.text import Text

__all__ = ["CheckedEngine", "FixpointAlone", "Limits", "best"]


class FixpointAlone(Fixpoint):
    """The fixpoint where durable-rules is not installed; as complete and as right, only unaccompanied."""

    note: Text = NOT_INSTALLED

    def close(self) -> None:
        """Nothing to end."""


def best() -> CheckedEngine | FixpointAlone:
    """The best engine of this machine. Nothing is started or imported before the first question."""
    return CheckedEngine() if find_spec("durable") else FixpointAlone()
