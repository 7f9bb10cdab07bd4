"""The relationships of a part: what it refers to outside the file, and what of that may stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from neni.core.adapters.gate.reading import Listening
from neni.core.adapters.gate.refusing import (
    embedded,
    from_elsewhere,
    link_disarmed,
    macros,
    other_text,
    template_taken_off,
)
from neni.core.model.problems import Problem

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
NOWHERE = "about:blank"
_HARMLESS = ("http", "https", "mailto", "")
_REFUSED = {
    "vbaproject": macros,
    "wordvbadata": macros,
    "keymapcustomizations": macros,
    "activexcontrolbinary": macros,
    "control": macros,
    "oleobject": embedded,
    "afchunk": other_text,
}


@dataclass(slots=True)
class Links:
    """The relationships of one part as they are read; `kept` is what remains of them."""

    where: str
    kept: list[Mapping[str, str]] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    @property
    def listening(self) -> Listening:
        """What has to be heard of the part."""
        return Listening(starts={"Relationship": self._judge})

    def written(self) -> bytes:
        """The part as it may stay."""
        lines = ["<Relationship" + "".join(f" {n}={quoteattr(v)}" for n, v in one.items()) + "/>" for one in self.kept]
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f'{head}<Relationships xmlns="{NAMESPACE}">{"".join(lines)}</Relationships>'.encode()

    def _judge(self, one: Mapping[str, str]) -> None:
        kind, target = one.get("Type", "").rpartition("/")[2], one.get("Target", "")
        if kind.lower() in _REFUSED:
            raise _REFUSED[kind.lower()](self.where)
        if one.get("TargetMode", "Internal") != "External":
            self.kept.append(one)
        elif kind == "attachedTemplate":
            self.notes.append(template_taken_off(self.where, target))
        elif kind == "hyperlink":
            self.kept.append(self._disarmed(one, target))
        else:
            raise from_elsewhere(self.where, target)

    def _disarmed(self, one: Mapping[str, str], target: str) -> Mapping[str, str]:
        if _scheme(target) in _HARMLESS and not target.startswith(("\\\\", "//")):
            return one
        self.notes.append(link_disarmed(self.where, target))
        return {**one, "Target": NOWHERE}


def _scheme(target: str) -> str:
    try:
        return urlsplit(target.strip()).scheme.lower()
    except ValueError:
        return "?"
