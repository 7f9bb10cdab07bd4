"""Pictures for a document: looked at before they get in, and put into the text as Word writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from io import BytesIO

from docx.image.image import Image
from docx.shared import Length

from neni.core.adapters.word import unfit
from neni.core.adapters.word.unfit import Unfit

MOST_BYTES, MOST_PIXELS, LARGEST = 10_000_000, 40_000_000, 36_000_000
"""The last is a metre, in the units Word measures in."""
_KINDS = {"image/png": "png", "image/jpeg": "jpeg"}
_UNITS = {"mm": 36_000, "cm": 360_000, "in": 914_400, "pt": 12_700}
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,3})?) ?(mm|cm|in|pt)")
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is to stand in a document; lengths in the units of Word."""

    content: bytes
    kind: str
    width: int
    height: int
    words: str

    @property
    def name(self) -> str:
        """A name for the file, the same for the same picture."""
        return f"{sha256(self.content).hexdigest()[:16]}.{self.kind}"

    def drawing(self, relation: str, number: int) -> str:
        """The picture in the midst of the text of a run."""
        size = f'cx="{self.width}" cy="{self.height}"'
        known = f'id="{number}" name="{self.name}" descr="{escape(self.words)}"'
        return (
            '</w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="' + _WP + '" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent {size}/><wp:docPr {known}/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_A}" '
            f'noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PICTURE}">'
            f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr {known}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip xmlns:r="{_R}" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect">'
            "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
            '<w:r><w:t xml:space="preserve">'
        )


def picture(content: object, width: object = None, height: object = None, words: object = "") -> Picture:
    """A picture from its bytes, PNG or JPEG; of the given width or height, or both, or its own size. Raises
    Unfit for anything else, and for pictures too large to be meant for a page."""
    if not isinstance(content, bytes):
        raise Unfit(unfit.NO_PICTURE_BYTES)
    if len(content) > MOST_BYTES:
        raise Unfit(unfit.HEAVY)
    try:
        seen = Image.from_blob(content)
        kind, pixels = _KINDS.get(seen.content_type), (int(seen.px_width), int(seen.px_height))
        own = (int(seen.width), int(seen.height))
    except Exception:  # noqa: BLE001 - damaged pictures fail in a dozen ways
        raise Unfit(unfit.NO_PICTURE) from None
    if kind is None or not _complete(content, kind):
        raise Unfit(unfit.NO_PICTURE)
    if min(pixels) < 1 or pixels[0] * pixels[1] > MOST_PIXELS:
        raise Unfit(unfit.TOO_LARGE)
    return Picture(content, kind, *_size(pixels, own, _length(width), _length(height)), str(words))


def _complete(content: bytes, kind: str) -> bool:
    if kind == "png":
        return BytesIO(content).read(8) == b"\x89PNG\r\n\x1a\n" and content.endswith(b"IEND\xaeB`\x82")
    return content.rstrip(b"\x00").endswith(b"\xff\xd9")


def _length(words: object) -> int | None:
    if words is None or isinstance(words, Length):
        return words
    found = _LENGTH.fullmatch(words) if isinstance(words, str) else None
    if not found:
        raise Unfit(unfit.NO_LENGTH)
    return round(float(found[1]) * _UNITS[found[2]])


def _size(pixels: tuple[int, int], own: tuple[int, int], width: int | None, height: int | None) -> tuple[int, int]:
    """The shape stays when one length is given."""
    if width is None and height is None:
        width, height = own
    width = width or round((height or 0) * pixels[0] / pixels[1])
    height = height or round(width * pixels[1] / pixels[0])
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        raise Unfit(unfit.NO_SIZE)
    return width, height
