"""How a draft ends: when it enters into force, and who signs it, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from neni.core import Provision, Subject
from neni.plugins.legal.quantities import DateSaid
from neni.plugins.legal.structure.clauses import Clause
from neni.plugins.legal.structure.words import IN_FORCE
from neni.plugins.legal.studying.draft import Draft, Facts, first_line
from neni.plugins.legal.studying.spots import Spot

_ENDS = r"(?:(?P<published>publik|botim|objav|publicat)|(?P<signed>nenshkr|miratim|potpis|usvaj|sign|adopt|approv))"
AFTER = re.compile(
    r"\b(?:pas|nga|prej|nakon|od|posle|after|from|following)\s+"
    r"(?:dites?\s+se\s+|dana?\s+|dates?\s+of\s+|the\s+|its\s+|day\s+of\s+|date\s+of\s+)*" + _ENDS
)
ON = re.compile(
    r"\b(?:diten?\s+e|me\s+diten\s+e|ditet?\s+e|dan\w*|danom|na\s+dan|on\s+the\s+(?:day|date)\s+of|upon|me)\s+"
    r"(?:its\s+|the\s+)?" + _ENDS
)
NUMBER_SAID = re.compile(
    r"\d|\b(?:nje|dy|tre|kater|pese|shtate|tete|dhjete|pesembedhjete|tridhjete|dva|tri|pet|sedam|sedmog|osam|osmog|deset"
    r"|petnaest|trideset|one|two|three|five|seven|eight|ten|fifteen|thirty)\b"
)
FUNCTION = re.compile(
    r"\b(?:kryetar\w*|kryesues\w*|kryeshef\w*|kryeministr\w*|minist[re]\w*|president\w*|predsedni\w+|predsedavajuc\w*|direktor\w*"
    r"|sekretar\w*|chair\w*|president|chief\s+executive|director)\b"
)
PLACE_DATE = re.compile(
    r"\bprishtin\w*|\bpristin\w*|\bdat[ae]\b|\bdatum\w*|\bdana\b|\bdate\b|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}"
    r"|\d{1,2}\.?\s+\w+\s+(?:19|20)\d\d"
)


def the_end(draft: Draft) -> Iterator[Subject]:
    """The end of the act, pinned to the article of entry into force; to the title, where there is none."""
    clause = _clause(draft)
    place, eid = (draft.place, "") if clause is None else (first_line(draft, clause), clause.eid)
    facts = {"act_sort": draft.sort, "draft_day": _draft_day(draft), **_entry(draft, clause), **_signed(draft)}
    yield Subject("legal.ending", eid, place, facts)


def _clause(draft: Draft) -> Provision | None:
    """The last article that says when the act enters into force."""
    claimed = [one for one in draft.articles if Clause.ENTRY_INTO_FORCE in draft.claims.get(one.eid, ())]
    return claimed[-1] if claimed else None


def _entry(draft: Draft, clause: Provision | None) -> Facts:
    if clause is None:
        return {"entry_form": "none", "entry_last": True}
    words = draft.words(clause)
    match = IN_FORCE.search(words)
    said = words[match.start() : match.start() + 260] if match else words
    day = _entry_day(draft, clause)
    form = "on_day" if day else _entry_form(said)
    facts: dict[str, str | bool | date] = {"entry_form": form, "entry_last": clause is draft.articles[-1]}
    return {**facts, "entry_day": day} if day else facts


def _entry_form(said: str) -> str:
    counted = re.search(r"\b(?:dit\w*|dan\w*|days?|or[ea]\w*|sat\w*|hours?|muaj\w*|mesec\w*|months?)\b", said)
    after, on = AFTER.search(said), ON.search(said)
    number = NUMBER_SAID.search(said)
    if after and counted and number:
        return "after_publication" if after["published"] else "after_signature"
    if on:
        return "on_publication" if on["published"] else "on_signature"
    if re.search(r"\b(?:menjeher\w*|odmah|immediately)\b", said) and after:
        return "on_publication" if after["published"] else "on_signature"
    return "unclear"


def _entry_day(draft: Draft, clause: Provision) -> date | None:
    """The day named in the clause itself: behind “enters into force”, on no other act's account."""
    for spot in draft.own:
        match = IN_FORCE.search(spot.folded) if spot.article is clause else None
        if match:
            behind = spot.folded[match.end() : match.end() + 60]
            for one in _dates(draft, spot):
                place = spot.folded_place(one.anchor) - match.end()
                if one.on and 0 <= place < 40 and not AFTER.search(behind[:place]):
                    return one.on
    return None


def _ending(draft: Draft) -> list[Spot]:
    """The signature; without one, the last lines before the annexes."""
    signed = [one for one in draft.spots if one.at_end]
    inner = [one for one in draft.spots if not (one.foreign or one.in_annex)]
    return signed or inner[-8:]


def _signed(draft: Draft) -> Facts:
    """Who signs, where and when; a decision may tell the day in its head."""
    words = "\n".join(one.folded for one in _ending(draft))
    dated = words
    if draft.sort == "decision":
        dated += "\n".join(one.folded for one in draft.spots if one.in_opening or one.in_preamble)
    return {"signature_function": bool(FUNCTION.search(words)), "signature_day": bool(PLACE_DATE.search(dated))}


def _dates(draft: Draft, spot: Spot) -> tuple[DateSaid, ...]:
    said = draft.said.get(id(spot.passage))
    return said.dates if said else ()


def _draft_day(draft: Draft) -> date:
    """The day under the signature, else that in the head, else the day the draft is judged on."""
    for spot in draft.spots:
        if spot.at_end:
            for one in _dates(draft, spot):
                if one.on:
                    return one.on
    return draft.act.on or draft.on
