"""A template somebody uploads is read tag by tag: every mistake is told at once, with its paragraph and tag."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.adapters.word import DocxWord
from neni.core.adapters.word.tags import Paragraph, Torn, tags_of


def found(word: DocxWord, template: Any) -> list[str]:
    declared = replace(template, required=("price", "supplier_name"), optional=("lines", "days"))
    return [f"{one.where}: {one.message.en}" for one in word.mistakes(declared)]


def test_a_template_without_mistakes_has_none(make: Any, word: DocxWord) -> None:
    lines = ("{{ price | in_words }}", "{%p if days %}", "{{ days }}", "{%p else %}", "{{ number }}", "{%p endif %}")
    loop = "{% for line in lines %}{{ loop.index }} {{ line.what }}{% endfor %}{# noted #}"
    assert found(word, make(*lines, loop, "{% set x = price %}{{ x }}", header="{{ supplier_name }}")) == []


def test_all_mistakes_are_told_at_once_with_paragraph_and_tag(make: Any, word: DocxWord) -> None:
    wrong = make(
        "fine", "Çmimi {{ prise }}", "{{ price | in_word }}", "{{ price price }}", "{{ open", header="{{ nmber }}"
    )
    said = "\n".join(found(word, wrong))
    assert "(document, ¶ 2): There is nothing called “prise”, at “Çmimi {{ prise }}”. Did you mean “price”?" in said
    assert "(document, ¶ 3): There is no filter “in_word”" in said
    assert "(document, ¶ 4): The tag cannot be understood, at “{{ price price }}”" in said
    assert "(document, ¶ 5): A tag {{ }} or {% %} is not closed in the same paragraph, at “{{ open”" in said
    assert "(header1, ¶ 1): There is nothing called “nmber”" in said


@pytest.mark.parametrize(
    ("lines", "tag", "paragraph"),
    [
        (("a", "{% if price %}"), "{% if price %}", 2),
        (("{%p for line in lines %}", "{%p endif %}", "{%p endfor %}"), "{%p endif %}", 2),
        (("{% endfor %}",), "{% endfor %}", 1),
        (("{% if days %}{% for line in lines %}", "{% endif %}{% endfor %}"), "{% endif %}", 2),
    ],
)
def test_blocks_without_a_counterpart_are_told(
    make: Any, word: DocxWord, lines: tuple[str, ...], tag: str, paragraph: int
) -> None:
    said = "\n".join(found(word, make(*lines)))
    assert f"(document, ¶ {paragraph}): {tag} has no counterpart" in said


def test_a_loop_variable_outside_its_loop_is_told(make: Any, word: DocxWord) -> None:
    said = found(word, make("{% for line in lines %}{{ line }}{% endfor %}", "{{ line }}"))
    assert any("uses “line”, which is not declared" in one for one in said)


@pytest.mark.parametrize("tag", ["{{ ''.__class__() }}", "{{ price + 1 }}", "{% include 'x' %}", "{{ price(1) }}"])
def test_what_a_template_may_not_do_is_told(make: Any, word: DocxWord, tag: str) -> None:
    assert found(word, make(tag))


def test_braces_by_the_thousand_are_answered_at_once(make: Any, word: DocxWord) -> None:
    for text in ("{{" * 8000, "}}" * 8000 + "{{" * 8000, "{% " * 8000 + "%} " * 8000):
        began = time.perf_counter()
        assert found(word, make(text))
        assert time.perf_counter() - began < 1


@given(st.text(alphabet="{}%#a p", max_size=30))
def test_every_paragraph_is_cut_into_whole_tags_or_refused(text: str) -> None:
    try:
        tags = tags_of(Paragraph("document", 1, text))
    except Torn:
        return
    assert all(one.text[:2] in ("{{", "{%") and one.text[-2:] in ("}}", "%}") for one in tags)
    assert all(one.text in text for one in tags)
