"""Citations as subjects: what the text says of another act, and what the register says of it on that day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neni.core import Subject
from neni.plugins.legal.citations.found import Citation, Kind, Looked
from neni.plugins.legal.citations.looking_up import look_up
from neni.plugins.legal.studying.draft import Draft, Facts, subject
from neni.plugins.legal.studying.spots import Spot

NOTHING_KNOWN = "–"


def cited(draft: Draft) -> Iterator[Subject]:
    """Each citation of an act that has a number, and each of the Constitution."""
    for spot, found in draft.cited:
        chain = {number for one in found for number in one.amended_by}
        for one in found:
            looked = look_up(one, draft.acts, draft.on, draft.act.language.value)
            role = _role(draft, spot, one, chain, found)
            anchor = spot.anchor(one.start if one.pins_start is None else one.pins_start, one.end)
            yield subject("citation", spot.eid, anchor, act_sort=draft.sort, cited_kind=one.kind.value, role=role,
                          **_said(spot, one), **_known(one, looked, role), **_changed(one, looked))  # fmt: skip


def _role(draft: Draft, spot: Spot, one: Citation, chain: set[str], found: Sequence[Citation]) -> str:
    first = next(each for each in found if each.number == one.number)
    if one.number in chain and (first is not one or not one.amended_by):
        return "chain"
    if one.historic and not spot.in_preamble and draft.sort in ("law", "bylaw"):
        return "repeal"
    return "basis" if spot.in_preamble else "body"


def _said(spot: Spot, one: Citation) -> dict[str, str | bool]:
    title = ""
    if one.title:
        at = spot.folded.find(one.title, max(0, one.start))
        title = spot.words(at, at + len(one.title)) if at >= 0 else one.title
    return {
        "cited_number": one.number if one.kind is not Kind.CONSTITUTION else spot.words(one.start, one.end),
        "cited_title": title or NOTHING_KNOWN,
        "articles_cited": ", ".join(pin.article for pin in one.pins) or NOTHING_KNOWN,
        "historic": one.historic,
        "says_amended": one.says_amended,
    }


def _known(one: Citation, looked: Looked, role: str) -> Facts:
    known = "known" if looked.number_known else "unknown" if looked.covered else "not_covered"
    fits = {True: "fits", False: "differs", None: "not_compared"}
    gazette = "not_given" if one.gazette is None else fits[looked.gazette_fits]
    if role == "chain":
        gazette = "not_compared"
    return {
        "known": known,
        "official_title": looked.act_title or NOTHING_KNOWN,
        "title": fits[looked.title_fits],
        "title_owner": looked.title_belongs_to or NOTHING_KNOWN,
        "beyond": looked.beyond,
        "last_article": str(looked.last_article or NOTHING_KNOWN),
        "gazette": gazette,
        "gazette_known": looked.gazette or NOTHING_KNOWN,
        "before_court": bool(looked.court),
        "court_cases": ", ".join(looked.court) or NOTHING_KNOWN,
    }


def _changed(one: Citation, looked: Looked) -> Facts:
    since = looked.repealed_on
    return {
        "repealed": looked.repealed,
        "register_sure": looked.sure,
        "repealed_by": looked.repealed_by or NOTHING_KNOWN,
        "repealed_since": f"{since:%d.%m.%Y}" if since else NOTHING_KNOWN,
        "amended": bool(looked.amendments),
        "chain": ", ".join(looked.amendments) or NOTHING_KNOWN,
        "chain_whole": not (one.says_amended and looked.missing),
        "chain_missing": ", ".join(looked.missing) or NOTHING_KNOWN,
    }
