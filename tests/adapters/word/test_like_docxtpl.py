"""Whatever docxtpl makes of a template, the compiled one makes too: every part, compared after canonicalisation."""
# ruff: noqa: E501 - a template a line

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docxtpl import DocxTemplate, Listing, RichText, RichTextParagraph
from jinja2 import Environment, StrictUndefined
from lxml import etree

from neni.core.adapters.word import ForeignWord

_spec = importlib.util.spec_from_file_location("building", Path(__file__).with_name("building.py"))
assert _spec is not None
assert _spec.loader is not None
building = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(building)
box, control, file, p, run = building.box, building.control, building.file, building.p, building.run
split, tbl, tc, tr = building.split, building.tbl, building.tc, building.tr

LINES = [
    {"name": "Letër & ngjyrë", "price": 12.5, "quantity": 3, "tags": ["a", "b"]},
    {"name": "Stilolaps <blu>", "price": 0.75, "quantity": 100, "tags": []},
    {"name": "Мастило „црно“", "price": 30, "quantity": 0, "tags": ["c"]},
]
VALUES: dict[str, Any] = {
    "name": "Gashi & Bijtë <sh.p.k.> \"Dita\" 'x'",
    "serbian": "Đorđe Šćekić",
    "cyrillic": "Ђорђе Шћекић — уговор",
    "yes": True,
    "no": False,
    "nothing": None,
    "count": 3,
    "price": 1234.5,
    "on": date(2026, 3, 3),
    "lines": LINES,
    "empty": [],
    "tree": [{"name": "1", "children": [{"name": "1.1", "children": []}, {"name": "1.2", "children": []}]}],
    "broken": "one\ntwo\tthree\nfour",
    "paragraphs": "first\asecond\athird",
    "pages": "before\fafter",
    "listing": Listing("a & b\nc\td\ae\ff"),
    "rich": RichText("bold & more", bold=True, color="#ff0000", size=28, font="Arial", style="Strong"),
    "rich_paragraph": RichTextParagraph(RichText("whole", italic=True), parastyle="Normal"),
    "colour": "FF0000",
    "span": 2,
}

