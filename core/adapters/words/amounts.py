"""Amounts of money in words, to 999,999,999.99 euros, with the nouns in the form each number asks for."""

from __future__ import annotations

from types import MappingProxyType

from num2words import num2words

from neni.core.adapters.words import albanian
from neni.core.adapters.words.figures import plural_form
from neni.core.model.text import Language

MOST_CENTS = 99_999_999_999
_EURO = MappingProxyType(
    {
        Language.ALBANIAN: {"one": "euro", "other": "euro"},
        Language.SERBIAN: {"one": "evro", "few": "evra", "other": "evra"},
        Language.ENGLISH: {"one": "euro", "other": "euros"},
    }
)
_CENT = MappingProxyType(
    {
        Language.ALBANIAN: {"one": "cent", "other": "cent"},
        Language.SERBIAN: {"one": "cent", "few": "centa", "other": "centi"},
        Language.ENGLISH: {"one": "cent", "other": "cents"},
    }
)
_AND = MappingProxyType({Language.ALBANIAN: "dhe", Language.SERBIAN: "i", Language.ENGLISH: "and"})


def in_words(cents: int, language: Language) -> str:
    """`devet hiljada petsto evra i pedeset centi`; whole amounts are told without cents."""
    if not 0 <= cents <= MOST_CENTS:
        raise ValueError(f"no words for {cents} cents")
    euros, rest = divmod(cents, 100)
    whole = f"{_numeral(euros, language, feminine=True)} {_EURO[language][plural_form(euros, language)]}"
    if not rest:
        return whole
    part = f"{_numeral(rest, language, feminine=False)} {_CENT[language][plural_form(rest, language)]}"
    return f"{whole} {_AND[language]} {part}"


def _numeral(number: int, language: Language, *, feminine: bool) -> str:
    """Only Albanian asks for the gender here: `euro` is feminine in it, masculine in Serbian like `cent` in both."""
    if language is Language.ALBANIAN:
        return albanian.numeral(number, feminine=feminine)
    words: str = num2words(number, lang=language.value)
    return words.replace("četristo", "četiristo")  # num2words 0.5.14 misspells the Serbian four hundred
