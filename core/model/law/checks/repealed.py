"""Rules that cite what is no longer law: they are in force on days on which the register has the act as repealed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from neni.core.model.acts import ActLink, ActRegister, RegisteredAct
from neni.core.model.law.checks.findings import CheckFinding, Gravity, Sentences, filled
from neni.core.model.rulesets import Ruleset

_NUMBER = re.compile(r"\d{2}/L-\d{1,4}|\d{4}/\d{1,3}")


def check(register: ActRegister, rulesets: Iterable[Ruleset]) -> Iterator[CheckFinding]:
    """Every rule, clause and derivation that cites such an act on some day it is in force."""
    for ruleset in rulesets:
        cited = [(one.code, one.reference.act, one.in_force.end, one.place) for one in ruleset.rules]
        cited += [(one.code, one.reference.act, one.in_force.end, one.place) for one in ruleset.clauses]
        cited += [(one.fact, one.reference.act, one.in_force.end, one.place) for one in ruleset.derivations]
        for about, act, end, place in cited:
            for number, repeal in _repealed(register, act or "", end or date.max):
                words = filled(_CITED, about, number, repeal.number or "?", repeal.on or "?")
                yield CheckFinding("repealed-act-cited", Gravity.REMARK, words, filled(_LOOK), str(place), about)


def _repealed(register: ActRegister, cited: str, end: date) -> Iterator[tuple[str, ActLink]]:
    for number in _NUMBER.findall(cited):
        acts = [one for one in register.find(number) if one.kind in ("law", "code")]
        repeal = _last(acts, end) if acts else None
        if repeal is not None:
            yield number, repeal


def _last(acts: Iterable[RegisteredAct], end: date) -> ActLink | None:
    found = [one.repeal(end) for one in acts]
    return None if None in found else found[0]


_CITED: Sentences = (
    "{0} citon aktin {1}, të cilin regjistri e njeh të shfuqizuar (nga {2}, {3}).",
    "{0} navodi akt {1}, koji je u registru stavljen van snage (od {2}, {3}).",
    "{0} cites the act {1}, which the register knows as repealed (by {2}, {3}).",
)
_LOOK: Sentences = (
    "Shikoni aktin e ri, citoni atë nga dita e tij, dhe mbylleni rregullin e vjetër me “to”.",
    "Pogledajte novi akt, navodite njega od njegovog dana, a staro pravilo zatvorite sa „to“.",
    "Look at the new act, cite it from its day on, and close the old rule with “to”.",
)
