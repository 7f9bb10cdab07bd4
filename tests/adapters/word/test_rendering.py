"""A template prints what it is given in its own language, the same every time, and for many threads at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document

from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.errors import BadTemplate
from neni.core.model.paper import Amount, Chosen, PaperValue, Percent, Quantity
from neni.core.model.text import Language, Text

WORKS = Chosen.of("works", Text(sq="punë", sr="radovi", en="works"))


PRINTED: list[tuple[PaperValue, tuple[str, str, str]]] = [
    (Amount(950000), ("9.500,00 €", "9.500,00 €", "€9,500.00")),
    (Percent("10"), ("10%", "10%", "10%")),
    (Quantity.of(Decimal(45), "days"), ("45 ditë", "45 dana", "45 days")),
    (Quantity.of(Decimal("2.5"), None), ("2,5", "2,5", "2.5")),
    (WORKS, ("punë", "radovi", "works")),
    (Text(sq="Leje", sr="Dozvola", en="Permit"), ("Leje", "Dozvola", "Permit")),
    (date(2026, 3, 3), ("3 mars 2026", "3. marta 2026", "3 March 2026")),
    (datetime(2026, 3, 3, 9, tzinfo=UTC), ("3 mars 2026, ora 10:00", "3. marta 2026 u 10:00", "3 March 2026, 10:00")),
    (True, ("po", "da", "yes")),
    (False, ("jo", "ne", "no")),
    ("Gashi & Bijtë", ("Gashi & Bijtë", "Gashi & Bijtë", "Gashi & Bijtë")),
    (7, ("7", "7", "7")),
    (None, ("", "", "")),
]


@pytest.mark.parametrize("language", list(Language))
def test_every_value_is_printed_in_the_language_of_the_template(
    make: Any, word: DocxWord, text: Callable[[bytes], str], language: Language
) -> None:
    template = make(*(f"[{{{{ value_{place} }}}}]" for place in range(len(PRINTED))), language=language)
    content = word.render(template, {f"value_{place}": value for place, (value, _) in enumerate(PRINTED)})
    assert text(content).splitlines() == [f"[{words[list(Language).index(language)]}]" for _, words in PRINTED]


def test_a_choice_is_compared_by_its_code_and_printed_by_its_words(
    make: Any, word: DocxWord, text: Callable[[bytes], str]
) -> None:
    template = make('{% if kind == "works" %}Kontratë për {{ kind }}{% endif %}')
    assert text(word.render(template, {"kind": WORKS})) == "Kontratë për punë"


def test_a_figure_and_its_unit_stay_on_one_line(make: Any, word: DocxWord) -> None:
    content = word.render(make("{{ price }} {{ days }}"), {"price": Amount(1), "days": Quantity.of(Decimal(5), "days")})
    assert Document(BytesIO(content)).paragraphs[0].text == "0,01\u00a0€ 5\u00a0ditë"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{{ price | in_words }}", "nëntë mijë e pesëqind euro"),
        ("{{ price | money }}", "9.500,00 €"),
        ("{{ on | date }}", "3 mars 2026"),
        ("{{ name | upper }}", "ÇELËSI"),
        ("{{ price | times(quantity) }}", "23.750,00 €"),
        ('{{ lines | total("unit_price", "quantity") }}', "33,33 €"),
        ('{{ lines | total("unit_price") }}', "14,44 €"),
    ],
)
def test_filters_of_the_house(make: Any, word: DocxWord, text: Callable[[bytes], str], tag: str, expected: str) -> None:
    lines = [
        {"unit_price": Amount(1111), "quantity": Quantity.of(Decimal(3), None)},
        {"unit_price": Amount(333), "quantity": Quantity.of(Decimal(0), None)},
    ]
    values: Mapping[str, PaperValue] = {
        "price": Amount(950000), "on": date(2026, 3, 3), "name": "çelësi", "quantity": Decimal("2.5"), "lines": lines,
    }  # fmt: skip
    assert text(word.render(make(tag), values)) == expected


@pytest.mark.parametrize("tag", ["in_words", "money", "date", "upper", "times(3)", "shout"])
def test_no_filter_sees_what_was_not_stated(make: Any, text: Callable[[bytes], str], tag: str) -> None:
    word = DocxWord({"shout": lambda value: f"{value}!"}, Phrases())
    assert text(word.render(make(f"[{{{{ price | {tag} }}}}]"), {"price": None})) == "[]"


def test_a_total_is_not_known_while_a_price_is_missing(make: Any, word: DocxWord, text: Callable[[bytes], str]) -> None:
    template = make('[{{ lines | total("price") }}]')
    assert text(word.render(template, {"lines": [{"price": Amount(100)}, {"price": None}]})) == "[]"


def test_optional_variables_print_nothing_and_their_lists_have_no_rows(
    make: Any, word: DocxWord, text: Callable[[bytes], str]
) -> None:
    template = make(
        "[{{ place }}]", "{%p for line in lines %}", "{{ line.name }}", "{%p endfor %}", optional=("place", "lines")
    )
    assert text(word.render(template, {})) == "[]"


def test_paragraphs_that_do_not_apply_leave_no_trace(make: Any, word: DocxWord, text: Callable[[bytes], str]) -> None:
    template = make("one", "{%p if place %}", "at {{ place }}", "{%p endif %}", "two", optional=("place",))
    assert text(word.render(template, {})) == "one\ntwo"
    assert text(word.render(template, {"place": "Prizren"})) == "one\nat Prizren\ntwo"


def test_headers_footers_and_the_title_of_the_file_are_filled_too(make: Any, word: DocxWord) -> None:
    template = make("body", header="Nr. {{ number }}", footer="{{ number }}", title="Kontrata {{ number }} & shtojcat")
    filled = Document(BytesIO(word.render(template, {"number": "7 & 8"})))
    section = filled.sections[0]
    assert (section.header.paragraphs[0].text, section.footer.paragraphs[0].text) == ("Nr. 7 & 8", "7 & 8")
    assert filled.core_properties.title == "Kontrata 7 & 8 & shtojcat"


def test_the_same_input_gives_the_same_bytes_and_nothing_tells_when_it_was_written(make: Any, word: DocxWord) -> None:
    template = make("{{ number }}")
    values: Mapping[str, PaperValue] = {
        "number": "7/2026",
        "issued_on": date(2026, 3, 3),
        "issued_by": "Teuta Krasniqi",
    }
    content = word.render(template, values)
    assert content == word.render(template, values) == DocxWord({}, Phrases()).render(template, values)
    properties = Document(BytesIO(content)).core_properties
    assert properties.created == properties.modified == datetime(2026, 3, 3, tzinfo=UTC)
    assert (properties.author, properties.last_modified_by) == ("Teuta Krasniqi", "Teuta Krasniqi")
    with ZipFile(BytesIO(content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.namelist()[0] == "[Content_Types].xml"


def test_eight_threads_never_see_each_others_values(make: Any, word: DocxWord, text: Callable[[bytes], str]) -> None:
    template = make("{{ name }}", "{%p for line in lines %}", "{{ line.name }}", "{%p endfor %}", header="{{ name }}")

    def rendered(number: int) -> tuple[str, str]:
        name = f"person-{number}"
        content = word.render(template, {"name": name, "lines": [{"name": f"{name}-{row}"} for row in range(3)]})
        return text(content), Document(BytesIO(content)).sections[0].header.paragraphs[0].text

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(rendered, range(24)))
    expected = [
        (f"person-{n}\nperson-{n}-0\nperson-{n}-1\nperson-{n}-2", f"person-{n}") for n in range(24)
    ]  # fmt: skip
    assert answers == expected


def test_filters_of_plugins_print_and_cannot_take_the_names_of_the_house(
    make: Any, text: Callable[[bytes], str]
) -> None:
    word = DocxWord({"hectares": lambda area: f"{area / 10_000} ha", "money": lambda _: "free"}, Phrases())
    template = make("{{ area | hectares }}, {{ price | money }}")
    values: Mapping[str, PaperValue] = {"area": Quantity.of(Decimal(15000), None), "price": Amount(100)}
    assert text(word.render(template, values)) == "1.5 ha, 1,00 €"


def test_a_failing_filter_of_a_plugin_is_told_by_name(make: Any) -> None:
    word = DocxWord({"hectares": lambda area: f"{area / 0} ha"}, Phrases())
    with pytest.raises(BadTemplate) as refused:
        word.render(make("Sipërfaqja: {{ area | hectares }}"), {"area": Quantity.of(Decimal(1), None)})
    assert "filter “hectares”" in str(refused.value)
    assert "Sipërfaqja" in str(refused.value)


def test_the_names_a_template_uses_are_those_of_all_its_parts(make: Any, word: DocxWord) -> None:
    template = make(
        "{{ price }} {% for line in lines %}{{ line.name }}{{ loop.index }}{% endfor %}",
        header="{{ number }}",
        title="{{ title }}",
    )
    assert word.variables(template) == {"price", "lines", "number", "title"}
