"""JSON as Neni accepts it."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from neni.core.adapters import strict_json
from neni.core.errors import NotJson
from neni.core.model.text import Language
from tests.adapters import json_torture as torture


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


def test_what_is_json_is_read_as_it_is() -> None:
    for name, content in torture.right(1):
        assert as_floats(strict_json.read(content)) == json.loads(content), name


def test_what_is_none_or_reads_in_two_ways_is_refused() -> None:
    taken = [name for name, content in (*torture.wrong(1), *torture.refused_here()) if is_taken(content)]
    assert taken == []


def is_taken(content: bytes) -> bool:
    try:
        strict_json.read(content)
    except NotJson:
        return False
    return True


def as_floats(value: object) -> object:
    """The value with numbers as the standard library has them, to be compared with it."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {name: as_floats(one) for name, one in value.items()}
    return [as_floats(one) for one in value] if isinstance(value, list) else value
