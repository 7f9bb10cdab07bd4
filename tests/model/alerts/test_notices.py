"""Quiet hours, leave and the ladder, as values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.model.alerts import Alert, AlertKind, Gravity
from neni.core.model.alerts.notices import NoticeSettings, stands_in
from neni.core.model.deadlines.moments import ZONE
from neni.core.model.text import Text

FIRST, LAST = datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2027-12-31")
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
CLOCKS = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@given(MOMENTS, CLOCKS, CLOCKS)
def test_a_letter_waits_for_the_end_of_the_quiet_hours_and_no_longer(moment: datetime, start: time, end: time) -> None:
    wishes = NoticeSettings("arta", quiet_from=start, quiet_until=end)
    sent = wishes.not_before(moment)
    assert timedelta() <= sent - moment <= timedelta(hours=25), "also in the night the clocks change"
    if sent != moment:
        local = sent.astimezone(ZONE)
        is_gap = local.date().month == 3 and local.hour == 3
        assert local.time() == end or is_gap


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        ("19:59", "19:59"),
        ("20:00", "07:00"),
        ("23:30", "07:00"),
        ("06:59", "07:00"),
        ("07:00", "07:00"),
        ("12:00", "12:00"),
    ],
)
def test_quiet_hours_pass_midnight(told: str, sent: str) -> None:
    wishes = NoticeSettings("arta", quiet_from=time(20), quiet_until=time(7))
    moment = datetime.combine(date(2026, 3, 2), time.fromisoformat(told), ZONE)
    assert wishes.not_before(moment).astimezone(ZONE).time() == time.fromisoformat(sent)


def test_whoever_stands_in_may_be_away_too() -> None:
    def away(person: str, substitute: str) -> NoticeSettings:
        return NoticeSettings(person, away_from=date(2026, 3, 1), substitute=substitute)

    settings = {
        one.person_id: one for one in (away("a", "b"), away("b", "c"), away("x", "y"), away("y", "x"), away("z", ""))
    }
    day = date(2026, 3, 2)
    assert [stands_in(one, day, settings) for one in ("a", "b", "c", "x", "z")] == ["c", "c", "c", None, None]
    assert stands_in("a", date(2026, 2, 28), settings) == "a"


ALERT = Alert(
    *("id", AlertKind.WARNING, "key", "about", "level", Gravity.SEVERE, "parks", Text.of("T"), Text.of("M")),
    datetime(2026, 3, 2, tzinfo=UTC),
    ("officer", "head", "executive"),
)


@given(st.timedeltas(timedelta(minutes=2), timedelta(days=30)), st.sampled_from([Gravity.SEVERE, Gravity.WARNING]))
def test_every_rung_is_told_before_the_last_moment(left: timedelta, gravity: Gravity) -> None:
    told = ALERT.raised_at
    alert = replace(ALERT, gravity=gravity, due=told + left)
    first = alert.climbs_at(told)
    assert first is not None
    second = replace(alert, rung=1).climbs_at(first)
    assert second is not None
    assert told < first < second < alert.due  # type: ignore[operator]
    assert replace(alert, rung=2).climbs_at(second) is None


def test_a_note_climbs_no_ladder() -> None:
    assert replace(ALERT, gravity=Gravity.NOTE).climbs_at(ALERT.raised_at) is None
