"""What departments know about a case beside what is stated of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from neni.core.model.cases import Case
from neni.core.model.facts import FactValue, FactValues
from neni.core.office import Office
from neni.core.ports import Desk

log = logging.getLogger(__name__)


def sourced_facts(
    office: Office, case_type: str, facts: FactValues, on: date, case: Case | None, desk: Desk | None = None
) -> Mapping[str, FactValue]:
    """What fact sources know, each asked at the office's own desk unless another is given; of what they state only what
    they declared counts."""
    asked = replace(case, facts=facts, on=on) if case else _unstored(case_type, facts, on)
    known: dict[str, FactValue] = {}
    for source in office.host.sources(case_type):
        declared = {fact.name for fact in source.declares}
        try:
            stated = source.facts(asked, on, desk or office.desk())
        except Exception:
            log.exception("a fact source for %s failed; what it knows stays unknown", case_type)
            continue
        known |= {name: value for name, value in stated.items() if name in declared}
    return known


def _unstored(case_type: str, facts: FactValues, on: date) -> Case:
    """A case that is only thought of."""
    at = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return Case(id="", reference="", type=case_type, title="", facts=facts, on=on, opened_at=at, opened_by="")
