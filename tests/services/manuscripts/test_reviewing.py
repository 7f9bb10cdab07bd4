"""Reviews: a manuscript is read, judged, kept, answered, given back with comments, and compared with the one before."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as Docx
from hypothesis import given
from hypothesis import strategies as st

from neni.core.adapters.store import SqlStore
from neni.core.errors import BadUpload, Conflict, InvalidFacts, NotAllowed, NotFound
from neni.core.model.findings import Finding, Outcome
from neni.core.model.manuscripts import Anchor, Source
from neni.core.model.manuscripts.reviews import Opinion, Remark, Review, opinions, progress
from neni.core.model.references import Confidence, Reference
from neni.core.model.rules import Severity
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Clock
from neni.core.services.manuscripts import returning, reviewing
from neni.core.services.manuscripts.reviewing import HandedIn
from neni.core.services.waiting import waiting_for
from tests.services.manuscript_parks import KIND, LAWYER, READER, notice_office, word

pytestmark = pytest.mark.slow

LINES = ("Rules of the park", "KEEP OFF THE GRASS", "Gates are always open")


@pytest.fixture
def office(tmp_path: Path, sqlite_store: SqlStore, clock: Clock) -> Office:
    return notice_office(tmp_path, sqlite_store, clock)


def handed_in(*lines: str, **more: object) -> HandedIn:
    return HandedIn(KIND, word(*(lines or LINES)), "C:\\drafts\\notice.docx", **more)  # type: ignore[arg-type]


def told(found: Review) -> list[tuple[str, str, Severity]]:
    return [(one.finding.rule, one.words, one.weight) for one in found.remarks if not one.is_question]


def test_what_the_rules_remark_is_kept_with_the_very_words_in_the_order_of_the_text(office: Office) -> None:
    given = handed_in()
    done = reviewing.review(office, LAWYER, given)
    assert told(done) == [
        ("PRK-2", "KEEP OFF THE GRASS", Severity.BLOCKING),
        ("PRK-3", "Gates are always open", Severity.WARNING),
    ]
    assert (done.title, done.name, done.source, done.on) == (LINES[0], "notice.docx", Source.WORD, date(2026, 3, 2))
    assert reviewing.get_review(office, LAWYER, done.id) == done
    assert reviewing.content_of(office, LAWYER, done.id) == given.content


def test_remarks_nobody_answered_wait_for_who_handed_the_manuscript_in(office: Office) -> None:
    done = reviewing.review(office, LAWYER, handed_in())
    (left,) = waiting_for(office, LAWYER).manuscripts
    assert (left.review.id, left.remarks, left.questions) == (done.id, 3, 1)
    assert waiting_for(office, READER).manuscripts == ()
    reviewing.answer(office, LAWYER, done.id, 1, Opinion.ACCEPTED)
    assert waiting_for(office, LAWYER).manuscripts[0].remarks == 2
    again = reviewing.review(office, LAWYER, handed_in(LINES[0], previous=done.id, stated={"heard": True}))
    assert (again.remarks, waiting_for(office, LAWYER).manuscripts) == ((), ()), "the newer version has taken its place"


def test_what_the_text_does_not_tell_is_a_question_until_somebody_states_it(office: Office) -> None:
    asked = reviewing.review(office, LAWYER, handed_in())
    (question,) = [one for one in asked.remarks if one.is_question]
    assert (question.finding.rule, question.finding.outcome) == ("PRK-1", Outcome.CANNOT_BE_TOLD)
    heard = reviewing.review(office, LAWYER, handed_in(stated={"heard": True}))
    assert not any(one.finding.rule == "PRK-1" for one in heard.remarks)
    unheard = reviewing.review(office, LAWYER, handed_in(stated={"heard": False}))
    assert "PRK-1" in [rule for rule, _, _ in told(unheard)]
    assert reviewing.get_review(office, LAWYER, unheard.id).stated == {"heard": False}


def test_pasted_text_is_reviewed_too(office: Office) -> None:
    done = reviewing.review(office, LAWYER, HandedIn(KIND, b"Rules\nKEEP OFF\n"))
    assert told(done) == [("PRK-2", "KEEP OFF", Severity.BLOCKING)]
    assert done.source is Source.TEXT


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"content": b"PK\x03\x04 no file"}, BadUpload),
        ({"type": "parks.nothing"}, NotFound),
        ({"stated": {"heard": "perhaps"}}, InvalidFacts),
        ({"previous": "nothing"}, NotFound),
        ({"case": "nothing"}, NotFound),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else one.__name__,
)
def test_what_cannot_be_reviewed_is_told_and_nothing_is_kept(
    office: Office, wrong: dict[str, object], error: type[Exception]
) -> None:
    given = {"type": KIND, "content": word(*LINES), "name": "x.docx", **wrong}
    with pytest.raises(error):
        reviewing.review(office, LAWYER, HandedIn(**given))  # type: ignore[arg-type]
    assert reviewing.reviews_of(office, LAWYER) == ()


def test_readers_see_and_hand_in_nothing(office: Office) -> None:
    done = reviewing.review(office, LAWYER, handed_in())
    assert [one.id for one in reviewing.reviews_of(office, READER)] == [done.id]
    with pytest.raises(NotAllowed):
        reviewing.review(office, READER, handed_in())
    with pytest.raises(NotAllowed):
        reviewing.answer(office, READER, done.id, 1, Opinion.ACCEPTED)


class TestAnswers:
    def test_a_remark_is_dismissed_with_a_reason_and_that_is_taken_back(self, office: Office) -> None:
        done = reviewing.review(office, LAWYER, handed_in())
        with pytest.raises(Conflict):
            reviewing.answer(office, LAWYER, done.id, 1, Opinion.DISMISSED, " ")
        reviewing.answer(office, LAWYER, done.id, 1, Opinion.DISMISSED, "It is a sign")
        (verdict,) = opinions(reviewing.verdicts_of(office, done)).values()
        assert (verdict.number, verdict.opinion, verdict.reason, verdict.by) == (
            1,
            Opinion.DISMISSED,
            "It is a sign",
            LAWYER.id,
        )
        reviewing.answer(office, LAWYER, done.id, 1, Opinion.OPEN)
        assert opinions(reviewing.verdicts_of(office, done)) == {}
        with pytest.raises(NotFound):
            reviewing.answer(office, LAWYER, done.id, 99, Opinion.ACCEPTED)

    def test_a_dismissed_remark_is_no_comment(self, office: Office) -> None:
        done = reviewing.review(office, LAWYER, handed_in())
        reviewing.answer(office, LAWYER, done.id, 1, Opinion.DISMISSED, "It is a sign")
        comments = _comments(returning.commented(office, LAWYER, done.id, Language.ENGLISH))
        assert "PRK-3" in comments
        assert "PRK-2" not in comments


class TestReturning:
    def test_the_file_comes_back_with_comments_and_the_same_text(self, office: Office) -> None:
        done = reviewing.review(office, LAWYER, handed_in())
        back = returning.commented(office, LAWYER, done.id, Language.ENGLISH)
        comments = _comments(back)
        assert "Error PRK-2: Shouting" in comments
        assert "Do not shout." in comments
        assert "not confirmed, only advises" in comments
        assert "PRK-1" not in comments
        assert [one.text for one in Docx(BytesIO(back)).paragraphs] == list(LINES)
        assert back == returning.commented(office, LAWYER, done.id, Language.ENGLISH)

    def test_the_annex_lists_remarks_answers_and_questions(self, office: Office) -> None:
        done = reviewing.review(office, LAWYER, handed_in())
        reviewing.answer(office, LAWYER, done.id, 2, Opinion.DISMISSED, "They are")
        annex = returning.annex(office, LAWYER, done.id, Language.ENGLISH)
        lines = [one.text.replace("\u00a0", " ") for one in Docx(BytesIO(annex)).paragraphs]
        assert lines[0] == f"{LINES[0]} notice.docx 2 March 2026 2 March 2026 Besa Gashi"
        assert lines[1] == "1/1/0"
        assert "1 Error PRK-2 KEEP OFF THE GRASS" in lines[2]
        assert "dismissed They are;" in lines[2]
        assert lines[3] == "PRK-1?"


class TestVersions:
    def test_a_second_version_tells_what_was_fixed_what_stays_and_what_is_new(self, office: Office) -> None:
        first = reviewing.review(office, LAWYER, handed_in(stated={"heard": True}))
        again = handed_in(
            LINES[0], "Keep off", "New line", LINES[2], "NO DOGS", previous=first.id, stated={"heard": True}
        )
        second = reviewing.review(office, LAWYER, again)
        became = progress(first, second)
        assert [one.words for one in became.fixed] == [LINES[1]]
        assert [one.words for one in became.staying] == [LINES[2]]
        assert [one.words for one in became.fresh] == ["NO DOGS"]
        assert reviewing.next_of(office, first) == second.id
        assert returning.redlined(office, LAWYER, second.id).content
        changes = returning.changed(office, LAWYER, second.id)
        assert sum(one.changed for one in changes) >= 3
        with pytest.raises(NotFound):
            returning.redlined(office, LAWYER, first.id)

    @given(st.lists(st.sampled_from("abcd"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
    def test_every_remark_of_both_versions_is_told_once(self, before: list[str], after: list[str]) -> None:
        old, new = (_review(words) for words in (before, after))
        became = progress(old, new)
        assert len(became.fixed) + len(became.staying) == len(before)
        assert sorted([*became.staying, *became.fresh], key=lambda one: one.number) == list(new.remarks)


FINDING = Finding(
    *("PRK-2", "", Outcome.HOLDS, Text.of("x"), Text.of("x"), Severity.NOTE, Reference("01/L-001")),
    *(Confidence.VERIFIED, True),
)


def _review(words: list[str]) -> Review:
    places = enumerate(words, start=1)
    remarks = tuple(Remark(number, "x", f"art_{number}", Anchor(0, 0, 0), one, FINDING) for number, one in places)
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return Review("x", KIND, "", Source.TEXT, "", "en", date(2026, 3, 2), "", at, "", 0, remarks)


def _comments(content: bytes) -> str:
    return "\n".join(comment.text for comment in Docx(BytesIO(content)).comments)
