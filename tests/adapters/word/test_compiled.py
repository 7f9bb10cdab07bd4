"""What is proven of a template holds for every filling of it, and a document says which language it is in."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from lxml import etree

from neni.core.adapters.word import DocxWord
from neni.core.adapters.word.finishing import Broken, prove
from neni.core.adapters.word.proving import fitting, skeleton
from neni.core.errors import BadTemplate
from neni.core.model.text import Language

HEAD = '<w:x xmlns:w="urn:w" xmlns:v="urn:v">'
PIECES = st.sampled_from(
    [
        *("<w:p>", "</w:p>", "<w:t>", "</w:t>", '<w:a b="', '"/>', "{{ a }}", "{{ b }}", "x", "&", ";", "&amp;", "]]"),
        *("{% if a %}", "{% else %}", "{% endif %}", "{% for b in c %}", "{% endfor %}", "<!-- ", " -->", ">", "<w:"),
        *("/>", "'", '"', " v:y=", "<?q ", "?>", "<![CDATA[", "]]>", ' xmlns:w="'),
    ]
)
VALUES = st.sampled_from(["", "--", "?>", "]]>", "urn:w", "#65", 'a="b"', "<&>"])
PROVABLE = Environment(autoescape=True)


@settings(max_examples=600, deadline=None)
@given(pieces=st.lists(PIECES, max_size=12), value=VALUES)
def test_what_is_proven_whole_is_whole_however_it_is_filled(pieces: list[str], value: str) -> None:
    source = "".join(pieces)
    try:
        tree = PROVABLE.parse(source)
    except Exception:  # noqa: BLE001 - no template at all
        return
    if skeleton(tree, HEAD, "</w:x>", source) is None:
        return
    for values in ({"a": value, "b": value, "c": [1, 2]}, {"a": "", "b": "", "c": []}):
        etree.fromstring(f"{HEAD}{PROVABLE.from_string(source).render(values)}</w:x>".encode())


@pytest.mark.parametrize(
    "source",
    [
        '<w:p>{{ a }}</w:p>{% for b in c %}<w:p w:q="{{ b }}">{% if a %}<w:t/>{% else %}y{% endif %}</w:p>{% endfor %}',
        '<w:p w:q="{% if a %}one{% else %}two{% endif %}"/>',
    ],
)
def test_templates_as_they_should_be_are_proven(source: str) -> None:
    assert skeleton(PROVABLE.parse(source), HEAD, "</w:x>", source) is not None


@pytest.mark.parametrize(
    "source",
    [
        "<w:p>{% if a %}</w:p>{% endif %}",
        "{% if a %}<w:p>{% endif %}</w:p>",
        "<w:{{ a }}/>",
        "<w:p {{ a }}/>",
        '<w:p {% if a %}w:q="1"{% endif %}/>',
        "<!-- {{ a }} -->",
        "&{{ a }};",
        '<w:p xmlns:z="{{ a }}"/>',
        "<z:p/>",
        "]]{% if a %}>{% endif %}",
    ],
)
def test_what_might_break_is_not_proven(source: str) -> None:
    assert skeleton(PROVABLE.parse(source), HEAD, "</w:x>", source) is None


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(PIECES, max_size=8))
def test_proving_agrees_with_a_strict_parser(pieces: list[str]) -> None:
    xml = f"{HEAD}{''.join(pieces)}</w:x>".encode()
    try:
        etree.fromstring(xml)
        whole = True
    except etree.XMLSyntaxError:
        whole = False
    try:
        prove(xml)
        proven = True
    except Broken:
        proven = False
    assert proven is whole


GRID = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
TWO, ONE = "<w:tr><w:tc/><w:tc/></w:tr>", "<w:tr><w:tc/></w:tr>"
WIDE = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr></w:tc></w:tr>'


@pytest.mark.parametrize(
    ("rows", "fits"),
    [
        (TWO, True),
        (TWO + ONE, True),
        (f"{TWO}{{% for b in c %}}{TWO}{{% endfor %}}", True),
        (WIDE.format(2), True),
        (ONE, False),
        (f"{{% for b in c %}}{TWO}{{% endfor %}}", False),
        (TWO + "<w:tr><w:tc/><w:tc/><w:tc/></w:tr>", False),
        (TWO + "<w:tr>{% for b in c %}<w:tc/>{% endfor %}</w:tr>", False),
        (TWO + WIDE.format("{{ a }}"), False),
        (TWO + WIDE.format(3), False),
    ],
)
def test_a_table_fits_only_when_all_rows_do_whatever_is_filled_in(rows: str, fits: bool) -> None:
    source = f"<w:tbl>{GRID}{rows}</w:tbl>"
    root = skeleton(PROVABLE.parse(source), HEAD, "</w:x>", source)
    assert root is not None
    assert fitting(root) is fits


@pytest.mark.parametrize("lines", [("first", "{{p name }}"), ("{%p if name %}", "{{p name }}", "{%p endif %}")])
def test_a_value_nobody_would_see_is_refused(make: Any, word: DocxWord, lines: tuple[str, ...]) -> None:
    with pytest.raises(BadTemplate) as refused:
        word.render(make(*lines), {"name": "x"})
    (problem,) = refused.value.problems
    assert (problem.code, problem.where) == ("lost_words", "parks/letter.sq.docx (document)")
    assert "name }}" in problem.message.en


def test_a_value_in_place_of_its_run_is_refused(make: Any, word: DocxWord) -> None:
    with pytest.raises(BadTemplate, match="Nobody would see this value"):
        word.render(make("{{r name }}"), {"name": "x"})


def test_a_quoted_word_with_an_ampersand_is_itself(make: Any, word: DocxWord, text: Any) -> None:
    template = make('{% if name == "Gashi & Bijtë" %}po{% else %}jo{% endif %} {{ "a & b" }}')
    assert text(word.render(template, {"name": "Gashi & Bijtë"})) == "po a & b"


def test_escaped_braces_of_a_template_print_as_braces(make: Any, word: DocxWord, text: Any) -> None:
    assert text(word.render(make("{_{ name }_} {{ name }}"), {"name": "{_{ x }_}"})) == "{{ name }} {_{ x }_}"


@pytest.mark.parametrize(("language", "locale"), list(zip(Language, ["sq-AL", "sr-Latn-RS", "en-GB"], strict=True)))
def test_a_document_says_its_language(make: Any, word: DocxWord, language: Language, locale: str) -> None:
    document = Document(BytesIO(word.render(make("x", language=language), {})))
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert [one.get(qn("w:val")) for one in defaults.iter(qn("w:lang"))] == [locale]
    assert document.core_properties.language == locale


def test_parts_without_values_are_as_they_were(make: Any, word: DocxWord) -> None:
    template = make("{{ name }}", header="Republika e Kosovës")
    with ZipFile(BytesIO(word.render(template, {"name": "x"}))) as filled, ZipFile(BytesIO(template.content)) as given:
        for name in ("word/theme/theme1.xml", "word/header1.xml", "word/settings.xml"):
            kept, was = (ElementTree.canonicalize(one.read(name).decode()) for one in (filled, given))
            assert kept.replace('w:val="sq-AL"', 'w:val="en-US"') == was
