"""Numbers in words: “pesëmbëdhjetë”, “dvadeset i pet”, “one hundred and twenty” as 15, 25 and 120."""

from __future__ import annotations

import re
from functools import lru_cache

from neni.core import Language

_ALBANIAN = (
    "zero=0 nje=1 dy=2 tre=3 tri=3 kater=4 pese=5 gjashte=6 shtate=7 tete=8 nente=9 dhjete=10 mbedhjete=10 mbdhjete=10 "
    "njezet=20 njezete=20 tridhjete=30 dyzet=40 dyzete=40 pesedhjete=50 gjashtedhjete=60 shtatedhjete=70 tetedhjete=80 "
    "nentedhjete=90 qind=100 mije=1000 milion=1000000 milione=1000000 miliona=1000000"
)
_SERBIAN = (
    "nula=0 jedan=1 jedna=1 jedno=1 jednog=1 jedne=1 jednu=1 jednom=1 dva=2 dve=2 dvije=2 tri=3 cetiri=4 pet=5 sest=6 "
    "sedam=7 osam=8 devet=9 deset=10 jedanaest=11 dvanaest=12 trinaest=13 cetrnaest=14 petnaest=15 sesnaest=16 "
    "sedamnaest=17 osamnaest=18 devetnaest=19 dvadeset=20 trideset=30 cetrdeset=40 pedeset=50 sezdeset=60 "
    "sedamdeset=70 osamdeset=80 devedeset=90 sto=100 stotinu=100 dvesta=200 dvesto=200 dvjesta=200 trista=300 "
    "tristo=300 cetristo=400 sesto=600 hiljada=1000 hiljade=1000 hiljadu=1000 milion=1000000 miliona=1000000"
)
_ENGLISH = (
    "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 "
    "fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 "
    "sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000 million=1000000"
)
_ORDINALS = {
    Language.ALBANIAN: "pare=1 dyte=2 trete=3 katert=4 peste=5 gjashte=6 shtate=7 tete=8 nente=9 dhjete=10",
    Language.SERBIAN: (
        "prv=1 drug=2 trec=3 cetvrt=4 pet=5 sest=6 sedm=7 osm=8 devet=9 deset=10 jedanaest=11 dvanaest=12 trinaest=13 "
        "cetrnaest=14 petnaest=15 dvadeset=20 trideset=30"
    ),
    Language.ENGLISH: (
        "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12 "
        "thirteenth=13 fourteenth=14 fifteenth=15 twentieth=20 thirtieth=30"
    ),
}


def _table(words: str) -> dict[str, int]:
    return {word: int(value) for word, _, value in (one.partition("=") for one in words.split())}


ATOMS = {
    Language.ALBANIAN: _table(_ALBANIAN),
    Language.SERBIAN: _table(_SERBIAN),
    Language.ENGLISH: _table(_ENGLISH),
}
ORDINALS = {language: _table(words) for language, words in _ORDINALS.items()}
CONNECTORS = {Language.ALBANIAN: "e", Language.SERBIAN: "i", Language.ENGLISH: "and"}
LONGEST = 8
"""So many words a number may take."""


@lru_cache(maxsize=4096)
def _atoms(word: str, language: Language) -> tuple[int, ...] | None:
    """The numbers a word is put together from: “njezetepese” is 20 and 5."""
    known = ATOMS[language]
    if word in known:
        return (known[word],)
    for cut in range(len(word) - 1, 1, -1):
        head = known.get(word[:cut])
        if head is None:
            continue
        rest = word[cut:]
        if rest[:1] == CONNECTORS[language] and len(rest) > 3:
            rest = rest[1:] if _atoms(rest[1:], language) else rest
        tail = _atoms(rest, language)
        if tail is not None:
            return (head, *tail)
    return None


def _sum(atoms: list[int]) -> int:
    total = current = 0
    for atom in atoms:
        if atom >= 1000:
            total, current = total + (current or 1) * atom, 0
        elif atom == 100:
            current = (current or 1) * 100
        else:
            current += atom
    return total + current


PER_CENT = re.compile(r"\bper qind$")
"""“shtatëdhjetë për qind”: no hundred."""


def number_in(words: str, language: Language) -> int | None:
    """The number that folded words are, from first to last; None when they are not one."""
    atoms: list[int] = []
    tokens = re.findall(r"[a-z]+", words)
    for place, token in enumerate(tokens):
        if token == CONNECTORS[language] and 0 < place < len(tokens) - 1:
            continue
        found = _atoms(token, language)
        if found is None:
            return None
        atoms += found
    return _sum(atoms) if atoms else None


def number_before(folded: str, end: int, language: Language) -> tuple[int, int] | None:
    """The longest number in words that ends just before a place: its value and where it begins. A thousand without its
    count is none: the word before it may be a number nobody can read."""
    tokens = list(re.finditer(r"[a-z]+", folded[max(0, end - 120) : end]))[-LONGEST:]
    offset = max(0, end - 120)
    best: tuple[int, int] | None = None
    for token in reversed(tokens):
        start = offset + token.start()
        if token[0] == CONNECTORS[language]:
            continue
        if _atoms(token[0], language) is None or PER_CENT.search(folded[max(0, start - 4) : start + len(token[0])]):
            break
        if folded[start:end].strip() and re.fullmatch(r"[a-z\s-]+", folded[start:end]):
            value = number_in(folded[start:end], language)
            best = (value, start) if value is not None else best
    return None if best is None or _lacks_count(folded[best[1] : end], language) else best


def _lacks_count(words: str, language: Language) -> bool:
    """Whether a number begins with a bare thousand or million."""
    token = re.match(r"[a-z]+", words)
    atoms = _atoms(token[0], language) if token is not None else None
    return atoms is not None and atoms[0] >= 1000


def ordinal(word: str, language: Language) -> int | None:
    """The value of one folded ordinal: “osmog” is 8."""
    known = ORDINALS[language]
    if language is Language.SERBIAN:
        word = re.sub(r"(?:oga|og|im|om|i|a|o|e|u)$", "", word)
    return known.get(word)
