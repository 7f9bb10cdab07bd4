"""Whether an OpenDocument text may come in: the same limits as for Word files, and nothing inside that runs, fetches or
hides another file. Nothing is taken out of it: what may not stay is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn
from xml.parsers import expat

from neni.core.adapters.gate.archive import parts_of
from neni.core.adapters.gate.limits import Limits
from neni.core.adapters.gate.pictures import pixels
from neni.core.adapters.gate.refusing import (
    active_field,
    embedded,
    from_elsewhere,
    locked,
    macros,
    other_kind,
    own_definitions,
    too_large,
    unreadable,
)
from neni.core.model.problems import Problem

KIND = "application/vnd.oasis.opendocument.text"
_TYPE, _CONTENT = "mimetype", "content.xml"
_PROGRAMS = ("basic/", "scripts/", "dialogs/", "configurations2/accelerator/")
_XML = (".xml", ".rdf")
_RUNNING = frozenset({"event-listener", "execute-macro", "applet", "plugin"})
_FETCHED = frozenset({"section-source", "image", "object", "fill-image", "auto-reload", "floating-frame"})
_LINKS = "http://www.w3.org/1999/xlink href"
_HARMLESS = ("http:", "https:", "mailto:", "#")


def inspect(content: bytes, limits: Limits) -> tuple[bytes, tuple[Problem, ...]]:
    """The file as it may come in. Raises Refused."""
    parts = parts_of(content, limits)
    kind = parts.get(_TYPE, b"").decode("latin-1").strip()
    if kind != KIND:
        raise other_kind(kind.rpartition(".")[2] or "?")
    if _CONTENT not in parts:
        raise unreadable(_CONTENT)
    left = limits.elements
    for name, part in parts.items():
        left -= _looked_at(name, part, limits, left)
    return content, ()


def _looked_at(name: str, part: bytes, limits: Limits, left: int) -> int:
    """How many elements and attributes a part has. Raises Refused."""
    lower = name.lower()
    if lower.startswith(_PROGRAMS) and not lower.endswith("/accelerator/current.xml"):
        raise macros(name)
    if lower.endswith(_XML):
        return _Counting(name, limits, left).read(part)
    if lower.startswith("object ") or "/object " in lower:
        raise embedded(name)
    if pixels(part) > limits.pixels:
        raise too_large(f"{pixels(part)} px", f"{limits.pixels} px", name)
    return 0


class _Counting:
    """One pass over the XML of a part."""

    def __init__(self, where: str, limits: Limits, left: int) -> None:
        self._where, self._limits, self._left = where, limits, left
        self._depth = self._counted = 0

    def read(self, content: bytes) -> int:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._defines
        parser.StartElementHandler, parser.EndElementHandler = self._begins, self._ends
        try:
            parser.Parse(content, True)  # noqa: FBT003 - expat takes it by place
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise unreadable(self._where) from error
        return self._counted

    def _begins(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._counted += 1 + len(attributes)
        if self._depth > self._limits.depth or self._counted > self._left:
            raise too_large("XML", f"{self._limits.elements} / {self._limits.depth}", self._where)
        local = name.rpartition(" ")[2]
        if local in _RUNNING:
            raise macros(self._where)
        if local.startswith("dde-"):
            raise active_field(self._where, local)
        if local == "encryption-data":
            raise locked()
        if local == "object-ole":
            raise embedded(self._where)
        self._judge(local, attributes.get(_LINKS, ""))

    def _judge(self, local: str, target: str) -> None:
        """What is fetched when the file is opened has to be in it; what is followed by a click may lead to the web."""
        outside = ":" in target.partition("/")[0] or target.startswith(("/", "\\", "../"))
        if local in _FETCHED and outside:
            raise from_elsewhere(self._where, target)
        if local == "a" and outside and not target.lower().startswith(_HARMLESS):
            raise from_elsewhere(self._where, target)

    def _ends(self, _: str) -> None:
        self._depth -= 1

    def _defines(self, *_: object) -> NoReturn:
        raise own_definitions(self._where)
