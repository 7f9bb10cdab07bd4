"""Crontab lines in Kosovo's time: right on the nights when clocks change, refused where they would not be."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.adapters import scheduler
from neni.core.errors import BadConfiguration

AUTUMN = datetime(2026, 10, 24, 22, tzinfo=UTC)
SPRING = datetime(2027, 3, 27, 22, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize("night", [AUTUMN, SPRING])
def test_what_comes_every_minute_or_hour_comes_evenly_while_clocks_change(night: datetime) -> None:
    minutes = list(scheduler.slots("* * * * *", night, night + 8 * HOUR))
    assert minutes == [night + n * MINUTE for n in range(1, 481)]
    assert list(scheduler.slots("0 * * * *", night, night + 8 * HOUR)) == [night + n * HOUR for n in range(1, 9)]


@pytest.mark.parametrize(("night", "utc"), [(AUTUMN, [1, 1, 2, 2]), (SPRING, [2, 2, 1, 1])])
def test_half_past_three_comes_once_a_night(night: datetime, utc: list[int]) -> None:
    found = list(scheduler.slots("30 3 * * *", night - 2 * DAY, night + 2 * DAY))
    assert [slot.hour for slot in found] == utc
    assert len({slot.date() for slot in found}) == 4


@pytest.mark.parametrize(
    ("cron", "told"),
    [
        ("30 2 * * *", "comes twice in autumn"),
        ("0 1-5 * * *", "comes twice in autumn"),
        ("0 */2 * * *", "comes twice in autumn"),
        ("0 6 * * 1", "written by name"),
        ("0 6 * * mon-5", "written by name"),
        ("0 6 * *", "five fields"),
        ("", "five fields"),
        ("61 * * * *", "cannot be read"),
        ("0 6 * * fry", "cannot be read"),
        ("0 0 30 2 *", "never comes"),
    ],
)
def test_a_line_that_would_go_wrong_is_refused_in_words(cron: str, told: str) -> None:
    with pytest.raises(BadConfiguration) as refused:
        scheduler.following(cron, AUTUMN)
    assert told in refused.value.message.en
    assert refused.value.message.sq != refused.value.message.sr


@pytest.mark.parametrize("cron", ["0 6 * * mon-fri", "*/5 * * * *", "0 1,3 * * sat,sun", "30 3 1 1 *", "0 0 29 2 *"])
def test_a_line_that_is_right_is_taken(cron: str) -> None:
    scheduler.check(cron)


def test_monday_is_monday() -> None:
    assert scheduler.following("0 8 * * mon", AUTUMN).strftime("%a") == "Mon"


@given(
    st.sampled_from(["* * * * *", "17 * * * *", "30 3 * * *", "0 6 * * mon", "30 3 1 1 *"]),
    st.integers(0, 60 * 24 * 40),
    st.integers(0, 60 * 24 * 3),
)
def test_the_latest_is_the_last_of_all(cron: str, start: int, long: int) -> None:
    after = AUTUMN - 20 * DAY + start * MINUTE
    every = list(scheduler.slots(cron, after, after + long * MINUTE))
    assert scheduler.latest(cron, after, after + long * MINUTE) == (every[-1] if every else None)


def test_a_ticker_ticks_and_goes_on_after_a_failure() -> None:
    ticked, enough = [], threading.Event()

    def tick() -> None:
        ticked.append(True)
        if len(ticked) == 3:
            enough.set()

    ticker = scheduler.Ticker(tick, 0.02)
    ticker.start()
    assert enough.wait(10)
    ticker.close()
    after = len(ticked)
    assert not threading.Event().wait(0.1)
    assert len(ticked) == after
