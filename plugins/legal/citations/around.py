"""What stands around the name of an act: its provisions before it, its gazette and its amendments after it."""

from __future__ import annotations

import re

from neni.plugins.legal.citations.found import Gazette, Pin

ARTICLE = (
    r"(?:nenit|nenin|neneve|nenet|nenve|neni|clanova|clanovima|clanom|clanu|clana|clan|cl\.|articles|article|art\.)"
)
_DEEPER = (
    r"(?:paragraf\w*|nenparagraf\w*|nen-paragraf\w*|par\.|pik\w*|shkronj\w*|germ\w*|alinej\w*|stav\w*|podstav\w*|tack\w*|alinej\w*"
    r"|slov\w*|paragraphs?|sub-?paragraphs?|points?|letters?|dhe|si|ose|e|te|i|ili|kao|and|or|of|the|deri|do|to|se|ne|u)"
)
_PINNED = re.compile(rf"{ARTICLE}\s*(?P<pins>\d(?:[\s,.()\d/-]|\b[a-z]\b|{_DEEPER}(?![a-z])|{ARTICLE}(?![a-z]))*)$")
_ARTICLE_NUMBERS = re.compile(
    r"\s*(?:,|dhe|i|and|ose|ili|or|\s)*(\d{1,3}(?:\s?/\s?[a-z]\b|[a-z]\b)?)(?P<inner>\s*\.?\s*\(\s*\d+[^)]*\))?\.?"
)
_PARAGRAPH = re.compile(r"\b(?:paragraf\w*|par\.|stav\w*|paragraphs?)\s*(\d{1,3}(?:\.\d+)*)|\(\s*(\d{1,2})\s*\)")
_AMENDED = re.compile(
    r"\b(?:(?:i|e|te|se)\s+)?(?:ndryshuar|plotesuar)|\bndryshimet\s+dhe\s+plotesimet|\bizmenjen\w*|\bdopunjen\w*"
    r"|\bizmen\w+\s+i\s+dopun\w+|\bas\s+amended|\bamended\s+(?:and\s+supplemented\s+)?by|\bamended\s+and\s+supplemented"
)
_PIN_AFTER = re.compile(rf"\s*[,(]?\s*{ARTICLE}\s*(\d{{1,3}})\b")
_THIS = re.compile(r"[^;:]{0,40}?\b(?:kesaj|ketij|kete|ov(?:e|og|oga|om)|this)\b")
_AMENDING = re.compile(r"\b(?:ndryshim|plotesim|izmen|dopun|amend|supplement)\w*\W+(?:\w{1,3}\W+){0,3}$")
_LAW_NUMBER = re.compile(r"(?<![\w/])(0?\d)\s*/\s*l\s*-?\s*(\d{1,3})(?![\d/])")
_SENTENCE_END = re.compile(r"[;\n]|\.\s+(?=[a-z]{3,})")
_GAZETTE = re.compile(
    r"(?:gazet\w*\s+zyrtar\w*|gz\b|sluzben\w*\s+(?:list\w*|novin\w*|glasnik\w*)|sl\.\s*(?:list|gl)\w*|official\s+gazette)"
    r"[^)\d]{0,60}?(?:nr|br|no)?\s*\.?\s*(?P<number>\d{1,3})(?P<rest>[^);]{0,40})"
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_HISTORIC = re.compile(
    r"shfuqiz|van\s+snage|stavljen|presta(?:l|j)\w*\s+da\s+vaz|repeal|pushon|ceases?\s+to\s+have|ukida"
)
_NEAR, _WIDE = 90, 200


def pins_before(before: str) -> tuple[tuple[Pin, ...], int | None]:
    """The provisions named right before an act, and where they begin; “of the” may stand between."""
    window = before[-180:]
    stripped = re.sub(r"\s*\b(?:te|i|e|se|of|the|nga|iz|from|ne|te\s+te)\s*$", "", window.rstrip())
    stripped = re.sub(r"\s*\b(?:te|i|e|se|of|the)\s*$", "", stripped)
    match = _last(stripped)
    if match is None:
        return (), None
    return _pins(match["pins"]), len(before) - len(window) + match.start()


def pins_after(after: str) -> tuple[Pin, ...]:
    """The provision named right behind an act: “Ligji Nr. …, neni 63”, unless it is one of this act."""
    match = _PIN_AFTER.match(after)
    return () if match is None or _THIS.match(after, match.end()) else (Pin(match[1]),)


def _last(words: str) -> re.Match[str] | None:
    """The nearest article whose words reach up to the act; an enumeration begins with its first article."""
    found = None
    for one in re.finditer(ARTICLE + r"\s*\d", words):
        match = _PINNED.match(words, one.start())
        found = found or match
    return found


def _pins(words: str) -> tuple[Pin, ...]:
    """Articles with the paragraph named after each."""
    found: list[Pin] = []
    for part in re.split(ARTICLE, words):
        numbers: list[tuple[str, str]] = []
        at = 0
        while (match := _ARTICLE_NUMBERS.match(part, at)) is not None and match.end() > at:
            numbers.append((match[1].replace(" ", ""), match["inner"] or ""))
            at = match.end()
        rest = part[at:]
        named = _PARAGRAPH.search(rest)
        for place, (article, inner) in enumerate(numbers):
            own = _PARAGRAPH.search(inner)
            last = named if place == len(numbers) - 1 else None
            one = own or last
            found.append(Pin(article, (one[1] or one[2]) if one else ""))
    return tuple(found)


def said_of_amendments(ahead: str, near: int) -> tuple[bool, tuple[str, ...]]:
    """Whether “as amended” stands behind the act in the same sentence, and the numbers of laws named there. It
    belongs to the act when no other act is named in between, `near` characters away."""
    end = _SENTENCE_END.search(ahead)
    sentence = ahead[: end.start()] if end else ahead
    said = _AMENDED.search(sentence)
    if not said or said.start() > min(_WIDE, near):
        return False, ()
    return True, tuple(f"{int(one[1]):02d}/L-{int(one[2]):03d}" for one in _LAW_NUMBER.finditer(sentence, said.end()))


def is_being_amended(before: str) -> bool:
    """Whether the words before an act speak of amending it: “për ndryshimin dhe plotësimin e Ligjit …”."""
    return bool(_AMENDING.search(before[-80:]))


def gazette_of(ahead: str, *, wide: bool = False) -> Gazette | None:
    """The gazette named behind the act, not far from it unless `wide`."""
    match = _GAZETTE.search(ahead if wide else ahead[:_WIDE])
    if match is None:
        return None
    year = _YEAR.search(match["rest"])
    return Gazette(match["number"].lstrip("0"), int(year[1]) if year else None)


def historic(folded: str, start: int, end: int) -> bool:
    """Whether the sentence itself speaks of the act's repeal."""
    before = folded[max(0, start - _NEAR) : start]
    after = folded[end : end + _NEAR]
    cut = max(before.rfind(". "), before.rfind(";"))
    stop = _SENTENCE_END.search(after)
    return bool(_HISTORIC.search(before[cut + 1 :]) or _HISTORIC.search(after[: stop.start()] if stop else after))
