"""Fields and chunks of a part that run or fetch something when the document is opened or its fields are updated."""

from __future__ import annotations

import re
from collections.abc import Mapping

from neni.core.adapters.gate.limits import Limits
from neni.core.adapters.gate.reading import Listening
from neni.core.adapters.gate.refusing import active_field, other_text, too_large

_READING = ("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DATABASE", "RD")
_STARTING = ("DDE", "DDEAUTO", "MACROBUTTON")
ACTIVE = frozenset((*_READING, *_STARTING))
"""`QUOTE` with numbers writes any of these letter by letter; without numbers it only repeats words."""

_MOST_SHOWN = 500
_BY_LETTERS = re.compile(r"\s*QUOTE\b.*\b\d{2,}\b", re.IGNORECASE | re.DOTALL)


class _Field:
    """The code of a field, as far as it was read."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self.judged = False


class Fields:
    """Collects field codes while a part is read. A code may be cut into runs, and fields may stand in fields: the code
    of a field is whatever stands between its own marks. It is judged where its result begins, and once more at its end.
    """

    def __init__(self, where: str, limits: Limits) -> None:
        self._where, self._limits = where, limits
        self._left = limits.code
        self._open: list[_Field] = []
        self._loose: list[str] = []

    @property
    def listening(self) -> Listening:
        """What has to be heard of a part."""
        return Listening(
            starts={"altChunk": self._chunk, "fldSimple": self._simple, "fldChar": self._mark},
            ends={"p": self._paragraph_ends},
            words={"instrText": self._words, "delInstrText": self._words},
        )

    def finish(self) -> None:
        """The part is at its end; fields that were never closed count too."""
        for code in [*(one.code for one in self._open), self._loose]:
            self._judge("".join(code))

    def _chunk(self, _: Mapping[str, str]) -> None:
        raise other_text(self._where)

    def _simple(self, attributes: Mapping[str, str]) -> None:
        self._judge(_attribute(attributes, "instr"))

    def _paragraph_ends(self) -> None:
        if self._loose:
            self._judge("".join(self._loose))
            self._loose = []

    def _words(self, text: str) -> None:
        self._left -= len(text)
        if self._left < 0:
            raise too_large("fields", f"{self._limits.code}", self._where)
        (self._open[-1].code if self._open else self._loose).append(text)

    def _mark(self, attributes: Mapping[str, str]) -> None:
        kind = _attribute(attributes, "fldCharType")
        if kind == "begin":
            self._open.append(_Field())
            if len(self._open) > self._limits.fields:
                raise too_large("fields", f"{self._limits.fields}", self._where)
        elif kind == "separate" and self._open and not self._open[-1].judged:
            self._open[-1].judged = True
            self._judge("".join(self._open[-1].code))
        elif kind == "end" and self._open:
            self._judge("".join(self._open.pop().code))

    def _judge(self, code: str) -> None:
        first = code.split(maxsplit=1)[0].upper() if code.strip() else ""
        if first.strip('"') in ACTIVE or _BY_LETTERS.match(code):
            raise active_field(self._where, " ".join(code[:_MOST_SHOWN].split()))


def _attribute(attributes: Mapping[str, str], local: str) -> str:
    return next((value for name, value in attributes.items() if name.rpartition(" ")[2] == local), "")
