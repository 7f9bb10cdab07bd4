"""Every page in Albanian and in Serbian: no English is left on it, neither of the pages nor of what they show. What
people or other institutions wrote stays in their language; the page says so (`lang`, `code`, `data-theirs`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask

from neni.core.model.text import Language
from neni.core.web.catalogue import catalogue
from tests.web.conftest import serving
from tests.web.lively import Lively
from tests.web.places import look_at_all

ENGLISH = re.compile(
    r"\b(the|and|of|is|are|was|were|with|which|this|that|have|been|cannot|must|from|not|when|nobody|nothing|only|each)\b",
    re.I,
)
"""Words that English cannot do without, and that are no words in Albanian or Serbian."""
QUOTED = {"code", "pre", "script", "style", "textarea"}
SEEN = ("title", "aria-label", "alt", "placeholder")


@pytest.fixture(scope="module")
def app(lively: Lively) -> Flask:
    return serving(lively.office)


def said(element: Element) -> Iterator[str]:
    """What a page says in its own language: texts and the attributes that are read aloud or shown."""
    if not isinstance(element.tag, str) or element.tag in QUOTED or "data-theirs" in element.attrib:
        return
    if element.get("lang", "sq")[:2] not in ("sq", "sr"):
        return
    yield from (element.get(name, "") for name in SEEN)
    yield element.text or ""
    for child in element:
        if "code" not in child.get("class", "").split():
            yield from said(child)
        yield child.tail or ""


@pytest.mark.parametrize("language", [Language.ALBANIAN, Language.SERBIAN])
def test_no_english_is_left(lively: Lively, app: Flask, language: Language) -> None:
    sentences = {here for here, there in catalogue(language).items() if here.casefold() != there.casefold()}
    left: dict[str, str] = {}
    for place, page in look_at_all(lively, app, language).items():
        root = html5lib.parse(page, namespaceHTMLElements=False)
        for words in said(root):
            told = " ".join(words.split())
            if told in sentences or ENGLISH.search(told):
                left.setdefault(told, f"{place.login} {place.path}")
    assert not left, "\n".join(f"{where}: {told}" for told, where in left.items())
