"""Akoma Ntoso identifiers: what the naming convention makes of a number, each given once."""

from __future__ import annotations

import re

from neni.core import ProvisionKind
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.marks import roman

ABBREVIATIONS = {
    ProvisionKind.PART: "part",
    ProvisionKind.CHAPTER: "chp",
    ProvisionKind.SECTION: "sec",
    ProvisionKind.ARTICLE: "art",
    ProvisionKind.PARAGRAPH: "para",
    ProvisionKind.SUBPARAGRAPH: "subpara",
    ProvisionKind.POINT: "point",
    ProvisionKind.QUOTED: "qstr",
    ProvisionKind.ANNEX: "att",
    ProvisionKind.TAIL: "tail",
    ProvisionKind.CITATION: "cit",
    ProvisionKind.RECITAL: "rec",
    ProvisionKind.FORMULA: "formula",
    ProvisionKind.OPERATIVE: "operative",
    ProvisionKind.REASONING: "motivation",
    ProvisionKind.REMEDY: "remedy",
}
WHOLE = {ProvisionKind.HEADER, ProvisionKind.TITLE, ProvisionKind.PREAMBLE, ProvisionKind.SIGNATURE}
_FREE = {ProvisionKind.ARTICLE, ProvisionKind.TAIL, ProvisionKind.ANNEX}
"""Kinds that are counted through the whole act: their identifier names no part above."""


def cleaned(number: str) -> str:
    """The number in an identifier: no stops at its ends, none but hyphens inside: “1.2.” is 1-2, “12/A” is 12-A."""
    if number.isdigit():
        return number
    latin = "".join(
        (fold(letter).upper() if letter.isupper() else fold(letter)) if letter.isalpha() else letter
        for letter in number
    )
    return re.sub(r"[^0-9A-Za-z]+", "-", latin).strip("-")


def number_key(number: str) -> str:
    """Numbers as they are compared: 12/A and 12a are one, so are II and 2."""
    plain = cleaned(number).lower().replace("-", "" if "/" in number else "-")
    return str(roman(plain)) if plain.isalpha() and roman(plain) else plain


class EIds:
    """Gives identifiers, each once: the second article 5 of an act is `art_5_2`."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def give(self, above: str, kind: ProvisionKind, number: str, position: str) -> str:
        """The identifier of a part with that number, or with that position where it has none."""
        if kind in WHOLE:
            return self._once(f"{above}__{kind.value}" if above else kind.value)
        name = f"{ABBREVIATIONS[kind]}_{cleaned(number) or position}"
        return self._once(name if not above or kind in _FREE else f"{above}__{name}")

    def _once(self, eid: str) -> str:
        count = self._given.get(eid, 0) + 1
        self._given[eid] = count
        return eid if count == 1 else self._once(f"{eid}_{count}")
