"""Law that does nothing: facts nobody uses, parameters and derivations nothing reads, rules that stand twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from neni.core.model.law.checks.findings import CheckFinding, Gravity, Sentences, filled
from neni.core.model.law.checks.terms import shape
from neni.core.model.rules import Rule
from neni.core.model.rulesets import Lawbook, Ruleset


def check(lawbooks: Iterable[Lawbook], rulesets: Iterable[Ruleset], used: Collection[str]) -> Iterator[CheckFinding]:
    """What no lawbook the rulesets belong to has a use for. `used` are names that forms and templates need."""
    known = list(lawbooks)
    read = {name for one in known for name in _read(one)} | set(used)
    for ruleset in rulesets:
        yield from _unread(ruleset, read)
    yield from _twice([rule for ruleset in rulesets for rule in ruleset.rules])


def _read(lawbook: Lawbook) -> Iterator[str]:
    """Every name something in the lawbook reads or says."""
    for rule in lawbook.rules():
        yield from rule.reads | rule.tells
    for clause in lawbook.clauses():
        yield from clause.tells
    for deadline in lawbook.deadlines():
        yield from deadline.reads
    for way in lawbook.derivations():
        yield from way.reads - {way.fact}


def _unread(ruleset: Ruleset, read: Collection[str]) -> Iterator[CheckFinding]:
    for fact in ruleset.facts:
        if fact.name not in read:
            code, words = ("unused-derivation", _DERIVED) if fact.derived else ("unused-fact", _FACT)
            yield _remark(code, str(ruleset.place_of(fact.name)), fact.name, words, _REMOVE)
    for one in ruleset.parameters:
        if one.name not in read:
            yield _remark("unused-parameter", str(ruleset.place_of(one.name)), one.name, _PARAMETER, _REMOVE)


def _twice(rules: Iterable[Rule]) -> Iterator[CheckFinding]:
    """Rules that say the same of the same."""
    seen: dict[object, Rule] = {}
    for rule in rules:
        says = shape(rule.when.tree), frozenset(shape(one.tree) for one in rule.unless), rule.finding
        first = seen.setdefault(says, rule)
        if first is not rule:
            yield _remark("duplicate-rule", str(rule.place), rule.code, _TWICE, _ONE, first.code, first.place)


def _remark(code: str, place: str, about: str, words: Sentences, remedy: Sentences, *told: object) -> CheckFinding:
    return CheckFinding(code, Gravity.REMARK, filled(words, about, *told), filled(remedy), place, about)


_FACT: Sentences = (
    "Faktin “{0}” nuk e përdor asgjë: as rregull, as formular, as shabllon.",
    "Činjenicu „{0}“ ništa ne koristi: ni pravilo, ni obrazac, ni šablon.",
    "Nothing uses the fact “{0}”: no rule, no form, no template.",
)
_DERIVED: Sentences = (
    "“{0}” nxirret, por nuk e lexon asnjë rregull, formular a shabllon.",
    "„{0}“ se izvodi, ali ga ne čita nijedno pravilo, obrazac ni šablon.",
    "“{0}” is derived, but no rule, form or template reads it.",
)
_PARAMETER: Sentences = (
    "Parametrin “{0}” nuk e lexon asnjë rregull.",
    "Parametar „{0}“ ne čita nijedno pravilo.",
    "No rule reads the parameter “{0}”.",
)
_REMOVE: Sentences = (
    "Hiqeni, ose shkruani rregullën që e përdor; nëse është gabim në emër, korrigjojeni.",
    "Uklonite ga, ili napišite pravilo koje ga koristi; ako je greška u nazivu, ispravite je.",
    "Remove it, or write the rule that uses it; if a name is misspelt, correct it.",
)
_TWICE: Sentences = (
    "{0} ka të njëjtin kusht dhe thotë të njëjtën gjë si {1} ({2}).",
    "{0} ima isti uslov i kaže isto što i {1} ({2}).",
    "{0} has the same condition and says the same as {1} ({2}).",
)
_ONE: Sentences = (
    "Lini njërën; nëse e njëjta kërkesë del nga dy nene, përmendini në një referencë.",
    "Ostavite jedno; ako isti zahtev sledi iz dva člana, navedite ih u jednoj referenci.",
    "Keep one; if two articles ask the same, name both in one reference.",
)
