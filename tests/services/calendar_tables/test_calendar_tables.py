"""A table of days off is shown with everything it moves, accepted as shown, and counts from then on; the due list."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from neni.core.adapters.holidays import ComputedHolidays
from neni.core.errors import BadRules, Conflict, NotAllowed
from neni.core.model.alerts import Alert, AlertKind, AlertState, Gravity
from neni.core.model.calendars import Calendar
from neni.core.model.deadlines.stored import DeadlineState
from neni.core.office import Office
from neni.core.ports import AlertQuery
from neni.core.services import calendar_tables
from neni.core.services.agendas.due import When, as_table, due_list
from neni.core.services.alerts.watching import sweep
from neni.core.services.calendar_tables import recounting
from neni.core.services.cases import intake
from neni.core.services.deadlines import calendars
from neni.core.services.deadlines.deadline_reading import deadlines_of, state_words
from tests.conftest import FixedClock
from tests.services.conftest import OFFICER, STRANGER, Parks
from tests.services.deadline_parks import ADMINISTRATOR, LAW, STATED

LINES = """2026-01-01; ; Viti i Ri; Nova godina; New Year
2026-03-06; ; Dita e Parqeve; Dan parkova; Day of Parks
2026-05-09; 2026-05-11; Dita e Evropës
work 2026-03-07
"""


@pytest.fixture
def office(parks: Parks) -> Office:
    made = parks(permit=LAW)
    with made.store.writing() as work:
        work.people.add(OFFICER, "!")
    return made


def opened(office: Office, **facts: object) -> str:
    return intake.open_case(office, OFFICER, "parks.permit", STATED | facts).reference


def test_a_table_is_shown_with_what_it_moves_and_then_counts(office: Office) -> None:
    reference = opened(office, asked_on="2026-03-02")
    opened(office, asked_on="2026-02-02", answered_on="2026-02-05")
    table = calendar_tables.from_lines(2026, LINES.replace("work 2026-03-07\n", ""), "Vendimi 1/2026")
    stored = calendar_tables.enter(office, ADMINISTRATOR, table)
    shown = calendar_tables.preview(office, ADMINISTRATOR, stored.id)
    (moved,) = shown.moved
    assert (moved.reference, moved.owner) == (reference, "Agim Gashi")
    assert (moved.before, moved.after) == (
        datetime(2026, 3, 9, 22, 59, 59, tzinfo=UTC),
        datetime(2026, 3, 10, 22, 59, 59, tzinfo=UTC),
    )
    assert date(2026, 3, 6) in {one.day for one in shown.comparison.differences}
    case = intake.get_case(office, OFFICER, reference)
    with office.store.reading() as work:
        assert work.deadlines.of_case(case.id)[0].due == moved.before, "showing changes nothing"
    calendar_tables.accept(office, ADMINISTRATOR, stored.id, shown.seal)
    with office.store.reading() as work:
        assert work.deadlines.of_case(case.id)[0].due == moved.after
        assert [kind for kind, *_ in work.events.of("calendar:2026")] == [
            "CalendarTableEntered",
            "CalendarTableAccepted",
        ]
    assert "calendar" in [data.get("why") for *_, data in intake.history(office, OFFICER, reference)]
    year = calendar_tables.year(office, OFFICER, 2026)
    assert (year.counts.official, year.waiting) == (True, ())


def accepted(office: Office, lines: str) -> None:
    stored = calendar_tables.enter(office, ADMINISTRATOR, calendar_tables.from_lines(2026, lines, "Vendimi"))
    calendar_tables.accept(
        office, ADMINISTRATOR, stored.id, calendar_tables.preview(office, ADMINISTRATOR, stored.id).seal
    )


def moves(office: Office, *, ended: bool = False) -> list[Alert]:
    state = AlertState.ENDED if ended else AlertState.OPEN
    with office.store.reading() as work:
        return list(work.alerts.find(AlertQuery(kind=AlertKind.MOVED, state=state, limit=100)))


def test_whoever_has_a_deadline_that_a_table_moves_is_told(office: Office) -> None:
    reference = opened(office, asked_on="2026-03-02")
    opened(office, asked_on="2026-02-02", answered_on="2026-02-05")
    later, sooner = "2026-03-06; ; Dita", "2026-01-01; ; Viti i Ri"
    accepted(office, later)
    (note,) = moves(office)
    assert (note.gravity, note.reference, note.title.en) == (Gravity.NOTE, reference, "Deadline moved: Answer")
    assert "before Monday 09.03.2026, 23:59, now Tuesday 10.03.2026, 23:59" in note.message.en
    assert all("09.03.2026" in one and "10.03.2026" in one for one in (note.message.sq, note.message.sr))
    sweep(office)
    with office.store.reading() as work:
        assert work.alerts.told(note.id), "the owner has it"
    accepted(office, sooner)
    (warning,) = moves(office)
    assert warning.gravity is Gravity.WARNING, "less time than they thought"
    assert [one.id for one in moves(office, ended=True)] == [note.id], "what the earlier table said is over"
    case = intake.get_case(office, OFFICER, reference)
    stated = STATED | {"asked_on": "2026-03-02", "answered_on": "2026-03-05"}
    intake.change_facts(office, OFFICER, reference, stated, case.version)
    sweep(office)
    assert not moves(office), "it was answered"


def test_a_table_that_an_update_brings_counts_deadlines_anew_at_night(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = opened(office, asked_on="2026-03-02")
    recounting.count_shipped(office)
    assert not moves(office)
    table = calendar_tables.from_lines(2026, "2026-03-06; ; Dita e Parqeve", "Gazeta Zyrtare")
    tables = {**calendars.shipped(), 2026: table}
    monkeypatch.setattr(recounting, "shipped", lambda: tables)
    monkeypatch.setattr(calendars, "shipped_calendar", lambda: Calendar(tables, ComputedHolidays().table))
    recounting.count_shipped(office)
    recounting.count_shipped(office)
    (told,) = moves(office)
    assert told.reference == reference
    assert "Gazeta Zyrtare" in told.message.en
    assert "calendar" in [data.get("why") for *_, data in intake.history(office, OFFICER, reference)]


def test_what_changed_meanwhile_is_not_accepted(office: Office) -> None:
    table = calendar_tables.from_lines(2026, LINES.replace("work 2026-03-07\n", ""), "Vendimi")
    stored = calendar_tables.enter(office, ADMINISTRATOR, table)
    shown = calendar_tables.preview(office, ADMINISTRATOR, stored.id)
    opened(office, asked_on="2026-03-02")
    with pytest.raises(Conflict):
        calendar_tables.accept(office, ADMINISTRATOR, stored.id, shown.seal)
    assert not calendar_tables.year(office, OFFICER, 2026).counts.official


def test_a_year_without_a_computed_calendar_gets_its_official_table(office: Office) -> None:
    assert "enter the official table" in calendar_tables.year(office, OFFICER, 1995).counts.source.en
    table = calendar_tables.from_lines(1995, "1995-05-01; ; Dita e Punës", "Gazeta")
    stored = calendar_tables.enter(office, ADMINISTRATOR, table)
    shown = calendar_tables.preview(office, ADMINISTRATOR, stored.id)
    assert [one.day for one in shown.comparison.differences] == [date(1995, 5, 1)]
    calendar_tables.accept(office, ADMINISTRATOR, stored.id, shown.seal)
    assert calendar_tables.year(office, OFFICER, 1995).counts.official
    with pytest.raises(Conflict, match="choose one of 1900"):
        calendar_tables.year(office, OFFICER, 1899)


def test_lines_read_back_as_they_were_written() -> None:
    table = calendar_tables.from_lines(2026, LINES, "Vendimi")
    assert calendar_tables.from_lines(2026, calendar_tables.as_lines(table), "Vendimi") == table
    assert table.working == (date(2026, 3, 7),)


def test_bad_lines_are_told_by_their_number() -> None:
    with pytest.raises(BadRules) as refused:
        calendar_tables.from_lines(2026, "2026-02-30; ; x\n\n2027-01-01; ; x\nrubbish", "")
    assert [one.where for one in refused.value.problems] == ["1", "3", "4", ""]


def test_only_the_administrator_enters_tables(office: Office) -> None:
    with pytest.raises(NotAllowed):
        calendar_tables.enter(office, OFFICER, calendar_tables.from_lines(2026, LINES, "Vendimi"))
    assert "no computed calendar" in calendar_tables.year(office, OFFICER, 2199).counts.source.en


def test_the_due_list_has_its_parts(office: Office, clock: FixedClock) -> None:
    opened(office, asked_on="2026-02-02")
    opened(office, asked_on="2026-02-23")
    opened(office, asked_on="2026-02-27")
    opened(office, asked_on="2026-03-30", event_at="2026-03-01T10:00:00Z")
    found = due_list(office, OFFICER)
    counts = {when: len(items) for when, items in found.parts.items()}
    assert counts == {When.OVERDUE: 1, When.TODAY: 1, When.WEEK: 2, When.LATER: 1}
    (late,) = found.parts[When.OVERDUE]
    assert (late.due.deadline.state, late.title.en, late.owner) == (DeadlineState.MISSED, "Answer", "Agim Gashi")
    assert due_list(office, OFFICER, until=date(2026, 3, 2)).count == 2
    assert due_list(office, OFFICER, opened_by="somebody").count == 0
    assert due_list(office, STRANGER).count == 0
    with pytest.raises(NotAllowed):
        due_list(office, STRANGER, department="parks")


def test_what_was_done_too_late_is_not_due_any_more(office: Office) -> None:
    reference = opened(office, asked_on="2026-02-02", answered_on="2026-02-27")
    (shown,) = (one for one in deadlines_of(office, OFFICER, reference) if one.rule.code == "PRK-D1")
    assert shown.deadline.state is DeadlineState.MISSED
    words = state_words(shown.rule, shown.deadline.state, done=shown.deadline.done is not None)
    assert words.en == "done too late"
    assert due_list(office, OFFICER).count == 0


def test_the_due_list_is_a_spreadsheet_too(office: Office) -> None:
    from neni.core.adapters.spreadsheets import lists  # noqa: PLC0415 - only to read what was written
    from neni.core.model.text import Language  # noqa: PLC0415

    opened(office, asked_on="2026-02-27")
    grid = lists.read(as_table(due_list(office, OFFICER), Language.ENGLISH))
    cells = [cell for row in grid.rows for cell in row.cells]
    assert "Friday 06.03.2026, 23:59" in cells
