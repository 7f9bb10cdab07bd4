"""Word files as somebody with bad intentions, or a broken program, would make them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache

from docx import Document

DOCUMENT, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def plain() -> bytes:
    """An ordinary document."""
    made, target = Document(), io.BytesIO()
    made.add_paragraph("Neni 1")
    made.add_table(2, 2)
    made.save(target)
    return target.getvalue()


def rebuilt(parts: dict[str, bytes]) -> bytes:
    """The ordinary document with these parts instead, or more."""
    with zipfile.ZipFile(io.BytesIO(plain())) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()} | parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """Parts as an archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def stored(parts: dict[str, bytes]) -> bytes:
    """The ordinary document with these parts instead, not packed: no limit on packing hinders them."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as archive, zipfile.ZipFile(target, "w") as made:
        for name, content in ({one: archive.read(one) for one in archive.namelist()} | parts).items():
            made.writestr(name, content)
    return target.getvalue()


def with_body(xml: str, encoding: str = "utf-8") -> bytes:
    """A body with more in it, as a part."""
    words = part(DOCUMENT).decode().replace("<w:body>", f"<w:body>{xml}", 1)
    return words.replace("UTF-8", encoding.upper(), 1).encode(encoding)


def part(name: str) -> bytes:
    """One part of the ordinary document."""
    with zipfile.ZipFile(io.BytesIO(plain())) as archive:
        return archive.read(name)


def changed(name: str, before: bytes, after: bytes) -> bytes:
    """The ordinary document with some bytes of a part replaced."""
    assert before in part(name)
    return rebuilt({name: part(name).replace(before, after, 1)})


def in_body(xml: str, encoding: str = "utf-8") -> bytes:
    """The ordinary document with more in its body, perhaps in another encoding."""
    return rebuilt({DOCUMENT: with_body(xml, encoding)})


def related(kind: str, target: str, *, outside: bool = True) -> bytes:
    """The ordinary document with one more relationship."""
    mode = ' TargetMode="External"' if outside else ""
    line = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return changed(RELATIONS, b"</Relationships>", line.encode())


def field(*codes: str) -> str:
    """A paragraph with a field whose code is cut into runs."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>' for code in codes)
    return f"<w:p>{mark('begin')}{runs}{mark('separate')}<w:r><w:t>x</w:t></w:r>{mark('end')}</w:p>"


def mark(kind: str) -> str:
    """Where a field begins, or ends."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def bomb(size: int) -> bytes:
    """A body that unpacks to so many bytes of blanks."""
    return rebuilt({DOCUMENT: part(DOCUMENT) + b" " * size})


def lying_bomb(size: int) -> bytes:
    """The same, with headers that claim it is small."""
    content = bytearray(bomb(size))
    real, claimed = struct.pack("<I", len(part(DOCUMENT)) + size), struct.pack("<I", 1000)
    return bytes(content.replace(real, claimed))


def huge_picture(width: int, height: int) -> bytes:
    """A PNG of that many pixels in a few bytes of header."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    check = struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header + check
