"""Documents in a real browser: the form of one, a template uploaded and approved, a batch, a draft, a PDF."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordFile
from playwright.sync_api import Page, expect

from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases.intake import open_case
from neni.core.services.paper.issuing import issue
from neni.core.services.paper.printing import PrintRoom
from neni.core.services.paper.template_shelf import place_of
from tests.web.chromium import address, app, chromium, office, page, sign_in
from tests.web.conftest import PEOPLE

pytestmark = pytest.mark.slow
__all__ = ["address", "app", "chromium", "office", "page"]
OFFICER = PEOPLE[0]
CONTRACT: dict[str, Any] = {"title": "Shtypja e listave", "contract_type": "services", "personal_data": True}
LONG = 60_000


def test_the_form_of_a_contract_is_filled_in_and_its_clauses_stand_on_the_paper(
    page: Page, office: Office, tmp_path: Path
) -> None:
    reference = open_case(office, OFFICER, "procurement.contract", CONTRACT).reference
    sign_in(page)
    page.goto(f"/cases/{reference}")
    page.get_by_role("link", name="Fill in what it prints").click()
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator("#fact-price-error1")).to_be_visible()
    page.locator("#fact-price").fill("9.500,00")
    page.locator("#fact-supplier_name").fill("Shtypi sh.p.k.")
    page.locator("#fact-lines-0-description").fill("Shtypje")
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator(".clause.chosen")).to_have_count(5)
    page.get_by_role("button", name="Issue: Public contract").click()
    expect(page.locator("h1")).to_contain_text("KQZ-K-0001/2026")
    expect(page.locator(".clauses .clause")).to_have_count(5)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").first.click()
    download.value.save_as(tmp_path / "contract.docx")
    written = [one.text for one in WordFile(str(tmp_path / "contract.docx")).paragraphs]
    assert "Mbrojtja e të dhënave personale" in written or "Protection of personal data" in written


def test_a_template_is_uploaded_looked_at_and_approved_by_somebody_else(
    page: Page, office: Office, tmp_path: Path
) -> None:
    shipped = place_of(office.host, "procurement", "procedure_decision", Language.ALBANIAN).shipped
    file = WordFile(io.BytesIO(shipped.content))
    file.add_paragraph("Numri {{ number }}.")
    file.save(str(tmp_path / "decision.docx"))
    sign_in(page, "lawyer")
    page.goto("/templates/procurement/procedure_decision/sq")
    page.get_by_label("Word file (.docx)").set_input_files(tmp_path / "decision.docx")
    page.get_by_label("What was changed").fill("Numri në fund")
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("somebody else looks at it")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, "lawyer2")
    page.goto("/templates/procurement/procedure_decision/sq")
    page.locator("tbody a").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Filled with the example (.docx)").click()
    download.value.save_as(tmp_path / "preview.docx")
    assert WordFile(str(tmp_path / "preview.docx")).paragraphs[-1].text.startswith("Numri ")
    page.get_by_role("button", name="Approve: new documents use it").click()
    expect(page.get_by_role("definition").filter(has_text="Vesna Ilić")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Filled with the example, as PDF").click(timeout=LONG)
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def test_a_batch_is_checked_and_issued(page: Page, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(
        "title;contract_type;estimated_value;procedure\nLetër;supplies;9000;open\nKarrige;supplies;x;open\n"
    )
    sign_in(page)
    page.goto("/batch")
    page.locator("select").first.select_option("procurement.purchase/procedure_decision")
    page.locator("#file").set_input_files(tmp_path / "rows.csv")
    page.get_by_role("button", name="Check every row").click()
    page.get_by_role("button", name="Issue 1").click(timeout=LONG)
    expect(page.get_by_text("KQZ-VP-0001/2026")).to_be_visible(timeout=LONG)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="NOT TESTED: there is no LibreOffice here")
def test_a_pdf_is_asked_for_watched_and_fetched(page: Page, office: Office, decision_facts: dict[str, Any]) -> None:
    reference = open_case(office, OFFICER, "procurement.purchase", decision_facts).reference
    document = issue(office, OFFICER, reference, "procedure_decision", Language.ALBANIAN)
    sign_in(page)
    with PrintRoom(office):
        page.goto(f"/documents/{document.id}")
        page.get_by_role("button", name="Make the PDF").click()
        fetch = page.get_by_role("link", name="Download the PDF")
        expect(fetch).to_be_visible(timeout=LONG)
    with page.expect_download() as download:
        fetch.click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
