"""Texts that JSON parsers disagree about, made here by their kind, as the well-known suites of such texts sort them:
what every parser must take, what none may, and what the standard (RFC 8259) leaves open."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

SPACE = (b" ", b"\t", b"\n", b"\r")
DEEPEST = 40
"""What is nested deeper than this need not be taken from a partner."""


def right(seed: int) -> Iterator[tuple[str, bytes]]:
    """Must be taken: by name."""
    some = random.Random(seed)
    for written in ("null", "true", "false", '""', '"a"', "[]", "{}", "0", "-0", "-1", "1.5", "0e+1", "1E-2", "1e22"):
        yield f"alone {written}", written.encode()
        yield f"spaced {written}", _padded(some, written.encode())
    for letter in ('"', "\\", "/", "b", "f", "n", "r", "t"):
        yield f"escaped {letter}", f'["\\{letter}"]'.encode()
    for code in (0x01, 0x1F, 0x22, 0x5C, 0x7F, 0x80, 0x7FF, 0x2028, 0xFFFD, 0xFFFF, 0x1F600, 0x10FFFF):
        yield f"letter {code:x}", json.dumps([chr(code)]).encode()
        if code > 0x1F and code not in (0x22, 0x5C):
            yield f"raw letter {code:x}", f'["{chr(code)}"]'.encode()
    for digits in (1, 17, 40, 400):
        yield f"{digits} digits", f"[{'9' * digits}]".encode()
        yield f"{digits} decimals", f"[0.{'3' * digits}]".encode()
    for power in (308, 309, 400, -400):
        yield f"1e{power}", f"[1e{power}]".encode()
    yield "nested", b"[" * DEEPEST + b"]" * DEEPEST
    yield "names alike", b'{"a":1,"A":2,"\xc3\xa1":3,"a\xcc\x81":4,"":5," ":6}'
    yield "long", json.dumps([some.random() for _ in range(2_000)]).encode()


def wrong(seed: int) -> Iterator[tuple[str, bytes]]:
    """Must be refused: by name."""
    some = random.Random(seed)
    for written in (
        "",
        " ",
        "nul",
        "True",
        "nan",
        "NaN",
        "Infinity",
        "-Infinity",
        "-NaN",
        "undefined",
        "'a'",
        '"',
        '"a',
    ):
        yield f"alone {written}", written.encode()
        yield f"in a list {written}", f"[1,{written}]".encode()
    for number in (
        *(
            "01",
            "-01",
            "+1",
            "1.",
            ".5",
            "-.5",
            "1.e1",
            "1e",
            "1e+",
            "1eE2",
            "0x1",
            "0b1",
            "1_000",
            "--1",
            "- 1",
            "1 000",
        ),
        *("\u0661", "\uff11", "1f", "0.0.1", "1e1.5", "-", "-foo", "2.e3", "0E+", "1ea", "NaN1", "9.9.9"),
    ):
        yield f"number {number}", f"[{number}]".encode()
    for written in (
        *("[", "]", "[1", "[1,", "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1;2]", "[1]]", "[1}", "((1))", "[1]x", "[1][2]"),
        *("{", "}", '{"a"', '{"a":', '{"a":1', '{"a":1,}', '{,"a":1}', '{"a" 1}', '{"a":1 "b":2}', '{"a":1,,"b":2}'),
        *(
            "{a:1}",
            "{1:1}",
            "{null:1}",
            "{[]:1}",
            "{'a':1}",
            '{"a"::1}',
            '{"a":1}}',
            '{"a":1}#',
            '{"a":1}/**/',
            "//\n[]",
        ),
        *(
            "[1]\x00",
            "\x00[1]",
            "[\x0b1]",
            "[\x0c1]",
            "[\u00a01]",
            "[\u20281]",
            "/*1*/[]",
            "# x\n[]",
            "<a/>",
            "[*]",
            "[-]",
        ),
    ):
        yield f"shape {written!r}", written.encode()
    for inside in ("\n", "\t", "\r", "\x00", "\x1f", "\x08"):
        yield f"bare {inside!r}", f'["{inside}"]'.encode()
    for escaped in (
        "x41",
        "u",
        "u1",
        "u12",
        "u123",
        "uD83",
        "ug000",
        "U0041",
        "'",
        "a",
        "v",
        "0",
        "e",
        "\n",
        "u 041",
        "u+041",
    ):
        yield f"escape {escaped!r}", f'["\\{escaped}"]'.encode()
    whole = json.dumps({"type": "x", "data": {"a": [1, 2, {"b": "ë"}], "c": None, "d": "\\u00eb"}}).encode()
    for end in range(1, len(whole)):
        yield f"cut at {end}", whole[:end]
    for _ in range(50):
        yield "not letters", b'["' + some.randbytes(2) + b"\xff" + b'"]'


def refused_here() -> Iterator[tuple[str, bytes]]:
    """What the standard leaves open and law cannot: two readers would see two things, or nothing can keep it."""
    for twice in (
        '{"a":1,"a":1}',
        '{"a":1,"a":2}',
        '{"a":1,"\\u0061":2}',
        '[{"x":{"b":1,"c":2,"b":3}}]',
        '{"":1,"":2}',
    ):
        yield f"twice {twice}", twice.encode()
    for half in (
        "\\ud800",
        "\\udc00",
        "\\uD800\\uD800",
        "\\udc00\\ud800",
        "\\ud83dx\\ude00",
        "\\uDFAA",
        "\\uD888\\u1234",
    ):
        yield f"half {half}", f'["{half}"]'.encode()
        yield f"half as a name {half}", f'{{"{half}":0}}'.encode()
    for code in (
        b"\xed\xa0\x80",
        b"\xc0\xaf",
        b"\xf4\xbf\xbf\xbf",
        b"\xf8\x88\x80\x80\x80",
        b"\xe0\xff",
        b"\xc3",
        b"\x80",
    ):
        yield f"bytes {code.hex()}", b'["' + code + b'"]'
    for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"):
        yield f"in {name}", '["é"]'.encode(name)
    for depth in (100_000, 500_000):
        yield f"{depth} deep, open", b"[" * depth
        yield f"{depth} deep", b"[" * depth + b"]" * depth
        yield f"{depth} names deep", b'{"a":' * depth + b"1" + b"}" * depth
    yield "an integer of 10,000 digits", b"[" + b"7" * 10_000 + b"]"


def _padded(some: random.Random, written: bytes) -> bytes:
    return some.choice(SPACE) * some.randint(1, 5) + written + some.choice(SPACE) * some.randint(1, 5)
