"""A template of any house ends soon and stays small, whatever it was written to do, and leads to nothing but values."""
# ruff: noqa: E501 - a template a line

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest
from docxtpl import DocxTemplate, InlineImage

from neni.core.adapters.word import DocxWord, ForeignWord
from neni.core.adapters.word.shelf import MOST, Shelf
from neni.core.errors import BadTemplate

VALUES = {"name": "Gashi", "rows": [{"n": 1}, {"n": 2}], "many": [{"n": n} for n in range(1100)], "price": 12}
DOUBLING = "{% set n = namespace(x='ab') %}{% for i in range(60) %}{% set n.x = STEP %}{% endfor %}{{ n.x|length }}"
GREEDY = [
    '{{ "a" * 300000000 }}',
    '{{ ("a" * 1000000) * 1000000 }}',
    '{{ "%0300000000d" % 1 }}',
    '{{ "%*d" % (300000000, 1) }}',
    '{{ "%.300000000f"|format(1) }}',
    '{{ "{:>300000000}".format(1) }}',
    '{{ "{:{w}}".format(1, w=300000000) }}',
    '{{ "{x:>300000000}".format_map({"x": 1}) }}',
    "{{ name.ljust(300000000) }}",
    "{{ name.center(300000000) }}",
    "{{ name.zfill(300000000) }}",
    "{{ 'a\tb'.expandtabs(300000000) }}",
    "{{ name|center(300000000) }}",
    "{{ name|indent(300000000, true) }}",
    "{{ rows|batch(300000000, 'x')|list }}",
    "{{ rows|slice(300000000)|list }}",
    "{{ 1.5|round(300000000, 'ceil') }}",
    "{{ rows|tojson(300000000) }}",
    "{{ [0] * 300000000 }}",
    "{{ (0,) * 300000000 }}",
    "{{ 9 ** (9 ** 9) }}",
    "{{ 2 ** 100000000 }}",
    "{{ 10 ** 10000 * 10 ** 10000 }}",
    "{{ range(100000000)|list }}",
    "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
    pytest.param("{% for a in range(100000) %}{% for b in range(100000) %}{{ name }}{% endfor %}{% endfor %}", marks=pytest.mark.slow),
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    pytest.param("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}", marks=pytest.mark.slow),
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    DOUBLING.replace("STEP", "n.x ~ n.x"),
    DOUBLING.replace("STEP", "n.x + n.x"),
    DOUBLING.replace("STEP", "n.x.replace('a', 'ab' * 500)"),
    DOUBLING.replace("STEP", "[n.x, n.x]"),
    DOUBLING.replace("STEP", "(n.x, n.x)"),
    DOUBLING.replace("STEP", "{'a': n.x, 'b': n.x}"),
    DOUBLING.replace("STEP", "dict(a=n.x, b=n.x)"),
    DOUBLING.replace("STEP", "n.x|replace('a', 'aa')|replace('b', 'bb')"),
    "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set y %}{{ n.x }}{{ n.x }}{% endset %}{% set n.x = y %}{% endfor %}",
    "{% set n = namespace(x=3) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}{{ n.x }}",
    "{{ range(100000)|map('string')|join('x' * 100000) }}",
]  # fmt: skip
INTO_THE_HOUSE = [
    "{{ cycler.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ name.__class__ }}",
    "{{ ''|attr('__class__') }}",
    "{{ '{0.__class__}'.format(name) }}",
    "{{ '{0[__class__]}'.format(name) }}",
    "{{ '{x.__class__}'.format_map({'x': name}) }}",
    "{{ (1).__class__ }}",
    "{{ rows.append(1) }}",
    "{{ rows[0].update(n=5) }}",
    "{{ rows[0].clear() }}",
    "{{ name.encode() }}",
    "{{ name.translate({}) }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ namespace().__class__ }}",
    "{{ range.__class__ }}",
    "{{ dict.mro() }}",
    "{{ joiner.__call__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{% macro m() %}{% endmacro %}{{ m.__call__.__globals__ }}",
    "{% for a in rows %}{{ loop._iterator }}{% endfor %}",
    "{{ rows|map('attr', '__class__')|list }}",
    "{{ rows|sum(attribute='__class__') }}",
    "{{ name|safe }}",
    "{{ rows|random }}",
    "{{ name.upper }}",
    "{{ cycler }}",
    "{% include 'x' %}",
    "{% import 'x' as x %}",
    "{% extends 'x' %}",
    "{% autoescape false %}{{ name }}{% endautoescape %}",
    "{% block b %}{% endblock %}",
]


@pytest.fixture(scope="module")
def foreign() -> ForeignWord:
    return ForeignWord()


@pytest.mark.parametrize("tag", GREEDY)
@pytest.mark.slow
def test_what_would_grow_without_end_is_refused_soon(foreign: ForeignWord, make_file: Any, tag: str) -> None:
    begun = time.process_time()
    with pytest.raises(BadTemplate) as refused:
        foreign.fill(make_file(tag), VALUES, "x.docx")
    assert refused.value.problems[0].where.startswith("x.docx (document)")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("tag", INTO_THE_HOUSE)
