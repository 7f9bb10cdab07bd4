"""Redlines of files that other programs wrote: accepted the new words, rejected the old ones, rightly put together."""

from __future__ import annotations

from datetime import datetime

import pytest

from neni.core.adapters.manuscripts import FileManuscripts
from tests.adapters.manuscripts import foreign
from tests.adapters.manuscripts.building import in_strict_form, packed, unpacked
from tests.adapters.manuscripts.deciding import decided
from tests.adapters.manuscripts.structure import STRICT_NAME, USUAL_NAME, wrong

FILES = FileManuscripts()
AT = datetime(2026, 11, 25, 14, 30)  # noqa: DTZ001 - the moment as Word writes it
FOREIGN = foreign.files()
FOREIGN |= {"strict": in_strict_form(FOREIGN["in lines"])}


def words(content: bytes) -> list[str]:
    return [line.text for line in FILES.read(content, "").lines if line.text]


def in_usual_form(content: bytes) -> bytes:
    files = unpacked(content).items()
    return packed({name: part.replace(STRICT_NAME.encode(), USUAL_NAME.encode()) for name, part in files})


@pytest.mark.parametrize("old", FOREIGN)
@pytest.mark.parametrize("new", ["controls", "in lines", "strict", "comments", "rows in controls"])
def test_what_other_programs_wrote_is_compared(old: str, new: str) -> None:
    redline = FILES.redline(FOREIGN[old], FOREIGN[new], "Neni", AT).content
    assert words(redline) == words(FOREIGN[new])
    assert words(decided(in_usual_form(redline), accept=True)) == words(FOREIGN[new])
    assert words(decided(in_usual_form(redline), accept=False)) == words(FOREIGN[old])
    assert wrong(redline) == []
