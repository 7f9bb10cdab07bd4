"""Whether a Word file may come in, and what has to be taken out of it first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from neni.core.adapters.gate.archive import packed, parts_of
from neni.core.adapters.gate.fields import Fields
from neni.core.adapters.gate.limits import Limits
from neni.core.adapters.gate.links import Links
from neni.core.adapters.gate.pictures import pixels
from neni.core.adapters.gate.reading import Attributes, Listening, Reader
from neni.core.adapters.gate.refusing import (
    embedded,
    macros,
    more_of_this,
    no_word,
    other_kind,
    strange_archive,
    too_large,
    unreadable,
)
from neni.core.model.problems import Problem

_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_XML = (".xml", ".rels")
_PROGRAMS = ("vbaproject", "vbadata", "activex", "attachedtoolbars", "customizations")


def inspect(content: bytes, limits: Limits) -> tuple[bytes, tuple[Problem, ...]]:
    """The file as it may come in, and notes on what was taken out. Raises Refused."""
    parts = parts_of(content, limits)
    if _TYPES not in parts:
        raise no_word()
    if _RELATIONS not in parts:
        raise unreadable()
    reader = Reader(limits)
    kinds = _kinds(reader, parts, limits)
    main = _main_part(reader, parts, limits)
    if kinds.of(main) != _WORD:
        raise other_kind(kinds.of(main).rpartition(".")[2] or "?")
    notes: list[Problem] = []
    changed: dict[str, bytes] = {}
    for name, part in parts.items():
        found = _looked_at(reader, name, part, kinds, limits)
        if found.notes:
            changed[name] = found.written()
            notes += found.notes
    return (packed(parts | changed, content) if changed else content), _told(notes, limits.notes)


@dataclass(slots=True)
class Kinds:
    """What each part is said to be: by its own name, else by the ending of its name."""

    named: dict[str, str] = field(default_factory=dict)
    by_ending: dict[str, str] = field(default_factory=dict)

    def of(self, part: str) -> str:
        """The kind of a part; nothing when nobody says it."""
        return self.named.get(part.lower(), self.by_ending.get(part.rpartition(".")[2].lower(), ""))

    def is_xml(self, part: str) -> bool:
        """Whether somebody would read the part as XML, whatever its name ends with."""
        return part.lower().endswith(_XML) or self.of(part).lower().endswith("xml")


def _kinds(reader: Reader, parts: Mapping[str, bytes], limits: Limits) -> Kinds:
    kinds = Kinds()

    def start(attributes: Attributes) -> None:
        part, kind = attributes.get("PartName", ""), attributes.get("ContentType", "")
        if "PartName" in attributes:
            kinds.named[part.lstrip("/").lower()] = kind
        else:
            kinds.by_ending[attributes.get("Extension", "").lower()] = kind
        if "macroenabled" in kind.lower() or "vbaproject" in kind.lower():
            raise macros(part)

    reader.read(_TYPES, parts[_TYPES], Listening(starts={"Override": start, "Default": start}), limits.listed)
    return kinds


def _main_part(reader: Reader, parts: Mapping[str, bytes], limits: Limits) -> str:
    found: list[str] = []

    def start(attributes: Attributes) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    reader.read(_RELATIONS, parts[_RELATIONS], Listening(starts={"Relationship": start}), limits.listed)
    if len(found) != 1 or found[0] not in parts:
        raise strange_archive(_RELATIONS) if len(found) > 1 else unreadable(_RELATIONS)
    return found[0]


def _looked_at(reader: Reader, name: str, part: bytes, kinds: Kinds, limits: Limits) -> Links:
    lower = name.lower()
    links = Links(name)
    if any(word in lower for word in _PROGRAMS):
        raise macros(name)
    if lower.endswith(".rels"):
        reader.read(name, part, links.listening, limits.listed)
    elif kinds.is_xml(name):
        fields = Fields(name, limits)
        reader.read(name, part, fields.listening)
        fields.finish()
    elif "embeddings/" in lower and not lower.endswith(".xlsx"):
        raise embedded(name)
    elif pixels(part) > limits.pixels:
        raise too_large(f"{pixels(part)} px", f"{limits.pixels} px", name)
    return links


def _told(notes: list[Problem], most: int) -> tuple[Problem, ...]:
    """The first of them, and how many more there are."""
    return (*notes[:most], more_of_this(len(notes) - most)) if len(notes) > most else tuple(notes)
