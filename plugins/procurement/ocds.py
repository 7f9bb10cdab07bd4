"""Purchases and contracts as releases of the Open Contracting Data Standard 1.1, as the public procurement body takes
them. What was not stated is left out; nothing is guessed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from neni.core import Case, FactValue

EXAMPLE_PREFIX = "ocds-213czf"
"""The prefix the standard's own examples use; an institution registers one of its own (NENI_OCDS_PREFIX)."""
CEC = "Komisioni Qendror i Zgjedhjeve"
_KOSOVO = ZoneInfo("Europe/Belgrade")
_METHODS = {
    "open": "open",
    "restricted": "selective",
    "design_contest": "open",
    "negotiated_with_publication": "selective",
    "negotiated_without_publication": "limited",
    "price_quotation": "limited",
    "minimal_value": "direct",
}
_CATEGORIES = {"supplies": "goods", "services": "services", "works": "works", "design_contest": "services"}
_CRITERIA = {"lowest_price": "priceOnly", "most_economically_advantageous": "ratedCriteria"}

Told = dict[str, object]


def notice(case: Case, at: datetime) -> Told:
    """The release package of a published contract notice."""
    facts = case.facts
    tender = {
        "id": case.reference,
        "title": facts.get("title"),
        "description": facts.get("description"),
        "status": "active",
        "value": _money(facts.get("estimated_value")),
        "procurementMethod": _METHODS.get(str(facts.get("procedure"))),
        "procurementMethodDetails": facts.get("procedure"),
        "mainProcurementCategory": _CATEGORIES.get(str(facts.get("contract_type"))),
        "awardCriteria": _CRITERIA.get(str(facts.get("award_criterion"))),
        "tenderPeriod": _period(facts.get("notice_published_on"), facts.get("tender_deadline")),
        "procuringEntity": _buyer(case),
        "items": _items(case),
    }
    return _package(case, case.reference, at, ["tender"], {"tender": _stated(tender)})


def contract(case: Case, at: datetime) -> Told:
    """The release package of a signed contract, with the award it rests on."""
    facts, supplier = case.facts, _supplier(case)
    award_id = f"{case.reference}-award"
    award = {
        "id": award_id,
        "title": facts.get("title"),
        "status": "active",
        "date": _moment(facts.get("award_notice_on")),
        "value": _money(facts.get("price")),
        "suppliers": [supplier] if supplier else None,
    }
    agreed = {
        "id": case.reference,
        "awardID": award_id,
        "title": facts.get("title"),
        "status": "active",
        "dateSigned": _moment(facts.get("signed_on")),
        "value": _money(facts.get("price")),
        "period": _period(facts.get("starts_on"), facts.get("ends_on")),
        "items": _items(case),
    }
    told: Told = {"awards": [_stated(award)], "contracts": [_stated(agreed)]}
    process = str(facts.get("purchase_reference") or case.reference)
    return _package(case, process, at, ["award", "contract"], told)


def _package(case: Case, process: str, at: datetime, tag: list[str], told: Told) -> Told:
    supplier = _supplier(case) if "awards" in told else None
    parties = [{**_buyer(case), "roles": ["buyer", "procuringEntity"]}]
    parties += [{**supplier, **_identified(case), "roles": ["supplier"]}] if supplier else []
    release: Told = {
        "ocid": f"{os.environ.get('NENI_OCDS_PREFIX', EXAMPLE_PREFIX)}-{process}",
        "id": f"{case.reference}-{tag[-1]}-{case.version}",
        "language": "sq",
        "date": at.isoformat(),
        "tag": tag,
        "initiationType": "tender",
        "parties": parties,
        "buyer": _buyer(case),
        **told,
    }
    return {
        "uri": f"urn:neni:release:{release['id']}",
        "version": "1.1",
        "publishedDate": at.isoformat(),
        "publisher": {"name": CEC},
        "releases": [release],
    }


def _buyer(case: Case) -> dict[str, object]:
    return {"id": "buyer", "name": str(case.facts.get("buyer") or CEC)}


def _supplier(case: Case) -> dict[str, object] | None:
    name = case.facts.get("supplier_name")
    return {"id": f"supplier-{case.facts.get('supplier_number') or 1}", "name": str(name)} if name else None


def _identified(case: Case) -> dict[str, object]:
    number = case.facts.get("supplier_number")
    return {"identifier": {"id": number, "legalName": case.facts.get("supplier_name")}} if number else {}


def _items(case: Case) -> list[object] | None:
    cpv = case.facts.get("cpv")
    if not cpv:
        return None
    group = {"scheme": "CPV", "id": str(cpv)}
    return [{"id": "1", "description": str(case.facts.get("title", "")), "classification": group}]


def _money(cents: FactValue | None) -> Mapping[str, object] | None:
    return {"amount": cents / 100, "currency": "EUR"} if isinstance(cents, int) else None


def _period(start: FactValue | None, end: FactValue | None) -> Mapping[str, object] | None:
    told = _stated({"startDate": _moment(start), "endDate": _moment(end, time(23, 59, 59))})
    return told or None


def _moment(day: FactValue | None, hour: time = time.min) -> str | None:
    """A day as the moment the standard wants, in the time of Kosovo: its beginning, or its end for a last day."""
    if not isinstance(day, date) or isinstance(day, datetime):
        return None
    return datetime.combine(day, hour, _KOSOVO).isoformat()


def _stated(told: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in told.items() if value is not None}
