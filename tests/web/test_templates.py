"""Templates in the browser: seen, uploaded, refused with every mistake, approved by somebody else, gone back from."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document as WordFile

from neni.core.host import Host
from neni.core.model.text import Language
from neni.core.services.paper.template_shelf import place_of
from tests.web.conftest import Browser, People

pytestmark = pytest.mark.slow

ADDRESS = "/templates/procurement/procedure_decision/sq"


@pytest.fixture
def lawyer(people: People) -> Browser:
    return people.browser("lawyer")


def changed(host: Host, text: str) -> bytes:
    shipped = place_of(host, "procurement", "procedure_decision", Language.ALBANIAN).shipped
    file = WordFile(BytesIO(shipped.content))
    file.add_paragraph(text)
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def bring(browser: Browser, content: bytes, note: str = "Neni 4") -> int:
    browser.get(ADDRESS)
    fields = {"csrf": browser.csrf, "note": note, "file": (BytesIO(content), "x.docx")}
    return browser.post(ADDRESS, fields).status_code  # type: ignore[arg-type]  # a file among the fields


def address_of_version(browser: Browser) -> str:
    return browser.page.partition('action="/templates/versions/')[2].partition('"')[0]


def test_the_way_of_a_version_from_word_to_new_documents(host: Host, lawyer: Browser, people: People) -> None:
    lawyer.get("/templates")
    assert ADDRESS in lawyer.page
    assert "as shipped" in lawyer.page
    assert bring(lawyer, changed(host, "Numri {{ number }}.")) == 201
    address = f"/templates/versions/{address_of_version(lawyer)}"
    assert "somebody else looks at it" in lawyer.page
    assert lawyer.post(address, {"step": "approve"}).status_code == 403
    assert "You uploaded this version" in lawyer.page

    second = people.browser("lawyer2")
    second.get(address)
    filled = WordFile(BytesIO(second.get(f"{address}/preview.docx").data))
    assert filled.paragraphs[-1].text == "Numri 0001/2026."
    assert second.get(f"{address}/content").data == changed_as_stored(second, address)
    assert second.post(address, {"step": "approve"}).status_code == 303
    second.get(ADDRESS)
    assert "approved, used now" in second.page
    assert second.post(ADDRESS, {"step": "shipped"}).status_code == 303
    second.get(ADDRESS)
    assert "withdrawn" in second.page
    assert "approved, used now" not in second.page


def changed_as_stored(browser: Browser, address: str) -> bytes:
    return browser.get(f"{address}/content").data


def test_every_mistake_is_shown_and_the_note_kept(host: Host, lawyer: Browser) -> None:
    assert bring(lawyer, changed(host, "{{ numbr }} {{ number | uper }}"), "Pse & <b>si") == 422
    assert "There is nothing called “numbr”" in lawyer.page
    assert "There is no filter “uper”" in lawyer.page
    assert "¶" in lawyer.page
    assert "Pse & <b>si</textarea>" in lawyer.page
    assert "waits for approval" not in lawyer.page


def test_a_file_that_is_none_is_refused_with_what_to_do(lawyer: Browser) -> None:
    assert bring(lawyer, b"no Word file") == 415
    assert 'role="alert"' in lawyer.page
    assert bring(lawyer, b"") == 422
    assert "Choose the Word file" in lawyer.page


def test_who_may_not_upload_sees_but_has_no_form(host: Host, officer: Browser, people: People) -> None:
    officer.get(ADDRESS)
    assert 'type="file"' not in officer.page
    assert bring(officer, changed(host, "x")) == 403
    assert people.browser("stranger").get(ADDRESS).status_code == 403
    assert officer.get("/templates/procurement/procedure_decision/de").status_code == 404
    assert officer.get("/templates/versions/nothing").status_code == 404


def test_without_libreoffice_there_is_no_pdf_and_it_is_said(host: Host, lawyer: Browser) -> None:
    bring(lawyer, changed(host, "x"))
    assert "as PDF" not in lawyer.page
    address = f"/templates/versions/{address_of_version(lawyer)}"
    assert lawyer.get(f"{address}/preview.pdf").status_code in (409, 501, 503)
