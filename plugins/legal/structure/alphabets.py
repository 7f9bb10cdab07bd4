"""Letters that number points and articles put in later, in the order of each alphabet that authors count by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_PAIRS = "аa бb вv гg дd ђđ еe жž зz иi јj кk лl љlj мm нn њnj оo пp рr сs тt ћć уu фf хh цc чč џdž шš"
CYRILLIC = {one[0]: one[1:] for one in _PAIRS.split()}
ALPHABETS = tuple(
    tuple(letters.split())
    for letters in (
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh",
        "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž",
        "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š",
    )
)
"""English; Albanian; Serbian in its Latin order; Serbian in its Cyrillic order, whatever script it is typed in."""
OWN_CYRILLIC = frozenset({"đ", "lj", "nj", "ć", "dž"})
"""Letters that some leave out when they count in the Cyrillic order."""
LATER = {"bis": "a", "ter": "b", "quater": "c", "quinquies": "d"}
"""Latin words that count articles put in later, by the letters of others."""


def latin(letters: str) -> str:
    """Small letters of either script as Latin ones with their diacritics: “Ђ)” and “đ” are one."""
    return "".join(CYRILLIC.get(letter, letter) for letter in letters.lower())


def after(letters: str, other: str) -> bool:
    """Whether letters come after others in one of the alphabets, no letter before all of them; digits as numbers."""
    if letters.isdecimal() and other.isdecimal():
        return int(letters) > int(other)
    if not other:
        return bool(letters)
    return any(steps > 0 for steps in distances(other, letters))


def distances(letters: str, other: str) -> Iterator[int]:
    """How many places letters stand before others in each alphabet that has both."""
    for alphabet in ALPHABETS:
        if letters in alphabet and other in alphabet:
            yield alphabet.index(other) - alphabet.index(letters)


def ranks(letters: Sequence[str]) -> tuple[list[int], tuple[str, ...]]:
    """The place of each of these letters, from 1, in the alphabet in which most of them follow one another; 0 for what
    is no letter of it. And that alphabet, without those of its own letters that these never use: authors who count by
    the keyboard leave out ç, dh or đ."""
    tried = [_used(alphabet, letters) for alphabet in ALPHABETS]
    told = [[_place(alphabet, letter) for letter in letters] for alphabet in tried]
    steps = [sum(one == last + 1 for last, one in zip([0, *places], places, strict=False)) for places in told]
    best = steps.index(max(steps))
    return told[best], tried[best]


def _place(alphabet: tuple[str, ...], letter: str) -> int:
    return alphabet.index(letter) + 1 if letter in alphabet else 0


def _used(alphabet: tuple[str, ...], letters: Sequence[str]) -> tuple[str, ...]:
    own = OWN_CYRILLIC if alphabet is ALPHABETS[-1] else {one for one in alphabet if len(one) > 1 or not one.isascii()}
    return tuple(letter for letter in alphabet if letter in letters or letter not in own)
