"""Pictures that values of docxtpl bring, put in as docxtpl puts them: the same names, numbers and form, so that nobody
who compares the two finds a difference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from docx.oxml.shape import CT_Inline
from docx.shared import Emu, Length

_RELATION = re.compile(r"<Relationship\b[^>]*>")
_TARGET, _ID = re.compile(r'\sTarget="([^"]*)"'), re.compile(r'\sId="([^"]*)"')
_NUMBERED = re.compile(r"word/media/image(\d+)\.")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that is shown wherever it is printed, without a filter; `file_name` is what its file was called."""

    content: bytes
    file_name: str
    width: Length | None
    height: Length | None


@dataclass(frozen=True, slots=True)
class Placed:
    """Such a picture once it was looked at; lengths in the units of Word."""

    content: bytes
    file_name: str
    width: int
    height: int

    @property
    def ending(self) -> str:
        """What its name ends with."""
        return self.file_name.rpartition(".")[2].lower()

    def drawing(self, relation: str, shape: int, called: str) -> str:
        """The picture in the midst of the text of a run."""
        sizes = Emu(self.width), Emu(self.height)
        inline = CT_Inline.new_pic_inline(shape, relation, called, *sizes).xml
        return f'</w:t></w:r><w:r><w:drawing>{inline}</w:drawing></w:r><w:r><w:t xml:space="preserve">'


def media_name(ending: str, taken: Iterable[str]) -> str:
    """The next free name of a picture."""
    used = {int(found[1]) for name in taken if (found := _NUMBERED.match(name))}
    return f"word/media/image{_first_not(used)}.{ending}"


def relations(listed: str) -> dict[str, str]:
    """The relations of a part by what they lead to."""
    found = ((_TARGET.search(one), _ID.search(one)) for one in _RELATION.findall(listed))
    return {target[1]: name[1] for target, name in found if target and name}


def relation_name(taken: Iterable[str]) -> str:
    """The next free name of a relation."""
    used = {int(one[3:]) for one in taken if one.startswith("rId") and one[3:].isdigit()}
    return f"rId{_first_not(used)}"


def next_shape(part: Any) -> int:
    """The number of the next drawing of a part: one more than any there is."""
    element = getattr(part, "element", None)
    return max(_numbers(element), default=0) + 1 if element is not None else 1


def _numbers(element: Any) -> Iterator[int]:
    return (int(one) for one in element.xpath("//@id") if one.isdigit())


def _first_not(used: set[int]) -> int:
    return next(number for number in count(1) if number not in used)
