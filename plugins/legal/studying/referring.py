"""References within the act, and its annexes, as subjects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from neni.core import ProvisionKind, Subject
from neni.plugins.legal.following import Followed
from neni.plugins.legal.references import Level, Scope
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.labels import parts_of
from neni.plugins.legal.structure.marks import roman
from neni.plugins.legal.studying.draft import Draft, first_line, subject

TARGETS = {
    Level.ARTICLE: "article",
    Level.PARAGRAPH: "paragraph",
    Level.SUBPARAGRAPH: "paragraph",
    Level.POINT: "paragraph",
}
ANNEX = re.compile(r"\b(?:shtojc\w+|prilog\w*|prilozi\w*|annex(?:es)?)\b")


def references(draft: Draft) -> Iterator[Subject]:
    """Each reference by number, and each number of it that leads nowhere."""
    citing = {spot.eid for spot, _ in draft.cited}
    opening = {one.eid for one in draft.spots if one.in_opening or one.in_preamble or one.at_end}
    for one in draft.followed:
        if one.reference.scope is not Scope.OTHER_ACT and one.eid not in opening:
            yield from _followed(_within(draft, one), other_act=one.eid in citing)


def _within(draft: Draft, one: Followed) -> Followed:
    """A reference of an extract without the articles that were not handed in."""
    if not (draft.extract and one.missing):
        return one
    known = [parts_of(article.number)[0] for article in draft.articles]
    inside = range(min(known), max(known) + 1)
    here = (miss for miss in one.missing if miss[0] is not Level.ARTICLE or parts_of(miss[1])[0] in inside)
    return replace(one, missing=tuple(here))


def _followed(one: Followed, *, other_act: bool) -> Iterator[Subject]:
    said = one.reference.scope in (Scope.THIS_ACT, Scope.THIS_ARTICLE)
    for level, number in one.missing:
        if level is Level.ANNEX:
            yield _annex(one.eid, one, number, there=False)
        elif level in TARGETS:
            yield _reference(one, TARGETS[level], number, there=False, said=said, other_act=other_act)
    if one.leads and not one.missing:
        target = next((TARGETS[level] for level, _ in one.reference.numbers if level in TARGETS), "article")
        yield _reference(one, target, "–", there=True, said=said, other_act=other_act)


def _reference(one: Followed, target: str, number: str, *, there: bool, said: bool, other_act: bool) -> Subject:
    return subject(
        "reference", one.eid, one.reference.anchor, target=target, number=number, words=one.reference.written,
        there=there, mentioned=True, of_this_act=said, other_act_near=other_act,
    )  # fmt: skip


def _annex(eid: str, one: Followed, number: str, *, there: bool) -> Subject:
    return subject("annex", eid, one.reference.anchor, target="annex", number=number, words=one.reference.written,
                   there=there, mentioned=True, of_this_act=True, other_act_near=False)  # fmt: skip


def annexes(draft: Draft) -> Iterator[Subject]:
    """Each annex of the act, and whether its text names it."""
    found = draft.act.of(ProvisionKind.ANNEX)
    body = [one.folded for one in draft.own if not one.in_annex]
    references_made = draft.followed if found else ()
    named = {number for one in references_made for number in one.reference.of(Level.ANNEX)}
    anyhow = any(ANNEX.search(one) for one in body)
    for one in found:
        mentioned = anyhow and (len(found) == 1 or not one.number or _same(one.number, named))
        yield subject(
            "annex", one.eid, first_line(draft, one), target="annex", number=one.number or "–",
            words=one.heading or "–", there=True, mentioned=mentioned, of_this_act=True, other_act_near=False,
        )  # fmt: skip


def _same(number: str, named: set[str]) -> bool:
    return _value(number) in {_value(one) for one in named}


def _value(number: str) -> str:
    folded = fold(number)
    return str(roman(folded)) if folded.isalpha() and roman(folded) else folded
