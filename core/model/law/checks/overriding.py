"""Rules that silence each other: one that is silenced whenever it is met, and one that silences nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from neni.core.model.law.checks.findings import CheckFinding, Gravity, Sentences, filled
from neni.core.model.law.checks.formulas import All, opposite
from neni.core.model.law.checks.reading import Reading
from neni.core.model.law.checks.speaking import can_ever
from neni.core.model.periods import Period
from neni.core.model.rules import Rule


def overridden(reading: Reading, rule: Rule) -> Iterator[CheckFinding]:
    """An error where that is certain, a remark where it is so once people confirm what overrides the rule."""
    if reading.above.get(rule.code) and not _can_stand(reading, rule, confirmed=True):
        others = ", ".join(one.code for one in reading.above[rule.code])
        found = _error("always-overridden", rule, _OVERRIDDEN, _NARROW, others)
        if not _can_stand(reading, rule, confirmed=False):
            yield found
        else:
            words = filled(_ONCE_CONFIRMED, rule.code, others)
            yield replace(found, gravity=Gravity.REMARK, message=words)


def _can_stand(reading: Reading, rule: Rule, *, confirmed: bool) -> bool:
    """Whether the rule can hold while none that overrides it does."""
    return can_ever(
        reading,
        (rule, *_all_above(reading, rule)),
        rule.in_force,
        lambda day: All((day.body(rule), opposite(day.overrules(rule, confirmed=confirmed)))),
    )


def _all_above(reading: Reading, rule: Rule) -> tuple[Rule, ...]:
    found: dict[str, Rule] = {}
    waiting = [rule]
    while waiting:
        new = [one for one in reading.above.get(waiting.pop().code, ()) if one.code not in found]
        found |= {one.code: one for one in new}
        waiting += new
    return tuple(found.values())


def overrides(reading: Reading, rule: Rule) -> Iterator[CheckFinding]:
    """Rules it overrides, but never on the same day."""
    rules = {one.code: one for one in reading.lawbook.rules()}
    for code in rule.overrides:
        other = rules.get(code)
        if other and not _meet(rule.in_force, other.in_force):
            yield _error("override-never-meets", rule, _APART, _CORRECT_OVERRIDE, code)


def _meet(one: Period, other: Period) -> bool:
    starts = [start for start in (one.start, other.start) if start]
    ends = [end for end in (one.end, other.end) if end]
    return not starts or not ends or max(starts) <= min(ends)


def _error(code: str, rule: Rule, words: Sentences, remedy: Sentences, other: str) -> CheckFinding:
    message = filled(words, rule.code, other)
    return CheckFinding(code, Gravity.ERROR, message, filled(remedy), str(rule.place), rule.code)


_OVERRIDDEN: Sentences = (
    "{0} nuk flet kurrë: sa herë që plotësohet, e mënjanon {1}.",
    "{0} nikad ne govori: kad god je ispunjeno, potiskuje ga {1}.",
    "{0} never speaks: whenever it is met, {1} overrides it.",
)
_ONCE_CONFIRMED: Sentences = (
    "{0} nuk do të flasë kurrë sapo të konfirmohet {1}: sa herë që plotësohet, ajo e mënjanon.",
    "{0} nikad neće govoriti čim se potvrdi {1}: kad god je ispunjeno, ono ga potiskuje.",
    "{0} will never speak once {1} is confirmed: whenever it is met, that one overrides it.",
)
_NARROW: Sentences = (
    "Ngushtoni kushtin e rregullës që mënjanon, hiqni “overrides”, ose hiqeni rregullën.",
    "Suzite uslov pravila koje potiskuje, uklonite „overrides“, ili uklonite pravilo.",
    "Narrow the condition of the overriding rule, remove “overrides”, or remove the rule.",
)
_APART: Sentences = (
    "{0} mënjanon {1}, por të dyja nuk janë kurrë në fuqi në të njëjtën ditë.",
    "{0} potiskuje {1}, ali nikad nisu na snazi istog dana.",
    "{0} overrides {1}, but the two are never in force on the same day.",
)
_CORRECT_OVERRIDE: Sentences = (
    "Hiqni “overrides” ose korrigjoni “in_force”.",
    "Uklonite „overrides“ ili ispravite „in_force“.",
    "Remove “overrides” or correct “in_force”.",
)
