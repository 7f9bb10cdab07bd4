"""What departments tell other institutions and hear from them; partners speak with an independent library."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from standardwebhooks.webhooks import Webhook

from neni.core.adapters.store import SqlStore
from neni.core.host import Host
from neni.core.model.events import DocumentIssued
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.webhooks import Message, Mode
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.messages import outbox
from neni.core.services.work.errand_crew import work_off
from neni.plugins.operations.reporting import INBOUND
from neni.plugins.procurement import ocds
from neni.webhooks.catalogue import Catalogue
from tests.conftest import FixedClock
from tests.webhooks.test_receiving import Institution, bare_office

CLERK = Person("clerk", "clerk", "Clerk", roles=frozenset({(EVERYWHERE, Role.OFFICER)}))
CONTRACT = {"title": "Letër për fletëvotime", "contract_type": "supplies", "cpv": "30197630", "price": "46920.00"}
SIGNED = {"supplier_name": "Letra sh.p.k.", "supplier_number": "811000001", "signed_on": "2026-02-27"}
PURCHASE = {"title": "Letër", "contract_type": "supplies", "cpv": "30197630", "estimated_value": "48000.00"}


@pytest.fixture
def office(host: Host, sqlite_store: SqlStore, clock: FixedClock) -> Office:
    sqlite_store.follow(outbox.follower(host))
    with sqlite_store.writing() as work:
        work.people.add(CLERK, "!")
    return bare_office(host, sqlite_store, clock)


def told(office: Office, kind: str) -> list[Message]:
    with office.store.reading() as work:
        every = work.messages.since(datetime(2000, 1, 1, tzinfo=UTC), "", 1_000)
    return [one for one in every if one.type == kind]


def state(office: Office, reference: str, facts: dict[str, object]) -> None:
    case = intake.get_case(office, CLERK, reference)
    intake.change_facts(office, CLERK, reference, facts, case.version)


def test_every_event_type_can_be_used_and_its_sample_meets_its_schema(host: Host) -> None:
    catalogue = Catalogue(host.event_types())
    assert catalogue.problems == ()
    assert len(catalogue.entries) == len(host.event_types()) >= 7


def test_a_notice_and_a_signed_contract_are_told_as_ocds_and_the_treasury_answers(office: Office) -> None:
    purchase = intake.open_case(office, CLERK, "procurement.purchase", PURCHASE)
    published = {**PURCHASE, "procedure": "open", "notice_published_on": "2026-03-02", "tender_deadline": "2026-04-07"}
    state(office, purchase.reference, published)
    (notice,) = told(office, "procurement.notice.published")
    assert notice.problem == ""
    (release,) = json.loads(notice.data)["releases"]
    assert release["tender"]["value"] == {"amount": 48000.0, "currency": "EUR"}
    assert release["tender"]["tenderPeriod"]["endDate"] == "2026-04-07T23:59:59+02:00"

    contract = intake.open_case(office, CLERK, "procurement.contract", CONTRACT)
    signed = {**CONTRACT, **SIGNED, "purchase_reference": purchase.reference}
    state(office, contract.reference, signed)
    (agreed,) = told(office, "procurement.contract.signed")
    assert agreed.problem == ""
    (second,) = json.loads(agreed.data)["releases"]
    assert second["ocid"] == release["ocid"]
    ordered = {**signed, "invoice_number": "F-1", "invoice_amount": "46920.00", "payment_ordered_on": "2026-03-02"}
    state(office, contract.reference, ordered)
    (order,) = told(office, "procurement.payment.ordered")
    assert json.loads(order.data)["amount"] == "46920.00"

    treasury = Institution(office, "treasury", "procurement")
    answer = treasury.tell("treasury.payment.executed", {"reference": contract.reference, "paid_on": "2026-03-05"})
    work_off(office)
    assert treasury.ask(answer)["reference"] == contract.reference
    assert str(intake.get_case(office, CLERK, contract.reference).facts["invoice_paid_on"]) == "2026-03-05"


def test_a_change_that_is_no_notice_tells_nobody(office: Office) -> None:
    purchase = intake.open_case(office, CLERK, "procurement.purchase", PURCHASE)
    state(office, purchase.reference, {**PURCHASE, "title": "Tjetër"})
    assert told(office, "procurement.notice.published") == []
    contract = intake.open_case(office, CLERK, "procurement.contract", CONTRACT)
    state(office, contract.reference, {**CONTRACT, "payment_ordered_on": "2026-03-02"})
    assert told(office, "procurement.payment.ordered") == [], "without the amount there is nothing to order"


def test_the_partner_can_verify_the_very_bytes(office: Office) -> None:
    purchase = intake.open_case(office, CLERK, "procurement.purchase", PURCHASE)
    state(office, purchase.reference, {**PURCHASE, "notice_published_on": "2026-03-02"})
    (notice,) = told(office, "procurement.notice.published")
    body, secret = notice.body(Mode.STANDARD), "whsec_" + "a2V5" * 8
    now = datetime.now(UTC)
    signature = Webhook(secret).sign(notice.id, now, body.decode())
    headers = {"webhook-id": notice.id, "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signature}
    assert Webhook(secret).verify(body, headers)["type"] == "procurement.notice.published"


def test_papers_of_a_complaint_and_acts_for_the_gazette_are_told_by_number_and_hash(office: Office) -> None:
    ecap = Institution(office)
    filed = next(one for one in office.host.inbound_types() if one.name == "ecap.complaint.filed")
    ecap.tell(filed.name, filed.sample)
    act = intake.open_case(office, CLERK, "legal.drafting", {"act_kind": _first_kind(office), "title": "Rregullore"})
    work_off(office)
    complaint = intake.get_case(office, CLERK, "ANK-2026-0001")
    papers = [(complaint, "complaint_reply", "legal.reply.sent"), (complaint, "decision_notice", "legal.decision.sent")]
    papers += [(complaint, "court_appeal", "legal.appeal.filed"), (act, "regulation", "legal.act.for_publication")]
    for case, document, kind in papers:
        data = {"document": "d", "type": document, "number": "1/2026", "reference": case.reference, "sha256": "ab" * 32}
        with office.store.writing() as work:
            work.events.add(DocumentIssued(office.clock.now(), CLERK.id, case.id, data))
        (message,) = told(office, kind)
        assert (message.problem, json.loads(message.data)["sha256"]) == ("", "ab" * 32)
    assert "Numërimi" not in told(office, "legal.reply.sent")[0].data, "titles of complaints may name people"
    gazette = Institution(office, "gazette")
    published = {"reference": act.reference, "gazette_number": "9/2026", "published_on": "2026-03-09"}
    gazette.tell("gazette.act.published", published)
    work_off(office)
    assert intake.get_case(office, CLERK, act.reference).facts["gazette_number"] == "9/2026"


@pytest.mark.skipif(
    "NENI_OCDS_SCHEMA" not in os.environ, reason="the schema of OCDS 1.1 is not part of this repository"
)
@pytest.mark.parametrize("kind", ["procurement.notice.published", "procurement.contract.signed"])
def test_release_packages_meet_the_schema_of_the_standard(host: Host, kind: str) -> None:
    folder = Path(os.environ["NENI_OCDS_SCHEMA"])
    release = json.loads((folder / "release-schema.json").read_text(encoding="utf-8"))
    package = json.loads((folder / "release-package-schema.json").read_text(encoding="utf-8"))
    sample: Any = json.loads(json.dumps(next(one.sample for one in host.event_types() if one.name == kind)))
    package["properties"]["releases"]["items"] = {}
    assert list(Draft4Validator(package).iter_errors(sample)) == []
    assert [one.message for item in sample["releases"] for one in Draft4Validator(release).iter_errors(item)] == []


def test_what_was_not_stated_is_left_out_of_a_release(office: Office) -> None:
    contract = intake.open_case(office, CLERK, "procurement.contract", {"title": "x", "contract_type": "works"})
    (release,) = ocds.contract(contract, office.clock.now())["releases"]  # type: ignore[misc]
    assert "null" not in json.dumps(release)
    assert release["ocid"] == f"{ocds.EXAMPLE_PREFIX}-{contract.reference}"


def test_a_commission_reports_and_corrects_a_polling_station(office: Office) -> None:
    commission = Institution(office, "kkz-prishtine", "operations")
    report, corrected = INBOUND
    first = commission.tell(report.name, {**report.sample, "valid": 404})
    second = commission.tell(corrected.name, corrected.sample, "msg_2")
    work_off(office)
    (reference,) = {commission.ask(one)["reference"] for one in (first, second)}
    case = intake.get_case(office, CLERK, reference)
    assert (case.type, case.facts["valid"], case.external_key) == ("operations.report", 405, "ZGJ-001/0112D/03")
    kinds = [kind for kind, *_ in intake.history(office, CLERK, reference)]
    assert kinds[:2] == ["CaseOpened", "CaseChanged"]


def _first_kind(office: Office) -> str:
    return str(office.host.lawbook("legal.drafting").facts["act_kind"].choices[0].code)
