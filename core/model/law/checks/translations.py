"""Words for people that are missing in a language, or that are one language's words in the place of another's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from neni.core.model.facts import FactType
from neni.core.model.law.checks.findings import CheckFinding, Gravity, Sentences, filled
from neni.core.model.rulesets import Ruleset
from neni.core.model.text import Language, Text

FEWEST_WORDS = 3
"""From so many words on a text is a sentence; names and numbers are often the same in every language."""

Said = tuple[Text | None, str, str]
"""Words, file and line, and what they belong to."""


def check(rulesets: Iterable[Ruleset], given: Iterable[FactType] = (), where: str = "") -> Iterator[CheckFinding]:
    """Everything rulesets say to people, and the facts `given` by fact sources."""
    said = [one for ruleset in rulesets for one in _of_ruleset(ruleset)]
    said += [one for fact in given for one in _of_fact(fact, where)]
    yield from of_texts(said)


def of_texts(said: Iterable[Said]) -> Iterator[CheckFinding]:
    """What is missing in these texts."""
    for text, place, about in said:
        if text is not None:
            yield from _missing(text, place, about)
            yield from _repeated(text, place, about)


def _of_ruleset(ruleset: Ruleset) -> Iterator[Said]:
    yield ruleset.title, str(ruleset.place), ruleset.code
    for fact in (*ruleset.facts, *(one.type for one in ruleset.parameters)):
        yield from _of_fact(fact, str(ruleset.place_of(fact.name)))
    for table in ruleset.tables:
        yield table.title, str(table.place), table.code
    for one in ruleset.deadlines:
        yield from ((words, str(one.place), one.code) for words in (one.title, one.who, one.note))
    for rule in ruleset.rules:
        yield from ((text, str(rule.place), rule.code) for text in (rule.title, rule.finding, rule.remedy))
    for clause in ruleset.clauses:
        yield from ((text, str(clause.place), clause.code) for text in (clause.title, clause.text))


def _of_fact(fact: FactType, place: str) -> Iterator[Said]:
    yield fact.label, place, fact.name
    yield fact.help, place, fact.name
    yield from ((choice.label, place, f"{fact.name} · {choice.code}") for choice in fact.choices)
    for field in fact.fields:
        yield from ((text, at, f"{fact.name}.{name}") for text, at, name in _of_fact(field, place))


def _missing(text: Text, place: str, about: str) -> Iterator[CheckFinding]:
    left = [one for one in Language if not getattr(text, one.value).strip()]
    if left:
        message = filled(_LACKS, about, ", ".join(left))
        yield CheckFinding("translation-missing", Gravity.ERROR, message, filled(_TRANSLATE), place, about)


def _repeated(text: Text, place: str, about: str) -> Iterator[CheckFinding]:
    words = text.as_mapping()
    for one, other in combinations(words, 2):
        if words[one] == words[other] and len(words[one].split()) >= FEWEST_WORDS:
            message = filled(_SAME, about, one, other, words[one][:60])
            yield CheckFinding("translation-repeated", Gravity.REMARK, message, filled(_TRANSLATE), place, about)
            return


_LACKS: Sentences = (
    "“{0}” nuk ka fjalë në: {1}.",
    "„{0}“ nema reči na: {1}.",
    "“{0}” has no words in: {1}.",
)
_SAME: Sentences = (
    "“{0}” thotë të njëjtën gjë në {1} dhe {2}: “{3}”.",
    "„{0}“ kaže isto na {1} i {2}: „{3}“.",
    "“{0}” says the same in {1} and {2}: “{3}”.",
)
_TRANSLATE: Sentences = (
    "Shkruani fjalët në gjuhën që mungon; sq, sr (latinisht) dhe en duhen të tria.",
    "Upišite reči na jeziku koji nedostaje; potrebni su sq, sr (latinica) i en.",
    "Write the words in the missing language; sq, sr (in Latin script) and en are all needed.",
)
