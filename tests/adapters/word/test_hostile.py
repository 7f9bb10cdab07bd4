"""What people type never becomes part of the document's making, and a template can do nothing but print."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from neni.core.adapters.word import DocxWord
from neni.core.adapters.word.printing import clean
from neni.core.adapters.words import Phrases
from neni.core.errors import BadTemplate
from neni.core.model.paper import Amount
from neni.core.model.text import Language
from neni.core.ports import Template

HOSTILE = [
    "Gashi & Bijtë",
    "a < b dhe b > a",
    "x </w:t> y",
    "</w:t></w:r></w:p><w:p>",
    "<w:p><w:r><w:t>injected</w:t></w:r></w:p>",
    "{{ 7 * 7 }}",
    "{% for x in range(9) %}{{ x }}{% endfor %}",
    "{{ price }} {%p if true %}",
    "{_{ price }_}",
    "{# gone #}",
    "&amp; &lt;b&gt; &#65;",
    "\"thonjëza\" dhe 'apostrof'",
    "<!-- --> <![CDATA[x]]> <?xml?>",
    "\u202ekundërt 😀",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_values_come_out_as_they_were_typed_everywhere(make: Any, word: DocxWord, value: str) -> None:
    lines = ("before {{ name }} after", "{%p for line in lines %}", "{{ line.name }}", "{%p endfor %}", "end")
    template = make(*lines, header="{{ name }}", footer="{{ name }}", title="{{ name }}")
    filled = Document(BytesIO(word.render(template, {"name": value, "lines": [{"name": value}]})))
    assert [one.text for one in filled.paragraphs] == [f"before {value} after", value, "end"]
    section = filled.sections[0]
    assert [section.header.paragraphs[0].text, section.footer.paragraphs[0].text] == [value, value]
    assert filled.core_properties.title == value


TYPED = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(TYPED, min_size=20, max_size=40))
def test_any_text_comes_out_as_it_was_typed_but_for_what_word_cannot_hold(
    make: Any, word: DocxWord, values: list[str]
) -> None:
    template = make("{%p for line in lines %}", "[{{ line.name }}]", "{%p endfor %}", "end")
    filled = Document(BytesIO(word.render(template, {"lines": [{"name": value} for value in values]})))
    assert [one.text for one in filled.paragraphs] == [*(f"[{clean(value)}]" for value in values), "end"]


def test_control_characters_and_half_characters_are_left_out(
    make: Any, word: DocxWord, text: Callable[[bytes], str]
) -> None:
    value = "a\x00b\x07c\x0cd\x1be\ud800f\ufffeg"
    assert text(word.render(make("{{ name }}"), {"name": value})) == "abcdefg"


def test_lines_and_tabs_of_a_text_stay_lines_and_tabs(make: Any, word: DocxWord, text: Callable[[bytes], str]) -> None:
    assert text(word.render(make("{{ name }}"), {"name": "one\r\ntwo\rthree\tfour"})) == "one\ntwo\nthree\tfour"


def test_text_that_claims_to_be_safe_is_escaped_all_the_same(make: Any, text: Callable[[bytes], str]) -> None:
    word = DocxWord({"bold": lambda value: Markup(f"<w:b/>{value}")}, Phrases())
    template = make("{{ name }} {{ name | bold }}")
    assert text(word.render(template, {"name": Markup("</w:t>")})) == "</w:t> <w:b/></w:t>"


def test_tags_in_footnote_values_are_never_run_however_many_sections_there_are(make_file: Any, word: DocxWord) -> None:
    content = with_footnotes(make_file("body"), "{{ name }}")
    template = Template("letter", Language.ALBANIAN, content, "0" * 64, (), (), {}, "letter.sq.docx")
    with ZipFile(BytesIO(word.render(template, {"name": "{{ 7 * 7 }} & co"}))) as filled:
        assert b"{{ 7 * 7 }} &amp; co" in filled.read("word/footnotes.xml")


def with_footnotes(content: bytes, text: str) -> bytes:
    """The same file with a second section and a part of footnotes."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {w}><w:footnote w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    changes = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'),
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>',
        ),
        "word/document.xml": ("<w:body>", "<w:body><w:p><w:pPr><w:sectPr/></w:pPr></w:p>"),
    }
    written = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            old, new = changes.get(name, ("", ""))
            data = source.read(name).decode() if old else source.read(name)
            target.writestr(name, data.replace(old, new) if isinstance(data, str) else data)
        target.writestr("word/footnotes.xml", notes)
    return written.getvalue()


