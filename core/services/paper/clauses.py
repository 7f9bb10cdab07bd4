"""Which clauses the rules choose for a case, by which rule and why; and which wait for a fact or for two people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from neni.core.errors import BadTemplate, Problem
from neni.core.model.cases import Case
from neni.core.model.clauses import ChosenClause, Clause, ClauseState
from neni.core.model.events import DocumentIssued
from neni.core.model.facts import FactValue
from neni.core.model.findings import Evaluation, Finding, Missing, Outcome
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.paper import PaperValue
from neni.core.model.paper.documents import Document
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Template, Words
from neni.core.services.judging import versions
from neni.core.services.judging.wording import Sentence, Speaker

Confirmed = frozenset[tuple[str, str]]
"""Codes with the fingerprints that two people vouched for."""
VARIABLE = "clauses"
"""What templates call them."""


def chosen(office: Office, case: Case, evaluation: Evaluation) -> tuple[ChosenClause, ...]:
    """The clauses of a case by the law it is pinned to, in the order of that law. Raises Conflict (versions that were
    not kept)."""
    lawbook = versions.law_of(office, case).lawbook
    if not any(lawbook.clauses()):
        return ()
    with office.store.reading() as work:
        confirmed = work.confirmations.confirmed()
    return choose(lawbook, office.words, evaluation, confirmed)


def choose(lawbook: Lawbook, words: Words, evaluation: Evaluation, confirmed: Confirmed) -> tuple[ChosenClause, ...]:
    """What an evaluation chooses of the clauses in force on its day."""
    choice = _Choice(lawbook, words, evaluation, confirmed)
    found = (choice.of(clause) for clause in lawbook.clauses(evaluation.on))
    return tuple(one for one in found if one is not None)


def placed(office: Office, template: Template, clauses: tuple[ChosenClause, ...]) -> tuple[ChosenClause, ...]:
    """Those that find a place on the template: all, or none when it does not print clauses. Raises BadTemplate when one
    of them is meant for this very document and would be lost."""
    if not clauses or VARIABLE in office.word.variables(template):
        return clauses
    if lost := [one.clause for one in clauses if one.clause.documents]:
        raise no_place(template, lost)
    return ()


def no_place(template: Template, clauses: Iterable[Clause]) -> BadTemplate:
    """A template that does not print the clauses meant for its document."""
    codes = ", ".join(dict.fromkeys(one.code for one in clauses))
    told = Problem("no_place_for_clauses", _NO_PLACE.map(lambda words, _: words.format(codes)), where=template.where)
    return BadTemplate(_LOST, [told])


def as_paper(clauses: tuple[ChosenClause, ...], language: Language) -> list[Mapping[str, PaperValue]]:
    """Clauses as templates see them, in the language of the document."""
    return [
        {
            "code": one.clause.code,
            "title": one.clause.title.in_language(language),
            "text": one.text.in_language(language),
        }
        for one in clauses
    ]


def kept(clauses: tuple[ChosenClause, ...]) -> dict[str, object]:
    """What the events of preparing and issuing keep of clauses. Why the rule chose them stands in the evaluation the
    document names, so that no values of the case stand in an event."""
    return {"clauses": [_record_of(one) for one in clauses]} if clauses else {}


def _record_of(clause: ChosenClause) -> dict[str, object]:
    return {
        "code": clause.clause.code,
        "fingerprint": clause.clause.fingerprint,
        "title": clause.clause.title.as_mapping(),
        "rule": clause.finding.rule,
        "rule_fingerprint": clause.finding.fingerprint,
    }


@dataclass(frozen=True, slots=True)
class ClauseRecord:
    """What a document's record says of one clause on it: which text, and the finding of the rule that chose it."""

    code: str
    fingerprint: str
    title: Text
    finding: Finding


def records_of(office: Office, document: Document) -> tuple[ClauseRecord, ...]:
    """The clauses that stand on an issued document; the caller has seen that the person may see it."""
    with office.store.reading() as work:
        happened = [data for kind, _, _, data in work.events.of(document.case_id) if kind == DocumentIssued.__name__]
        told = next((data.get("clauses") for data in happened if data.get("document") == document.id), None)
        if not isinstance(told, list | tuple):
            return ()
        evaluation = work.evaluations.get(document.evaluation_id)
    findings = {one.rule: one for one in evaluation.findings}
    return tuple(_record(one, findings) for one in told)


