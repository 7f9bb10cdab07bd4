"""Reads the clauses of a lawbook before they are used: the rules, documents and names they speak of, and their days."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from neni.core.model.clauses import Clause
from neni.core.model.law.proofreading import Sentences, problem, unknown
from neni.core.model.periods import Period
from neni.core.model.problems import Problem
from neni.core.model.rulesets import Lawbook


def check(lawbook: Lawbook, documents: Mapping[str, Collection[str]]) -> tuple[Problem, ...]:
    """Every mistake of the clauses. `documents` are the document types by case type, where known."""
    return (*_rules(lawbook), *_names(lawbook), *_documents(lawbook, documents), *_codes(lawbook), *_days(lawbook))


def _rules(lawbook: Lawbook) -> Iterator[Problem]:
    """A clause is chosen by rules of its lawbook, and for some day of its own there must be one in force."""
    rules = {rule.code: rule for rule in lawbook.rules()}
    for clause in lawbook.clauses():
        for code in clause.rules:
            if code not in rules:
                yield unknown("unknown_rule", clause.place, _UNKNOWN_RULE, code, rules)
        named = [rules[code] for code in clause.rules if code in rules]
        if named and not any(_meet(rule.in_force, clause.in_force) for rule in named):
            yield problem("clause_never_chosen", clause.place, *_NEVER, clause.code)


def _names(lawbook: Lawbook) -> Iterator[Problem]:
    types = lawbook.types()
    for clause in lawbook.clauses():
        for name in sorted(clause.tells.difference(types)):
            yield unknown("unknown_name", clause.place, _UNKNOWN_NAME, name, types)


def _documents(lawbook: Lawbook, documents: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """A clause may stand on documents of any case type its ruleset applies to."""
    for ruleset in lawbook.rulesets if documents else ():
        known = [code for case_type in ruleset.applies_to for code in documents.get(case_type, ())]
        for clause in ruleset.clauses:
            for document in clause.documents:
                if document not in known:
                    yield unknown("unknown_document", clause.place, _UNKNOWN_DOCUMENT, document, known)


def _codes(lawbook: Lawbook) -> Iterator[Problem]:
    """Rules and clauses are confirmed by code, so the two must not share one."""
    rules = {rule.code: rule.place for rule in lawbook.rules()}
    for clause in lawbook.clauses():
        if clause.code in rules:
            yield problem("taken", clause.place, *_TAKEN, clause.code, rules[clause.code])


def _days(lawbook: Lawbook) -> Iterator[Problem]:
    """On any day a clause has one text."""
    versions: dict[str, list[Clause]] = {}
    for clause in lawbook.clauses():
        versions.setdefault(clause.code, []).append(clause)
    for code, some in versions.items():
        for one, other in combinations(some, 2):
            if _meet(one.in_force, other.in_force):
                yield problem("clause_twice", other.place, *_TWICE, code, one.place)


def _meet(one: Period, other: Period) -> bool:
    """Whether two periods have a day in common."""
    starts = [period.start for period in (one, other) if period.start]
    ends = [period.end for period in (one, other) if period.end]
    return not starts or not ends or max(starts) <= min(ends)


_UNKNOWN_RULE: Sentences = (
    "Klauzola përmend rregullën “{0}”, që nuk ekziston; {1}.",
    "Klauzula pominje pravilo „{0}“, koje ne postoji; {1}.",
    "The clause names the rule “{0}”, which does not exist; {1}.",
)
_NEVER: Sentences = (
    "Klauzola “{0}” nuk zgjidhet asnjë ditë: kur është në fuqi ajo, rregullat e saj nuk janë; rregulloni datat.",
    "Klauzula „{0}“ se ne bira nijednog dana: dok je na snazi, njena pravila nisu; ispravite datume.",
    "The clause “{0}” is chosen on no day: while it is in force, its rules are not; correct the dates.",
)
_UNKNOWN_NAME: Sentences = (
    "Teksti i klauzolës përmend {{{0}}}, që nuk është as fakt as parametër; {1}.",
    "Tekst klauzule pominje {{{0}}}, što nije ni činjenica ni parametar; {1}.",
    "The text of the clause names {{{0}}}, which is neither a fact nor a parameter; {1}.",
)
_UNKNOWN_DOCUMENT: Sentences = (
    "“documents” përmend dokumentin “{0}”, që ky lloj i rastit nuk e ka; {1}.",
    "„documents“ pominje dokument „{0}“, koji ova vrsta predmeta nema; {1}.",
    "“documents” names the document “{0}”, which this case type has not; {1}.",
)
_TAKEN: Sentences = (
    "Kodi “{0}” është i një rregulle në {1}; zgjidhni tjetër për klauzolën.",
    "Šifra „{0}“ pripada pravilu u {1}; izaberite drugu za klauzulu.",
    "The code “{0}” belongs to a rule in {1}; choose another for the clause.",
)
_TWICE: Sentences = (
    "Klauzola “{0}” ka dy tekste për të njëjtën ditë (tjetri në {1}); mbylleni njërin me “to”.",
    "Klauzula „{0}“ ima dva teksta za isti dan (drugi u {1}); zatvorite jedan sa „to“.",
    "The clause “{0}” has two texts for the same day (the other in {1}); end one of them with “to”.",
)
