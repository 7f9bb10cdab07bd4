"""Complaints from intake to the court: the clock of the law of the day, the file, and what they mean for results."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document as Docx

from neni.core.adapters import statements
from neni.core.errors import MissingForDocument
from neni.core.model.cases import Case
from neni.core.model.deadlines.stored import DeadlineState
from neni.core.model.findings import Evaluation, Outcome
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.alerts.watching import sweep
from neni.core.services.cases import evaluation, intake
from neni.core.services.deadlines.deadline_reading import deadlines_of
from neni.core.services.paper import issuing
from tests.conftest import FixedClock

CLERK = Person("p-clerk", "clerk", "Arta Berisha", Language.ALBANIAN, frozenset({(EVERYWHERE, Role.OFFICER)}))
FACTS: dict[str, Any] = {"title": "Rinumërimi i vendvotimit 12/3", "kind": "results", "event_on": "2026-01-31"}
REFUSED: dict[str, Any] = {
    "title": "Refuzimi i listës",
    "kind": "certification",
    "event_on": "2026-05-29",
    "decision_notified_at": "2026-05-29T15:00:00+02:00",
}

WHOLE: dict[str, Any] = {
    "complainant": "Nisma Qytetare",
    "complainant_kind": "entity",
    "facts_note": "Formulari ka dallim prej dy votash.",
    "legal_view": "Ankesa është e afatshme.",
    "outcome": "upheld",
    "fine": "500.00",
    "station_forms_attached": True,
    "evidence_attached": True,
}


def complaint(office: Office, **facts: object) -> Case:
    return intake.open_case(office, CLERK, "legal.complaint", {**FACTS, **facts})


def said(office: Office, case: Case) -> Evaluation:
    return evaluation.evaluate(office, case.type, case.facts, case.on, case=case)


def holding(office: Office, case: Case) -> set[str]:
    return {one.rule for one in said(office, case).with_outcome(Outcome.HOLDS)}


@pytest.mark.parametrize(
    ("received", "late"),
    [("2026-06-03T15:00:00+02:00", False), ("2026-06-03T15:00:01+02:00", True)],
)
def test_an_appeal_against_a_refusal_has_twenty_four_working_hours(office: Office, received: str, late: bool) -> None:
    """Friday 15:00 leaves one hour; Monday and Tuesday have eight each; the rest is Wednesday until 15:00."""
    case = complaint(office, **REFUSED, received_at=received)
    assert ("LEG-A02" in holding(office, case)) is late


@pytest.mark.parametrize(
    ("event_on", "published", "received", "late"),
    [
        ("2023-07-02", "2023-07-02T20:00:00+02:00", "2023-07-03T20:00:00+02:00", False),
        ("2023-07-02", "2023-07-02T20:00:00+02:00", "2023-07-03T20:00:01+02:00", True),
        ("2023-07-02", "2023-07-03T00:00:00+02:00", "2023-07-04T23:00:00+02:00", False),
        ("2023-07-03", "2023-07-02T23:59:00+02:00", "2023-07-04T00:00:00+02:00", True),
        ("2023-07-03", "2023-07-03T00:00:00+02:00", "2023-07-05T00:00:00+02:00", False),
        ("2023-07-03", "2023-07-03T00:00:00+02:00", "2023-07-05T00:00:01+02:00", True),
    ],
)
def test_the_rule_and_the_clock_agree_at_the_change_of_law(
    office: Office, event_on: str, published: str, received: str, late: bool
) -> None:
    """A day until 2 July 2023, two from 3 July on, by the day of publication, whatever day the case bears."""
    stated = {**FACTS, "event_on": event_on, "published_at": published, "received_at": received}
    case = complaint(office, **stated)
    (clock,) = (one for one in deadlines_of(office, CLERK, case.reference) if one.rule.code == "LEG-D1")
    assert (clock.deadline.state is DeadlineState.MET) is not late
    assert ("LEG-A01" in holding(office, case)) is late


def test_a_complaint_that_is_only_thought_of_is_measured_too(office: Office) -> None:
    clocks = {"published_at": "2026-01-31T10:00:00Z", "received_at": "2026-02-02T10:00:01Z"}
    facts = statements.read(office.host.lawbook("legal.complaint").facts, {**FACTS, **clocks})
    found = evaluation.evaluate(office, "legal.complaint", facts, date(2026, 1, 31))
    assert "LEG-A01" in {one.rule for one in found.with_outcome(Outcome.HOLDS)}


def test_whether_it_was_in_time_is_unknown_while_it_has_not_come(office: Office) -> None:
    case = complaint(office, **REFUSED)
    untold = {one.rule for one in said(office, case).with_outcome(Outcome.CANNOT_BE_TOLD)}
    assert "LEG-A02" in untold


class TestNumbers:
    def test_a_number_twice_a_gap_and_a_wrong_order_are_told(self, office: Office) -> None:
        first = complaint(office, ecap_number="A. nr. 1/2026", received_at="2026-02-01T10:00:00Z")
        second = complaint(office, ecap_number="A. nr. 2/2026", received_at="2026-02-01T11:00:00Z")
        assert "LEG-A08" not in holding(office, first) | holding(office, second)
        twice = complaint(office, ecap_number="A. nr. 2/2026", received_at="2026-02-01T12:00:00Z")
        gap = complaint(office, ecap_number="A. nr. 5/2026", received_at="2026-02-01T12:00:00Z")
        early = complaint(office, ecap_number="A. nr. 3/2026", received_at="2026-02-01T09:00:00Z")
        assert all("LEG-A08" in holding(office, one) for one in (twice, gap, early))

    @pytest.mark.parametrize("spelt", ["A.nr. 2/2026", "a nr.2/2026", "A. Nr 2 / 2026", "A. br. 2/2026", "A.2/2026"])
    def test_the_same_number_in_another_form_is_the_same(self, office: Office, spelt: str) -> None:
        complaint(office, ecap_number="A. nr. 1/2026", received_at="2026-02-01T10:00:00Z")
        second = complaint(office, ecap_number=spelt, received_at="2026-02-01T11:00:00Z")
        assert "LEG-A08" not in holding(office, second)
        twice = complaint(office, ecap_number="A. nr. 2/2026", received_at="2026-02-01T12:00:00Z")
        assert "LEG-A08" in holding(office, twice)

    def test_each_year_and_book_has_its_own_row(self, office: Office) -> None:
        complaint(office, ecap_number="A. nr. 7/2025", received_at="2025-02-01T10:00:00Z")
        other = complaint(office, ecap_number="B. nr. 7/2026", received_at="2026-02-01T10:00:00Z")
        assert "LEG-A08" not in holding(office, other)


def test_results_wait_until_the_last_complaint_has_ended(office: Office) -> None:
    facts = {"title": "Kuvendi 2026", "election_kind": "assembly", "early": False, "election_day": "2026-02-01"}
    election = intake.open_case(office, CLERK, "operations.election", facts)
    assert "LEG-A10" not in holding(office, election)
    one = complaint(office, election_reference=election.reference)
    assert "LEG-A10" in holding(office, election)
    stated = {**FACTS, "election_reference": election.reference, "final_on": "2026-02-10"}
    intake.change_facts(office, CLERK, one.reference, stated, one.version)
    assert "LEG-A10" not in holding(office, election)


ELECTION = {"title": "Kuvendi 2026", "election_kind": "assembly", "early": False, "election_day": "2026-02-01"}
PUBLISHED = {**ELECTION, "results_published_at": "2026-02-10T18:00:00+01:00"}


def test_results_wait_until_the_time_for_complaints_is_over(office: Office, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 2, 10, 18, tzinfo=UTC)
    election = intake.open_case(office, CLERK, "operations.election", PUBLISHED)
    assert "LEG-A11" in holding(office, election)
    clock.moment = datetime(2026, 2, 12, 16, 59, 59, tzinfo=UTC)
    assert "LEG-A11" in holding(office, election)
    clock.moment = datetime(2026, 2, 12, 17, tzinfo=UTC)
    assert "LEG-A11" not in holding(office, election), "to the second, whether a sweep ran or not"
    clock.moment += timedelta(seconds=1)
    sweep(office)
    (hold,) = (one for one in deadlines_of(office, CLERK, election.reference) if one.rule.code == "LEG-D10")
    assert (hold.deadline.state, hold.binding) == (DeadlineState.PASSED, True)


def test_without_the_moment_of_publication_the_hold_is_unknown(office: Office) -> None:
    election = intake.open_case(office, CLERK, "operations.election", ELECTION)
    assert "LEG-A11" in {one.rule for one in said(office, election).with_outcome(Outcome.CANNOT_BE_TOLD)}


def test_a_complaint_said_to_have_ended_holds_while_its_decision_may_be_appealed(
    office: Office, clock: FixedClock
) -> None:
    election = intake.open_case(office, CLERK, "operations.election", ELECTION)
    served = {"decision_served_at": "2026-02-14T10:00:00Z", "final_on": "2026-02-14"}
    complaint(office, election_reference=election.reference, **served)
    clock.moment = datetime(2026, 2, 16, 10, tzinfo=UTC)
    assert "LEG-A10" in holding(office, election)
    clock.moment += timedelta(seconds=1)
    assert "LEG-A10" not in holding(office, election)


def lines(office: Office, case: Case, kind: str, language: Language) -> list[str]:
    document = issuing.issue(office, CLERK, case.reference, kind, language)
    return [one.text for one in Docx(BytesIO(issuing.content_of(office, CLERK, document.id))).paragraphs]


class TestPaper:
    @pytest.mark.parametrize("language", list(Language), ids=str)
    @pytest.mark.parametrize("kind", ["complaint_file", "complaint_reply", "decision_notice", "court_appeal"])
    def test_every_paper_of_a_complaint_is_written(self, office: Office, kind: str, language: Language) -> None:
        case = complaint(office, **WHOLE)
        document = issuing.issue(office, CLERK, case.reference, kind, language)
        paper = Docx(BytesIO(issuing.content_of(office, CLERK, document.id)))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        assert {FACTS["title"], case.reference} <= {*cells, *(one.text.split(": ")[-1] for one in paper.paragraphs)}

    @pytest.mark.parametrize(
        ("language", "told"),
        [
            (Language.ALBANIAN, "Minuta e fundit"),
            (Language.SERBIAN, "Poslednji minut"),
            (Language.ENGLISH, "Last minute"),
        ],
    )
    def test_the_file_prints_the_last_minute_the_article_and_the_policy(
        self, office: Office, language: Language, told: str
    ) -> None:
        """Published on the evening before the clocks go forward: two days later it is an hour later by the clock."""
        clock = {"published_at": "2026-03-28T20:00:00+01:00", "received_at": "2026-03-30T21:00:00+02:00"}
        case = complaint(office, **WHOLE, **clock)
        printed = lines(office, case, "complaint_file", language)
        (line,) = (one for one in printed if "30.03.2026" in one and "118-119" in one)
        (shown,) = (one for one in deadlines_of(office, CLERK, case.reference) if one.rule.code == "LEG-D1")
        policy, start = shown.steps[-1].words.in_language(language), shown.steps[0].words.in_language(language)
        assert all(words in line for words in ("21:00", policy, start))
        assert told not in line, "said once"

    def test_a_notice_prints_the_end_of_the_time_for_an_appeal_once_it_is_known(self, office: Office) -> None:
        case = complaint(office, **WHOLE)
        before = lines(office, case, "decision_notice", Language.ENGLISH)
        served = {**case.facts, **FACTS, **WHOLE, "decision_served_at": "2026-02-14T10:00:00Z"}
        intake.change_facts(office, CLERK, case.reference, {**served, "fine": "500.00"}, case.version)
        after = lines(office, case, "decision_notice", Language.ENGLISH)
        assert not [one for one in before if "ends:" in one]
        (end,) = (one for one in after if "ends:" in one)
        assert end.startswith("The time for an appeal to the Supreme Court ends: Monday 16.02.2026, 11:00 (08/L-228).")

    def test_the_file_waits_for_the_note_and_the_legal_view(self, office: Office) -> None:
        case = complaint(office, complainant="Nisma")
        with pytest.raises(MissingForDocument) as refused:
            issuing.issue(office, CLERK, case.reference, "complaint_file", Language.ALBANIAN)
        assert {one.pointer for one in refused.value.problems} == {"/facts/facts_note", "/facts/legal_view"}
