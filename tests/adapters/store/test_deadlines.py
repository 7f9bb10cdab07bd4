"""Deadlines, decisions about them, official tables and feeds come back from both databases as they were stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.errors import Conflict, NotFound
from neni.core.model.calendars import DayOff, YearTable
from neni.core.model.cases import Case
from neni.core.model.deadlines.explaining import Step, StepKind
from neni.core.model.deadlines.stored import Deadline, DeadlineState, Decision, DecisionKind, Feed, StoredTable
from neni.core.model.deadlines.terms import Term, Unit
from neni.core.model.rules import Severity
from neni.core.model.text import Text
from neni.core.ports import DueQuery

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
CASE = Case("c1", "PRK-1", "parks.permit", "Germia", {}, date(2026, 3, 2), AT, "agim")
FULL = Deadline(
    id="d1",
    case_id="c1",
    rule="PRK-D1",
    ruleset="parks.permit",
    rulesets={"parks.permit": "f" * 64},
    fingerprint="e" * 64,
    severity=Severity.BLOCKING,
    state=DeadlineState.OPEN,
    changed_at=AT,
    event=date(2026, 3, 2),
    due=AT + timedelta(days=7),
    last_day=date(2026, 3, 9),
    warn_at=(AT + timedelta(days=5), AT + timedelta(days=6)),
    missing=("urgent",),
    done=AT + timedelta(days=3),
    reason="ç",
    told=(Step(StepKind.SKIPPED, Text("a", "b", "c"), date(2026, 3, 7)), Step(StepKind.END, Text.of("x"))),
)


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    with store.writing() as work:
        work.cases.add(CASE)
        work.deadlines.save(None, FULL)
    return store


def test_a_deadline_comes_back_as_it_was(filled: SqlStore) -> None:
    with filled.reading() as work:
        assert work.deadlines.get("d1") == FULL
        assert work.deadlines.of_case("c1") == (FULL,)
        with pytest.raises(NotFound):
            work.deadlines.get("d2")


def test_two_who_change_it_at_once_do_not_overwrite_each_other(filled: SqlStore) -> None:
    changed = replace(FULL, state=DeadlineState.MISSED)
    with filled.writing() as work:
        saved = work.deadlines.save(FULL, changed)
    assert saved.version == 2
    with pytest.raises(Conflict), filled.writing() as work:
        work.deadlines.save(FULL, changed)
    with pytest.raises(Conflict), filled.writing() as work:
        work.deadlines.save(None, replace(FULL, id="d2"))


def test_they_are_found_by_when_and_whose(filled: SqlStore) -> None:
    def found(**asked: object) -> list[str]:
        query = DueQuery(("parks.permit",), (DeadlineState.OPEN,), **asked)  # type: ignore[arg-type]
        with filled.reading() as work:
            return [one.deadline.id for one in work.deadlines.find(query)]

    assert FULL.due is not None
    assert found() == found(opened_by="agim") == ["d1"]
    assert found(opened_by="besa") == []
    assert found(since=FULL.due) == ["d1"]
    assert found(until=FULL.due) == []
    assert found(attention_before=AT + timedelta(days=5)) == []
    assert found(attention_before=AT + timedelta(days=5, seconds=1)) == ["d1"]
    with filled.reading() as work:
        (one,) = work.deadlines.overdue(FULL.due + timedelta(seconds=1))
        assert (one.reference, one.title, one.case_type, one.opened_by) == ("PRK-1", "Germia", "parks.permit", "agim")
        assert work.deadlines.overdue(FULL.due) == ()
        assert len(work.deadlines.running()) == 1
        assert work.deadlines.find(DueQuery(("roads.permit",), tuple(DeadlineState))) == ()


def test_decisions_are_kept_and_decided_once(filled: SqlStore) -> None:
    first = Decision("x1", "d1", DecisionKind.EXTEND, "Vendim", "agim", AT, term=Term(3, Unit.WORKING_DAYS))
    second = Decision("x2", "d1", DecisionKind.SUSPEND, "Ekspert", "agim", AT, at=AT, decided_by="agim", decided_at=AT)
    with filled.writing() as work:
        work.deadlines.decide(first)
        work.deadlines.decide(second)
    decided = replace(first, decided_by="linda", decided_at=AT, refused=True)
    with filled.writing() as work:
        work.deadlines.decide(decided)
    with filled.reading() as work:
        assert work.deadlines.decisions(["d1"]) == (decided, second)
        assert work.deadlines.decision("x2") == second
        with pytest.raises(NotFound):
            work.deadlines.decision("x3")
    with pytest.raises(Conflict), filled.writing() as work:
        work.deadlines.decide(first)


def test_the_table_accepted_last_counts_for_its_year(store: SqlStore) -> None:
    days = (DayOff(date(2026, 5, 9), Text("a", "b", "c")), DayOff(date(2026, 5, 11), Text.of("x"), date(2026, 5, 9)))
    table = YearTable(2026, days, Text("s", "s", "s"), official=True, working=(date(2026, 5, 16),))
    first = StoredTable("t1", table, "admin", AT)
    second = StoredTable("t2", replace(table, working=()), "admin", AT)
    with store.writing() as work:
        work.calendars.add(first)
        work.calendars.add(second)
        assert work.calendars.in_use() == ()
        accepted = work.calendars.accept("t2", "admin", AT)
        assert work.calendars.in_use() == (accepted,)
        later = work.calendars.accept("t1", "admin", AT + timedelta(days=1))
    assert later.table == table
    with store.reading() as work:
        assert work.calendars.in_use() == (later,)
        assert [one.id for one in work.calendars.all()] == ["t2", "t1"]
        with pytest.raises(NotFound):
            work.calendars.get("t3")
    with pytest.raises(Conflict), store.writing() as work:
        work.calendars.accept("t1", "admin", AT)


def test_a_feed_is_found_by_its_token_until_it_is_revoked(store: SqlStore) -> None:
    feed = Feed("f1", "agim", "hash", "parks", "Parqet", AT)
    with store.writing() as work:
        work.feeds.add(feed)
    with store.reading() as work:
        assert work.feeds.by_token("hash") == feed
        assert work.feeds.of_person("agim") == (feed,)
    with pytest.raises(NotFound), store.writing() as work:
        work.feeds.revoke("f1", "besa", AT)
    with store.writing() as work:
        work.feeds.revoke("f1", "agim", AT)
        assert work.feeds.by_token("hash") is None
        assert work.feeds.of_person("agim") == ()
