"""Pictures for a document: looked at before they get in, and put into the text as Word writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from io import BytesIO

from docx.image.image import Image
from jinja2.exceptions import TemplateRuntimeError

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
    TemplateRuntimeError for anything else, and for pictures too large to be meant for a page."""
    if not isinstance(content, bytes):
        raise TemplateRuntimeError("image takes the bytes of a picture")
    if len(content) > MOST_BYTES:
        raise TemplateRuntimeError(f"a picture of more than {MOST_BYTES // 1_000_000} MB")
    try:
        seen = Image.from_blob(content)
        kind, pixels = _KINDS.get(seen.content_type), (int(seen.px_width), int(seen.px_height))
        own = (int(seen.width), int(seen.height))
    except Exception as error:  # noqa: BLE001 - damaged pictures fail in a dozen ways
        raise TemplateRuntimeError(f"this is no picture that can be read: {type(error).__name__}") from None
    if kind is None or not _complete(content, kind):
        raise TemplateRuntimeError("a picture is a whole PNG or JPEG file")
    if min(pixels) < 1 or pixels[0] * pixels[1] > MOST_PIXELS:
        raise TemplateRuntimeError(f"a picture of more than {MOST_PIXELS // 1_000_000} million pixels, or of none")
    return Picture(content, kind, *_size(pixels, own, _length(width), _length(height)), str(words))


def _complete(content: bytes, kind: str) -> bool:
    if kind == "png":
        return BytesIO(content).read(8) == b"\x89PNG\r\n\x1a\n" and content.endswith(b"IEND\xaeB`\x82")
    return content.rstrip(b"\x00").endswith(b"\xff\xd9")


def _length(words: object) -> int | None:
    if words is None:
        return None
    found = _LENGTH.fullmatch(words) if isinstance(words, str) else None
    if not found:
        raise TemplateRuntimeError('a length is written like "60mm", "2.5cm", "1in" or "72pt"')
    return round(float(found[1]) * _UNITS[found[2]])


def _size(pixels: tuple[int, int], own: tuple[int, int], width: int | None, height: int | None) -> tuple[int, int]:
    """The shape stays when one length is given."""
    if width is None and height is None:
        width, height = own
    width = width or round((height or 0) * pixels[0] / pixels[1])
    height = height or round(width * pixels[1] / pixels[0])
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        raise TemplateRuntimeError("a picture between a hair and a metre")
    return width, height
