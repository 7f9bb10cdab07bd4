"""Periods, numbers, dates and sentences as subjects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from neni.core import Language, Subject
from neni.plugins.legal.quantities import DateSaid, NumberSaid, PeriodSaid, Unit, decimal_of
from neni.plugins.legal.quantities.numerals import number_before
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.words import IN_FORCE
from neni.plugins.legal.studying.draft import Draft, Facts, subject
from neni.plugins.legal.studying.spots import Spot

UNITS = {Unit.DAY: "days", Unit.HOUR: "hours", Unit.WEEK: "weeks", Unit.MONTH: "months", Unit.YEAR: "years"}
LIMIT = re.compile(
    r"\b(?:brenda|jo\s+me\s+(?:vone|gjate|shume)\s+se|ne\s+afat|afati|afatin|me\s+se\s+voni|se\s+paku|me\s+se\s+paku"
    r"|u\s+roku|rok|roka|najkasnije|najmanje|ne\s+kasnije|najduze|within|no\s+later\s+than|not\s+later\s+than|at\s+least"
    r"|period\s+of|time\s+limit|deadline)\b"
)
STARTED = re.compile(
    r"\b(?:pas|nga|para|perpara|od|nakon|posle|pre|prije|po|from|after|before|following|prior|upon|since|of)\b"
)
BEFORE_NUMBER = re.compile(r"\b(?:prej|nga|od|of)\s*$")
SETTLED = re.compile(
    r"(?:afat\w*|ditet|ditesh|rok\w*|dani|dana|time\s+limits?|periods?|days)\b[^.;]{0,90}"
    r"(?:llogarit\w*|nenkupto\w*|kuptohe\w*|racuna\w*|obracunav\w*|smatra\w*|are\s+(?:counted|calculated|computed)|count\b|mean\b)"
    r"|(?:llogarit\w*|racunanj\w*|obracun\w*|computation|calculation|counting)\s+(?:i|e|te)?\s*(?:afat\w*|rok\w*|of\s+(?:time|periods?|days))"
)
FROM = re.compile(r"\b(?:nga|prej|ndermjet|od|izmedu|from|between)\s+(?:data\s+|dates\s+|me\s+|the\s+)?$")
UNTIL = re.compile(
    r"[.,]?\s*(?:godine|g\.)?\s*(?:deri\s*(?:me|ne|te)?|dhe|do|i|to|until|till|through|and|-)\s*(?:daten\s+|date\s+)?"
)
NAME_BETWEEN = re.compile(
    r"(?:euro\w{0,3}|evra|evro|eur|per\s?qind|perqind\w*|odsto|posto|per\s?cent)\s*\(\s*(?:€\s*)?(?P<digits>\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)"
    r"\s*(?:€|%|euro\w{0,3}|evra|eur)?\s*\)"
)
SCALE_ALONE = re.compile(r"(?:qind\w*|mije|milion\w*|sto|hiljad\w*|hundred|thousand|million)\s*\(")
"""“njëzetë mijë (20)” with a slip of the pen in its first word: nobody can tell what the words say."""
_SENTENCE = re.compile(r"[.;:!?]+[”\"“]?\s+(?=[A-ZÇËÉŠĐČĆŽА-ЯЂЈЉЊЋЏ„“\"])")
SPAN, SHORT = 90, 15


def periods(draft: Draft) -> Iterator[Subject]:
    """Each period, and each number that stands in words and in digits."""
    settled = any(not spot.in_preamble for spot, *_ in draft.joined.hits(SETTLED))
    for spot in draft.own:
        if id(spot.passage) in draft.said:
            yield from _numbers(draft, spot, settled=settled)


def _numbers(draft: Draft, spot: Spot, *, settled: bool) -> Iterator[Subject]:
    said = draft.said[id(spot.passage)]
    of_entry = bool(IN_FORCE.search(spot.folded))
    for one in said.periods:
        if one.ordinal:
            continue
        start = spot.folded_place(one.anchor)
        yield subject("period", spot.eid, one.anchor, unit=UNITS[one.unit], **_pair(one), **_limit(spot, one, start),
                      day_kind=one.days.value or "unsaid", days_settled=settled, of_entry=of_entry)  # fmt: skip
    for other in (*said.amounts, *said.numbers, *_sums(spot, draft.act.language)):
        if other.in_words is not None and other.in_digits is not None:
            yield subject("period", spot.eid, other.anchor, unit="other", **_pair(other), is_deadline=False,
                          start_named=True, day_kind="unsaid", days_settled=settled, of_entry=of_entry)  # fmt: skip


def _sums(spot: Spot, language: Language) -> Iterator[NumberSaid]:
    """“pesëmijë euro (5.000 €)”, “dhjetë për qind (10 %)”: the words stand before the name, the digits behind it."""
    for match in NAME_BETWEEN.finditer(spot.folded):
        words = number_before(spot.folded, match.start(), language)
        if words is not None:
            span = words[1], match.end()
            yield NumberSaid(spot.anchor(*span), spot.words(*span), words[0], decimal_of(match["digits"]))


def _pair(one: NumberSaid) -> Facts:
    both = one.in_words is not None and one.in_digits is not None and not SCALE_ALONE.match(fold(one.written))
    return {
        "words": one.written,
        "in_words": str(one.in_words) if one.in_words is not None else "–",
        "in_digits": f"{one.in_digits:f}" if one.in_digits is not None else "–",
        "numbers": ("agree" if one.agrees else "differ") if both else "one_form",
    }


def _limit(spot: Spot, one: PeriodSaid, start: int) -> Facts:
    """Whether it is a time limit, and whether the sentence says from when it runs."""
    sentence_start = max(spot.folded.rfind(". ", 0, start), spot.folded.rfind(";", 0, start)) + 1
    before = spot.folded[max(sentence_start, start - 160) : start]
    end = start + len(one.written)
    after = re.split(r"[.;]", spot.folded[end : end + SPAN], maxsplit=1)[0]
    deadline = bool(LIMIT.search(before[-60:]))
    named = bool(one.starts or STARTED.search(after) or STARTED.search(BEFORE_NUMBER.sub("", before)))
    return {"is_deadline": deadline, "start_named": named}


def dates(draft: Draft) -> Iterator[Subject]:
    """Each date of the text itself, and each stretch of days that ends before it begins."""
    for spot in draft.own:
        said = draft.said.get(id(spot.passage))
        found = said.dates if said else ()
        for one in found:
            if not _serial(spot, one):
                yield subject("date", spot.eid, one.anchor, words=one.written.strip(), date_form=_form(one))
        yield from (_backwards(spot, *two) for two in pairwise(found) if _turned(spot, *two))


def _turned(spot: Spot, first: DateSaid, second: DateSaid) -> bool:
    """Whether two dates are a stretch, “from … to …”, whose end comes first."""
    if first.on is None or second.on is None or second.on >= first.on:
        return False
    start = spot.folded_place(first.anchor)
    between = spot.folded[start + len(first.written.strip()) : spot.folded_place(second.anchor)]
    return bool(UNTIL.fullmatch(between)) and bool(
        FROM.search(spot.folded[max(0, start - 30) : start]) or "-" in between
    )


def _backwards(spot: Spot, first: DateSaid, second: DateSaid) -> Subject:
    start = spot.folded_place(first.anchor)
    end = spot.folded_place(second.anchor) + len(second.written.strip())
    words = spot.words(start, end)
    return subject("date", spot.eid, spot.anchor(start, end), words=words, date_form="backwards")


def _form(one: DateSaid) -> str:
    if one.on is None:
        return "no_day"
    if not one.written.strip()[0].isdigit() or re.search(r"[^\W\d_]", one.written):
        return "words"
    return "right" if re.fullmatch(r"\d\d\.\s?\d\d\.\s?\d{4}\.?", one.written.strip()) else "other"


def _serial(spot: Spot, one: DateSaid) -> bool:
    """Numbers of files and decisions look like dates at times: those behind “No.” are none."""
    before = spot.folded[: spot.folded_place(one.anchor)]
    return bool(re.search(r"\b(?:nr|br|no|prot)\b\.?\s*(?:[\w./-]*\s*)?$", before)) and one.on is None


def sentences(draft: Draft) -> Iterator[Subject]:
    """Each sentence of the articles that is not plainly short, with how many words it has."""
    for spot in draft.body:
        text = spot.passage.text
        if text.count(" ") < SHORT:
            continue
        starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            words = text[start:end].rstrip()
            length = sum(len(one) > 1 or one.isalnum() for one in words.split())
            if length >= SHORT:
                anchor = spot.passage.anchor(start, start + len(words))
                yield subject("sentence", spot.eid, anchor, length=Decimal(length))
