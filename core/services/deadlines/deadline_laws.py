"""A case reckoned under every law its deadlines began under: the versions of its rulesets, each read once."""

from __future__ import annotations

from collections.abc import Mapping

from neni.core.errors import BadRules, Conflict, NotFound
from neni.core.model.calendars import Calendar
from neni.core.model.cases import Case
from neni.core.model.deadlines.explaining import Step, explain
from neni.core.model.deadlines.rules import COMBINATIONS, DeadlineRule
from neni.core.model.deadlines.stored import Deadline
from neni.core.model.facts import FactValues
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.deadlines.reckoning import Reckoned, Reckoning
from neni.core.services.judging import versions
from neni.core.services.judging.sourcing import sourced_facts


class Reckonings:
    """A case reckoned under each law its deadlines began under, at most once each."""

    def __init__(self, office: Office, case: Case, calendar: Calendar) -> None:
        self._office, self._case, self._calendar = office, case, calendar
        self._found: dict[frozenset[tuple[str, str]], Reckoning] = {}
        self._facts: FactValues | None = None

    def of(self, deadline: Deadline | None) -> Reckoning:
        """Under the law a deadline began under; under that of the case before it began. Raises Conflict, BadRules."""
        began = deadline is not None and deadline.event is not None
        return self.under(deadline.rulesets if deadline is not None and began else self._case.rulesets)

    def under(self, rulesets: Mapping[str, str]) -> Reckoning:
        """Under these versions. Raises Conflict, BadRules."""
        name = frozenset(rulesets.items())
        if name not in self._found:
            law = versions.law_in(self._office, self._case.type, rulesets)
            facts = {**self._case.facts, **self._sourced(law.lawbook)}
            self._found[name] = Reckoning(law, facts, self._case.on, self._calendar)
        return self._found[name]

    def _sourced(self, lawbook: Lawbook) -> FactValues:
        if not rests_on_sources(lawbook):
            return {}
        if self._facts is None:
            case = self._case
            self._facts = dict(sourced_facts(self._office, case.type, case.facts, case.on, case))
        return self._facts


_KNOWN: dict[tuple[str, frozenset[tuple[str, str]]], bool] = {}
_MOST_KNOWN = 256


def rests_on_sources(lawbook: Lawbook) -> bool:
    """Whether any deadline rests on what departments know, so that they have to be asked; found once for each law."""
    name = lawbook.case_type, frozenset(lawbook.fingerprints.items())
    if name not in _KNOWN:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[name] = _rests_on_sources(lawbook)
    return _KNOWN[name]


def _rests_on_sources(lawbook: Lawbook) -> bool:
    given = {fact.name for fact in lawbook.given}
    if not given:
        return False
    below: dict[str, set[str]] = {}
    for way in lawbook.derivations():
        below.setdefault(way.fact, set()).update(way.reads)
    waiting, seen = [name for one in lawbook.deadlines() for name in one.reads], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += below.get(name, ())
    return bool(seen & given)


def rule_of(office: Office, case_type: str, deadline: Deadline) -> DeadlineRule | None:
    """The text of the law a stored deadline began under; None when it cannot be had any more."""
    try:
        law = versions.law_in(office, case_type, deadline.rulesets)
    except (NotFound, Conflict, BadRules):
        return None
    texts = [one for one in law.lawbook.deadlines() if one.code == deadline.rule]
    return next((one for one in texts if one.fingerprint == deadline.fingerprint), texts[0] if texts else None)


def steps_of(lawbook: Lawbook, found: Reckoned) -> tuple[Step, ...]:
    """How it was counted; nothing while it cannot be."""
    if found.counted is None:
        return ()
    return explain(found.counted, event_words(lawbook, found.rule, found.trigger), found.rule.reference)


def event_words(lawbook: Lawbook, rule: DeadlineRule, trigger: str | None = None) -> Text:
    """What the event of a deadline is called: the label of its fact. Of several, that of the `trigger` that counts, and
    which of them that is."""
    types = lawbook.types()
    labels = [types[name].label if name in types else Text.of(name) for name in rule.triggers]
    if len(labels) == 1:
        return labels[0]
    which = COMBINATIONS[rule.combination]
    every = which.map(lambda words, language: f"{words}: {', '.join(one.in_language(language) for one in labels)}")
    if trigger is None:
        return every
    chosen = labels[rule.triggers.index(trigger)]
    return every.map(lambda words, language: f"{chosen.in_language(language)} ({words})")
