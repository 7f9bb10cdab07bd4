"""The parts of a Word file among one another: which kind each is, what refers to what, and where a new one may go."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from neni.core.adapters.manuscripts.names import CONTENT_TYPES, RELATIONS
from neni.core.adapters.manuscripts.packages import Element, Package

TYPES = "[Content_Types].xml"


def content_type(package: Package, part: str) -> str:
    """The kind a part is said to be; empty where nothing is said of it."""
    types = package.xml(TYPES)
    ending = part.rpartition(".")[2].lower()
    found = ""
    for one in types if types is not None else ():
        if one.get("PartName", "").lstrip("/").lower() == part.lower():
            return str(one.get("ContentType", ""))
        if one.get("Extension", "").lower() == ending:
            found = one.get("ContentType", "")
    return found


def declare(package: Package, part: str, kind: str) -> None:
    """Say of which kind a part is, unless that is said already."""
    types = package.xml(TYPES)
    if types is None or not kind or content_type(package, part) == kind:
        return
    entry = etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override")
    entry.set("PartName", f"/{part}")
    entry.set("ContentType", kind)
    package.put(TYPES, types)


def relate(package: Package, part: str, kind: str, target: str, *, outside: bool = False, identity: str = "") -> str:
    """Let a part refer to another part, or to an address outside; the identity by which it does."""
    name = package.relations_of(part)
    root = package.xml(name)
    if root is None:
        root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
        package.like(part, name)
    identity = identity or free_identity(root)
    entry = etree.SubElement(root, f"{{{RELATIONS}}}Relationship")
    entry.set("Id", identity)
    entry.set("Type", kind)
    entry.set("Target", target if outside else f"/{target}")
    if outside:
        entry.set("TargetMode", "External")
    package.put(name, root)
    return identity


def free_identity(relations: Element) -> str:
    """An identity no relation has yet."""
    taken = {one.get("Id") for one in relations if isinstance(one.tag, str)}
    return next(one for one in _names() if one not in taken)


def _names() -> Iterator[str]:
    number = 1
    while True:
        yield f"rIdNeni{number}"
        number += 1


def free_part(package: Package, wanted: str) -> str:
    """A name for a new part like the one that is wanted."""
    stem, dot, ending = wanted.rpartition(".")
    taken = {part.lower() for part in package.parts}
    part, number = wanted, 0
    while part.lower() in taken:
        number += 1
        part = f"{stem}{number}{dot}{ending}"
    return part
