"""Whatever lines come, they are studied and judged; a thousand articles are judged in a moment."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neni.core.declarations import ManuscriptType
from neni.core.model.acts import ActRegister
from neni.core.model.findings import Outcome
from neni.core.model.manuscripts import Line, Manuscript, Source
from neni.core.model.manuscripts.provisions import Study
from neni.core.office import Office
from neni.core.services.manuscripts.studying import judge_study
from neni.plugins.legal.manuscripts import BYLAW, DECISION, MEMORANDUM
from tests.plugins.legal.mutations import drafts

DAY = date(2026, 3, 2)
PIECES = st.sampled_from([line for name in drafts() for line in drafts()[name].split("\n")])
WORDS = st.text(alphabet=st.sampled_from("Neni 5 Član (12)/L-042.–___“”ëč Ж\t\x0b"), max_size=40)


def manuscript(lines: list[str]) -> Manuscript:
    return Manuscript(Source.TEXT, tuple(Line(at, line) for at, line in enumerate(lines)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | WORDS, max_size=40), st.sampled_from([BYLAW, DECISION, MEMORANDUM]))
def test_whatever_lines_come_every_subject_has_its_words(lines: list[str], kind: ManuscriptType) -> None:
    read = manuscript(lines)
    studied = kind.study(read, DAY, ActRegister())
    codes = {one.code for one in BYLAW.subjects}
    for one in studied.subjects:
        assert one.kind in codes
        assert 0 <= one.anchor.line < max(len(lines), 1)
        read.words(one.anchor)


def test_every_fact_told_is_declared_and_every_fact_read_is_told_or_asked(office: Office) -> None:
    """A fact under a name no rule knows would never count; one that is never told leaves its rules open for ever."""
    told = {kind: set[str]() for kind in office.host.lawbooks if kind.startswith("legal.")}
    for text in drafts().values():
        for one in BYLAW.study(manuscript(text.split("\n")), DAY, office.host.acts).subjects:
            told[one.kind] |= set(one.facts)
    for kind, names in told.items():
        declared = set(office.host.lawbook(kind).facts)
        assert names <= declared, kind
    asked = set(office.host.lawbook("legal.act").facts) - told["legal.act"]
    assert asked == {
        "number_taken", "adoption_recorded", "sq_attached", "sr_attached", "en_attached", "consultation_notice",
        "consultation_days", "consultation_report", "explanatory_note", "cost_estimate", "adopted",
        "publication_recorded", "cec_approval", "protocol_number",
    }  # fmt: skip


def long_draft(articles: int) -> Study:
    """The Albanian draft with its fourth article many times over, numbered on."""
    head, rest = drafts()["sq"].split("Neni 4\n", 1)
    body, tail = rest.split("Neni 5\n", 1)
    repeated = "".join(f"Neni {number}\n{body}" for number in range(4, articles))
    text = f"{head}{repeated}Neni {articles}\n{tail}"
    return BYLAW.study(manuscript(text.split("\n")), DAY, ActRegister())


@pytest.mark.slow
def test_a_thousand_articles_are_judged_in_a_moment(office: Office) -> None:
    studied = long_draft(1000)
    assert len(studied.subjects) > 8000
    judge_study(office, BYLAW, long_draft(10), DAY)
    begun = perf_counter()
    found = judge_study(office, BYLAW, studied, DAY)
    assert perf_counter() - begun < 3  # a tenth of it on a quiet machine
    assert {one.finding.rule for one in found if one.finding.outcome is Outcome.HOLDS} <= {"LEG-C15", "LEG-C26"}
