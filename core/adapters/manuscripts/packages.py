"""A Word or OpenDocument file as the archive it is: its parts are read as XML when asked for, and what nobody changed
is written back byte by byte, in the same order and with the same dates.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from neni.core.adapters.manuscripts.names import RELATION_TYPE, STRICT
from neni.core.adapters.manuscripts.refusing import unreadable

Element = Any
"""lxml ships no types."""

_NEW_YEAR = (1980, 1, 1, 0, 0, 0)
_OWNER_ONLY = 0o600 << 16
_STRICT_SIGN = b"http://purl.oclc.org/ooxml/"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of its type, the part (or address) it leads to, and the whole type."""

    kind: str
    target: str
    outside: bool = False
    type: str = ""


@dataclass(slots=True)
class Package:
    """The parts of a file. `read` keeps the XML of the parts that were asked for, as one may change it."""

    parts: dict[str, bytes]
    dates: dict[str, tuple[int, int, int, int, int, int]] = field(default_factory=dict)
    stored: frozenset[str] = frozenset()
    _read: dict[str, Element] = field(default_factory=dict)
    _strict: set[str] = field(default_factory=set)

    def xml(self, name: str) -> Element | None:
        """A part as XML; None where there is none, or none that can be read."""
        if name not in self._read:
            self._read[name] = self._parsed(name)
        return self._read[name]

    def root(self, name: str) -> Element:
        """A part as XML that has to be there. Raises BadUpload."""
        found = self.xml(name)
        if found is None:
            raise unreadable(name)
        return found

    def _parsed(self, name: str) -> Element | None:
        content = self.parts.get(name)
        if content is None:
            return None
        if _STRICT_SIGN in content:
            self._strict.add(name)
            for strict, usual in STRICT.items():
                content = content.replace(strict, usual)
        try:
            return etree.fromstring(content, _parser())
        except (etree.XMLSyntaxError, ValueError):
            return None

    def put(self, name: str, root: Element) -> None:
        """Write a part anew from its XML."""
        whole = root.getroottree()  # with what stands around the root
        content = etree.tostring(whole, xml_declaration=True, encoding="UTF-8", standalone=True)
        if name in self._strict:
            for strict, usual in STRICT.items():
                content = content.replace(usual, strict)
        self.parts[name], self._read[name] = content, root

    def like(self, part: str, other: str) -> None:
        """Write another part in the form in which one came, strict or usual."""
        if part in self._strict:
            self._strict.add(other)

    def named(self, name: str) -> str:
        """A part as it is written in the archive; the standard takes small and capital letters for the same."""
        if name in self.parts:
            return name
        return next((one for one in self.parts if one.lower() == name.lower()), name)

    def relations_of(self, part: str) -> str:
        """Where the relations of a part are kept."""
        folder, _, name = part.rpartition("/")
        return self.named(f"{folder}/_rels/{name}.rels".lstrip("/"))

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by the identity under which it does."""
        root = self.xml(self.relations_of(part))
        found = {}
        for one in root if root is not None else ():
            if isinstance(one.tag, str):
                outside = one.get("TargetMode") == "External"
                target, kind = one.get("Target", ""), one.get("Type", "")
                whole = target if outside else self.named(_absolute(part, target))
                found[one.get("Id", "")] = Relation(kind.rpartition("/")[2], whole, outside, kind)
        return found

    def related(self, part: str, kind: str) -> str:
        """The part of a kind that a part refers to; empty where there is none."""
        relations = self.relations(part).values()
        return next((one.target for one in relations if one.kind == kind and one.target in self.parts), "")

    def written(self) -> bytes:
        """The file."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                entry = zipfile.ZipInfo(name, self.dates.get(name, _NEW_YEAR))
                entry.external_attr = _OWNER_ONLY
                method = zipfile.ZIP_STORED if name in self.stored else zipfile.ZIP_DEFLATED
                archive.writestr(entry, content, method)
        return target.getvalue()


def opened(content: bytes) -> Package:
    """The package a file is. Raises BadUpload."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            return Package(
                {one.filename: archive.read(one) for one in entries},
                {one.filename: one.date_time for one in entries},
                frozenset(one.filename for one in entries if one.compress_type == zipfile.ZIP_STORED),
            )
    except _DAMAGED as error:
        raise unreadable() from error


def main_part(package: Package) -> str:
    """The part of a Word file that holds its text. Raises BadUpload."""
    name = package.related("", "officeDocument")
    package.root(name)
    return name


def relation_type(kind: str) -> str:
    """The full name of a type of relation."""
    return RELATION_TYPE + kind


def _absolute(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _parser() -> Element:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
