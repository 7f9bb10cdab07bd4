"""In which language a text is written, told by its script and its smallest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from neni.core import Language
from neni.plugins.legal.structure.folding import has_cyrillic
from neni.plugins.legal.structure.passages import Passage

SMALL_WORDS = {
    Language.ALBANIAN: "e të te në ne dhe për per i së se me nga që qe ky kjo kësaj këtij neni nenit ose sipas ligji",
    Language.SERBIAN: "i u na je se za od o da koji koja ovog ove član člana stav ili sa po iz clan zakon zakona su",
    Language.ENGLISH: "the of and to in shall by article or for this with be is on that law paragraph from as",
}
ENOUGH = 30_000


def language_of(passages: Iterable[Passage]) -> Language:
    """The language of most of the small words; Albanian where there are none."""
    told = scores(_sample(passages))
    return max(Language, key=lambda language: told[language])


def scores(text: str) -> dict[Language, int]:
    """How many small words of each language a text has; Cyrillic speaks for Serbian alone."""
    if has_cyrillic(text):
        return {language: int(language is Language.SERBIAN) for language in SMALL_WORDS}
    counts = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    return {language: sum(counts[word] for word in words.split()) for language, words in SMALL_WORDS.items()}


def _sample(passages: Iterable[Passage]) -> str:
    texts, length = [], 0
    for one in passages:
        texts.append(one.text)
        length += len(one.text)
        if length > ENOUGH:
            break
    return " ".join(texts)
