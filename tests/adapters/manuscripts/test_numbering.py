"""Automatic list numbers are those that Word shows."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from neni.core.adapters.manuscripts import FileManuscripts
from neni.core.adapters.manuscripts.numerals import FORMS, columns, letters, roman
from tests.adapters.manuscripts.building import lists, p, style, word_file


def labels(*body: str, **parts: str) -> list[str]:
    return [line.label for line in FileManuscripts().read(word_file(*body, **parts), "").lines]


def numbered(*levels: int, number: str = "1") -> list[str]:
    return [p("tekst", number=number, level=level) for level in levels]


DECIMAL = (("decimal", "%1."), ("decimal", "%1.%2."), ("lowerLetter", "%3)"))


def test_levels_count_within_the_level_above() -> None:
    assert labels(*numbered(0, 1, 1, 0, 1, 2, 2), numbering=lists(*DECIMAL)) == [
        *("1.", "1.1.", "1.2.", "2.", "2.1.", "a)", "b)")
    ]


def test_legal_numbers_are_figures_throughout() -> None:
    levels = (("upperRoman", "%1"), ("decimal", "%1.%2"))
    assert labels(*numbered(0, 1), numbering=lists(*levels)) == ["I", "I.1"]
    assert labels(*numbered(0, 1), numbering=lists(*levels, each="<w:isLgl/>")) == ["1", "1.1"]


def test_a_list_that_is_said_to_restart_does() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    body = [*numbered(0, 0), *numbered(0, 0, number="2"), *numbered(0)]
    assert labels(*body, numbering=lists(*DECIMAL, more=again)) == ["1.", "2.", "5.", "6.", "7."]


def test_lists_of_one_definition_go_on_with_one_another() -> None:
    other = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    assert labels(*numbered(0), *numbered(0, number="2"), numbering=lists(*DECIMAL, more=other)) == ["1.", "2."]


def test_an_override_may_bring_its_own_form() -> None:
    own = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="3"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num>'
    )
    assert labels(*numbered(0, 0, number="2"), numbering=lists(*DECIMAL, more=own)) == ["в)", "г)"]


def test_a_level_may_be_told_never_to_restart() -> None:
    never = lists(*DECIMAL).replace('<w:lvlText w:val="%1.%2."/>', '<w:lvlRestart w:val="0"/><w:lvlText w:val="%2"/>')
    assert labels(*numbered(0, 1, 0, 1), numbering=never) == ["1.", "1", "2.", "2"]


def test_a_style_brings_its_list_and_the_level_tied_to_it() -> None:
    styles = style("Neni", "Neni", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
        "Pika", "Pika", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>', based_on="Neni"
    )
    levels = lists(("decimal", "Neni %1"), ("decimal", "%2)"))
    body = [p("a", style="Neni"), p("b", style="Pika"), p("c", style="Neni"), p("d", style="Neni", number="0")]
    assert labels(*body, numbering=levels, styles=styles) == ["Neni 1", "1)", "Neni 2", ""]


def test_a_definition_may_only_name_a_style_of_lists() -> None:
    linked = (
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Ligj"/></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    )
    styles = style("Ligj", "Ligj", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    assert labels(*numbered(0, 0, number="2"), numbering=lists(*DECIMAL, more=linked), styles=styles) == ["1.", "2."]


def test_bullets_are_characters_every_font_has() -> None:
    bullets = lists(("bullet", "\uf0b7"), ("bullet", "–"), ("bullet", "o"))
    assert labels(*numbered(0, 1, 2), numbering=bullets) == ["•", "–", "◦"]


def test_deleted_paragraphs_are_not_counted() -> None:
    body = [*numbered(0), p("", number="1", level=0, mark="<w:del/>"), *numbered(0)]
    assert labels(*body, numbering=lists(*DECIMAL)) == ["1.", "2."]


def test_an_unknown_form_is_told_in_figures_and_said() -> None:
    content = word_file(*numbered(0), numbering=lists(("cardinalText", "%1.")))
    manuscript = FileManuscripts().read(content, "")
    assert manuscript.lines[0].label == "1."
    assert [remark.code for remark in manuscript.remarks] == ["other_list_numbers"]


def test_numerals() -> None:
    assert [roman(number) for number in (4, 9, 14, 40, 1994, 0)] == ["iv", "ix", "xiv", "xl", "mcmxciv", "0"]
    assert [letters(number) for number in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    assert [columns(number) for number in (1, 26, 27, 53)] == ["a", "z", "aa", "ba"]
    assert [FORMS[form](3) for form in ("decimalZero", "upperRoman", "ordinal", "numberInDash")] == [
        *("03", "III", "3rd", "- 3 -")
    ]


def any_lists(seed: int) -> bytes:
    """Paragraphs that go up and down the levels of two lists of one definition, the second of which starts anew."""
    chance = random.Random(seed)
    forms = ("decimal", "upperRoman", "lowerLetter", "lowerRoman", "upperLetter", "russianLower")
    levels = [(chance.choice(forms), text) for text in ("%1.", "%1.%2", "%1.%2.%3)", "(%4)")]
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{chance.randint(1, 4)}"/></w:lvlOverride></w:num>'
    )
    body, level = [p("fillimi", number="1", level=0)], 0
    for at in range(40):
        level = max(0, min(3, level + chance.choice((-2, -1, -1, 0, 0, 1))))
        numbered = chance.random() > 0.2
        body.append(p(f"x{at}", number=str(1 + at // 20), level=level) if numbered else p(f"x{at}"))
    return word_file(*body, numbering=lists(*levels, more=again))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_the_numbers_are_those_that_libreoffice_shows(tmp_path: Path) -> None:
    files = {tmp_path / f"{seed}.docx": any_lists(seed) for seed in range(6)}
    for name, content in files.items():
        name.write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        tmp_path,
        *files,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for name, content in files.items():
        shown = [line.strip() for line in name.with_suffix(".txt").read_text(encoding="utf-8-sig").splitlines()]
        assert [line.read for line in FileManuscripts().read(content, "").lines] == shown
