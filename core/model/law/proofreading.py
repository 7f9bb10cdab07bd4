"""Reads a lawbook as a careful colleague would before it is used: names, types, circles, and what is told to people.

Mistakes inside one file are found when it is read; here are those that show only when all files lie side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from neni.core.model.conditions.checking import check as check_condition
from neni.core.model.conditions.types import ConditionType, of_fact
from neni.core.model.facts import FactKind, FactType
from neni.core.model.nearest import nearest, question
from neni.core.model.problems import Problem
from neni.core.model.references import Place
from neni.core.model.rules import Condition, Derivation, Rule
from neni.core.model.rulesets import Lawbook
from neni.core.model.tables.table_checks import contradictions
from neni.core.model.text import Text

_YES_NO = of_fact(FactType("condition", FactKind.YES_NO, Text.of("condition")))


def check(lawbook: Lawbook, documents: Mapping[str, Collection[str]] | None = None) -> tuple[Problem, ...]:
    """Every mistake there is. `documents` are the document types rules may block, by case type, where known."""
    found = [
        *_declared_twice(lawbook),
        *_conditions(lawbook),
        *_derivations(lawbook),
        *_circles(lawbook),
        *_told(lawbook),
        *_other_rules(lawbook),
        *_documents(lawbook, documents or {}),
        *contradictions(lawbook),
    ]
    return tuple(dict.fromkeys(found))


def _declared_twice(lawbook: Lawbook) -> Iterator[Problem]:
    """A name means one thing; the same declaration may stand in several places."""
    seen: dict[str, tuple[object, Place | None]] = {fact.name: (fact, None) for fact in lawbook.given}
    for ruleset in lawbook.rulesets:
        every: list[tuple[str, object]] = [(fact.name, fact) for fact in ruleset.facts]
        every += [(parameter.name, parameter) for parameter in ruleset.parameters]
        for name, what in every:
            place = ruleset.place_of(name)
            first, where = seen.setdefault(name, (what, place))
            if first != what:
                yield problem("declared_twice", place, *_TWICE, name, where or "–")
    codes: dict[str, Place] = {}
    for rule in lawbook.rules():
        if codes.setdefault(rule.code, rule.place) != rule.place:
            yield problem("taken", rule.place, *_TAKEN, rule.code, codes[rule.code])


def _conditions(lawbook: Lawbook) -> Iterator[Problem]:
    types = {name: of_fact(fact) for name, fact in lawbook.types().items()}
    for rule in lawbook.rules():
        for condition in (rule.when, *rule.unless):
            yield from _mistakes(condition, types, _YES_NO)
    for one in lawbook.derivations():
        if one.when:
            yield from _mistakes(one.when, types, _YES_NO)
        if isinstance(one.value, Condition):
            yield from _mistakes(one.value, types, types.get(one.fact))


def _mistakes(
    condition: Condition, types: Mapping[str, ConditionType], expected: ConditionType | None
) -> Iterator[Problem]:
    for mistake in check_condition(condition.tree, types, expected):
        place = condition.place(mistake.span.start)
        yield Problem("bad_condition", mistake.message, where=str(place))


def _derivations(lawbook: Lawbook) -> Iterator[Problem]:
    derived = {one.fact for one in lawbook.derivations()}
    for one in lawbook.derivations():
        fact = lawbook.facts.get(one.fact)
        if fact is None:
            yield unknown("undeclared", one.place, _UNDECLARED, one.fact, lawbook.facts)
        elif not fact.derived:
            yield problem("not_derived", one.place, *_NOT_DERIVED, one.fact)
    for ruleset in lawbook.rulesets:
        for fact in ruleset.facts:
            if fact.derived and fact.name not in derived:
                yield problem("never_derived", ruleset.place_of(fact.name), *_NEVER_DERIVED, fact.name)


def _circles(lawbook: Lawbook) -> Iterator[Problem]:
    ways: dict[str, list[Derivation]] = {}
    for one in lawbook.derivations():
        ways.setdefault(one.fact, []).append(one)
    below = {fact: {name for one in some for name in one.reads if name in ways} for fact, some in ways.items()}
    for fact in _in_circles(below):
        yield problem("circle", ways[fact][0].place, *_CIRCLE, fact)
    rules = {rule.code: rule for rule in lawbook.rules()}
    over = {code: {other for other in rule.overrides if other in rules} for code, rule in rules.items()}
    for code in _in_circles(over):
        yield problem("circle", rules[code].place, *_RULE_CIRCLE, code)


def _in_circles(below: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Names from which one comes back to themselves."""
    for name in below:
        reached: set[str] = set()
        waiting = list(below[name])
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting += below[one]
        if name in reached:
            yield name


def _told(lawbook: Lawbook) -> Iterator[Problem]:
    types = lawbook.types()
    for rule in lawbook.rules():
        for name in sorted(rule.tells.difference(types)):
            yield unknown("unknown_name", rule.place, _UNKNOWN_NAME, name, types)