def test_what_leads_behind_the_values_is_refused(foreign: ForeignWord, make_file: Any, tag: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        foreign.fill(make_file(tag), VALUES, "x.docx")
    assert refused.value.problems[0].where == "x.docx (document)"


@pytest.mark.parametrize("part", ["header", "footer", "title"])
def test_no_part_is_an_exception(foreign: ForeignWord, make_file: Any, part: str) -> None:
    with pytest.raises(BadTemplate):
        foreign.fill(make_file("x", **{part: "{{ cycler.__init__.__globals__ }}"}), VALUES, "x.docx")


def test_an_unknown_name_is_told_with_the_nearest(foreign: ForeignWord, make_file: Any) -> None:
    with pytest.raises(BadTemplate, match=r"nothing called “nam”, at “Dear \{\{ nam \}\}”\. Did you mean “name”"):
        foreign.fill(make_file("Dear {{ nam }}"), VALUES, "x.docx")


def test_a_failing_filter_is_told_with_its_words(make_file: Any) -> None:
    word = ForeignWord({"half": lambda value: value / 0})
    with pytest.raises(BadTemplate, match=r"at “Price \{\{ price \| half \}\}”: ZeroDivisionError"):
        word.fill(make_file("Price {{ price | half }}"), VALUES, "x.docx")


@pytest.mark.parametrize(
    "value",
    [object(), SimpleNamespace(a=1), print, [{"deep": object()}], InlineImage(DocxTemplate("x"), "x.png")],
    ids=["object", "attributes", "function", "deep", "docxtpl's picture"],
)
def test_only_plain_values_get_in(foreign: ForeignWord, make_file: Any, value: Any) -> None:
    with pytest.raises(BadTemplate, match="a template is given texts, numbers, dates, lists and records only"):
        foreign.fill(make_file("x"), {"value": value}, "x.docx")


def test_values_that_hold_themselves_are_refused(foreign: ForeignWord, make_file: Any) -> None:
    ring: list[object] = []
    ring.append(ring)
    with pytest.raises(BadTemplate):
        foreign.fill(make_file("x"), {"ring": ring}, "x.docx")


def test_a_value_of_another_house_is_never_a_tag_nor_markup(foreign: ForeignWord, make_file: Any, text: Any) -> None:
    hostile = "{{ 7 * 7 }} </w:t> & <w:p> \x00\x01"
    filled = foreign.fill(make_file("{{ name }}", "{{ name|upper }}"), {"name": hostile}, "x.docx")
    assert text(filled) == "{{ 7 * 7 }} </w:t> & <w:p> \n{{ 7 * 7 }} </W:T> & <W:P> "


def test_a_template_of_the_house_stops_growing_too(make: Any, word: DocxWord) -> None:
    loops = "{% for a in many %}{% for b in many %}{% endfor %}{% endfor %}"
    with pytest.raises(BadTemplate) as refused:
        word.render(make(f"Lista {loops}"), {"many": VALUES["many"]})
    (problem,) = refused.value.problems
    assert (problem.code, problem.where) == ("too_much", "parks/letter.sq.docx (document)")
    assert "at “Lista {% for a in many %}" in problem.message.en


def test_a_document_larger_than_any_is_refused_before_it_is_whole(make: Any, word: DocxWord) -> None:
    template = make("{% for a in many %}{{ name }}{% endfor %}")
    with pytest.raises(BadTemplate, match="more than 50000000 characters"):
        word.render(template, {"many": VALUES["many"], "name": "x" * 100_000})


@pytest.mark.parametrize(
    "tag", ["{{ " + "(" * 400 + "name" + ")" * 400 + " }}", "{% if name %}" * 300, "{{ a" + ".b" * 3000]
)
def test_depth_is_an_answer_and_not_a_crash(foreign: ForeignWord, make_file: Any, tag: str) -> None:
    with pytest.raises(BadTemplate):
        foreign.fill(make_file(tag), VALUES, "x.docx")


def test_thousands_of_unclosed_braces_are_refused_before_they_are_gone_through(make: Any, word: DocxWord) -> None:
    begun = time.process_time()
    with pytest.raises(BadTemplate, match="is not closed"):
        word.render(make(*["{{ name"] * 4000), {"name": "x"})
    assert time.process_time() - begun < 5


def test_a_shelf_makes_each_once_and_keeps_no_more_than_it_holds() -> None:
    shelf, made = Shelf(), []

    def make(name: bytes) -> Any:
        made.append(name)
        return SimpleNamespace(name=name)

    for at in [*range(MOST + 1), MOST, 0]:
        name = b"%d" % at
        assert shelf.get(name, lambda name=name: make(name)).name == name  # type: ignore[attr-defined, misc]
    assert made == [*(b"%d" % at for at in range(MOST + 1)), b"0"]
