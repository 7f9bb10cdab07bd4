"""A mistake in a template is told with its part, the words around it, and the name that was probably meant."""

from __future__ import annotations

from typing import Any

import pytest

from neni.core.adapters.word import DocxWord
from neni.core.errors import BadTemplate
from neni.core.model.paper import Amount
from neni.core.model.text import Language


def refused(word: DocxWord, template: Any, **values: Any) -> str:
    with pytest.raises(BadTemplate) as error:
        word.render(template, values)
    return str(error.value)


def test_an_unknown_variable_is_told_with_the_nearest_that_exists(make: Any, word: DocxWord) -> None:
    said = refused(word, make("intro", "Çmimi: {{ prise }} euro"), price=Amount(1))
    assert "parks/letter.sq.docx (document)" in said
    assert "nothing called “prise”, at “Çmimi: {{ prise }} euro”" in said
    assert "Did you mean “price”?" in said


def test_an_unknown_field_is_told_with_the_nearest_of_the_record(make: Any, word: DocxWord) -> None:
    template = make("{% for line in lines %}{{ line.descripton }}{% endfor %}")
    assert "Did you mean “description”?" in refused(word, template, lines=[{"description": "x"}])


def test_an_unknown_filter_is_told_with_the_nearest(make: Any, word: DocxWord) -> None:
    said = refused(word, make("{{ price | in_word }}"), price=Amount(1))
    assert "There is no filter “in_word”" in said
    assert "Did you mean “in_words”?" in said


def test_a_mistake_in_a_header_is_told_to_be_there(make: Any, word: DocxWord) -> None:
    assert "(header1): There is nothing called “nummer”" in refused(word, make("x", header="{{ nummer }}"), number="7")


@pytest.mark.parametrize("line", ["{% if price %}", "{% endif %}", "{{ }}", "{{ price price }}", "{% fro x in y %}"])
def test_tags_that_cannot_be_understood_are_told_with_their_words(make: Any, word: DocxWord, line: str) -> None:
    assert "The tag cannot be understood" in refused(word, make("first", f"second {line}"), price=Amount(1))


def test_a_condition_that_cuts_a_paragraph_in_two_is_told_how_to_write_it(make: Any, word: DocxWord) -> None:
    said = refused(word, make("{%p if price %}", "one {% endif %} two"), price=None)
    assert "{%p … %}" in said


def test_calculation_is_refused_by_its_name(make: Any, word: DocxWord) -> None:
    assert "A template may only use values, conditions, lists and filters; not Add" in refused(
        word, make("{{ price + 1 }}"), price=Amount(1)
    )


def test_every_mistake_is_said_in_three_languages(make: Any, word: DocxWord) -> None:
    with pytest.raises(BadTemplate) as error:
        word.render(make("{{ prise }}"), {"price": Amount(1)})
    assert [error.value.problems[0].message.in_language(one).split()[0] for one in Language] == ["Nuk", "Ne", "There"]
    assert error.value.code == "bad_template"


def test_all_mistakes_of_a_template_are_told_when_its_names_are_asked_for(make: Any, word: DocxWord) -> None:
    with pytest.raises(BadTemplate) as error:
        word.variables(make("{% if x %}", header="{{ a + b }}", title="{{ c.d() }}"))
    assert [problem.where.rpartition(" ")[2] for problem in error.value.problems] == [
        "(document)",
        "(header1)",
        "(title)",
    ]


def test_a_tag_that_is_split_between_paragraphs_is_told(make: Any, word: DocxWord) -> None:
    with pytest.raises(BadTemplate, match="is not closed in the same paragraph, at “Çmimi"):
        word.variables(make("Çmimi {{ pri", "ce }} euro"))
