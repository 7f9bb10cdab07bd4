"""What somebody wrote into a cell, in the form in which facts are stated: numbers, days and choices as people write
them in the three languages. What could mean two things is refused, never guessed."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from neni.core.model import amounts
from neni.core.model.facts import FactKind, FactType
from neni.core.model.importing.register_rows import folded
from neni.core.model.text import Language, Text

KOSOVO = ZoneInfo("Europe/Belgrade")
YES = frozenset({"po", "da", "yes", "true"})
NO = frozenset({"jo", "ne", "no", "false"})
_POINTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?", re.ASCII)
_NUMBERS = (FactKind.MONEY, FactKind.NUMBER, FactKind.PERCENT)


def read(fact: FactType, written: str) -> str | bool | Text:
    """The statement, or the sentence that tells why there is none; whether it is true to its kind is judged by
    whoever reads facts."""
    bare = written.strip()
    if fact.kind in _NUMBERS:
        amount = amounts.read(bare)
        return _AMBIGUOUS if amount.ambiguous else amount.written
    if fact.kind is FactKind.YES_NO:
        return _answer(bare)
    if fact.kind is FactKind.CHOICE:
        return _choice(fact, bare)
    if fact.kind is FactKind.DATE:
        return _day(bare)
    return _moment(bare) if fact.kind is FactKind.INSTANT else bare


def _answer(bare: str) -> bool | Text:
    if folded(bare) in YES | NO:
        return folded(bare) in YES
    return Text(
        sq=f"“{bare[:60]}” nuk është as po as jo; shkruani po ose jo.",
        sr=f"„{bare[:60]}“ nije ni da ni ne; napišite da ili ne.",
        en=f"“{bare[:60]}” is neither yes nor no; write yes or no.",
    )


def _choice(fact: FactType, bare: str) -> str | Text:
    if fact.choice(bare):
        return bare
    meant = [one.code for one in fact.choices if folded(bare) in _called(one.code, one.label)]
    if len(meant) == 1:
        return meant[0]
    there = {one: "; ".join(choice.label.in_language(one) for choice in fact.choices) for one in Language}
    return Text(
        sq=f"“{bare[:60]}” nuk është zgjedhje e këtij fakti; zgjidhni një nga: {there[Language.ALBANIAN]}.",
        sr=f"„{bare[:60]}“ nije izbor za ovu činjenicu; izaberite jedno od: {there[Language.SERBIAN]}.",
        en=f"“{bare[:60]}” is no choice of this fact; choose one of: {there[Language.ENGLISH]}.",
    )


def _called(code: str, label: Text) -> frozenset[str]:
    return frozenset({folded(code), *(folded(label.in_language(one)) for one in Language)})


def _day(bare: str) -> str:
    found = _POINTED.fullmatch(bare)
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else bare


def _moment(bare: str) -> str:
    """A moment without a zone is meant in Kosovo."""
    try:
        moment = datetime.fromisoformat(bare)
        return (moment if moment.tzinfo else moment.replace(tzinfo=KOSOVO)).isoformat()
    except (ValueError, OverflowError):
        return bare


_AMBIGUOUS = Text(
    sq="Ky numër lexohet në dy mënyra; shkruani 9500 për nëntë mijë e pesëqind ose 9,50 për nëntë e gjysmë.",
    sr="Ovaj broj se može pročitati na dva načina; napišite 9500 za devet hiljada petsto ili 9,50 za devet i po.",
    en="This number reads in two ways; write 9500 for nine thousand five hundred, or 9.50 for nine and a half.",
)
