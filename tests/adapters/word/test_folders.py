"""A folder of templates is read whole: what is right is returned, everything that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from neni.core.adapters.word import templates
from neni.core.errors import BadTemplate
from neni.core.model.text import Language

DESCRIPTION = """\
title: {sq: Leja, sr: Dozvola, en: Permit}
required: [applicant, event_on]
optional: [area]
example: {applicant: Dita, event_on: 2026-06-01, area: 15000.50, visitors: 12, paid: true, note: "true", x: null}
"""
LINES = ("{{ applicant }} {{ event_on }}", "{{ area }} {{ number }}")


@pytest.fixture
def folder(tmp_path: Path, make_file: Callable[..., bytes]) -> Path:
    (tmp_path / "permit.yaml").write_text(DESCRIPTION, encoding="utf-8")
    (tmp_path / "permit.sq.docx").write_bytes(make_file(*LINES))
    return tmp_path


def problems(folder: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(BadTemplate) as refused:
        templates.load(folder, "parks")
    return [(problem.code, problem.where, problem.message.en) for problem in refused.value.problems]


def test_a_template_comes_with_its_names_its_example_and_its_hash(folder: Path) -> None:
    (template,) = templates.load(folder, "parks")
    assert (template.code, template.language, template.where) == ("permit", Language.ALBANIAN, "parks/permit.sq.docx")
    assert (template.required, template.optional) == (("applicant", "event_on"), ("area",))
    assert template.sha256 == sha256(template.content).hexdigest()


def test_the_example_is_as_json_would_have_it(folder: Path) -> None:
    (template,) = templates.load(folder, "parks")
    assert list(template.example.values()) == ["Dita", "2026-06-01", "15000.50", 12, True, "true", None]


def test_each_language_is_a_template_of_its_own(folder: Path, make_file: Any) -> None:
    (folder / "permit.en.docx").write_bytes(make_file(*LINES))
    assert [one.language.value for one in templates.load(folder, "parks")] == ["en", "sq"]


def test_what_word_leaves_lying_about_is_no_template(folder: Path) -> None:
    (folder / "~$ermit.sq.docx").write_bytes(b"lock")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "old").mkdir()
    assert len(templates.load(folder, "parks")) == 1


def test_a_folder_that_is_not_there_holds_no_templates(tmp_path: Path) -> None:
    assert templates.load(tmp_path / "none", "parks") == ()


def test_an_unknown_variable_is_told_with_the_nearest(folder: Path, make_file: Any) -> None:
    (folder / "permit.sq.docx").write_bytes(make_file(*LINES, "{{ aplicant }}"))
    ((code, where, said),) = problems(folder)
    assert (code, where) == ("unknown_variable", "parks/permit.sq.docx")
    assert "Did you mean “applicant”?" in said


def test_a_declared_variable_nobody_uses_is_told_with_its_line(folder: Path, make_file: Any) -> None:
    (folder / "permit.sq.docx").write_bytes(make_file("{{ applicant }} {{ event_on }}"))
    ((code, where, _),) = problems(folder)
    assert (code, where) == ("unused_variable", "parks/permit.yaml:3")


@pytest.mark.parametrize(
    ("name", "code"),
    [("permit.docx", "unknown_language"), ("permit.de.docx", "unknown_language"), ("other.sq.docx", "no_description")],
)
def test_files_by_a_wrong_name_are_told(folder: Path, make_file: Any, name: str, code: str) -> None:
    (folder / name).write_bytes(make_file("x"))
    assert [(one[0], one[1]) for one in problems(folder)] == [(code, f"parks/{name}")]


def test_a_description_without_a_word_file_is_told(folder: Path) -> None:
    (folder / "permit.sq.docx").unlink()
    assert [one[:2] for one in problems(folder)] == [("no_language", "parks/permit.yaml")]


def test_a_file_that_is_not_word_is_told(folder: Path) -> None:
    (folder / "permit.sq.docx").write_bytes(b"not a zip")
    assert [one[:2] for one in problems(folder)] == [("not_word", "parks/permit.sq.docx")]


@pytest.mark.parametrize("left", ["comment", "change"])
def test_comments_and_tracked_changes_may_not_stay_in_a_template(folder: Path, make_file: Any, left: str) -> None:
    document = Document(BytesIO(make_file(*LINES)))
    paragraph = document.paragraphs[0]
    if left == "comment":
        document.add_comment(paragraph.runs[0], text="is this right?")
    else:
        paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>new</w:t></w:r></w:ins>'))
    document.save(str(folder / "permit.sq.docx"))
    assert [one[:2] for one in problems(folder)] == [("unfinished", "parks/permit.sq.docx")]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("title: [", 1, "not valid YAML"),
        ("title: x\nrequired: &a [b]\n", 2, "anchors and tags are not used"),
        ("title: !!python/object:os.system x\n", 1, "anchors and tags are not used"),
        ("title: x\nrequird: [a]\n", 2, "Did you mean “required”?"),
        ("title: x\ntitle: y\n", 2, "“title” stands twice"),
        ("title: x\nrequired: [a, a]\nexample: {a: 1}\n", 2, "“a” stands twice"),
        ("title: x\nrequired: {a: b}\n", 2, "written like this"),
        ("title: x\nrequired: [A-b]\n", 2, "written like this"),
        ("title: x\nrequired: [a]\nexample: {b: 1}\n", 2, "The example lacks “a”"),
        ("required: []\n", 1, "The key “title” is missing"),
        ("title: x\ntemplate: other\n", 2, "the names must be the same"),
        ("- a\n", 1, "written like this"),
        ("title: " + "[" * 40 + "]" * 40, 1, "too deep"),
        ("", 1, "written like this"),
    ],
)
def test_mistakes_of_a_description_are_told_with_their_line(folder: Path, text: str, line: int, said: str) -> None:
    (folder / "permit.yaml").write_text(text, encoding="utf-8")
    assert any(where == f"parks/permit.yaml:{line}" and said in words for _, where, words in problems(folder))


def test_a_description_that_is_not_text_is_told(folder: Path) -> None:
    (folder / "permit.yaml").write_bytes(b"\xff\xfe\x00title")
    assert problems(folder)[0][2].startswith("The file is not UTF-8")


def test_all_mistakes_of_a_folder_are_told_at_once(folder: Path, make_file: Any) -> None:
    (folder / "permit.en.docx").write_bytes(b"x")
    (folder / "permit.sr.docx").write_bytes(make_file("{{ broken", "tag }}"))
    (folder / "other.sq.docx").write_bytes(make_file("x"))
    (folder / "third.yaml").write_text("titel: x", encoding="utf-8")
    told = problems(folder)
    assert {code for code, _, _ in told} == {
        "not_word",
        "split_tag",
        "no_description",
        "bad_description",
        "no_language",
    }
    assert all(where.startswith("parks/") for _, where, _ in told)
