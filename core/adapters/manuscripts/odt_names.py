"""Names of the XML of OpenDocument texts, in the form in which lxml gives them."""

from __future__ import annotations

from functools import cache

_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT_NAMESPACE = f"{{{_OPEN}text:1.0}}"
DRAW_NAMESPACE = f"{{{_OPEN}drawing:1.0}}"
OFFICE_NAMESPACE = f"{{{_OPEN}office:1.0}}"
EXTENSION_NAMESPACE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
META_NAMESPACE = f"{{{_OPEN}meta:1.0}}"
_STYLE, _TABLE = f"{{{_OPEN}style:1.0}}", f"{{{_OPEN}table:1.0}}"
XML_IDENTITY = "{http://www.w3.org/XML/1998/namespace}id"


@cache
def text(name: str) -> str:
    """The full name of something of the text."""
    return TEXT_NAMESPACE + name


@cache
def style(name: str) -> str:
    """The full name of something of the styles."""
    return _STYLE + name


@cache
def table(name: str) -> str:
    """The full name of something of a table."""
    return _TABLE + name


@cache
def draw(name: str) -> str:
    """The full name of something drawn."""
    return DRAW_NAMESPACE + name


@cache
def office(name: str) -> str:
    """The full name of something of the file as a whole."""
    return OFFICE_NAMESPACE + name


STYLE_NAME, DISPLAY = text("style-name"), text("display")
PARAGRAPH, HEADING = text("p"), text("h")
ANNOTATION, ANNOTATION_END = office("annotation"), office("annotation-end")
