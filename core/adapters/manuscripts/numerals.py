"""Numbers in the forms of automatic lists: figures, Roman, Latin and Cyrillic letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""As Word counts: without ё, й, ъ and ь."""
SERBIAN = "абвгдђежзијклљмнњопрстћуфхцчџш"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN, _MOST_LETTERS = 32_767, 780


def roman(number: int) -> str:
    """In small Roman numerals."""
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    written = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written.append(letters * count)
    return "".join(written)


def letters(number: int, alphabet: str = LATIN) -> str:
    """As Word counts: a … z, aa, bb … zz, aaa."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    times, at = divmod(number - 1, len(alphabet))
    return alphabet[at] * (times + 1)


def columns(number: int, alphabet: str = LATIN) -> str:
    """As LibreOffice counts without “same letters”: a … z, aa, ab, ac."""
    written = ""
    while number > 0:
        number, at = divmod(number - 1, len(alphabet))
        written = alphabet[at] + written
    return written


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "russianUpper": lambda number: letters(number, RUSSIAN).upper(),
    "russianLower": lambda number: letters(number, RUSSIAN),
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "none": lambda _: "",
}
"""Forms by the names of Word."""
