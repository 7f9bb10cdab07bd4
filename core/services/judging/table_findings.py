"""What findings say of decision tables: which rows gave a value, and which tables contradict themselves in a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.explaining import Explained
from neni.core.model.conditions.values import Unknown
from neni.core.model.findings import Finding, Outcome, Used, UsedRow
from neni.core.model.hit_policies import HitPolicy
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan, Statement
from neni.core.model.rules import Derivation, Severity, TableRow
from neni.core.model.rulesets import Ruleset
from neni.core.model.table_words import FAULTY, MEND, contradiction, not_unique
from neni.core.model.tables import says_the_same
from neni.core.model.text import Language, Text
from neni.core.services.judging.concluding import Conclusions

Way = tuple[Derivation, Statement]


def rows_of(ways: Iterable[Way], known: Conclusions) -> tuple[UsedRow, ...]:
    """The rows that gave a value; where the first that is met counts, only that one."""
    found: dict[tuple[str, int], UsedRow] = {}
    decided: set[str] = set()
    for way, statement in ways:
        if not way.rows or known.outcome(statement) is not Outcome.HOLDS:
            continue
        met = [one for one in way.rows if _is_met(one, known)]
        if not met:  # a count of rows says 0 when none is met
            continue
        for one in met if way.rows[0].table not in decided else ():
            found[one.table, one.number] = UsedRow(one.table, one.number, one.words, one.reference, one.confidence)
        if len(way.rows) == 1 and way.rivals is None and met[0].policy not in (HitPolicy.UNIQUE, HitPolicy.ANY):
            decided.add(met[0].table)
    named = [one for one in found.values() if one.number]
    return tuple(named or found.values())


def faults(lawbook: Lawbook, plan: Plan, known: Conclusions, on: date) -> Iterator[Finding]:
    """A finding for each table that may not have several rows met, and has: with the rows, since the law is faulty."""
    for ruleset in lawbook.rulesets:
        for table in ruleset.tables:
            if table.policy not in (HitPolicy.UNIQUE, HitPolicy.ANY):
                continue
            ways = [
                way
                for fact in table.outputs
                for way in plan.derivations.get(fact, ())
                if way[0].rivals and way[0].place.file == table.place.file and way[0].rows[0].table == table.code
                if on in way[0].in_force
            ]
            yield from _Fault(lawbook, ruleset, ways, known).finding()


class _Fault:
    """The rows of one table that are met together."""

    def __init__(self, lawbook: Lawbook, ruleset: Ruleset, ways: list[Way], known: Conclusions) -> None:
        self._lawbook, self._ruleset, self._ways, self._known = lawbook, ruleset, ways, known

    def finding(self) -> Iterator[Finding]:
        """What is wrong, if anything is. Rows are asked only where the outcome shows that several may be met."""
        if not self._suspicious():
            return
        met = [way for way, _ in self._ways if _is_met(way.rows[0], self._known)]
        rows = {one.rows[0].number: one.rows[0] for one in met}
        if len(rows) < 2:
            return
        differing = [fact for fact in dict.fromkeys(one.fact for one in met) if self._differs(fact, met)]
        if differing or met[0].rows[0].policy is HitPolicy.UNIQUE:
            yield self._of([rows[number] for number in sorted(rows)], differing)

    def _suspicious(self) -> bool:
        speaking = Counter(way.fact for way, one in self._ways if self._known.outcome(one) is Outcome.HOLDS)
        untold = (isinstance(self._known.scope.get(way.fact), Unknown) for way, _ in self._ways)
        return any(count > 1 for count in speaking.values()) or any(untold)

    def _differs(self, fact: str, met: list[Derivation]) -> bool:
        ways = [one for one in met if one.fact == fact]
        same = all(says_the_same(one.value, ways[0].value) for one in ways)
        return not same and isinstance(self._known.scope.get(fact), Unknown)

    def _of(self, rows: list[TableRow], differing: list[str]) -> Finding:
        table, numbers = rows[0].table, ", ".join(f"{one.number} ({one.words})" for one in rows)
        labels = [self._lawbook.facts[name].label for name in differing]
        told = contradiction(table, numbers, _listed(labels)) if differing else not_unique(table, numbers)
        weakest = max((one.confidence for one in rows), key=lambda one: one.weakness)
        return Finding(
            rule=f"TABLE-{table.upper().replace('_', '-')}",
            fingerprint=self._ruleset.fingerprint,
            outcome=Outcome.HOLDS,
            title=FAULTY,
            message=told,
            severity=Severity.WARNING if differing else Severity.NOTE,
            reference=rows[0].reference,
            confidence=weakest,
            confirmed=not weakest.needs_confirmation,
            remedy=MEND,
            used=tuple(self._used(differing or [self._ways[0][0].fact], rows)),
            explanation=Explained(table, "true", tuple(Explained(one.words, "true") for one in rows)),
            ruleset=self._ruleset.code,
            version=self._ruleset.fingerprint,
        )

    def _used(self, facts: list[str], rows: list[TableRow]) -> Iterator[Used]:
        named = tuple(UsedRow(one.table, one.number, one.words, one.reference, one.confidence) for one in rows)
        for fact in facts:
            yield Used(fact, self._lawbook.facts[fact].label, Text.of("?"), rows=named)


def _is_met(row: TableRow, known: Conclusions) -> bool:
    return row.when is None or evaluate(row.when.tree, known.scope) is True


def _listed(labels: list[Text]) -> Text:
    return Text(**{one.value: ", ".join(label.in_language(one) for label in labels) for one in Language})
