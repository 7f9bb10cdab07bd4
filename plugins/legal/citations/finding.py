"""Finds citations in folded text (small Latin letters without diacritics), in Albanian, Serbian and English.

A number of an act is looked for first; the word for the kind of act, the title, the provisions, the gazette and what
is said of the act are then read around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from neni.plugins.legal.citations.around import (
    gazette_of,
    historic,
    is_being_amended,
    pins_after,
    pins_before,
    said_of_amendments,
)
from neni.plugins.legal.citations.found import Citation, Gazette, Kind

KINDS = (
    (
        Kind.UNMIK,
        (
            r"rregullor\w*\s+(?:e|se|te)\s+unmik\w*(?:-ut)?",
            r"rregullor\w*\s+(?:e\s+)?unmik-ut",
            r"uredb\w*\s+unmik\w*(?:-a)?",
            r"unmik\s+regulations?",
        ),
    ),
    (
        Kind.INSTRUCTION,
        (
            r"udhezim\w*\s+administrativ\w*",
            r"administrativn\w+\s+uputstv\w+",
            r"administrative\s+instructions?",
            r"udhezim\w*",
            r"uputstv\w+",
            r"ua(?=\s*(?:\(|nr|no|$))",
        ),
    ),
    (
        Kind.ELECTION_RULE,
        (
            r"rregull\w*\s+(?:e\s+|te\s+)?(?:zgjedhjeve|zgjedhor\w+)",
            r"izborn\w+\s+pravil\w+",
            r"electoral\s+rules?",
            r"election\s+rules?",
        ),
    ),
    (Kind.REGULATION, (r"rregullor\w*", r"uredb\w+", r"pravilnik\w*", r"regulations?")),
    (Kind.DECISION, (r"vendim\w*", r"odluk\w+", r"decisions?")),
    (Kind.CODE, (r"kod(?:i|in|it|eve)\w*", r"zakonik\w*", r"codes?")),
    (Kind.LAW, (r"ligj(?:i|in|it|e|et|eve|ve)?", r"zakon(?:a|u|om|i|e|ima)?", r"laws?")),
)
_KIND = re.compile(r"\b(?:" + "|".join(f"(?P<{kind.name}>{'|'.join(words)})" for kind, words in KINDS) + r")\b")
_INTRO = r"(?:\s*-?\s*\b(?:nr|br|no|numer|numri|broj|number|n)\b\s*\.?\s*:?\s*)"
_LAW = r"(?P<legislature>0?\d)\s*/\s*l\s*-?\s*(?P<serial>\d{1,4})(?![\d/])"
_OLD = r"(?P<old_year>(?:19|20)\d\d)\s*/\s*(?P<old>\d{1,3})(?![\d/])"
_BYLAW = r"(?P<bylaw>\d{1,3})\s*/\s*(?P<year>(?:19|20)\d\d)(?![\d/])"
_NUMBER = re.compile(rf"(?<![\w/-])(?<!\d\.)(?:{_LAW}|{_OLD}|{_BYLAW})")
_ISSUER = r"(?:\s*-?\s*\(\s*(?P<issuer>[a-z][a-z./ -]{1,14}?)\s*\)\s*-?)"
_BETWEEN = re.compile(rf"^{_ISSUER}?{_INTRO}?\s*-?\s*$")
_TITLE_FIRST = re.compile(
    rf"^{_ISSUER}?\s+(?P<title>(?:per|mbi|o|on|i|e|te|za|se)\s+[^;:()\"]{{3,220}}?)\s*,?{_INTRO}\s*-?\s*$"
)
_TITLE = re.compile(r"\s*,?\s*[\"']?\s*(?P<title>(?:per|mbi|o|on|i|e|te|za|se|lidhur)\s+[^;:()\"\n]{3,400})")
_TITLE_ENDS = re.compile(
    r"\s*(?:,(?!\s*(?:prejardhj|poreklu|dhe|i|and)\w*\s)|\.\s|\.$"
    r"|\s(?:i|e|te|se)\s+(?:ndryshuar|plotesuar|shfuqizuar|botuar|publikuar)"
    r"|\s(?:neni|nenit|nenin|neneve|nenet|clan|clana|clanom|clanova|article|articles)\s+\d"
    r"|\s(?:izmenjen|dopunjen|objavljen|stavljen|as\s+amended|amended|published|repealed|qe|koji|koja|which|that)\b"
    r"|\s(?:dhe|i|and|si\s+dhe|kao\s+i|as\s+well\s+as)\s+(?:(?:me|sa|with|te|te\s+te|the)\s+)?"
    r"(?:ligj|zakon|law|kod|rregullor|uredb|pravilnik|regulation|udhezim|uputstv|administrat|vendim|odluk|decision|nen|clan|article)"
    r"|\s(?:shfuqizoh|stavlja|prestaj|is\s+repealed|are\s+repealed|ndryshoh|menja|hyn|stupa|zbatoh|primenj|applies|apply"
    r"|percakto|rregull(?:on|oh)|utvrd|ureduj|regulat|sets|provides|komisioni|centralna\s+izborna|central\s+election"
    r"|eshte|jane|nuk|nije|shall|may|must|is|are|miraton|nxjerr|donosi|usvaja|adopts|approves|sipas|prema|neposredno)\b)"
)
_CONSTITUTION = re.compile(
    r"\b(?:kushtetut(?:a|en|es|e)|ustav(?:a|u|om)?|constitution)\b"
    r"(?:\s+(?:e|te|se|of|the)?\s*(?:republik\w*|republic)\s*(?:se|of)?\s*kosov\w*)?"
)
_FOREIGN = re.compile(r"\(\s*(?:be|eu|ke|ez|ec|bee)\s*\)")
_LOOK_BACK, _LOOK_AHEAD = 260, 520


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    written: str
    is_law: bool
    is_old: bool


def citations(folded: str) -> tuple[Citation, ...]:
    """Every citation of an act in a folded passage, in the order of the text."""
    numbers = [_number(one) for one in _NUMBER.finditer(folded)]
    found = [one for at, number in enumerate(numbers) if (one := _cited(folded, number, _end_of(numbers, at - 1)))]
    found += [_constitution(one) for one in _CONSTITUTION.finditer(folded)]
    return tuple(_completed(folded, sorted(found, key=lambda one: one.start)))


def _end_of(numbers: list[_Number], at: int) -> int:
    return numbers[at].end if at >= 0 else 0


def _number(match: re.Match[str]) -> _Number:
    if match["legislature"]:
        serial = match["serial"].lstrip("0") or "0"
        legislature = int(match["legislature"])
        padded = serial.zfill(3) if legislature > 2 else match["serial"]
        return _Number(match.start(), match.end(), f"{legislature:02d}/L-{padded}", is_law=True, is_old=False)
    if match["old_year"]:
        written = f"{match['old_year']}/{int(match['old'])}"
        return _Number(match.start(), match.end(), written, is_law=False, is_old=True)
    return _Number(match.start(), match.end(), f"{int(match['bylaw']):02d}/{match['year']}", is_law=False, is_old=False)


def _cited(folded: str, number: _Number, after: int) -> Citation | None:
    """The citation a number belongs to; none when no word before it names a kind of act (a date, a case, a file)."""
    begin = max(after, number.start - _LOOK_BACK)
    before = folded[begin : number.start]
    for kind in reversed(list(_KIND.finditer(before))):
        between = before[kind.end() :]
        plain, titled = _BETWEEN.match(between), _TITLE_FIRST.match(between)
        if _FOREIGN.search(between):
            return None
        if plain or titled:
            return _made(folded, number, (kind, begin), plain, titled)
    bare = Citation(number.start, number.end, Kind.LAW, number.written)
    return replace(bare, number_start=number.start, number_end=number.end) if number.is_law else None


def _made(
    folded: str,
    number: _Number,
    named: tuple[re.Match[str], int],
    plain: re.Match[str] | None,
    titled: re.Match[str] | None,
) -> Citation | None:
    kind, begin = named
    sort = Kind[kind.lastgroup or "LAW"]
    if number.is_old and sort not in (Kind.LAW, Kind.UNMIK, Kind.CODE):
        return None
    if number.is_law and sort not in (Kind.LAW, Kind.CODE):
        sort = Kind.LAW
    words = plain or titled
    issuer = (words["issuer"] or "") if words else ""
    title, end = (titled["title"].strip(), number.end) if titled and not plain else _title_after(folded, number.end)
    made = Citation(begin + kind.start(), end, sort, number.written, issuer.strip(), title)
    return replace(made, number_start=number.start, number_end=number.end)


def _title_after(folded: str, at: int) -> tuple[str, int]:
    """The title behind a number, up to where the sentence goes on."""
    ahead = folded[at : at + _LOOK_AHEAD]
    begun = _TITLE.match(ahead)
    if not begun or re.match(r"(?:i|e|te|se)\s+(?:ndryshuar|plotesuar|shfuqizuar|botuar|publikuar)", begun["title"]):
        return "", at
    words = begun["title"]
    ends = _TITLE_ENDS.search(words)
    title = words[: ends.start()] if ends else words
    title = _NUMBER.split(title)[0] if not re.search(r"\bndrysh|\bizmen|\bamend|\bplotes|\bdopun", title) else title
    title = title.rstrip(" ,.-'")
    return title, at + begun.start("title") + len(title)


def _constitution(match: re.Match[str]) -> Citation:
    made = Citation(match.start(), match.end(), Kind.CONSTITUTION, "K-09042008")
    return replace(made, number_start=match.start(), number_end=match.end())


def _completed(folded: str, found: list[Citation]) -> Iterator[Citation]:
    """Citations with what stands around them, each up to its neighbours."""
    for at, one in enumerate(found):
        before = folded[found[at - 1].end if at else 0 : one.start]
        ahead = folded[one.end : one.end + _LOOK_AHEAD]
        near = max(found[at + 1].start - one.end, 0) if at + 1 < len(found) else len(ahead)
        pins, begin = pins_before(before)
        amended, named = said_of_amendments(ahead, near)
        yield replace(
            one,
            pins=pins or pins_after(ahead),
            pins_start=one.start - (len(before) - begin) if begin is not None else None,
            gazette=gazette_of(ahead[:near]) or _behind_chain(found[at + 1 :], named, one, ahead),
            says_amended=amended or is_being_amended(folded[: one.start]),
            amended_by=named,
            historic=historic(folded, one.start, one.end),
        )


def _behind_chain(after: list[Citation], named: tuple[str, ...], one: Citation, ahead: str) -> Gazette | None:
    """The gazette behind the amendments of an act, up to the next act that is none of them."""
    if not named:
        return None
    next_act = next((other for other in after if other.number not in named), None)
    reach = ahead if next_act is None else ahead[: max(next_act.start - one.end, 0)]
    found = gazette_of(reach, wide=True)
    return replace(found, behind_chain=True) if found else None