def _record(told: Mapping[str, Any], findings: Mapping[str, Finding]) -> ClauseRecord:
    return ClauseRecord(told["code"], told["fingerprint"], Text.of(told["title"]), findings[told["rule"]])


class _Choice:
    """Everything known of one evaluation, asked clause by clause."""

    def __init__(self, lawbook: Lawbook, words: Words, evaluation: Evaluation, confirmed: Confirmed) -> None:
        self._types, self._confirmed = lawbook.types(), confirmed
        self._findings = {one.rule: one for one in evaluation.findings}
        self._parameters = {one.name: dated for one in lawbook.parameters() if (dated := one.on(evaluation.on))}
        self._stated = frozenset(lawbook.facts) - {one.fact for one in lawbook.derivations()}
        values: dict[str, FactValue | None] = {name: dated.value for name, dated in self._parameters.items()}
        self._values = {**values, **evaluation.facts, **evaluation.derived}
        self._vouched = vouched(evaluation)
        self._speaker = Speaker(words, self._types, self._values)

    def of(self, clause: Clause) -> ChosenClause | None:
        """What becomes of one clause; None when its rules are silent."""
        finding = self._asking(clause)
        if finding is None:
            return None
        text = self._speaker.say(Sentence(clause.text))
        if finding.outcome is Outcome.CANNOT_BE_TOLD:
            return ChosenClause(clause, finding, ClauseState.WAITS, text, finding.missing)
        missing = tuple(self._missing(name) for name in sorted(clause.tells) if self._values.get(name) is None)
        if missing:
            return ChosenClause(clause, finding, ClauseState.WAITS, text, missing)
        certain = finding.confirmed and self._may_be_signed(clause)
        return ChosenClause(clause, finding, ClauseState.CHOSEN if certain else ClauseState.ADVISED, text)

    def _asking(self, clause: Clause) -> Finding | None:
        """The rule that chooses the clause: one in full effect before one that only advises, and that before one that
        cannot be told yet; of equals the one the clause names first."""
        named = [self._findings[code] for code in clause.rules if code in self._findings]
        holding = [one for one in named if one.outcome is Outcome.HOLDS]
        certain = (one for one in holding if one.confirmed)
        waiting = (one for one in named if one.outcome is Outcome.CANNOT_BE_TOLD)
        return next(chain(certain, holding, waiting), None)

    def _may_be_signed(self, clause: Clause) -> bool:
        """Whether its words, and what derivations and the law put into them, are sure enough for paper."""
        if (clause.code, clause.fingerprint) in self._confirmed:
            return True
        return not clause.confidence.needs_confirmation and all(map(self._is_sure, clause.tells))

    def _is_sure(self, name: str) -> bool:
        if name in self._stated or name in self._vouched:
            return True
        dated = self._parameters.get(name)
        return dated is not None and not dated.confidence.needs_confirmation

    def _missing(self, name: str) -> Missing:
        return Missing(name, self._types[name].label, name not in self._stated and name in self._parameters)


_LOST = Text(
    sq="Dokumenti nuk mund të shkruhet: shablloni nuk i shtyp klauzolat e tij.",
    sr="Dokument se ne može sačiniti: šablon ne štampa njegove klauzule.",
    en="The document cannot be written: its template does not print its clauses.",
)
_NO_PLACE = Text(
    sq="Shablloni nuk ka vend për klauzolat {}; shtoni “{{%p for clause in clauses %}}”, “{{{{ clause.text }}}}” dhe "
    "“{{%p endfor %}}”, secilën në paragraf të vetin.",
    sr="Šablon nema mesto za klauzule {}; dodajte „{{%p for clause in clauses %}}“, „{{{{ clause.text }}}}“ i "
    "„{{%p endfor %}}“, svako u svom pasusu.",
    en="The template has no place for the clauses {}; add “{{%p for clause in clauses %}}”, “{{{{ clause.text }}}}” "
    "and “{{%p endfor %}}”, each in a paragraph of its own.",
)


def vouched(evaluation: Evaluation) -> frozenset[str]:
    """Names that may stand on signed paper although nobody stated them: those that a rule in full effect rests on. Its
    confirmation covers every derivation and value below it."""
    return frozenset(used.name for finding in evaluation.findings if finding.confirmed for used in finding.used)
