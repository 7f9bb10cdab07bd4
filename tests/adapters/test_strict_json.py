"""JSON as Neni accepts it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from neni.core.adapters import strict_json
from neni.core.errors import NotJson
from neni.core.model.text import Language


def test_numbers_are_exact() -> None:
    value = strict_json.read('{"a": 9500.10, "b": 7, "c": 1e400}')
    assert value == {"a": Decimal("9500.10"), "b": 7, "c": Decimal("1e400")}
    assert not any(isinstance(number, float) for number in value.values())  # type: ignore[attr-defined]


def test_a_byte_order_mark_from_windows_is_forgiven() -> None:
    assert strict_json.read(b'\xef\xbb\xbf{"a": "\xc3\xab"}') == {"a": "ë"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"a": 1,\n "b": }', "line 2, column 7"),
        ("", "line 1, column 1"),
        ('{"a": NaN}', "“NaN”"),
        ("[-Infinity]", "“-Infinity”"),
        ('{"a": 1, "a": 2}', "“a” stands twice"),
        ('{"x": {"a": 1, "a": 1}}', "“a” stands twice"),
        (b'{"a": "\xff"}', "UTF-8"),
        ('{"a": ["\\ud800"]}', "half a character"),
        ('{"\\udfff": 1}', "half a character"),
        ("[" * 100_000, "nested too deeply"),
        ("9" * 10_000, "too long"),
    ],
)
def test_anything_else_is_refused_with_its_place(content: bytes | str, told: str) -> None:
    with pytest.raises(NotJson) as refused:
        strict_json.read(content)
    assert told in refused.value.message.en
    assert all(getattr(refused.value.message, one.value) for one in Language)


def test_a_letter_of_two_halves_is_whole() -> None:
    assert strict_json.read('"\\ud83d\\ude00"') == "😀"
