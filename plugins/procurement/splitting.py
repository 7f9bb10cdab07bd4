"""What was bought before: the similar purchases of the twelve months up to a case's day, for the splitting rule.

Similar means: by the same buyer (no buyer named means the institution itself), of the same type of contract, in
the same CPV group (the first two digits). The window ends with the case's own day and begins the day after the
same day of the year before: two purchases of one day are seen together, what is bought once every year on the
same date is not. One need counts once: a contract takes the place of the purchase it comes from.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from neni.core import Case, CaseQuery, Desk, FactKind, FactType, FactValues, Text

TYPES = ("procurement.purchase", "procurement.contract")
GROUP_DIGITS = 2
PAGE = 1000

EARLIER_PURCHASES = FactType(
    name="earlier_purchases",
    kind=FactKind.RECORDS,
    label=Text(
        sq="blerjet e ngjashme të 12 muajve të fundit",
        sr="slične nabavke poslednjih 12 meseci",
        en="similar purchases of the last 12 months",
    ),
    fields=(
        FactType("reference", FactKind.TEXT, Text(sq="Referenca", sr="Oznaka", en="Reference")),
        FactType("title", FactKind.TEXT, Text(sq="Lënda", sr="Predmet", en="Subject")),
        FactType("on", FactKind.DATE, Text(sq="Data", sr="Datum", en="Day")),
        FactType("value", FactKind.MONEY, Text(sq="Vlera", sr="Vrednost", en="Value")),
    ),
    sourced=True,
)


def earlier_purchases(case: Case, on: date, desk: Desk) -> FactValues:
    """The earlier purchases by name, oldest first and empty when there are none; no fact at all while CPV code, type
    of contract or value of the case are not known."""
    cpv, contract_type = case.facts.get("cpv"), case.facts.get("contract_type")
    if not isinstance(cpv, str) or not isinstance(contract_type, str) or _value(case) is None:
        return {}
    query = CaseQuery(
        types=TYPES,
        since=window_start(on),
        until=on,
        facts={"contract_type": contract_type} | _named_buyer(case),
        starting={"cpv": cpv[:GROUP_DIGITS]},
        limit=PAGE,
    )
    similar = _counted_once(case, _every(desk, query))
    records = tuple(_record(one) for one in similar if _value(one) is not None)
    return {EARLIER_PURCHASES.name: tuple(sorted(records, key=lambda record: (record["on"], record["reference"])))}


def window_start(on: date) -> date:
    """The first day that counts: the day after the same day of the year before (28 February stands in for the 29th)."""
    last_day = monthrange(on.year - 1, on.month)[1]
    return date(on.year - 1, on.month, min(on.day, last_day)) + timedelta(days=1)


def _named_buyer(case: Case) -> dict[str, str]:
    buyer = case.facts.get("buyer")
    return {"buyer": buyer} if isinstance(buyer, str) else {}


def _value(case: Case) -> int | None:
    """The value of the whole need; a contract whose estimate was not recorded counts with its price."""
    for name in ("estimated_value", "price"):
        value = case.facts.get(name)
        if isinstance(value, int):
            return value
    return None


def _record(case: Case) -> dict[str, str | date | int]:
    value = _value(case)
    assert value is not None  # noqa: S101 - callers left cases without a value out
    return {"reference": case.reference, "title": case.title, "on": case.on, "value": value}


def _every(desk: Desk, query: CaseQuery) -> Sequence[Case]:
    """All cases of the query: when a page came back full, a larger one is asked for."""
    found = desk.find(query)
    while len(found) == query.limit:
        query = replace(query, limit=query.limit * 10)
        found = desk.find(query)
    return found


def _counted_once(case: Case, found: Iterable[Case]) -> list[Case]:
    """Without the case itself, what belongs to the same need, other buyers, and purchases that became contracts."""
    others = [one for one in found if not _same_case(case, one) and one.facts.get("buyer") == case.facts.get("buyer")]
    became_contracts = {one.facts["purchase_reference"] for one in others if "purchase_reference" in one.facts}
    return [one for one in others if not _same_need(case, one) and one.reference not in became_contracts]


def _same_case(case: Case, other: Case) -> bool:
    return other.id == case.id or other.reference == case.reference


def _same_need(case: Case, other: Case) -> bool:
    """Whether one comes from the other, or both from one purchase (the lots of a tender)."""
    need = case.facts.get("purchase_reference", case.reference)
    return need != "" and need == other.facts.get("purchase_reference", other.reference)
