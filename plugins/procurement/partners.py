"""What procurement tells the public procurement body and the treasury, and what the treasury tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from neni.core import Case, CaseChanged, Event, EventType, InboundType, Text, Work
from neni.plugins.procurement import ocds

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_WORDS = {"type": "string", "minLength": 1}
_DAY = {"type": "string", "format": "date"}
_MOMENT = {"type": "string", "format": "date-time"}
_VALUE = {
    "type": "object",
    "required": ["amount", "currency"],
    "properties": {"amount": {"type": "number", "minimum": 0}, "currency": {"const": "EUR"}},
}
_PARTY = {"type": "object", "required": ["id", "name"], "properties": {"id": _WORDS, "name": _WORDS}}
_SAMPLE_AT = datetime(2026, 3, 16, 9, tzinfo=UTC)


def _release(part: str, schema: Mapping[str, object]) -> dict[str, object]:
    """The release package of OCDS 1.1, as far as it is told here."""
    release = {
        "type": "object",
        "required": ["ocid", "id", "date", "tag", "initiationType", "parties", "buyer", part],
        "properties": {
            "ocid": {"type": "string", "pattern": "^ocds-[a-z0-9]{6}-"},
            "id": _WORDS,
            "date": _MOMENT,
            "tag": {"type": "array", "minItems": 1, "items": {"enum": ["tender", "award", "contract"]}},
            "initiationType": {"const": "tender"},
            "parties": {"type": "array", "minItems": 1, "items": _PARTY},
            "buyer": _PARTY,
            part: schema,
        },
    }
    return {
        "$schema": _DRAFT,
        "type": "object",
        "required": ["uri", "version", "publishedDate", "publisher", "releases"],
        "properties": {
            "uri": _WORDS,
            "version": {"const": "1.1"},
            "publishedDate": _MOMENT,
            "publisher": {"type": "object", "required": ["name"]},
            "releases": {"type": "array", "minItems": 1, "maxItems": 1, "items": release},
        },
    }


_TENDER = {
    "type": "object",
    "required": ["id", "title", "status"],
    "properties": {
        "id": _WORDS,
        "title": _WORDS,
        "status": {"const": "active"},
        "value": _VALUE,
        "procurementMethod": {"enum": ["open", "selective", "limited", "direct"]},
        "mainProcurementCategory": {"enum": ["goods", "services", "works"]},
    },
}
_CONTRACTS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["id", "awardID", "title", "dateSigned"],
        "properties": {"id": _WORDS, "awardID": _WORDS, "title": _WORDS, "dateSigned": _MOMENT, "value": _VALUE},
    },
}


def _when_stated(
    case_type: str, fact: str, tell: Callable[[Case, datetime], Mapping[str, object] | None]
) -> Callable[[Event, Work], Mapping[str, object] | None]:
    """Tells once a fact of a case of that type was stated or changed."""

    def told(event: Event, work: Work) -> Mapping[str, object] | None:
        changed = event.data.get("facts")
        if not isinstance(changed, list) or fact not in changed:
            return None
        case = work.cases.get(event.subject)
        return tell(case, event.at) if case.type == case_type and case.facts.get(fact) is not None else None

    return told


def _payment(case: Case, at: datetime) -> Mapping[str, object] | None:
    """The order to pay an invoice; without its amount there is nothing to order."""
    amount, day = case.facts.get("invoice_amount"), case.facts.get("payment_ordered_on")
    if not isinstance(amount, int) or not isinstance(day, date):
        return None
    told = {
        "reference": case.reference,
        "contract": case.facts.get("title"),
        "supplier": case.facts.get("supplier_name"),
        "supplier_number": case.facts.get("supplier_number"),
        "invoice": case.facts.get("invoice_number"),
        "amount": f"{amount // 100}.{amount % 100:02d}",
        "currency": "EUR",
        "ordered_on": day.isoformat(),
        "told_at": at.isoformat(),
    }
    return {name: value for name, value in told.items() if value is not None}


def _sample(case_type: str, **facts: Any) -> Case:
    """A case made up for the samples of the catalogue."""
    return Case(
        id="sample",
        reference="PRO-2026-0001" if case_type.endswith("purchase") else "KON-2026-0001",
        type=case_type,
        title=facts["title"],
        facts=facts,
        on=date(2026, 3, 16),
        opened_at=_SAMPLE_AT,
        opened_by="sample",
        rulesets={},
    )


_PAPER = "Letër për fletëvotime"
_NOTICE = _sample(
    "procurement.purchase",
    title=_PAPER,
    contract_type="supplies",
    cpv="30197630",
    estimated_value=4_800_000,
    procedure="open",
    award_criterion="lowest_price",
    notice_published_on=date(2026, 3, 16),
    tender_deadline=date(2026, 4, 7),
)
_CONTRACT = _sample(
    "procurement.contract",
    title=_PAPER,
    contract_type="supplies",
    cpv="30197630",
    price=4_692_000,
    purchase_reference="PRO-2026-0001",
    supplier_name="Letra e Mbrojtur sh.p.k.",
    supplier_number="811000001",
    award_notice_on=date(2026, 4, 20),
    signed_on=date(2026, 5, 4),
    starts_on=date(2026, 5, 11),
    ends_on=date(2026, 8, 31),
    invoice_number="F-17/2026",
    invoice_amount=4_692_000,
    payment_ordered_on=date(2026, 6, 15),
)

OUTBOUND = (
    EventType(
        name="procurement.notice.published",
        title=Text(sq="Njoftim për kontratë", sr="Obaveštenje o ugovoru", en="Contract notice"),
        description=Text(
            sq="Njoftimi i publikuar, si paketë OCDS 1.1 për KRPP-në.",
            sr="Objavljeno obaveštenje, kao paket OCDS 1.1 za RKJN.",
            en="The published notice, as a release package of OCDS 1.1 for the PPRC.",
        ),
        schema=_release("tender", _TENDER),
        sample=ocds.notice(_NOTICE, _SAMPLE_AT),
        of=CaseChanged,
        tell=_when_stated("procurement.purchase", "notice_published_on", ocds.notice),
    ),
    EventType(
        name="procurement.contract.signed",
        title=Text(sq="Kontratë e nënshkruar", sr="Potpisan ugovor", en="Signed contract"),
        description=Text(
            sq="Dhënia dhe kontrata e nënshkruar, si paketë OCDS 1.1 për KRPP-në.",
            sr="Dodela i potpisan ugovor, kao paket OCDS 1.1 za RKJN.",
            en="The award and the signed contract, as a release package of OCDS 1.1 for the PPRC.",
        ),
        schema=_release("contracts", _CONTRACTS),
        sample=ocds.contract(_CONTRACT, _SAMPLE_AT),
        of=CaseChanged,
        tell=_when_stated("procurement.contract", "signed_on", ocds.contract),
    ),
    EventType(
        name="procurement.payment.ordered",
        title=Text(sq="Urdhër-pagesë", sr="Nalog za plaćanje", en="Payment order"),
        description=Text(
            sq="Fatura që Thesari urdhërohet ta paguajë; pa shumën e saj nuk dërgohet asgjë.",
            sr="Faktura koju Trezor treba da plati; bez njenog iznosa ne šalje se ništa.",
            en="The invoice the Treasury is ordered to pay; without its amount nothing is sent.",
        ),
        schema={
            "$schema": _DRAFT,
            "type": "object",
            "required": ["reference", "contract", "amount", "currency", "ordered_on", "told_at"],
            "properties": {
                **dict.fromkeys(("reference", "contract", "supplier", "supplier_number", "invoice"), _WORDS),
                "amount": {"type": "string", "pattern": "^[0-9]+\\.[0-9]{2}$"},
                "currency": {"const": "EUR"},
                "ordered_on": _DAY,
                "told_at": _MOMENT,
            },
            "additionalProperties": False,
        },
        sample=_payment(_CONTRACT, _SAMPLE_AT) or {},
        of=CaseChanged,
        tell=_when_stated("procurement.contract", "payment_ordered_on", _payment),
    ),
)
INBOUND = (
    InboundType(
        name="treasury.payment.executed",
        title=Text(sq="Thesari: pagesa u krye", sr="Trezor: plaćanje izvršeno", en="Treasury: the payment was made"),
        description=Text(
            sq="Shënon ditën e pagesës te kontrata me atë numër rasti.",
            sr="Unosi dan plaćanja u ugovor sa tim brojem predmeta.",
            en="Enters the day of payment into the contract with that reference.",
        ),
        schema={
            "$schema": _DRAFT,
            "type": "object",
            "required": ["reference", "paid_on"],
            "properties": {"reference": {"type": "string", "minLength": 1, "maxLength": 60}, "paid_on": _DAY},
            "additionalProperties": False,
        },
        sample={"reference": "KON-2026-0001", "paid_on": "2026-06-18"},
        facts={"invoice_paid_on": "/paid_on"},
        key="/reference",
        changes="procurement.contract",
    ),
)
