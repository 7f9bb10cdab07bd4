"""The bytes of a filled document: the same for the same input, whenever and wherever it is written.

What does not change from document to document is deflated once; an archive is put together from deflated entries, all
of one date.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from struct import Struct
from zipfile import ZipFile

TYPES = "[Content_Types].xml"
_LOCAL = Struct("<4s5H3I2H")
_CENTRAL = Struct("<4s6H3I5H2I")
_END = Struct("<4s4H2IH")
_VERSION, _UNIX, _UTF8, _DEFLATED = 20, 3 << 8, 0x800, 8
_NEW_YEAR_1980 = 0x21
_OWNER_ONLY = 0o600 << 16
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive, deflated."""

    name: str
    deflated: bytes
    size: int
    checksum: int


def entry(name: str, content: bytes) -> Entry:
    """A file, deflated."""
    deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Entry(name, deflater.compress(content) + deflater.flush(), len(content), zlib.crc32(content))


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Name and content of each file."""
    with ZipFile(BytesIO(archive)) as source:
        return {name: source.read(name) for name in source.namelist()}


def archive(entries: Iterable[Entry]) -> bytes:
    """The file: entries in the order of their names, behind the list of types Word expects first."""
    written, directory, at = [], [], 0
    ordered = sorted(entries, key=lambda one: (one.name != TYPES, one.name))
    for one in ordered:
        name = one.name.encode("utf-8")
        common = (_UTF8 if not one.name.isascii() else 0, _DEFLATED, 0, _NEW_YEAR_1980, one.checksum)
        sizes = (len(one.deflated), one.size, len(name))
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *common, *sizes, 0) + name
        central = _CENTRAL.pack(b"PK\x01\x02", _UNIX | _VERSION, _VERSION, *common, *sizes, 0, 0, 0, 0, _OWNER_ONLY, at)
        written += [local, one.deflated]
        directory += [central, name]
        at += len(local) + len(one.deflated)
    length = sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, len(ordered), len(ordered), length, at, 0)
    return b"".join((*written, *directory, end))
