"""Messages reach partners as the standard says, whatever partners do."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from standardwebhooks.webhooks import Webhook
from svix.webhooks import Webhook as SvixWebhook

from neni.core.adapters.guarded import GuardedClient
from neni.core.model.alerts import AlertState
from neni.core.model.errands import Errand, ErrandQuery, ErrandStatus
from neni.core.model.events import CaseChanged, CaseClosed, CaseOpened
from neni.core.model.people import EVERYWHERE
from neni.core.model.text import Language
from neni.core.model.webhooks import Attempt, Endpoint, EndpointState, Mode
from neni.core.office import Office
from neni.core.ports import AlertQuery
from neni.core.services.alerts.machine_alerts import watch_errands
from neni.core.services.messages import endpoints, replaying
from neni.core.services.work.errand_crew import work_off
from neni.webhooks import delivering, signing
from tests.conftest import FixedClock
from tests.webhooks import receiving as partners
from tests.webhooks.conftest import ADMIN, Hurried, enter, happen
from tests.webhooks.receiving import Behave, receiving, says


def errands(office: Office) -> list[Errand]:
    with office.store.reading() as work:
        return list(work.errands.find(ErrandQuery(kind="webhooks.delivery", limit=1_000)))


def attempts(office: Office) -> list[Attempt]:
    return list(reversed(replaying.attempts(office, ADMIN, limit=1_000)))


def told(office: Office, endpoint: Endpoint, kind: str) -> list[dict[str, object]]:
    with office.store.reading() as work:
        return [dict(data) for name, _, _, data in work.events.of(f"endpoint-{endpoint.id}") if name == kind]


def warned(office: Office) -> list[str]:
    """What people are told of the machine now."""
    watch_errands(office)
    with office.store.reading() as work:
        found = work.alerts.find(AlertQuery((EVERYWHERE,), state=AlertState.OPEN))
    return [one.message.in_language(Language.ENGLISH) for one in found]


def live(office: Office, clock: FixedClock, time: timedelta) -> None:
    """Let time pass, doing what is due when it is due."""
    end = clock.moment + time
    while True:
        work_off(office)
        with office.store.reading() as work:
            due = work.errands.next_due()
            held = [lane.held_until for lane in work.errands.lanes() if lane.held_until]
        moments = [moment for moment in (due, *held) if moment and moment > clock.moment]
        following = min(moments, default=end)
        if following >= end:
            clock.moment = end
            work_off(office)
            return
        clock.moment = following


def test_other_libraries_believe_what_arrives(office: Office, clock: FixedClock) -> None:
    clock.moment = datetime.now(UTC)
    with receiving(says(204)) as partner:
        endpoint = enter(office, partner.url)
        happen(office, "PRK-1", area=12)
        work_off(office)
    (got,) = partner.got
    key = endpoint.keys[0].key
    body = Webhook(key).verify(got.body, got.headers)
    SvixWebhook(key).verify(got.body, got.headers)
    assert body["type"] == "parks.leased"
    assert body["data"] == {"park": "PRK-1", "area": 12}
    assert set(body) == {"type", "timestamp", "version", "data"}
    assert got.headers["content-type"] == "application/json"
    assert got.headers["traceparent"].startswith("00-")


def test_a_partner_may_ask_for_signatures_that_only_we_can_make(office: Office) -> None:
    with receiving(says(200)) as partner:
        endpoint = enter(office, partner.url, asymmetric=True)
        happen(office, "PRK-1")
        work_off(office)
    (got,) = partner.got
    public = signing.verifier(endpoint.keys[0].public)
    assert signing.verify(got.headers, got.body, [public], office.clock.now()).id == got.id


def test_while_a_key_takes_the_place_of_another_both_sign(office: Office, clock: FixedClock) -> None:
    with receiving(says(200)) as partner:
        before = enter(office, partner.url)
        after = endpoints.rotate(office, ADMIN, before.id)
        happen(office, "PRK-1")
        work_off(office)
        clock.forward(timedelta(hours=25))
        happen(office, "PRK-2")
        work_off(office)
    old, new = (signing.signer(one.keys[0].key) for one in (before, after))
    first, second = partner.got
    for key in (old, new):
        signing.verify(first.headers, first.body, [key], clock.now(), timedelta(days=2))
    signing.verify(second.headers, second.body, [new], clock.now())
    with pytest.raises(signing.refusing.Unverified):
        signing.verify(second.headers, second.body, [old], clock.now())


def test_as_a_cloud_event_it_has_what_the_specification_requires(office: Office) -> None:
    with receiving(says(200)) as partner:
        enter(office, partner.url, mode=Mode.CLOUDEVENTS)
        happen(office, "PRK-1")
        work_off(office)
    (got,) = partner.got
    body = json.loads(got.body)
    assert got.headers["content-type"].startswith("application/cloudevents+json")
    assert (body["specversion"], body["id"], body["type"]) == ("1.0", got.id, "parks.leased")
    assert body["source"] == "https://neni.example"
    assert body["subject"] == "PRK-1"
    assert body["data"] == {"park": "PRK-1"}


def test_where_personal_data_is_concerned_only_an_id_and_a_link_travel(office: Office) -> None:
    with receiving(says(200)) as partner:
        enter(office, partner.url)
        happen(office, "PRK-1", kind=CaseClosed, name="Agim Gashi")
        work_off(office)
    assert json.loads(partner.got[0].body)["data"] == {"id": "PRK-1", "link": "https://neni.example/cases/PRK-1"}


def test_partners_get_what_they_asked_for_and_added_headers(office: Office) -> None:
    with receiving(says(200)) as partner, receiving(says(200)) as other:
        enter(office, partner.url, "parks.leased", headers={"Authorization": "Bearer secret"})
        enter(office, other.url, "parks.*")
        happen(office, "PRK-1")
        happen(office, "PRK-2", kind=CaseOpened)
        happen(office, "PRK-3", silent=True)
        work_off(office)
    assert [json.loads(one.body)["type"] for one in partner.got] == ["parks.leased"]
    assert sorted(json.loads(one.body)["type"] for one in other.got) == ["parks.leased", "parks.opened"]
    assert partner.got[0].headers["authorization"] == "Bearer secret"
    logged = [one for one in attempts(office) if "authorization" in one.sent]
    assert [one.sent["authorization"] for one in logged] == ["***"]


@pytest.mark.parametrize(
    ("behave", "status", "reason"),
    [
        (says(301, location="http://127.0.0.1/other"), 301, "redirects are not followed"),
        (says(500, "x" * 10_000), 500, "500"),
        (says(404), 404, "404"),
        (partners.hangs_up, None, "connection"),
        (partners.lies, None, "failed"),
        (partners.talks_nonsense, None, "failed"),
    ],
)
def test_anything_but_yes_is_tried_again_with_the_same_id_and_bytes(
    office: Office, clock: FixedClock, behave: Behave, status: int | None, reason: str
) -> None:
    with receiving(behave) as partner:
        enter(office, partner.url)
        happen(office, "PRK-1")
        work_off(office)
        partner.behave = says(204)
        clock.forward(timedelta(seconds=6))
        work_off(office)
    failed, done = attempts(office)
    assert (failed.ok, failed.status, failed.number) == (False, status, 1)
    assert reason in failed.reason
    assert len(failed.body) <= delivering.MOST_BYTES + 2
    assert (done.ok, done.status, done.number) == (True, 204, 2)
    assert len({one.id for one in partner.got}) == len({one.body for one in partner.got}) == 1
    assert int(partner.got[1].headers["webhook-timestamp"]) == int(partner.got[0].headers["webhook-timestamp"]) + 6
    first, second = (one.headers["traceparent"].split("-") for one in partner.got)
    assert first[1] == second[1]
    assert first[2] != second[2]


@pytest.mark.parametrize("behave", [partners.drips, partners.keeps_silent])
def test_who_is_too_slow_has_not_answered(office: Office, behave: Behave) -> None:
    hurried = replace(office, outgoing=Hurried(office.outgoing.client, 0.4))  # type: ignore[attr-defined]
    with receiving(behave) as partner:
        enter(office, partner.url)
        happen(office, "PRK-1")
        work_off(hurried)
    (failed,) = attempts(office)
    assert failed.reason.startswith("timeout")


def test_an_answer_without_end_is_cut_and_its_status_counts(office: Office) -> None:
    with receiving(partners.never_ends) as partner:
        enter(office, partner.url)
        happen(office, "PRK-1")
        work_off(office)
    (done,) = attempts(office)
    assert done.ok
    assert done.body == "x" * delivering.MOST_BYTES + " …"


@pytest.mark.parametrize("as_moment", [False, True])
@pytest.mark.parametrize("status", [429, 503])
def test_who_is_busy_says_when_to_come_again(
    office: Office, clock: FixedClock, status: int, *, as_moment: bool
) -> None:
    asked = format_datetime(clock.now() + timedelta(hours=1), usegmt=True) if as_moment else "3600"
    with receiving(says(status, Retry_After=asked)) as partner:
        enter(office, partner.url)
        happen(office, "PRK-1", "PRK-2")
        work_off(office)
        got = len(partner.got)
        partner.behave = says(204)
        clock.forward(timedelta(minutes=59))
        work_off(office)
        assert len(partner.got) == got
        clock.forward(timedelta(minutes=2))
        work_off(office)
    assert sum(one.ok for one in attempts(office)) == 2


@pytest.mark.parametrize("asked", ["", "soon", "-5", "9" * 40, "Wed, 99 Foo 2026", "٣"])
def test_an_odd_wish_to_wait_changes_nothing(office: Office, clock: FixedClock, asked: str) -> None:
    behave = says(429, Retry_After=asked) if asked.isascii() else says(429)
    with receiving(behave) as partner:
        enter(office, partner.url)
        happen(office, "PRK-1")
        work_off(office)
        partner.behave = says(204)
        clock.forward(timedelta(hours=24, minutes=1))
        work_off(office)
    assert [one.ok for one in attempts(office)] == [False, True]


def test_who_is_gone_gets_nothing_new(office: Office) -> None:
    with receiving(says(410)) as partner:
        endpoint = enter(office, partner.url, at_once=1)
        happen(office, "PRK-1", "PRK-2")
        work_off(office)
        happen(office, "PRK-3")
        work_off(office)
        assert len(partner.got) == 1
        assert endpoints.one(office, ADMIN, endpoint.id).state is EndpointState.DISABLED
        assert told(office, endpoint, "EndpointDisabled")[0]["institution"] == "AQP"
        assert any("no endpoint there any more" in one for one in warned(office))
        partner.behave = says(204)
        endpoints.resume(office, ADMIN, endpoint.id)
        assert replaying.replay_missing(office, ADMIN, endpoint.id, office.clock.now()) == 1
        assert replaying.replay_failed(office, ADMIN, endpoint.id, office.clock.now()) == 1
        work_off(office)
    assert {json.loads(one.body)["data"]["park"] for one in partner.got} == {"PRK-1", "PRK-2", "PRK-3"}


def test_the_tries_of_one_message_follow_the_schedule_to_the_end(office: Office, clock: FixedClock) -> None:
    began = clock.now()
    with receiving(says(500)) as partner:
        endpoint = enter(office, partner.url)
        happen(office, "PRK-1")
        live(office, clock, timedelta(hours=90))
        (errand,) = errands(office)
        assert errand.status is ErrandStatus.PARKED
        logged = attempts(office)
        assert [one.number for one in logged] == list(range(1, 11))
        steps = [later.at - earlier.at for earlier, later in pairwise(logged)]
        for step, planned in zip(steps, delivering.SCHEDULE.steps, strict=True):
            assert planned <= step <= planned * 1.1 + timedelta(minutes=16)
        assert timedelta(hours=75) < logged[-1].at - began < timedelta(hours=86)
        alerts = told(office, endpoint, "DeliveryFailing")
        assert [one["given_up"] for one in alerts] == [False, False, False, True]
        assert {one["type"] for one in alerts} == {"parks.leased"}
        assert {one["institution"] for one in alerts} == {"AQP"}
        partner.behave = says(200)
        endpoints.resume(office, ADMIN, endpoint.id)
        assert replaying.replay_failed(office, ADMIN, endpoint.id, began) == 1
        work_off(office)
    assert attempts(office)[-1].ok
    assert len({(one.id, one.body) for one in partner.got}) == 1


def test_an_endpoint_that_fails_is_left_alone_and_probed_by_one_message(office: Office, clock: FixedClock) -> None:
    with receiving(says(500)) as partner:
        endpoint = enter(office, partner.url)
        happen(office, *(f"PRK-{n}" for n in range(50)))
        work_off(office)
        assert len(partner.got) == 5
        (warning,) = warned(office)
        assert all(told in warning for told in ("AQP", partner.url, "parks.leased", "500"))
        clock.forward(timedelta(seconds=61))
        work_off(office)
        assert len(partner.got) == 6
        partner.behave = says(200)
        clock.forward(timedelta(minutes=3))
        live(office, clock, timedelta(hours=1))
        assert warned(office) == []
    assert len(set(partner.ids)) == 50
    assert endpoints.one(office, ADMIN, endpoint.id).failures == 0


def test_what_cannot_be_told_is_parked_and_the_rest_goes_on(office: Office) -> None:
    with receiving(says(200)) as partner:
        endpoint = enter(office, partner.url, in_order=True)
        happen(office, "PRK-1", broken=True)
        happen(office, "PRK-1", area="large")
        happen(office, "PRK-1", odd=True)
        happen(office, "PRK-1", park="x" * 300_000)
        happen(office, "PRK-1", area=5)
        work_off(office)
    assert [json.loads(one.body)["data"] for one in partner.got] == [{"park": "PRK-1", "area": 5}]
    parked = [one for one in errands(office) if one.status is ErrandStatus.PARKED]
    assert len(parked) == 4
    assert all("cannot be told" in one.error for one in parked)
    assert len(told(office, endpoint, "DeliveryFailing")) == 4


def test_messages_about_one_case_go_one_after_the_other_where_that_is_asked(office: Office, clock: FixedClock) -> None:
    with receiving(says(500)) as partner:
        enter(office, partner.url, in_order=True)
        happen(office, "PRK-1", area=1)
        work_off(office)
        happen(office, "PRK-1", area=2)
        happen(office, "PRK-2", area=3)
        partner.behave = says(200)
        work_off(office)
        clock.forward(timedelta(minutes=1))
        work_off(office)
    assert [json.loads(one.body)["data"]["area"] for one in partner.got] == [1, 3, 1, 2]


def test_a_paused_endpoint_keeps_what_waits_and_can_be_tried(office: Office) -> None:
    with receiving(says(200)) as partner:
        endpoint = enter(office, partner.url)
        endpoints.pause(office, ADMIN, endpoint.id, "they move house")
        happen(office, "PRK-1")
        replaying.try_out(office, ADMIN, endpoint.id)
        work_off(office)
        assert [json.loads(one.body)["type"] for one in partner.got] == ["webhooks.test"]
        endpoints.resume(office, ADMIN, endpoint.id)
        work_off(office)
    assert json.loads(partner.got[-1].body)["data"] == {"park": "PRK-1"}


def test_one_message_is_delivered_again_when_somebody_asks(office: Office, clock: FixedClock) -> None:
    with receiving(says(200)) as partner:
        endpoint = enter(office, partner.url)
        happen(office, "PRK-1")
        for _ in range(3):
            work_off(office)
            clock.forward(timedelta(seconds=1))
            replaying.replay(office, ADMIN, partner.got[0].id, endpoint.id)
        work_off(office)
    assert len(partner.got) == 4
    assert len({(one.id, one.body) for one in partner.got}) == 1


@pytest.mark.slow
@pytest.mark.parametrize("hours", [6, 80])
def test_a_receiver_that_was_down_for_long_gets_everything(office: Office, clock: FixedClock, hours: int) -> None:
    began = clock.now()
    with receiving(says(503)) as partner, receiving(says(200)) as other:
        endpoint = enter(office, partner.url)
        enter(office, other.url)
        happen(office, *(f"PRK-{n}" for n in range(40)))
        live(office, clock, timedelta(hours=hours))
        assert len(set(other.ids)) == len(other.ids) == 40
        counts = [partner.ids.count(one) for one in set(partner.ids)]
        assert max(counts) <= len(delivering.SCHEDULE.steps) + 1
        partner.behave = says(200)
        live(office, clock, timedelta(hours=30))
        replaying.replay_failed(office, ADMIN, endpoint.id, began)
        live(office, clock, timedelta(hours=1))
    assert set(partner.ids) == set(other.ids)
    assert {one.message for one in attempts(office) if one.ok and one.endpoint == endpoint.id} == set(partner.ids)
    assert len({(one.id, one.body) for one in partner.got}) == 40


def test_without_the_test_setting_this_machine_is_never_called(office: Office) -> None:
    strict = replace(office, outgoing=GuardedClient())
    with receiving(says(200)) as partner:
        enter(office, partner.url)
        happen(office, "PRK-1")
        work_off(strict)
    assert partner.got == []
    assert attempts(office)[0].reason.startswith("call_refused")


def test_nothing_goes_out_unsigned(office: Office) -> None:
    with receiving(says(200)) as partner:
        endpoint = enter(office, partner.url)
        with office.store.writing() as work:
            work.endpoints.save(replace(endpoint, keys=()))
        happen(office, "PRK-1")
        work_off(office)
    assert partner.got == []
    assert "has no key in force" in errands(office)[0].error


def test_a_key_that_cannot_be_opened_stops_neither_the_change_nor_other_endpoints(
    office: Office, sqlite_url: str
) -> None:
    with receiving(says(200)) as partner, receiving(says(200)) as other:
        endpoint = enter(office, partner.url)
        enter(office, other.url)
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as database, database:
            database.execute("UPDATE endpoints SET keys = '[]' WHERE id = ?", (endpoint.id,))
        happen(office, "PRK-1")
        work_off(office)
    assert (len(partner.got), len(other.got)) == (0, 1)
    assert [one.error.partition(":")[0] for one in errands(office) if one.error] == ["secret_unreadable"]


def test_an_event_that_is_not_kept_leaves_no_message(office: Office) -> None:
    enter(office, "https://aqp.example/hook")
    with suppress(RuntimeError), office.store.writing() as work:
        work.events.add(CaseChanged(office.clock.now(), "somebody", "PRK-1"))
        raise RuntimeError
    assert errands(office) == []
