"""Single decisions and memoranda: a clean one has no finding, and each part left out is missed."""

from __future__ import annotations

from datetime import date

import pytest

from neni.core.model.findings import Outcome
from neni.core.model.manuscripts import Line, Manuscript, Source
from neni.core.office import Office
from neni.core.services.manuscripts.studying import judge_study, study
from tests.plugins.legal.mutations import CYRILLIC, FOLDER, cyrillic

DAY = date(2026, 3, 2)
DEFECTS = [
    ("decision", "sq", "Arsyetim\n", "", "LEG-C60"),
    ("decision", "sr", "Obrazloženje\n", "", "LEG-C60"),
    ("decision", "en", "Reasoning\n", "", "LEG-C60"),
    ("decision", "sq", "Këshilla juridike: Kundër", "Kundër", "LEG-C60"),
    ("decision", "sr", "Pouka o pravnom leku: Protiv", "Protiv", "LEG-C60"),
    ("decision", "en", "Legal remedy: An", "An", "LEG-C60"),
    ("decision", "sq", "08/L-228 për Zgjedhjet", "03/L-073 për Zgjedhjet", "LEG-C12"),
    ("decision", "sr", "08/L-228 o opštim", "03/L-073 o opštim", "LEG-C12"),
    ("decision", "en", "twenty-four (24)", "twenty-five (24)", "LEG-C46"),
    ("decision", "sq", "Kryetari i Komisionit Qendror të Zgjedhjeve\n", "", "LEG-C39"),
    ("memorandum", "sq", "5. Mosmarrëveshjet\nMosmarrëveshjet zgjidhen me marrëveshje.\n", "", "LEG-C61"),
    ("memorandum", "sr", "5. Sporovi\nSporovi se rešavaju dogovorom.\n", "", "LEG-C61"),
    ("memorandum", "en", "5. Disputes\nDisputes are settled by agreement.\n", "", "LEG-C61"),
    ("memorandum", "sq", "Universitetit të Prishtinës", "Ambasadës së Zvicrës", "LEG-C62"),
    ("memorandum", "sr", "Univerziteta u Prištini", "Ambasade Švajcarske", "LEG-C62"),
    ("memorandum", "en", "the University of Prishtina", "the Embassy of Switzerland", "LEG-C62"),
    ("memorandum", "en", "two (2) years", "two (3) years", "LEG-C46"),
]


def draft(kind: str, language: str) -> str:
    if language == CYRILLIC:
        return cyrillic(draft(kind, "sr"))
    return (FOLDER / f"{kind}.{language}.txt").read_text("utf-8")


def rules(office: Office, kind: str, text: str) -> list[str]:
    read = Manuscript(Source.TEXT, tuple(Line(at, line) for at, line in enumerate(text.split("\n"))))
    declared = office.host.manuscript_type(f"legal.{kind}")
    found = judge_study(office, declared, study(office, declared, read, DAY), DAY)
    return [one.finding.rule for one in found if one.finding.outcome is Outcome.HOLDS]


@pytest.mark.parametrize("kind", ["decision", "memorandum"])
@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_a_clean_one_has_no_finding(office: Office, kind: str, language: str) -> None:
    assert rules(office, kind, draft(kind, language)) == []


def test_a_memorandum_in_cyrillic_has_no_finding(office: Office) -> None:
    assert rules(office, "memorandum", draft("memorandum", CYRILLIC)) == []


@pytest.mark.parametrize(("kind", "language", "old", "new", "rule"), DEFECTS)
def test_what_is_left_out_is_missed(office: Office, kind: str, language: str, old: str, new: str, rule: str) -> None:
    assert old in draft(kind, language)
    assert rule in rules(office, kind, draft(kind, language).replace(old, new))
