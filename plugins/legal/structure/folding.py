"""Words made comparable: lower case, Latin letters, no diacritics, plain dashes and quotes, and the way back.

One plain pattern then finds “Члан”, “član”, “Clan” and “ČLAN”. Where folding changed the length (љ becomes lj), a table
leads from the folded character to the written one.
"""

from __future__ import annotations

from unicodedata import category, normalize

CYRILLIC = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџшыьъэюяёйщ",
        "a b v g d d e z z i j k l lj m n nj o p r s t c u f h c c dz s i   e ju ja e j sc".split(" "),
        strict=True,
    )
)
QUOTES = "„“”«»‟❝❞〝〞"
SINGLE_QUOTES = "‘’‚‛`´"
DASHES = "‐‑‒–—―−"
OTHERS = {"đ": "d", "ı": "i", "ł": "l", "ø": "o", "\t": " ", "\n": " ", "\r": " ", "ª": "", "º": ""}


class _Table(dict[int, str]):
    """What each character folds to, worked out when it is met first."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in QUOTES:
        return '"'
    if character in SINGLE_QUOTES:
        return "'"
    if character in DASHES:
        return "-"
    if category(character) in {"Cf", "Mn", "No"}:
        return ""
    if character.isspace():
        return " "
    lower = character.lower()
    if lower in OTHERS:
        return OTHERS[lower]
    plain = "".join(one for one in normalize("NFD", lower) if category(one) != "Mn")
    return "".join(CYRILLIC.get(one, OTHERS.get(one, one)) for one in (plain if lower not in CYRILLIC else lower))


TABLE = _Table()


def fold(text: str) -> str:
    """The text in small Latin letters without diacritics."""
    return text.translate(TABLE)


def origins(text: str) -> tuple[int, ...]:
    """For every character of the folded text, and for its end, the place of the written one."""
    places = [at for at, character in enumerate(text) for _ in TABLE[ord(character)]]
    return (*places, len(text))


def has_cyrillic(text: str) -> bool:
    """Whether more than half of the letters are Cyrillic."""
    cyrillic = sum("Ѐ" <= character <= "ӿ" for character in text)
    return cyrillic > 0 and 2 * cyrillic > sum(character.isalpha() for character in text)
