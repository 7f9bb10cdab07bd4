"""Words made comparable: lower case, Latin letters, no diacritics, plain dashes and quotes, and the way back.

One plain pattern then finds “Члан”, “član”, “Clan” and “ČLAN”. Where folding changed the length (љ becomes lj), a table
leads from the folded character to the written one.
"""

from __future__ import annotations

from unicodedata import category, normalize

PLAIN_CYRILLIC = str.maketrans("абвгдђежзијклмнопрстћуфхцчшыэёй", "abvgddezzijklmnoprstcufhccsieej")
CYRILLIC = {
    **{chr(code): chr(letter) for code, letter in PLAIN_CYRILLIC.items()},
    "љ": "lj",
    "њ": "nj",
    "џ": "dz",
    "ю": "ju",
    "я": "ja",
    "щ": "sc",
    "ь": "",
    "ъ": "",
}
SIGNS = {"„“”«»‟❝❞〝〞": '"', "‘’‚‛`´": "'", "‐‑‒–—―−": "-"}
OTHERS = {"đ": "d", "ı": "i", "ł": "l", "ø": "o", "ª": "", "º": ""}


class _Table(dict[int, str]):
    """What each character folds to, worked out when it is met first."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    for characters, plain in SIGNS.items():
        if character in characters:
            return plain
    if category(character) in {"Cf", "Mn", "No"}:
        return ""
    return " " if character.isspace() else _fold_letter(character.lower())


def _fold_letter(letter: str) -> str:
    known = CYRILLIC.get(letter, OTHERS.get(letter))
    if known is not None:
        return known
    plain = "".join(one for one in normalize("NFD", letter) if category(one) != "Mn")
    return "".join(CYRILLIC.get(one, one) for one in plain)


TABLE = _Table()


def fold(text: str) -> str:
    """The text in small Latin letters without diacritics."""
    return text.translate(TABLE)


def keeps_places(text: str) -> bool:
    """Whether every character of a text folds to exactly one."""
    return all(len(TABLE[ord(character)]) == 1 for character in set(text))


def origins(text: str) -> tuple[int, ...]:
    """For every character of the folded text, and for its end, the place of the written one."""
    places = [at for at, character in enumerate(text) for _ in TABLE[ord(character)]]
    return (*places, len(text))


def has_cyrillic(text: str) -> bool:
    """Whether more than half of the letters are Cyrillic."""
    cyrillic = sum("Ѐ" <= character <= "ӿ" for character in text)
    return cyrillic > 0 and 2 * cyrillic > sum(character.isalpha() for character in text)
