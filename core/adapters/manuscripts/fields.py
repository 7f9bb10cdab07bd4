"""Fields of a Word file: their code is not text, their result is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from neni.core.adapters.manuscripts.names import VALUE, w
from neni.core.adapters.manuscripts.packages import Element

_MARK, _KIND, _FORM = w("fldChar"), w("fldCharType"), w("ffData")


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


def form_value(mark: Element) -> str:
    """What a field of an old form shows without having it as a result: the chosen entry of a list, a tick."""
    form = mark.find(_FORM)
    choices, box = (form.find(w(name)) for name in ("ddList", "checkBox")) if form is not None else (None, None)
    if choices is not None:
        entries = [one.get(VALUE, "") for one in choices.iter(w("listEntry"))]
        chosen = _first(choices, "result", "default")
        at = int(chosen) if chosen.isdecimal() else 0
        return entries[at] if at < len(entries) else ""
    if box is not None:
        return "☐" if _first(box, "checked", "default") in ("0", "false", "off", "") else "☒"
    return ""


def _first(element: Element, *names: str) -> str:
    found = next((one for name in names if (one := element.find(w(name))) is not None), None)
    return "" if found is None else str(found.get(VALUE, "1" if names[0] == "checked" else "0"))
