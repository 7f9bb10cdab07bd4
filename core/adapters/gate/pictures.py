"""How many pixels a picture unpacks to, read from its first bytes without unpacking it."""

from __future__ import annotations

import struct

_MOST_SEGMENTS, _LARGEST = 1_000, 65_535
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def pixels(content: bytes) -> int:
    """Width times height of a PNG, GIF, BMP or JPEG; 0 for what is none of these."""
    try:
        width, height = _size(content)
    except (struct.error, IndexError):
        return 0
    return abs(width * height)


def _size(content: bytes) -> tuple[int, int]:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return struct.unpack(">II", content[16:24])
    if content.startswith((b"GIF87a", b"GIF89a")):
        return struct.unpack("<HH", content[6:10])
    if content.startswith(b"BM"):
        return struct.unpack("<ii", content[18:26])
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content)
    return 0, 0


def _jpeg(content: bytes) -> tuple[int, int]:
    """The frame header stands behind segments that each tell their length (ITU-T T.81, annex B). A picture that hides
    it behind too many is taken for as large as one may be."""
    place = 2
    for _ in range(_MOST_SEGMENTS):
        marker, length = content[place + 1], struct.unpack(">H", content[place + 2 : place + 4])[0]
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + max(length, 2)
    return _LARGEST, _LARGEST
