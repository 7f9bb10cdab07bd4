"""Messages of other institutions: believed by their signature only, stored once, worked on in the background."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import svix
from standardwebhooks.webhooks import Webhook

from neni.core.adapters.store import SqlStore
from neni.core.adapters.words import Phrases
from neni.core.host import Host
from neni.core.model.alerts import AlertKind, AlertState
from neni.core.model.inbound import MessageQuery, MessageStatus
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.people import OPERATOR
from neni.core.office import Office
from neni.core.ports import AlertQuery
from neni.core.services.alerts.machine_alerts import watch_errands
from neni.core.services.messages import partner_messages
from neni.core.services.work.errand_crew import work_off
from neni.core.services.work.forgetting import INBOUND_KEPT
from neni.plugins.legal.partners import COMPLAINT_FILED, DECISION_ISSUED, INBOUND, JUDGMENT_ISSUED
from neni.webhooks import signing, sources
from neni.webhooks.sources import NewSource
from tests.conftest import FixedClock
from tests.web.conftest import serving


class Institution:
    """Another institution with an independent implementation of the protocol."""

    def __init__(self, office: Office, name: str = "ecap", department: str = "legal", **more: Any) -> None:
        self.source, self.secret = sources.add(office, OPERATOR, NewSource(name, name.upper(), (department,), **more))
        self.office, self.name = office, name
        self.client = serving(office).test_client()

    def signed(self, body: bytes, message_id: str, secret: str = "") -> dict[str, str]:
        now = self.office.clock.now()
        signature = Webhook(secret or self.secret).sign(message_id, now, body.decode())
        seconds = str(int(now.timestamp()))
        return {"webhook-id": message_id, "webhook-timestamp": seconds, "webhook-signature": signature}

    def post(self, body: bytes, headers: dict[str, str], **more: Any) -> Any:
        sent = {"Content-Type": "application/json", **headers}
        return self.client.post(f"/hooks/{self.name}", data=body, headers=sent, **more)

    def tell(self, kind: str, data: object, message_id: str = "msg_1") -> Any:
        body = enveloped(kind, data)
        return self.post(body, self.signed(body, message_id))

    def ask(self, answer: Any) -> Any:
        return self.client.get(answer.json["href"]).json


def enveloped(kind: str, data: object) -> bytes:
    return json.dumps({"type": kind, "timestamp": "2026-03-02T09:00:00Z", "data": data}, ensure_ascii=False).encode()


@pytest.fixture
def ecap(host: Host, sqlite_store: SqlStore, clock: FixedClock) -> Institution:
    return Institution(bare_office(host, sqlite_store, clock))


def bare_office(host: Host, store: SqlStore, clock: FixedClock) -> Office:
    unused: Any = None
    return Office(host, store, Fixpoint(), unused, Phrases(), clock, unused)


def test_a_complaint_filed_at_ecap_opens_a_case_and_its_decision_changes_it(ecap: Institution) -> None:
    filed = ecap.tell(COMPLAINT_FILED.name, COMPLAINT_FILED.sample)
    assert (filed.status_code, filed.json["status"], filed.json["id"]) == (202, "accepted", "msg_1")
    decided = ecap.tell(DECISION_ISSUED.name, DECISION_ISSUED.sample, "msg_2")
    court = ecap.tell(JUDGMENT_ISSUED.name, JUDGMENT_ISSUED.sample, "msg_3")
    work_off(ecap.office)
    told = [ecap.ask(one) for one in (filed, decided, court)]
    assert [one["status"] for one in told] == ["processed"] * 3
    (reference,) = {one["reference"] for one in told}
    with ecap.office.store.reading() as work:
        case = work.cases.get(reference)
        assert work.deadlines.of_case(case.id)
    assert case.facts["ecap_number"] == "A.nr. 12/2026"
    assert (case.facts["outcome"], case.facts["fine"], case.facts["channel"]) == ("partly", 250_000, "ecap")
    assert case.opened_by == "source:ecap"
    assert case.external_key == "A.nr. 12/2026"


def test_the_library_of_svix_is_believed_too(ecap: Institution) -> None:
    body = enveloped(COMPLAINT_FILED.name, COMPLAINT_FILED.sample)
    now = ecap.office.clock.now()
    signature = svix.webhooks.Webhook(ecap.secret).sign("msg_svix", now, body.decode())
    headers = {"webhook-id": "msg_svix", "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signature}
    assert ecap.post(body, headers).status_code == 202


def test_the_same_message_again_gets_the_same_receipt_long_after(ecap: Institution, clock: FixedClock) -> None:
    first = ecap.tell(COMPLAINT_FILED.name, COMPLAINT_FILED.sample)
    work_off(ecap.office)
    clock.forward(timedelta(days=400))
    again = ecap.tell(COMPLAINT_FILED.name, COMPLAINT_FILED.sample)
    assert (again.status_code, again.json["receipt"]) == (200, first.json["receipt"])
    assert again.json["status"] == "processed"
    other = ecap.tell(COMPLAINT_FILED.name, {**COMPLAINT_FILED.sample, "subject": "Tjetër"})
    assert (other.status_code, other.mimetype) == (409, "application/problem+json")
    assert len(partner_messages.look(ecap.office, OPERATOR, MessageQuery())) == 1


def test_a_second_complaint_with_a_number_that_is_taken_is_parked_and_told(ecap: Institution) -> None:
    ecap.tell(COMPLAINT_FILED.name, COMPLAINT_FILED.sample)
    second = ecap.tell(COMPLAINT_FILED.name, {**COMPLAINT_FILED.sample, "subject": "Tjetër"}, "msg_2")
    work_off(ecap.office)
    assert ecap.ask(second)["status"] == "parked"
    (parked,) = partner_messages.look(ecap.office, OPERATOR, MessageQuery(status=MessageStatus.PARKED))
    assert "ANK-2026-0001" in parked.problem["sq"]


def test_an_unknown_event_is_parked_and_a_decision_without_its_case_waits_for_it(ecap: Institution) -> None:
    odd = ecap.tell("ecap.session.moved", {"on": "2026-03-04"})
    assert (odd.status_code, odd.json["status"]) == (202, "parked")
    early = ecap.tell(DECISION_ISSUED.name, DECISION_ISSUED.sample, "msg_2")
    work_off(ecap.office)
    assert ecap.ask(early)["status"] == "parked"
    ecap.tell(COMPLAINT_FILED.name, COMPLAINT_FILED.sample, "msg_3")
    work_off(ecap.office)
    partner_messages.run_again(ecap.office, OPERATOR, early.json["receipt"])
    partner_messages.run_again(ecap.office, OPERATOR, odd.json["receipt"])
    work_off(ecap.office)
    assert (ecap.ask(early)["status"], ecap.ask(odd)["status"]) == ("processed", "parked")


def test_a_message_nobody_understands_and_one_that_cannot_be_done_are_an_alert_each(ecap: Institution) -> None:
    ecap.tell("ecap.session.moved", {"on": "2026-03-04"})
    early = ecap.tell(DECISION_ISSUED.name, DECISION_ISSUED.sample, "msg_2")
    work_off(ecap.office)
    assert (watch_errands(ecap.office), watch_errands(ecap.office)) == (2, 0), "once each"
    ecap.tell("ecap.session.moved", {"on": "2026-03-05"}, "msg_3")
    assert watch_errands(ecap.office) == 0, "the same trouble"
    with ecap.office.store.reading() as work:
        told = [one.message.en for one in work.alerts.find(AlertQuery(("*",), kind=AlertKind.ERRAND, limit=9))]
    (unknown,) = (one for one in told if "ecap.session.moved" in one)
    assert "wait for somebody" in unknown
    ecap.tell(COMPLAINT_FILED.name, COMPLAINT_FILED.sample, "msg_4")
    work_off(ecap.office)
    partner_messages.run_again(ecap.office, OPERATOR, early.json["receipt"])
    work_off(ecap.office)
    watch_errands(ecap.office)
    with ecap.office.store.reading() as work:
        still = work.alerts.find(AlertQuery(("*",), state=AlertState.OPEN, kind=AlertKind.ERRAND, limit=9))
        assert ["session.moved" in one.message.en for one in still] == [True], "what was done is over"


def test_what_does_not_meet_the_schema_is_told_place_by_place_and_not_kept(ecap: Institution) -> None:
    answer = ecap.tell(COMPLAINT_FILED.name, {**COMPLAINT_FILED.sample, "kind": "x", "event_on": 5, "odd": 1})
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.json["type"].endswith("bad_message")
    assert {"/data/kind", "/data/event_on", "/data"} == {one["pointer"] for one in answer.json["errors"]}
    corrected = ecap.tell(COMPLAINT_FILED.name, COMPLAINT_FILED.sample)
    assert corrected.status_code == 202, "the id was not used up"


def test_each_refusal_has_its_own_answer(ecap: Institution) -> None:
    body = enveloped(COMPLAINT_FILED.name, COMPLAINT_FILED.sample)
    right = ecap.signed(body, "msg_1")
    foreign = ecap.signed(body, "msg_1", signing.SharedSecret.made().written)
    assert ecap.post(body, {}).status_code == 401
    assert ecap.post(body, foreign).headers["WWW-Authenticate"] == "StandardWebhooks"
    assert ecap.post(body + b" ", right).status_code == 401
    assert ecap.post(body, {**right, "webhook-id": "msg_2"}).status_code == 401
    assert (
        ecap.client.post("/hooks/ecap", data=body, headers={**right, "Content-Type": "text/plain"}).status_code == 415
    )
    assert ecap.client.post("/hooks/nobody", json={}, headers=right).status_code == 404
    assert ecap.post(b"x" * (2**18 + 1), right).status_code == 413
    assert ecap.client.get("/hooks/ecap").status_code == 405
    assert ecap.client.get("/hooks/ecap/receipts/x").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b"{", b'{"type":"a","type":"b"}', b'{"a":NaN}', b'{"a":Infinity}', b"\xff\xfe{}",
        b'{"a":"\\ud800"}', b"[" * 5_000 + b"]" * 5_000, b'{"type":"a b","timestamp":"x","data":[]}',
        b"\xef\xbb\xbf{}", b'{"a":1e400}', b'{"a":' + b"9" * 6_000 + b"}",
        b'{"type":"x.y","timestamp":"2026-03-02T09:00:00Z","data":{"a":"\\u0000"}}',
        b'{"type":"x.y","timestamp":"2026-03-02T09:00:00Z","data":' + b'{"a":' * 60 + b"1" + b"}" * 61,
    ],
)  # fmt: skip
def test_json_is_read_strictly_though_the_signature_is_right(ecap: Institution, body: bytes) -> None:
    now = ecap.office.clock.now()
    headers = signing.sign("msg_1", now, body, [signing.SharedSecret.read(ecap.secret)])
    answer = ecap.post(body, headers)
    assert answer.status_code in (400, 422), answer.json
    assert answer.mimetype == "application/problem+json"


def test_a_clock_may_be_off_as_far_as_its_source_allows(ecap: Institution, clock: FixedClock) -> None:
    body = enveloped(COMPLAINT_FILED.name, COMPLAINT_FILED.sample)
    headers = ecap.signed(body, "msg_1")
    clock.forward(timedelta(seconds=301))
    late = ecap.post(body, headers)
    assert late.status_code == 401
    assert "301" in late.json["detail"]
    sources.set_limits(ecap.office, OPERATOR, "ecap", timedelta(minutes=15))
    assert ecap.post(body, headers).json["clock_ahead_seconds"] == -301


def test_while_one_key_takes_the_place_of_another_both_count(ecap: Institution, clock: FixedClock) -> None:
    old = ecap.secret
    _, ecap.secret = sources.rotate(ecap.office, OPERATOR, "ecap", overlap=timedelta(days=1))
    body = enveloped("ecap.odd", {})
    assert ecap.post(body, ecap.signed(body, "msg_1", old)).status_code == 202
    assert ecap.post(body, ecap.signed(body, "msg_2")).status_code == 202
    clock.forward(timedelta(days=1))
    assert ecap.post(body, ecap.signed(body, "msg_3", old)).status_code == 401
    assert ecap.post(body, ecap.signed(body, "msg_4")).status_code == 202


def test_a_partner_may_sign_with_a_key_that_we_cannot_sign_with(
    host: Host, sqlite_store: SqlStore, clock: FixedClock
) -> None:
    private = signing.PrivateKey.made()
    court = Institution(bare_office(host, sqlite_store, clock), "court", key=private.public.written)
    assert court.secret == ""
    body = enveloped(JUDGMENT_ISSUED.name, JUDGMENT_ISSUED.sample)
    assert court.post(body, signing.sign("m", clock.now(), body, [private])).status_code == 202


def test_a_source_sends_only_what_it_may(host: Host, sqlite_store: SqlStore, clock: FixedClock) -> None:
    office = bare_office(host, sqlite_store, clock)
    procurement = Institution(office, "pprc", "procurement")
    assert procurement.tell(COMPLAINT_FILED.name, COMPLAINT_FILED.sample).status_code == 403
    court = Institution(office, "court", types=(JUDGMENT_ISSUED.name,))
    assert court.tell(COMPLAINT_FILED.name, COMPLAINT_FILED.sample).status_code == 403
    sources.set_active(office, OPERATOR, "court", active=False)
    assert court.tell(JUDGMENT_ISSUED.name, JUDGMENT_ISSUED.sample).status_code == 404


@pytest.mark.parametrize("told", INBOUND, ids=lambda one: one.name)
def test_each_map_names_facts_of_the_case_type_and_places_of_the_schema(host: Host, told: Any) -> None:
    target = told.changes or next(one.code for one in host.case_types() if told.name in one.opened_by)
    assert set(told.facts) <= set(host.lawbook(target).facts)
    for place in told.facts.values():
        schema = told.schema
        for step in place.split("/")[1:]:
            schema = schema["properties"][step]


def test_bodies_are_forgotten_after_their_time_and_the_id_never(ecap: Institution, clock: FixedClock) -> None:
    ecap.tell(COMPLAINT_FILED.name, COMPLAINT_FILED.sample)
    ecap.tell("ecap.odd", {}, "msg_2")
    work_off(ecap.office)
    clock.forward(timedelta(days=91))
    with ecap.office.store.writing() as work:
        assert work.inbound.forget_bodies(clock.now() - INBOUND_KEPT, 10) == 1
    odd, filed = partner_messages.look(ecap.office, OPERATOR, MessageQuery())
    assert (filed.body, bool(odd.body)) == (b"", True), "what is parked keeps its body"
    assert ecap.tell(COMPLAINT_FILED.name, COMPLAINT_FILED.sample).status_code == 200
