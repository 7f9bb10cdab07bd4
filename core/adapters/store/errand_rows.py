"""A row of the ledger as an errand."""

from __future__ import annotations

from typing import Any

from neni.core.adapters.store.values import loads
from neni.core.model.errands import Errand, ErrandStatus


def errand_of(row: Any) -> Errand:
    """The errand of a row."""
    return Errand(**{**row._asdict(), "payload": loads(row.payload), "status": ErrandStatus(row.status)})