BODIES = {
    "value": p("Dear {{ name }}, {{serbian}} {{ cyrillic }}."),
    "values of every kind": p("{{ yes }} {{ nothing }} {{ count }} {{ price }} {{ on }} {{ empty }} {{ lines[0].name }}"),
    "no tags": p("Nothing & nobody") + tbl(1, tr("x")),
    "pieces of a tag": split("Dear {", "{ na", "me }", "} and {", "% if yes %", "}yes{% end", "if %}."),
    "pieces of a filter": split("{{ serb", "ian | up", "per }} ", "{{ count ", "+ 1 }}"),
    "curly quotes": p("{% if serbian == “x” %}a{% else %}b{% endif %} {{ ‘q’ }}"),
    "less than": p("{% if count < 5 and count > 1 %}few{% endif %} {{ count >= 3 }}"),
    "condition in a sentence": p("a{% if no %} not {{ name }}{% elif yes %} yes{% else %} else{% endif %} z"),
    "paragraph condition": p("{%p if yes %}") + p("in {{ name }}") + p("{%p endif %}") + p("out"),
    "paragraph left out": p("{%p if no %}") + p("in {{ name }}") + p("{%p endif %}") + p("out"),
    "paragraph else": p("{%p if no %}") + p("in") + p("{%p else %}") + p("other") + p("{%p endif %}") + p("out"),
    "paragraph loop": p("{%p for line in lines %}") + p("{{ loop.index }} {{ line.name }}") + p("{%p endfor %}"),
    "nested loops": p("{%p for l in lines %}") + p("{{ l.name }}") + p("{%p for t in l.tags %}") + p("- {{ t }}")
    + p("{%p endfor %}") + p("{%p endfor %}"),
    "loop in a sentence": p("{% for l in lines %}{{ l.name }}{% if not loop.last %}, {% endif %}{% else %}none{% endfor %}"),
    "loop of nothing": p("{% for l in empty %}{{ l }}{% else %}none{% endfor %}"),
    "loop with a test": p("{% for l in lines if l.quantity %}{{ loop.index0 }}/{{ loop.length }} {{ l.name }} {% endfor %}"),
    "loop within itself": p("{% for t in tree recursive %}{{ t.name }}({{ loop(t.children) }}){% endfor %}"),
    "loop variables": p("{% for l in lines %}{{ loop.revindex }}{{ loop.cycle('x', 'y') }}{{ loop.first }}{{ loop.depth }} {% endfor %}"),
    "rows": tbl(3, tr("Name", "Price", "No."), tr("{%tr for l in lines %}", "", ""),
                tr("{{ l.name }}", "{{ l.price }}", "{{ loop.index }}"), tr("{%tr endfor %}", "", "")),
    "rows of nothing": tbl(2, tr("{%tr for l in empty %}", ""), tr("{{ l }}", "x"), tr("{%tr endfor %}", "")),
    "row condition": tbl(2, tr("a", "b"), tr("{%tr if no %}", ""), tr("c", "d"), tr("{%tr endif %}", "")),
    "cells": tbl(2, tr("{%tc for l in lines %}", "{{ l.name }}", "{%tc endfor %}"), tr("x", "y")),
    "cells in rows": tbl(1, tr("{%tr for l in lines %}"), tr("{{ l.name }}", "{%tc for t in l.tags %}", "{{ t }}", "{%tc endfor %}"),
                         tr("{%tr endfor %}")),
    "fewer cells": tbl(4, tr("{%tc if no %}", "gone", "{%tc endif %}", "kept")),
    "column span": tbl(3, tr(tc("{% colspan span %}wide {{ name }}"), "b"), tr("x", "y", "z")),
    "column span over a span": tbl(3, tr(tc("{% colspan lines|length %}wide", '<w:tcW w:w="1"/><w:gridSpan w:val="2"/>'))),
    "cell background": tbl(2, tr(tc("{% cellbg colour %}red", '<w:tcW w:w="1"/><w:shd w:val="clear" w:fill="00FF00"/>'), "x")),
    "cell background in a loop": tbl(1, tr("{%tr for l in lines %}"), tr("{% cellbg 'FF00' ~ loop.index %}{{ l.name }}"), tr("{%tr endfor %}")),
    "vertical merge": tbl(2, tr("{%tr for l in lines %}", ""), tr("{% vm %}same", "{{ l.name }}"), tr("{%tr endfor %}", "")),
    "horizontal merge": tbl(1, tr("{%tc for l in lines %}", "{% hm %}{{ name }}", "{%tc endfor %}"), tr("x")),
    "horizontal merge of a span": tbl(2, tr("{%tc for l in lines %}", tc("{% hm %}a", '<w:tcW w:w="1"/><w:gridSpan w:val="2"/>'), "{%tc endfor %}")),
    "table in a table": tbl(1, tr(f"<w:tc><w:tcPr/>{tbl(1, tr('{%tr for l in lines %}'), tr('{{ l.name }}', 'x'), tr('{%tr endfor %}'))}<w:p/></w:tc>")),
    "table in a loop": p("{%p for l in lines %}") + tbl(2, tr("{{ l.name }}", "{{ l.price }}")) + p("{%p endfor %}"),
    "run tags": f"<w:p>{run('a')}{run('{%r if yes %}')}{run('{{ name }}', building.BOLD)}{run('{%r endif %}')}{run('z')}</w:p>",
    "run left out": f"<w:p>{run('a')}{run('{%r if no %}')}{run('{{ name }}', building.BOLD)}{run('{%r endif %}')}{run('z')}</w:p>",
    "rich text": p("before {{r rich }} after"),
    "rich paragraph": p("{{p rich_paragraph }}") + p("after"),
    "listing": p("a {{ listing }} z", properties='<w:jc w:val="center"/>'),
    "lines and tabs": f"<w:p><w:pPr><w:keepNext/></w:pPr>{run('x {{ broken }} y', building.ITALIC)}{run('z')}</w:p>",
    "paragraphs in a value": f"<w:p><w:pPr><w:keepNext/></w:pPr>{run('x {{ paragraphs }} y', building.ITALIC)}</w:p>" + p("z"),
    "pages in a value": p("{{ pages }}") + p("z"),
    "lines in rows": tbl(1, tr("{%tr for l in lines %}"), tr("{{ broken }}"), tr("{%tr endfor %}")),
    "lines and tabs of the template": "<w:p><w:r><w:t>a\tb\nc</w:t></w:r><w:r><w:tab/></w:r></w:p>\n  " + p("{{ name }}"),
    "macro": p("{%p macro line(a, b=2) %}") + p("{{ a }}/{{ b }}") + p("{%p endmacro %}") + p("{{p line(name) }}") + p("{{p line('x', b=3) }}"),
    "macro with a caller": p("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}in {{ name }}{% endcall %}"),
    "set": p("{% set x = name ~ '!' %}{{ x }}{% set y %}block {{ count }}{% endset %}{{ y }}"),
    "with": p("{% with x = count * 2 %}{{ x }}{% endwith %}"),
    "namespace": p("{% set n = namespace(t=0) %}{% for l in lines %}{% set n.t = n.t + l.quantity %}{% endfor %}{{ n.t }}"),
    "joiner and cycler": p("{% set j = joiner('; ') %}{% set c = cycler('a', 'b') %}{% for l in lines %}{{ j() }}{{ c.next() }}{% endfor %}"),
    "calculation": p("{{ count + 1 }} {{ price * 2 }} {{ count // 2 }} {{ 7 % 4 }} {{ 2 ** 8 }} {{ -count }} {{ (1, 2) }} {{ [1] + [2] }}"),
    "words as numbers": p("{{ '%.2f'|format(price) }} {{ '{:,.2f}'.format(price) }} {{ '%05d' % count }} {{ price|round(1) }}"),
    "filters": p("{{ lines|map(attribute='name')|join(', ') }} {{ lines|sum(attribute='quantity') }} {{ nothing|default('–', true) }} {{ serbian|replace('e', 'E') }}"),
    "more filters": p("{{ lines|sort(attribute='price')|first }} {{ (lines|groupby('quantity'))|length }} {{ name|e }} {{ [3,1]|sort }} {{ 'x y'|title }}"),
    "selected": p("{% for l in lines|selectattr('quantity')|rejectattr('name', 'equalto', 'x') %}{{ l.name }}{% endfor %}"),
    "undefined with a default": p("{{ missing|default('none') }}{% if missing is defined %}x{% endif %}"),
    "methods": p("{{ serbian.upper() }} {{ serbian.split(' ')[0] }} {{ lines[0].get('x', 'y') }} {% for k, v in lines[0].items() %}{{ k }}={{ v }} {% endfor %}{{ on.strftime('%d.%m.%Y') }} {{ on.year }}"),
    "slices": p("{{ serbian[:3] }} {{ lines[1:]|length }} {{ serbian[-1] }} {{ lines[-1].name }}"),
    "tests": p("{{ count is odd }} {{ name is string }} {{ lines is iterable }} {{ nothing is none }} {{ 2 in [1, 2] }} {{ 'a' not in 'b' }}"),
    "filter block": p("{% filter upper %}abc {{ serbian }}{% endfilter %}"),
    "whitespace control": p("one") + p("{%- if yes %}two{% endif -%}") + p("three"),
    "whitespace of jinja": p("a  {{- name -}}  b"),
    "comments": p("a{# not {{ printed }} #}b") + p("{#p a paragraph #}") + p("z"),
    "comments of rows": tbl(1, tr("{#tr a row #}"), tr("x")),
    "raw": p("{% raw %}{{ not printed }}{% endraw %}"),
    "escaped braces": p("{_{ name }_} {_% if %_}"),
    "spaces": "<w:p><w:r><w:t> {{ name }} </w:t></w:r><w:r><w:t>  two  </w:t></w:r></w:p>",
    "text box": box(p("boxed {{ name }}")) + box(p("{% if yes %}more{% endif %}")),
    "text box with lines": box(p("boxed {{ broken }}")),
    "text boxes in a loop": p("{%p for l in lines %}") + box(p("{{ l.name }}")) + p("{%p endfor %}"),
    "content control": control(run("held {{ name }}")),
    "content control around paragraphs": control(p("{%p for l in lines %}") + p("{{ l.name }}") + p("{%p endfor %}"), block=True),
    "hyperlink": f'<w:p><w:hyperlink w:anchor="x">{run("to {{ name }}")}</w:hyperlink></w:p>',
    "list": p("{%p for l in lines %}") + p("{{ l.name }}", properties='<w:pStyle w:val="ListBullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') + p("{%p endfor %}"),
    "field": f'<w:p><w:fldSimple w:instr=" PAGE ">{run("{{ count }}")}</w:fldSimple></w:p>',
    "attribute": f'<w:p><w:pPr><w:jc w:val="{{{{ \'center\' if yes else \'left\' }}}}"/></w:pPr>{run("x")}</w:p>',
    "attribute by a block": f'<w:p><w:pPr><w:jc w:val="{{% if no %}}left{{% else %}}right{{% endif %}}"/></w:pPr>{run("x")}</w:p>',
    "sections": f"<w:p><w:pPr><w:sectPr/></w:pPr>{run('{{ name }}')}</w:p>" + p("{{ serbian }}"),
    "picture of the template": box(p("x")) + p("{{ name }}"),
    "deep conditions": p("{% if yes %}{% if not no %}{% if count in (1, 3) and name %}deep{% endif %}{% endif %}{% endif %}"),
    "expression in a loop": p("{% for i in range(3) %}{{ lines[i].name }} {% endfor %}{% for a, b in [(1, 2), (3, 4)] %}{{ a }}{{ b }}{% endfor %}"),
}  # fmt: skip
FILES = {
    "header and footer": file(p("x {{ name }}"), header="Nr. {{ name }}", footer="{{ cyrillic }} {% if yes %}yes{% endif %}"),
    "first and even pages": file(p("x"), first_header="first {{ name }}", even_footer="even {{ serbian }}"),
    "header without tags": file(p("{{ name }}"), header="Republika e Kosovës"),
    "lines in a header": file(p("x"), header="{{ broken }}"),
    "footnotes": file(p("x"), notes={"footnotes": "note {{ serbian }} {% if yes %}yes{% endif %}"}),
    "endnotes without tags": file(p("x {{ name }}"), notes={"endnotes": "note"}),
    "comment": file(p("x {{ name }}"), comment="as it is"),
    "properties": file(p("x"), title="Kontrata {{ count }}", subject="{{ serbian }}", author="{{ cyrillic }}", comments="{% if yes %}y{% endif %}"),
    "everything": file(BODIES["rows"] + BODIES["macro"] + BODIES["text box"], header="{{ name }}", notes={"footnotes": "{{ serbian }}"}, title="{{ count }}"),
}  # fmt: skip
WORD = ForeignWord()


def by_docxtpl(content: bytes, values: Mapping[str, Any]) -> bytes:
    template, written = DocxTemplate(BytesIO(content)), BytesIO()
    template.render(dict(values), Environment(undefined=StrictUndefined), autoescape=True)
    template.save(written)
    return written.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """Each part by its name; XML in its canonical form."""
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        read = {name: archive.read(name) for name in archive.namelist()}
    return {name: canonical(data) if name.endswith((".xml", ".rels")) else data for name, data in read.items()}


def canonical(data: bytes) -> bytes:
    answer: bytes = etree.tostring(etree.fromstring(data), method="c14n")
    return answer


def same(content: bytes, values: Mapping[str, Any] = VALUES) -> None:
    expected, found = parts(by_docxtpl(content, values)), parts(WORD.fill(content, values, "x.docx"))
    assert found.keys() == expected.keys()
    for name, data in expected.items():
        assert found[name] == data, name


@pytest.mark.parametrize("name", BODIES)
def test_a_body_comes_out_as_docxtpl_has_it(name: str) -> None:
    same(file(BODIES[name]))


@pytest.mark.parametrize("name", FILES)
def test_a_file_comes_out_as_docxtpl_has_it(name: str) -> None:
    same(FILES[name])
