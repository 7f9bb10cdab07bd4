"""The archive a Word file is, read part by part within limits, whatever its own headers claim."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from neni.core.adapters.gate.limits import MEGABYTE, Limits
from neni.core.adapters.gate.refusing import locked, no_word, strange_archive, too_large, unreadable

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVE = b"PK\x03\x04"
_PLAIN_NAME = re.compile(r"[^\\:*?\"<>|\x00-\x1f]{1,240}")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED, _FILE_TYPE, _LINK = 0x1, 0o170000, 0o120000


def parts_of(content: bytes, limits: Limits) -> dict[str, bytes]:
    """Every part by its name. Raises Refused."""
    if len(content) > limits.file:
        raise too_large(_size(len(content)), _size(limits.file))
    if content.startswith(_COMPOUND):
        raise locked()
    if not content.startswith(_ARCHIVE):
        raise no_word()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive, len(content), limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise unreadable() from error


def packed(parts: Mapping[str, bytes], order: bytes) -> bytes:
    """The parts as an archive again, in the order and with the dates of the one they came from."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(order)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            if info.filename in parts:
                entry = zipfile.ZipInfo(info.filename, info.date_time)
                after.writestr(entry, parts[info.filename], zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _read(archive: zipfile.ZipFile, size: int, limits: Limits) -> dict[str, bytes]:
    entries = [info for info in archive.infolist() if not info.is_dir()]
    if len(entries) > limits.entries:
        raise too_large(f"{len(entries)}", f"{limits.entries}")
    if sum(info.compress_size for info in entries) > size:
        raise strange_archive("")  # parts that lie over one another unpack many times
    _refuse_strange(entries)
    parts: dict[str, bytes] = {}
    left = limits.total
    for info in entries:
        parts[info.filename] = _part(archive, info, min(left, limits.part), limits)
        left -= len(parts[info.filename])
    return parts


def _refuse_strange(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for info in entries:
        steps = info.filename.split("/")
        is_link = (info.external_attr >> 16) & _FILE_TYPE == _LINK
        plain = _PLAIN_NAME.fullmatch(info.filename) and not {"", ".", ".."} & set(steps)
        if info.orig_filename != info.filename or not plain or is_link or info.filename.lower() in seen:
            raise strange_archive(info.filename)
        if info.flag_bits & _ENCRYPTED:
            raise locked()
        if info.compress_type not in _METHODS:
            raise unreadable(info.filename)
        seen.add(info.filename.lower())


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, limits: Limits) -> bytes:
    """The bytes of a part; never more than one over what is allowed is unpacked."""
    allowed = min(most, max(limits.harmless, info.compress_size * limits.ratio))
    with archive.open(info) as stream:
        found = stream.read(allowed + 1)
    if len(found) > allowed:
        raise too_large(f"> {_size(allowed)}", _size(allowed), info.filename)
    return found


def _size(number: int) -> str:
    return f"{number / MEGABYTE:.0f} MB" if number >= MEGABYTE else f"{number} B"
