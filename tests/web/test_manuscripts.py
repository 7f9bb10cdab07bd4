"""Manuscripts in the browser: handed in, read beside their remarks, answered, returned, handed in again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as Docx

from neni.core.adapters.store import SqlStore
from neni.core.office import Office
from tests.conftest import FixedClock
from tests.services.manuscript_parks import KIND, notice_office, word
from tests.web.conftest import Browser, People

pytestmark = pytest.mark.slow

LINES = ("Rules of the park", "KEEP OFF <THE> GRASS", "Gates are always open")


@pytest.fixture
def office(tmp_path: Path, sqlite_store: SqlStore, clock: FixedClock) -> Office:
    return notice_office(tmp_path, sqlite_store, clock)


@pytest.fixture
def lawyer(people: People) -> Browser:
    return people.browser("besa")


def hand_in(browser: Browser, content: bytes, name: str = "notice.docx", **fields: str) -> str:
    """The address of the review, or nothing when it was refused."""
    browser.get("/manuscripts")
    sent = {"type": KIND, **fields, "file": (BytesIO(content), name)}
    return browser.post("/manuscripts", sent).headers.get("Location", "")  # type: ignore[arg-type]


def test_text_and_remarks_stand_side_by_side_and_lead_to_each_other(lawyer: Browser) -> None:
    address = hand_in(lawyer, word(*LINES))
    lawyer.get(address)
    page = lawyer.page
    link = '<a href="#r1" title="1">KEEP OFF <THE> GRASS</a>'
    assert f'<mark class="blocking"><span class="at" id="w1"></span>{link}</mark>' in page
    assert 'id="r1"' in page
    assert 'href="#w1"' in page
    assert "Do not shout." in page
    assert "Cannot be told from the text" in page
    lawyer.get("/manuscripts")
    assert f'href="{address}"' in lawyer.page


def test_the_filter_shows_what_is_asked_for(lawyer: Browser) -> None:
    address = hand_in(lawyer, word(*LINES))
    lawyer.get(f"{address}?show=warning")
    assert "PRK-3" in lawyer.page
    assert "Do not shout." not in lawyer.page
    assert "errors (1)" in lawyer.page


def test_a_remark_is_answered_and_no_reason_is_told(lawyer: Browser) -> None:
    address = hand_in(lawyer, word(*LINES))
    lawyer.get(address)
    assert lawyer.post(f"{address}/remarks/1", {"opinion": "dismissed", "reason": ""}).status_code == 409
    assert "Write why the remark is dismissed" in lawyer.page
    answered = lawyer.post(f"{address}/remarks/1?page=1", {"opinion": "dismissed", "reason": "A sign"})
    assert answered.headers["Location"] == f"{address}?page=1#r1"
    lawyer.get(address)
    assert "Do not shout." not in lawyer.page
    lawyer.get(f"{address}?show=dismissed")
    assert "A sign" in lawyer.page
    assert "Take back" in lawyer.page


def test_the_file_comes_back_with_comments_and_the_annex_beside_it(lawyer: Browser) -> None:
    given = word(*LINES)
    address = hand_in(lawyer, given)
    back = lawyer.get(f"{address}/commented.docx")
    assert "notice-comments.docx" in back.headers["Content-Disposition"]
    assert [comment.text.splitlines()[0] for comment in Docx(BytesIO(back.data)).comments] == [
        "Error PRK-2: Shouting",
        "Warning PRK-3: Promise",
    ]
    annex = Docx(BytesIO(lawyer.get(f"{address}/remarks.docx").data))
    assert annex.paragraphs[0].text.startswith("Rules of the park")
    assert lawyer.get(f"{address}/content").data == given


def test_the_page_of_changes_says_what_tracked_changes_cannot_show(lawyer: Browser) -> None:
    first = hand_in(lawyer, word(*LINES))
    restyled = Docx(BytesIO(word(*LINES)))
    restyled.styles["Normal"].font.bold = True
    written = BytesIO()
    restyled.save(written)
    second = hand_in(lawyer, written.getvalue(), previous=first.rpartition("/")[2])
    lawyer.get(f"{second}/changes")
    assert "What tracked changes cannot show" in lawyer.page
    assert "Styles that look different in the two versions: Normal" in lawyer.page


def test_the_corrected_version_tells_what_became_of_the_remarks(lawyer: Browser) -> None:
    first = hand_in(lawyer, word(*LINES))
    lawyer.get(first)
    second = hand_in(lawyer, word(LINES[0], "Keep off", LINES[2]), previous=first.rpartition("/")[2])
    lawyer.get(second)
    for told in ("Fixed: 1", "Still there: 2", "New: 0"):
        assert told in lawyer.page
    lawyer.get(f"{second}/changes")
    assert "<del>" in lawyer.page
    assert "What tracked changes cannot show" not in lawyer.page
    assert lawyer.get(f"{second}/changes.docx").data.startswith(b"PK")
    lawyer.get(first)
    assert "There is a later version of this text." in lawyer.page


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [(b"", "x.docx", "Choose a file"), (b"PK no file", "x.docx", "x"), (b"\x00\x01\x02" * 99, "x.docx", "x")],
)
def test_what_cannot_be_read_is_told(lawyer: Browser, content: bytes, name: str, told: str) -> None:
    assert hand_in(lawyer, content, name) == ""
    assert 'role="alert"' in lawyer.page
    assert told in lawyer.page


def test_a_long_text_is_read_page_by_page(lawyer: Browser) -> None:
    lines = [f"Line {number}" for number in range(1000)]
    address = hand_in(lawyer, word(*lines, "STOP"), "long.docx")
    lawyer.get(address)
    assert "Line 399" in lawyer.page
    assert "Line 400<" not in lawyer.page
    lawyer.get(f"{address}?page=3")
    assert "Do not shout." in lawyer.page


def test_a_reader_answers_nothing(people: People, lawyer: Browser) -> None:
    address = hand_in(lawyer, word(*LINES))
    reader = people.browser("lum")
    reader.get(address)
    assert "Dismiss" not in reader.page
    assert reader.post(f"{address}/remarks/1", {"opinion": "accepted"}).status_code == 403


def test_what_the_text_does_not_tell_is_stated_and_checked_again(lawyer: Browser) -> None:
    address = hand_in(lawyer, word(*LINES))
    lawyer.get(address)
    assert 'name="fact.heard"' in lawyer.page
    again = lawyer.post(f"{address}/facts", {"fact.heard": "no"}).headers["Location"]
    lawyer.get(again)
    assert "Residents were not heard." in lawyer.page
    assert "Cannot be told from the text" not in lawyer.page
    assert "Still there: 3" in lawyer.page
