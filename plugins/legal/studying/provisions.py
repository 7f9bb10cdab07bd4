"""Articles, paragraphs and chapters: their numbers, headings, and what repealing and amending ones name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from neni.core import Provision, ProvisionKind, Subject
from neni.plugins.legal.structure.alphabets import latin
from neni.plugins.legal.structure.clauses import Clause
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.labels import parts_of
from neni.plugins.legal.structure.marks import AMENDING, roman
from neni.plugins.legal.structure.words import REPEAL
from neni.plugins.legal.studying.draft import AMENDED_ARTICLE, Draft, first_line, number_line, subject
from neni.plugins.legal.studying.sequences import RIGHT, Number, letter_positions, positions, ranked

ACT_NUMBER = re.compile(
    r"\b\d{1,3}\s?/\s?(?:19|20)\d\d\b|\b\d{1,2}\s?/\s?l\s?-?\s?\d{1,3}\b|\b(?:19|20)\d\d\s?/\s?\d{1,3}\b"
)
NESTED = (ProvisionKind.PARAGRAPH, ProvisionKind.SUBPARAGRAPH, ProvisionKind.POINT)
ROMAN = re.compile(r"[IVXLC]+")
SMALL_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
DECIMAL = re.compile(r"\d+(?:\.\d+)+")


def articles(draft: Draft) -> Iterator[Subject]:
    """Each article, with the place of its number and what it repeals or amends."""
    found = draft.articles
    headed = sum(bool(one.heading) for one in found)
    numbers = list(ranked([parts_of(one.number) for one in found]))
    before = numbers[0].value - 1 if draft.extract else 0
    for one, (position, expected) in zip(found, positions(numbers, before), strict=True):
        yield subject(
            "article", one.eid, number_line(draft, one),
            act_sort=draft.sort, number=one.number or "?", position=position, expected=expected,
            headed=bool(one.heading), empty=not (one.text or one.parts), any_headed=headed > 1,
            **_repeal(draft, one), **_amending(draft, one),
        )  # fmt: skip


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
    for look, group in _alike(siblings):
        yield from _group(draft, article, above, look, group)
    for one in above.parts:
        if one.kind in NESTED:
            yield from _below(draft, article, one)


def _alike(siblings: Sequence[Provision]) -> Iterator[tuple[str, list[Provision]]]:
    """Siblings whose numbers look alike, with their look; a list that begins anew is a list of its own."""
    group: list[Provision] = []
    looks = _looks(siblings)
    for at, (one, look) in enumerate(zip(siblings, looks, strict=True)):
        if group and (look != looks[at - 1] or _begins_anew(one, look, group)):
            yield looks[at - 1], group
            group = []
        group.append(one)
    if group:
        yield looks[-1], group


def _begins_anew(one: Provision, look: str, group: Sequence[Provision]) -> bool:
    """A second list of letters under one paragraph begins with its first letter, after another list of two or more."""
    number = fold(one.number.strip("(). "))
    first = latin(number) == "a" if look == "letter" else look == "roman" and roman(number) == 1
    return first and len(group) > 1


def _looks(siblings: Sequence[Provision]) -> list[str]:
    """The look of each number. A single i, v or x is a Roman number beside Roman numbers and a letter elsewhere."""
    looks: list[str] = []
    told = [_look(one) for one in siblings]
    for look, following in zip(told, [*told[1:], ""], strict=False):
        beside = "roman" if following == "roman" or (looks and looks[-1] == "roman") else "letter"
        looks.append(beside if look == "either" else look)
    return looks


def _look(one: Provision) -> str:
    number = one.number.strip("().")
    if DECIMAL.fullmatch(number):
        return "decimal"
    if number[:1].isdigit():
        return "number"
    if SMALL_ROMAN.fullmatch(fold(number)):
        return "roman" if len(number) > 1 else "either"
    return "letter"


def _last(number: str) -> int:
    """The value of the last part of a number: 3 of “1.3”, 2 of “ii”; letters have none."""
    last = number.strip("(). ").split(".")[-1]
    digits = "".join(one for one in last if one.isdigit())
    return int(digits) if digits else roman(fold(last))


def _group(
    draft: Draft, article: Provision, above: Provision, look: str, group: Sequence[Provision]
) -> Iterator[Subject]:
    prefix = _prefix(group[0].number) if look == "decimal" else ""
    parent = above.number.strip("().") if above is not article else ""
    for one, (position, expected) in zip(group, _told(look, [one.number for one in group]), strict=True):
        own = _prefix(one.number)
        old = look == "letter" or (look == "decimal" and above is article and own == article.number)
        under = look != "decimal" or own == parent or (above is article and own in ("", article.number))
        wanted = f"{parent or prefix}.{expected}" if look == "decimal" else expected
        yield subject(
            "paragraph", one.eid, first_line(draft, one), number=one.number, article=article.number or "?",
            position=position, expected=wanted, under_own=under, old_style=old,
        )  # fmt: skip


def _told(look: str, numbers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Where each number of a list stands, and which was expected there."""
    if look == "letter":
        return letter_positions([latin(one.strip("(). ")) for one in numbers])
    if look == "roman":
        return ((where, _roman(int(wanted))) for where, wanted in positions([Number(_last(one)) for one in numbers]))
    return positions(list(ranked([(_last(one), latin(_letter(one)), 0) for one in numbers])))


def _letter(number: str) -> str:
    """The letter behind a digit: “a” of “2a”."""
    last = number.strip("(). ").split(".")[-1]
    return "".join(one for one in last if one.isalpha()).lower() if last[:1].isdigit() else ""


def _roman(value: int) -> str:
    """A small Roman number below forty."""
    return "x" * (value // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[value % 10]


def _prefix(number: str) -> str:
    return number.strip("(). ").rpartition(".")[0]


def chapters(draft: Draft) -> Iterator[Subject]:
    """Each chapter, with the word it is called by; they are counted through the act, or anew in each part."""
    found = [one for one in draft.act.of(ProvisionKind.CHAPTER) if one.number]
    words = [_word(draft, one) for one in found]
    usual = Counter(fold(one) for one in words).most_common(1)[0][0] if words else ""
    for one, word, (position, expected) in zip(found, words, _counted(draft, found), strict=True):
        yield subject(
            "chapter", one.eid, first_line(draft, one), number=one.number, expected=expected, position=position,
            word=word, same_word=fold(word) == usual, roman=bool(ROMAN.fullmatch(one.number.upper())),
        )  # fmt: skip


def _counted(draft: Draft, found: Sequence[Provision]) -> Iterator[tuple[str, str]]:
    numbers = [_chapter(one) for one in found]
    whole = list(positions(numbers, numbers[0].value - 1 if draft.extract and numbers else 0))
    parts = [[one.eid for one in part.parts] for part in draft.act.of(ProvisionKind.PART)]
    groups = groupby(found, key=lambda one: next((at for at, inside in enumerate(parts) if one.eid in inside), -1))
    anew = [told for _, group in groups for told in positions([_chapter(one) for one in group])]
    return iter(min(whole, anew, key=lambda told: sum(position != RIGHT for position, _ in told)))


def _chapter(chapter: Provision) -> Number:
    return Number(roman(fold(chapter.number)) or parts_of(chapter.number)[0])


def _word(draft: Draft, chapter: Provision) -> str:
    """The word a chapter is called by; none where its number stands alone."""
    passage = draft.by_line.get(chapter.anchor.line)
    first = passage.text.split()[0].strip(".:") if passage and passage.text.split() else ""
    return "–" if not first or fold(first) == fold(chapter.number.strip(".")) else first
