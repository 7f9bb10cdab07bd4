"""Fields and chunks of a part that run or fetch something when the document is opened or its fields are updated."""

from __future__ import annotations

import re
from collections.abc import Mapping

from neni.core.adapters.gate.refusing import active_field, other_text

_READING = ("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DATABASE", "RD")
_STARTING = ("DDE", "DDEAUTO", "MACROBUTTON")
ACTIVE = frozenset((*_READING, *_STARTING))
"""`QUOTE` with numbers writes any of these letter by letter; without numbers it only repeats words."""

_BY_LETTERS = re.compile(r"\s*QUOTE\b.*\b\d{2,}\b", re.IGNORECASE | re.DOTALL)
_INSTRUCTION, _FIELD, _SIMPLE, _CHUNK, _PARAGRAPH = "instrText", "fldChar", "fldSimple", "altChunk", "p"


class Fields:
    """Collects field codes while a part is read. A code may be cut into runs, and fields may stand in fields: the code
    of a field is whatever stands between its own marks."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._open: list[list[str]] = []
        self._loose: list[str] = []
        self._in_code = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        local = name.rpartition(" ")[2]
        if local == _CHUNK:
            raise other_text(self._where)
        if local == _SIMPLE:
            self._judge(_attribute(attributes, "instr"))
        elif local == _FIELD:
            self._mark(_attribute(attributes, "fldCharType"))
        self._in_code = local in (_INSTRUCTION, "delInstrText")

    def end(self, name: str) -> None:
        """An element ends."""
        self._in_code = False
        if name.rpartition(" ")[2] == _PARAGRAPH and self._loose:
            self._judge("".join(self._loose))
            self._loose = []

    def words(self, text: str) -> None:
        """Words stand here."""
        if self._in_code:
            (self._open[-1] if self._open else self._loose).append(text)

    def finish(self) -> None:
        """The part is at its end; fields that were never closed count too."""
        for code in [*self._open, self._loose]:
            self._judge("".join(code))

    def _mark(self, kind: str) -> None:
        if kind == "begin":
            self._open.append([])
        elif kind in ("separate", "end") and self._open:
            self._judge("".join(self._open[-1]))
            if kind == "end":
                self._open.pop()

    def _judge(self, code: str) -> None:
        first = code.split(maxsplit=1)[0].upper() if code.strip() else ""
        if first.strip('"') in ACTIVE or _BY_LETTERS.match(code):
            raise active_field(self._where, " ".join(code.split()))


def _attribute(attributes: Mapping[str, str], local: str) -> str:
    return next((value for name, value in attributes.items() if name.rpartition(" ")[2] == local), "")
