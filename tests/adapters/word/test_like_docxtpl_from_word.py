"""Templates as python-docx and Word make them, with styles, lists, sections and headers of their own, come out of the
compiled template as they come out of docxtpl, part for part; so does what docxtpl's own kinds of values print."""
# ruff: noqa: E501 - a template a line

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from jinja2 import Environment

from neni.core.adapters.word import ForeignWord, making
from neni.core.errors import BadTemplate

from .test_insertions import png
from .test_like_docxtpl import parts, same


def rich() -> RichText:
    """Every kind of formatting there is."""
    text = RichText("plain & ")
    text.add("styled", style="Strong")
    for how in (
        {"italic": True}, {"bold": True}, {"strike": True}, {"underline": True}, {"underline": "dotted"},
        {"superscript": True}, {"subscript": True}, {"color": "#ff00ff"}, {"highlight": "#eeeeee"}, {"size": 14},
        {"font": "eastAsia:SimSun"}, {"lang": "sq-AL"}, {"rtl": True, "bold": True, "italic": True},
    ):  # fmt: skip
        text.add(f" {next(iter(how))} ", **how)
    text.add("\nsecond line\n\nfourth <line>\tand a tab")
    text.add(RichText("nested", bold=True))
    text.add(7)
    text.add(b"bytes")
    return text


def paragraphs() -> RichTextParagraph:
    made = RichTextParagraph()
    made.add("a quotation", parastyle="Quote")
    made.add("two\apoints", parastyle="List Bullet")
    made.add(rich(), parastyle="Title")
    made.add("lines\nand\ttabs")
    return made


PEOPLE = [
    {"name": "Arta & Co", "groups": ["x", "y"], "chair": True},
    {"name": "Besa <b>", "groups": [], "chair": False},
    {"name": "Đorđe", "groups": ["z"], "chair": False},
]
VALUES: dict[str, Any] = {
    "name": "Gashi & Bijtë <sh.p.k.>",
    "yes": True,
    "no": False,
    "nothing": None,
    "colour": "FF0000",
    "people": PEOPLE,
    "rich": rich(),
    "rich_lines": RichText("one\ntwo\athree", color="#ff00ff"),
    "rich_page": RichText("\f"),
    "rich_empty": RichText(""),
    "rich_list": [RichText("a", bold=True), RichText("b\nc"), RichText("")],
    "rich_paragraphs": paragraphs(),
    "listing": Listing("1 < 2\n\tx\ay\fz"),
    "lines": "\nfirst\nwith a \t tab\a\nanother paragraph\a\na page: \f\nthe end\n",
    "dos": "a\r\nb\rc\n\r\nd",
    "control": "a\x01b\x0bc\ufffed",
    "letters": "😀 한국어 ë Ž ı İ \u00a0 \u200b \u2028",
    "spaces": "  two  ",
    "range": range(1, 10),
    "deep": {"a": {"b": ["x", {"c": "deep"}]}},
    "keys": {"1": "one", "a b": "space"},
    "ordered": OrderedDict(b=1, a=2),
    "numbers": (1, 2.5, 10**30, -5, 1e20, Decimal("12.50")),
    "times": [date(2026, 1, 2), datetime(2026, 3, 3, 14, 30), time(9, 5), timedelta(days=2, hours=3)],  # noqa: DTZ001
    "braces": "}} {{ x }} {% if %}",
}
Change = Callable[[Any], object]


