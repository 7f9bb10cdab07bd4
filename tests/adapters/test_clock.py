"""The clock of the machine: instants in UTC, days in Kosovo."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from neni.core.adapters.clock import SystemClock, day_in_kosovo
from neni.core.ports import Clock


def test_now_is_aware_and_utc() -> None:
    clock: Clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_today_is_the_day_in_kosovo() -> None:
    clock = SystemClock()
    before, today, after = day_in_kosovo(clock.now()), clock.today(), day_in_kosovo(clock.now())
    assert before <= today <= after


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 7, 31, 22, 0, tzinfo=UTC), date(2026, 8, 1)),
    ],
)
def test_midnight_in_kosovo_is_earlier_than_in_greenwich(instant: datetime, day: date) -> None:
    assert day_in_kosovo(instant) == day
