"""Opening and changing cases: references without gaps, facts checked, nobody saves over anybody."""

from __future__ import annotations

from datetime import date

import pytest

from neni.core.errors import Conflict, InvalidFacts, NotAllowed, NotFound
from neni.core.model.cases import CaseStatus
from neni.core.model.people import Person
from neni.core.office import Office
from neni.core.ports import CaseQuery
from neni.core.services.cases import intake

PURCHASE = "procurement.purchase"
FACTS = {"title": "Letër", "contract_type": "supplies", "estimated_value": "9500.00", "cpv": "30197630"}


def test_a_case_gets_a_reference_a_title_and_the_law_of_its_day(office: Office, officer: Person) -> None:
    case = intake.open_case(office, officer, PURCHASE, FACTS | {"notice_published_on": "2025-11-03"})
    assert (case.reference, case.title, case.on) == ("PRO-2026-0001", "Letër", date(2025, 11, 3))
    assert case.facts["estimated_value"] == 9500_00
    assert intake.get_case(office, officer, "PRO-2026-0001") == case
    assert next(kind for kind, *_ in intake.history(office, officer, case.reference)) == "CaseOpened"


def test_without_a_day_of_its_own_the_day_of_opening_governs(office: Office, officer: Person) -> None:
    assert intake.open_case(office, officer, PURCHASE, FACTS).on == date(2026, 3, 2)


def test_what_is_refused_leaves_nothing_behind_and_no_gap(office: Office, officer: Person, reader: Person) -> None:
    with pytest.raises(InvalidFacts) as refused:
        intake.open_case(office, officer, PURCHASE, {"estimated_value": "-1", "colour": "red"})
    assert {"/estimated_value", "/colour"} <= {problem.pointer for problem in refused.value.problems}
    with pytest.raises(NotAllowed):
        intake.open_case(office, reader, PURCHASE, FACTS)
    with pytest.raises(NotFound):
        intake.open_case(office, officer, "procurement.nothing", FACTS)
    assert intake.find_cases(office, officer, CaseQuery()).total == 0
    assert intake.open_case(office, officer, PURCHASE, FACTS).reference == "PRO-2026-0001"


def test_a_case_from_elsewhere_enters_once(office: Office, officer: Person) -> None:
    intake.open_case(office, officer, PURCHASE, FACTS, external_key="a/1")
    with pytest.raises(Conflict):
        intake.open_case(office, officer, PURCHASE, FACTS, external_key="a/1")
    assert intake.open_case(office, officer, PURCHASE, FACTS, external_key="a/2").reference == "PRO-2026-0002"


def test_changed_facts_are_kept_with_the_names_of_what_changed(office: Office, officer: Person) -> None:
    case = intake.open_case(office, officer, PURCHASE, FACTS)
    changed = intake.change_facts(office, officer, case.reference, FACTS | {"estimated_value": "12000"}, case.version)
    assert (changed.version, changed.facts["estimated_value"]) == (2, 12000_00)
    *_, (kind, _, by, data) = intake.history(office, officer, case.reference)
    assert (kind, by, data["facts"]) == ("CaseChanged", "Arta Berisha", ["estimated_value"])


def test_who_saw_an_older_version_cannot_save_over_a_newer_one(office: Office, officer: Person) -> None:
    case = intake.open_case(office, officer, PURCHASE, FACTS)
    intake.change_facts(office, officer, case.reference, FACTS | {"title": "Bojë"}, 1)
    with pytest.raises(Conflict):
        intake.change_facts(office, officer, case.reference, FACTS, 1)
    assert intake.get_case(office, officer, case.reference).title == "Bojë"


def test_a_closed_case_is_not_changed_until_it_is_opened_again(office: Office, officer: Person) -> None:
    case = intake.open_case(office, officer, PURCHASE, FACTS)
    closed = intake.set_status(office, officer, case.reference, CaseStatus.CLOSED, case.version)
    with pytest.raises(Conflict):
        intake.change_facts(office, officer, case.reference, FACTS, closed.version)
    opened = intake.set_status(office, officer, case.reference, CaseStatus.OPEN, closed.version)
    intake.change_facts(office, officer, case.reference, FACTS, opened.version)


def test_people_find_only_what_they_may_read(office: Office, officer: Person) -> None:
    intake.open_case(office, officer, PURCHASE, FACTS)
    stranger = Person("x", "x", "X")
    assert intake.find_cases(office, stranger, CaseQuery()).total == 0
    with pytest.raises(NotAllowed):
        intake.find_cases(office, stranger, CaseQuery(types=(PURCHASE,)))
    with pytest.raises(NotAllowed):
        intake.get_case(office, stranger, "PRO-2026-0001")
    assert intake.find_cases(office, officer, CaseQuery(words="leter")).total == 1
