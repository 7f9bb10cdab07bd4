"""Evaluation: the facts of a case, what departments know about it, and what the law of the day says of both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from neni.core.declarations import FactSource
from neni.core.model.cases import Case
from neni.core.model.facts import FactValue, FactValues
from neni.core.model.findings import Evaluation
from neni.core.office import Office
from neni.core.services.judging import judge


def evaluate(
    office: Office, case_type: str, facts: FactValues, on: date, *, case: Case | None = None
) -> Evaluation:
    """What the rules of a case type say of `facts` by the law of the day `on`; nothing is stored.

    Fact sources add what they know; `case` tells them which stored case this is, if it is one. Rules two people
    confirmed take effect. Raises NotFound for an unknown case type.
    """
    host = office.host
    lawbook, plan = host.lawbook(case_type), host.plan(case_type)
    asked_about = _with_facts(case, facts) if case else _unstored(case_type, facts, on)
    known = {**facts, **_sourced(office, host.sources(case_type), asked_about, on)}
    with office.store.reading() as work:
        confirmed = work.confirmations.confirmed()
    return judge(lawbook, plan, office.engine, office.words, known, on, confirmed)
