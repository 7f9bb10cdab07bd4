"""A case: one matter from opening to closing, with a human reference and the facts stated so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from neni.core.model.facts import FactValues


def department_of(case_type: str) -> str:
    """The department a case type belongs to: the code before the dot."""
    return case_type.partition(".")[0]


class CaseStatus(StrEnum):
    """Whether work on the case goes on."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Case:
    """`reference` is what people quote (PRO-2026-0001). `on` is the day whose law governs the case: the day of
    opening, or the day of the deed for a case imported from an old register. `external_key` identifies a case
    that came from elsewhere, so that it enters once. `rulesets` pins ruleset fingerprints. `version` counts
    changes and guards against two people saving over each other."""

    id: str
    reference: str
    type: str
    title: str
    facts: FactValues
    on: date
    opened_at: datetime
    opened_by: str
    rulesets: Mapping[str, str] = field(default_factory=dict)
    status: CaseStatus = CaseStatus.OPEN
    external_key: str | None = None
    version: int = 1

    @property
    def department(self) -> str:
        """The code before the dot of the case type."""
        return department_of(self.type)
