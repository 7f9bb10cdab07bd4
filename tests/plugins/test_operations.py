"""Operations: one election day in, every dated duty out; what has no room any more is marked."""

from __future__ import annotations

from datetime import date

import pytest

from neni.core.host import Host
from neni.core.model.deadlines.agenda import Entry
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.agendas import Agenda, thought_of
from neni.core.services.agendas.agenda_files import as_calendar, as_table, remarks

HEAD = Person("head", "linda", "Linda Hoti", roles=frozenset({(EVERYWHERE, Role.HEAD)}))
ORDINARY = {"election_kind": "assembly", "early": False, "election_day": "2025-02-09", "called_on": "2024-08-16"}
EARLY = {"election_kind": "assembly", "early": True, "election_day": "2025-12-28", "called_on": "2025-11-20"}


def entries(agenda: Agenda) -> dict[str, Entry]:
    return {one.rule.code: one for one in agenda.entries}


def calendar(office: Office, **facts: object) -> Agenda:
    return thought_of(office, HEAD, "operations.election", facts)


@pytest.mark.parametrize("case_type", ["operations.election", "operations.application"])
def test_the_form_asks_every_fact_once(host: Host, case_type: str) -> None:
    asked = [field.fact for field in host.case_type(case_type).fields]
    facts = host.lawbook(case_type).facts.values()
    assert sorted(asked) == sorted(fact.name for fact in facts if fact.asked)


def test_the_calendar_of_an_ordinary_election_is_that_which_was_published(office: Office) -> None:
    found = entries(calendar(office, **ORDINARY))
    days = {code: found[code].day for code in ("OPE-D1", "OPE-D5", "OPE-D6", "OPE-D7", "OPE-D30", "OPE-D31")}
    assert days == {
        "OPE-D1": date(2024, 12, 11),
        "OPE-D5": date(2025, 1, 15),
        "OPE-D6": date(2025, 1, 25),
        "OPE-D7": date(2025, 2, 4),
        "OPE-D30": date(2025, 2, 5),
        "OPE-D31": date(2024, 12, 28),
    }
    assert all(one.fits for one in found.values())
    assert [one.due for one in found.values()] == sorted(one.due for one in found.values())


def test_an_early_election_leaves_no_room_for_what_is_over_already(office: Office) -> None:
    agenda = calendar(office, **EARLY)
    assert [one.rule.code for one in agenda.squeezed] == ["OPE-D1"]
    found = entries(agenda)
    assert found["OPE-D35"].day == date(2025, 12, 7), "candidate lists, as the commission set them"
    assert (found["OPE-D35"].movable, found["OPE-D1"].movable) == (True, False)
    assert "OPE-D31" not in found


@pytest.mark.parametrize(
    ("dates", "broken"),
    [
        ({"dissolved_on": "2025-11-13"}, []),
        ({"dissolved_on": "2025-11-12"}, ["OPE-D15"]),
        ({"early": False, "assembly_term_end": "2026-02-01", "called_on": "2025-08-01"}, []),
        ({"early": False, "assembly_term_end": "2026-02-01", "called_on": "2025-07-31"}, ["OPE-D17"]),
        ({"early": False, "assembly_term_end": "2026-01-26", "called_on": "2025-09-27"}, ["OPE-D14", "OPE-D16"]),
    ],
)
def test_dates_that_do_not_keep_a_period_of_the_law_are_marked(
    office: Office, dates: dict[str, object], broken: list[str]
) -> None:
    """At most 45 days after dissolution; called at least four and at most six months before the term ends; held at the
    latest 30 days before that. On the last day, and a day beyond it."""
    agenda = calendar(office, **{**EARLY, **dates})
    assert sorted(one.rule.code for one in agenda.broken) == broken
    told = {text.en for one in agenda.broken for text in remarks(one)}
    assert told <= {"Not kept: the day given is earlier.", "Not kept: the day given is later."}
    sheet, feed = as_table(agenda, Language.ENGLISH), as_calendar(office, agenda, Language.ENGLISH)
    assert sheet[:2] == b"PK"
    assert feed.count(b"Not kept") == len(broken)


def test_what_cannot_be_told_yet_names_what_is_missing(office: Office) -> None:
    waiting = {rule.code: [one.en for one in missing] for rule, missing in calendar(office, **EARLY).waiting}
    assert waiting["OPE-D12"] == ["Day the results were certified"]
    assert waiting["OPE-D15"] == ["Day the Assembly was dissolved"]
    assert waiting["OPE-D4"] == ["Deadline for lists set by the CEC (early election)"], "what the form asks for"
    assert not calendar(office).entries
    ordinary = {rule.code: one for rule, one in calendar(office, early=False).waiting}
    assert [one.en for one in ordinary["OPE-D4"]] == ["Election day"], "lists are set for early elections only"


@pytest.mark.parametrize("language", list(Language))
def test_the_calendar_goes_out_as_a_sheet_and_as_a_calendar_file(office: Office, language: Language) -> None:
    agenda = calendar(office, **EARLY)
    assert as_table(agenda, language)[:2] == b"PK"
    written = as_calendar(office, agenda, language)
    assert [one.name for one in agenda.marks] == ["election_day", "called_on"]
    assert written.count(b"BEGIN:VEVENT") == len(agenda.entries) + 2
    assert len(agenda.lines) == len(agenda.entries) + 2
