"""Whether a Word file may come in, and what has to be taken out of it first."""

from __future__ import annotations

from collections.abc import Mapping

from neni.core.adapters.gate.archive import packed, parts_of
from neni.core.adapters.gate.fields import Fields
from neni.core.adapters.gate.limits import Limits
from neni.core.adapters.gate.links import Links
from neni.core.adapters.gate.pictures import pixels
from neni.core.adapters.gate.reading import Reader
from neni.core.adapters.gate.refusing import (
    embedded,
    macros,
    no_word,
    other_kind,
    strange_archive,
    too_large,
    unreadable,
)
from neni.core.model.problems import Problem

_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PROGRAMS = ("vbaproject", "vbadata", "activex", "attachedtoolbars", "customizations")


def inspect(content: bytes, limits: Limits) -> tuple[bytes, tuple[Problem, ...]]:
    """The file as it may come in, and notes on what was taken out. Raises Refused."""
    parts = parts_of(content, limits)
    if _TYPES not in parts:
        raise no_word()
    if _RELATIONS not in parts:
        raise unreadable()
    reader = Reader(limits)
    _refuse_other_kinds(reader, parts)
    notes: list[Problem] = []
    changed: dict[str, bytes] = {}
    for name, part in parts.items():
        found = _looked_at(reader, name, part, limits)
        if found.notes:
            changed[name] = found.written()
            notes += found.notes
    return (packed(parts | changed, content) if changed else content), tuple(notes)


def _refuse_other_kinds(reader: Reader, parts: Mapping[str, bytes]) -> None:
    types: dict[str, str] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        part, kind = attributes.get("PartName", ""), attributes.get("ContentType", "")
        if name.endswith(" Override"):
            types[part.lstrip("/")] = kind
        if "macroenabled" in kind.lower() or "vbaproject" in kind.lower():
            raise macros(part)

    reader.read(_TYPES, parts[_TYPES], start, _ignore, _ignore)
    main = _main_part(reader, parts)
    if types.get(main) != _WORD:
        raise other_kind(types.get(main, "?").rpartition(".")[2] or "?")


def _main_part(reader: Reader, parts: Mapping[str, bytes]) -> str:
    found: list[str] = []

    def start(_: str, attributes: Mapping[str, str]) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    reader.read(_RELATIONS, parts[_RELATIONS], start, _ignore, _ignore)
    if len(found) != 1 or found[0] not in parts:
        raise strange_archive(_RELATIONS) if len(found) > 1 else unreadable(_RELATIONS)
    return found[0]


def _looked_at(reader: Reader, name: str, part: bytes, limits: Limits) -> Links:
    lower = name.lower()
    links = Links(name)
    if any(word in lower for word in _PROGRAMS):
        raise macros(name)
    if lower.endswith(".rels"):
        reader.read(name, part, links.start, links.ignore, links.ignore)
    elif lower.endswith(".xml"):
        fields = Fields(name)
        reader.read(name, part, fields.start, fields.end, fields.words)
        fields.finish()
    elif "embeddings/" in lower and not lower.endswith(".xlsx"):
        raise embedded(name)
    elif pixels(part) > limits.pixels:
        raise too_large(f"{pixels(part)} px", f"{limits.pixels} px", name)
    return links


def _ignore(*_: str) -> None:
    pass