def made(*lines: str, change: Change = lambda _: None) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    change(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


later = partial(partial, made)
"""The same once it is asked for."""


def table(*rows: tuple[str, ...]) -> Change:
    def add(document: Any) -> None:
        _filled(document.add_table(len(rows), len(rows[0])), rows)

    return add


def _filled(grid: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    for row, texts in zip(grid.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def runs(*texts: str) -> Change:
    """A paragraph with a run for each text."""

    def add(document: Any) -> None:
        paragraph = document.add_paragraph()
        for text in texts:
            paragraph.add_run(text)

    return add


def styled(style: str, *texts: str) -> Change:
    return lambda document: [document.add_paragraph(text, style=style) for text in texts]


def table_in_a_table(document: Any) -> None:
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{{ name }}"
    rows = (("{%tr for one in people %}", ""), ("{{ one.name }}", "{% vm %}same"), ("{%tr endfor %}", ""))
    _filled(cell.add_table(3, 2), rows)


def sections(document: Any) -> None:
    """Three sections: a table and formatted text in the header, a condition in the footer, first pages of their own."""
    first = document.sections[0]
    first.header.paragraphs[0].text = "{{ lines }} {{r rich }}"
    rows = (("{%tr for one in people %}", ""), ("{{ one.name }}", "{% cellbg colour %}x"), ("{%tr endfor %}", ""))
    _filled(first.header.add_table(3, 2, Mm(100)), rows)
    first.footer.paragraphs[0].text = "{%p if yes %}"
    first.footer.add_paragraph("{{ letters }} &amp; R&D")
    first.footer.add_paragraph("{%p endif %}")
    second = document.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "second {{ name }}"
    second.different_first_page_header_footer = True
    second.first_page_footer.paragraphs[0].text = "first {{ name }}"
    third = document.add_section()
    third.footer.is_linked_to_previous = False
    third.footer.paragraphs[0].text = "third"


def pictures(document: Any) -> None:
    document.add_picture(BytesIO(png()))
    document.sections[0].header.paragraphs[0].add_run("{{ name }}").add_picture(BytesIO(png(3, 3)))
    document.add_paragraph("{%p for one in people %}")
    document.add_picture(BytesIO(png(5, 5)))
    document.add_paragraph("{%p endfor %}")


def link(document: Any) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    made_of = OxmlElement("w:hyperlink")
    made_of.set(qn("r:id"), document.part.relate_to("https://example.org/?a=1&b=2", kind, is_external=True))
    made_of.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{{{{ name }}}}</w:t></w:r>"))
    document.add_paragraph("see ")._p.append(made_of)


def comment(document: Any) -> None:
    document.add_comment(document.add_paragraph("{{ name }}").runs, text="{{ name }}", author="x")


def properties(document: Any) -> None:
    told = {
        "title": "T {{ range|length }}",
        "author": "{{ letters }}",
        "comments": "{{ no }}",
        "identifier": "{{ yes }}",
    }
    told |= {
        "subject": "{% for one in range %}{{ one }}{% endfor %}",
        "language": "{{ colour }}",
        "keywords": "{{ x }}",
    }
    for name, text in told.items():
        setattr(document.core_properties, name, text)


def tabs_and_breaks(document: Any) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run("a\t{{ name }}\tb").add_break()
    paragraph.add_run("{{ letters }}\n{{ lines }}")


def revisions(document: Any) -> None:
    inner = '<w:r><w:t>{{ name }}</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    document.element.body.insert(0, parse_xml(f'<w:p {nsdecls("w")}><w:ins w:id="1" w:author="x">{inner}</w:p>'))


def field(document: Any) -> None:
    code = ' DATE \\@ "{{ colour }}" '
    document.element.body.insert(
        0, parse_xml(f"<w:p {nsdecls('w')}><w:r><w:instrText>{code}</w:instrText></w:r></w:p>")
    )


def marks_within_a_tag(document: Any) -> None:
    inner = '<w:r><w:t>{{ na</w:t></w:r><w:bookmarkStart w:id="0" w:name="a"/><w:r><w:t>me</w:t><w:tab/><w:t> }}</w:t></w:r>'
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


FILES = {
    "formatted text": later("a {{r rich }} b", "{{r rich }}{{r rich_lines }}", "{{r rich_page }}"),
    "formatted text without its tag": later("a {{ rich }} b"),
    "formatted text that says nothing": later("[{{r rich_empty }}]{% if rich_empty %}yes{% else %}no{% endif %}"),
    "formatted text in a condition": later("{% if rich %}{{r rich }}{% endif %}", "{%r if yes %}x{{r rich }}{%r endif %}"),
    "formatted text in cells": later(change=table(("{{r rich }}", "{{ name }}"), ("{{r rich_lines }}", "x"))),
    "a list of formatted texts": later("{%p for one in rich_list %}", "{{r one }} {{ loop.index }}", "{%p endfor %}"),
    "formatted text through filters": later("{{ rich|upper }}", "{{ listing|replace('x', '<') }}", "{{ rich|default('x') }}"),
    "formatted text compared and joined": later("{{ rich == 'x' }}{{ 'x' ~ listing }}", "{{ [listing, name]|join(' & ') }}"),
    "formatted paragraphs": later("{{p rich_paragraphs }}", "x", change=table(("{{p rich_paragraphs }}",))),
    "a listing": later("{{ listing }}", change=styled("List Number", "{{ listing }}")),
    "lines": later("{{ lines }}", change=styled("Heading 1", "{{ lines }}")),
    "lines of another system": later("{{ dos }}", "{{ dos|upper }}"),
    "signs that are not in XML": later("{{ control }}", "{{ letters|upper }} {{ letters|length }}"),
    "spaces": later("[{{ spaces }}]{{ spaces }}{{spaces|trim}}"),
    "a range": later("{% for one in range %}{{ one }},{% endfor %}{{ range[2] }} {{ 3 in range }} {{ range }}"),
    "numbers and times": later("{{ numbers }}", "{{ times }}", "{% for one in times %}{{ one }} {% endfor %}"),
    "times told": later("{{ times[1].strftime('%d/%m/%Y') }} {{ times[3].days }} {{ times[2].hour }}", "{{ times[0] < times[0] }}"),
    "deep records": later("{{ deep.a.b[1].c }} {{ deep['a']['b'][0] }} {{ keys['a b'] }} {{ keys.get('x', '-') }}"),
    "records in order": later("{% for key, value in ordered.items() %}{{ key }}{% endfor %} {{ ordered|dictsort }}"),
    "a list that grows": later(
        "{% set all = [] %}{% for one in people %}{% set _ = all.append(one.name) %}{% endfor %}{{ all|join('; ') }}",
        "{% set d = {} %}{% set _ = d.update({'a': 1}) %}{{ d.a }} {% set _ = all.extend([1, 2]) %}{{ all.pop() }}",
    ),
    "braces in values and words": later("{{ braces }} {{ '{' }} { } {a} {a_{b }} {_{ x }_} {_% y %_}"),
    "loops and conditions in a cell": later(
        change=table(
            ("{%tr for one in people %}", ""),
            ("{{ one.name }}", "{% for g in one.groups %}{{ g }}{% if not loop.last %}; {% endif %}{% else %}–{% endfor %}"),
            ("{%tr if one.chair %}", ""),
            ("chair", "{{ loop.index }} of {{ loop.length }}"),
            ("{%tr endif %}", ""),
            ("{%tr endfor %}", ""),
        )
    ),
    "columns of a table": later(
        change=table(
            ("name", "{%tc for one in people %}", "{{ one.name }}", "{%tc endfor %}"),
            ("{%tr for row in range %}", "", "", ""),
            ("{{ row }}", "{%tc for one in people %}", "{{ loop.index * row }}", "{%tc endfor %}"),
            ("{%tr endfor %}", "", "", ""),
        )
    ),
    "colours by condition": later(
        change=table(
            ("{%tr for one in people %}", ""),
            ("{% cellbg 'FF0000' if loop.first else colour %}{{ one.name }}", "{%cellbg colour%}x"),
            ("{%tr endfor %}", ""),
        )
    ),
    "merged within merged": later(
        change=table(
            ("{%tr for one in people %}", "", ""),
            ("{%tr for row in range %}", "", ""),
            ("{% vm %}{{ one.name }}", "{{ row }}", "a {% vm %}{{ one.name }} z"),
            ("{%tr endfor %}", "", ""),
            ("{%tr endfor %}", "", ""),
        )
    ),
    "merged across": later(change=table(("{%tc for one in people %}", "{% hm %}all {{ name }}", "{%tc endfor %}"), ("a", "b", "c"))),
    "spans": later(change=table(("{% colspan people|length - 1 %}wide {{ name }}", "x"), ("a", "b"))),
    "a table in a table": later(change=table_in_a_table),
    "paragraphs joined": later("This is{% if no %} not{%- else -%}", " wonderful{%- endif %}.", "{% if yes -%}", "x", "{%- endif %}"),
    "a loop without breaks": later("a {%- for one in people -%} {{ one.name }} {%- endfor -%} b", "{{- name -}}", "{%+ if yes %}y{%+ endif %}"),
    "comments": later("a{# x {{ y }} #}b", "{#p a paragraph #}", "{# one", "two #}c", change=table(("{#tc cell #}", "y"), ("z", "w"))),
    "a choice of paragraphs": later("{%p if no %}", "A", "{%p elif name == 'x' %}", "B", "{%p else %}", "C", "{%p endif %}"),
    "a tag among words of its paragraph": later("before {%p if yes %} after", "in", "{%p endif %} trailing"),
    "tags in pieces": later(change=runs("{", "% if ", "yes %", "}ok{%", "endif", " %}{", "{ name", ".upper() }", "} {#", " c #", "}")),
    "runs": later(change=runs("a ", "{%r for one in people %}", "{{ one.name }}, ", "{%r endfor %}", " z")),
    "lists": later(change=styled("List Number", "{%p for one in people %}", "{{ one.name }}", "{%p endfor %}")),
    "headings": later(change=lambda document: [document.add_heading(f"{level} {{{{ name }}}}", level) for level in range(4)]),
    "sections with headers": later("{{ name }}", change=sections),
    "pictures of the template": later("{{ name }}", change=pictures),
    "a link": later(change=link),
    "a comment of Word": later(change=comment),
    "properties": later("x", change=properties),
    "tabs and breaks": later(change=tabs_and_breaks),
    "revisions": later(change=revisions),
    "a field": later(change=field),
    "marks within a tag": later(change=marks_within_a_tag),
    "macros": later("{%p macro told(one, end='.') %}", "{{ one.name }}{{ end }}", "{%p endmacro %}", "{{p told(people[0]) }}", "{{p told(people[1], end='!') }}"),
    "many filters": later(
        "{{ people|selectattr('chair')|map(attribute='name')|join }} {{ [3, 1]|max }} {{ 'a b'|urlencode }} {{ 'abc'|list }}",
        "{{ [1, 2, 3]|batch(2)|list }} {{ 3.14159|round(2) }} {{ name|truncate(9) }} {{ 1234567|filesizeformat }} {{ '<b>x'|striptags }}",
        "{{ '5'|int + 1 }} {{ [1, 1, 2]|unique|list }} {{ deep|tojson }} {{ people|groupby('chair')|length }} {{ 'x'|center(5) }}",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_file_comes_out_as_docxtpl_has_it(name: str) -> None:
    same(FILES[name](), VALUES)


def test_a_picture_of_docxtpl_gets_in_and_comes_out_as_docxtpl_has_it(tmp_path: Path) -> None:
    file = tmp_path / "stema.PNG"
    file.write_bytes(png(5, 5))
    content = made(
        "logo {{ logo }} z", "{%p for one in photos %}", "{{ one.photo }} {{ lines }} {{ logo }}", "{%p endfor %}",
        change=lambda document: (setattr(document.sections[0].header.paragraphs[0], "text", "{{ logo }}"), pictures(document)),
    )  # fmt: skip
    template = DocxTemplate(BytesIO(content))
    photos = [{"photo": InlineImage(template, BytesIO(png(4, side)), height=Mm(10))} for side in (2, 4)]
    photos.append({"photo": InlineImage(template, str(file), width=Mm(7), height=Mm(8))})
    values = {**VALUES, "logo": InlineImage(template, BytesIO(png(8, 4)), width=Mm(20)), "photos": photos}
    expected = BytesIO()
    template.render(values, Environment(), autoescape=True)
    template.save(expected)
    wanted, found = parts(expected.getvalue()), parts(ForeignWord().fill(content, values, "x.docx"))
    assert found.keys() == wanted.keys()
    for name, data in wanted.items():
        assert found[name] == data, name


def test_a_document_written_for_a_template_gets_in_as_its_paragraphs() -> None:
    content = made("before", "{{p annex }}", "after")
    template = DocxTemplate(BytesIO(content))
    annex = template.new_subdoc()
    annex.add_heading("Shtojca & fundi", 1)
    annex.add_paragraph("një ").add_run("i theksuar").bold = True
    annex.add_table(1, 2).cell(0, 1).text = "qeliza"
    same(content, {"annex": annex})


def test_what_leads_to_relations_of_another_file_is_refused() -> None:
    content = made("{{r text }}")
    template = DocxTemplate(BytesIO(content))
    linked = RichText("x", url_id=template.build_url_id("https://example.org"))
    held = InlineImage(template, BytesIO(png()), anchor="https://example.org")
    elsewhere = template.new_subdoc(BytesIO(made("x")))
    for value in (linked, held, elsewhere, InlineImage(template, "/nowhere.png"), InlineImage(template, 7)):
        with pytest.raises(BadTemplate, match="a template is given texts"):
            ForeignWord().fill(content, {"text": value}, "x.docx")


def test_a_list_cannot_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "MOST_TURNS", 5_000)
    for tag in ("{% set _ = l.append(l|length) %}", "{% set _ = l.extend(l) %}"):
        content = made("{% set l = [1] %}{% for i in l %}" + tag + "{% endfor %}")
        with pytest.raises(BadTemplate):
            ForeignWord().fill(content, {}, "x.docx")


@pytest.mark.parametrize("tag", ["{% set _ = all.append(3) %}", "{% set _ = one.update({'a': 2}) %}"])
def test_what_a_template_was_given_does_not_grow(tag: str) -> None:
    with pytest.raises(BadTemplate, match="harmless methods"):
        ForeignWord().fill(made(tag), {"all": [1, 2], "one": {"a": 1}}, "x.docx")


def test_what_a_template_made_is_new_each_time() -> None:
    content, word = made("{% set all = [1] %}{% set _ = all.append(2) %}{{ all }}"), ForeignWord()
    assert word.fill(content, {}, "x.docx") == word.fill(content, {}, "x.docx")
