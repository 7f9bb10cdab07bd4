"""The language a document says it is in, for screen readers, spell checking and the PDF made of it."""

from __future__ import annotations

from collections.abc import Mapping

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from neni.core.adapters.word.sheets import Sheet
from neni.core.model.text import Language

LOCALES: Mapping[Language, str] = {
    Language.ALBANIAN: "sq-AL",
    Language.SERBIAN: "sr-Latn-RS",
    Language.ENGLISH: "en-GB",
}


def set_language(sheet: Sheet, locale: str) -> None:
    """Words whose language nobody set in Word are in this one; words marked otherwise stay so."""
    defaults = sheet.docx.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}") if defaults is not None else None
    if properties is not None:
        language = properties.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            properties.append(language)
        language.set(qn("w:val"), locale)
    theme = sheet.docx.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), locale)
    core = sheet.docx.core_properties
    core.language = core.language or locale