@pytest.mark.parametrize(
    "tag",
    [
        "{{ cycler.__init__.__globals__ }}",
        "{{ name.__class__ }}",
        "{{ name.__class__.__mro__ }}",
        '{{ name["__class__"] }}',
        "{{ name.upper() }}",
        "{{ name.format }}",
        "{{ lines.append(1) }}",
        "{{ lines.__len__ }}",
        "{{ range(10) }}",
        "{{ self }}",
        "{{ loop }}",
        "{{ lipsum }}",
        '{{ "a" * 300000000 }}',
        '{{ "%0300000000d" % 1 }}',
        "{{ price + 1 }}",
        "{{ price / 2 }}",
        "{{ -price }}",
        '{{ name ~ "x" }}',
        "{{ name | safe }}",
        "{{ name | attr('__class__') }}",
        '{{ name is filter("upper") }}',
        '{% include "x" %}',
        '{% import "x" as x %}',
        '{% extends "x" %}',
        "{% macro m() %}{% endmacro %}{{ m() }}",
        "{% block b %}{% endblock %}",
        "{% set price.x = 1 %}",
        "{% for a in lines recursive %}{{ loop(lines) }}{% endfor %}",
        "{% for a in lines %}{{ loop.__init__ }}{% endfor %}",
        "{{ lines[0].__class__ }}",
        "{{ lines[9] }}",
        "{{ lines[0:1] }}",
        "{{ lines }}",
        "{{ lines[0] }}",
        "{% for a in name %}{{ a }}{% endfor %}",
        "{{ name | in_words }}",
        "{{ price | times(name) }}",
        "{{ 1 / 0 }}",
    ],
)
def test_a_template_can_do_nothing_but_print_test_and_loop(make: Any, word: DocxWord, tag: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        word.render(make(tag), {"name": "Gashi", "price": Amount(100), "lines": [{"name": "x"}]})
    assert refused.value.problems[0].where == "parks/letter.sq.docx (document)"


@pytest.mark.parametrize("name", ["items", "values", "keys", "get", "copy", "update"])
def test_fields_may_be_called_like_methods_of_a_mapping(
    make: Any, word: DocxWord, text: Callable[[bytes], str], name: str
) -> None:
    template = make(f"{{% for line in lines %}}{{{{ line.{name} }}}}{{% endfor %}}")
    assert text(word.render(template, {"lines": [{name: "here"}]})) == "here"


@pytest.mark.parametrize("part", ["header", "footer", "title"])
def test_what_is_refused_is_refused_in_every_part(make: Any, word: DocxWord, part: str) -> None:
    with pytest.raises(BadTemplate):
        word.render(make("body", **{part: "{{ cycler.__init__.__globals__ }}"}), {})


def bomb() -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", b" " * 60_000_000)
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"<html></html>", b"\xd0\xcf\x11\xe0" * 100, bomb()],
    ids=["empty", "cut", "html", "encrypted", "bomb"],
)
def test_what_is_no_word_file_is_refused_with_what_to_do(word: DocxWord, content: bytes) -> None:
    template = Template("letter", Language.ENGLISH, content, "0" * 64, (), (), {}, "letter.en.docx")
    for attempt in (lambda: word.render(template, {}), lambda: word.variables(template)):
        with pytest.raises(BadTemplate, match="Save it again from Word"):
            attempt()


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "docProps/core.xml"])
@pytest.mark.parametrize("damage", [b"", b"<w:document", b"\x00\xff"])
def test_a_damaged_part_is_an_answer_and_not_a_crash(make_file: Any, word: DocxWord, name: str, damage: bytes) -> None:
    written = BytesIO()
    with ZipFile(BytesIO(make_file("body"))) as source, ZipFile(written, "w") as target:
        for entry in source.namelist():
            target.writestr(entry, damage if entry == name else source.read(entry))
    template = Template("letter", Language.ENGLISH, written.getvalue(), "0" * 64, (), (), {}, "letter.en.docx")
    with pytest.raises(BadTemplate):
        word.render(template, {})
    with pytest.raises(BadTemplate):
        word.variables(template)
