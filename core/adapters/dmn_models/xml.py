"""The XML of a DMN file, read without any entity, and its elements by their names alone.

The namespace tells the version, and every version from 1.1 to 1.5 names them alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from neni.core.errors import BadImport
from neni.core.model.decisions import decision_words as words

MOST_BYTES = 5_000_000
_FAMILY = "omg.org/spec/DMN/"


_NAMING = frozenset(
    {
        "inputData", "decision", "businessKnowledgeModel", "decisionService",
        "itemComponent", "variable", "formalParameter", "parameter",
        "output", "column",
    }
)  # fmt: skip


def parsed(content: bytes) -> ET.Element:
    """The root. Raises BadImport."""
    try:
        text = content.decode("utf-8-sig")
        if len(content) > MOST_BYTES or "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise BadImport(words.NO_MODEL)
        root = ET.fromstring(text.encode(), ET.XMLParser(encoding="utf-8"))  # noqa: S314 - no entity can be declared
    except (UnicodeError, ET.ParseError, ValueError):
        raise BadImport(words.NO_MODEL) from None
    if tag(root) != "definitions" or _FAMILY not in text:
        raise BadImport(words.NO_MODEL)
    return root


def tag(element: ET.Element) -> str:
    """The name of an element."""
    return element.tag.rpartition("}")[2]


def name_of(element: ET.Element) -> str:
    """What an element is called, with single spaces."""
    return " ".join((element.get("name") or "").split())


def all_of(parent: ET.Element, *tags: str) -> list[ET.Element]:
    """The elements of these names directly below."""
    return [one for one in parent if tag(one) in tags]


def one_of(parent: ET.Element, *tags: str) -> ET.Element | None:
    """The first of them."""
    return next(iter(all_of(parent, *tags)), None)


def text_of(parent: ET.Element | None) -> str:
    """What is written in an element."""
    inner = None if parent is None else one_of(parent, "text")
    return "" if inner is None else (inner.text or "").strip()


def tag_of(root: ET.Element, name: str) -> str:
    """What the thing of that name is."""
    return next((tag(one) for one in root if name_of(one) == name and tag(one) != "itemDefinition"), "")


def names(root: ET.Element) -> Iterator[str]:
    """Every name the model gives to anything an expression may speak of."""
    for one in root.iter():
        if tag(one) in _NAMING and name_of(one):
            yield name_of(one)
