"""Fields of a Word file: their code is not text, their result is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from neni.core.adapters.manuscripts.names import w
from neni.core.adapters.manuscripts.packages import Element

_MARK, _KIND = w("fldChar"), w("fldCharType")


@dataclass(slots=True)
class Fields:
    """Which fields are open at the present place. A field without an end is none: nothing can be hidden in its code."""

    _open: list[str] = field(default_factory=list)
    _loose: set[Element] = field(default_factory=set)

    def begin(self, root: Element) -> None:
        """Find the marks that have no counterpart."""
        self._open = []
        begun: list[list[Element]] = []
        for mark in root.iter(_MARK):
            kind = mark.get(_KIND)
            if kind == "begin":
                begun.append([mark])
            elif begun:
                begun[-1].append(mark)
                if kind == "end":
                    begun.pop()
            else:
                self._loose.add(mark)
        self._loose |= {mark for marks in begun for mark in marks}

    def mark(self, element: Element) -> None:
        """A mark of a field stands here."""
        if element in self._loose:
            return
        kind = element.get(_KIND)
        if kind == "begin":
            self._open.append("code")
        elif self._open and kind == "separate":
            self._open[-1] = "result"
        elif self._open and kind == "end":
            self._open.pop()

    @contextmanager
    def result(self) -> Iterator[None]:
        """The result of a field written as one element."""
        self._open.append("result")
        try:
            yield
        finally:
            self._open.pop()

    @property
    def in_code(self) -> bool:
        """Whether what stands here is a code."""
        return "code" in self._open

    @property
    def in_result(self) -> bool:
        """Whether what stands here is what a field shows."""
        return bool(self._open)
