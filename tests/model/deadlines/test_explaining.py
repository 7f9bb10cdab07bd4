"""A deadline says in three languages from where it was counted, what did not count and why, and its last minute."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from neni.core.model.deadlines.counting import Count, count
from neni.core.model.deadlines.explaining import StepKind, as_text, explain
from neni.core.model.deadlines.pauses import Extension, Pause
from neni.core.model.deadlines.terms import Bound, Direction, Method, Roll, Term, Unit
from neni.core.model.references import Reference
from neni.core.model.text import Language, Text
from tests.model.deadlines.calendars import CALENDAR

EVENT = Text("kërkesa", "zahtev", "request")
ARTICLE = Reference("08/L-228", "27")


def counted(method: Method, event: date | datetime, *more: object) -> Count:
    return count(method, event, CALENDAR, *more)  # type: ignore[arg-type]


def test_the_whole_explanation_of_working_days() -> None:
    found = counted(Method(Term(2, Unit.WORKING_DAYS)), date(2026, 4, 29))
    told = as_text(explain(found, EVENT, ARTICLE))
    assert told.en == (
        "Event: request, Wednesday 29.04.2026; the day of the event does not count. Within 2 working days after the "
        "event. Not counted: Friday 01.05.2026 (holiday 05-01). Not counted: Saturday 02.05.2026 . Not counted: Sunday "
        "03.05.2026 . Last minute: Monday 04.05.2026, 23:59. 08/L-228, art. 27. The end stays, also when nobody works."
    ).replace("2026 .", "2026.")
    assert "Minuta e fundit: e hënë 04.05.2026, ora 23:59." in told.sq
    assert "Ne računa se petak 01.05.2026 (holiday 05-01)." in told.sr


def test_what_the_end_was_moved_over() -> None:
    found = counted(Method(Term(2, Unit.DAYS), roll=Roll.NEXT_WORKING_DAY), date(2026, 4, 29))
    moved = [step for step in explain(found, EVENT) if step.kind is StepKind.MOVED]
    assert [step.day for step in moved] == [date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 3)]
    assert moved[0].words.en == "The end does not fall on Friday 01.05.2026 (holiday 05-01): nobody works."


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (counted(Method(Term(1, Unit.HOURS)), datetime(2026, 3, 2, 9, tzinfo=UTC)), "hours are counted as they pass"),
        (counted(Method(Term(8, Unit.WORKING_HOURS)), datetime(2026, 3, 2, 9, tzinfo=UTC)), "08:00-16:00"),
        (counted(Method(Term(1, Unit.MONTHS)), date(2026, 1, 31)), "ends on its last day"),
        (counted(Method(Term(5, Unit.DAYS), Direction.BEFORE), date(2026, 3, 31)), "At the latest 5 calendar days"),
        (
            counted(Method(Term(40, Unit.DAYS), bound=Bound.EARLIEST), date(2026, 3, 2)),
            "Not before Saturday 11.04.2026",
        ),
        (
            counted(Method(Term(5, Unit.DAYS)), date(2026, 3, 2), [Pause(datetime(2026, 3, 3, tzinfo=UTC), None, "x")]),
            "stands still",
        ),
        (
            counted(Method(Term(5, Unit.DAYS)), date(2026, 3, 2), [], [Extension(None, date(2026, 5, 1), "y")]),
            "Extended by decision until Friday 01.05.2026: y.",
        ),
    ],
)
def test_each_policy_is_told(found: Count, words: str) -> None:
    told = as_text(explain(found, EVENT, ARTICLE))
    assert words in told.en
    assert all(getattr(told, one.value) for one in Language)


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (1, "radni dan"),
        (2, "radna dana"),
        (5, "radnih dana"),
        (11, "radnih dana"),
        (21, "radni dan"),
        (24, "radna dana"),
    ],
)
def test_serbian_counts_in_three_forms(amount: int, told: str) -> None:
    assert Term(amount, Unit.WORKING_DAYS).words.sr == f"{amount} {told}"
