"""Whatever is sent to the open door: no failure of ours, and nothing accepted that the partner did not sign in time.

A longer campaign: `NENI_HOSTILE=200000 pytest tests/webhooks/test_hostile_messages.py -k long`.
"""

from __future__ import annotations

import os
from io import BytesIO

import pytest
from werkzeug.test import EnvironBuilder

from neni.core.adapters.store import SqlStore
from neni.core.host import Host
from neni.core.model.inbound import MessageQuery
from neni.core.model.people import OPERATOR
from neni.core.services.messages import partner_messages
from neni.core.services.work.errand_crew import work_off
from neni.plugins.legal.partners import COMPLAINT_FILED
from tests.conftest import FixedClock
from tests.webhooks.hostility import Attacker, Shot
from tests.webhooks.test_receiving import Institution, bare_office

MANY = int(os.environ.get("NENI_HOSTILE", "20000"))


@pytest.fixture
def ecap(host: Host, sqlite_store: SqlStore, clock: FixedClock) -> Institution:
    return Institution(bare_office(host, sqlite_store, clock))


def fire(ecap: Institution, shot: Shot) -> int:
    """The status of the answer; what a server would refuse before us (letters no header holds) is sent as it can be."""
    named = {name: value.encode("latin-1", "replace").decode("latin-1") for name, value in shot.headers.items()}
    builder = EnvironBuilder(f"/hooks/{ecap.name}", method="POST", headers=named, content_type="application/json")
    environ = builder.get_environ()
    environ["wsgi.input"] = BytesIO(shot.body)
    environ["CONTENT_LENGTH"] = str(len(shot.body)) if shot.length is None else shot.length
    if shot.chunked:
        environ["HTTP_TRANSFER_ENCODING"] = "chunked"
        environ["wsgi.input_terminated"] = True
    answer = ecap.client.open(environ, buffered=True)
    assert answer.status_code < 300 or answer.mimetype == "application/problem+json", answer.get_data(as_text=True)
    return int(answer.status_code)


def campaign(ecap: Institution, number: int, seed: int) -> dict[int, int]:
    attacker = Attacker(ecap.secret, int(ecap.office.clock.now().timestamp()), dict(COMPLAINT_FILED.sample), seed)
    statuses: dict[int, int] = {}
    for shot in attacker.shots(number):
        status = fire(ecap, shot)
        statuses[status] = statuses.get(status, 0) + 1
        assert status < 500, shot
        if status < 300:
            assert attacker.believable(shot), shot
    kept = partner_messages.look(ecap.office, OPERATOR, MessageQuery(limit=100_000))
    assert len({one.message_id for one in kept}) == len(kept) == statuses.get(202, 0)
    assert all(one.body for one in kept)
    return statuses


@pytest.mark.slow
def test_a_short_campaign_fails_nowhere_and_forges_nothing(ecap: Institution) -> None:
    statuses = campaign(ecap, 400, seed=7)
    assert {200, 202, 400, 401, 413, 422} <= statuses.keys()
    work_off(ecap.office)
    kept = partner_messages.look(ecap.office, OPERATOR, MessageQuery(limit=1_000))
    assert {one.status.value for one in kept} <= {"processed", "parked"}


@pytest.mark.slow
def test_a_long_campaign_fails_nowhere_and_forges_nothing(ecap: Institution) -> None:
    assert sum(campaign(ecap, MANY, seed=11).values()) == MANY


@pytest.mark.slow
def test_one_message_from_many_at_once_is_kept_once(ecap: Institution) -> None:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only here

    attacker = Attacker(ecap.secret, int(ecap.office.clock.now().timestamp()), dict(COMPLAINT_FILED.sample), 3)
    shot = attacker.honest()
    app = ecap.client.application

    def send(_number: int) -> tuple[int, str]:
        answer = app.test_client().post(
            "/hooks/ecap", data=shot.body, headers={**shot.headers, "Content-Type": "application/json"}
        )
        return answer.status_code, answer.get_json()["receipt"]

    with ThreadPoolExecutor(16) as crowd:
        answers = list(crowd.map(send, range(400)))
    assert sorted(status for status, _ in answers)[-1] == 202
    assert [status for status, _ in answers].count(202) == 1
    assert len({receipt for _, receipt in answers}) == 1