def _other_rules(lawbook: Lawbook) -> Iterator[Problem]:
    codes = {rule.code: None for rule in lawbook.rules()}
    for rule, other in _pairs(lawbook.rules(), lambda rule: rule.overrides):
        if other not in codes:
            yield unknown("unknown_rule", rule.place, _UNKNOWN_RULE, other, codes)


def _documents(lawbook: Lawbook, documents: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """A rule may block documents of any case type its ruleset applies to."""
    for ruleset in lawbook.rulesets:
        known = [code for case_type in ruleset.applies_to for code in documents.get(case_type, ())]
        for rule, document in _pairs(ruleset.rules, lambda rule: rule.blocks):
            if documents and document not in known:
                yield unknown("unknown_document", rule.place, _UNKNOWN_DOCUMENT, document, known)


def _pairs(rules: Iterable[Rule], named: Callable[[Rule], Iterable[str]]) -> Iterator[tuple[Rule, str]]:
    return ((rule, one) for rule in rules for one in named(rule))


Sentences = tuple[str, str, str]
_TWICE: Sentences = (
    "“{0}” është deklaruar ndryshe edhe në {1}; bëjini të njëjta ose ndërroni njërin emër.",
    "„{0}“ je drugačije navedeno i u {1}; izjednačite ih ili promenite jedan naziv.",
    "“{0}” is declared differently in {1} too; make them the same or change one name.",
)
_TAKEN: Sentences = (
    "Kodi “{0}” përdoret tashmë në {1}; zgjidhni tjetër.",
    "Šifra „{0}“ već se koristi u {1}; izaberite drugu.",
    "The code “{0}” is already used in {1}; choose another.",
)
_UNDECLARED: Sentences = (
    "Fakti “{0}” nuk është deklaruar; {1}.",
    "Činjenica „{0}“ nije navedena; {1}.",
    "The fact “{0}” is not declared; {1}.",
)
_NOT_DERIVED: Sentences = (
    "“{0}” jepet nga njerëzit; që të nxirret nga rregullat shtoni “derived: true” te fakti.",
    "„{0}“ navode ljudi; da bi se izvodilo dodajte „derived: true“ kod činjenice.",
    "“{0}” is stated by people; to derive it add “derived: true” to the fact.",
)
_NEVER_DERIVED: Sentences = (
    "“{0}” ka “derived: true”, por asnjë rregull nuk e nxjerr; shtojeni te “derive” ose hiqeni shenjën.",
    "„{0}“ ima „derived: true“, ali ga ništa ne izvodi; dodajte ga u „derive“ ili uklonite oznaku.",
    "“{0}” has “derived: true” but nothing derives it; add it to “derive” or remove the mark.",
)
_CIRCLE: Sentences = (
    "“{0}” nxirret nga vetvetja; ndërpriteni rrethin.",
    "„{0}“ se izvodi iz samog sebe; prekinite krug.",
    "“{0}” is derived from itself; break the circle.",
)
_RULE_CIRCLE: Sentences = (
    "Rregulla “{0}” e mënjanon vetveten; ndërpriteni rrethin e “overrides”.",
    "Pravilo „{0}“ potiskuje samo sebe; prekinite krug u „overrides“.",
    "The rule “{0}” overrides itself; break the circle of “overrides”.",
)
_UNKNOWN_NAME: Sentences = (
    "Teksti përmend {{{0}}}, që nuk është as fakt as parametër; {1}.",
    "Tekst pominje {{{0}}}, što nije ni činjenica ni parametar; {1}.",
    "The text names {{{0}}}, which is neither a fact nor a parameter; {1}.",
)
_UNKNOWN_RULE: Sentences = (
    "“overrides” përmend rregullën “{0}”, që nuk ekziston; {1}.",
    "„overrides“ pominje pravilo „{0}“, koje ne postoji; {1}.",
    "“overrides” names the rule “{0}”, which does not exist; {1}.",
)
_UNKNOWN_DOCUMENT: Sentences = (
    "“blocks” përmend dokumentin “{0}”, që ky lloj i rastit nuk e ka; {1}.",
    "„blocks“ pominje dokument „{0}“, koji ova vrsta predmeta nema; {1}.",
    "“blocks” names the document “{0}”, which this case type has not; {1}.",
)


def problem(code: str, place: Place, sq: str, sr: str, en: str, *told: object) -> Problem:
    """A mistake at a place, told in three languages."""
    return Problem(code, Text(sq=sq.format(*told), sr=sr.format(*told), en=en.format(*told)), where=str(place))


def unknown(code: str, place: Place, sentences: Sentences, name: str, known: Iterable[str]) -> Problem:
    """The sentence with the nearest known name as its advice."""
    known = list(known)
    near = nearest(name, known)
    advice = [f"ka: {', '.join(known)}", f"ima: {', '.join(known)}", f"there are: {', '.join(known)}"]
    if near:
        meant = question(near)
        advice = [words[0].lower() + words[1:] for words in (meant.sq, meant.sr, meant.en)]
    told = [words.format(name, one).replace("?.", "?") for words, one in zip(sentences, advice, strict=True)]
    return Problem(code, Text(sq=told[0], sr=told[1], en=told[2]), where=str(place))
