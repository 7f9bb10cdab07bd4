"""Letters about alerts: in the person's language, severe ones alone, the rest together, and nothing that is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from neni.core.adapters.mail import SmtpMail
from neni.core.model.alerts import AlertKind
from neni.core.model.alerts.notices import NoticeSettings
from neni.core.model.errands import ErrandQuery, ErrandStatus
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.alerts import notices
from neni.core.services.alerts.alert_desk import Asked, acknowledge, inbox
from neni.core.services.alerts.watching import sweep
from neni.core.services.cases import intake
from neni.core.services.work.errand_crew import work_off
from tests.adapters.test_mail import Box, mail_server
from tests.conftest import FixedClock
from tests.services.conftest import OFFICER, Parks
from tests.services.deadline_parks import ADMINISTRATOR, HEAD, LAW, STATED
from tests.services.deadlines.test_deadlines import MONDAY, opened

WARNED = datetime(2026, 3, 8, 7, 0, tzinfo=UTC)
SERBIAN = replace(OFFICER, language=Language.SERBIAN)


@pytest.fixture
def post() -> Iterator[tuple[Box, SmtpMail]]:
    with mail_server() as (box, server):
        yield box, SmtpMail(server)


@pytest.fixture
def office(parks: Parks, clock: FixedClock, post: tuple[Box, SmtpMail]) -> Office:
    office = replace(parks(permit=LAW), mail=post[1], address="https://neni.example.org")
    with office.store.writing() as work:
        for person in (SERBIAN, HEAD, ADMINISTRATOR):
            work.people.add(person, "!")
    clock.moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    notices.save(office, SERBIAN, NoticeSettings("officer", address="agim@example.org"))
    return office


def test_a_severe_alert_is_a_letter_of_its_own(office: Office, clock: FixedClock, post: tuple[Box, SmtpMail]) -> None:
    case = opened(office, asked_on=MONDAY)
    clock.moment = WARNED
    sweep(office)
    assert work_off(office) == 1
    (letter,) = post[0].letters
    assert letter["Subject"] == "[Neni] Hitno: Odgovor"
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    (alert,) = inbox(office, SERBIAN).alerts
    assert f"{case.reference} Germia. Poslednji trenutak: ponedeljak 09.03.2026 u 23:59." in text
    assert f"https://neni.example.org/alerts/{alert.id}" in text
    page = letter.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert f'<a href="https://neni.example.org/alerts/{alert.id}">' in page
    assert '<html lang="sr-Latn">' in page


def test_the_rest_is_one_digest_for_a_sweep(office: Office, clock: FixedClock, post: tuple[Box, SmtpMail]) -> None:
    for title in ("A", "<b>B</b>", "C"):
        intake.open_case(office, OFFICER, "parks.permit", STATED | {"title": title, "festival_on": "2026-03-15"})
    clock.moment = datetime(2026, 3, 7, 0, 0, tzinfo=UTC)
    sweep(office)
    (known,) = [alert for alert in inbox(office, SERBIAN).alerts if " A." in alert.message.sr]
    acknowledge(office, SERBIAN, known.id, "znam")
    assert work_off(office) == 1
    (letter,) = post[0].letters
    assert letter["Subject"] == "[Neni] Napomena: 2 upozorenja", "what is known by now is left out"
    assert "&lt;b&gt;B&lt;/b&gt;" in letter.get_body(("html",)).get_content()  # type: ignore[union-attr]


def test_nothing_goes_when_nothing_is_left_to_tell(
    office: Office, clock: FixedClock, post: tuple[Box, SmtpMail]
) -> None:
    opened(office, asked_on=MONDAY)
    clock.moment = WARNED
    sweep(office)
    acknowledge(office, SERBIAN, inbox(office, SERBIAN).alerts[0].id, "znam")
    assert work_off(office) == 1
    assert post[0].letters == []


def test_a_busy_server_is_tried_again_and_a_refusal_is_parked_and_told(
    office: Office, clock: FixedClock, post: tuple[Box, SmtpMail]
) -> None:
    opened(office, asked_on=MONDAY)
    clock.moment = WARNED
    post[0].answer = "451 later"
    sweep(office)
    work_off(office)
    with office.store.reading() as work:
        (errand,) = work.errands.find(ErrandQuery(limit=5))
    assert (errand.status, "451" in errand.error) == (ErrandStatus.WAITING, True)
    clock.forward(timedelta(minutes=1))
    post[0].answer = "550 no such box"
    work_off(office)
    with office.store.reading() as work:
        assert work.errands.get(errand.id).status is ErrandStatus.PARKED
    clock.forward(timedelta(minutes=1))
    sweep(office)
    (alert,) = inbox(office, ADMINISTRATOR, Asked(department="*")).alerts
    assert (alert.kind, alert.level) == (AlertKind.ERRAND, "parked")
    clock.forward(timedelta(minutes=1))
    sweep(office)
    assert inbox(office, ADMINISTRATOR, Asked(department="*")).count == 1, "no second one while it stands"
