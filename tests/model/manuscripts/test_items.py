"""A line that begins with a number carries a list on, or a sentence."""

from __future__ import annotations

import pytest

from neni.core.model.manuscripts.items import Items


def carried(opened: str, before: str, line: str) -> bool:
    items = Items()
    items.opened(opened)
    return items.carried_on(line, before)


@pytest.mark.parametrize(
    ("opened", "before", "line"),
    [
        ("2.3. qendra të besimit", "qendra të besimit, apo faltore dhe", "2.4. fusha tjera"),
        ("2. Ky ligj", "nuk zbatohet për", "2.1. parti politike"),
        ("2.4. fusha tjera", "fusha tjera", "3. Komisioni miraton formularin"),
        ("a) ime i prezime,", "ime i prezime,", "b) broj lične karte"),
        ("б) број", "број", "в) доказ"),
        ("1) da ne ometa rad", "tokom glasanja i", "2) da ne iznosi mišljenje"),
        ("(1) The commission decides", "upon request", "(2) The request is free"),
        ("1. ime i prezime,", "ime i prezime,", "2. adresu stanovanja"),
    ],
)
def test_the_next_item_begins_though_the_line_before_has_no_stop(opened: str, before: str, line: str) -> None:
    assert carried(opened, before, line)


@pytest.mark.parametrize(
    ("opened", "before", "line"),
    [
        ("2. Kërkesa shqyrtohet", "sipas paragrafit", "3. të këtij neni"),
        ("1) iz tačke", "u skladu sa tačkom 1) i", "2) ovog člana"),
        ("2. Postupak", "u skladu sa odredbama člana", "3. ovog pravilnika"),
        ("2. The body", "under paragraph", "3. of this Article"),
        ("2. Rok", "počinje od", "15. dana meseca"),
        ("1.1. fjala", "sipas", "3.4. fjalë"),
        ("a) ime", "iz stava", "2. broj"),
        ("a fjalë", "pa numër", "b) fjalë"),
    ],
)
def test_a_number_within_a_sentence_opens_nothing(opened: str, before: str, line: str) -> None:
    assert not carried(opened, before, line)
