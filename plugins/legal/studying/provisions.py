"""Articles, paragraphs and chapters: their numbers, headings, and what repealing and amending ones name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from neni.core import Provision, ProvisionKind, Subject
from neni.plugins.legal.structure.clauses import Clause
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.marks import AMENDING, roman
from neni.plugins.legal.structure.words import REPEAL
from neni.plugins.legal.studying.draft import AMENDED_ARTICLE, Draft, first_line, numbered, subject
from neni.plugins.legal.studying.sequences import RIGHT, positions

ACT_NUMBER = re.compile(
    r"\b\d{1,3}\s?/\s?(?:19|20)\d\d\b|\b\d{1,2}\s?/\s?l\s?-?\s?\d{1,3}\b|\b(?:19|20)\d\d\s?/\s?\d{1,3}\b"
)
NESTED = (ProvisionKind.PARAGRAPH, ProvisionKind.SUBPARAGRAPH, ProvisionKind.POINT)
ROMAN = re.compile(r"[IVXLC]+")
DECIMAL = re.compile(r"\d+(?:\.\d+)+")


def articles(draft: Draft) -> Iterator[Subject]:
    """Each article, with the place of its number and what it repeals or amends."""
    found = draft.articles
    headed = sum(bool(one.heading) for one in found)
    for one, (position, expected) in zip(found, positions([_value(each) for each in found]), strict=True):
        yield subject(
            "article", one.eid, first_line(draft, one),
            act_sort=draft.sort, number=one.number or "?", position=position, expected=expected,
            headed=bool(one.heading), empty=not (one.text or one.parts), any_headed=headed > 1,
            **_repeal(draft, one), **_amending(draft, one),
        )  # fmt: skip


def _value(article: Provision) -> tuple[int, str]:
    value, letters = numbered(article.number)
    return (value, letters) if value else (roman(fold(article.number)), "")


def _repeal(draft: Draft, article: Provision) -> dict[str, bool]:
    if draft.sort not in ("law", "bylaw") or Clause.REPEAL not in draft.claims.get(article.eid, ()):
        return {"repeals": False, "repeal_named": False}
    sentences = [one for one in re.split(r"(?<=[a-z)])[.;]\s", draft.words(article)) if REPEAL.search(one)]
    return {
        "repeals": bool(sentences),
        "repeal_named": bool(sentences) and bool(ACT_NUMBER.search(draft.words(article))),
    }


def _amending(draft: Draft, article: Provision) -> dict[str, bool | str | Decimal]:
    """Which article of which act an article of an amending act changes, and how long that act is."""
    nothing: dict[str, bool | str | Decimal] = {
        "amends_article": False, "length_known": False, "amended_number": "", "amended_article": Decimal(0),
        "amended_length": Decimal(0),
    }  # fmt: skip
    if not draft.amends:
        return nothing
    words = draft.words(article)
    named = AMENDED_ARTICLE.search(words)
    change = AMENDING.search(words)
    base = base_act(draft)
    if not (named and change and base):
        return nothing
    number, length = base
    added = re.search(r"\b(?:shtohet|shtohen|dodaje|dodaju|added|inserted)\b", words)
    return {
        "amends_article": not added, "length_known": length is not None, "amended_number": number,
        "amended_article": Decimal(named[1]), "amended_length": Decimal(length or 0),
    }  # fmt: skip


def base_act(draft: Draft) -> tuple[str, int | None] | None:
    """Number and length of the act that the title says is amended."""
    match = re.search(r"\b(\d{1,2})\s?/\s?l\s?-?\s?(\d{1,3})\b", fold(draft.act.title.subject))
    if match is None:
        return None
    number = f"{int(match[1]):02d}/L-{int(match[2]):03d}"
    known = [one for one in draft.acts.find(number) if one.kind in ("law", "code")]
    return number, known[0].articles if known else None


def paragraphs(draft: Draft) -> Iterator[Subject]:
    """Each numbered paragraph, sub-paragraph and point."""
    for article in draft.articles:
        yield from _below(draft, article, article)


def _below(draft: Draft, article: Provision, above: Provision) -> Iterator[Subject]:
    siblings = [one for one in above.parts if one.kind in NESTED and one.number]
    for group in _alike(siblings):
        yield from _group(draft, article, above, group)
    for one in above.parts:
        if one.kind in NESTED:
            yield from _below(draft, article, one)


def _alike(siblings: Sequence[Provision]) -> Iterator[list[Provision]]:
    """Siblings whose numbers look alike; a list that begins anew is a list of its own."""
    group: list[Provision] = []
    for one in siblings:
        anew = bool(group) and (_look(one) != _look(group[-1]) or _begins_anew(one, group))
        if anew:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _begins_anew(one: Provision, group: Sequence[Provision]) -> bool:
    """A second list of letters under one paragraph begins with its first letter, after another list of two or more."""
    return _look(one) != "decimal" and _look(one) != "number" and _last(one.number) == 1 and len(group) > 1


def _look(one: Provision) -> str:
    number = one.number.strip("().")
    if DECIMAL.fullmatch(number):
        return "decimal"
    if number.isdecimal():
        return "number"
    if number and number[0].isdigit():
        return "number"
    return "roman" if len(number) > 1 and roman(fold(number)) else "letter"


def _last(number: str) -> int:
    """The value of the last part of a number: 3 of “1.3”, 2 of “b”."""
    last = number.strip("(). ").split(".")[-1]
    digits = "".join(one for one in last if one.isdigit())
    if digits:
        return int(digits)
    return "abcdefghijklmnopqrstuvwxyz".find(fold(last)[:1]) + 1


def _group(draft: Draft, article: Provision, above: Provision, group: Sequence[Provision]) -> Iterator[Subject]:
    look = _look(group[0])
    values = [(_last(one.number), _letter(one.number)) for one in group]
    prefix = _prefix(group[0].number) if look == "decimal" else ""
    parent = above.number.strip("().") if above is not article else ""
    told = [(RIGHT, "")] * len(group) if look in ("letter", "roman") else list(positions(values))
    for one, (position, expected) in zip(group, told, strict=True):
        own = _prefix(one.number)
        old = look == "letter" or (look == "decimal" and above is article and own == article.number)
        under = look != "decimal" or own == parent or (above is article and own in ("", article.number))
        wanted = f"{parent or prefix}.{expected}" if look == "decimal" and expected else expected
        yield subject(
            "paragraph", one.eid, first_line(draft, one), number=one.number, article=article.number or "?",
            position=position, expected=wanted or "?", under_own=under, old_style=old,
        )  # fmt: skip


def _letter(number: str) -> str:
    """The letter behind a digit: “a” of “2a”."""
    last = number.strip("(). ").split(".")[-1]
    return "".join(one for one in last if one.isalpha()).lower() if last[:1].isdigit() else ""


def _prefix(number: str) -> str:
    return number.strip("(). ").rpartition(".")[0]


def chapters(draft: Draft) -> Iterator[Subject]:
    """Each chapter, with the word it is called by."""
    found = [one for one in draft.act.of(ProvisionKind.CHAPTER) if one.number]
    words = [_word(draft, one) for one in found]
    usual = Counter(fold(one) for one in words).most_common(1)[0][0] if words else ""
    values = [(roman(fold(one.number)) or numbered(one.number)[0], "") for one in found]
    for one, word, (position, expected) in zip(found, words, positions(values), strict=True):
        yield subject(
            "chapter", one.eid, first_line(draft, one), number=one.number, expected=expected, position=position,
            word=word or "–", same_word=fold(word) == usual, roman=bool(ROMAN.fullmatch(one.number.upper())),
        )  # fmt: skip


def _word(draft: Draft, chapter: Provision) -> str:
    passage = draft.by_line.get(chapter.anchor.line)
    return passage.text.split()[0].strip(".:") if passage and passage.text.split() else ""
