"""A clean draft has no finding, and every defect put into one is found, at its words, in every language and script."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from neni.core.model.findings import Outcome
from neni.core.model.manuscripts import Line, Manuscript, Source
from neni.core.office import Office
from neni.core.services.studying import SubjectFinding, judge_study, study
from tests.plugins.legal.clean_drafts import DRAFTS, cyrillic
from tests.plugins.legal.mutations import DEFECTS, WITHOUT_PREAMBLE, Defect

DAY = date(2026, 3, 2)


def manuscript(text: str) -> Manuscript:
    return Manuscript(Source.TEXT, tuple(Line(at, line) for at, line in enumerate(text.split("\n"))))


def findings(office: Office, read: Manuscript) -> tuple[SubjectFinding, ...]:
    """What the rules find, without what only the file of the matter can tell."""
    kind = office.host.manuscript_type("legal.bylaw")
    found = judge_study(office, kind, study(office, kind, read, DAY), DAY)
    return tuple(one for one in found if one.finding.outcome is Outcome.HOLDS)


def in_script(defect: Defect, name: str) -> Defect:
    if name != "sr-Cyrl":
        return defect
    return replace(defect, **{part: _cyrillic(getattr(defect, part)) for part in ("old", "new", "at")})


def _cyrillic(words: str) -> str:
    return cyrillic("\n\n" + words)[2:]


def cases() -> list[tuple[str, Defect]]:
    names = {"sr": ("sr", "sr-Cyrl")}
    return [(name, one) for one in DEFECTS for name in names.get(one.language, (one.language,))]


@pytest.mark.parametrize("name", DRAFTS)
def test_a_clean_draft_has_no_finding(office: Office, name: str) -> None:
    read = manuscript(DRAFTS[name])
    assert [(one.finding.rule, read.words(one.subject.anchor)) for one in findings(office, read)] == []


SPOILT = [pytest.param(name, marks=[] if name == "sq" else [pytest.mark.slow]) for name in DRAFTS]


@pytest.mark.parametrize("name", SPOILT)
def test_every_defect_is_found_at_its_words(office: Office, name: str) -> None:
    missed = [defect.name for language, defect in cases() if language == name and not found(office, name, defect)]
    assert missed == []


def found(office: Office, name: str, defect: Defect) -> bool:
    """Whether the rule speaks, and at the words spoilt."""
    spoilt = in_script(defect, name)
    assert spoilt.old in DRAFTS[name], defect.name
    read = manuscript(DRAFTS[name].replace(spoilt.old, spoilt.new, 1))
    hits = [one for one in findings(office, read) if one.finding.rule == defect.rule]
    return any(pinned(read, one, spoilt.at) for one in hits)


def pinned(read: Manuscript, one: SubjectFinding, at: str) -> bool:
    anchor = one.subject.anchor
    line = read.lines[anchor.line].text
    if not at:
        return bool(read.words(anchor).strip())
    begins = line.find(at)
    return begins >= 0 and anchor.start <= begins + len(at) and begins <= anchor.end


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_without_preamble_is_told_so(office: Office, name: str) -> None:
    first, last = (_cyrillic(one) if name == "sr-Cyrl" else one for one in WITHOUT_PREAMBLE[name[:2]])
    begin = DRAFTS[name].index(first, DRAFTS[name].index("04/2026"))
    text = DRAFTS[name][:begin] + DRAFTS[name][DRAFTS[name].index(last) :]
    rules = {one.finding.rule for one in findings(office, manuscript(text))}
    assert {"LEG-C06", "LEG-C07", "LEG-C11"} <= rules


def test_what_only_the_file_can_tell_is_asked_for(office: Office) -> None:
    kind = office.host.manuscript_type("legal.bylaw")
    read = study(office, kind, manuscript(DRAFTS["sq"]), DAY)
    waiting = {one.finding.rule: one.finding.missing for one in judge_study(office, kind, read, DAY)}
    assert {"LEG-C05", "LEG-C40", "LEG-C44", "LEG-C50", "LEG-C51", "LEG-C52"} <= set(waiting)
    assert {one.name for one in waiting["LEG-C44"]} == {"sq_attached", "sr_attached"}


def test_what_people_state_of_the_matter_counts(office: Office) -> None:
    kind = office.host.manuscript_type("legal.bylaw")
    read = study(office, kind, manuscript(DRAFTS["sq"]), DAY)
    told = judge_study(office, kind, read, DAY, {"sq_attached": True, "sr_attached": False})
    assert [one.finding.outcome for one in told if one.finding.rule == "LEG-C44"] == [Outcome.HOLDS]


def test_every_check_of_a_text_is_tried() -> None:
    tried = {one.rule for one in DEFECTS}
    assert len(tried) > 40
