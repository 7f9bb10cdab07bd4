"""The main job in a real browser on a real server: sign in, watch the findings, be stopped, correct it, issue, open."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from neni.core.model.facts import FactKind, FactType
from neni.core.office import Office
from neni.core.services.cases.intake import open_case
from neni.core.services.law.confirming import confirm, propose
from tests.web.chromium import address, app, chromium, office, page, sign_in
from tests.web.conftest import PURCHASE

pytestmark = pytest.mark.slow
__all__ = ["address", "app", "chromium", "office", "page"]


def start_purchase(page: Page) -> None:
    sign_in(page)
    page.get_by_role("link", name="New case").first.click()
    page.get_by_role("link", name="Purchase").click()


def confirm_rule(office: Office, code: str) -> None:
    with office.store.reading() as work:
        first, second = work.people.get("p-lawyer"), work.people.get("p-lawyer2")
    propose(office, first, "procurement.purchase", code, "read")
    confirm(office, second, "procurement.purchase", code)


def test_a_purchase_is_stopped_by_the_law_corrected_and_issued(
    page: Page, office: Office, decision_facts: dict[str, Any], tmp_path: Path
) -> None:
    confirm_rule(office, "PRO-12")
    start_purchase(page)
    findings = page.locator("#findings")
    expect(findings).to_contain_text("Cannot be told yet")
    page.get_by_label("Subject of the").fill("Fletëvotime për zgjedhjet lokale")
    page.get_by_label("Type of contract").select_option("supplies")
    page.get_by_label("Procurement procedure", exact=True).select_option("minimal_value")
    page.get_by_label("Estimated value").fill("150.000,00")
    expect(findings.locator(".finding.blocking")).to_contain_text("PRO-12")
    expect(page.get_by_role("status")).to_contain_text("Stops: 1")
    expect(page.get_by_label("Estimated value")).to_be_focused()
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator("h1")).to_have_text("Fletëvotime për zgjedhjet lokale")

    page.get_by_role("button", name="Issue: Decision on the procurement procedure").click()
    expect(page.locator("#error")).to_contain_text("PRO-12")
    page.get_by_role("link", name="Change facts").click()
    page.get_by_label("Procurement procedure", exact=True).select_option("open")
    missing = {name: value for name, value in decision_facts.items() if name not in (*PURCHASE, "procedure")}
    fill_in(page, dict(office.host.lawbook("procurement.purchase").facts), missing)
    page.get_by_role("button", name="Save").last.click()
    page.get_by_role("button", name="Issue: Decision on the procurement procedure").click()
    expect(page.locator("h1")).to_have_text("KQZ-VP-0001/2026")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    download.value.save_as(tmp_path / "decision.docx")
    content = (tmp_path / "decision.docx").read_bytes()
    assert download.value.suggested_filename.startswith("KQZ-VP-0001-2026")
    assert b"Flet" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")


def fill_in(page: Page, facts: dict[str, FactType], stated: dict[str, Any]) -> None:
    """Each fact by the field of its kind, as a person would."""
    for name, value in stated.items():
        if facts[name].kind is FactKind.YES_NO:
            page.locator(f'input[name="fact.{name}"][value="{"yes" if value else "no"}"]').check()
        elif facts[name].kind is FactKind.CHOICE:
            page.locator(f"#fact-{name}").select_option(value)
        else:
            page.locator(f"#fact-{name}").fill(str(value))


def test_findings_beside_the_form_keep_focus_and_open_reasons(page: Page) -> None:
    start_purchase(page)
    page.get_by_label("Type of contract").select_option("supplies")
    value = page.get_by_label("Estimated value")
    value.fill("150000")
    note = page.locator("#findings .finding", has_text="PRO-01")
    note.get_by_text("Why").click()
    expect(note.locator("dl")).to_be_visible()
    value.fill("500")
    expect(note).to_contain_text("500")
    expect(note.locator("dl")).to_be_visible()
    expect(value).to_be_focused()
    value.fill("9.500")
    expect(page.locator("#findings")).to_contain_text("can be read in two ways")
    page.locator("#findings").get_by_role("link").click()
    expect(value).to_be_focused()


def test_a_session_that_ends_while_typing_says_so_and_keeps_the_form(page: Page) -> None:
    start_purchase(page)
    page.get_by_label("Subject of the").fill("Çadra")
    page.context.clear_cookies(name="neni_session")
    page.get_by_label("Estimated value").fill("500")
    expect(page.locator("#findings")).to_contain_text("signed out")
    expect(page.get_by_label("Subject of the")).to_have_value("Çadra")


def test_rows_and_language_change_without_losing_what_was_typed(page: Page) -> None:
    sign_in(page)
    page.goto("/cases/new/procurement.contract")
    page.locator("#fact-title").fill("Çadra")
    page.locator("#fact-lines-0-description").fill("një")
    page.get_by_role("button", name="Add a row").click()
    expect(page.locator("#fact-lines .row")).to_have_count(2)
    page.get_by_role("button", name="Srpski").click()
    expect(page.locator("html")).to_have_attribute("lang", "sr-Latn")
    expect(page.locator("#fact-title")).to_have_value("Çadra")
    expect(page.locator("#fact-lines-0-description")).to_have_value("një")


def test_the_keyboard_alone_leads_past_the_head_of_the_page(page: Page) -> None:
    sign_in(page)
    page.reload()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_what_if_is_asked_watched_and_read_with_the_keyboard(page: Page, office: Office) -> None:
    with office.store.reading() as work:
        officer = work.people.get("p-officer")
    for value in ("1500.00", "900000.00"):
        open_case(office, officer, "procurement.purchase", {**PURCHASE, "estimated_value": value})
    sign_in(page)
    page.goto("/rulesets/procurement.value")
    page.get_by_role("link", name="Try another value threshold of low value").click()
    expect(page.get_by_label("Value of the law", exact=True)).to_have_value("procurement.value/low_value_from")
    page.get_by_label("New value").fill("2.000,00")
    page.keyboard.press("Enter")
    done = page.get_by_role("status")  # the page comes anew by itself; how soon is not what is tested
    expect(done).to_contain_text("Cases looked at: 2", timeout=30_000)
    expect(page.locator("article")).to_have_count(1)
    page.get_by_role("link", name="PRO-01 says something else").press("Enter")
    expect(page.get_by_label("Rule", exact=True)).to_have_value("PRO-01")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download .csv").click()
    assert download.value.suggested_filename == "what-if-procurement.value.csv"
    page.get_by_role("link", name="Why PRO-2026-0001").click()
    expect(page.get_by_role("heading", name="after").first).to_be_visible()
