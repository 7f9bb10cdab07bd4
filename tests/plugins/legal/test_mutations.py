"""A clean draft has no finding, and every defect put into one is found, at its words, in every language and script."""

from __future__ import annotations

from datetime import date

import pytest

from neni.core.model.findings import Outcome
from neni.core.model.manuscripts import Line, Manuscript, Source
from neni.core.office import Office
from neni.core.services.manuscripts.studying import SubjectFinding, judge_study, study
from tests.plugins.legal.mutations import CYRILLIC, WITHOUT_PREAMBLE, Defect, cyrillic, defects, drafts

DAY = date(2026, 3, 2)
NAMES = tuple(drafts())
FAMILIES = ("", "counting.")


def manuscript(text: str) -> Manuscript:
    return Manuscript(Source.TEXT, tuple(Line(at, line) for at, line in enumerate(text.split("\n"))))


def findings(office: Office, read: Manuscript) -> tuple[SubjectFinding, ...]:
    """What the rules find, without what only the file of the matter can tell."""
    kind = office.host.manuscript_type("legal.bylaw")
    found = judge_study(office, kind, study(office, kind, read, DAY), DAY)
    return tuple(one for one in found if one.finding.outcome is Outcome.HOLDS)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("name", NAMES)
def test_a_clean_draft_has_no_finding(office: Office, name: str, family: str) -> None:
    read = manuscript(drafts(family)[name])
    assert [(one.finding.rule, read.words(one.subject.anchor)) for one in findings(office, read)] == []


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("name", NAMES)
def test_every_defect_is_found_at_its_words(office: Office, name: str, family: str) -> None:
    text = drafts(family)[name]
    missed = [defect.name for defect in defects(name, family) if not found(office, text, defect)]
    assert missed == []


def found(office: Office, text: str, defect: Defect) -> bool:
    """Whether the rule speaks, and at the words spoilt."""
    assert defect.old in text, defect.name
    read = manuscript(text.replace(defect.old, defect.new, 1))
    hits = [one for one in findings(office, read) if one.finding.rule == defect.rule]
    return any(pinned(read, one, defect.at) for one in hits)


def pinned(read: Manuscript, one: SubjectFinding, at: str) -> bool:
    anchor = one.subject.anchor
    line = read.lines[anchor.line].text
    if not at:
        return bool(read.words(anchor).strip())
    begins = line.find(at)
    return begins >= 0 and anchor.start <= begins + len(at) and begins <= anchor.end


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_without_preamble_is_told_so(office: Office, name: str) -> None:
    first, last = (cyrillic(one) if name == CYRILLIC else one for one in WITHOUT_PREAMBLE[name[:2]])
    begin = drafts()[name].index(first, drafts()[name].index("04/2026"))
    text = drafts()[name][:begin] + drafts()[name][drafts()[name].index(last) :]
    rules = {one.finding.rule for one in findings(office, manuscript(text))}
    assert {"LEG-C06", "LEG-C07", "LEG-C11"} <= rules


def test_what_only_the_file_can_tell_is_asked_for(office: Office) -> None:
    kind = office.host.manuscript_type("legal.bylaw")
    read = study(office, kind, manuscript(drafts()["sq"]), DAY)
    waiting = {one.finding.rule: one.finding.missing for one in judge_study(office, kind, read, DAY)}
    assert {"LEG-C05", "LEG-C40", "LEG-C44", "LEG-C50", "LEG-C51", "LEG-C52"} <= set(waiting)
    assert {one.name for one in waiting["LEG-C44"]} == {"sq_attached", "sr_attached"}


def test_what_people_state_of_the_matter_counts(office: Office) -> None:
    kind = office.host.manuscript_type("legal.bylaw")
    read = study(office, kind, manuscript(drafts()["sq"]), DAY)
    told = judge_study(office, kind, read, DAY, {"sq_attached": True, "sr_attached": False})
    assert [one.finding.outcome for one in told if one.finding.rule == "LEG-C44"] == [Outcome.HOLDS]


def test_every_check_of_a_text_is_tried() -> None:
    tried = {one.rule for name in NAMES for one in defects(name)}
    assert len(tried) > 40
